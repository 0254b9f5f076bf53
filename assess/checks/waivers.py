"""Waivers: findings that people accept for a time, for a reason, in one section.

    <!-- assess:allow amount-without-source until=2026-12-31 reason="chiffrage en cours à la direction du budget" -->

It covers the section it stands in, from its heading to the next one of the same or a higher level; before the first heading, what comes
before it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from datetime import date
from typing import Final

from assess.checks.model import Check
from assess.checks.page import Page
from assess.checks.say import at_offset
from assess.checks.subject import Subject
from assess.finding import Finding
from assess.loading.nearest import nearest
from assess.record import Record, replace
from assess.reporters.report import Found

_LIKE: Final = re.compile(r"<!--\s*assess\s*:\s*allow\b", re.IGNORECASE)
_LONGEST: Final = 2000
_ID: Final = re.compile(r"\s+(?:check:)?(?P<id>[A-Za-z][\w-]*)(?=\s|$)")
_TERM: Final = re.compile(r"""\s+(?P<key>[a-z-]+)=(?:"(?P<a>[^"]*)"|“(?P<b>[^”]*)”|«(?P<c>[^»]*)»|(?P<d>[^\s"“«]+))""")
UNWAIVABLE: Final = "waiver-"
"""Checks whose id begins so cannot be waived."""


class Waiver(Record):
    """A waiver that can be read."""

    check: str
    until: int
    reason: str
    offset: int
    length: int
    first: int
    """The first line it covers."""
    last: int


class Fault(Record):
    """A waiver that cannot be used: which message, about which part of the text."""

    message: str
    offset: int
    length: int
    found: str = ""


class Waivers(Record):
    """The waivers of a draft, sorted out."""

    good: tuple[Waiver, ...]
    """Known, in time, read without fault."""
    expired: tuple[Waiver, ...]
    unknown: tuple[Waiver, ...]
    faults: tuple[Fault, ...]
    unused: tuple[Waiver, ...] = ()
    known: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        """How many waivers the draft has, whatever they are worth."""
        return len(self.good) + len(self.expired) + len(self.unknown) + len({fault.offset for fault in self.faults})


def read(subject: Subject, known: Collection[str]) -> Waivers:
    """The waivers of the draft of *subject*; *known* are the ids of checks."""
    found = list(_texts(subject.page))
    waivers = [item for item in found if isinstance(item, Waiver)]
    unknown = [waiver for waiver in waivers if waiver.check not in known]
    rest = [waiver for waiver in waivers if waiver.check in known]
    return Waivers(
        good=tuple(waiver for waiver in rest if waiver.until >= subject.today),
        expired=tuple(waiver for waiver in rest if waiver.until < subject.today),
        unknown=tuple(unknown),
        faults=tuple(item for item in found if isinstance(item, Fault)),
        known=tuple(known),
    )


def _texts(page: Page) -> Iterator[Waiver | Fault]:
    """Each waiver of *page*, wherever comments count."""
    if "allow" not in page.text.lower():
        return
    for start in _LIKE.finditer(page.text):
        block = page.block_at(page.place(start.start())[0])
        if block is None or block.kind == "code" or block.owner.startswith("offer:"):
            continue
        end = page.text.find("-->", start.end(), start.end() + _LONGEST)
        following = page.text.find("<!--", start.end(), start.end() + _LONGEST)
        if end < 0 or 0 <= following < end:
            yield Fault("unclosed", start.start(), len(start[0]))
        else:
            yield _waiver(page, start.start(), page.text[start.end() : end], end + 3 - start.start())


def _waiver(page: Page, offset: int, text: str, length: int) -> Waiver | Fault:
    """The waiver whose terms are *text*."""
    name = _ID.match(text)
    if name is None:
        return Fault("no-check", offset, length)
    terms: dict[str, str] = {}
    at = name.end()
    while term := _TERM.match(text, at):
        terms[term["key"]] = (term["a"] or term["b"] or term["c"] or term["d"] or "").strip(" \u00a0\u202f\n\t")
        at = term.end()
    if (rest := text[at:].strip()) or not terms.keys() <= {"until", "reason"}:
        return Fault("unreadable", offset, length, rest or ", ".join(terms.keys() - {"until", "reason"}))
    missing = next((f"no-{key}" for key in ("reason", "until") if not terms.get(key)), "")
    if missing:
        return Fault(missing, offset, length)
    try:
        until = date.fromisoformat(terms["until"]).toordinal()
    except ValueError:
        return Fault("bad-date", offset, length, terms["until"])
    first, last = _covered(page, page.place(offset)[0])
    return Waiver(name["id"], until, " ".join(terms["reason"].split()), offset, length, first, last)


def _covered(page: Page, line: int) -> tuple[int, int]:
    index = page.section_of(line)
    if index < 0:
        return 1, page.headings[0].line - 1 if page.headings else len(page.lines)
    return page.headings[index].line, page.end_of(index)


def applied(waivers: Waivers, found: list[Found], path: str, ran: Collection[str]) -> tuple[list[Found], list[Found], Waivers]:
    """What of *found* stays, what is waived, and *waivers* with those that waive nothing though their check is among those that *ran*."""
    used: set[Waiver] = set()
    stays, waived = [], []
    for item in found:
        waiver = _covering(waivers, item.finding, path)
        if waiver is None:
            stays.append(item)
        else:
            used.add(waiver)
            waived.append(replace(item, reason=waiver.reason, until=date.fromordinal(waiver.until).isoformat()))
    unused = tuple(waiver for waiver in waivers.good if waiver not in used and waiver.check in ran)
    return stays, waived, replace(waivers, unused=unused)


def _covering(waivers: Waivers, finding: Finding, path: str) -> Waiver | None:
    if finding.place.path != path or finding.check.startswith(UNWAIVABLE):
        return None
    line = finding.place.line
    return next((found for found in waivers.good if found.check == finding.check and found.first <= line <= found.last), None)


def _malformed(check: Check, subject: Subject, waivers: Waivers) -> Iterator[Finding]:
    return (at_offset(check, subject, fault.message, fault.offset, fault.length, found=fault.found) for fault in waivers.faults)


def _unknown(check: Check, subject: Subject, waivers: Waivers) -> Iterator[Finding]:
    for waiver in waivers.unknown:
        found = at_offset(check, subject, "unknown", waiver.offset, waiver.length, found=waiver.check)
        yield replace(found, nearest=nearest(waiver.check, waivers.known))


def _expired(check: Check, subject: Subject, waivers: Waivers) -> Iterator[Finding]:
    for waiver in waivers.expired:
        until = date.fromordinal(waiver.until).isoformat()
        yield at_offset(check, subject, "expired", waiver.offset, waiver.length, until=until, found=waiver.check)


def _unused(check: Check, subject: Subject, waivers: Waivers) -> Iterator[Finding]:
    return (at_offset(check, subject, "unused", waiver.offset, waiver.length, found=waiver.check) for waiver in waivers.unused)


After = Callable[[Check, Subject, Waivers], Iterator[Finding]]
AFTER: Final[dict[str, After]] = {
    "waiver-malformed": _malformed,
    "waiver-unknown": _unknown,
    "waiver-expired": _expired,
    "waiver-unused": _unused,
}
"""Checks of the waivers themselves, which come after all the others."""
