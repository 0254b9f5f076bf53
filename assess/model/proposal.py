"""A proposal: one use of one technology, as its author describes it. The form of the file is in the contract and in the schema."""

from msgspec import Struct, field

from assess.model.constants import LANGUAGES, STAGES

Number = tuple[int, int]
"""An exact number as `(digits, scale)`: digits / 10**scale."""


class By(Struct, frozen=True):
    """Who gave an answer, and when."""

    who: str = ""
    date: str = ""


class Evidence(Struct, frozen=True):
    """A piece that supports a level."""

    title: str = ""
    grade: int = 0
    """Rank among the grades of the rubric."""
    independent: bool = False
    protocol_published: bool = False
    day: int = 0
    """Ordinal day, 0 when not stated."""
    expires: int = 0
    file: str = ""
    url: str = ""


class FactAnswer(Struct, frozen=True):
    """The answer to one fact: value ids for closed lists, or a number or an ordinal day."""

    values: tuple[str, ...]
    """One id for `one`, any number for `several`, one a field (empty: unanswered) for a record."""
    number: Number = (0, 0)
    assumed: bool = False
    because: str = ""
    by: By | None = None


class CriterionAnswer(Struct, frozen=True):
    """A level from 0 to 4, or None for `not-applicable`."""

    level: int | None
    because: str = ""
    evidence: tuple[Evidence, ...] = ()
    assumed: bool = False
    by: By | None = None


class SafeguardAnswer(Struct, frozen=True):
    """A guarantee: its status, and where it is written."""

    status: str
    """present, planned, absent or not-applicable."""
    instrument: int = -1
    """Rank among the instruments of the rubric; -1 when not stated."""
    ref: str = ""
    clause: str = ""
    because: str = ""
    assumed: bool = False
    by: By | None = None


class Impact(Struct, frozen=True):
    """A consequence for someone, with an amount where there is one."""

    who: str = ""
    kind: str = ""
    low: Number | None = None
    high: Number | None = None
    unit: str = ""
    year: str = ""
    method: str = ""
    source: str = ""
    text: str = ""


class Option(Struct, frozen=True):
    """Another way, described in place or in a proposal of its own."""

    title: str = ""
    proposal: str = ""
    nothing: bool = False
    """Doing nothing."""
    retained: bool = False
    less_intrusive: bool = False
    description: str = ""
    advantages: str = ""
    drawbacks: str = ""
    cost: str = ""
    because: str = ""


class Consultation(Struct, frozen=True):
    """Someone consulted, and the reply given."""

    who: str = ""
    when: str = ""
    mandatory: bool = False
    object: str = ""
    opinion: str = ""
    reply: str = ""


class Amendment(Struct, frozen=True):
    """A provision that an article amends, in both wordings."""

    provision: str = ""
    """As a drafter cites it: `article L. 242-5 du code de la sécurité intérieure`."""
    new: bool = False
    """There is none today."""
    current: str = ""
    proposed: str = ""
    source: str = ""
    """Where the current wording was read, and when."""


class Indicator(Struct, frozen=True):
    """What an evaluation after the event will measure."""

    name: str = ""
    unit: str = ""
    source: str = ""
    baseline: str = ""
    """Its value before the use."""
    target: str = ""
    date: str = ""
    """The day by which the target is to be reached."""


class Article(Struct, frozen=True):
    """An article of the text this proposal serves."""

    id: str = ""
    title: str = ""
    object: str = ""
    implementing: tuple[str, ...] = ()
    """Texts needed to apply it."""
    competent: str = ""
    amends: tuple[Amendment, ...] = ()
    study: dict[str, str] = field(default_factory=dict)
    """Study text of this article, by section."""


class StatedLaw(Struct, frozen=True):
    """What a proposal states of a text: an entry of the rubric, cited as `law:<id>`, or a text of its own."""

    cite: str
    state: str
    """One of the `STATUSES` of law entries."""
    source: str
    since: int = 0
    """The ordinal day from which this is so; 0: always."""
    until: int = 0
    """The last day; 0: none."""
    norm: str = ""
    """For a text of its own, its rank: one of `CLOSING`; empty when it is not said."""
    covers: bool | None = None
    """Whether it covers the use, as the proposal says; None: it does not say."""
    at: str = ""
    """At which article."""

    @property
    def own(self) -> bool:
        """Whether it is a text that the rubric does not know: its word alone says that it covers the use."""
        return not self.cite.startswith("law:")

    def status(self, day: int) -> str:
        """What the text is on the ordinal *day*; empty before its first day; after the last, `ended` if it was in force, else empty."""
        if self.until and day > self.until:
            return "ended" if self.state == "in-force" else ""
        return "" if day < self.since else self.state


class Review(Struct, frozen=True):
    """What someone who read the proposal says of it: a sign-off, a reservation, a dissent."""

    who: str = ""
    role: str = ""
    date: str = ""
    digest: str = ""
    """Of the state reviewed: see `assess.loading.state`."""
    opinion: str = ""
    """One of `OPINIONS`."""
    reservations: str = ""
    """What the reservation or the dissent is."""


class Proposal(Struct, frozen=True, kw_only=True):
    """The whole file."""

    id: str
    title: str = ""
    language: str = LANGUAGES[0]
    date: str = ""
    day: int = 1
    """`date` as an ordinal day."""
    stage: str = STAGES[0]
    rubric: str = ""
    technology: str = ""
    """The technology; of several combined, the first."""
    combined: tuple[str, ...] = ()
    """All the technologies, when there are several."""
    beside: tuple[str, ...] = ()
    """Of one part of a use that combines several: the technologies of the others."""
    description: str = ""
    """What the technology is, in the words of the author."""
    organisation: str = ""
    contact: str = ""
    text_title: str = ""
    facts: dict[str, FactAnswer] = field(default_factory=dict)
    criteria: dict[str, CriterionAnswer] = field(default_factory=dict)
    safeguards: dict[str, SafeguardAnswer] = field(default_factory=dict)
    study: dict[str, str] = field(default_factory=dict)
    impacts: tuple[Impact, ...] = ()
    options: tuple[Option, ...] = ()
    consultations: tuple[Consultation, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    articles: tuple[Article, ...] = ()
    law: tuple[StatedLaw, ...] = ()
    costs: dict[str, Number] = field(default_factory=dict)
    """What guarantees and levels would cost, by their qualified ids, in one unit: `safeguard:dpia`."""
    reviews: tuple[Review, ...] = ()
    state: str = ""
    """The digest of the state of the proposal, to compare with that of each review; empty when there is none to compare with."""
    path: str = ""
    sha256: str = ""

    @property
    def technologies(self) -> tuple[str, ...]:
        """The technologies of which the use is made, one or several."""
        return self.combined or (self.technology,)

    def answer(self, qualified: str) -> FactAnswer | CriterionAnswer | SafeguardAnswer | None:
        """The answer to the item *qualified*, such as `fact:phase`; None when there is none."""
        kind, _, name = qualified.partition(":")
        if kind == "fact":
            return self.facts.get(name)
        return self.criteria.get(name) if kind == "criterion" else self.safeguards.get(name)
