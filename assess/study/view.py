"""What templates see: the proposal, the rubric and the assessment, in words, in the language of the document.

Every text is `Markdown`, safe where it stands: values of the proposal are escaped, its Markdown is made harmless. A text that is missing is
empty. The names given as `str` are identifiers to compare with, never to show.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from assess.study.markdown import Markdown
from assess.study.view_items_of_law import Domain, References, Stated, Text
from assess.study.view_items_of_people import AnsweredBy, Review
from assess.study.view_items_of_proposal import Chapter, Compared, Consultation, Event, Impact, Implementing, Indicator, Option, Said


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
    reserved: bool
    """More remains possible without hypotheses, weak evidence and texts that the proposal alone states; for the regime only."""
    left: Markdown
    """What remains possible without them, in words."""
    settled: bool
    reasons: tuple[Reason, ...]
    """Those that certainly hold."""
    awaited: tuple[Markdown, ...]
    """The unanswered items on which the rest depends."""


class Part(Struct, frozen=True):
    """One of the technologies that a use combines, and the state of the law for it."""

    technology: Markdown
    regime: Conclusion


class Alone(Struct, frozen=True):
    """A fact of which each value is assessed alone too."""

    id: str
    title: Markdown
    columns: tuple[Markdown, ...]
    rows: tuple[tuple[Markdown, ...], ...]
    values: tuple[Compared, ...]
    """The same, value by value."""


class Way(Struct, frozen=True):
    """An action and the norms it may call for."""

    action: str
    words: Markdown
    """`expérimenter, par voie législative`; `expérimenter, à droit constant ou par voie législative`"""
    action_words: Markdown
    norms: tuple[str, ...]
    norm_words: Markdown


class Pathway(Struct, frozen=True):
    """What the rubric concludes."""

    ways: tuple[Way, ...]
    settled: bool
    count: int
    """How many actions remain."""
    action_reasons: tuple[Reason, ...]
    norm_reasons: tuple[Reason, ...]
    norms: tuple[str, ...]
    norm_reserved: bool
    """Other norms remain possible when hypotheses and weakly evidenced answers are unknown."""
    awaited: tuple[Markdown, ...]


class Established(Struct, frozen=True):
    """What remains of a pathway when hypotheses and weakly evidenced answers are unknown."""

    ways: tuple[Way, ...]
    count: int
    """How many actions remain."""


class Change(Struct, frozen=True):
    """A change of one answer."""

    title: Markdown
    """Of the item answered."""
    change: str
    """removed, lower or higher."""
    mark: str
    """assumed, weak, or nothing."""


class Flip(Struct, frozen=True):
    """Something else that would be concluded, and the changes of one answer that would lead there."""

    kind: str
    """action, norm or principle: of what something else would be concluded."""
    titles: tuple[Markdown, ...]
    """The actions or norms then possible, or the principle."""
    status: str
    """What is then said of the principle: met, gap, undetermined."""
    changes: tuple[Change, ...]


class RedLine(Struct, frozen=True):
    """A red line that is raised, or that the answers do not rule out."""

    id: str
    title: Markdown
    raised: bool
    reserved: bool
    """It would not certainly be raised if hypotheses and weakly evidenced answers were unknown."""
    cured_by: str
    """nothing, statute, regulation or answer."""
    because: Markdown
    condition: Markdown
    note: Markdown
    rule: Markdown
    """What the first provision it rests on says, in a sentence; empty where that would be long."""
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


class Binding(Struct, frozen=True):
    """Of the criteria of a principle on which a floor holds, the one furthest from it."""

    title: Markdown
    least: str
    """The level required, in figures, like those that follow."""
    established: str
    """`1`, or `0–4` for what is not known; a hypothesis and a level that its evidence does not support are not."""
    answered: str
    because: Reason | None
    """Why this much is required."""
    short: int
    """How many criteria are certainly below their floor."""
    open: int
    """How many may be."""


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
    binding: Binding | None
    """Nothing where no floor holds."""


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
    constitutional: bool
    """The constitutional test looks for it."""
    rank: Markdown
    """Where it is written: `Loi`."""
    ref: Markdown
    given_by: Markdown
    """The provisions of the law in force that give it: `donnée par l’article L. 242-4 du code de la sécurité intérieure, al. 2 (loi)`."""
    law_rank: Markdown
    """The rank at which they do."""
    needed: Markdown
    """The rank needed: `Loi`, `Loi au plus`."""
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
    reserved: bool
    """It is certain, but would not be without hypotheses."""
    unanswered: bool
    """Certainly required, while the proposal does not say whether it is given."""
    model: Markdown


class Answer(Struct, frozen=True):
    """A fact of the proposal, answered or not."""

    id: str
    title: Markdown
    question: Markdown
    value: Markdown
    """Empty when unanswered."""
    values: tuple[str, ...]
    """The ids of the values chosen, one a field for a record."""
    assumed: bool
    because: Said | None
    applies: bool
    """False when another answer leaves it no place."""


class Stake(Struct, frozen=True):
    """A part of the constitutional frame: what is reconciled, a freedom at stake, European law that governs or is in preparation."""

    id: str
    title: Markdown
    certain: bool
    """An answer still awaited may bring the others in."""
    national: Markdown
    """The norms and decisions of French law, for a footnote, like `european`; none for what is only possible."""
    european: Markdown


class Item(Struct, frozen=True):
    """An item of the rubric: an assumption made, or an answer awaited."""

    id: str
    title: Markdown
    question: Markdown
    answer: Markdown
    because: Said | None
    note: Markdown
    """The decisions on like uses that turned on it, for a footnote."""


class Study(Struct, frozen=True):
    """The whole document."""

    lang: str
    other_language: bool
    """The proposal is written in another language."""
    title: Markdown
    """Of the text if it has one, otherwise of the proposal."""
    proposal_title: Markdown
    technology: Markdown
    date: Markdown
    as_of: Markdown
    """The day whose law applies."""
    same_day: bool
    stage: str
    organisation: Markdown
    outline: str
    """The kind of text and author: bill, review, local, …: see `templates/outline.yaml`."""
    says: Mapping[str, str]
    """The sentences that documents of this kind say otherwise, each with the one in its place."""
    tables: frozenset[str]
    """The tables before its parts."""
    indicators: tuple[Indicator, ...]
    """Those of the proposal, for an evaluation."""
    possible_indicators: tuple[str, ...]
    """Others that have their place: see `templates/outline.yaml`."""
    steps: Mapping[str, str]
    """The actions whose first step has a sentence, before the texts to write or after: see `templates/outline.yaml`."""
    timeline: tuple[Event, ...]
    """In the order of the days."""
    founding: tuple[Markdown, ...]
    """The sources on which the whole rubric rests, as the method names them."""
    european: Markdown
    """The European law of all the freedoms at stake, for a footnote."""
    itself: Compared
    """The use studied, to compare with options and purposes."""
    text_kind: str
    text_state: str
    chapters: tuple[Chapter, ...]
    introduction: Said | None
    method: Said | None
    facts: Mapping[str, Answer]
    regime: Conclusion | None
    tiers: Mapping[str, Conclusion]
    pathway: Pathway | None
    established: Established | None
    """Nothing where all that is concluded is established."""
    flips: tuple[Flip, ...]
    """What one change of answer would change: the orientation, then each principle."""
    outcome: Conclusion | None
    has_red_lines: bool
    """The rubric defines some."""
    red_lines: tuple[RedLine, ...]
    principles: Mapping[str, Principle]
    safeguards: Mapping[str, Safeguard]
    conditions: tuple[Condition, ...]
    deciding: tuple[Item, ...]
    """The open questions, most telling first."""
    frame: Mapping[str, tuple[Stake, ...]]
    """By section of the rubric: objectives, freedoms, union_law, preparation."""
    assumed: tuple[Item, ...]
    weak: tuple[Markdown, ...]
    """The titles of the other answers whose evidence is too weak."""
    unverified: int
    """Of how many texts the proposal alone says whether they apply."""
    set_aside: tuple[Markdown, ...]
    """The titles of the answers that do not apply here."""
    answered: Mapping[str, tuple[int, int]]
    impacts: Mapping[str, tuple[Impact, ...]]
    """By section."""
    options: tuple[Option, ...]
    consultations: tuple[Consultation, ...]
    implementing: tuple[Implementing, ...]
    references: References
    families: tuple[str, ...]
    """The orders of law, in the order of the references."""
    rubric_title: Markdown
    rubric_description: Markdown
    rubric_name: Markdown
    """Its identifier, `mis-2021`; for the part on method, like its digest."""
    rubric_version: Markdown
    rubric_digest: Markdown
    closed_world: bool
    scores: tuple[tuple[Markdown, Markdown], ...]
    texts: tuple[Text, ...]
    domains: tuple[Domain, ...]
    stated: tuple[Stated, ...]
    verdict: str
    """What is established of the use: defective, sound, not-shown, or empty."""
    verdict_answered: str
    """The same as answered, where it differs."""
    parts: tuple[Part, ...]
    """The technologies combined, when there are several."""
    alone: tuple[Alone, ...]
    answered_by: tuple[AnsweredBy, ...]
    reviews: tuple[Review, ...]
