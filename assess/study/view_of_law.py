"""The view of what the law says of a use: the texts made for such uses, the closed domains, what the entries in force give."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from assess.messages import listed, say
from assess.model import assessment as model
from assess.model.law import Citation
from assess.study.markdown import Markdown, plain
from assess.study.study_context import StudyContext
from assess.study.view_law import Domain, Stated, Text


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
            outside=tuple(_outside(context, limit) for limit in result.outside),
            upheld=context.citations.note(result.upheld, central=True) if result.upheld else Markdown(),
        )


def _outside(context: StudyContext, limit: model.Outside) -> Markdown:
    doubt = "" if limit.certainty == "confirmed" else f", {context.word('to-check')}"
    return Markdown(f"{context.text(limit.text)} *{plain(limit.at)}{doubt}.*")


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
            yield Domain(title, context.word(f"opened-by-{result.norm}"), note)


def _current(context: StudyContext, citations: tuple[Citation, ...]) -> tuple[Citation, ...]:
    """Those of *citations* that are law on the day considered; all of them when none is."""
    day, law = context.assessment.as_of, context.entries["law"]
    entries = [(citation, law.get(citation.ref.removeprefix("law:"))) for citation in citations]
    return tuple(citation for citation, entry in entries if entry is None or entry.status(day) != "ended") or citations


def given_by(context: StudyContext, gifts: Iterable[model.GivenBy]) -> Markdown:
    """The entries that give a guarantee, each with the place in it, those of the highest rank alone."""
    gifts = tuple(gifts)
    highest = [gift for gift in gifts if gift.instrument == gifts[0].instrument]
    said = dict.fromkeys(_gift(context, gift) for gift in highest)
    return Markdown(listed(list(said), context.lang) if said else "")


def _gift(context: StudyContext, gift: model.GivenBy) -> str:
    citation = Citation(gift.law, certainty=gift.certainty)
    cited = context.citations.words(citation)
    return f"{cited} ({plain(gift.ref)})"
