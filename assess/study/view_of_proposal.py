"""The view of what the proposal itself brings: facts, options, impacts, consultations, articles."""

from __future__ import annotations

import re
from datetime import date
from itertools import groupby

from assess.model import proposal as model
from assess.model.assessment import Question
from assess.model.law import Citation
from assess.model.rubric import Fact
from assess.study import view_of_parts
from assess.study.markdown import Markdown, plain
from assess.study.study_context import StudyContext
from assess.study.view import Answer, Item
from assess.study.view_items_of_proposal import Chapter, Consultation, Event, Impact, Implementing, Indicator, Option
from assess.study.words import amount, word, written_date

NOTED = 3
"""How many decisions are cited for a question: the most alike."""
NO_NOTE = Markdown()


def fact(context: StudyContext, fact: Fact) -> Answer:
    """A fact of the rubric, and its answer."""
    answer = context.answers.get(fact.id)
    return context.same(
        Answer,
        fact,
        value=_on_one_line(context, context.fact_value(fact)),
        values=answer.values if answer else (),
        assumed=answer is not None and answer.assumed,
        because=context.said(answer.because, f"fact-{fact.id}", 4) if answer else None,
        applies=context.has_place(fact),
    )


def _on_one_line(context: StudyContext, value: Markdown) -> Markdown:
    """*value*, to be said after the title of its fact and a colon: one of its own gives way to a comma."""
    return Markdown(value.replace(context.colon, ", ")) if value.count(context.colon) == 1 else value


def impacts(context: StudyContext) -> dict[str, tuple[Impact, ...]]:
    """The impacts, by the section they belong to."""
    by_section: dict[str, tuple[Impact, ...]] = {}
    for impact in context.proposal.impacts:
        bounds = [bound for bound in dict.fromkeys((impact.low, impact.high)) if bound is not None]
        told = context.same(Impact, impact, amount=plain(amount(bounds, impact.unit, context.lang) if bounds else ""))
        section = context.outline.of_kinds([impact.kind])[0]
        by_section[section] = (*by_section.get(section, ()), told)
    return by_section


def options(context: StudyContext) -> tuple[Option, ...]:
    """The options, doing nothing first."""
    in_order = enumerate(sorted(context.proposal.options, key=lambda option: not option.nothing))
    chosen = any(option.retained for option in context.proposal.options)
    fates = {True: "retained", False: "set-aside" if chosen else "not-said"}
    return tuple(_option(context, option, at, fates[option.retained]) for at, option in in_order)


def _option(context: StudyContext, option: model.Option, at: int, fate: str) -> Option:
    found, title = context.options.get(option.proposal), plain(option.title)
    return context.same(
        Option,
        option,
        fate=fate,
        because=context.said(option.because, f"option-{at}", 4),
        assessed=view_of_parts.whole(context, found, title) if found else None,
    )


def timeline(context: StudyContext) -> tuple[Event, ...]:
    """What is known of the timetable: the proposal, those consulted, evidence that lapses, law that does not apply yet."""
    proposal = context.proposal
    found = {(proposal.day, "drawn-up", Markdown())}
    found |= {(day, "consulted", plain(held.who)) for held in proposal.consultations if (day := _day(held.when))}
    pieces = [piece for answer in proposal.criteria.values() for piece in answer.evidence]
    found |= {(piece.expires, "expires", plain(piece.title)) for piece in pieces if piece.expires}
    found |= {(day, "applies", words) for day, words in context.citations.coming()}
    days = groupby(sorted(found), key=lambda event: event[:2])
    return tuple(Event(context.day(day), kind, Markdown(context.between.join(what for *_, what in them))) for (day, kind), them in days)


def _day(text: str) -> int:
    try:
        return date.fromisoformat(text).toordinal()
    except ValueError:
        return 0


def consultation(context: StudyContext, held: model.Consultation) -> Consultation:
    """Someone consulted."""
    return context.same(Consultation, held, when=plain(written_date(held.when, context.lang)))


def indicator(context: StudyContext, measured: model.Indicator) -> Indicator:
    """What an evaluation will measure."""
    return context.same(Indicator, measured, date=plain(written_date(measured.date, context.lang)))


def implementing(context: StudyContext, article: model.Article) -> tuple[Implementing, ...]:
    """The texts needed to apply *article*."""
    about = plain(article.object or article.title)
    key, label, competent = _key(article), article_label(context, article), plain(article.competent)
    return tuple(Implementing(key, label, about, plain(text), competent) for text in article.implementing)


def article_label(context: StudyContext, article: model.Article, *, titled: bool = False) -> Markdown:
    """How *article* is called: `Article 1er`, or `Article 1er – Titre` when it is *titled*."""
    label = word("article-first" if article.id == "1" else "article", context.lang).format(id=plain(article.id))
    return Markdown(f"{label} – {plain(article.title)}" if titled and article.title else label)


def chapters(context: StudyContext, outline: str) -> tuple[Chapter, ...]:
    """The scheme as a whole and its articles; with one article only, they are one chapter."""
    articles = context.proposal.articles
    if len(articles) == 1:
        return (_chapter(context, outline, articles[0], whole=True),)
    return (_chapter(context, outline, None, whole=True), *[_chapter(context, outline, article, whole=False) for article in articles])


def _chapter(context: StudyContext, outline: str, article: model.Article | None, *, whole: bool) -> Chapter:
    own = article.study if article else {}
    common = context.proposal.study if whole else {}
    both = {section: [common.get(section, ""), own.get(section, "")] for section in context.outline.sections}
    texts = {section: "\n\n".join(text.strip("\n") for text in parts if text.strip()) for section, parts in both.items()}
    written = [name for name, text in texts.items() if text]
    if whole:
        written += context.outline.of_kinds(impact.kind for impact in context.proposal.impacts)
    numbers = context.outline.places(outline if whole else "", written)
    key = _key(article) if article else ""
    return Chapter(
        key=key,
        title=article_label(context, article, titled=True) if article else Markdown(),
        object=plain(article.object) if article else Markdown(),
        whole=whole,
        numbers={name: place.number for name, place in numbers.items()},
        depths={name: place.depth for name, place in numbers.items()},
        study={name: said for name, text in texts.items() if name in numbers and (said := context.said(text, f"{key}{name}", 4))},
        parts_written=tuple(context.outline.parts_of(written)),
    )


def _key(article: model.Article) -> str:
    slug = article.id.lower()
    if not (slug.isascii() and slug.isalnum()):
        slug = re.sub(r"[^a-z0-9]+", "-", slug).strip("-")
    return f"article-{slug}."


def _awaited_law(context: StudyContext, own: str) -> Item:
    """The entry of law *own*, of which the state, or whether it covers the use, must be known before all the rest."""
    entry = context.entries["law"][own]
    asked = "law-covers" if f"law:{own}" in context.assessment.to_read else "law-state"
    question = Markdown(word(asked, context.lang).format(name=own))
    return Item(f"law:{own}", context.text(entry.cite), question, Markdown(), None, NO_NOTE)


def question(context: StudyContext, asked: Question) -> Item:
    """An open question, with the decisions that turned on it, the most alike first."""
    decisions = tuple(Citation(law) for law in asked.because[:NOTED])
    return item(context, asked.id, context.citations.note(decisions))


def item(context: StudyContext, name: str, note: Markdown = NO_NOTE) -> Item:
    """The item *name*, a qualified id; *note*: what is cited for it."""
    kind, _, own = name.partition(":")
    if kind == "law":
        return _awaited_law(context, own)
    answer, entry = context.proposal.answer(name), context.entries[kind][own]
    return context.same(
        Item,
        entry,
        id=name,
        question=context.text(getattr(entry, "question", None)),
        answer=context.fact_value(context.facts[own]) if kind == "fact" else Markdown(),
        note=note,
        because=context.said(answer.because, f"assumed-{name.replace(':', '-')}", 3) if answer else None,
    )
