"""How a check says what it found, at a place, by a message of its entry with values; and what a finding is known by from run to run.

A value is a text, or a text in each language: `{"fr": "retenue", "en": "retention"}`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Mapping as AnyMapping
from typing import Any, Final

from assess.checks.model import Check
from assess.checks.page import Page
from assess.checks.subject import Subject
from assess.loading.reader import Key
from assess.model.finding import Finding, Place
from assess.model.rubric import Text
from assess.reporters.report import Found, fingerprint
from assess.yaml_source.document import Document
from assess.yaml_source.nodes import Mapping, Sequence
from assess.yaml_source.source import shown, written

Value = str | int | Text
_DIGEST: Final = re.compile(r"\b[0-9a-f]{12}\b(?= -->)")
_SHOWN: Final = 1000
"""How much of a line counts: many findings may stand in a very long one."""


def at_line(check: Check, subject: Subject, message: str, line: int, column: int = 0, length: int = 0, **values: Value) -> Finding:
    """The *message* of *check* about *length* characters from *column* of the *line* of the draft.

    Without *column*, from the first character that is not blank; without *length*, up to the end of the line.
    """
    lines = subject.page.lines
    text = lines[line - 1] if 0 < line <= len(lines) else ""
    first = column or len(text) - len(text.lstrip()) + 1
    meant = length or len(text.rstrip()) - first + 1
    return made(check, message, Place(subject.path, line, first), text, max(1, min(meant, len(text) - first + 1)), values)


def at_offset(check: Check, subject: Subject, message: str, offset: int, length: int, **values: Value) -> Finding:
    """The *message* of *check* about *length* characters of the draft from the character number *offset*."""
    line, column = subject.page.place(offset)
    return at_line(check, subject, message, line, column, length, **values)


def in_proposal(check: Check, subject: Subject, message: str, keys: tuple[Key, ...] = (), **values: Value) -> Finding:
    """The *message* of *check* about what stands under *keys* in the proposal: `("criteria", "maturity.trl", "level")`.

    It points at the nearest key that is there when one of them is not.
    """
    document = subject.document
    if document is None:
        return made(check, message, Place(subject.path), "", 1, values)
    offset, length = _spot(document.root, keys, document.root_offset, document.text)
    return at_document(check, document, message, offset, length, **values)


def at_document(check: Check, document: Document, message: str, offset: int, length: int, **values: Value) -> Finding:
    """The *message* of *check* about *length* characters of the proposal *document* from the character number *offset*."""
    place = document.source.place(offset)
    line = document.source.line(place.line) if document.text else ""
    return made(check, message, place, line, max(1, min(length, len(line) - place.column + 1)), values)


def _spot(root: Any, keys: tuple[Key, ...], offset: int, text: str) -> tuple[int, int]:
    """Where what stands under *keys* is, and its length."""
    node, length = root, 1
    for key in keys:
        named = isinstance(node, Mapping) and key in node
        if not named and not (isinstance(node, Sequence) and isinstance(key, int) and 0 <= key < len(node)):
            break
        value = node[key]
        held = isinstance(value, (Mapping, Sequence)) or value is None
        offset = (node.key_mark if named and held else node.mark)(key).index
        length = (len(str(key)) if named else 1) if held else len(written(text, offset, value))
        node = value
    return offset, length


def made(check: Check, message: str, place: Place, line: str, length: int, values: AnyMapping[str, Value]) -> Finding:
    """The finding itself, with its sentence in each language."""
    words = {lang: text.format_map(_in(values, lang)) for lang, text in check.messages[message].items()}
    return Finding(message, place, {}, check.severity, line, length, check=check.id, words=words, mend=check.first_aid())


def _in(values: AnyMapping[str, Value], lang: str) -> dict[str, str]:
    """*values* in *lang*, short enough for a sentence."""
    return {name: shown(value[lang], _SHOWN) if isinstance(value, dict) else shown(str(value)) for name, value in values.items()}


def identified(findings: Iterable[Finding], path: str, page: Page) -> list[Found]:
    """*findings*, in order, each with its fingerprint; those in *path* stand under the titles of *page*."""
    seen: dict[tuple[str, ...], int] = {}
    known = []
    for finding in findings:
        at = page.section_of(finding.place.line) if path and finding.place.path == path else -1
        title = page.headings[at].name if at >= 0 else ""
        line = " ".join(_DIGEST.sub("", finding.line_text[:_SHOWN]).split())
        line = line or finding.words.get("fr") or finding.values.get("count", "")
        key = (finding.check or finding.id, finding.place.path, title, line)
        seen[key] = seen.get(key, 0) + 1
        parts = (key[0], title, line, str(seen[key]))
        known.append(Found(finding, fingerprint(parts, finding.place.path), parts=parts))
    return known
