"""The pages of the technologies of a rubric: what each is, its weak points, its precedents, the law that has framed it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from assess.messages import long_date, say
from assess.model.catalogue import Technology
from assess.model.law import Citation
from assess.model.rubric import Fact, Rubric, Text


class Pen(Protocol):
    """What writes the pages of a rubric."""

    rubric: Rubric
    lang: str

    def say(self, message: str) -> str:
        """One of our words."""

    def cited(self, citation: Citation) -> str:
        """A citation in words."""

    def citations(self, found: tuple[Citation, ...]) -> str:
        """Several, in one line."""

    def sources(self, found: tuple[Citation, ...]) -> str:
        """The line of sources."""

    def technology_titles(self) -> dict[str, Text]:
        """The title of each technology."""


def technologies_page(rubric: Rubric, pen: Pen) -> str | None:
    """Every technology in a few lines; None when the rubric describes none."""
    titles = pen.technology_titles()
    lines = [f"- `{found.id}` **{titles[found.id][pen.lang]}** — {found.what[pen.lang]}" for found in rubric.technologies]
    return f"# {pen.say('page-technologies')}\n\n" + "\n".join(lines) + "\n" if lines else None


def technology(found: Technology, pen: Pen) -> Iterator[str]:
    """The page of one technology, in paragraphs."""
    yield f"# {pen.technology_titles()[found.id][pen.lang]} (`technology:{found.id}`)"
    yield found.what[pen.lang]
    yield from _part("page-usual-facts", _facts(found, pen), pen)
    yield from _part("page-attention", _attention(found, pen), pen)
    yield from _part("page-precedents", [_precedent(citation, pen) for citation in found.precedents], pen)
    yield from _part("page-frame", _frame(found, pen), pen)
    if found.sources:
        yield pen.sources(found.sources)


def _part(title: str, items: list[str], pen: Pen) -> list[str]:
    return [f"## {pen.say(title)}", "\n".join(f"- {item}" for item in items)] if items else []


def _facts(found: Technology, pen: Pen) -> list[str]:
    facts = {fact.id: fact for fact in pen.rubric.facts}
    colon = " : " if pen.lang == "fr" else ": "
    return [f"{_title(facts, name, pen)} (`{name}`){colon}" + ", ".join(_values(facts, name, values, pen)) for name, values in found.facts]


def _title(facts: dict[str, Fact], name: str, pen: Pen) -> str:
    record, dot, field = name.partition(".")
    fact = facts[record]
    return next(item.title for item in fact.fields if item.id == field)[pen.lang] if dot else fact.title[pen.lang]


def _values(facts: dict[str, Fact], name: str, values: tuple[str, ...], pen: Pen) -> list[str]:
    record, dot, field = name.partition(".")
    closed = next(item.values for item in facts[record].fields if item.id == field) if dot else facts[record].values
    texts = {value.id: value.text[pen.lang] for value in closed}
    return [f"{texts[value]} (`{value}`)" for value in values]


def _attention(found: Technology, pen: Pen) -> list[str]:
    lines = []
    for point in found.attention:
        items = ", ".join(f"`{name}`" for name in (*point.criteria, *point.safeguards))
        see = f" ({say('page-touches', pen.lang, {'items': items})})" if items else ""
        cited = pen.citations(point.sources)
        lines.append(point.text[pen.lang] + see + (f" — *{cited}*" if cited else ""))
    return lines


def _precedent(citation: Citation, pen: Pen) -> str:
    colon = " : " if pen.lang == "fr" else ": "
    return f"**{pen.cited(citation)}**" + (colon + citation.note[pen.lang] if citation.note else "")


def _frame(found: Technology, pen: Pen) -> list[str]:
    lines = []
    for period in found.frame:
        since = say("page-since", pen.lang, {"day": long_date(period.since, pen.lang)})
        cited = pen.citations(period.sources)
        lines.append(f"**{since}** — {period.text[pen.lang]}" + (f" *({cited})*" if cited else ""))
    return lines
