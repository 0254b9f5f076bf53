"""The lists of a proposal: study texts, impacts, options, consultations, articles."""

from __future__ import annotations

from assess.loading.cursor import Cursor, ordered
from assess.loading.nodes import Exact
from assess.loading.pointer import Key
from assess.model.proposal import Article, Consultation, Impact, Number, Option

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
_IMPACT = ordered("who", "kind", "low", "high", "unit", "year", "method", "source", "text")
_OPTION = ordered(
    "title",
    "proposal",
    "nothing",
    "retained",
    "less_intrusive",
    "description",
    "advantages",
    "drawbacks",
    "cost",
    "because",
)
_CONSULTATION = ordered("who", "when", "mandatory", "object", "opinion", "reply")
_ARTICLE = ordered("id", "title", "object", "implementing", "competent", "study")
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


def impacts(at: Cursor) -> tuple[Impact, ...]:
    """The consequences for each."""
    return tuple(_impact(item) for _, item in at.list("impacts", optional=True).each(_IMPACT))


def _impact(at: Cursor) -> Impact:
    low, high = _amount(at, "low"), _amount(at, "high")
    if low and high and low[0] * 10 ** high[1] > high[0] * 10 ** low[1]:
        at.fault("range-reversed", "high")
    return Impact(
        at.text("who") or "",
        at.choice("kind", IMPACTS) or "",
        low,
        high,
        some(at, "unit"),
        some(at, "year"),
        some(at, "method"),
        some(at, "source"),
        some(at, "text"),
    )


def _amount(at: Cursor, key: str) -> Number | None:
    found = at.value(key)
    if isinstance(found, Exact):
        return found.digits, found.scale
    return at.number(key, optional=True)


def options(at: Cursor) -> tuple[Option, ...]:
    """The other ways."""
    return tuple(_option(item) for _, item in at.list("options", optional=True).each(_OPTION))


def _option(at: Cursor) -> Option:
    return Option(
        at.text("title") or "",
        some(at, "proposal"),
        bool(at.boolean("nothing", optional=True)),
        bool(at.boolean("retained", optional=True)),
        bool(at.boolean("less_intrusive", optional=True)),
        some(at, "description"),
        some(at, "advantages"),
        some(at, "drawbacks"),
        some(at, "cost"),
        some(at, "because"),
    )


def consultations(at: Cursor) -> tuple[Consultation, ...]:
    """Those consulted."""
    return tuple(_consultation(item) for _, item in at.list("consultations", optional=True).each(_CONSULTATION))


def _consultation(at: Cursor) -> Consultation:
    when = at.date("when", optional=True)
    return Consultation(
        at.text("who") or "",
        when.text if when else "",
        bool(at.boolean("mandatory", optional=True)),
        some(at, "object"),
        some(at, "opinion"),
        some(at, "reply"),
    )


def articles(at: Cursor) -> tuple[Article, ...]:
    """The articles of the text."""
    items = at.list("articles", optional=True)
    seen: set[str] = set()
    found = []
    for _, item in items.each(_ARTICLE):
        article = _article(item)
        if article.id and article.id in seen:
            item.fault("article-twice", "id")
        seen.add(article.id)
        found.append(article)
    return tuple(found)


def _article(at: Cursor) -> Article:
    return Article(
        at.text("id") or "",
        some(at, "title"),
        some(at, "object"),
        at.texts("implementing", optional=True),
        some(at, "competent"),
        study(at),
    )
