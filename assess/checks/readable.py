"""What a page is like to read: tables, headings, footnotes, links, images, acronyms, the spacing of French."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final
from urllib.parse import unquote

from markdown_it.rules_block.table import escapedSplit
from msgspec.structs import replace

from assess.checks.authorship import Author
from assess.checks.findings import at_line, at_offset
from assess.checks.model import Check
from assess.checks.page import UNSEEN, Block, Page
from assess.checks.reach import compiled
from assess.checks.subject import Subject
from assess.model.finding import Finding, Severity
from assess.study.typography import NBSP, NNBSP, french
from assess.yaml_source.unseen import composed

_DELIMITERS: Final = re.compile(r"[ ]{0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*){0,200}\|?[ \t]*$")
_INDENT: Final = 4
"""A footnote begins before this column, or in it."""
_NOTE: Final = re.compile(r"\[\^([^\]\s\[]{1,200})\](:?)")
_TARGET: Final = re.compile(
    r"\]\([ ]?(?:<([^>\n]{1,500})>|([^\s()<>]{1,500}(?:\([^\s()]{0,100}\)[^\s()]{0,100}){0,3}))"
    r"|\]:(?<=\]:)[ \t]{1,9}<?([^\s>]{1,500})"
)
_TAG: Final = re.compile(r"<(?:img|a)\s[^<>\n]{0,500}>", re.IGNORECASE)
_REACHED: Final = re.compile(r"""\b(?:src|href)\s*=\s*(["'])(.{1,500}?)\1""", re.IGNORECASE)
_NAMED: Final = re.compile(r"""\b(?:id|name)\s*=\s*(["'])(.{1,200}?)\1""", re.IGNORECASE)
_IDS: Final = re.compile(r"\{#([\w:.-]{1,100})")
_ALT: Final = re.compile(r"\balt\s*=", re.IGNORECASE)
_ELSEWHERE: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|/|\{")
"""What is not relative: an address, a path from the root; or not written yet."""
_IMAGE: Final = re.compile(r"!\[([^\]\n]{0,1000})\](?=[(\[])")
_LISTS: Final = ("references", "grid")
"""The passages that name sources, whose titles are not ours, and answers."""
_FOLD: Final = tuple(zip("’-\u00a0\u202f\nàâäéèêëîïôöùûüç", "'    aaaeeeeiioouuuc", strict=True))
_ASIDE: Final = re.compile(r"(?<![*\w\\])\*(?![*\s])[^*\n]{1,300}(?<!\s)\*(?!\*)|(?<![_\w\\])_(?![_\s])[^_\n]{1,300}(?<!\s)_(?![_\w])")
"""Italics: titles and words of other languages, whose typography is their own."""
_NO_BREAK: Final = (NBSP, NNBSP)
_SPACES: Final = (" ", NBSP, NNBSP)
_NOT_READ: Final = ("code", "quote", *UNSEEN)
_SHOWN: Final = 12


def table_without_header(check: Check, subject: Subject) -> Iterator[Finding]:
    """Tables whose first line does not name the columns."""
    for block in subject.page.blocks:
        first = block.lines[0].strip(" \t")
        if block.kind == "table" and not block.offered and not first.strip(" \t|\u00a0"):
            yield at_line(check, subject, "empty", block.line)
        meant = block.kind == "paragraph" and not block.offered and first.startswith("|") and first.endswith("|") and len(first) > 1
        if meant and not any(map(_DELIMITERS.match, block.lines[1:2])):
            yield at_line(check, subject, "none", block.line)


def heading_skipped(check: Check, subject: Subject) -> Iterator[Finding]:
    """Headings more than one level below the one before."""
    previous = 6
    for heading in subject.page.headings:
        if heading.level > previous + 1:
            yield at_line(check, subject, "skipped", heading.line, level=heading.level, before=previous)
        previous = heading.level


def footnote_broken(check: Check, subject: Subject) -> Iterator[Finding]:
    """Calls of a footnote that is not there, footnotes without text, two footnotes of one name."""
    calls, notes = footnotes(subject.page)
    for name, offsets in calls.items():
        if name not in notes:
            yield at_offset(check, subject, "missing", offsets[0], len(name) + 3, note=name)
    for name, blocks in notes.items():
        first = blocks[0]
        if not first.text.lstrip()[len(name) + 4 :].strip():
            yield at_line(check, subject, "empty", first.line, note=name)
        if len(blocks) > 1:
            yield at_line(check, subject, "twice", blocks[1].line, note=name)


def footnote_unused(check: Check, subject: Subject) -> Iterator[Finding]:
    """Footnotes that nothing calls."""
    calls, notes = footnotes(subject.page)
    for name, blocks in notes.items():
        if name not in calls:
            yield at_line(check, subject, "unused", blocks[0].line, note=name)


def footnotes(page: Page) -> tuple[dict[str, list[int]], dict[str, list[Block]]]:
    """The calls of footnotes, and the footnotes: offsets and blocks, by name."""
    calls: dict[str, list[int]] = {}
    notes: dict[str, list[Block]] = {}
    for found in _NOTE.finditer(page.prose):
        line, column = page.place(found.start())
        block = page.block_at(line)
        if found[2] and column <= _INDENT and block is not None and block.kind == "footnote" and block.line == line:
            notes.setdefault(found[1], []).append(block)
        else:
            calls.setdefault(found[1], []).append(found.start())
    return calls, notes


def link_broken(check: Check, subject: Subject) -> Iterator[Finding]:
    """Links and images that lead to a file or a heading that is not there: each once a line."""
    anchors = cache(lambda: set(map(_bare, _anchors(subject))))  # few drafts have a link to one
    absent = cache(lambda: {file for file in _evidence(subject) if not subject.exists(file)})  # told where the proposal names them
    told: set[tuple[int, str]] = set()
    for offset, target in targets(subject.page):
        key = (subject.page.place(offset)[0], target)
        if _ELSEWHERE.match(target) or key in told:
            continue
        told.add(key)
        name, _, anchor = target.partition("#")
        name = unquote(name.partition("?")[0])
        if name and not subject.beside(name) and name not in absent():
            yield at_offset(check, subject, "file", offset, len(target), found=name)
        elif not name and anchor and _bare(unquote(anchor)) not in anchors():
            yield at_offset(check, subject, "heading", offset, len(target), found=anchor)


def _evidence(subject: Subject) -> Iterator[str]:
    """The files that the proposal names as evidence."""
    for answer in subject.proposal.criteria.values() if subject.proposal else ():
        yield from (piece.file for piece in answer.evidence if piece.file)


def _anchors(subject: Subject) -> Iterator[str]:
    for heading in subject.page.headings:
        yield from (heading.title, heading.name)  # anchors differ by signs and numbers
    yield from (found[2] for found in _NAMED.finditer(subject.text))
    yield from _IDS.findall(subject.text)


def targets(page: Page) -> Iterator[tuple[int, str]]:
    """Where links and images lead, with the offset of each; none of those in code, comments or offers."""
    for found in _TARGET.finditer(page.text):
        which, start = found.lastindex or 1, found.start()
        block = page.block_at(page.place(start)[0]) if page.text[start + 1] != "(" else None
        if page.prose[start] == "]" and (page.text[start + 1] == "(" or (block is not None and block.kind == "definition")):
            yield found.start(which), found[which]
    for offset, tag in _tags(page):
        for found in _REACHED.finditer(tag):
            yield offset + found.start(2), found[2]


def _tags(page: Page) -> Iterator[tuple[int, str]]:
    """The tags of links and images that are not in code."""
    for found in _TAG.finditer(page.text):
        block = page.block_at(page.place(found.start())[0])
        if block is not None and block.kind not in ("code", "comment") and not block.offered:
            yield found.start(), found[0]


def _bare(text: str) -> str:
    return "".join(letter for letter in composed(text.casefold(), "NFKD") if letter.isalnum())


def read_otherwise(check: Check, subject: Subject) -> Iterator[Finding]:
    """Tables and lists that are some only for us, or only for others; and text laid out as one that nobody reads as one."""
    page = subject.page
    ours = {(block.kind, block.line) for block in page.blocks if block.kind in ("table", "list")}
    for kind, line in sorted(ours ^ page.elsewhere(), key=lambda found: found[1]):
        yield at_line(check, subject, kind, line)
    looks = [(name, compiled((check.settings[name],))) for name in ("no-table", "no-list")]
    for block in page.blocks:
        for name, pattern in looks if block.kind == "paragraph" and block.written else ():
            if found := pattern.search(block.text):
                yield at_line(check, subject, name, block.line + block.text.count("\n", 0, found.start()))
        for line, cells in block.rows if block.author is Author.PEOPLE else ():
            parts = escapedSplit(page.lines[line - 1].strip().removeprefix("|"))
            if lost := "|".join(parts[len(cells) :]).strip("| "):
                yield at_line(check, subject, "too-many-cells", line, count=len(cells), lost=lost)


def image_without_text(check: Check, subject: Subject) -> Iterator[Finding]:
    """Images that say nothing to somebody who cannot see them: one of a kind a line."""
    told: set[tuple[int, str]] = set()
    for offset, image, name in _images(check, subject):
        key = (subject.page.place(offset)[0], name)
        if key not in told:
            told.add(key)
            yield at_offset(check, subject, "file" if name else "empty", offset, len(image), found=name)


def _images(check: Check, subject: Subject) -> Iterator[tuple[int, str, str]]:
    """The images without text: where they are, how they are written, and the name of a file that stands for their text."""
    names = compiled(check.settings["names"])
    for found in _IMAGE.finditer(subject.text):
        name = found[1].strip()
        if subject.page.prose[found.start()] == "!" and (not name or names.fullmatch(name)):
            yield found.start(), found[0], name
    for offset, tag in _tags(subject.page):
        if tag[1] in "iI" and not _ALT.search(tag):
            yield offset, tag, ""


def acronym_unexpanded(check: Check, subject: Subject) -> Iterator[Finding]:
    """Acronyms of the list whose words stand nowhere in the draft; as notes, other capitals that come back unexplained."""
    known, plain, prose = check.settings["known"], check.settings["plain"], subject.page.prose
    no_acronym = compiled((check.settings["no-acronym"],))
    explained = {found[1] for form in check.settings["explained"] for found in compiled((form,)).finditer(prose)}
    text = ""
    for name, offsets in _capitals(check, subject.page).items():
        if name in explained:
            continue
        if name in known:
            words, text = known[name], text or _folded(prose)
            if not any(_folded(form) in text for form in (words["fr"], words.get("en", words["fr"]), *words.get("also", ()))):
                yield at_offset(check, subject, "unexpanded", offsets[0], len(name), acronym=name, words=words)
        elif len(offsets) > 1 and name not in plain and not no_acronym.fullmatch(name):
            found = at_offset(check, subject, "unknown", offsets[0], len(name), acronym=name, count=len(offsets))
            yield replace(found, severity=Severity.NOTE)


def _capitals(check: Check, page: Page) -> dict[str, list[int]]:
    """Where names in capitals stand, by name; not in quotations, footnotes, lists of sources, nor in titles all in capitals."""
    names: dict[str, list[int]] = {}
    capitals, before, after = (compiled((check.settings[key],)) for key in ("capitals", "before", "after"))
    for found in capitals.finditer(page.prose):
        start, end = found.span()
        if before.search(page.prose, max(0, start - 12), start) or after.match(page.prose, end):
            continue
        block = page.block_at(page.place(start)[0])
        if block is not None and block.kind not in ("quote", "footnote") and block.passage.partition(".")[0] not in _LISTS:
            names.setdefault(found[0], []).append(start)
    return names


def _folded(text: str) -> str:
    text = text.lower()
    for old, new in _FOLD:
        text = text.replace(old, new)
    return text


def french_spacing(check: Check, subject: Subject) -> Iterator[Finding]:
    """Lines without the spaces of French printing; for a space that may only be broken, the first line of each section."""
    if subject.lang != "fr":
        return
    breaking: dict[int, list[tuple[int, int, str]]] = {}
    for line, written, right in _lines(subject):
        message, column = _fault(written, right)
        if message == "breaking":
            breaking.setdefault(subject.page.section_of(line), []).append((line, column, _after(written, column)))
        elif message:
            yield at_line(check, subject, message, line, column, 1, found=_around(written, column))
    for places in breaking.values():
        line, column, sign = places[0]
        yield at_line(check, subject, "breaking" if len(places) == 1 else "several", line, column, 1, found=sign, count=len(places))


def _lines(subject: Subject) -> Iterator[tuple[int, str, str]]:
    """The lines of people that are not as the normaliser would have them: their number, what is written, what would be right."""
    numbers: list[int] = []
    lines: list[str] = []
    for block in subject.page.blocks:
        if block.kind not in _NOT_READ and block.author is Author.PEOPLE:
            numbers += range(block.line, block.line + len(block.lines) + 1)
            lines += [*block.lines, ""]
    compared = zip(numbers, lines, french("\n".join(lines)).split("\n"), strict=bool(lines))
    yield from ((number, old, new) for number, old, new in compared if old != new)


def _fault(written: str, right: str) -> tuple[str, int]:
    """The first fault of spacing of a line, and its column: a space or « » missing before a space that may be broken."""
    aside = {index for found in _ASIDE.finditer(written) for index in range(found.start(), found.end())}
    breaking = old = new = 0
    while old < len(written) and new < len(right):
        fault, after, new = _step(written, old, right, new)
        if fault in ("missing", "quotes") and old not in aside:
            return fault, old + 1
        if fault == "lost":
            break
        if fault == "breaking" and not breaking and old not in aside:
            breaking = old + 1
        old = after
    return ("breaking", breaking) if breaking else ("", 0)


def _step(written: str, old: int, right: str, new: int) -> tuple[str, int, int]:
    """What differs at *old* and *new*, and where to read on in both."""
    sign, due = written[old], right[new]
    if sign == due:
        return "", old + 1, new + 1
    if due in _NO_BREAK:
        after = old
        while written[after : after + 1] in _SPACES:
            after += 1
        if sign == '"':
            return "quotes", old + 1, new + 2
        return ("missing" if after == old else "breaking" if sign == " " else ""), after, new + 1
    if sign == '"' and due == "«":
        return "quotes", old + 1, new + 2
    if due == "…":
        return "", old + 3, new + 1
    return ("" if due == "’" else "lost"), old + 1, new + 1


def _after(written: str, column: int) -> str:
    """The sign that the space in *column* belongs to."""
    around = written[max(0, column - 2) : column + 1].replace(" ", "").strip()
    signs = [sign for sign in around if not sign.isalnum()]
    return signs[-1] if signs else around


def _around(written: str, column: int) -> str:
    """The word that *column* stands in."""
    start = max(written.rfind(" ", 0, column - 1) + 1, column - 1 - _SHOWN)
    end = written.find(" ", column - 1)
    return written[start : min(column + _SHOWN, end if end >= 0 else len(written))].strip()
