"""What it means that an assessment is inside the bounds of another, made with fewer answers."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from assess.model.assessment import (
    Assessment,
    Conclusion,
    CriterionResult,
    PathwayResult,
    PrincipleResult,
    SafeguardResult,
    ScoreResult,
    Span,
)

OPEN = ("unknown", "undetermined")


def outside(part: Assessment, whole: Assessment) -> list[str]:
    """What of *whole*, made with more answers, is not inside the bounds of *part*: nothing, when these are sound."""
    return [
        *_conclusions(part, whole),
        *(found for one, other in zip(part.scores, whole.scores, strict=True) for found in _score(one, other)),
        *(found for one, other in zip(part.principles, whole.principles, strict=True) for found in _principle(one, other)),
        *(found for one, other in zip(part.safeguards, whole.safeguards, strict=True) for found in _safeguard(one, other)),
        *(
            f"red line {line.id}: {line.status} then {then.status}"
            for line, then in zip(part.red_lines, whole.red_lines, strict=True)
            if not _refines(line.status, then.status)
        ),
        *_pathway(part.pathway, whole.pathway),
        *_law(part, whole),
    ]


def _law(part: Assessment, whole: Assessment) -> Iterator[str]:
    """Texts and domains that are not certain may settle, or fall away; what is certain stays. A text that does not cover may prove foreign."""
    for kind in ("texts", "domains"):
        first, then = ({result.id: result for result in getattr(side, kind)} for side in (part, whole))
        yield from _subset(kind, then, first)
        for name, result in first.items():
            if result.status == "outside" and name not in then:
                continue
            if result.status != "unknown" and (name not in then or then[name].status != result.status):
                yield f"{kind} {name}: {result.status}, then {then.get(name)}"
    for one, other in zip(part.safeguards, whole.safeguards, strict=True):
        yield from _subset(f"safeguard {one.id} given by", *([gift.law for gift in side.given_by] for side in (one, other)))


def _refines(before: str, after: str) -> bool:
    return before in OPEN or before == after


def _conclusions(part: Assessment, whole: Assessment) -> Iterator[str]:
    pairs: list[tuple[str, Conclusion | None, Conclusion | None]] = [
        ("regime", part.regime, whole.regime),
        ("outcome", part.outcome, whole.outcome),
        *((name, tier, then) for (name, tier), (_, then) in zip(part.tiers, whole.tiers, strict=True)),
    ]
    for name, before, after in pairs:
        if before is not None and after is not None:
            yield from _subset(name, after.possible, before.possible)
            if not after.possible:
                yield f"{name}: nothing is possible"


def _subset(name: str, after: Collection[str], before: Collection[str]) -> Iterator[str]:
    if not set(after) <= set(before):
        yield f"{name}: {sorted(after)} is not in {sorted(before)}"


def _score(before: ScoreResult, after: ScoreResult) -> Iterator[str]:
    (low, high, most), (then_low, then_high, then_most) = _tenths(before), _tenths(after)
    if not low <= then_low <= then_high <= high or then_most > most:
        yield f"score {before.id}: {(then_low, then_high, then_most)} is not in {(low, high, most)}"


def _tenths(score: ScoreResult) -> tuple[int, int, int]:
    times = 1 if score.tenths else 10
    return score.low * times, score.high * times, score.max * times


def _inside(before: Span, after: Span) -> bool:
    assert before.tenths
    assert after.tenths
    return before.low <= after.low <= after.high <= before.high


def _principle(before: PrincipleResult, after: PrincipleResult) -> Iterator[str]:
    name = f"principle {before.id}"
    if before.score is None and after.score is not None:
        yield f"{name}: a score where none was possible"
    if before.score is not None and after.score is not None and not _inside(before.score, after.score):
        yield f"{name}: {after.score} is not in {before.score}"
    if not _inside(before.required, after.required):
        yield f"{name}: required {after.required} is not in {before.required}"
    if not _refines(before.status, after.status):
        yield f"{name}: {before.status} then {after.status}"
    then = {floor.requirement: floor.gap for floor in after.floors}
    first = {floor.requirement: floor.gap for floor in before.floors}
    yield from _subset(f"{name} floors", then, first)
    yield from (f"{name} floor {floor}: certain, then {then.get(floor)}" for floor, gap in first.items() if gap == "yes" != then.get(floor))
    for criterion, later in zip(before.criteria, after.criteria, strict=True):
        yield from _criterion(criterion, later)


def _criterion(before: CriterionResult, after: CriterionResult) -> Iterator[str]:
    if not _refines(before.applies, after.applies):
        yield f"criterion {before.id}: applies {before.applies} then {after.applies}"
    if after.applies != "no" and not before.low <= after.low <= after.high <= before.high:
        yield f"criterion {before.id}: {after.low}-{after.high} is not in {before.low}-{before.high}"


def _safeguard(before: SafeguardResult, after: SafeguardResult) -> Iterator[str]:
    name = f"safeguard {before.id}"
    for word, one, other in (
        ("required", before.required, after.required),
        ("met", before.met, after.met),
        ("status", before.status, after.status),
    ):
        by_law = word == "status" and before.given_by  # a present that an answer may still qualify
        if not by_law and not _refines(one, other):
            yield f"{name}: {word} {one} then {other}"
    yield from _subset(f"{name} ranks", after.min_instruments, before.min_instruments)


def _pathway(before: PathwayResult | None, after: PathwayResult | None) -> Iterator[str]:
    if before is None or after is None:
        return
    ways = [{f"{way.action}/{way.norm}" for way in result.possible} for result in (before, after)]
    yield from _subset("pathway", ways[1], ways[0])
    if not ways[1]:
        yield "pathway: no way is left"
    first = {condition.id: condition.certainty for condition in before.conditions}
    then = {condition.id: condition.certainty for condition in after.conditions}
    yield from _subset("conditions", then, first)
    yield from (f"{name}: certain, then {then.get(name)}" for name, found in first.items() if found == "certain" != then.get(name))
