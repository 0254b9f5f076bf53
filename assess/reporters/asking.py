"""What a question asks, in the words of the rubric, and where its answer stands in a proposal; what comes first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from msgspec import Struct

from assess.messages import filled
from assess.model.assessment import Assessment
from assess.model.constants import STATUSES
from assess.model.proposal import FactAnswer, Proposal
from assess.model.rubric import Criterion, Fact, Rubric, Safeguard, Text
from assess.reporters.naming import Names

SKIPPED: Final = "not-applicable"
Path = tuple[str | int, ...]


class Choice(Struct, frozen=True):
    """One of the answers to choose from."""

    id: str
    key: str
    """What is typed for it."""
    text: str
    help: str = ""


class Asked(Struct, frozen=True, kw_only=True):
    """One question."""

    id: str
    """Qualified; a field of a record as `fact:text.kind`."""
    kind: str
    """one, several, number, date."""
    title: str
    question: str
    help: str = ""
    note: str = ""
    """What may be written, where nothing is to be chosen."""
    choices: tuple[Choice, ...] = ()
    current: tuple[str, ...] = ()
    """What is answered; ids of choices, or what is written."""
    usual: tuple[str, ...] = ()
    """What the uses of the technology usually answer."""
    sources: tuple[str, ...] = ()
    decisions: tuple[str, ...] = ()
    """The decisions on like uses that turned on it."""
    more: tuple[str, ...] = ()
    """What may be said of the answer: because, assumed, evidence, where."""


class Asking(Names):
    """The questions of a rubric about one proposal, in one language."""

    def __init__(self, rubric: Rubric, lang: str, proposal: Proposal, usual: dict[str, tuple[str, ...]]) -> None:
        super().__init__(rubric, lang)
        self.proposal, self.usual = proposal, usual

    def put(self, qualified: str, because: Sequence[str] = ()) -> Asked | None:
        """The question about the item *qualified*; of a record, the first field without answer; None for what is no item."""
        kind, _, name = qualified.partition(":")
        decisions = tuple(self.citing.cites[law][self.lang] for law in because if law in self.citing.cites)
        if kind == "criterion":
            return self.of_criterion(self.criteria[name], decisions)
        if kind == "safeguard":
            return self.of_safeguard(self.safeguards[name], decisions)
        if kind != "fact":
            return None
        own, _, field = name.partition(".")
        fact: Fact = self.facts[own]
        return self.of_field(fact, field, decisions) if fact.kind == "record" else self.of_fact(fact, decisions)

    def of_fact(self, fact: Fact, decisions: tuple[str, ...]) -> Asked:
        """The question about a fact that is no record."""
        answer = self.proposal.facts.get(fact.id)
        choices = _numbered([(value.id, value.text, value.help) for value in fact.values], self.lang)
        note = ""
        if fact.kind == "number":
            low, high = (str(digits // 10**scale) for digits, scale in (fact.low, fact.high))
            note = self.said("number-range", low=low, high=high, unit=fact.unit[self.lang] if fact.unit else "").strip()
            choices = tuple(Choice(word.id, word.id, word.text[self.lang]) for word in fact.words)
        elif fact.kind == "date":
            note = self.said("a-date")
        return Asked(
            id=f"fact:{fact.id}",
            kind=fact.kind,
            **self.words_of(fact, fact.help),
            note=note,
            choices=choices,
            current=_current(fact, answer),
            usual=self.usual.get(fact.id, ()),
            decisions=decisions,
            more=("because", "assumed"),
        )

    def of_field(self, record: Fact, name: str, decisions: tuple[str, ...]) -> Asked:
        """The question about a field of a *record*: that called *name*, else the first without answer."""
        names = [field.id for field in record.fields]
        answer = self.proposal.facts.get(record.id)
        values = answer.values if answer else ("",) * len(names)
        at = names.index(name) if name else next((at for at, value in enumerate(values) if not value), 0)
        field = record.fields[at]
        words = self.words_of(record, record.help)
        words |= {"title": f"{record.title[self.lang]}, {field.title[self.lang].lower()}"}
        choices = _numbered([(value.id, value.text, value.help) for value in field.values], self.lang)
        current = (values[at],) if values[at] else ()
        return Asked(id=f"fact:{record.id}.{field.id}", kind="one", **words, choices=choices, current=current, decisions=decisions)

    def of_criterion(self, criterion: Criterion, decisions: tuple[str, ...]) -> Asked:
        """The question about a criterion."""
        answer = self.proposal.criteria.get(criterion.id)
        choices = [
            Choice(str(level), str(level), text[self.lang], self.needed(criterion, level)) for level, text in enumerate(criterion.levels)
        ]
        choices += [Choice(SKIPPED, "n", self.say(f"chain-status-{SKIPPED}"))] if criterion.not_applicable else []
        current = () if answer is None else (SKIPPED if answer.level is None else str(answer.level),)
        more = ("because", "evidence", "assumed")
        said = self.words_of(criterion, None)
        return Asked(
            id=f"criterion:{criterion.id}", kind="one", **said, choices=(*choices,), current=current, decisions=decisions, more=more
        )

    def needed(self, criterion: Criterion, level: int) -> str:
        """The evidence that a level asks for."""
        rank = criterion.evidence[level]
        return self.said("needs-evidence", grade=self.rubric.grades[rank].text[self.lang].lower()) if rank > 0 else ""

    def of_safeguard(self, safeguard: Safeguard, decisions: tuple[str, ...]) -> Asked:
        """The question about a safeguard."""
        answer = self.proposal.safeguards.get(safeguard.id)
        meanings = {value.id: value.text[self.lang] for value in self.rubric.meanings}
        statuses = [status for status in STATUSES if status != SKIPPED or safeguard.not_applicable]
        keys = [(status, "n" if status == SKIPPED else str(at)) for at, status in enumerate(statuses, 1)]
        choices = tuple(Choice(status, key, self.say(f"chain-status-{status}"), meanings.get(status, "")) for status, key in keys)
        current = (answer.status,) if answer else ()
        more = ("because", "where", "assumed")
        said = self.words_of(safeguard, safeguard.meaning)
        return Asked(id=f"safeguard:{safeguard.id}", kind="one", **said, choices=choices, current=current, decisions=decisions, more=more)

    def words_of(self, entry: Fact | Criterion | Safeguard, help_: Text | None) -> dict[str, Any]:
        """The title, the question, the guidance and the sources of *entry*."""
        words = {"title": entry.title[self.lang], "question": entry.question[self.lang], "help": help_[self.lang] if help_ else ""}
        return words | {"sources": tuple(dict.fromkeys(self.cited(source) for source in entry.sources))}

    def said(self, name: str, **values: str) -> str:
        """What the interview says under *name*."""
        return filled("interviewing", name, self.lang, values)

    def change(self, asked: Asked, values: Sequence[str]) -> tuple[Path, Any]:
        """The path and the value to write for the *values* chosen or written as an answer to *asked*."""
        kind, _, name = asked.id.partition(":")
        value: Any = [*values] if asked.kind == "several" else values[0]
        if kind == "criterion":
            return ("criteria", name, "level"), int(value) if value.isdecimal() else value
        if kind == "safeguard":
            return ("safeguards", name, "status"), value
        record, dot, field = name.partition(".")
        return ((record, field) if dot else ("facts", name)), value


def _numbered(values: Iterable[tuple[str, Text, Text | None]], lang: str) -> tuple[Choice, ...]:
    return tuple(Choice(own, str(at), text[lang], help_[lang] if help_ else "") for at, (own, text, help_) in enumerate(values, 1))


def _current(fact: Fact, answer: FactAnswer | None) -> tuple[str, ...]:
    if answer is None:
        return ()
    if fact.kind == "number":
        digits, scale = answer.number
        word = next((word.id for word in fact.words if word.number == answer.number), "")
        return (word or (f"{digits}" if not scale else f"{digits / 10**scale}"),)
    return answer.values


def upcoming(
    assessment: Assessment, still_open: Iterable[str], usual: Iterable[str], *, all_: bool
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The items to ask, first what can still change the conclusion, each with the decisions that turned on it.

    *usual*: the facts that the technology usually answers, which come first as they are quickly told; *all_*: what a complete study needs
    besides.
    """
    because = {each.id: each.because for each in assessment.questions}
    named = [f"fact:{name}" for name in usual]
    open_ = [*still_open]
    first = [*(name for name in named if name in open_), *assessment.deciding]
    rest = [*because, *open_] if all_ else []
    yield from ((name, because.get(name, ())) for name in dict.fromkeys((*first, *rest)) if not name.startswith("law:"))
