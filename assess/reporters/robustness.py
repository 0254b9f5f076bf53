"""What a conclusion hangs on, one answer at a time and two: as a page, and as JSON data."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from assess.messages import long_date
from assess.model.desk import Changed, Robustness
from assess.model.proposal import Proposal
from assess.model.rubric import Rubric
from assess.model.sheet import Grid, Part, Said, Sheet
from assess.reporters import hanging
from assess.reporters.desk_json import head, ways_data
from assess.reporters.naming import Names
from assess.reporters.rows import ways_words

SHOWN = 10
"""How many changes of each kind are shown, unless all are."""


def sheet(rubric: Rubric, proposal: Proposal, as_of: int, found: Robustness, lang: str, *, whole: bool) -> Sheet:
    """The page of *found*; *whole*: every change, not only the first."""
    page = _Page(rubric, lang)
    if rubric.pathway is None:
        blocks: tuple[Any, ...] = (Said(page.say("robustness-no-pathway"), style="faint"),)
    else:
        blocks = tuple(page.blocks(found, whole=whole))
    where = page.say("desk-under", rubric=f"{rubric.id} {rubric.version}", date=long_date(as_of, lang))
    return Sheet(page.say("robustness-title", title=proposal.title), (Said(where, style="faint"), *blocks))


class _Page(Names):
    def blocks(self, found: Robustness, *, whole: bool) -> Iterator[Part | Said | Grid]:
        yield Said(ways_words(self.rubric, found.ways, self.lang), self.say("robustness-answered"), "title")
        yield Part(self.say("robustness-one"), self.say("robustness-tried", count=str(found.tried[0])))
        one = [(self.change(Changed(flip.id, flip.change, flip.assumed, flip.weak)), self.effect(flip)) for flip in found.one]
        yield from self.grid(one, whole=whole, none="robustness-none-one")
        yield Part(self.say("robustness-two"), self.say("robustness-tried-pairs", count=str(found.tried[1])))
        both = [
            (
                self.semicolon.join(self.change(change) for change in pair.changes),
                ways_words(self.rubric, pair.ways, self.lang),
            )
            for pair in found.two
        ]
        yield from self.grid(both, whole=whole, none="robustness-none-two")

    def change(self, changed: Changed) -> str:
        """An answer, its key, and what is done to it."""
        mark = "assumed" if changed.assumed else "weak" if changed.weak else ""
        doubt = f" ({self.say(f'flip-{mark}')})" if mark else ""
        return f"{self.title(changed.id)} [{changed.id}]{doubt}{self.colon}{self.say(f'robustness-{changed.change}')}"

    def effect(self, flip: Any) -> str:
        """What is then open, and what is then said of principles."""
        return self.semicolon.join(hanging.effects(self, flip))

    def grid(self, rows: list[tuple[str, str]], *, whole: bool, none: str) -> Iterator[Part | Said | Grid]:
        if not rows:
            yield Said(self.say(none), style="good")
            return
        shown = rows if whole else rows[:SHOWN]
        yield Grid((self.say("robustness-change"), self.say("robustness-effect")), tuple(shown))
        if left := len(rows) - len(shown):
            yield Said(self.say("desk-more", count=str(left)), style="faint")


def data(rubric: Rubric, proposal: Proposal, as_of: int, found: Robustness) -> dict[str, Any]:
    """*found* as JSON data, described by `assess schema robustness`."""
    one = [
        {"id": flip.id, "change": flip.change, "assumed": flip.assumed, "weak": flip.weak, "pathway": ways_data(flip.ways)}
        | {"turns": flip.turns, "principles": [{"id": own, "status": status} for own, status in flip.principles]}
        for flip in found.one
    ]
    two = [{"changes": [_changed(change) for change in pair.changes], "pathway": ways_data(pair.ways)} for pair in found.two]
    tried = {"one": found.tried[0], "two": found.tried[1]}
    pathway = ways_data(found.ways) if rubric.pathway else None
    return head(rubric, proposal, as_of) | {"pathway": pathway, "tried": tried, "one": one, "two": two}


def _changed(changed: Changed) -> dict[str, Any]:
    return {"id": changed.id, "change": changed.change, "assumed": changed.assumed, "weak": changed.weak}
