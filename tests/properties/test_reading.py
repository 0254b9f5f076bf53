"""What holds of the reader for any file: it never raises, its places are in the text, and safe YAML means what it always meant."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assess.loading.reader import Reader
from assess.messages import LANGUAGES
from assess.model.finding import Finding
from assess.reporters.text import render
from assess.yaml_source import events
from assess.yaml_source.document import Document, read_bytes, read_document
from assess.yaml_source.nodes import FAULT, Exact, Mapping, Node, Sequence, children

PIECES = (
    "a", "é", "12", "4.2", "true", "null", "~", "no", " ", "  ", "\n", "\n  ", "\n    ", "\t", ": ", ":", "- ", "-", "? ", "# ",
    " #3", "#", "'", '"', "\\", "\\e", "|", "|\n", ">-\n", "[", "]", "{", "}", ",", "&a", "*a", "!", "!!int ", "<<: ", "%", "@",
    "`", "---\n", "...\n", "%YAML 1.1\n", "key: ", "key: |\n  ", "- x\n", "\r\n", "\0", "\u2028", "\ufeff", "\U0010fffd", "œ’",
)  # fmt: skip
YAML_LIKE = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)
TEXTS = st.one_of(YAML_LIKE, st.text(max_size=200))
FEW = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(params=[True, False], ids=["libyaml", "pure-python"], autouse=True)
def _parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both parsers, in turn."""
    monkeypatch.setattr(events, "LIBYAML", request.param and events.LIBYAML)


def inside(finding: Finding, text: str) -> bool:
    """Whether *finding* is in *text*."""
    lines = text.split("\n")
    place = finding.place
    if not 1 <= place.line <= len(lines):
        return False
    line = lines[place.line - 1]
    return finding.line_text == line and 1 <= place.column <= len(line) + 1 and finding.length >= 1


def check(document: Document) -> None:
    """Check what holds of every document."""
    assert all(inside(finding, document.text) for finding in document.findings)
    assert [(found.place.line, found.place.column) for found in document.findings] == sorted(
        (found.place.line, found.place.column) for found in document.findings
    )
    assert document.root is not None or not document.valid
    for node in children(document.root):
        assert len(node.marks) == len(node) * (2 if isinstance(node, Mapping) else 1)
        assert all(0 <= mark.index <= len(document.text) for mark in node.marks)
    for lang in LANGUAGES:
        render(document.findings, lang).encode()


@FEW
@given(TEXTS)
def test_any_text_is_read(text: str) -> None:
    check(read_document(text, "f.yaml"))


@FEW
@given(st.one_of(st.binary(max_size=200), TEXTS.map(lambda text: text.encode("utf-16", "replace"))))
def test_any_bytes_are_read(data: bytes) -> None:
    check(read_bytes(data, "f.yaml"))


@FEW
@given(TEXTS)
def test_reading_is_deterministic(text: str) -> None:
    one, other = read_document(text, "f.yaml"), read_document(text, "f.yaml")
    assert one.findings == other.findings
    assert plain(one.root) == plain(other.root)


@FEW
@given(TEXTS)
def test_an_invalid_file_says_why_and_a_valid_one_has_no_fault(text: str) -> None:
    document = read_document(text, "f.yaml")
    faults = [value for node in children(document.root) for _, value, _ in node.slots() if value is FAULT]
    assert not document.valid or not (faults or document.root is FAULT)


@FEW
@given(TEXTS)
def test_a_valid_file_reads_as_yaml_reads_it(text: str) -> None:
    document = read_document(text, "f.yaml")
    loader = yaml.CBaseLoader if events.LIBYAML else yaml.BaseLoader
    if document.valid:
        assert as_texts(document.root, document, document.root_offset) == yaml.load(document.text, Loader=loader)  # noqa: S506


KEYS = st.one_of(st.sampled_from(("a", "été", "no", "12", "true")), st.text("abcé_-:#'\" ", min_size=1, max_size=8))
SCALARS = st.one_of(
    st.text("abcdé «»’'\"#:-,[]{}&*!|>%@`\\\n 0123", max_size=20),
    st.sampled_from(("true", "null", "12", "4.20", "0123", "12:30", "no", "2024-01-01", "~", "", "- a", "a: b", " #x")),
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=20,
)


@FEW
@given(st.dictionaries(KEYS, VALUES, min_size=1, max_size=5), st.sampled_from((None, True, False)), st.booleans())
def test_safe_yaml_gives_back_what_was_written(value: dict[str, Any], flow: bool | None, accents: bool) -> None:
    text = yaml.safe_dump(value, default_flow_style=flow, allow_unicode=accents, width=40)
    document = read_document(text, "f.yaml")
    assert document.valid
    assert as_texts(document.root, document, document.root_offset) == value


@FEW
@given(st.dictionaries(KEYS, VALUES, min_size=1, max_size=5))
def test_places_are_where_things_are_written(value: dict[str, Any]) -> None:
    document = read_document(yaml.safe_dump(value, allow_unicode=True), "f.yaml")
    for node in children(document.root):
        if isinstance(node, Mapping):
            for key in node:
                written = document.text[node.key_mark(key).index :]
                assert written.startswith((key, "'", '"', "? "))


METHODS = ("text", "integer", "number", "date", "mapping", "list", "texts")


@FEW
@given(TEXTS, st.sampled_from(METHODS), st.booleans())
def test_a_reader_reads_anything_without_raising(text: str, method: str, optional: bool) -> None:
    document = read_document(text, "f.yaml")
    reader = Reader.open(document, frozenset(("key",)))
    visit(reader, method, optional=optional)
    assert all(inside(finding, document.text) for finding in reader.findings)
    for lang in LANGUAGES:
        render(reader.findings, lang)


def visit(reader: Reader, method: str, *, optional: bool) -> None:
    """Read everything under *reader* with *method*, and make findings everywhere."""
    for key in (*reader, "absent"):
        if key == "absent" and isinstance(reader.node, Sequence):
            continue
        getattr(reader, method)(key, optional=optional)
        reader.identifier(key)
        reader.flag(key)
        reader.choice(key, ("a", "b"), optional=optional)
        reader.choices(key, ("a", "b"), optional=optional)
        if reader.has(key):
            reader.fault("unknown-key", key, among=("key",))
            reader.fault_in_text("unknown-key", key, 1, 3)
        for inner in (reader.mapping(key, optional=True), reader.list(key, optional=True)):
            visit(inner, method, optional=optional) if inner else None


def plain(node: Node) -> object:
    """*node* as something that compares by value and type."""
    if isinstance(node, Mapping):
        return {key: plain(value) for key, value in node.items()}
    return [plain(value) for value in node] if isinstance(node, Sequence) else (type(node), node)


def as_texts(node: Node, document: Document, offset: int) -> object:
    """*node* with every scalar as it is written, as `yaml.BaseLoader` gives it."""
    if isinstance(node, Mapping):
        return {key: as_texts(value, document, mark.index) for key, value, mark in node.slots()}
    if isinstance(node, Sequence):
        return [as_texts(value, document, mark.index) for _, value, mark in node.slots()]
    if isinstance(node, Exact):
        return node.text
    if isinstance(node, str):
        return node
    words = {True: ("true", "True", "TRUE"), False: ("false", "False", "FALSE"), None: ("null", "~", "")}
    spellings = [str(node), f"+{node}", f"-{node}"] if isinstance(node, int) and not isinstance(node, bool) else words[node]  # type: ignore[index]
    return next(word for word in spellings if document.text.startswith(word, offset))
