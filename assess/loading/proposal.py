"""A proposal read from its document under a rubric: the whole model, or the findings that say why not."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from collections.abc import Set as AbstractSet
from datetime import date
from typing import Any, TypeVar

from msgspec import Struct

from assess.loading.moves import PINNED, pinned, with_moves
from assess.loading.reader import Reader, at_most, ordered
from assess.loading.state import REVIEWS, state
from assess.model import proposal as model
from assess.model.constants import IMPACTS, LANGUAGES, OPINIONS, STAGES, STATUSES, STUDY_SECTIONS, TOP_LEVEL
from assess.model.finding import Finding, Place, Severity
from assess.model.law import CLOSING, LawEntry
from assess.model.law import STATUSES as LAW_STATES
from assess.model.rubric import Criterion, Fact, Rubric
from assess.model.versions import Move
from assess.yaml_source.document import Document
from assess.yaml_source.nearest import nearest
from assess.yaml_source.nodes import Mapping, Sequence

T = TypeVar("T")

FORMAT = 1
KEYS = ordered(
    *("format", "id", "title", "language", "date", "stage", "rubric", "technology", "description", "sponsor", "text", "facts"),
    *("criteria", "safeguards", "study", "impacts", "options", "consultations", "indicators", "articles", "law", "costs", "reviews"),
)
_NO_NUMBER: model.Number = (0, 0)
_KINDS = {"facts": "fact", "criteria": "criterion", "safeguards": "safeguard"}
"""What is answered in each section."""
_SPONSOR = ordered("organisation", "contact")
_FACT = ordered("value", "because", "assumed", "by")
_CRITERION = ordered("level", "because", "evidence", "assumed", "by")
_SAFEGUARD = ordered("status", "where", "clause", "because", "assumed", "by")
_WHERE = ordered("instrument", "ref")
_BY = ordered("who", "date")
_REVIEW = ordered("who", "role", "date", "digest", "opinion", "reservations")
_EVIDENCE = ordered("title", "grade", "independent", "protocol_published", "date", "expires", "file", "url")
_LAW = ordered("cite", "state", "norm", "covers", "at", "from", "until", "source")
_DATE = r"\b\d{1,2}(?:er)?\s+[^\W\d]{3,9}\s+\d{4}\b"
_NUMBER = r"\b(?:[LRDA]\.?\s?\*?\s?)?\d+(?:[-/]\d+)*"
_IMPACT, _OPTION, _CONSULTATION, _ARTICLE, _AMENDMENT = (
    ordered(*made.__struct_fields__) for made in (model.Impact, model.Option, model.Consultation, model.Article, model.Amendment)
)
_INDICATOR = ordered(*model.Indicator.__struct_fields__)


class Names(Struct, frozen=True, kw_only=True):
    """What a rubric lets a proposal answer, indexed once for many proposals."""

    facts: dict[str, Fact]
    """Those that are answered under `facts`."""
    values: dict[str, AbstractSet[str]]
    """The values of facts, and of the fields of records as `fact.field`."""
    criteria: dict[str, Criterion]
    safeguards: dict[str, bool]
    """Whether `not-applicable` is an answer; derived safeguards are not answered."""
    derived: frozenset[str]
    grades: tuple[str, ...]
    instruments: tuple[str, ...]
    technologies: AbstractSet[str]
    described: AbstractSet[str]
    """The technologies that a proposal describes in its own words."""
    records: dict[str, Fact]
    """Those that are answered at the top level."""
    keys: AbstractSet[str]
    """The keys at the top level."""
    version: str
    law: AbstractSet[str]
    """The entries of law, as `law:<id>`."""
    entries: tuple[LawEntry, ...] = ()
    """The same, whole."""
    covering: AbstractSet[str] = frozenset()
    """Those that carry a text: of these a proposal may say whether they cover the use."""
    moves: dict[str, Move]
    """What was renamed or retired, by its old qualified id."""

    @classmethod
    def of(cls, rubric: Rubric) -> Names:
        """The names of *rubric*."""
        facts = {fact.id: fact for fact in rubric.facts}
        values = {name: ordered(*(value.id for value in fact.values)) for name, fact in facts.items()}
        for name, fact in facts.items():
            values |= {f"{name}.{field.id}": ordered(*(value.id for value in field.values)) for field in fact.fields}
        technologies = values.get("technology", ordered())
        named = facts.pop("technology", None)
        records = {name: fact for name, fact in facts.items() if fact.kind == "record"}
        return cls(
            facts={name: fact for name, fact in facts.items() if name not in records},
            values=values,
            criteria={criterion.id: criterion for criterion in rubric.criteria},
            safeguards={asked.id: asked.not_applicable for asked in rubric.safeguards if asked.derived is None},
            derived=frozenset(safeguard.id for safeguard in rubric.safeguards if safeguard.derived is not None),
            grades=tuple(grade.id for grade in rubric.grades),
            instruments=tuple(instrument.id for instrument in rubric.instruments),
            technologies=technologies,
            described=ordered(*(value.id for value in named.values if value.described)) if named else ordered(),
            records=records,
            keys=ordered(*KEYS, *records),
            version=rubric.version,
            law=ordered(*(f"law:{entry.id}" for entry in rubric.law)),
            entries=rubric.law,
            covering=ordered(*(name for text in rubric.texts for name in text.carried_by)),
            moves={move.id: move for move in rubric.moves},
        )


class LeftAside:
    """What a proposal answers for its own rubric when it is read under another: known there, it is left aside, and a note says so.

    A name that neither rubric knows remains a fault.
    """

    def __init__(self, own: Callable[[], Names | None] | None = None, used: str = "") -> None:
        """*own* gives the names of the proposal’s own rubric, asked for at need, when *used* is another; None: it is the same."""
        self._own, self._used = own, used
        self._known: Names | None = None
        self._left: Counter[str] = Counter()

    def takes(self, kind: str, name: object) -> bool:
        """Whether the answer *name*, unknown to the rubric used, is one of those of this *kind* that the proposal’s own rubric asks for."""
        if not self.knows(kind, name):
            return False
        self._left[kind] += 1
        return True

    def knows(self, kind: str, name: object) -> bool:
        """The same, of what is no answer and is not counted."""
        if self._own is not None:
            self._known, self._own = self._own(), None
        return name in getattr(self._known, kind, ())

    def told(self, path: str) -> list[Finding]:
        """The note on what was left aside in the file *path*, if anything was."""
        if not self._left:
            return []
        values = {kind: str(self._left[kind]) for kind in _KINDS}
        return [Finding("left-aside", Place(path), values | {"rubric": self._used}, Severity.NOTE)]


def rubric_named(document: Document) -> str | None:
    """The rubric that the proposal *document* names, if it names one; without the version that it may pin, as in `mis-2021@1.0.0`."""
    root = document.root
    named = root.get("rubric") if isinstance(root, Mapping) else None
    return re.sub(PINNED, "", named) if isinstance(named, str) and named else None


def looks_like_proposal(document: Document) -> bool:
    """Whether a file found in a folder is a proposal: it has `format` and `technology` at the top level, be they badly written."""
    root, sought = document.root, {"format", "technology"}
    if root is None:
        return all(re.search(rf"^{key}\W*:", document.text, re.MULTILINE) for key in sought)
    return isinstance(root, Mapping) and (root.keys() >= sought or {re.sub(r"\W", "", key) for key in root} >= sought)


def load_proposal(
    document: Document, names: Names, sha256: str = "", aside: LeftAside | None = None
) -> tuple[model.Proposal | None, list[Finding]]:
    """The proposal of *document*, or None when it has an error; and every finding. *aside* takes what is answered for another rubric."""
    at = Reader.open(document, names.keys)
    aside = aside or LeftAside()
    proposal = _proposal(at, names, aside, sha256)
    findings = with_moves(at.told(), document, names.moves)
    return (proposal if at.valid else None), [*findings, *aside.told(document.path)]


def _proposal(at: Reader, names: Names, aside: LeftAside, sha256: str) -> model.Proposal:
    _format(at)
    day = at.date("date")
    return model.Proposal(
        id=at.identifier("id"),
        title=at.text("title"),
        language=at.choice("language", LANGUAGES, optional=True) or LANGUAGES[0],
        date=day.text,
        day=day.ordinal or 1,
        stage=at.choice("stage", STAGES, optional=True) or STAGES[0],
        rubric=pinned(at, names.version),
        **technologies(at, names),
        description=_description(at, names),
        **at.mapping("sponsor", _SPONSOR, optional=True).texts_if_any("organisation", "contact"),
        facts=dict(_facts(at, names, aside)),
        text_title=_text_title(at, names),
        criteria=dict(_criteria(at, names, aside)),
        safeguards=dict(_safeguards(at, names, aside)),
        study=_study(at),
        impacts=tuple(_impact(item) for item in at.items("impacts", _IMPACT)),
        options=tuple(_item(item, model.Option, title=item.text("title")) for item in at.items("options", _OPTION)),
        consultations=tuple(_consultation(item) for item in at.items("consultations", _CONSULTATION)),
        indicators=tuple(_indicator(item) for item in at.items("indicators", _INDICATOR)),
        articles=tuple(_articles(at)),
        law=stated_law(at, names, aside),
        costs=dict(_costs(at, names, aside)),
        reviews=tuple(_review(item) for item in at.items(REVIEWS, _REVIEW)),
        state=state(at.node) if at.has(REVIEWS) else "",
        path=at.document.path,
        sha256=sha256,
    )


def technologies(at: Reader, names: Names) -> dict[str, Any]:
    """The technology at `technology`, or those of the list there: the fields of a proposal that say it."""
    known = names.technologies
    if not known or not isinstance(at.value("technology"), Sequence):
        return {"technology": at.choice("technology", known, expected="technology") if known else at.text("technology")}
    named = at.choices("technology", known, expected="technology")
    if not at.value("technology"):
        at.wrong("technology", "technology", choices=", ".join(known))
    return {"technology": named[0] if named else "", "combined": named if len(named) > 1 else ()}


def _format(at: Reader) -> None:
    value = at.value("format")
    if isinstance(value, int) and value not in (FORMAT, True):
        at.fault("unknown-format", "format", expected="format")
    elif value is True or value != FORMAT:
        at.wrong("format", "format", hint="unquoted-number" if value == str(FORMAT) else "")


def _description(at: Reader, names: Names) -> str:
    """What the technology is in the words of the author; they are needed where the rubric has none."""
    named = at.value("technology")
    chosen = [name for name in (named if isinstance(named, Sequence) else [named]) if isinstance(name, str)]
    if not names.described.isdisjoint(chosen) and not at.has("description"):
        at.absent("description", "description")
        return ""
    return at.text("description", optional=True)


def _text_title(at: Reader, names: Names) -> str:
    if "text" in names.values and not isinstance(at.value("text"), Mapping):
        return ""  # what it is instead is said of the fact
    return at.mapping("text", optional=True).text("title", optional=True)


# Answers


def load_answers(at: Reader, names: Names) -> model.Proposal:
    """A proposal with the answers at *at*, a place with the keys `facts`, `criteria`, `safeguards`, alone; faults are findings there."""
    every = (at, names, LeftAside())
    return model.Proposal(id="case", facts=dict(_facts(*every)), criteria=dict(_criteria(*every)), safeguards=dict(_safeguards(*every)))


def _answers(
    at: Reader, kinds: str, known: Collection[str], aside: LeftAside, elsewhere: Collection[str] = (), message: str = ""
) -> Iterator[tuple[Reader, str]]:
    """The section *kinds* with each of its names that is *known*; of those *elsewhere*, the *message* says where they are answered."""
    answers, kind = at.mapping(kinds, optional=True), _KINDS[kinds]
    for name in answers.node:
        if name in known:
            yield answers, name
        elif name in elsewhere:
            answers.fault(message, name, on_key=True)
        elif not aside.takes(kinds, name):
            answers.unknown(name, known, kind, f"unknown-{kind}")


def _facts(at: Reader, names: Names, aside: LeftAside) -> Iterator[tuple[str, model.FactAnswer]]:
    for facts, name in _answers(at, "facts", names.facts, aside, names.keys, "fact-elsewhere"):
        if (answer := _fact(facts, name, names.facts[name], names.values[name])) is not None:
            yield name, answer
    for name, fact in names.records.items():
        fields = [field.id for field in fact.fields]
        record = at.mapping(name, ordered(*fields, "title", "because", "assumed", "by"), optional=True)
        values = tuple(record.choice(field, names.values[f"{name}.{field}"], optional=True) for field in fields)
        if any(values):
            yield name, model.FactAnswer(values, **_remarks(record))


def _costs(at: Reader, names: Names, aside: LeftAside) -> Iterator[tuple[str, model.Number]]:
    """What guarantees and levels would cost, by their qualified ids."""
    costs = at.mapping("costs", optional=True)
    for key in costs.node:
        kind, _, name = str(key).partition(":")
        kinds = {"criterion": "criteria", "safeguard": "safeguards"}.get(kind, "")
        if kinds and name in getattr(names, kinds):
            if (cost := costs.number(key, _NO_NUMBER)) is not None:
                yield key, cost
        elif not kinds or not aside.knows(kinds, name):
            known = [*(f"safeguard:{own}" for own in names.safeguards), *(f"criterion:{own}" for own in names.criteria)]
            costs.unknown(key, known, "costs", "unknown-cost")


def _remarks(at: Reader) -> dict[str, Any]:
    return {"assumed": at.flag("assumed"), "because": at.text("because", optional=True), "by": _by(at)}


def _by(at: Reader) -> model.By | None:
    """Who answered, and when."""
    given = at.mapping("by", _BY, optional=True)
    return model.By(given.text("who"), given.date("date", optional=True).text) if given else None


def _fact(facts: Reader, name: str, fact: Fact, allowed: AbstractSet[str]) -> model.FactAnswer | None:
    """The answer to *fact*: a value alone, or a mapping that may say why, or that it is assumed."""
    if facts.node[name].__class__ is not Mapping:
        found, remarks = _value(facts, name, fact, allowed), {}
    else:
        at = facts.mapping(name, _FACT)
        found, remarks = _value(at, "value", fact, allowed), _remarks(at)
    return None if found is None else model.FactAnswer(*found, **remarks)


def _value(at: Reader, key: str, fact: Fact, allowed: AbstractSet[str]) -> tuple[tuple[str, ...], model.Number] | None:
    """The values and the number that *key* answers to *fact*."""
    if fact.kind == "one":
        one = at.choice(key, allowed, expected="value")
        return ((one,), _NO_NUMBER) if one else None
    if fact.kind == "several":
        several = at.choices(key, allowed, expected="value")
        return (several, _NO_NUMBER) if isinstance(at.value(key), Sequence) else None
    if fact.kind == "number":
        number = _number(at, key, fact)
        return None if number is None else ((), number)
    low, high = fact.low[0], fact.high[0]
    day = at.date(key)
    if not day.ordinal or low <= day.ordinal <= high:
        return ((day.text,), (day.ordinal, 0)) if day.ordinal else None
    first, last = date.fromordinal(low).isoformat(), date.fromordinal(high).isoformat()
    at.fault("out-of-range", key, expected="date-from-to", low=first, high=last)
    return None


def _number(at: Reader, key: str, fact: Fact) -> model.Number | None:
    """The number that *key* answers to *fact*, in figures or by one of its words."""
    written, words = at.value(key), {word.id: word.number for word in fact.words}
    if not words or not isinstance(written, str):
        return at.number(key, fact.low, fact.high)
    if written not in words:
        at.wrong(key, "number-or-word", near=nearest(written, list(words)), choices=", ".join(words))
    return words.get(written)


def _criteria(at: Reader, names: Names, aside: LeftAside) -> Iterator[tuple[str, model.CriterionAnswer]]:
    for criteria, name in _answers(at, "criteria", names.criteria, aside):
        inner = criteria.mapping(name, _CRITERION)
        if inner and (answer := _criterion(inner, names.criteria[name], names)) is not None:
            yield name, answer


def _criterion(at: Reader, criterion: Criterion, names: Names) -> model.CriterionAnswer | None:
    skipped = at.value("level") == "not-applicable"
    level = None if skipped else at.integer("level", 0, TOP_LEVEL)
    if skipped and not criterion.not_applicable:
        at.fault("not-applicable-refused", "level")
    if level is None and not skipped:
        return None
    evidence = tuple(_evidence(item, names) for item in at.items("evidence", _EVIDENCE))
    return model.CriterionAnswer(level, _reason(at, needed=skipped), evidence, at.flag("assumed"), _by(at))


def _evidence(at: Reader, names: Names) -> model.Evidence:
    grade = at.choice("grade", names.grades, expected="grade")
    day, expires = (at.date(key, optional=True).ordinal for key in ("date", "expires"))
    return _item(at, model.Evidence, title=at.text("title"), grade=names.grades.index(grade) if grade else 0, day=day, expires=expires)


def _reason(at: Reader, *, needed: bool) -> str:
    if needed and not at.has("because"):
        at.absent("because", "reason")
        return ""
    return at.text("because", optional=not needed)


def _safeguards(at: Reader, names: Names, aside: LeftAside) -> Iterator[tuple[str, model.SafeguardAnswer]]:
    for safeguards, name in _answers(at, "safeguards", names.safeguards, aside, names.derived, "derived-safeguard"):
        inner = safeguards.mapping(name, _SAFEGUARD)
        if inner and (answer := _safeguard(inner, name, names)) is not None:
            yield name, answer


def _safeguard(at: Reader, name: str, names: Names) -> model.SafeguardAnswer | None:
    status = at.choice("status", STATUSES)
    if not status:
        return None
    skipped = status == "not-applicable"
    if skipped and not names.safeguards[name]:
        at.fault("not-applicable-refused", "status")
        return None
    where = at.mapping("where", _WHERE, optional=True)
    instrument = where.choice("instrument", names.instruments, optional=True, expected="instrument")
    return model.SafeguardAnswer(
        status,
        instrument=names.instruments.index(instrument) if instrument else -1,
        ref=where.text("ref", optional=True),
        clause=at.text("clause", optional=True),
        because=_reason(at, needed=skipped),
        assumed=at.flag("assumed"),
        by=_by(at),
    )


# Texts and lists of the study


def _item(at: Reader, made: type[T], **read: object) -> T:
    """One *made* of the item at *at*: what was *read*, and its other fields that are there, which are flags or texts."""
    rest = [(name, kind) for name, kind in made.__annotations__.items() if name in at.node and name not in read]
    return made(**read, **{name: at.flag(name) if kind is bool else at.text(name, optional=True) for name, kind in rest})


def _study(at: Reader) -> dict[str, str]:
    texts = at.mapping("study", optional=True)
    written = {}
    for name in texts.node:
        if name not in STUDY_SECTIONS:
            texts.unknown(name, STUDY_SECTIONS, "section", "unknown-section")
        elif text := texts.text(name, optional=True):
            written[str(name)] = text
    return written


def _impact(at: Reader) -> model.Impact:
    who, kind = at.text("who"), at.choice("kind", IMPACTS)
    low, high = at.number("low", optional=True), at.number("high", optional=True)
    if low and high and not at_most(low, high):
        at.fault("range-reversed", "high")
    return _item(at, model.Impact, who=who, kind=kind, low=low, high=high)


def _consultation(at: Reader) -> model.Consultation:
    return _item(at, model.Consultation, when=at.date("when", optional=True).text, who=at.text("who"))


def _indicator(at: Reader) -> model.Indicator:
    return _item(at, model.Indicator, date=at.date("date", optional=True).text, name=at.text("name"))


def _review(at: Reader) -> model.Review:
    opinion, who, role = at.choice("opinion", OPINIONS), at.text("who"), at.text("role", optional=True)
    reservations = at.text("reservations", optional=opinion in ("", OPINIONS[0]))
    return model.Review(who, role, at.date("date").text, at.text("digest"), opinion, reservations)


def stated_law(at: Reader, names: Names, aside: LeftAside) -> tuple[model.StatedLaw, ...]:
    """What is stated of texts under `law`."""
    return tuple(_stated(item, names, aside) for item in at.items("law", _LAW))


def _stated(at: Reader, names: Names, aside: LeftAside) -> model.StatedLaw:
    """What is stated of a text: of an entry of the rubric where it is cited as `law:<id>`."""
    covers = at.flag("covers") if at.has("covers") else None
    cite, state, source = at.text("cite"), at.choice("state", LAW_STATES), at.text("source", optional=covers is not None)
    if cite.startswith("law:") and cite not in names.law and not aside.takes("law", cite):
        at.fault("unknown-reference", "cite", among=names.law, expected="reference")
    elif not cite.startswith("law:") and (known := same_numbers(cite, names.entries)):
        at.fault("known-entry", "cite", nearest_name=known, severity=Severity.WARNING)
    since, until = at.date("from", optional=True).ordinal, at.date("until", optional=True).ordinal
    if since and until and until < since:
        at.fault("until-before-from", "until", expected="date")
    if covers is not None and cite in names.law and cite not in names.covering:
        at.fault("covers-nothing", "covers", found=cite, severity=Severity.WARNING)
    if covers and not at.has("at"):
        at.absent("at", "place")
    where = at.text("at", optional=True)
    return model.StatedLaw(cite, state, source, since, until, at.choice("norm", CLOSING, optional=True), covers, where)


def same_numbers(cite: str, entries: Iterable[LawEntry]) -> str:
    """The first of *entries* cited by the numbers by which *cite* is, dates apart, as `law:<id>`; nothing where there is none."""
    sought = _numbers(cite)
    cited = (entry.id for entry in entries for words in entry.cite.values() if sought and _numbers(words) == sought)
    return next((f"law:{name}" for name in cited), "")


def _numbers(cite: str) -> frozenset[str]:
    """The numbers of acts and articles in *cite*: `L251-2`, `2023-380`."""
    return frozenset(re.sub(r"[.*\s]", "", number) for number in re.findall(_NUMBER, re.sub(_DATE, "", cite)))


def _articles(at: Reader) -> Iterator[model.Article]:
    """The articles of the text; an id used twice is a finding."""
    seen: set[str] = set()
    for item in at.items("articles", _ARTICLE):
        name = item.text("id")
        if name and name in seen:
            item.fault("article-twice", "id")
        seen.add(name)
        implementing = item.texts("implementing", optional=True)
        amends = tuple(_item(each, model.Amendment, provision=each.text("provision")) for each in item.items("amends", _AMENDMENT))
        yield _item(item, model.Article, id=name, implementing=implementing, amends=amends, study=_study(item))
