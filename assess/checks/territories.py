"""Application overseas: each territory has its line, and each line its reason."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from assess.checks.authorship import compiled, flat, own_words, sections_of
from assess.checks.blocks import Block
from assess.checks.model import Check
from assess.checks.registry import Function
from assess.checks.say import at_line
from assess.checks.subject import Subject
from assess.model.finding import Finding


def territory_missing(check: Check, subject: Subject) -> Iterator[Finding]:
    """The territories that neither the table nor what people wrote in the section names."""
    for sections in _sections(check, subject):
        said = own_words(subject, sections)
        tables = _tables(subject, sections)
        if not said and not tables:
            return
        told = "\n".join((said, *(flat(table.text) for table in tables)))
        line = tables[0].line if tables else subject.page.headings[sections[0]].line
        for entry in check.settings["territories"].values():
            if not _named(entry, told):
                yield at_line(check, subject, "missing", line, name=entry["name"])


def territory_unjustified(check: Check, subject: Subject) -> Iterator[Finding]:
    """The rows of the table that do not say whether the text applies, and why, unless people say it beside."""
    blank = compiled(tuple(check.settings["blank"]))
    for sections in _sections(check, subject):
        said = "\n".join(flat(line) for line in own_words(subject, sections).split("\n") if not line.startswith("|"))
        for line, cells in _rows(_tables(subject, sections)):
            names = [entry for entry in check.settings["territories"].values() if _named(entry, cells[0], whole=False)]
            answered = blank is None or not blank.fullmatch(cells[-1])
            if names and not answered and not all(_named(entry, said) for entry in names):
                yield at_line(check, subject, "unjustified", line, name=cells[0])


def _sections(check: Check, subject: Subject) -> Iterator[list[int]]:
    """The sections on application overseas, all together; nothing when there is none."""
    found = sections_of(subject, ("overseas",), check.settings["titles"])
    if found:
        yield found


def _tables(subject: Subject, sections: list[int]) -> list[Block]:
    blocks = {block.line: block for index in sections for block in subject.page.within(index)}
    return [block for _, block in sorted(blocks.items()) if block.kind == "table" and not block.owner.startswith("offer:")]


def _rows(tables: list[Block]) -> Iterator[tuple[int, list[str]]]:
    """The rows of *tables* after their header, each with its line."""
    for table in tables:
        for at, line in enumerate(table.lines[2:], table.line + 2):
            cells = [flat(cell) for cell in line.strip().strip("|").split("|")]
            if len(cells) > 1:
                yield at, cells


def _named(entry: dict[str, Any], text: str, *, whole: bool = True) -> bool:
    """Whether *text* names the territory of *entry*; with *whole*, a group of territories that it belongs to will do."""
    pattern = compiled((*entry["names"], *(entry["groups"] if whole else ())))
    return pattern is not None and pattern.search(text) is not None


CHECKS: Final[dict[str, Function]] = {"territory-missing": territory_missing, "territory-unjustified": territory_unjustified}
