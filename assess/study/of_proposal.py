"""The view of what the proposal itself brings: facts, options, impacts, consultations, articles."""

from __future__ import annotations

import re
from collections.abc import Container

from assess.conditions.logic import FALSE
from assess.engine.answers import Told
from assess.model import proposal as model
from assess.model.rubric import Fact
from assess.study.markdown import Markdown
from assess.study.sections import SECTIONS, parts_of, places
from assess.study.study_context import Ground, safe
from assess.study.view import Answer, Chapter, Consultation, Impact, Implementing, Item, Option
from assess.study.view_result import Said
from assess.study.words import amount, word, written_date


def facts(ground: Ground) -> dict[str, Answer]:
    """Every fact of the rubric, by id."""
    told = Told(ground.rubric)
    return {fact.id: _answer(ground, fact, told) for fact in ground.rubric.facts}


def _answer(ground: Ground, fact: Fact, told: Told) -> Answer:
    answer = ground.answers.get(fact.id)
    return Answer(
        id=fact.id,
        title=ground.text(fact.title),
        question=ground.text(fact.question),
        value=ground.fact_value(fact),
        values=answer.values if answer else (),
        assumed=answer is not None and answer.assumed,
        because=ground.said(answer.because, f"fact-{fact.id}", 4) if answer else None,
        applies=fact.applies is None or told.truth(fact.applies, ground.proposal) != FALSE,
    )


def impacts(ground: Ground) -> dict[str, tuple[Impact, ...]]:
    """The impacts, by the section they belong to."""
    section = {kind: section.id for section in SECTIONS for kind in section.kinds}
    found: dict[str, tuple[Impact, ...]] = {}
    for impact in ground.proposal.impacts:
        name = section[impact.kind]
        found[name] = (*found.get(name, ()), _impact(ground, impact))
    return found


def _impact(ground: Ground, impact: model.Impact) -> Impact:
    bounds = [bound for bound in dict.fromkeys((impact.low, impact.high)) if bound is not None]
    return Impact(
        who=safe(impact.who),
        amount=safe(amount(bounds, impact.unit, ground.lang) if bounds else ""),
        year=safe(impact.year),
        method=safe(impact.method),
        source=safe(impact.source),
        text=safe(impact.text),
    )


def options(ground: Ground) -> tuple[Option, ...]:
    """The options, doing nothing first."""
    found = sorted(ground.proposal.options, key=lambda option: not option.nothing)
    return tuple(_option(ground, option, at) for at, option in enumerate(found))


def _option(ground: Ground, option: model.Option, at: int) -> Option:
    return Option(
        title=safe(option.title),
        nothing=option.nothing,
        retained=option.retained,
        less_intrusive=option.less_intrusive,
        description=safe(option.description),
        advantages=safe(option.advantages),
        drawbacks=safe(option.drawbacks),
        cost=safe(option.cost),
        because=ground.said(option.because, f"option-{at}", 4),
    )


def consultations(ground: Ground) -> tuple[Consultation, ...]:
    """Those consulted."""
    return tuple(
        Consultation(
            who=safe(found.who),
            when=safe(written_date(found.when, ground.lang)),
            mandatory=found.mandatory,
            object=safe(found.object),
            opinion=safe(found.opinion),
            reply=safe(found.reply),
        )
        for found in ground.proposal.consultations
    )


def implementing(ground: Ground) -> tuple[Implementing, ...]:
    """The texts needed to apply the articles."""
    return tuple(
        Implementing(
            _key(article), _article_label(ground, article), safe(article.object or article.title), safe(text), safe(article.competent)
        )
        for article in ground.proposal.articles
        for text in article.implementing
    )


def _article_label(ground: Ground, article: model.Article) -> Markdown:
    if article.id == "1":
        return ground.word("article-first")
    return Markdown(word("article", ground.lang).format(id=safe(article.id)))


def chapters(ground: Ground, outline: str) -> tuple[Chapter, ...]:
    """The scheme as a whole and its articles; with one article only, they are one chapter."""
    articles = ground.proposal.articles
    if len(articles) == 1:
        return (_chapter(ground, outline, articles[0], whole=True),)
    return (_chapter(ground, outline, None, whole=True), *[_chapter(ground, outline, article, whole=False) for article in articles])


def _chapter(ground: Ground, outline: str, article: model.Article | None, *, whole: bool) -> Chapter:
    own = article.study if article else {}
    common = ground.proposal.study if whole else {}
    texts = {section.id: _joined(common.get(section.id, ""), own.get(section.id, "")) for section in SECTIONS}
    written = [name for name, text in texts.items() if text]
    if whole:
        written += impacts_sections(ground)
    numbers = places(outline if whole else "", written)
    key = _key(article) if article else ""
    return Chapter(
        key=key,
        title=_chapter_title(ground, article) if article else Markdown(),
        object=safe(article.object) if article else Markdown(),
        whole=whole,
        numbers={name: place.number for name, place in numbers.items()},
        depths={name: place.depth for name, place in numbers.items()},
        study=_study(ground, texts, key, numbers),
        parts_written=tuple(parts_of(written)),
    )


def impacts_sections(ground: Ground) -> list[str]:
    """The sections that the impacts of the proposal call for."""
    kinds = {impact.kind for impact in ground.proposal.impacts}
    return [section.id for section in SECTIONS if kinds.intersection(section.kinds)]


def _study(ground: Ground, texts: dict[str, str], key: str, numbers: Container[str]) -> dict[str, Said]:
    said = {name: ground.said(text, f"{key}{name}", 4) for name, text in texts.items() if text and name in numbers}
    return {name: found for name, found in said.items() if found}


def _joined(common: str, own: str) -> str:
    return "\n\n".join(text.strip("\n") for text in (common, own) if text.strip())


def _key(article: model.Article) -> str:
    slug = article.id.lower()
    if not (slug.isascii() and slug.isalnum()):
        slug = re.sub(r"[^a-z0-9]+", "-", slug).strip("-")
    return f"article-{slug}."


def _chapter_title(ground: Ground, article: model.Article) -> Markdown:
    label = _article_label(ground, article)
    return Markdown(f"{label} – {safe(article.title)}" if article.title else label)


def items(ground: Ground, names: tuple[str, ...]) -> tuple[Item, ...]:
    """The items called *names*, qualified ids."""
    return tuple(_item(ground, name) for name in names)


def _item(ground: Ground, name: str) -> Item:
    kind, _, item = name.partition(":")
    tables = {"fact": ground.facts, "criterion": ground.criteria, "safeguard": ground.safeguards}
    answers = {"fact": ground.answers, "criterion": ground.proposal.criteria, "safeguard": ground.proposal.safeguards}
    found = tables[kind][item]  # type: ignore[index]
    answer = answers[kind].get(item)  # type: ignore[attr-defined]
    return Item(
        id=name,
        title=ground.text(found.title),
        question=ground.text(found.question),
        answer=ground.fact_value(ground.facts[item]) if kind == "fact" else Markdown(),
        because=ground.said(answer.because, f"assumed-{name.replace(':', '-')}", 3) if answer else None,
    )
