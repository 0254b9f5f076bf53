"""The entries of checks read from their YAML files: every check, or the findings that say why not."""

from __future__ import annotations

from collections.abc import Iterator
from string import Formatter
from typing import Any, Final

from assess.checks.declaring import KEYS, verify
from assess.checks.model import FAMILIES, KINDS, NEEDS, Case, Check, Expected
from assess.checks.running import has_code
from assess.conditions.resolution import Scope
from assess.loading.reader import ordered
from assess.loading.rubric_reader import Book, RubricReader
from assess.model.constants import LANGUAGES
from assess.model.finding import Finding, Severity
from assess.model.rubric import Text
from assess.yaml_source.document import Document
from assess.yaml_source.nodes import FAULT, Exact, Mapping, Sequence

SEVERITIES: Final = tuple(severity.value for severity in Severity)
_PAGE: Final = ("family", "severity", "kind", "needs", "title", "messages", "what", "why", "mend", "waivable", "sources", "cases")
_DATA: Final = {"built-in": ("data", "like"), **KEYS}
"""The keys of each kind beside those of the page."""
_CASE: Final = ordered("name", "draft", "proposal", "lang", "as-of", "today", "files", "troubles", "expect")
_EXPECTED: Final = ordered("message", "line", "on", "text", "words")


class Checks:
    """The checks of some files, in the order of families and then of the files."""

    def __init__(self, documents: list[Document], taken: dict[str, str] | None = None, scope: Scope | None = None) -> None:
        """Read *documents*. *taken* are the ids of other checks, and where they are.

        *scope* has the names that conditions may use: any when it is not given. Any law or source may be cited.
        """
        self.checks: list[Check] = []
        self.cases: dict[str, tuple[Case, ...]] = {}
        self.findings: list[Finding] = []
        self._seen: dict[str, str] = dict(taken or {})
        book = Book(references=_Any(), scope=scope or Scope())
        for document in documents:
            root = RubricReader.of(document, book, "checks")
            for name, at in root.mapping("checks").each():
                self._entry(name, at)
            self.findings += root.told()
        self.checks.sort(key=lambda check: FAMILIES.index(check.family))

    @property
    def valid(self) -> bool:
        """Whether every entry could be read."""
        return not any(finding.severity is Severity.ERROR for finding in self.findings)

    def _entry(self, name: str, at: RubricReader) -> None:
        if name in self._seen:
            at.fault("defined-twice", first=self._seen[name])
            return
        self._seen[name] = at.document.path
        if not at.named():
            return
        check = _check(name, at)
        like = at.one_of("like", tuple(other.id for other in self.checks), optional=True)
        for key, value in next((other.settings for other in self.checks if other.id == like), {}).items():
            check.settings.setdefault(key, value)
        if at.valid:
            self.checks.append(check)
        self.cases[name] = tuple(_case(case) for _, case in at.list("cases").each(_CASE))


class _Any(set[str]):
    """Whatever is cited."""

    def __contains__(self, name: object) -> bool:
        return True


def _check(name: str, at: RubricReader) -> Check:
    kind = at.one_of("kind", KINDS)
    keys = _DATA.get(kind, ())
    at.limited(*_PAGE, *(keys or ("data", *(key for known in KEYS.values() for key in known))))
    if kind and not has_code(name, kind):
        at.fault("check-without-code", "kind", check=name)
    messages = at.mapping("messages")
    if kind in KEYS:
        verify(at, kind, tuple(str(key) for key in messages))
    return Check(
        id=name,
        family=at.one_of("family", FAMILIES) or FAMILIES[0],
        severity=Severity(at.one_of("severity", SEVERITIES) or "error"),
        kind=kind,
        needs=at.one_of("needs", NEEDS, optional=True) or "draft",
        messages={str(key): _message(messages, str(key)) for key in messages},
        **{key: at.prose(key) for key in ("title", "what", "why", "mend")},
        sources=at.citations(),
        settings=_settings(at, kind),
        waivable=at.flag("waivable") or not at.has("waivable"),
    )


def _message(at: RubricReader, key: str) -> Text:
    """A message, with the same places to fill in whatever the language."""
    text = at.prose(key)
    try:
        places = [{name for _, name, _, _ in Formatter().parse(words) if name is not None} for words in text.values()]
    except ValueError:
        places = [set(), {""}]
    if any(names != places[0] for names in places):
        at.fault("check-places-differ", key)
    return text


def _settings(at: RubricReader, kind: str) -> dict[str, Any]:
    """The data of a check as plain values."""
    settings: dict[str, Any] = {}
    for key in _DATA.get(kind, ()):
        value = plain(at.value(key))
        if key == "data" and isinstance(value, dict):
            settings |= value
        elif value is not None:
            settings[key] = value
    return settings


def plain(node: Any) -> Any:
    """*node* of a tree as plain Python values; decimal numbers are texts."""
    if isinstance(node, Mapping):
        return {key: plain(value) for key, value in node.items()}
    if isinstance(node, Sequence):
        return [plain(value) for value in node]
    if node is FAULT:
        return None
    return node.text if isinstance(node, Exact) else node


def _case(at: RubricReader) -> Case:
    return Case(
        name=at.text("name"),
        draft=at.text("draft", optional=True),
        proposal=at.text("proposal", optional=True),
        lang=at.choice("lang", LANGUAGES, optional=True) or LANGUAGES[0],
        as_of=at.date("as-of", optional=True).text,
        today=at.date("today", optional=True).text,
        files=at.texts("files", optional=True),
        troubles=at.texts("troubles", optional=True),
        expect=tuple(_expected(at.list("expect"))),
    )


def _expected(items: RubricReader) -> Iterator[Expected]:
    for _, at in items.each(_EXPECTED):
        yield Expected(
            message=at.text("message"),
            line=at.integer("line", 1, optional=True) or 0,
            on=at.choice("on", ("draft", "proposal"), optional=True) or "draft",
            text=at.text("text", optional=True),
            words=at.text("words", optional=True),
        )
