"""What templates write with: passages, notes, quotations, tables, lists of words.

Notes are footnotes numbered within their passage, and stand at its end: a passage that people keep, move or delete takes them along.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Protocol

from assess.messages import listed
from assess.study.markdown import Markdown, plain, table
from assess.study.passages import UNSIGNED, render_passage
from assess.study.passages import inside as between_empty_lines
from assess.study.words import low, quantity


class Cited(Protocol):
    """What a list of references names."""

    @property
    def cite(self) -> str:
        """How notes call it."""


FUNCTIONS = (
    *("passage", "cite", "notes", "heading", "quote", "indent", "table", "end"),
    *("sentence", "count", "series", "listing", "inside", "code", "noted", "remember", "remembered"),
)
"""The functions that a template may call."""

_MANY_EMPTY = re.compile(r"(?P<code>^[ >]*(?P<fence>`{3,})[^`\n]*\n.*?^[ >]*(?P=fence)$)|\n(?:[ \t]*\n){2,}", re.MULTILINE | re.DOTALL)


class MarkdownWriter:
    """Writes one document."""

    __slots__ = ("_asked", "_inside", "_kept", "_lang", "_marked", "_names", "_written")

    def __init__(self, lang: str, *, marked: bool = True) -> None:
        """Nothing is written yet; *lang* is the language of the document; *marked*: passages stand between markers."""
        self._lang, self._marked = lang, marked
        self._names: set[str] = set()
        self._written: list[str] = []
        """What the passages say."""
        self._inside = ""
        """The passage being written."""
        self._asked: list[str] = []
        self._kept: dict[str, int] = {}
        """The notes called since the passage began, and their numbers."""

    def passage(self, name: str, caller: Callable[[], str]) -> Markdown:
        """A passage of the tool, nothing at all when it is empty.

        In a template: `{% call passage("intro") %}…{% endcall %}`.

        Raises `ValueError` for an id used twice, or for a passage within a passage.
        """
        if name in self._names or self._inside:
            raise ValueError(f"passage {name}: used twice, or inside passage {self._inside}")
        self._names.add(name)
        self._inside, self._kept = name, {}
        text = tidy(caller())
        notes = self.notes() if text else ""
        self._written.append(text + notes)
        self._inside, self._kept = "", {}
        if not text:
            return Markdown()
        return Markdown(f"\n{render_passage(name, text + notes, signature=UNSIGNED) if self._marked else text + notes}\n")

    def cite(self, note: str) -> Markdown:
        """The call for the footnote *note*, nothing when there is no note."""
        if not note:
            return Markdown()
        number = self._kept.setdefault(plain(note), len(self._kept) + 1)
        return Markdown(f"[^{self._label(number)}]")

    def noted(self, references: Sequence[Cited]) -> list[Cited]:
        """Those of *references* that the passages written so far, or the notes not written yet, name; the rest rests on nothing shown."""
        said = "\n".join([*self._written, *self._kept])
        return [reference for reference in references if reference.cite[1:] in said]

    def notes(self) -> Markdown:
        """The notes called and not written yet, at the end of what they belong to."""
        written = "".join([f"\n\n[^{self._label(number)}]: {note}" for note, number in self._kept.items()])
        self._kept = {}
        return Markdown(written)

    def remember(self, where: str) -> Markdown:
        """Remember that something is to be written *where*, unless it says nothing; nothing stands in its place."""
        self._asked += [where] if where else []
        return Markdown()

    def remembered(self) -> list[str]:
        """Where something is to be written, so far."""
        return list(self._asked)

    def _label(self, number: int) -> str:
        return f"{self._inside or 'note'}.{number}"

    @staticmethod
    def heading(depth: int, text: str, number: str | int = "") -> Markdown:
        """A title of the given *depth*, numbered or not: `#### 1.1. Cadre général`."""
        numbered = f"{plain(str(number))}. " if number else ""
        return Markdown(f"\n{'#' * depth} {numbered}{plain(text)}\n")

    @staticmethod
    def code(name: str) -> Markdown:
        """An identifier, as code."""
        return Markdown(f"`{name.replace('`', '')}`")

    @staticmethod
    def indent(text: str) -> Markdown:
        """*text* as the continuation of a list item."""
        return Markdown("\n".join([f"  {line}".rstrip() for line in plain(text).split("\n")]))

    @staticmethod
    def quote(text: str) -> Markdown:
        """*text* as a quotation; plain text is escaped."""
        return Markdown("\n".join([f"> {line}".rstrip() for line in tidy(plain(text)).split("\n")]))

    @staticmethod
    def table(headers: Sequence[str], rows: Sequence[Sequence[str]], align: str = "") -> Markdown:
        """A table; nothing when it would have no row."""
        return table(headers, rows, align) if rows else Markdown()

    @staticmethod
    def end(text: str) -> Markdown:
        """*text* with a full stop at the end, if it has none."""
        safe = plain(text).strip()
        return Markdown(safe if safe.endswith((".", "!", "?", "…")) else f"{safe}.")

    def sentence(self, text: str) -> Markdown:
        """*text* with a capital letter at the beginning and a full stop at the end, if it has none."""
        ended = self.end(text)
        return Markdown(ended[:1].upper() + ended[1:])

    def count(self, number: int, one: str, more: str, *, feminine: bool = False) -> Markdown:
        """*number* and the noun that goes with it: `deux garanties`, `aucune garantie`."""
        noun = one if number == 1 or (number == 0 and self._lang == "fr") else more
        return plain(f"{quantity(number, self._lang, feminine=feminine)} {noun}")

    def series(self, items: Sequence[str]) -> Markdown:
        """Titles or values one after the other, inside a sentence: `biométrie ; personnes concernées`."""
        return Markdown((" ; " if self._lang == "fr" else "; ").join([self.inside(item) for item in items]))

    def inside(self, text: str) -> Markdown:
        """*text*, a title or a value, as it is written inside a sentence: in French, without its capital."""
        return Markdown(low(plain(text), self._lang))

    def listing(self, items: Sequence[str], last: str = "and") -> Markdown:
        """`a, b et c`; with *last* `or`: `a, b ou c`."""
        return Markdown(listed([plain(item) for item in items], self._lang, last))


def tidy(text: str) -> str:
    """*text* without empty lines around it, nor more than one between two lines, except in code."""
    return _MANY_EMPTY.sub(lambda piece: piece["code"] or "\n\n", between_empty_lines(text))
