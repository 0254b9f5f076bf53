"""A rubric: the method as data. The form of the files is described in `rubrics/README.md`.

Ids are as written in the files; a criterion's is `principle.criterion`. Texts are `{"fr": …, "en": …}`.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from msgspec import Struct

from assess.conditions import nodes
from assess.model.law import Citation, Cover, Domain, LawEntry, Source
from assess.model.versions import Change, Move

Text = dict[str, str]
"""One text in every language of the rubric."""


class Value(Struct, frozen=True):
    """A value of a closed list: of a fact, a tier, the regime, an instrument, a grade, an action."""

    id: str
    text: Text
    help: Text | None = None
    points: int = 0
    described: bool = False
    """A technology that a proposal describes in its own words."""
    in_use: Text | None = None
    """Of an action: its words for a use that already exists."""
    in_use_without_text: Text | None = None
    """Of an action: its words for such a use where the text that it calls for is missing."""
    current_law: Text | None = None
    """Of an action: the words of current law after it, where those of the norm would not do."""


class Word(Struct, frozen=True):
    """A word that stands for a number."""

    id: str
    number: tuple[int, int]
    """As `(digits, scale)`: digits / 10**scale."""
    text: Text


class Field(Struct, frozen=True):
    """One closed answer of a record."""

    id: str
    title: Text
    values: tuple[Value, ...]


class Fact(Struct, frozen=True):
    """What a proposal is, without judgement."""

    id: str
    kind: str
    """one, several, number, date or record."""
    title: Text
    question: Text
    help: Text | None
    choice: bool
    """A choice of the sponsor, rather than a circumstance."""
    applies: nodes.Condition | None
    values: tuple[Value, ...]
    fields: tuple[Field, ...]
    low: tuple[int, int]
    """The least number allowed, as `(digits, scale)`: digits / 10**scale; for dates, an ordinal day."""
    high: tuple[int, int]
    unit: Text | None
    section: str
    category: str
    max_points: int
    sources: tuple[Citation, ...]
    each_alone: bool = False
    """Each of its values is assessed alone too."""
    belongs: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Of a use made of several technologies: values, each with the technologies of which it is; any other value is of all.

    A part of another technology does not have this value; where it is the answer to a fact with one value, the part has any of the others,
    or the one that it has `apart`.
    """
    apart: str = ""
    """The value, of one among several, that a part has in place of a value of other technologies; empty: any of the others."""
    shown_by: dict[str, nodes.Condition] = {}
    """For values that the sponsor’s own statement does not establish, what does."""
    default: str = ""
    """The value, of one among several, that it has where nothing is answered; empty: it is unknown then."""
    words: tuple[Word, ...] = ()
    """The words that may be answered for some numbers."""
    narrower: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Of a choice of the sponsor: values, each with those that a narrower project would have in its place; none: it may be given up."""
    towards: str = ""
    """Of a number that is a choice: less or more, whichever is narrower; empty: neither."""

    def worded(self, number: tuple[int, int]) -> Text | None:
        """What stands for *number* in words, if a word does."""
        return next((word.text for word in self.words if word.number == number), None)

    def slots(self) -> list[str]:
        """The names under which expressions read it: one, or one a field of a record."""
        if self.kind == "record":
            return [f"fact:{self.id}.{field.id}" for field in self.fields]
        return [f"fact:{self.id}"]


class Rule(Struct, frozen=True):
    """A condition, what it concludes, and why."""

    id: str
    when: nodes.Condition
    value: str
    """A level, a value of the regime, an action, a norm, an outcome; empty for a term."""
    because: Text | None
    sources: tuple[Citation, ...]
    title: Text | None = None


class Tier(Struct, frozen=True):
    """An ordered scale derived from facts."""

    id: str
    title: Text
    levels: tuple[Value, ...]
    """Lowest first."""
    combine: str
    """highest, lowest or first."""
    default: str
    """The level when no rule holds; empty: unknown."""
    rules: tuple[Rule, ...]


class Choice(Struct, frozen=True):
    """A closed list of values and the rules, of which the first that holds decides: the regime, an outcome."""

    title: Text | None
    values: tuple[Value, ...]
    rules: tuple[Rule, ...]


class Criterion(Struct, frozen=True):
    """How well a proposal stands on one point, on five anchored levels."""

    id: str
    title: Text
    question: Text
    weight: int
    weight_because: Text | None
    applies: nodes.Condition | None
    not_applicable: bool
    evidence: tuple[int, ...]
    """For levels 0 to 4, the rank of the grade needed; -1: none."""
    valid_months: int
    """After how many months evidence no longer counts; 0: never."""
    levels: tuple[Text, ...]
    condition: Text
    sources: tuple[Citation, ...]


class Principle(Struct, frozen=True):
    """One of the common principles, with its criteria."""

    id: str
    title: Text
    heart: Text
    guidance: Text
    condition: Text
    sources: tuple[Citation, ...]
    criteria: tuple[Criterion, ...]
    examples: Text | None = None
    """What decisions and experiments have shown."""


class Requirement(Struct, frozen=True):
    """A score required of a principle, or a floor under a criterion, where a condition holds."""

    id: str
    principle: str
    floor: str
    """The qualified id of a criterion, or empty for a score."""
    when: nodes.Condition
    least: int
    """The score (0 to 100), or the level (0 to 4) of a floor."""
    blocks: tuple[str, ...]
    because: Text
    sources: tuple[Citation, ...]


class SafeguardRule(Struct, frozen=True):
    """When a guarantee is required, at what rank of norm, and what its absence blocks."""

    id: str
    when: nodes.Condition
    min_instrument: int
    """A rank among the instruments; 0, the lowest, when the rule asks for none."""
    blocks: tuple[str, ...]
    because: Text
    sources: tuple[Citation, ...]
    clause: Text | None = None
    """The model clause for the uses of this rule, where that of the guarantee would not do."""


class Safeguard(Struct, frozen=True):
    """A guarantee that courts and regulators look for."""

    id: str
    title: Text
    question: Text
    rules: tuple[SafeguardRule, ...]
    condition: Text
    clause: Text | None
    not_applicable: bool
    derived: nodes.Condition | None
    in_text: bool
    """Written in the text that allows the use, rather than done before or beside it."""
    sources: tuple[Citation, ...]
    meaning: Text | None = None
    """What its answers mean, beside what those of every guarantee mean."""
    denied: nodes.Condition | None = None
    """Where it holds, other answers show that the guarantee is not given, whatever is answered of it."""
    implied: nodes.Condition | None = None
    """Where it holds, other answers say that the guarantee is given: that it is absent contradicts them."""

    def clauses(self) -> Iterator[Text]:
        """Its model clause, then those that its rules have for their uses."""
        yield from (clause for clause in (self.clause, *(rule.clause for rule in self.rules)) if clause)


LEGAL_BASIS = ("statute", "regulation")
"""The cures of what lacks a legal basis: a text cures it, and it is called so, not a red line."""


class RedLine(Struct, frozen=True):
    """A combination that no score buys back."""

    id: str
    title: Text
    when: nodes.Condition
    cured_by: str
    because: Text
    condition: Text
    sources: tuple[Citation, ...]


class Condition(Struct, frozen=True):
    """A further condition or point of attention of the pathway."""

    id: str
    when: nodes.Condition
    text: Text
    because: Text | None
    norm: str
    sources: tuple[Citation, ...]


class Pathway(Struct, frozen=True):
    """How an action and a norm are found."""

    actions: tuple[Value, ...]
    norms: tuple[Value, ...]
    action_rules: tuple[Rule, ...]
    norm_rules: tuple[Rule, ...]
    conditions: tuple[Condition, ...]

    def norm_words(self, norm: str, action: str) -> Text:
        """The words of *norm* after *action*."""
        own = next(value.current_law for value in self.actions if value.id == action) if norm == "current-law" else None
        return own or next(value.text for value in self.norms if value.id == norm)


class Score(Struct, frozen=True):
    """A number that the rubric defines."""

    id: str
    title: Text
    value: nodes.Number
    max: nodes.Number


Ruled = Rule | RedLine | Requirement | SafeguardRule | Condition
"""What has a condition and says why."""


class EvidenceRule(Struct, frozen=True):
    """Evidence of one grade that counts for a lower one."""

    grade: int
    independent: bool
    counts_as: int
    because: Text
    sources: tuple[Citation, ...]


class Attention(Struct, frozen=True):
    """A weak point of a technology."""

    id: str
    text: Text
    criteria: tuple[str, ...]
    """The criteria that measure it, as `principle.criterion`."""
    safeguards: tuple[str, ...]
    """The guarantees that answer it."""
    sources: tuple[Citation, ...]


class Period(Struct, frozen=True):
    """The law of a technology from a day on, until the next period."""

    since: int
    """An ordinal day."""
    text: Text
    sources: tuple[Citation, ...]


class Technology(Struct, frozen=True):
    """One technology of the catalogue, for people: no rule reads it. Its title is that of the value of the fact `technology`."""

    id: str
    what: Text
    facts: tuple[tuple[str, tuple[str, ...]], ...]
    """What its uses usually answer: facts, each with its values."""
    attention: tuple[Attention, ...]
    precedents: tuple[Citation, ...]
    """Decisions, each with a note on what it held."""
    frame: tuple[Period, ...]
    """Oldest first."""
    sources: tuple[Citation, ...]


class Precedent(Struct, frozen=True):
    """A decision or an opinion on a use: its entry (`law:<id>`), its outcome, the facts of uses like it, and what it turned on."""

    id: str
    law: str
    outcome: str
    like: tuple[tuple[str, tuple[str, ...]], ...]
    only: tuple[str, ...]
    """Of these facts, those that a use must share to be like it at all."""
    grounds: tuple[str, ...]
    sources: tuple[Citation, ...]


class Freedom(Struct, frozen=True):
    """A freedom that a use brings into the balance."""

    id: str
    title: Text
    when: nodes.Condition
    national: tuple[Citation, ...]
    echr: tuple[Citation, ...]
    """The articles of the European Convention on Human Rights."""
    charter: tuple[Citation, ...]
    """The articles of the Charter of Fundamental Rights of the European Union."""
    decisions: tuple[Citation, ...]


class Rubric(Struct, frozen=True):
    """A whole rubric. Tuples keep the order of the files."""

    id: str
    version: str
    languages: tuple[str, ...]
    title: Text
    description: Text
    closed_world: bool
    """What is not answered has no value and no points (`unanswered: zero`)."""
    instruments: tuple[Value, ...]
    grades: tuple[Value, ...]
    evidence_rules: tuple[EvidenceRule, ...]
    sources: tuple[Source, ...]
    law: tuple[LawEntry, ...]
    facts: tuple[Fact, ...]
    terms: tuple[Rule, ...]
    tiers: tuple[Tier, ...]
    regime: Choice | None
    principles: tuple[Principle, ...]
    requirements: tuple[Requirement, ...]
    safeguards: tuple[Safeguard, ...]
    red_lines: tuple[RedLine, ...]
    pathway: Pathway | None
    scores: tuple[Score, ...]
    outcome: Choice | None
    technologies: tuple[Technology, ...]
    sha256: str = ""
    """Over all the files loaded, in name order."""
    moves: tuple[Move, ...] = ()
    """What was renamed or retired."""
    changes: tuple[Change, ...] = ()
    """What each version changed, newest first."""
    texts: tuple[Cover, ...] = ()
    domains: tuple[Domain, ...] = ()
    meanings: tuple[Value, ...] = ()
    """What each answer to a guarantee means: a status, and its text."""
    precedents: tuple[Precedent, ...] = ()
    objectives: tuple[Rule, ...] = ()
    """What the freedoms are reconciled with."""
    freedoms: tuple[Freedom, ...] = ()
    union_law: tuple[Rule, ...] = ()
    """European law that governs the processing."""
    preparation: tuple[Rule, ...] = ()
    """European law in preparation, or adopted and not yet applicable."""
    constitutional: tuple[str, ...] = ()
    """The safeguards that the constitutional test looks for."""

    @property
    def criteria(self) -> list[Criterion]:
        """The criteria of all the principles."""
        return [criterion for principle in self.principles for criterion in principle.criteria]

    @property
    def choices(self) -> dict[str, Choice]:
        """The regime and the outcome, by these names, as far as the rubric has them."""
        return {name: choice for name, choice in (("regime", self.regime), ("outcome", self.outcome)) if choice is not None}

    def rules(self) -> Iterator[tuple[str, tuple[str, ...], Sequence[Ruled]]]:
        """The rules, those of each owner together: its name, the keys that lead to them in the files, and themselves."""
        yield from ((name, (name, "rules"), choice.rules) for name, choice in self.choices.items())
        yield from ((tier.id, ("tiers", tier.id, "rules"), tier.rules) for tier in self.tiers)
        yield "red-line", ("red_lines",), self.red_lines
        yield "requirements", ("requirements",), self.requirements
        yield from ((safeguard.id, ("safeguards", safeguard.id, "required"), safeguard.rules) for safeguard in self.safeguards)
        if self.pathway is not None:
            yield "action", ("pathway", "action_rules"), self.pathway.action_rules
            yield "norm", ("pathway", "norm_rules"), self.pathway.norm_rules
            yield "condition", ("pathway", "conditions"), self.pathway.conditions

    def stakes(self) -> Iterator[tuple[str, Sequence[Freedom | Rule]]]:
        """The conditions of the constitutional frame, by section, which is also the kind of their slots."""
        yield from (("objectives", self.objectives), ("freedoms", self.freedoms))
        yield from (("union_law", self.union_law), ("preparation", self.preparation))

    def entries(self) -> dict[str, dict[str, Any]]:
        """What has an id of its own, by kind and by id."""
        kinds: dict[str, Iterable[Any]] = {
            "principle": self.principles,
            "criterion": self.criteria,
            "fact": self.facts,
            "safeguard": self.safeguards,
            "red-line": self.red_lines,
            "tier": self.tiers,
            "law": self.law,
            "text": self.texts,
            "domain": self.domains,
            "source": self.sources,
            "term": self.terms,
            "condition": self.pathway.conditions if self.pathway else (),
            "score": self.scores,
            "technology": self.technologies,
        }
        return {kind: {entry.id: entry for entry in entries} for kind, entries in kinds.items()}

    def qualified(self, *kinds: str) -> list[str]:
        """The qualified ids, such as `fact:phase`, of all that has an id, of some *kinds*."""
        entries = self.entries()
        return [f"{kind}:{name}" for kind in kinds for name in entries[kind]]

    def expressions(self) -> Iterator[nodes.Expression]:
        """Every condition and number of the rubric."""
        applies = [*(fact.applies for fact in self.facts), *(criterion.applies for criterion in self.criteria)]
        yield from (when for fact in self.facts for when in fact.shown_by.values())
        derived = [condition for safeguard in self.safeguards for condition in (safeguard.derived, safeguard.denied, safeguard.implied)]
        yield from (condition for condition in (*applies, *derived, *self._of_law()) if condition is not None)
        yield from (term.when for term in self.terms)
        yield from (stake.when for _, stakes in self.stakes() for stake in stakes)
        yield from (rule.when for _, _, rules in self.rules() for rule in rules)
        yield from (number for score in self.scores for number in (score.value, score.max))

    def _of_law(self) -> Iterator[nodes.Condition | None]:
        """The conditions of entries, texts and domains."""
        yield from (entry.applies for entry in self.law)
        for text in self.texts:
            yield from (text.in_force, text.applicable, text.concerns, *(limit.when for limit in text.covers))
        for domain in self.domains:
            yield from (domain.when, *(period.when for period in domain.periods))
