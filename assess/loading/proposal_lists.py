"""The lists of a proposal: study texts, impacts, options, consultations, articles."""

from __future__ import annotations

from collections.abc import Iterator
from operator import attrgetter

from assess.loading.cursor import Cursor
from assess.loading.forms import DoubtError, Field, Form, choice, day, flag, plain_text, text
from assess.loading.pointer import Key
from assess.model.proposal import Article, Consultation, Impact, Number, Option
from assess.yaml_source.nodes import Exact, Mapping, Node, Sequence

SECTIONS = (
    *("introduction", "general-framework", "constitutional-framework", "conventional-framework", "comparative-law"),
    *("necessity", "objectives", "options", "retained-scheme", "legal-order", "eu-law", "macroeconomic", "businesses"),
    *(
        "budget",
        "local-authorities",
        "administrations",
        "public-employment",
        "society",
        "disability",
        "equality",
        "youth",
    ),
    *("regulated-professions", "individuals", "environment", "consultations", "cese", "time", "transition", "overseas"),
    *("implementing-texts", "evaluation", "method"),
)
"""The sections of the study for which a proposal may bring text."""
IMPACTS = (
    *("legal", "economic", "budget", "companies", "local-authorities", "administrations", "employment", "social"),
    *("individuals", "fundamental-rights", "environment"),
)
_SECTIONS = frozenset(SECTIONS)


def some(at: Cursor, key: Key) -> str:
    """The text at *key*, empty when absent."""
    return at.text(key, optional=True) or ""


def study(at: Cursor) -> dict[str, str]:
    """Markdown by section of the study."""
    if not at.has("study"):
        return {}
    texts = at.mapping("study", optional=True)
    found = {}
    for name in texts:
        if name not in _SECTIONS:
            texts.unknown(name, SECTIONS, "section", "unknown-section")
        elif text := some(texts, name):
            found[str(name)] = text
    return found


def _sections(key: str) -> Field:
    """Markdown by section of the study."""

    def glance(value: Node, text: str) -> dict[str, str]:
        if value.__class__ is Mapping and value.keys() <= _SECTIONS:
            return {name: plain_text(found, text) for name, found in value.items()}
        raise DoubtError

    return Field(key, glance, lambda at, _: study(at), {})


def _texts(key: str) -> Field:
    """A list of texts."""

    def glance(value: Node, text: str) -> tuple[str, ...]:
        if value.__class__ is not Sequence:
            raise DoubtError
        return tuple([plain_text(item, text) for item in value])

    return Field(key, glance, lambda at, key: at.texts(key, optional=True), ())


def _amount(key: str) -> Field:
    """An amount, if there is one."""

    def glance(value: Node, _: str) -> Number:
        if isinstance(value, Exact):
            return value.digits, value.scale
        if value.__class__ is not int:
            raise DoubtError
        return value, 0

    def careful(at: Cursor, key: str) -> Number | None:
        found = at.value(key)
        return (found.digits, found.scale) if isinstance(found, Exact) else at.number(key, optional=True)

    return Field(key, glance, careful, None)


_IMPACT = Form(
    Impact,
    *(text("who", required=True), choice("kind", {kind: kind for kind in IMPACTS}), _amount("low"), _amount("high")),
    *(text(key) for key in ("unit", "year", "method", "source", "text")),
)
_OPTION = Form(
    Option,
    *(text("title", required=True), text("proposal"), flag("nothing"), flag("retained"), flag("less_intrusive")),
    *(text(key) for key in ("description", "advantages", "drawbacks", "cost", "because")),
)
_CONSULTATION = Form(
    Consultation,
    *(text("who", required=True), day("when", attrgetter("text")), flag("mandatory")),
    *(text(key) for key in ("object", "opinion", "reply")),
)
_ARTICLE = Form(
    Article,
    *(text("id", required=True), text("title"), text("object"), _texts("implementing"), text("competent"), _sections("study")),
)


def impacts(at: Cursor) -> tuple[Impact, ...]:
    """The consequences for each."""
    found = _IMPACT.seen(at, "impacts")
    if found is None or any(map(_reversed, found)):
        return tuple(_impact(item) for item in _IMPACT.items(at, "impacts"))
    return found


def _impact(at: Cursor) -> Impact:
    impact: Impact = _IMPACT.careful(at)
    if _reversed(impact):
        at.fault("range-reversed", "high")
    return impact


def _reversed(impact: Impact) -> bool:
    low, high = impact.low, impact.high
    return bool(low and high and low[0] * 10 ** high[1] > high[0] * 10 ** low[1])


def options(at: Cursor) -> tuple[Option, ...]:
    """The other ways."""
    return _OPTION.all(at, "options")


def consultations(at: Cursor) -> tuple[Consultation, ...]:
    """Those consulted."""
    return _CONSULTATION.all(at, "consultations")


def articles(at: Cursor) -> tuple[Article, ...]:
    """The articles of the text."""
    found = _ARTICLE.seen(at, "articles")
    if found is None or len({article.id for article in found}) < len(found):
        return tuple(_articles(at))
    return found


def _articles(at: Cursor) -> Iterator[Article]:
    seen: set[str] = set()
    for item in _ARTICLE.items(at, "articles"):
        article: Article = _ARTICLE.careful(item)
        if article.id and article.id in seen:
            item.fault("article-twice", "id")
        seen.add(article.id)
        yield article
