"""What templates see of the assessment. See `assess.study.view`."""

from __future__ import annotations

from msgspec import Struct

from assess.study.markdown import Markdown


class Said(Struct, frozen=True):
    """A text that people wrote in Markdown: one paragraph, or several blocks."""

    text: Markdown
    short: bool
    """Whether it is one paragraph, which may follow other words on a line."""


class Reason(Struct, frozen=True):
    """Why: a rule that holds."""

    text: Markdown
    note: Markdown
    """The sources, for a footnote."""
    rests_on: tuple[Markdown, ...]
    """The answers it rests on, each with its title."""


class Conclusion(Struct, frozen=True):
    """A tier, the regime or an outcome."""

    id: str
    title: Markdown
    words: Markdown
    """`élevé`; `modéré ou élevé` when the answers leave both open."""
    possible: tuple[str, ...]
    settled: bool
    reasons: tuple[Reason, ...]
    """Those that certainly hold."""
    awaited: tuple[Markdown, ...]
    """The unanswered items on which the rest depends."""


class Way(Struct, frozen=True):
    """An action and the norms it may call for."""

    action: str
    words: Markdown
    """`expérimenter, par voie législative`; `expérimenter (à droit constant ou par voie législative)`"""
    action_words: Markdown
    norms: tuple[str, ...]
    norm_words: Markdown


class Pathway(Struct, frozen=True):
    """What the rubric concludes."""

    ways: tuple[Way, ...]
    settled: bool
    count: int
    """How many actions × norms remain."""
    action_reasons: tuple[Reason, ...]
    norm_reasons: tuple[Reason, ...]
    norms: tuple[str, ...]
    awaited: tuple[Markdown, ...]


class RedLine(Struct, frozen=True):
    """A red line that is raised, or that the answers do not rule out."""

    id: str
    title: Markdown
    raised: bool
    cured_by: str
    """nothing, statute, regulation or answer."""
    because: Markdown
    condition: Markdown
    note: Markdown
    rests_on: tuple[Markdown, ...]
    awaited: tuple[Markdown, ...]


class Evidence(Struct, frozen=True):
    """A piece that supports a level."""

    words: Markdown
    """Its title, as a link when it has an address."""
    grade: Markdown
    date: Markdown
    independent: bool
    protocol_published: bool
    expires: Markdown


class Criterion(Struct, frozen=True):
    """A criterion of a principle."""

    id: str
    title: Markdown
    question: Markdown
    answered: bool
    applies: bool
    level: Markdown
    """The level reached, in the words of the rubric; empty when unanswered or out of place."""
    figures: Markdown
    """`3`, or `1 (3 déclaré)` when the evidence is too weak for the level stated; for the annexed grid only."""
    capped: bool
    """The evidence is too weak for the level stated."""
    least: str
    """The level required, in figures, or empty."""
    short: str
    """Below what is required: yes, no or unknown; empty when nothing is required."""
    because: Said | None
    evidence: tuple[Evidence, ...]
    assumed: bool


class Principle(Struct, frozen=True):
    """A common principle."""

    id: str
    title: Markdown
    heart: Markdown
    status: str
    """established, partly, not-established, undetermined, not-required or nothing-applies."""
    words: Markdown
    assumed: bool
    """It rests in part on assumptions."""
    score: Markdown
    """In figures, for the annexed grid only, like `required`."""
    required: Markdown
    reasons: tuple[Reason, ...]
    """Why this much is required."""
    criteria: tuple[Criterion, ...]
    """Those that have their place."""
    unanswered: tuple[Markdown, ...]
    """The titles of those without an answer."""
    conditions: tuple[Condition, ...]


class Safeguard(Struct, frozen=True):
    """A guarantee."""

    id: str
    title: Markdown
    question: Markdown
    required: str
    """yes, no or unknown, like `met`."""
    met: str
    status: str
    """present, planned, absent, not-applicable or unknown."""
    words: Markdown
    """The status in words, an assumption being said."""
    assumed: bool
    answered: bool
    derived: bool
    """Derived from the regime, not answered."""
    rank: Markdown
    """Where it is written: `Loi`."""
    ref: Markdown
    needed: Markdown
    """The rank needed: `Loi`, `Arrêté ou loi`."""
    ranks: tuple[str, ...]
    """The ids of the ranks that may be needed."""
    too_low: bool
    """Given, but below the rank needed."""
    because: Said | None
    clause: Markdown
    """The wording of the proposal."""
    model: Markdown
    """The wording suggested by the rubric."""
    condition: Markdown
    reasons: tuple[Reason, ...]
    """Why it is required; in annexes only, since the study gives them with the conditions."""


class Condition(Struct, frozen=True):
    """What has to be added or shown, as a sentence for a drafter."""

    id: str
    kind: str
    """principle, criterion, safeguard, red-line or condition."""
    name: str
    """The id of what it is about."""
    title: Markdown
    text: Markdown
    because: Markdown
    note: Markdown
    rank: str
    """The id of the instrument or norm it needs, or empty."""
    rank_words: Markdown
    certain: bool
    unanswered: bool
    """Certainly required, while the proposal does not say whether it is given."""
    model: Markdown
