"""Impacts, options and implementing texts: what a rapporteur looks for beside the figures."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from assess.checks.authorship import compiled, flat, is_own, own_blocks, own_words, sections_of
from assess.checks.model import Check
from assess.checks.registry import Function
from assess.checks.say import at_line, at_offset, in_proposal
from assess.checks.subject import Subject
from assess.model.finding import Finding


def impact_unsourced(check: Check, subject: Subject) -> Iterator[Finding]:
    """The amounts of the proposal without method or source."""
    for at, impact in enumerate(subject.proposal.impacts if subject.proposal else ()):
        if impact.low is None and impact.high is None:
            continue
        for message, told in (("no-method", impact.method), ("no-source", impact.source)):
            if not told.strip():
                yield in_proposal(check, subject, message, ("impacts", at), who=impact.who)


def amount_unsourced(check: Check, subject: Subject) -> Iterator[Finding]:
    """The amounts of people's tables whose row leaves the column of the method or of the source empty."""
    columns = {name: compiled(tuple(patterns)) for name, patterns in check.settings["columns"].items()}
    blank, figure = compiled(tuple(check.settings["blank"])), compiled(tuple(check.settings["figure"]))
    for block in subject.page.blocks:
        if block.kind != "table" or len(block.lines) <= 2 or not is_own(subject, block):  # noqa: PLR2004 - header and delimiters
            continue
        header = _cells(block.lines[0])
        at = {name: next((i for i, cell in enumerate(header) if found and found.search(cell)), -1) for name, found in columns.items()}
        for line, row in enumerate(block.lines[2:], block.line + 2):
            cells = _cells(row)
            amount = cells[at["amount"]] if 0 <= at["amount"] < len(cells) else ""
            if not (figure and figure.search(amount)):
                continue
            for name in ("method", "source"):
                if at[name] >= 0 and (at[name] >= len(cells) or (blank and blank.fullmatch(cells[at[name]]))):
                    yield at_line(check, subject, f"no-{name}", line, amount=amount)


def _cells(line: str) -> list[str]:
    return [flat(cell) for cell in line.strip().strip("|").split("|")]


def option_missing(check: Check, subject: Subject) -> Iterator[Finding]:
    """The options of the data that neither the proposal nor what people wrote about options presents."""
    if subject.proposal is None:
        return
    sections = sections_of(subject, ("options",), check.settings["titles"])
    said = own_words(subject, sections)
    given = {
        "nothing": any(option.nothing for option in subject.proposal.options),
        "less-intrusive": any(option.less_intrusive for option in subject.proposal.options),
    }
    headings = subject.page.headings
    line = headings[sections[0]].line if sections else headings[0].line if headings else 1
    for name, patterns in check.settings["options"].items():
        pattern = compiled(tuple(patterns))
        if not given[name] and not (pattern and pattern.search(said)):
            yield at_line(check, subject, name, line)


def implementing_unlisted(check: Check, subject: Subject) -> Iterator[Finding]:
    """Implementing texts that people announce where they describe the scheme, and that no list holds."""
    if subject.proposal is None:
        return
    settings = check.settings
    listed = _listed(check, subject)
    pattern = compiled(tuple(settings["announced"]))
    for block in own_blocks(subject, sections_of(subject, settings["sections"], settings["titles"])):
        for found in pattern.finditer(subject.page.prose_of(block)) if pattern else ():
            nature = _nature(check, found[0])
            if nature and nature not in listed:
                start = subject.page.offset(block.line) + found.start()
                yield at_offset(check, subject, "unlisted", start, len(found[0]), text=settings["natures"][nature]["name"])


def _nature(check: Check, words: str) -> str:
    """The first nature of text that *words* name."""
    said = flat(words)
    for name, entry in check.settings["natures"].items():
        pattern = compiled(tuple(entry["names"]))
        if pattern and pattern.search(said):
            return str(name)
    return ""


def _listed(check: Check, subject: Subject) -> set[str]:
    """The natures of the texts that the proposal or the draft lists."""
    texts = [text for article in subject.proposal.articles for text in article.implementing] if subject.proposal else []
    sections = sections_of(subject, ("implementing-texts", "implementing-table", "implementing-called"), check.settings["lists"])
    blocks = {block.line: block for index in sections for block in subject.page.within(index)}
    texts += [line for block in blocks.values() if block.kind in ("table", "list") for line in block.lines]
    texts += own_words(subject, sections).split("\n")
    return {nature for text in texts if (nature := _nature(check, text))}


CHECKS: Final[dict[str, Function]] = {
    "impact-unsourced": impact_unsourced,
    "amount-unsourced": amount_unsourced,
    "option-missing": option_missing,
    "implementing-text-unlisted": implementing_unlisted,
}
