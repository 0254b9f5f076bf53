"""Forms filled in from a proposal: for each field, what the proposal says of it, wherever it says it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from assess.messages import long_date
from assess.model.law import Citation, doubt
from assess.study import annex_data as data
from assess.study.markdown import Markdown, plain
from assess.study.study_context import StudyContext
from assess.study.view import Study
from assess.study.view_items_of_law import Text
from assess.study.view_of_annexes import Form, FormField, FormPart, Piece, Source
from assess.study.words import low

TOLD = ("covers", "awaited", "unknown", "unread", "outside", "outside-anyway")
"""What people may be told of a text, best first."""


def forms(context: StudyContext, study: Study, asked: data.Forms) -> tuple[Form, ...]:
    """Those of the forms *asked* for that the use calls for, filled in."""
    filler = _Filler(context, study)
    return tuple(filler.form(form) for form in asked.forms if filler.is_called_for(form))


class _Filler:
    """Fills forms in."""

    def __init__(self, context: StudyContext, study: Study) -> None:
        self._context, self._study = context, study
        self._texts = {text.id: text for text in study.texts}
        self._sayers: dict[str, Callable[[str], Iterator[Piece]]] = {
            "fact": self._fact,
            "criterion": self._criterion,
            "safeguard": self._safeguard,
            "study": self._section,
            "impacts": self._impacts,
        }
        self._alone: dict[str, Callable[[], Iterator[Piece]]] = {
            "organisation": self._organisation,
            "technology": self._technology,
            "consultations": self._consultations,
            "options": self._options,
            "law": self._law,
        }

    def is_called_for(self, form: data.Form) -> bool:
        """Whether a text made for such uses or a guarantee calls for *form*; a form that names none is for every use."""
        first = self._context.entries["law"].get(form.law[0].removeprefix("law:")) if form.law else None
        if first is not None and not first.status(self._context.assessment.as_of):
            return False
        wanted = [self._study.safeguards[name].required for name in form.safeguards if name in self._study.safeguards]
        by_text, by_guarantee = any(name in self._texts for name in form.texts), any(one != "no" for one in wanted)
        return by_text or by_guarantee or not (form.texts or form.safeguards)

    def form(self, form: data.Form) -> Form:
        """*form*, filled in."""
        text, parts = self._text_of(form), tuple(self._part(part) for part in form.parts)
        fields = [field for part in parts for field in part.fields]
        context, law = self._context, tuple(self._source(name) for name in form.law if self._may_cite(name))
        return Form(
            id=form.id,
            title=context.text(form.title),
            to=context.text(form.to),
            law=tuple(source for source in law if not source.law.later),
            mark=context.word(mark) if (mark := doubt(form.certainty, "confirmed")) else Markdown(),
            since=self._since(form),
            remark=context.text(form.remark),
            parts=parts,
            status=text.said if text else "",
            outside=text.outside if text else (),
            applicable=self._applies(form, law),
            said=sum(not field.silent for field in fields),
            asked=len(fields),
        )

    def _may_cite(self, name: str) -> bool:
        return name.removeprefix("law:") in self._context.entries["law"] and self._context.citations.may_be_invoked(name)

    def _applies(self, form: data.Form, law: tuple[Source, ...]) -> bool:
        """Whether the wording of the first entry of *law* is that of the day considered."""
        late = bool(form.since) and date.fromisoformat(form.since).toordinal() > self._context.assessment.as_of
        return not late and (not law or law[0].law.applicable)

    def _since(self, form: data.Form) -> Markdown:
        """The first day of the wording, where the entry of law began before it."""
        first = self._context.entries["law"].get(form.law[0].removeprefix("law:")) if form.law else None
        day = date.fromisoformat(form.since).toordinal() if form.since else 0
        return self._context.day(day) if first is not None and first.dates and first.dates[0][0] < day else Markdown()

    def _text_of(self, form: data.Form) -> Text | None:
        """The text that calls for *form*: the one that covers the use, if there is one."""
        found = [self._texts[name] for name in form.texts if name in self._texts]
        return min(found, key=lambda text: TOLD.index(text.said), default=None)

    def _source(self, name: str) -> Source:
        own, citations = name.removeprefix("law:"), self._context.citations
        citations.note((Citation(name),))  # it stands in the references
        checked = self._context.entries["law"][own].last_checked
        return Source(citations.law(own), Markdown(long_date(date.fromisoformat(checked).toordinal(), self._context.lang)))

    def _part(self, part: data.Part) -> FormPart:
        return FormPart(self._context.text(part.title), tuple(self._field(field) for field in part.fields))

    def _field(self, field: data.Field) -> FormField:
        text, pieces = self._context.text, tuple(piece for name in field.says for piece in self._said(name))
        return FormField(
            title=text(field.text),
            at=plain(field.at),
            expects=text(field.expects),
            pieces=pieces,
            silent=all(piece.by_law for piece in pieces),
            columns=tuple(text(column) for column in field.columns),
        )

    def _said(self, name: str) -> Iterator[Piece]:
        kind, _, own = name.partition(":")
        return self._sayers[kind](own) if own else self._alone[kind]()

    def _fact(self, name: str) -> Iterator[Piece]:
        fact = self._study.facts.get(name)
        if fact is not None and fact.value:
            yield Piece(fact.title, fact.value, fact.because, fact.assumed)

    def _criterion(self, name: str) -> Iterator[Piece]:
        for criterion in self._study.principles[owner].criteria if (owner := name.partition(".")[0]) in self._study.principles else ():
            if criterion.id == name and criterion.answered and criterion.level:
                level = Markdown(criterion.level.rstrip(" ."))
                yield Piece(criterion.title, level, criterion.because, criterion.assumed)

    def _safeguard(self, name: str) -> Iterator[Piece]:
        found = self._study.safeguards.get(name)
        if found is None or found.derived or found.status == "unknown":
            return
        by_law = bool(found.given_by) and name not in self._context.proposal.safeguards
        where = ", ".join(filter(None, (low(found.rank, self._context.lang), found.ref))) or found.given_by
        text = found.given_by if by_law else Markdown(f"{found.words} – {where}") if where else found.words
        marks = ("« ", " »") if self._context.lang == "fr" else ("“", "”")
        clause = self._context.colon + found.clause.rstrip(" .").join(marks) if found.clause else ""
        yield Piece(found.title, Markdown(f"{text}{clause}"), found.because, by_law=by_law)

    def _section(self, name: str) -> Iterator[Piece]:
        for chapter in self._study.chapters:
            if name in chapter.study:
                yield Piece(chapter.title, Markdown(), chapter.study[name], section=name)

    def _impacts(self, name: str) -> Iterator[Piece]:
        for impact in (one for section in self._context.outline.of_kinds([name]) for one in self._study.impacts.get(section, ())):
            parts = filter(None, (impact.amount, impact.year, impact.text, impact.source))
            yield Piece(impact.who, Markdown(self._context.between.join(parts)))

    def _organisation(self) -> Iterator[Piece]:
        if self._study.organisation:
            yield Piece(Markdown(), self._study.organisation)

    def _technology(self) -> Iterator[Piece]:
        yield Piece(self._study.facts["technology"].title if "technology" in self._study.facts else Markdown(), self._study.technology)

    def _consultations(self) -> Iterator[Piece]:
        for held in self._study.consultations:
            parts = filter(None, (held.when, held.object, held.opinion, held.reply))
            yield Piece(held.who, Markdown(self._context.between.join(parts)))

    def _options(self) -> Iterator[Piece]:
        for option in self._study.options:
            yield Piece(option.title, option.description)

    def _law(self) -> Iterator[Piece]:
        for text in self._study.texts:
            if text.status in ("covers", "awaited"):
                yield Piece(text.title, Markdown(text.note))
