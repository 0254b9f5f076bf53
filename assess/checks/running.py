"""Running checks on a subject, each by its function: the built-in ones by id, the declared ones by kind."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import islice
from typing import Final

from msgspec import Struct

from assess.checks import answered, cited, complete, days, declared, figures, fresh, grounded, readable, waivers
from assess.checks.findings import identified
from assess.checks.model import Check
from assess.checks.subject import Subject
from assess.model.finding import Finding
from assess.reporters.report import Found, more


class Outcome(Struct, frozen=True):
    """What checks found in one subject."""

    found: tuple[Found, ...]
    """In order of place."""
    waived: tuple[Found, ...]
    waivers: tuple[tuple[str, int], ...]
    """Where the waivers met stand, whatever they are worth: a path and an offset each."""


def run(checks: Collection[Check], subject: Subject, *, proposal_done: bool = False) -> Outcome:
    """What *checks* find in *subject*; with *proposal_done*, those that look at the proposal alone have been run already."""
    ran = [check for check in checks if _ready(check, subject) and not (proposal_done and check.needs == "proposal")]
    ids = [check.id for check in checks]
    own = waivers.in_draft(subject, ids)
    stays, waived, own = waivers.applied(own, identified(findings(ran, subject), subject.path, subject.page), {check.id for check in ran})
    met = [own]
    if subject.document is not None:
        theirs = waivers.in_document(subject.document, subject.today, ids)
        alone = {check.id for check in ran if check.needs == "proposal"}  # whether others find something depends on the draft
        stays, more, theirs = waivers.applied(theirs, stays, alone)
        waived += more
        met += [] if proposal_done else [theirs]
    after = [(check, waivers.AFTER[check.id]) for check in checks if check.id in waivers.AFTER]
    told = [item for read in met for check, judge in after for item in _limited(check, judge(check, subject, read))]
    standing = (*stays, *identified(told, subject.path, subject.page))
    places = tuple(place for read in met for place in read.places())
    return Outcome(tuple(sorted(standing, key=lambda item: order(item.finding))), tuple(waived), places)


MOST: Final = 1000
"""Of no check more is kept for one file, but their number: whoever has so many mends the first."""


def findings(checks: Iterable[Check], subject: Subject) -> list[Finding]:
    """What *checks* find in *subject*, each thing once, in order of place; those that need what is not there are not run."""
    told: dict[tuple[object, ...], Finding] = {}
    for check in checks:
        if check.id not in waivers.AFTER and _ready(check, subject):
            for finding in _limited(check, function(check)(check, subject)):
                told.setdefault((finding.check, finding.place, finding.id, finding.words.get("fr")), finding)
    return sorted(told.values(), key=order)


def _limited(check: Check, found: Iterator[Finding]) -> Iterator[Finding]:
    """The first of *found* by *check*, then one that says how many more there are."""
    yield from islice(found, MOST)
    if (first := next(found, None)) is not None:
        yield more(first, check.id, 1 + sum(1 for _ in found))


def _ready(check: Check, subject: Subject) -> bool:
    """Whether what *check* needs is there."""
    draft, proposal = bool(subject.path), subject.assessment is not None
    return {"draft": draft, "proposal": proposal, "both": draft and proposal}[check.needs]


def order(finding: Finding) -> tuple[str, int, int, str]:
    """What findings are sorted by."""
    return finding.place.path, finding.place.line, finding.place.column, finding.check or finding.id


Function = Callable[[Check, Subject], Iterator[Finding]]

BUILT_IN: Final[dict[str, Function]] = {
    "acronym-unexpanded": readable.acronym_unexpanded,
    "amount-unsourced": complete.amount_unsourced,
    "article-drift": grounded.article_drift,
    "citation-malformed": cited.citation_malformed,
    "citation-not-in-force": cited.citation_not_in_force,
    "citation-to-verify": cited.citation_to_verify,
    "citation-unknown": cited.citation_unknown,
    "condition-unanswered": answered.condition_unanswered,
    "conflict-marker": fresh.conflict_marker,
    "consultation-late": complete.consultation_late,
    "consultation-missing": complete.consultation_missing,
    "date-impossible": days.date_impossible,
    "draft-unreadable": fresh.draft_unreadable,
    "edit-outdated": fresh.edit_outdated,
    "evidence-expired": grounded.evidence_expired,
    "evidence-missing": grounded.evidence_missing,
    "evidence-weak": grounded.evidence_weak,
    "experiment-incomplete": answered.experiment_incomplete,
    "figure-differs": figures.figure_differs,
    "footnote-broken": readable.footnote_broken,
    "footnote-unused": readable.footnote_unused,
    "french-spacing": readable.french_spacing,
    "heading-advised": complete.heading_missing,
    "heading-required": complete.heading_missing,
    "heading-skipped": readable.heading_skipped,
    "image-without-text": readable.image_without_text,
    "impact-unsourced": complete.impact_unsourced,
    "implementing-text-unlisted": complete.implementing_unlisted,
    "law-changed": fresh.law_changed,
    "level-without-evidence": grounded.level_without_evidence,
    "link-broken": readable.link_broken,
    "marker-damaged": fresh.marker_damaged,
    "not-applicable-bare": complete.not_applicable,
    "option-missing": complete.option_missing,
    "passage-edited": fresh.passage_edited,
    "passage-stale": fresh.passage_stale,
    "placeholder": complete.placeholder,
    "prompt-at-referral": complete.prompt_standing,
    "prompt-standing": complete.prompt_standing,
    "proposal-changed": fresh.proposal_changed,
    "proposal-missing": fresh.proposal_missing,
    "read-otherwise": readable.read_otherwise,
    "red-line-unanswered": answered.red_line_unanswered,
    "reply-missing": complete.reply_missing,
    "rubric-changed": fresh.rubric_changed,
    "safeguard-article": grounded.safeguard_article,
    "safeguard-rank": grounded.safeguard_rank,
    "safeguard-unanswered": answered.safeguard_unanswered,
    "safeguard-without-place": grounded.safeguard_without_place,
    "section-empty": complete.section_empty,
    "table-without-header": readable.table_without_header,
    "territory-missing": complete.territory_missing,
    "territory-unjustified": complete.territory_unjustified,
}
DECLARED: Final[dict[str, Function]] = {
    "contradicts": declared.forbids,
    "forbids": declared.forbids,
    "requires": declared.requires,
    "spells": declared.spells,
}


def function(check: Check) -> Function:
    """What carries out *check*. Raises `KeyError` for a check without code: the reader of checks has refused it."""
    return BUILT_IN[check.id] if check.kind == "built-in" else DECLARED[check.kind]


def has_code(name: str, kind: str) -> bool:
    """Whether there is code for the check *name* of *kind*."""
    return name in BUILT_IN or name in waivers.AFTER if kind == "built-in" else kind in DECLARED
