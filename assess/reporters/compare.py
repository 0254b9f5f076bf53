"""Proposals side by side, as a page; a version against the one before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from assess.engine.compare import Side
from assess.messages import listed, long_date
from assess.model.assessment import Assessment, PrincipleResult
from assess.model.desk import Amendment, Better, Comparison, Differs, Effects
from assess.model.proposal import CriterionAnswer, FactAnswer, Impact, Number, Option, SafeguardAnswer, StatedLaw
from assess.model.rubric import LEGAL_BASIS, Rubric
from assess.model.sheet import Grid, Items, Part, Said, Sheet
from assess.reporters.naming import Names
from assess.reporters.rows import pathway_words, ways_words
from assess.reporters.values import answer_words

Block = Part | Said | Items | Grid
SHOWN = 12
"""How many items that differ are shown, unless all are."""
COUNTS = 5
"""How many counts on which a side is better are named."""
NONE = "compare-none"


class Compared(NamedTuple):
    """What is compared, and the options that are only described."""

    sides: Sequence[Side]
    found: Comparison
    described: tuple[Option, ...] = ()


def sheet(rubric: Rubric, compared: Compared, lang: str, *, whole: bool) -> Sheet:
    """The page of what is *compared*; *whole*: every item that differs, not only the first."""
    page = _Page(rubric, compared, lang)
    return Sheet(page.title_of_page(), tuple(page.blocks(whole=whole)))


class _Page(Names):
    def __init__(self, rubric: Rubric, compared: Compared, lang: str) -> None:
        super().__init__(rubric, lang)
        self.sides, self.found, self.described = compared
        self.letters = [chr(ord("A") + at) for at in range(len(self.sides))]

    def title_of_page(self) -> str:
        if self.found.amendments is not None:
            return self.say("compare-versions", title=self.sides[1].proposal.title)
        return self.say("compare-title", count=str(len(self.sides)))

    def blocks(self, *, whole: bool) -> Iterator[Block]:
        headers = ("", self.say("compare-side"), self.say("compare-file"))
        named = zip(self.letters, self.sides, strict=True)
        yield Grid(headers, tuple((letter, side.proposal.title, side.proposal.path) for letter, side in named))
        yield Part(self.say("compare-conclusions"), f"{self.rubric.id} {self.rubric.version}")
        yield Grid(("", *self.letters), tuple(self.conclusions()))
        yield from self.lines()
        yield from self.missing()
        if self.found.amendments is None:
            yield from self.better()
        else:
            yield from self.amendments(self.found.amendments, whole=whole)
        yield from self.differs(whole=whole)
        yield from self.impacts()
        yield from self.options()

    # Conclusions

    def conclusions(self) -> Iterator[tuple[str, ...]]:
        """A row for each conclusion, a cell for each side."""
        found = [side.assessment for side in self.sides]
        yield self.row("compare-answered", (pathway_words(self.rubric, own, self.lang) for own in found))
        if self.rubric.pathway:
            yield self.row("compare-established", (ways_words(self.rubric, own.established.ways, self.lang) for own in found))
            yield self.row("compare-verdict", (self.say(f"summary-verdict-{own.verdict}") for own in found))
        if self.rubric.regime:
            yield self.row("compare-regime", (self.values("regime", own.regime.possible if own.regime else ()) for own in found))
        for at, (name, _) in enumerate(found[0].tiers):
            yield (self.title(f"tier:{name}"), *(self.values(f"tier:{name}", own.tiers[at][1].possible) for own in found))
        for at, principle in enumerate(found[0].principles):
            yield (self.title(f"principle:{principle.id}"), *(self.principle(own.principles[at]) for own in found))

    def row(self, message: str, cells: Iterable[str]) -> tuple[str, ...]:
        return (self.say(message), *cells)

    def values(self, name: str, possible: Sequence[str]) -> str:
        """What remains possible, in words; « ? » when all does."""
        known = self.closed(name)
        if len(possible) == len(known):
            return self.say("status-undetermined")
        return listed([self.word(known, value) for value in possible], self.lang, "or")

    def principle(self, result: PrincipleResult) -> str:
        """The interval of a principle, and what is said of it."""
        status = self.say(f"status-{result.said}")
        return status if result.score is None else self.say("compare-principle", figures=result.score.figures(self.lang), status=status)

    def lines(self) -> Iterator[Block]:
        """The red lines that are raised on some side, or may be."""
        yield Part(self.say("compare-lines"))
        rows = []
        for at, line in enumerate(self.sides[0].assessment.red_lines):
            states = [side.assessment.red_lines[at].status for side in self.sides]
            if "raised" in states:
                kind = "basis" if line.cured_by in LEGAL_BASIS else "line"
                rows.append((self.title(f"red-line:{line.id}"), *(self.say(f"{kind}-{state}", count="1") for state in states)))
        yield Grid(("", *self.letters), tuple(rows)) if rows else Said(self.say("compare-no-line"), style="good")

    def missing(self) -> Iterator[Block]:
        """The guarantees that are certainly missing on some side."""
        yield Part(self.say("compare-missing"))
        lacking = [_missing(side.assessment) for side in self.sides]
        names = [own.id for own in self.sides[0].assessment.safeguards if any(own.id in some for some in lacking)]
        rows = [
            (self.called(f"safeguard:{own}"), *(self.say("compare-lacks" if own in some else NONE) for some in lacking)) for own in names
        ]
        yield Grid(("", *self.letters), tuple(rows)) if rows else Said(self.say("compare-no-missing"), style="good")

    def called(self, item: str) -> str:
        """What an item is called, with its key."""
        return f"{self.title(item)} [{item}]" if ":" in item else self.say(f"compare-{item}")

    # Which prevails

    def better(self) -> Iterator[Block]:
        yield Part(self.say("compare-better"))
        if not self.found.better:
            yield Said(self.say("compare-none-dominates"))
            return
        yield Items(tuple(map(self.prevails, self.found.better)))

    def prevails(self, better: Better) -> str:
        """That one is nowhere worse than another, and where it is better."""
        names = [self.count(name) for name in better.on[:COUNTS]]
        if left := len(better.on) - COUNTS if len(better.on) > COUNTS else 0:
            names.append(self.say("compare-on-more", count=str(left)))
        sides = {"one": self.letters[better.side], "other": self.letters[better.than]}
        return self.say("compare-dominates", count=str(len(better.on)), on=self.semicolon.join(names), **sides)

    def count(self, name: str) -> str:
        return self.title(name) if ":" in name else self.say(f"compare-on-{name}")

    # What differs

    def differs(self, *, whole: bool) -> Iterator[Block]:
        yield Part(self.say("compare-differs"), str(len(self.found.differs)) if self.found.differs else "")
        if not self.found.differs:
            yield Said(self.say("compare-same"))
            return
        shown = self.found.differs if whole else self.found.differs[:SHOWN]
        yield Grid((self.say("compare-item"), *self.letters), tuple(self.answers(own) for own in shown))
        if left := len(self.found.differs) - len(shown):
            yield Said(self.say("desk-more", count=str(left)), style="faint")

    def answers(self, differs: Differs) -> tuple[str, ...]:
        return (self.called(differs.id), *(self.given(differs.id, own) for own in differs.answers))

    def given(self, item: str, own: object) -> str:
        """The answer of one side to *item*, in words."""
        match own:
            case None | ():
                return self.say(NONE)
            case FactAnswer():
                words = answer_words(self, self.facts[item.partition(":")[2]], own)
            case CriterionAnswer():
                words = self.level(own)
            case SafeguardAnswer():
                words = self.guarantee(own)
            case int():
                return long_date(own, self.lang)
            case str():
                return self.say(f"stage-{own}")
            case tuple():
                return ", ".join(self.named(each) for each in own)
            case _:
                return str(own)
        return words + (f" ({self.say('chain-assumed')})" if own.assumed else "")

    def named(self, each: object) -> str:
        """A technology, or a text stated with its state."""
        if isinstance(each, StatedLaw):
            return f"{self.title(each.cite) if not each.own else each.cite} ({self.say(f'law-{each.state}')})"
        return self.word(self.facts["technology"].values, str(each)) if "technology" in self.facts else str(each)

    def level(self, own: CriterionAnswer) -> str:
        words = self.say("chain-not-applicable") if own.level is None else self.say("compare-level", level=str(own.level))
        return words + (f", {self.say('compare-evidence', count=str(len(own.evidence)))}" if own.evidence else "")

    def guarantee(self, own: SafeguardAnswer) -> str:
        where = f", {self.rubric.instruments[own.instrument].text[self.lang].lower()}" if own.instrument >= 0 else ""
        return self.say(f"chain-status-{own.status}") + where

    # Why the result moved

    def amendments(self, amendments: Sequence[Amendment], *, whole: bool) -> Iterator[Block]:
        """What each changed answer comes to, those that move the pathway first."""
        if not amendments:
            return
        yield Part(self.say("compare-amendments"), self.say("compare-amendments-remark"))
        if self.ways(0) == self.ways(1):
            yield Said(self.say("compare-unmoved"), style="faint")
        headers = [self.say(f"compare-{name}") for name in ("change", "role", "alone", "without")]
        order = ("enough", "needed", "some", "none")
        ranked = sorted(amendments, key=lambda own: (order.index(own.part), not own.alone.principles and not own.without.principles))
        shown = ranked if whole else ranked[:SHOWN]
        yield Grid(tuple(headers), tuple(map(self.amendment, shown)))
        if left := len(ranked) - len(shown):
            yield Said(self.say("desk-more", count=str(left)), style="faint")

    def ways(self, at: int) -> tuple[object, ...]:
        pathway = self.sides[at].assessment.pathway
        return pathway.possible if pathway else ()

    def amendment(self, own: Amendment) -> tuple[str, ...]:
        alone, without = self.effects(own.alone, self.ways(0)), self.effects(own.without, self.ways(1))
        return self.called(own.id), self.say(f"compare-part-{own.part}"), alone, without

    def effects(self, effects: Effects, before: tuple[object, ...]) -> str:
        """What one change comes to, in words."""
        told = [ways_words(self.rubric, effects.ways, self.lang)] if effects.ways != before else []
        told += [f"{self.title(f'principle:{name}')} {self.say(f'status-{status}')}" for name, status in effects.principles]
        told += [self.say("compare-raised", title=self.title(f"red-line:{name}")) for name in effects.raised]
        told += [self.say("compare-lifted", title=self.title(f"red-line:{name}")) for name in effects.lifted]
        return self.semicolon.join(told) or self.say("compare-unchanged")

    # Impacts and costs

    def impacts(self) -> Iterator[Block]:
        """What each side says of its consequences and costs; of two versions, what differs."""
        told = [[*self.consequences(side)] for side in self.sides]
        same = set.intersection(*map(set, told)) if self.found.amendments is not None else set()
        rows = [(letter, *row) for letter, own in zip(self.letters, told, strict=True) for row in own if row not in same]
        if rows:
            yield Part(self.say("compare-impacts"))
            yield Grid(("", self.say("compare-who"), self.say("compare-amount")), tuple(rows))

    def consequences(self, side: Side) -> Iterator[tuple[str, str]]:
        """Each impact, then the cost of the option retained: for whom, and what."""
        yield from ((impact.who, self.amount(impact)) for impact in side.proposal.impacts)
        yield from ((option.title, option.cost) for option in side.proposal.options if option.retained and option.cost)

    def amount(self, impact: Impact) -> str:
        """The amount of an impact, its unit and its year; its text where there is no amount."""
        ends = [self.figure(end) for end in (impact.low, impact.high) if end is not None]
        figures = "–".join(dict.fromkeys(ends))
        words = " ".join(part for part in (figures, impact.unit) if part) + (f" ({impact.year})" if impact.year and figures else "")
        return words if figures else impact.text or self.say(NONE)

    def figure(self, number: Number) -> str:
        digits, scale = number
        text = f"{digits:,}" if not scale else f"{digits / 10**scale:,.{scale}f}"
        return text.replace(",", "\u202f").replace(".", ",") if self.lang == "fr" else text

    def options(self) -> Iterator[Block]:
        if self.described:
            yield Part(self.say("compare-options"), self.say("compare-options-remark"))
            headers = [self.say(f"compare-{name}") for name in ("option", "drawbacks")] + [self.say("remedies-cost")]
            rows = [(own.title, own.drawbacks or self.say(NONE), own.cost or self.say(NONE)) for own in self.described]
            yield Grid(tuple(headers), tuple(rows))


def _missing(found: Assessment) -> set[str]:
    return {own.id for own in found.safeguards if own.required == "yes" and own.met == "no"}
