"""A proposal read from its document under a rubric: the whole model, or the findings that say why not."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from datetime import date

from msgspec import Struct

from assess.loading.answer_forms import STATUSES, TOP_LEVEL
from assess.loading.answers_for_other_rubric import Aside
from assess.loading.cursor import Cursor, Day, ordered
from assess.loading.forms import DoubtError
from assess.loading.pointer import Key
from assess.loading.proposal_lists import articles, consultations, impacts, options, study
from assess.loading.proposal_names import Names, looks_like_proposal, rubric_named
from assess.model.finding import Finding
from assess.model.proposal import CriterionAnswer, FactAnswer, Proposal, SafeguardAnswer
from assess.model.rubric import Criterion, Fact
from assess.yaml_source.document import Document
from assess.yaml_source.nodes import Mapping, Sequence

__all__ = ["STAGES", "Answers", "Names", "load_answers", "load_proposal", "looks_like_proposal", "rubric_named"]

LANGUAGES = ("fr", "en")
STAGES = ("exploration", "referral")
NO_NUMBER = (0, 0)
FORMAT = 1
_FACT = ordered("value", "because", "assumed")
_SPONSOR = ordered("organisation", "contact")


def load_proposal(document: Document, names: Names, sha256: str = "", aside: Aside | None = None) -> tuple[Proposal | None, list[Finding]]:
    """The proposal of *document*, or None when it has an error; and every finding. *aside* takes what is answered for another rubric."""
    at = Cursor.open(document, names.keys)
    aside = aside or Aside(None, "")
    proposal = _Reader(at, names, aside).proposal(sha256)
    found = at.told()
    if found and names.moves:
        from assess.loading.moves import with_moves

        found = with_moves(found, document, names.moves)
    return (proposal if at.valid else None), [*found, *aside.told(document.path)]


class Answers(Struct, frozen=True):
    """The answers alone, without what a proposal says of itself."""

    facts: dict[str, FactAnswer]
    criteria: dict[str, CriterionAnswer]
    safeguards: dict[str, SafeguardAnswer]


def load_answers(at: Cursor, names: Names) -> Answers:
    """The answers at *at*, a place with the keys `facts`, `criteria`, `safeguards` of a proposal; faults are findings there."""
    reader = _Reader(at, names, Aside(None, ""))
    return Answers(dict(reader.facts()), dict(reader.criteria()), dict(reader.safeguards()))


class _Reader:
    def __init__(self, at: Cursor, names: Names, aside: Aside) -> None:
        self.at, self.names, self.aside = at, names, aside

    def proposal(self, sha256: str) -> Proposal:
        at = self.at
        self.format()
        day = at.date("date")
        sponsor = at.mapping("sponsor", _SPONSOR, optional=True)
        return Proposal(
            id=at.identifier("id") or "",
            title=at.text("title") or "",
            language=at.choice("language", LANGUAGES, optional=True) or "fr",
            date=day.text if day else "",
            day=day.ordinal if day else 1,
            stage=at.choice("stage", STAGES, optional=True) or "exploration",
            rubric=self.rubric(),
            technology=self.technology(),
            organisation=sponsor.text("organisation", optional=True) or "",
            contact=sponsor.text("contact", optional=True) or "",
            facts=dict(self.facts()),
            text_title=self.text_title(),
            criteria=dict(self.criteria()),
            safeguards=dict(self.safeguards()),
            study=study(at),
            impacts=impacts(at),
            options=options(at),
            consultations=consultations(at),
            articles=articles(at),
            path=at.document.path,
            sha256=sha256,
        )

    def format(self) -> None:
        value = self.at.value("format")
        if isinstance(value, int) and value not in (FORMAT, True):
            self.at.fault("unknown-format", "format", expected="format")
        elif value is True or value != FORMAT:
            self.at.wrong("format", "format", hint="unquoted-number" if value == str(FORMAT) else "")

    def rubric(self) -> str:
        named = self.at.text("rubric", optional=True) or ""
        if "@" in named:
            from assess.loading.moves import pinned

            pinned(self.at, named, self.names.version)
        return named

    def text_title(self) -> str:
        if "text" in self.names.facts and not isinstance(self.at.value("text"), Mapping):
            return ""  # what it is instead is said of the fact
        return self.at.mapping("text", optional=True).text("title", optional=True) or ""

    def technology(self) -> str:
        if not self.names.technologies:
            return self.at.text("technology") or ""
        return self.at.choice("technology", self.names.technologies, expected="technology") or ""

    def facts(self) -> Iterator[tuple[str, FactAnswer]]:
        facts, forms, text = self.at.mapping("facts", optional=True), self.names.fact_forms, self.at.document.text
        for name, node in facts.node.items():
            answers, glance = forms[name]
            if node.__class__ is str and node in answers:
                yield name, answers[node]
                continue
            try:
                yield name, glance(node, text)
            except DoubtError:
                fact = self.names.facts.get(name)
                if fact is None or fact.kind == "record":
                    self.no_fact(facts, name)
                elif (answer := self.fact(facts, name, fact)) is not None:
                    yield name, answer
        for name, keys in self.names.records.items():
            if (record := self.record(self.names.facts[name], keys)) is not None:
                yield name, record

    def no_fact(self, facts: Cursor, name: Key) -> None:
        if name in self.names.keys:
            facts.fault("fact-elsewhere", name, on_key=True)
        elif not self.aside.takes("facts", name):
            facts.unknown(name, [fact.id for fact in self.names.facts.values() if fact.kind != "record"], "fact", "unknown-fact")

    def record(self, fact: Fact, keys: AbstractSet[str]) -> FactAnswer | None:
        """A record stands at the top level of the file, such as `text`."""
        at = self.at.mapping(fact.id, keys, optional=True)
        values = tuple(at.choice(field.id, self.names.values[f"{fact.id}.{field.id}"], optional=True) or "" for field in fact.fields)
        if not any(values):
            return None
        return FactAnswer(values, assumed=bool(at.boolean("assumed", optional=True)), because=at.text("because", optional=True) or "")

    def fact(self, facts: Cursor, name: Key, fact: Fact) -> FactAnswer | None:
        if not isinstance(facts.value(name), Mapping):
            return self.fact_value(facts, name, fact, assumed=False, because="")
        inner = facts.mapping(name, _FACT)
        assumed = bool(inner.boolean("assumed", optional=True))
        return self.fact_value(inner, "value", fact, assumed=assumed, because=inner.text("because", optional=True) or "")

    def fact_value(self, at: Cursor, key: Key, fact: Fact, *, assumed: bool, because: str) -> FactAnswer | None:
        if fact.kind == "several":
            found = at.choices(key, self.names.values[fact.id], expected="value")
            return FactAnswer(found, NO_NUMBER, assumed, because) if isinstance(at.value(key), Sequence) else None
        if fact.kind == "number":
            number = at.number(key, fact.low, fact.high)
            return None if number is None else FactAnswer((), number, assumed, because)
        if fact.kind == "date":
            day = at.date(key)
            if day is None or not self.in_range(at, key, fact, day):
                return None
            return FactAnswer((day.text,), (day.ordinal, 0), assumed, because)
        one = at.choice(key, self.names.values[fact.id], expected="value")
        return FactAnswer((one,), NO_NUMBER, assumed, because) if one else None

    def in_range(self, at: Cursor, key: Key, fact: Fact, day: Day) -> bool:
        low, high = fact.low[0], fact.high[0]
        within = low <= day.ordinal <= high
        if not within:
            first, last = date.fromordinal(low).isoformat(), date.fromordinal(high).isoformat()
            at.fault("out-of-range", key, expected="date-from-to", low=first, high=last)
        return within

    def criteria(self) -> Iterator[tuple[str, CriterionAnswer]]:
        criteria, text = self.at.mapping("criteria", optional=True), self.at.document.text
        for name, node in criteria.node.items():
            criterion = self.names.criteria.get(name)
            if criterion is None:
                if not self.aside.takes("criteria", name):
                    criteria.unknown(name, self.names.criteria, "criterion", "unknown-criterion")
                continue
            try:
                yield name, self.names.forms.criterion.glance(node, text)
            except DoubtError:
                at = criteria.mapping(name, self.names.forms.criterion.keys)
                if at and (answer := self.criterion(at, criterion)) is not None:
                    yield name, answer

    def criterion(self, at: Cursor, criterion: Criterion) -> CriterionAnswer | None:
        skipped = at.value("level") == "not-applicable"
        level: int | None = None
        if skipped and not criterion.not_applicable:
            at.fault("not-applicable-refused", "level")
        elif not skipped:
            level = at.integer("level", 0, TOP_LEVEL)
        if level is None and not skipped:
            return None
        evidence = self.names.forms.evidence.all(at, "evidence")
        return CriterionAnswer(level, self.reason(at, needed=skipped), evidence, bool(at.boolean("assumed", optional=True)))

    def reason(self, at: Cursor, *, needed: bool) -> str:
        if needed and not at.has("because"):
            at.absent("because", "reason", optional=False)
            return ""
        return at.text("because", optional=not needed) or ""

    def safeguards(self) -> Iterator[tuple[str, SafeguardAnswer]]:
        safeguards, text = self.at.mapping("safeguards", optional=True), self.at.document.text
        for name, node in safeguards.node.items():
            if name in self.names.derived:
                safeguards.fault("derived-safeguard", name, on_key=True)
            elif name not in self.names.safeguards:
                if not self.aside.takes("safeguards", name):
                    safeguards.unknown(name, self.names.safeguards, "safeguard", "unknown-safeguard")
            else:
                try:
                    yield name, self.names.forms.safeguard(node, text)
                except DoubtError:
                    at = safeguards.mapping(name, self.names.forms.safeguard_keys)
                    if at and (answer := self.safeguard(at, name)) is not None:
                        yield name, answer

    def safeguard(self, at: Cursor, name: str) -> SafeguardAnswer | None:
        status = at.choice("status", STATUSES)
        if status is None:
            return None
        if status == "not-applicable" and not self.names.safeguards[name]:
            at.fault("not-applicable-refused", "status")
            return None
        where = self.names.forms.where
        instrument, ref = where.careful(at.mapping("where", where.keys, optional=True))
        return SafeguardAnswer(
            status,
            instrument,
            ref,
            at.text("clause", optional=True) or "",
            self.reason(at, needed=status == "not-applicable"),
            bool(at.boolean("assumed", optional=True)),
        )
