"""The view of what the law says of a use: the texts made for such uses, the closed domains, what the entries in force give."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assess.messages import listed, say, words
from assess.model import assessment as model
from assess.model import law as model_law
from assess.model.law import Citation, doubt
from assess.study.markdown import Markdown, plain
from assess.study.study_context import StudyContext
from assess.study.view_items_of_law import Domain, Looked, Stated, Text
from assess.study.words import low


def texts(context: StudyContext) -> Iterator[Text]:
    """The texts made for such uses, those that cover this one first."""
    known = {text.id: text for text in context.rubric.texts}
    order = ("covers", "awaited", "unknown", "outside")
    for result in sorted(context.assessment.texts, key=lambda found: order.index(found.status)):
        text = known[result.id]
        yield Text(
            id=result.id,
            title=Markdown(f"{context.text(text.title)} ({context.word('added')})") if text.added else context.text(text.title),
            status=result.status,
            said=result.said,
            note=context.citations.note(_current(context, text.law), central=True),
            outside=tuple(_outside(context, text, limit) for limit in result.outside),
            upheld=context.citations.note(result.upheld, central=True) if result.upheld else Markdown(),
        )


def _outside(context: StudyContext, text: model_law.Cover, limit: model.Outside) -> Markdown:
    entry = context.entries["law"].get(text.law[0].ref.removeprefix("law:"))
    mark = doubt(limit.certainty, entry.certainty if entry else "confirmed")
    doubts = f", {context.word(mark)}" if mark else ""
    return Markdown(f"{context.text(limit.text)} *{plain(limit.at)}{doubts}.*")


def stated(context: StudyContext) -> Iterator[Stated]:
    """The texts whose state the proposal tells, with its source."""
    for text in context.proposal.law:
        kind, _, name = text.cite.partition(":")
        entry = context.entries["law"].get(name) if kind == "law" else None
        state = say(f"law-{text.status(context.assessment.as_of) or 'not-yet'}", context.lang)
        yield Stated(context.text(entry.cite) if entry else plain(text.cite), Markdown(state), plain(text.source), text.own)


def domains(context: StudyContext) -> Iterator[Domain]:
    """The closed domains in which the use certainly is."""
    known = {domain.id: domain for domain in context.rubric.domains}
    for result in context.assessment.domains:
        if result.status == "closed" and result.norm:
            title, note = context.text(known[result.id].title), context.citations.note(_current(context, result.sources), central=True)
            yield Domain(title, context.word(f"opened-by-{result.norm}"), note, tuple(_looked_at(context, known[result.id])))


def _looked_at(context: StudyContext, domain: model_law.Domain) -> Iterator[Looked]:
    """The texts of *domain* that there are on the day considered and that are not made for such uses."""
    texts = {text.id: text for text in context.rubric.texts}
    concerned = {result.id for result in context.assessment.texts}
    for name, why in domain.texts:
        note = context.citations.note(_current(context, texts[name].law), central=True) if name not in concerned else Markdown()
        if note:
            yield Looked(context.text(texts[name].title), context.text(why), note)


def _current(context: StudyContext, citations: tuple[Citation, ...]) -> tuple[Citation, ...]:
    """Those of *citations* that are law on the day considered; all of them when none is."""
    day, law = context.assessment.as_of, context.entries["law"]
    entries = [(citation, law.get(citation.ref.removeprefix("law:"))) for citation in citations]
    return tuple(citation for citation, entry in entries if entry is None or entry.status(day) != "ended") or citations


def given_by(context: StudyContext, gifts: Sequence[model.GivenBy]) -> Markdown:
    """The entries that give a guarantee, each with the place in it, those of the highest rank alone; then that rank."""
    said = dict.fromkeys(_gift(context, gift) for gift in gifts if gift.instrument == gifts[0].instrument)
    if not said:
        return Markdown()
    return Markdown(context.word("given-by-law").format(law=listed(list(said), context.lang), rank=low(rank(context, gifts), context.lang)))


def rank(context: StudyContext, gifts: Sequence[model.GivenBy]) -> Markdown:
    """The highest rank at which *gifts* give a guarantee."""
    return next((context.text(one.text) for one in context.rubric.instruments if gifts and one.id == gifts[0].instrument), Markdown())


def places(context: StudyContext, gifts: Sequence[model.GivenBy]) -> Markdown:
    """The provisions that give a guarantee, those of the highest rank alone, as they stand in a table."""
    said = dict.fromkeys(_provision(context, gift) for gift in gifts if gift.instrument == gifts[0].instrument)
    return Markdown(context.between.join(said))


def _provision(context: StudyContext, gift: model.GivenBy) -> str:
    """The entry that gives a guarantee and the place in it."""
    entry = context.entries["law"][gift.law.partition(":")[2]]
    article, _, place = gift.ref.removeprefix("art. ").partition(", ")
    at = place if article in context.text(entry.cite) else gift.ref
    return context.citations.words(Citation(gift.law, at, gift.certainty))


def _gift(context: StudyContext, gift: model.GivenBy) -> str:
    """The same, after “by”."""
    cited = _provision(context, gift)
    pairs = zip(*(words("drafting")[name][context.lang] for name in ("cited", "determined")), strict=True)
    return next((determined + cited.removeprefix(first) for first, determined in pairs if cited.startswith(first)), cited)
