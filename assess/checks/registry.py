"""Which function carries out which check: the built-in ones by id, the declared ones by kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from assess.checks import answered, cited, complete, declared, figures, fresh, grounded, readable
from assess.checks.model import Check
from assess.checks.subject import Subject
from assess.checks.waivers import AFTER
from assess.model.finding import Finding

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
    "consultation-late": complete.consultation_late,
    "consultation-missing": complete.consultation_missing,
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
    return name in BUILT_IN or name in AFTER if kind == "built-in" else kind in DECLARED
