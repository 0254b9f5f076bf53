"""The view of what the proposal itself brings: facts, options, impacts, consultations, articles."""

from __future__ import annotations

import re
from collections.abc import Container
from typing import Any

from assess.conditions.logic import FALSE
from assess.engine.answers import Told
from assess.model import proposal as model
from assess.model.rubric import Fact
from assess.study.markdown import Markdown
from assess.study.study_context import StudyContext, safe
from assess.study.view import Answer, Chapter, Consultation, Impact, Implementing, Item, Option, Said
from assess.study.words import amount, word, written_date


def facts(context: StudyContext) -> dict[str, Answer]:
    """Every fact of the rubric, by id."""
    told = Told(context.rubric)
    return {fact.id: _answer(context, fact, told) for fact in context.rubric.facts}


def _answer(context: StudyContext, fact: Fact, told: Told) -> Answer:
    answer = context.answers.get(fact.id)
    return context.same(
        Answer,
        fact,
        value=context.fact_value(fact),
        values=answer.values if answer else (),
        assumed=answer is not None and answer.assumed,
        because=context.said(answer.because, f"fact-{fact.id}", 4) if answer else None,
        applies=fact.applies is None or told.truth(fact.applies, context.proposal) != FALSE,
    )


def impacts(context: StudyContext) -> dict[str, tuple[Impact, ...]]:
    """The impacts, by the section they belong to."""
    by_section: dict[str, tuple[Impact, ...]] = {}
    for impact in context.proposal.impacts:
        section = context.outline.of_kinds([impact.kind])[0]
        by_section[section] = (*by_section.get(section, ()), _impact(context, impact))
    return by_section


def _impact(context: StudyContext, impact: model.Impact) -> Impact:
    bounds = [bound for bound in dict.fromkeys((impact.low, impact.high)) if bound is not None]
    return context.same(Impact, impact, amount=safe(amount(bounds, impact.unit, context.lang) if bounds else ""))


def options(context: StudyContext) -> tuple[Option, ...]:
    """The options, doing nothing first."""
    in_order = sorted(context.proposal.options, key=lambda option: not option.nothing)
    return tuple(
        context.same(Option, option, because=context.said(option.because, f"option-{at}", 4)) for at, option in enumerate(in_order)
    )


def consultations(context: StudyContext) -> tuple[Consultation, ...]:
    """Those consulted."""
    return tuple(
        context.same(Consultation, held, when=safe(written_date(held.when, context.lang))) for held in context.proposal.consultations
    )


def implementing(context: StudyContext) -> tuple[Implementing, ...]:
    """The texts needed to apply the articles."""
    return tuple(
        Implementing(
            _key(article), _article_label(context, article), safe(article.object or article.title), safe(text), safe(article.competent)
        )
        for article in context.proposal.articles
        for text in article.implementing
    )


def _article_label(context: StudyContext, article: model.Article) -> Markdown:
    if article.id == "1":
        return context.word("article-first")
    return Markdown(word("article", context.lang).format(id=safe(article.id)))


def chapters(context: StudyContext, outline: str) -> tuple[Chapter, ...]:
    """The scheme as a whole and its articles; with one article only, they are one chapter."""
    articles = context.proposal.articles
    if len(articles) == 1:
        return (_chapter(context, outline, articles[0], whole=True),)
    return (_chapter(context, outline, None, whole=True), *[_chapter(context, outline, article, whole=False) for article in articles])


def _chapter(context: StudyContext, outline: str, article: model.Article | None, *, whole: bool) -> Chapter:
    own = article.study if article else {}
    common = context.proposal.study if whole else {}
    texts = {section: _joined(common.get(section, ""), own.get(section, "")) for section in context.outline.sections}
    written = [name for name, text in texts.items() if text]
    if whole:
        written += context.outline.of_kinds(impact.kind for impact in context.proposal.impacts)
    numbers = context.outline.places(outline if whole else "", written)
    key = _key(article) if article else ""
    return Chapter(
        key=key,
        title=_chapter_title(context, article) if article else Markdown(),
        object=safe(article.object) if article else Markdown(),
        whole=whole,
        numbers={name: place.number for name, place in numbers.items()},
        depths={name: place.depth for name, place in numbers.items()},
        study=_study(context, texts, key, numbers),
        parts_written=tuple(context.outline.parts_of(written)),
    )


def _study(context: StudyContext, texts: dict[str, str], key: str, numbers: Container[str]) -> dict[str, Said]:
    said = {name: context.said(text, f"{key}{name}", 4) for name, text in texts.items() if text and name in numbers}
    return {name: words for name, words in said.items() if words}


def _joined(common: str, own: str) -> str:
    return "\n\n".join(text.strip("\n") for text in (common, own) if text.strip())


def _key(article: model.Article) -> str:
    slug = article.id.lower()
    if not (slug.isascii() and slug.isalnum()):
        slug = re.sub(r"[^a-z0-9]+", "-", slug).strip("-")
    return f"article-{slug}."


def _chapter_title(context: StudyContext, article: model.Article) -> Markdown:
    label = _article_label(context, article)
    return Markdown(f"{label} – {safe(article.title)}" if article.title else label)


def items(context: StudyContext, names: tuple[str, ...]) -> tuple[Item, ...]:
    """The items called *names*, qualified ids."""
    return tuple(_item(context, name) for name in names)


def _item(context: StudyContext, name: str) -> Item:
    kind, _, item = name.partition(":")
    answers: dict[str, dict[str, Any]] = {
        "fact": context.answers,
        "criterion": context.proposal.criteria,
        "safeguard": context.proposal.safeguards,
    }
    answer = answers[kind].get(item)
    return context.same(
        Item,
        context.entries[kind][item],
        id=name,
        answer=context.fact_value(context.facts[item]) if kind == "fact" else Markdown(),
        because=context.said(answer.because, f"assumed-{name.replace(':', '-')}", 3) if answer else None,
    )
