"""The parts of a page of plain text about an item of a rubric, in 80 columns."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator

from assess.conditions.nodes import Condition
from assess.model.law import Citation
from assess.model.rubric import Rubric
from assess.reporters.condition_words import Conditions
from assess.reporters.display import bound
from assess.reporters.naming import Names
from assess.reporters.rule_index import Indexed, read_by, rules_of

WIDTH = 80
Line = tuple[tuple[str, str], ...]
_LINK = re.compile(r"\[([^\]]+)\]\(([^)]+)\)")
_EMPHASIS = re.compile(r"(?<!\w)(\*{1,2}|_{1,2})(?=\S)(.+?)(?<=\S)\1(?!\w)")


def plain(text: str) -> str:
    """*text*, inline Markdown, without its marks; a link gives its address."""
    return bound(_EMPHASIS.sub(r"\2", _LINK.sub(r"\1 <\2>", text)))


class Writer:
    """Writes the parts of the pages of one rubric: titles, paragraphs, lists, rules."""

    def __init__(self, rubric: Rubric, lang: str, as_of: int) -> None:
        """Index *rubric*."""
        self.rubric, self.lang, self.as_of = rubric, lang, as_of
        self.names = Names(rubric, lang)
        self.conditions = Conditions(self.names)
        self.rules = list(rules_of(rubric))
        self.colon = "\u00a0: " if lang == "fr" else ": "

    def head(self, title: str, qualified: str) -> Iterator[Line]:
        """The title and the id."""
        first = bound(title[:1].upper() + title[1:])
        room = WIDTH - len(first) - len(qualified)
        if room > 1:
            yield ((first, "title"), (" " * room + qualified, "faint"))
            return
        yield from (((line, "title"),) for line in textwrap.wrap(first, WIDTH))
        yield ((f"{qualified:>{WIDTH}}", "faint"),)

    def text(self, text: str, indent: str = "  ", style: str = "") -> Iterator[Line]:
        """The paragraphs of *text*."""
        for paragraph in re.split(r"\n\s*\n", text.strip()):
            yield ()
            folded = textwrap.wrap(plain(paragraph), WIDTH, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False)
            yield from (((line, style),) for line in folded)

    def label(self, message: str) -> Iterator[Line]:
        """A heading inside the page."""
        yield ()
        yield ((f"  {self.names.say(message)}", "title"),)

    def items(self, items: Iterable[str], mark: str = "- ") -> Iterator[Line]:
        """A list."""
        for item in items:
            first, rest = f"    {mark}", "    " + " " * len(mark)
            folded = textwrap.wrap(plain(item), WIDTH, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False)
            yield from (((line, ""),) for line in folded)

    def field(self, message: str, text: str) -> Iterator[Line]:
        """A label and its text, on a line of their own."""
        told = f"  {self.names.say(message)}{self.colon}{text}"
        for line in textwrap.wrap(plain(told), WIDTH, subsequent_indent="    ", break_on_hyphens=False, drop_whitespace=True):
            yield ((line if line.startswith(" ") else f"  {line}", ""),)

    def sources(self, citations: tuple[Citation, ...]) -> Iterator[Line]:
        """What it rests on, with the ids to ask for."""
        if citations:
            yield from self.label("page-sources")
            yield from self.items(f"{self.names.cited(citation)} [{citation.ref}]" for citation in citations)

    def when(self, condition: Condition | None) -> Iterator[Line]:
        """When a rule holds."""
        if condition is not None:
            yield from self.label("explain-when")
            yield from self.items(self.conditions.parts(condition))

    def led(self, about: str) -> Iterator[Line]:
        """The rules that say something of the item *about*."""
        own = [rule for rule in self.rules if rule.concludes[0] == about]
        if own:
            yield from self.label("explain-rules")
            yield from self.items(self.rule_line(rule) for rule in own)

    def used(self, qualified: str, told: tuple[Indexed, ...] = ()) -> Iterator[Line]:
        """The rules that read the item, but for those *told* already."""
        own = [rule for rule in self.rules if rule not in told and qualified in read_by(self.rubric, rule)]
        if own:
            yield from self.label("explain-read-by")
            yield from self.items(self.rule_line(rule) for rule in own)

    def rule_line(self, rule: Indexed) -> str:
        """A rule in a line: what it concludes, why, and its id."""
        value = self.value(rule)
        because = " ".join(rule.because[self.lang].split()) if rule.because else ""
        return f"{value}{self.colon}{because} [{rule.id}]" if value else f"{because} [{rule.id}]"

    def value(self, rule: Indexed) -> str:
        """What a rule concludes, in words."""
        about, value = rule.concludes
        kind, _, own = about.partition(":")
        rubric = self.rubric
        if kind == "tier":
            return self.names.word(self.names.tiers[own].levels, value)
        closed = {
            "regime": rubric.regime.values if rubric.regime else (),
            "outcome": rubric.outcome.values if rubric.outcome else (),
            "action": rubric.pathway.actions if rubric.pathway else (),
            "norm": rubric.pathway.norms if rubric.pathway else (),
            "safeguard": rubric.instruments,
        }
        if kind in closed:
            return self.names.word(closed[kind], value) if value else ""
        return self.names.say(f"explain-{kind}-needs", value=value) if kind in ("criterion", "principle") else ""
