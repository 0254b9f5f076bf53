"""Waivers: findings that people accept for a time, for a reason, in one place.

    <!-- assess:allow amount-without-source until=2026-12-31 reason="chiffrage en cours à la direction du budget" -->

In a draft, it covers the section it stands in, from its heading to the next one of the same or a higher level; before the first heading,
what comes before it. In a proposal, where comments begin with `#`, it covers the entry it stands above, or at the end of the line of.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from assess.checks.findings import at_document, at_offset
from assess.checks.model import Check
from assess.checks.page import Page
from assess.checks.subject import Subject
from assess.model.finding import Finding
from assess.reporters.report import Found
from assess.yaml_source.document import Document
from assess.yaml_source.nearest import nearest

_LIKE: Final = re.compile(r"<!--\s*assess\s*:\s*allow\b", re.IGNORECASE)
_LIKE_YAML: Final = re.compile(r"^(?P<before>[^#\n]*)\#[ \t]*assess[ \t]*:[ \t]*allow\b(?P<terms>[^\n]*)$", re.IGNORECASE | re.MULTILINE)
_LONGEST: Final = 2000
"""In characters, of a waiver."""
_FAR: Final = 50
"""In lines, from a waiver to the entry below it."""
_ID: Final = re.compile(r"\s+(?:check:)?(?P<id>[A-Za-z][\w-]*)(?=\s|$)")
_TERM: Final = re.compile(r"""\s+(?P<key>[a-z-]+)=(?:"(?P<a>[^"]*)"|“(?P<b>[^”]*)”|«(?P<c>[^»]*)»|(?P<d>[^\s"“«]+))""")
UNWAIVABLE: Final = "waiver-"
"""Checks whose id begins so cannot be waived."""


class Waiver(Struct, frozen=True):
    """A waiver that can be read."""

    check: str
    until: int
    reason: str
    offset: int
    length: int
    first: int
    """The first line it covers."""
    last: int
    path: str
    """Of the draft or of the proposal it stands in."""


class Fault(Struct, frozen=True):
    """A waiver that cannot be used: which message, about which part of the text."""

    message: str
    offset: int
    length: int
    path: str
    found: str = ""


class Waivers(Struct, frozen=True):
    """The waivers of a draft or of a proposal, sorted out."""

    good: tuple[Waiver, ...]
    """Known, in time, read without fault."""
    expired: tuple[Waiver, ...]
    unknown: tuple[Waiver, ...]
    faults: tuple[Fault, ...]
    unused: tuple[Waiver, ...] = ()
    known: tuple[str, ...] = ()

    def places(self) -> tuple[tuple[str, int], ...]:
        """Where each stands, whatever it is worth: its path and its offset."""
        waivers = tuple((waiver.path, waiver.offset) for waiver in (*self.good, *self.expired, *self.unknown))
        return waivers + tuple((fault.path, fault.offset) for fault in self.faults)


def in_draft(subject: Subject, known: Collection[str]) -> Waivers:
    """The waivers of the draft of *subject*; *known* are the ids of checks."""
    return _sorted_out(_of_page(subject.page, subject.path) if subject.path else (), subject.today, known)


def in_document(document: Document, today: int, known: Collection[str]) -> Waivers:
    """The waivers of the proposal *document* on the day *today*."""
    return _sorted_out(_of_yaml(document), today, known)


def _sorted_out(found: Iterable[Waiver | Fault], today: int, known: Collection[str]) -> Waivers:
    items = list(found)
    waivers = [item for item in items if isinstance(item, Waiver)]
    rest = [waiver for waiver in waivers if waiver.check in known]
    return Waivers(
        good=tuple(waiver for waiver in rest if waiver.until >= today),
        expired=tuple(waiver for waiver in rest if waiver.until < today),
        unknown=tuple(waiver for waiver in waivers if waiver.check not in known),
        faults=tuple(item for item in items if isinstance(item, Fault)),
        known=tuple(known),
    )


def _of_page(page: Page, path: str) -> Iterator[Waiver | Fault]:
    """Each waiver of *page*, wherever comments count."""
    for start in _LIKE.finditer(page.text):
        line = page.place(start.start())[0]
        block = page.block_at(line)
        if block is None or block.kind == "code" or block.offered:
            continue
        end = page.text.find("-->", start.end(), start.end() + _LONGEST)
        following = page.text.find("<!--", start.end(), start.end() + _LONGEST)
        if end < 0 or 0 <= following < end:
            yield Fault("unclosed", start.start(), len(start[0]), path)
        else:
            place = start.start(), end + 3 - start.start(), *_covered(page, line)
            yield _waiver(page.text[start.end() : end], place, path)


def _of_yaml(document: Document) -> Iterator[Waiver | Fault]:
    """Each waiver in the comments of *document*."""
    lines = document.text.split("\n")
    for found in _LIKE_YAML.finditer(document.text):
        line = document.source.place(found.start()).line
        place = found.end("before"), found.end() - found.end("before"), *_entry(lines, line, alone=not found["before"].strip())
        yield _waiver(found["terms"], place, document.path)


def _entry(lines: list[str], line: int, *, alone: bool) -> tuple[int, int]:
    """The lines of the entry that the comment at *line* is about: the next one when it stands *alone*, else its own."""
    first = line
    if alone:
        below = range(line + 1, min(len(lines), line + _FAR) + 1)
        first = next((number for number in below if (text := lines[number - 1].strip()) and text[0] != "#"), line)
    start = lines[first - 1]
    indent = len(start) - len(start.lstrip())
    is_item = start.lstrip().startswith("- ")
    for number in range(first + 1, len(lines) + 1):
        text = lines[number - 1]
        inner = len(text) - len(text.lstrip())
        if text.strip() and (inner < indent or (inner == indent and (is_item or not text.lstrip().startswith("- ")))):
            return min(line, first), number - 1
    return min(line, first), len(lines)


def _waiver(text: str, place: tuple[int, int, int, int], path: str) -> Waiver | Fault:
    """The waiver whose terms are *text*; *place*: its offset, its length, the first and the last line it covers."""
    offset, length, first, last = place
    name = _ID.match(text)
    if name is None:
        return Fault("no-check", offset, length, path)
    terms: dict[str, str] = {}
    at = name.end()
    while term := _TERM.match(text, at):
        terms[term["key"]] = (term["a"] or term["b"] or term["c"] or term["d"] or "").strip(" \u00a0\u202f\n\t")
        at = term.end()
    if (rest := text[at:].strip()) or not terms.keys() <= {"until", "reason"}:
        return Fault("unreadable", offset, length, path, rest or ", ".join(terms.keys() - {"until", "reason"}))
    missing = next((f"no-{key}" for key in ("reason", "until") if not terms.get(key)), "")
    if missing:
        return Fault(missing, offset, length, path)
    try:
        until = date.fromisoformat(terms["until"]).toordinal()
    except ValueError:
        return Fault("bad-date", offset, length, path, terms["until"])
    return Waiver(name["id"], until, " ".join(terms["reason"].split()), offset, length, first, last, path)


def _covered(page: Page, line: int) -> tuple[int, int]:
    index = page.section_of(line)
    if index < 0:
        return 1, page.headings[0].line - 1 if page.headings else len(page.lines)
    return page.headings[index].line, page.end_of(index)


def applied(waivers: Waivers, found: Iterable[Found], ran: Collection[str]) -> tuple[list[Found], list[Found], Waivers]:
    """What of *found* stays, what is waived, and *waivers* with those that waive nothing though their check is among those that *ran*."""
    by_check: dict[tuple[str, str], list[Waiver]] = {}
    for waiver in waivers.good:
        by_check.setdefault((waiver.path, waiver.check), []).append(waiver)
    used: set[Waiver] = set()
    stays, waived = [], []
    for item in found:
        place, check = item.finding.place, item.finding.check
        might = () if check.startswith(UNWAIVABLE) else by_check.get((place.path, check), ())
        covering = next((waiver for waiver in might if waiver.first <= place.line <= waiver.last), None)
        if covering is None:
            stays.append(item)
        else:
            used.add(covering)
            waived.append(replace(item, reason=covering.reason, until=date.fromordinal(covering.until).isoformat()))
    unused = tuple(waiver for waiver in waivers.good if waiver not in used and waiver.check in ran)
    return stays, waived, replace(waivers, unused=unused)


def _malformed(check: Check, subject: Subject, waivers: Waivers) -> Iterator[Finding]:
    return (_at(check, subject, fault.message, fault, found=fault.found) for fault in waivers.faults)


def _unknown(check: Check, subject: Subject, waivers: Waivers) -> Iterator[Finding]:
    for waiver in waivers.unknown:
        yield replace(_at(check, subject, "unknown", waiver, found=waiver.check), nearest=nearest(waiver.check, waivers.known))


def _expired(check: Check, subject: Subject, waivers: Waivers) -> Iterator[Finding]:
    for waiver in waivers.expired:
        yield _at(check, subject, "expired", waiver, until=date.fromordinal(waiver.until).isoformat(), found=waiver.check)


def _unused(check: Check, subject: Subject, waivers: Waivers) -> Iterator[Finding]:
    return (_at(check, subject, "unused", waiver, found=waiver.check) for waiver in waivers.unused)


def _at(check: Check, subject: Subject, message: str, what: Waiver | Fault, **values: str) -> Finding:
    """The *message* about *what*, where it stands."""
    if what.path != subject.path and subject.document is not None:
        return at_document(check, subject.document, message, what.offset, what.length, **values)
    return at_offset(check, subject, message, what.offset, what.length, **values)


After = Callable[[Check, Subject, Waivers], Iterator[Finding]]
AFTER: Final[dict[str, After]] = {
    "waiver-malformed": _malformed,
    "waiver-unknown": _unknown,
    "waiver-expired": _expired,
    "waiver-unused": _unused,
}
"""Checks of the waivers themselves, which come after all the others."""
