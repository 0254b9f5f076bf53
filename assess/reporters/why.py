"""Why a result is what it is, on one screen: the conclusion, the rules that led there, the answers behind, what would turn it.

The whole chain is in `chain`; the same as JSON data is here too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from assess import __version__
from assess.model.assessment import CERTAIN, Assessment, Fired
from assess.model.proposal import Proposal
from assess.model.rubric import Rubric
from assess.reporters import hanging
from assess.reporters.chain import Result
from assess.reporters.desk_json import FORMAT, head, ways_data
from assess.reporters.explain import WIDTH, Line
from assess.reporters.rows import pathway_words
from assess.reporters.visible import visible

HEIGHT = 23
"""How many lines a screen of 24 shows above its prompt."""
LEAST = 2
"""How many answers, and how many changes, are shown whatever the rest takes."""
MOST = 3
"""How many rules are told."""


def brief(rubric: Rubric, proposal: Proposal, assessment: Assessment, lang: str) -> list[Line]:
    """Why the whole result, on one screen."""
    return list(_Brief(rubric, proposal, assessment, lang).screen())


def data(rubric: Rubric, proposal: Proposal, assessment: Assessment, item: str, lang: str) -> dict[str, Any] | None:
    """Why the result, or its *item*, as JSON data described by `assess schema explain`; None where there is no such item."""
    made = _Brief(rubric, proposal, assessment, lang)
    return made.data(proposal, item)


def item_data(rubric: Rubric | None, item: str, text: str) -> dict[str, Any]:
    """What an *item* is, outside any result: its page, as *text*."""
    under = None if rubric is None else {"id": rubric.id, "version": rubric.version, "sha256": rubric.sha256}
    return {"format": FORMAT, "tool": {"name": "assess", "version": __version__}, "rubric": under, "item": item, "text": text}


class _Brief(Result):
    def screen(self) -> Iterator[Line]:
        """The lines: the conclusion and its reasons whole, then as much of the rest as the screen takes."""
        first = [*self.conclusion(), *self.reasons()]
        answers, flips = list(self.behind()), list(self.turning())
        room = HEIGHT - len(first) - 2 - bool(flips)
        for_flips = min(_height(flips), max(2 * LEAST, room - _height(answers), room // 2 - 1))
        yield from first
        yield from self.section("why-answers", answers, room - for_flips)
        yield from self.section("explain-flips", flips, for_flips)
        yield ((self.say("why-more"), "faint"),)

    def conclusion(self) -> Iterator[Line]:
        """What is established, and what is concluded as answered."""
        label = self.say("explain-pathway" if self.assessment.pathway else "explain-outcome")
        if not self.assessment.settled:
            yield from self.item(self.say("summary-established") + self.colon + hanging.established(self, self.assessment), 0, "title")
            label = hanging.reserve(self.assessment, self.lang)
        yield from self.item(label + self.colon + pathway_words(self.rubric, self.assessment, self.lang), 0, "title")
        if blocking := [f"{self.title(name)} [{name}]" for name in self.assessment.deciding if name.startswith("law:")]:
            yield from self.item(self.say("explain-law-blocks", what=self.semicolon.join(blocking)), 1, "doubt")

    def fired(self) -> list[Fired]:
        """The rules that led to the conclusion: the certain one on the action and on the norm, or else all that may hold."""
        found = self.assessment.pathway or self.assessment.outcome
        every = found.fired if found else ()
        return [rule for rule in every if rule.certainty == CERTAIN] or list(every)

    def reasons(self) -> Iterator[Line]:
        """Each of these rules, whole."""
        for rule in self.fired()[:MOST]:
            words = rule.because[self.lang] if rule.because else ""
            yield from self.item(f"{words} [{rule.rule}]".strip(), 1, "" if rule.certainty == CERTAIN else "doubt")

    def section(self, message: str, blocks: list[list[Line]], room: int) -> Iterator[Line]:
        """A title, how many there are, and the first *blocks* that take no more than *room* lines; two of them at least."""
        if blocks:
            title, count = self.say(message), str(len(blocks))
            yield (title, "title"), (" " * (WIDTH - len(title) - len(count)), ""), (count, "faint")
        for at, block in enumerate(blocks):
            room -= len(block)
            if room < 0 and at >= LEAST:
                break
            yield from block

    def behind(self) -> Iterator[list[Line]]:
        """The answers and conclusions that the rules read, those that stand in the way first, in two lines where one is too short."""
        names = list(dict.fromkeys(name for rule in self.fired() for name in rule.reads))
        names = [name for name in names if self.calm(name) is None]
        for name in sorted(names, key=lambda own: own.partition(":")[0] in ("fact", "law")):
            told, style = self.state(name, *name.partition(":")[::2])
            words = f"{self.title(name)}{self.colon}{told}" if told else self.title(name)
            if len(words) + len(name) + 7 <= WIDTH or name.startswith(("fact:", "law:")):
                yield [self.one(words, f" [{name}]", style)]
            else:
                yield [
                    self.one(self.title(name), f" [{name}]{self.colon.rstrip()}", style),
                    (("    " + shortened_end(told, WIDTH - 4), style),),
                ]

    def turning(self) -> Iterator[list[Line]]:
        """The changes of one answer that turn the pathway, or else a principle: two lines each."""
        flips = [flip for flip in self.assessment.flips if flip.turns] or self.assessment.flips
        for flip in flips:
            effect = self.say(f"robustness-{flip.change}") + self.colon + self.semicolon.join(hanging.effects(self, flip))
            yield [self.one(self.title(flip.id), f" [{flip.id}]", ""), (("    " + shortened_end(effect, WIDTH - 4), ""),)]

    def one(self, text: str, name: str, style: str) -> Line:
        """*text* on one line, cut if need be, with its key at the end, whole."""
        return (("  - " + shortened_end(visible(text), WIDTH - 4 - len(name)), style), (name, "faint"))

    # As data

    def data(self, proposal: Proposal, item: str) -> dict[str, Any] | None:
        """The result, or its *item*, as data."""
        names = self.meant(item) if item else []
        if item and not names:
            return None
        fired = [rule for name in names for rule in getattr(self.results.get(name), "fired", ())] if item else self.fired()
        reads = list(dict.fromkeys(name for rule in fired for name in rule.reads))
        found, pathway = self.assessment, self.assessment.pathway
        flips = [flip for flip in found.flips if not item or flip.id in names]
        return head(self.rubric, proposal, found.as_of) | {
            "item": item or None,
            "pathway": ways_data(pathway.possible) if pathway else None,
            "established": ways_data(found.established.ways) if pathway else None,
            "outcome": list(found.outcome.possible) if found.outcome else [],
            "about": [self.about_data(name) for name in names],
            "rules": [self.rule_data(rule) for rule in fired],
            "answers": [self.read_data(name) for name in reads],
            "flips": [{"id": flip.id, "change": flip.change, "pathway": ways_data(flip.ways), "turns": flip.turns} for flip in flips],
        }

    def meant(self, item: str) -> list[str]:
        """The qualified ids that *item* may mean, among what has a result or is answered."""
        known = [*self.results, *(f"fact:{name}" for name in self.facts), *(f"law:{name}" for name in self.law)]
        return [name for name in known if item in (name, name.partition(":")[2])]

    def about_data(self, name: str) -> dict[str, Any]:
        """What is known of the item *name*: of a principle its floors, of a guarantee what gives it, of a red line its cure."""
        result = self.results.get(name)
        floors = [
            {"criterion": floor.criterion, "level": floor.least, "gap": floor.gap, "rule": f"rule:requirements.{floor.requirement}"}
            for floor in getattr(result, "floors", ())
        ]
        given = [{"law": gift.law, "ref": gift.ref, "instrument": gift.instrument} for gift in getattr(result, "given_by", ())]
        ranks = list(getattr(result, "min_instruments", ()))
        own = self.entries["red-line"].get(name.partition(":")[2]) if name.startswith("red-line:") else None
        cure = {"by": own.cured_by, "condition": own.condition[self.lang]} if own else None
        return self.read_data(name) | {"floors": floors, "given_by": given, "instruments": ranks, "cure": cure}

    def read_data(self, name: str) -> dict[str, Any]:
        """An answer or a conclusion: its key, its title, and what is known of it in words."""
        return {"id": name, "title": self.title(name), "state": self.state(name, *name.partition(":")[::2])[0]}

    def rule_data(self, rule: Fired) -> dict[str, Any]:
        return {
            "rule": rule.rule,
            "value": rule.value,
            "certainty": rule.certainty,
            "because": rule.because[self.lang] if rule.because else None,
            "sources": list(sources(rule)),
            "reads": list(rule.reads),
        }


def _height(blocks: list[list[Line]]) -> int:
    """How many lines *blocks* take."""
    return sum(map(len, blocks))


def sources(rule: Fired) -> Iterable[str]:
    """The qualified ids that *rule* cites, each once."""
    return dict.fromkeys(citation.ref for citation in rule.sources)


def shortened_end(text: str, width: int) -> str:
    """*text* on one line of at most *width* characters, cut with an ellipsis."""
    if len(text) <= width:
        return text
    cut = text[: max(width - 1, 0)]
    words = cut if text[len(cut)] == " " else cut.rpartition(" ")[0] or cut
    return words.rstrip(" \u00a0,;:.(") + "…"
