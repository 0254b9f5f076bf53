"""An assessment: what a rubric says of a proposal on a day, with what remains possible and the chain of reasons.

The JSON form is that of `assess schema assessment`.
"""

from msgspec import Struct

from assess.model.law import Citation
from assess.model.rubric import Text

CERTAIN, POSSIBLE = "certain", "possible"
DEFECTIVE, NOT_SHOWN, SOUND = VERDICTS = ("defective", "not-shown", "sound")
PRINCIPLE_STATUS = ("met", "undetermined", "gap")
"""What is said of a principle that certainly does not fall short, may, certainly does."""
CHANGES = ("removed", "lower", "higher")
"""What is done to an answer to see what hangs on it."""


class Fired(Struct, frozen=True):
    """A rule that holds or may hold, with the answers it read."""

    rule: str
    """Qualified: `rule:<owner>.<id>`."""
    value: str
    certainty: str
    because: Text | None
    sources: tuple[Citation, ...]
    reads: tuple[str, ...]
    """Qualified ids of the answers it rests on, in order."""


class Conclusion(Struct, frozen=True):
    """A closed set of possible values and the rules that led there."""

    possible: tuple[str, ...]
    fired: tuple[Fired, ...]


class Span(Struct, frozen=True):
    """An interval of exact numbers; `tenths` when they are in tenths."""

    low: int
    high: int
    tenths: bool = False

    def whole(self) -> tuple[int, int]:
        """The ends of an interval in tenths, in whole numbers, outwards; of a number that is known, its whole part twice."""
        return self.low // 10, self.low // 10 if self.low == self.high else -(-self.high // 10)

    def figures(self, lang: str) -> str:
        """The same in figures; a number that is known, with its tenths if it has any."""
        if self.low == self.high and self.low % 10:
            return f"{self.low / 10:.1f}".replace(".", "," if lang == "fr" else ".")
        low, high = self.whole()
        return str(low) if low == high else f"{low}–{high}"


class FloorResult(Struct, frozen=True):
    """A floor under a criterion."""

    criterion: str
    least: int
    gap: str
    """yes, no or unknown."""
    requirement: str
    """The id of the requirement."""


class CriterionResult(Struct, frozen=True):
    """A criterion: its level in bounds, and what limited it."""

    id: str
    low: int
    high: int
    applies: str
    """yes, no or unknown."""
    stated: int | None
    """The level stated, before capping by evidence."""
    capped: bool
    answered: bool
    assumed: bool


class PrincipleResult(Struct, frozen=True):
    """A principle against what is required of it."""

    id: str
    score: Span | None
    required: Span
    floors: tuple[FloorResult, ...]
    criteria: tuple[CriterionResult, ...]
    status: str
    """met, gap or undetermined."""
    fired: tuple[Fired, ...]
    figures: dict[str, Span | None] = {}
    """The same figure by `weighted` mean, `equal` weights and `minimum`: an illustration, of which no status depends."""

    @property
    def said(self) -> str:
        """The same as people are told it: a principle of which nothing applies, or nothing is required, is not said to be established."""
        if self.score is None:
            return "none"
        return self.status if self.fired or self.status != "met" else "not-required"


class GivenBy(Struct, frozen=True):
    """An entry of law in force that gives a guarantee to the use."""

    law: str
    """Qualified: `law:<id>`."""
    ref: str
    """Where in it."""
    instrument: str
    certainty: str
    """How sure we are that it says so."""


class SafeguardResult(Struct, frozen=True):
    """A guarantee: whether it is required, and whether it is given."""

    id: str
    required: str
    min_instruments: tuple[str, ...]
    """The ranks that may be needed; one when it is settled; none when no rank is asked for."""
    status: str
    met: str
    fired: tuple[Fired, ...]
    given_by: tuple[GivenBy, ...] = ()
    """What the law in force gives, highest rank first; the proposal may still depart from it."""
    contradicted: tuple[str, ...] = ()
    """The facts whose answers say that it is not given, whatever is answered of it; or that it is, where it is answered absent."""


class Outside(Struct, frozen=True):
    """A limit of a text that the use does not respect."""

    limit: str
    certainty: str
    text: Text
    at: str


class TextResult(Struct, frozen=True):
    """A text made for such uses: whether it covers this one."""

    id: str
    status: str
    """covers, awaited (it waits for its implementing text), outside or unknown."""
    outside: tuple[Outside, ...]
    """The limits that the use certainly steps over."""
    in_force: bool = True
    """Whether it certainly is; it may be otherwise."""
    read: bool = True
    """Whether its wording was read, as far as this use is concerned."""
    upheld: tuple[Citation, ...] = ()
    """The decisions, where it covers the use, that upheld it for its purposes: these are not weighed anew."""
    supposed: tuple[Outside, ...] = ()
    """The limits that it would step over, were they those of a text that nobody read."""
    unread: tuple[str, ...] = ()
    """The entries, as `law:<id>`, whose wording was not read, so that nothing shows what the text covers."""
    decided: bool = False
    """Whether its status is what the proposal says."""

    @property
    def said(self) -> str:
        """The status as people are told it: why it is not known, who says so, and what is outside whatever the state of the text."""
        if self.decided and self.status != "unknown":
            return f"stated-{self.status}"
        if self.status == "unknown" and not self.read:
            return "unread"
        return "outside-anyway" if self.status == "outside" and not self.in_force else self.status


class DomainResult(Struct, frozen=True):
    """A closed domain in which the use is, or may be."""

    id: str
    status: str
    """closed or unknown."""
    norm: str
    """What a use without text needs; empty when more than one is possible."""
    sources: tuple[Citation, ...]


class RedLineResult(Struct, frozen=True):
    """A red line: raised, clear or undetermined."""

    id: str
    status: str
    cured_by: str
    fired: tuple[Fired, ...]


class ConditionResult(Struct, frozen=True):
    """A condition of the pathway, as a sentence a drafter can use."""

    id: str
    text: Text
    because: Text | None
    certainty: str
    norm: str
    """The rank of norm it needs, or empty."""
    sources: tuple[Citation, ...]
    blocks: tuple[str, ...] = ()
    """The actions that it stands in the way of, as long as it is not met; none: a point of attention."""


class Way(Struct, frozen=True):
    """An action and its norm (empty for `stop`)."""

    action: str
    norm: str


class PathwayResult(Struct, frozen=True):
    """Every way that remains possible, and on what conditions."""

    possible: tuple[Way, ...]
    conditions: tuple[ConditionResult, ...]
    fired: tuple[Fired, ...]


class Established(Struct, frozen=True):
    """What remains when hypotheses and weakly evidenced answers are unknown; it contains what is concluded as answered."""

    regime: tuple[str, ...]
    ways: tuple[Way, ...]
    """Every way that remains possible; none under a rubric without pathway."""
    principles: tuple[tuple[str, str], ...]
    """Each principle with its status."""
    red_lines: tuple[tuple[str, str], ...]
    """Each red line with its status."""
    verdict: str
    weak: tuple[str, ...] = ()
    """The answers whose evidence is weaker than what they ask for, other than hypotheses."""
    stated: tuple[str, ...] = ()
    """The texts, as the proposal cites them, of which its word alone says that they hold."""
    conditions: tuple[ConditionResult, ...] = ()
    """Those of the ways that remain, certain ones first."""
    tiers: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Each tier with the levels that remain."""
    safeguards: tuple[tuple[str, str, str], ...] = ()
    """Each guarantee: whether it is required, and whether it is given."""
    defects: tuple[str, ...] = ()
    """What is certainly wrong even so, by qualified ids."""


class Flip(Struct, frozen=True):
    """A change of one given answer, and what it changes."""

    id: str
    """The item, qualified."""
    change: str
    """removed, lower or higher."""
    assumed: bool
    weak: bool
    ways: tuple[Way, ...]
    """The ways that are then possible."""
    turns: bool
    """Whether these are other ways."""
    principles: tuple[tuple[str, str], ...]
    """The principles of which something else is then said, with what is."""


class ScoreResult(Struct, frozen=True):
    """A number the rubric defines; in tenths, rounded outwards, when it is not whole."""

    id: str
    low: int
    high: int
    max: int
    tenths: bool = False


class PartResult(Struct, frozen=True):
    """One of the technologies that a use combines, and the text on which it rests."""

    technology: str
    regime: Conclusion | None


class AloneResult(Struct, frozen=True):
    """What would be concluded of the use for one value of a fact alone, such as one purpose."""

    id: str
    regime: tuple[str, ...]
    tiers: tuple[tuple[str, tuple[str, ...]], ...]
    pathway: tuple[Way, ...]
    missing: tuple[str, ...]
    """The guarantees that would be required, and are certainly not given."""


class Question(Struct, frozen=True):
    """An open item, and the decisions on like uses that turned on it."""

    id: str
    """Qualified, as in `safeguard:duration_limit`."""
    because: tuple[str, ...]
    """The decisions, as `law:<id>`, those on the most alike uses first; none when it is only deciding."""


class Assessment(Struct, frozen=True):
    """The whole result."""

    as_of: int
    """An ordinal day."""
    answered: dict[str, tuple[int, int]]
    regime: Conclusion | None
    tiers: tuple[tuple[str, Conclusion], ...]
    scores: tuple[ScoreResult, ...]
    principles: tuple[PrincipleResult, ...]
    safeguards: tuple[SafeguardResult, ...]
    red_lines: tuple[RedLineResult, ...]
    pathway: PathwayResult | None
    outcome: Conclusion | None
    deciding: tuple[str, ...]
    assumed: tuple[str, ...]
    """The answers that are hypotheses."""
    set_aside: tuple[str, ...] = ()
    """The answers to what has no place here: they change nothing, and are not counted."""
    parts: tuple[PartResult, ...] = ()
    """Each of the technologies, where several are combined."""
    alone: tuple[tuple[str, tuple[AloneResult, ...]], ...] = ()
    """For each fact assessed value by value, of which several values are given: what each gives alone."""
    texts: tuple[TextResult, ...] = ()
    domains: tuple[DomainResult, ...] = ()
    questions: tuple[Question, ...] = ()
    """The open items, first those on which decisions on like uses turned most."""
    frame: tuple[tuple[str, str], ...] = ()
    """What certainly or possibly stands in the constitutional frame: `freedoms:<id>`, certain or possible."""
    verdict: str = ""
    """defective, sound or not-shown; empty under a rubric without pathway."""
    established: Established = Established((), (), (), (), "")
    flips: tuple[Flip, ...] = ()
    """What the conclusions hang on, most telling first."""
    defects: tuple[str, ...] = ()
    """What is certainly wrong, by qualified ids: red lines, guarantees, criteria, or `action:stop`."""
    to_read: tuple[str, ...] = ()
    """The entries of law, as `law:<id>`, of which it is asked whether they cover the use: their state alone settles nothing."""

    @property
    def reserved(self) -> bool:
        """Whether something that was answered is not established: a hypothesis, weak evidence, a text that the proposal alone states."""
        return bool(self.assumed or self.established.weak or self.established.stated)

    @property
    def raised(self) -> frozenset[str]:
        """The red lines raised, as answered."""
        return frozenset(line.id for line in self.red_lines if line.status == "raised")

    @property
    def settled(self) -> bool:
        """Whether the pathway as answered is established."""
        return self.pathway is None or self.pathway.possible == self.established.ways
