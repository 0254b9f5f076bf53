"""What is verified in the data of declared checks: sections, phrases, conditions, words, and the places of messages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from string import Formatter
from typing import Final

from assess.checks.clauses import GRAMMAR
from assess.checks.phrases import PhraseFault, source
from assess.checks.reach import ALL
from assess.conditions.grammar import ExpressionFault, parse
from assess.conditions.resolution import Scope
from assess.loading.reader import Reader, listed, ordered
from assess.loading.rubric_reader import RubricReader
from assess.model.constants import LANGUAGES
from assess.study.outline import SECTION_IDS
from assess.yaml_source.nearest import nearest
from assess.yaml_source.nodes import Mapping

KEYS: Final = {
    "requires": ("sections", "aside", "patterns", "when", "claims"),
    "forbids": ("sections", "aside", "patterns", "unless", "when", "claims", "classes", "grammar"),
    "contradicts": ("sections", "aside", "patterns", "unless", "when", "claims", "classes", "grammar"),
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
_LANGUAGES: Final = ordered(*LANGUAGES)
_FLAGS: Final = ("denied", "given", "each", "only", "abroad")
_CLAIM: Final = ordered("patterns", "when", "unless", "message", "about", "with", "among", "but", "values", "fact", "safeguard", *_FLAGS)
_ID: Final = re.compile(r"[a-z]+(?:-[a-z]+)*")


def verify(at: RubricReader, kind: str, messages: tuple[str, ...]) -> None:
    """Tell the faults of the data of the check at *at*, of *kind*, that has *messages*."""
    _places(at.mapping("messages"), kind)
    for key in ("sections", "aside"):
        if at.has(key):
            _phrases(at.list(key), (ALL, *SECTION_IDS) if key == "sections" else ())
    for key in ("patterns", "unless"):
        _by_language(at, key)
    known = _classes(at)
    if kind == "spells":
        _words(at)
    elif at.has("claims"):
        for key in ("patterns", "when"):
            if at.has(key):
                at.fault("check-claims-or", key, on_key=True)
        for _, claim in at.list("claims").each(_CLAIM):
            _claim(claim, messages, known)
    else:
        _one(at, kind, messages)


def _classes(at: RubricReader) -> tuple[str, ...]:
    """The names of the classes of words; those of the grammar are known."""
    for key in ("classes", "grammar"):
        named = at.mapping(key, ordered(*GRAMMAR) if key == "grammar" else None, optional=True)
        for name in named:
            _by_language(named, str(name))
            if key == "classes" and name in GRAMMAR:
                named.fault("class-of-grammar", name, on_key=True)
    return (*map(str, at.mapping("classes", optional=True)), *GRAMMAR)


def _one(at: RubricReader, kind: str, messages: tuple[str, ...]) -> None:
    """A check that looks for one thing."""
    _when(at)
    if not at.has("patterns"):
        at.absent("patterns", "mapping")
    if kind == "contradicts" and not at.has("when"):
        at.absent("when", "condition")
    if len(messages) > 1:
        at.fault("check-one-message", "messages", on_key=True)


def _claim(at: RubricReader, messages: tuple[str, ...], classes: tuple[str, ...]) -> None:
    for key in ("patterns", "unless"):
        _by_language(at, key)
    if at.has("about"):
        _stated(at, classes)
    elif not at.has("patterns"):
        at.absent("patterns", "mapping")
    _when(at)
    if at.has("message") or len(messages) != 1:
        at.one_of("message", messages)


def _stated(at: RubricReader, classes: tuple[str, ...]) -> None:
    """A claim on classes of words: each is one of *classes*."""
    at.one_of("about", classes)
    for key in _FLAGS:
        at.flag(key)
    names = [at.list(key, optional=True) for key in ("with", "among", "but")]
    for items, index in ((some, index) for some in names for index in some):
        if not set(items.text(index).split("|")) <= {*classes, ""}:
            items.fault("not-a-choice", index, among=classes, expected="choice", choices=listed(classes))
    for value in (values := at.mapping("values", optional=True)):
        values.one_of(str(value), classes)


def _places(messages: Reader, kind: str) -> None:
    """Places that no value fills in."""
    for key in messages:
        if not isinstance(messages.value(key), Mapping):
            continue
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


def _by_language(at: Reader, key: str) -> None:
    if at.has(key):
        texts = at.mapping(key, _LANGUAGES)
        for lang in texts:
            _phrases(texts.list(lang))


def _phrases(items: Reader, but: tuple[str, ...] = ()) -> None:
    for index in items:
        text = items.text(index)
        if not text or text in but:
            continue
        if but and _ID.fullmatch(text) and nearest(text, but):
            items.fault("unknown-section", index, among=but)
        try:
            source(text)
        except PhraseFault as fault:
            items.fault_in_text(fault.message, index, min(fault.at, len(text) - 1), 1)


def _words(at: Reader) -> None:
    texts = at.mapping("words", _LANGUAGES)
    for lang in texts:
        words = texts.mapping(lang)
        for wrong in words:
            try:
                source(str(wrong))
            except PhraseFault as fault:
                words.fault(fault.message, wrong, on_key=True)
            words.text(wrong)


def _when(at: RubricReader) -> None:
    """The condition: its names where a rubric is at hand, its syntax anyway."""
    if not at.has("when"):
        return
    if at.book.scope != Scope():
        at.must("when")
        return
    text = at.text("when")
    try:
        parse(text or "true")
    except ExpressionFault as fault:
        at.fault_in_text(fault.message, "when", fault.start, fault.end - fault.start, **fault.values)
