"""What is verified in the data of declared checks: sections, phrases, conditions, words, and the places of messages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from string import Formatter
from typing import Final

from assess.checks.phrases import PhraseFault, source
from assess.conditions.grammar import ExpressionFault, parse
from assess.conditions.resolution import Scope
from assess.loading.cursor import Cursor, ordered
from assess.loading.pointer import listed
from assess.loading.rubric_reader import At
from assess.study.outline import SECTION_IDS
from assess.yaml_source.nearest import nearest
from assess.yaml_source.nodes import Mapping

KEYS: Final = {
    "requires": ("sections", "aside", "patterns", "when", "claims"),
    "forbids": ("sections", "aside", "patterns", "unless", "when", "claims"),
    "contradicts": ("sections", "aside", "patterns", "unless", "when", "claims"),
    "spells": ("sections", "aside", "words", "unless"),
}
"""The keys of each kind beside those of the page of a check."""
PLACES: Final = {
    "requires": ("section", "fact", "answer"),
    "forbids": ("found", "fact", "answer"),
    "contradicts": ("found", "fact", "answer"),
    "spells": ("found", "right"),
}
"""What the messages of each kind may hold in braces."""
_LANGUAGES: Final = ordered("fr", "en")
_CLAIM: Final = ordered("patterns", "when", "unless", "message")
_ID: Final = re.compile(r"[a-z]+(?:-[a-z]+)*")



def verify(at: At, kind: str, messages: tuple[str, ...]) -> None:
    """Tell the faults of the data of the check at *at*, of *kind*, that has *messages*."""
    cursor = at.cursor
    _places(cursor.mapping("messages"), kind)
    for key in ("sections", "aside"):
        if cursor.has(key):
            _phrases(cursor.list(key), SECTION_IDS if key == "sections" else ())
    for key in ("patterns", "unless"):
        _by_language(cursor, key)
    if kind == "spells":
        _words(cursor)
    elif cursor.has("claims"):
        for key in ("patterns", "when"):
            if cursor.has(key):
                cursor.fault("check-claims-or", key, on_key=True)
        for _, claim in cursor.list("claims").each(_CLAIM):
            _claim(At(claim, at.book), messages)
    else:
        _one(at, kind, messages)


def _one(at: At, kind: str, messages: tuple[str, ...]) -> None:
    """A check that looks for one thing."""
    _when(at)
    if not at.has("patterns"):
        at.cursor.absent("patterns", "mapping", optional=False)
    if kind == "contradicts" and not at.has("when"):
        at.cursor.absent("when", "condition", optional=False)
    if len(messages) > 1:
        at.cursor.fault("check-one-message", "messages", on_key=True)


def _claim(at: At, messages: tuple[str, ...]) -> None:
    for key in ("patterns", "unless"):
        _by_language(at.cursor, key)
    if not at.has("patterns"):
        at.cursor.absent("patterns", "mapping", optional=False)
    _when(at)
    if at.has("message") or len(messages) != 1:
        at.choice("message", messages)


def _places(messages: Cursor, kind: str) -> None:
    """Places that no value fills in."""
    for key in messages:
        inner = messages.value(key)
        if isinstance(inner, Mapping):
            texts = messages.mapping(key)
            for lang in texts:
                for name in _names(texts.value(lang)):
                    if name not in PLACES[kind]:
                        near = nearest(name, PLACES[kind])
                        texts.fault("check-place", lang, place=name, nearest_name=near, expected="choice", choices=listed(PLACES[kind]))


def _names(text: object) -> Iterator[str]:
    try:
        yield from (name for _, name, _, _ in Formatter().parse(str(text)) if name is not None)
    except ValueError:
        yield ""


def _by_language(at: Cursor, key: str) -> None:
    if at.has(key):
        texts = at.mapping(key, _LANGUAGES)
        for lang in texts:
            _phrases(texts.list(lang))


def _phrases(items: Cursor, but: tuple[str, ...] = ()) -> None:
    for index in items:
        text = items.text(index)
        if text is None or text in but:
            continue
        if but and _ID.fullmatch(text) and nearest(text, but):
            items.fault("unknown-section", index, among=but)
        try:
            source(text)
        except PhraseFault as fault:
            items.fault_in_text(fault.message, index, min(fault.at, len(text) - 1), 1)


def _words(at: Cursor) -> None:
    texts = at.mapping("words", _LANGUAGES)
    for lang in texts:
        words = texts.mapping(lang)
        for wrong in words:
            try:
                source(str(wrong))
            except PhraseFault as fault:
                words.fault(fault.message, wrong, on_key=True)
            words.text(wrong)


def _when(at: At) -> None:
    """The condition: its names where a rubric is at hand, its syntax anyway."""
    if not at.has("when"):
        return
    if at.book.scope != Scope():
        at.must("when")
        return
    text = at.cursor.text("when")
    try:
        parse(text or "true")
    except ExpressionFault as fault:
        at.cursor.fault_in_text(fault.message, "when", fault.start, fault.end - fault.start, **fault.values)
