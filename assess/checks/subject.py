"""What the checks of one draft, or of a proposal alone, may know. Nothing here is made by a check, and no check reads anything else."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct, field

from assess.checks.blocks import Heading
from assess.checks.page import Page
from assess.model.assessment import Assessment
from assess.model.proposal import Proposal
from assess.model.rubric import Rubric
from assess.study.passages import Draft
from assess.yaml_source.document import Document


class Subject(Struct, frozen=True):
    """A draft and the proposal it is the study of; either may be missing.

    Without a draft, `path` and `text` are empty and `page` has no block. Without a proposal that can be read, `document`, `proposal`,
    `rubric` and `assessment` are None: a check that needs them says so (`needs: proposal` or `both`) and is then not run.
    """

    path: str
    """Of the draft, as it is shown."""
    text: str
    """Of the draft, with LF ends and no byte order mark."""
    draft: Draft
    page: Page
    lang: str
    """The language of the study."""
    today: int
    """An ordinal day; for the end of waivers only."""
    as_of: int
    """The ordinal day whose law and evidence apply."""
    document: Document | None
    """The YAML of the proposal, to point into it."""
    proposal: Proposal | None
    rubric: Rubric | None
    assessment: Assessment | None
    fresh: Callable[[], dict[str, str]]
    """The text the tool would write today, by passage: made at the first call, and costly."""
    outline: Callable[[], tuple[Heading, ...]]
    """The headings of a draft written today, with the passages under each: as costly as `fresh`."""
    unchanged: bool
    """Whether the front matter shows that a draft written today would have the same passages: `fresh` need not be asked."""
    exists: Callable[[str], bool]
    """Whether there is a file of this name, relative to the proposal."""
    beside: Callable[[str], bool]
    """Whether there is a file of this name, relative to the draft."""
    troubles: tuple[str, ...] = ()
    """What went wrong before: how the draft could not be read (`too-large`, `not-utf-8`, …), why there is no proposal (`unnamed`, …)."""
    names: dict[str, str] = field(default_factory=dict)
    """What the front matter of the draft says of itself, by key."""
