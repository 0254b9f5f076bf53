"""Waivers: findings that people accept for a time, for a reason, in one place.

    <!-- assess:allow amount-without-source until=2026-12-31 reason="chiffrage en cours à la direction du budget" -->

In a draft, it covers the section it stands in, from its heading to the next one of the same or a higher level; before the first heading,
what comes before it. In a proposal, where comments begin with `#`, it covers the entry it stands above, or at the end of the line of.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
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
    """A waiver of a draft or of a proposal, good or not."""

    path: str
    """Of the draft or of the proposal it stands in."""
    offset: int
    length: int
    first: int = 0
    """The first line it covers."""
    last: int = 0
    check: str = ""
    until: int = 0
    reason: str = ""
    fault: str = ""
    """The message that says why it is not good, or `unused`."""
    found: str = ""
    """What is wrong in it, when that can be shown."""
    nearest: str = ""
    """The check whose id is nearest to one that is unknown."""


def judged(waiver: Waiver, today: int, known: Collection[str], fixed: Collection[str] = (), longest: int = 0) -> Waiver:
    """*waiver* with its fault: the check it names is not *known* or is *fixed*, on the day *today* its time is over or too long.

    *longest*: in days, how far its end may be; 0: as far as it says.
    """
    if waiver.fault:
        return waiver
    if waiver.check not in known:
        return replace(waiver, fault="unknown", nearest=nearest(waiver.check, known))
    if waiver.check in fixed:
        return replace(waiver, fault="not-waivable")
    if 0 < longest < waiver.until - today:
        return replace(waiver, fault="too-long")
    return replace(waiver, fault="expired") if waiver.until < today else waiver


def in_draft(page: Page, path: str) -> Iterator[Waiver]:
    """Each waiver of the draft *page* at *path*, wherever comments count."""
    for start in _LIKE.finditer(page.text):
        line = page.place(start.start())[0]
        block = page.block_at(line)
        if block is None or block.kind == "code" or block.offered:
            continue
        end = page.text.find("-->", start.end(), start.end() + _LONGEST)
        following = page.text.find("<!--", start.end(), start.end() + _LONGEST)
        if end < 0 or 0 <= following < end:
            yield Waiver(path, start.start(), len(start[0]), fault="unclosed")
        else:
            yield _read(page.text[start.end() : end], Waiver(path, start.start(), end + 3 - start.start(), *_covered(page, line)))


def in_document(document: Document) -> Iterator[Waiver]:
    """Each waiver in the comments of the proposal *document*."""
    lines = document.text.split("\n")
    for found in _LIKE_YAML.finditer(document.text):
        line = document.source.place(found.start()).line
        start, covered = found.end("before"), _entry(lines, line, alone=not found["before"].strip())
        yield _read(found["terms"], Waiver(document.path, start, found.end() - start, *covered))


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


def _read(text: str, waiver: Waiver) -> Waiver:
    """*waiver*, of which the place is known, with its terms, the *text*, or what is wrong with them."""
    name = _ID.match(text)
    if name is None:
        return replace(waiver, fault="no-check")
    terms: dict[str, str] = {}
    at = name.end()
    while term := _TERM.match(text, at):
        terms[term["key"]] = (term["a"] or term["b"] or term["c"] or term["d"] or "").strip(" \u00a0\u202f\n\t")
        at = term.end()
    if (rest := text[at:].strip()) or not terms.keys() <= {"until", "reason"}:
        return replace(waiver, fault="unreadable", found=rest or ", ".join(terms.keys() - {"until", "reason"}))
    if missing := next((f"no-{key}" for key in ("reason", "until") if not terms.get(key)), ""):
        return replace(waiver, fault=missing)
    try:
        until = date.fromisoformat(terms["until"]).toordinal()
    except ValueError:
        return replace(waiver, fault="bad-date", found=terms["until"])
    return replace(waiver, check=name["id"], until=until, reason=" ".join(terms["reason"].split()), found=name["id"])


def _covered(page: Page, line: int) -> tuple[int, int]:
    index = page.section_of(line)
    if index < 0:
        return 1, page.headings[0].line - 1 if page.headings else len(page.lines)
    return page.headings[index].line, page.ends[index]


def applied(waivers: list[Waiver], found: Iterable[Found], ran: Collection[str]) -> tuple[list[Found], list[Found], list[Waiver]]:
    """What of *found* stays, what is waived, and *waivers*: `unused` are those that waive nothing though their check is one that *ran*."""
    by_check: dict[tuple[str, str], list[Waiver]] = {}
    for waiver in waivers:
        if not waiver.fault:
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
    unused = [not waiver.fault and waiver not in used and waiver.check in ran for waiver in waivers]
    return stays, waived, [replace(one, fault="unused") if idle else one for one, idle in zip(waivers, unused, strict=True)]


AFTER: Final = ("waiver-malformed", "waiver-unknown", "waiver-expired", "waiver-unused")
"""Checks of the waivers themselves, which come after all the others: each has the messages of some faults."""


def faults(check: Check, subject: Subject, waivers: Iterable[Waiver]) -> Iterator[Finding]:
    """The faults of *waivers* for which *check* has a message, where they stand."""
    for waiver in waivers:
        if waiver.fault in check.messages:
            values = {"found": waiver.found, "until": date.fromordinal(waiver.until or 1).isoformat()}
            if waiver.path != subject.path and subject.document is not None:
                told = at_document(check, subject.document, waiver.fault, waiver.offset, waiver.length, **values)
            else:
                told = at_offset(check, subject, waiver.fault, waiver.offset, waiver.length, **values)
            yield replace(told, nearest=waiver.nearest)
