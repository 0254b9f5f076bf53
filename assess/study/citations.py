"""What is cited: provisions, decisions and other sources, as notes and as a list of references.

What came after the day considered is never cited in the text, for nobody could have relied on it; the references say so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from assess.messages import long_date
from assess.model.law import Citation, LawEntry, doubt
from assess.model.law import Source as BookSource
from assess.model.proposal import Proposal
from assess.model.rubric import Rubric, Text
from assess.study.markdown import Markdown, link, plain
from assess.study.outline import Outline
from assess.study.view_items_of_law import Law, References, Source
from assess.study.words import low, word, written_date

SEVERAL = 3
"""From how many references to be checked on, in one note, the mark stands once."""


class Citations:
    """Makes notes, and remembers what they cite."""

    def __init__(  # noqa: PLR0913 - what a citation depends on
        self,
        rubric: Rubric,
        proposal: Proposal,
        outline: Outline,
        as_of: int,
        lang: str,
        text: Callable[[Text | None], Markdown],
        *,
        founding: bool,
    ) -> None:
        """*outline* knows the orders of law; *as_of* is the day considered; *text* gives a text of *rubric* in *lang*.

        An authority that the rubric keeps for other uses than that of *proposal* is not invoked beside others. *founding*: notes also cite
        the sources on which the whole rubric rests.
        """
        self._outline = outline
        self._law = {entry.id: entry for entry in rubric.law}
        self._sources = {source.id: source for source in rubric.sources}
        self._foreign = {f"law:{entry.id}" for entry in rubric.law if not _may_bear(entry, proposal)}
        self._decisions = {precedent.law for precedent in rubric.precedents}
        self._as_of, self._iso = as_of, date.fromordinal(as_of).isoformat()
        self._lang, self._text = lang, text
        self._between = " ; " if lang == "fr" else "; "
        self._unnamed = frozenset() if founding else frozenset(f"source:{name}" for name in outline.founding)
        self._cited: set[str] = set()
        self._central: set[str] = set()

    def note(self, citations: tuple[Citation, ...], *, central: bool = False) -> Markdown:
        """A note for *citations*; empty when nothing can be cited on the day considered.

        *central*: they bear on the conclusion itself, not on a guarantee among others.
        """
        kept = tuple(one for one in self._fitting(citations) if one.ref not in self._unnamed)
        if central:
            self._central.update(citation.ref for citation in kept)
        parts = [part for citation in kept if (part := self.words(citation))]
        text = self._between.join(self._marked_once(parts))
        return Markdown(f"{text[0].upper()}{text[1:]}." if text else "")

    def _marked_once(self, parts: list[str]) -> list[str]:
        """*parts*, those to be checked together and last, under one mark, where there are several."""
        mark = word("to-check", self._lang)
        bare = [part.removesuffix(f" ({mark})") for part in parts if part.endswith(f" ({mark})")]
        if len(bare) < SEVERAL:
            return parts
        first, *others = bare
        colon = " : " if self._lang == "fr" else ": "
        return [*(part for part in parts if not part.endswith(f" ({mark})")), f"{mark}{colon}{first}", *others]

    def may_be_invoked(self, ref: str) -> bool:
        """Whether the entry or source *ref* bears on such a use."""
        return ref not in self._foreign

    def _fitting(self, citations: tuple[Citation, ...]) -> tuple[Citation, ...]:
        """Those of *citations* that bear on such a use, an earlier wording giving way to the one in force; all, where none is left."""
        refs = {citation.ref for citation in citations}
        kept = tuple(one for one in citations if one.ref not in self._foreign and not self._gave_way(one.ref, refs))
        return kept if any(not self._is_later(*citation.ref.split(":", 1)) for citation in kept) else citations

    def _gave_way(self, ref: str, among: set[str]) -> bool:
        """Whether the entry *ref* has ended and one *among* those cited with it, in force, took its place."""
        entry = self._law.get(ref.removeprefix("law:"))
        if entry is None or entry.status(self._as_of) != "ended":
            return False
        after = self._law.get(entry.replaced_by.removeprefix("law:"))
        while after is not None:
            if f"law:{after.id}" in among and after.status(self._as_of) == "in-force":
                return True
            after = self._law.get(after.replaced_by.removeprefix("law:"))
        return False

    def words(self, citation: Citation) -> str:
        """How *citation* is written within a sentence; empty when it cannot be cited on the day considered."""
        self._cited.add(citation.ref)
        kind, _, name = citation.ref.partition(":")
        entry = self._law[name] if kind == "law" else None
        own = entry.certainty if entry else self._sources[name].certainty
        if self._is_later(kind, name):
            return ""
        if entry:
            words: str = self._text(entry.cite)
        else:
            source = self._sources[name]
            words = self._source_cite(source)
        place = f", {plain(citation.at)}" if citation.at else ""
        doubts = [word("added", self._lang)] if entry and entry.added else []
        doubts += [word(mark, self._lang)] if (mark := doubt(citation.certainty, own)) else []
        if entry and entry.status(self._as_of) in ("ended", "struck-down"):
            doubts.insert(0, self._state(entry, entry.status(self._as_of)))
        return f"{words}{place}" + (f" ({', '.join(doubts)})" if doubts else "")

    def _is_later(self, kind: str, name: str) -> bool:
        if kind == "law":
            return not self._law[name].status(self._as_of)
        when = self._sources[name].date
        return when > self._iso[: len(when)]

    def founding(self) -> tuple[Markdown, ...]:
        """The sources on which the whole rubric rests and that were there on the day considered, as the method names them."""
        there = [name for name in self._sources if name in self._outline.founding and not self._is_later("source", name)]
        self._cited.update(f"source:{name}" for name in there)
        return tuple(Markdown(self._source_cite(self._sources[name])) for name in there)

    def coming(self) -> Iterator[tuple[int, Markdown]]:
        """The entries met so far on which the conclusion bears and that do not apply yet on the day considered, with the day set then."""
        for name, entry in self._law.items():
            known = [first for since, first in entry.awaited if since <= self._as_of]
            if f"law:{name}" in self._central and known and known[-1] > self._as_of and not entry.status(self._as_of):
                yield known[-1], Markdown(f"{self._text(entry.cite)} ({low(self._text(entry.title), self._lang)})")

    def references(self) -> References:
        """What has been cited so far, in the order of the rubric."""
        law = [self.law(name) for name in self._law if f"law:{name}" in self._cited]
        sources = [self._source(name) for name in self._sources if f"source:{name}" in self._cited]
        return References(tuple(law), tuple(sources))

    def law(self, name: str) -> Law:
        """The entry *name*."""
        entry = self._law[name]
        status = entry.status(self._as_of)
        return Law(
            id=name,
            family=self._outline.family_of(name),
            central=f"law:{name}" in self._central,
            cite=self._text(entry.cite),
            title=self._text(entry.title),
            requires=self._text(entry.requires),
            state=self._dated(entry, status),
            applicable=status in ("in-force", "unknown"),
            later=not status,
            to_check=entry.certainty != "confirmed",
            source=self._law_source(entry),
        )

    def _law_source(self, entry: LawEntry) -> Markdown:
        source = link(entry.source_title, entry.source_url)
        return Markdown(f"{source} ({word('added', self._lang)})") if entry.added else source

    def _state(self, entry: LawEntry, status: str) -> Markdown:
        days = [since for since, _ in entry.dates if since <= self._as_of]
        day = days[-1] if days else entry.expected(self._as_of)
        return Markdown() if day is None else Markdown(word(status or "not-yet", self._lang).format(day=long_date(day, self._lang)))

    def _dated(self, entry: LawEntry, status: str) -> Markdown:
        """The state of *entry*, nothing where its name tells the same day: a decision is of a day, it is not in force since."""
        days = [long_date(since, self._lang) for since, _ in entry.dates]
        decided = f"law:{entry.id}" in self._decisions or any(day in self._text(entry.cite) for day in days)
        return Markdown() if status == "in-force" and decided else self._state(entry, status)

    def _source(self, name: str) -> Source:
        source = self._sources[name]
        title, cite = self._text(source.title), Markdown(self._source_cite(source))
        parts = [plain(source.author), link(title, source.url) if source.url else title]
        parts += [Markdown(written_date(source.date, self._lang))] if source.date else []
        to_check = source.certainty != "confirmed"
        return Source(Markdown(", ".join(part for part in parts if part)), cite, to_check, self._is_later("source", name))

    def _source_cite(self, source: BookSource) -> str:
        """How *source* is written within a sentence."""
        said = self._text(source.cite) if source.cite else _without_remark(self._text(source.title))
        first, _, rest = said.partition(" ")
        return said if rest[:1].isupper() or not first[1:].islower() else low(said, self._lang)  # a name keeps its capital


def _may_bear(entry: LawEntry, proposal: Proposal) -> bool:
    """Whether *entry* may be invoked for the use of *proposal*: what is answered excludes none of the facts that it supposes."""
    return all(not (given := _answered(proposal, name)) or not given.isdisjoint(values) for name, values in entry.uses)


def _answered(proposal: Proposal, name: str) -> set[str]:
    if name == "technology":
        return set(proposal.technologies)
    return set(proposal.facts[name].values) if name in proposal.facts else set()


def _without_remark(title: str) -> str:
    """*title* without the remark in brackets at its end: it stands in the references, not in every note."""
    before, bracket, remark = title.rpartition(" (")
    return before if bracket and remark.endswith(")") and not {"(", ")"} & set(remark[:-1]) else title
