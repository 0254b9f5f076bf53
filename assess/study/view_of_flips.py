"""The view of what is established, and of what the conclusion hangs on."""

from __future__ import annotations

from collections.abc import Iterator

from assess.model import assessment as model
from assess.study.study_context import StudyContext
from assess.study.view import Change, Established, Flip
from assess.study.view_of_result import ways_of


def established(context: StudyContext) -> Established | None:
    """What is established, where that is less than what is concluded as answered."""
    assessment = context.assessment
    if assessment.settled:
        return None
    left = assessment.established
    return Established(
        ways=ways_of(context, left.ways),
        count=len({way.action for way in left.ways}),
    )


def flips(context: StudyContext) -> tuple[Flip, ...]:
    """What one change of answer would change: the orientation, its level, then each principle; with all the changes that do, in order."""
    found: dict[tuple[str, ...], list[Change]] = {}
    for flip in context.assessment.flips:
        change = Change(context.title(flip.id), flip.change, "assumed" if flip.assumed else "weak" if flip.weak else "")
        for effect in _effects(context, flip):
            found.setdefault(effect, []).append(change)
    order = ["action", "norm", *context.principles]
    effects = sorted(found, key=lambda effect: order.index(effect[0]))  # stable: the most telling first
    return tuple(_flip(context, effect, tuple(found[effect])) for effect in effects)


def _effects(context: StudyContext, flip: model.Flip) -> Iterator[tuple[str, ...]]:
    """What *flip* changes: `("action", …)` or `("norm", …)` with those then possible, a principle with what is then said of it."""
    pathway = context.assessment.pathway
    if flip.turns and pathway is not None:
        then, now = ({kind: _each(ways, kind) for kind in ("action", "norm")} for ways in (flip.ways, pathway.possible))
        yield from ((kind, *then[kind]) for kind in then if then[kind] != now[kind] or (then == now and kind == "action"))
    yield from flip.principles


def _each(ways: tuple[model.Way, ...], kind: str) -> tuple[str, ...]:
    """The actions of *ways*, or their norms, each once and in one order."""
    return tuple(sorted({getattr(way, kind) for way in ways} - {""}))


def _flip(context: StudyContext, effect: tuple[str, ...], changes: tuple[Change, ...]) -> Flip:
    kind, *values = effect
    if kind in context.principles:
        return Flip(kind="principle", titles=(context.title(f"principle:{kind}"),), status=values[0], changes=changes)
    owner = context.rubric.pathway
    known = (owner.actions if kind == "action" else owner.norms) if owner else ()
    return Flip(kind=kind, titles=tuple(context.text(value.text) for value in known if value.id in values), status="", changes=changes)
