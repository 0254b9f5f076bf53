"""What the checks of one draft, or of a proposal alone, may know. Nothing here is made by a check, and no check reads anything else."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from msgspec import Struct, field
from msgspec.structs import asdict

from assess.checks.page import Page
from assess.model.assessment import Assessment
from assess.model.proposal import Proposal
from assess.model.rubric import Rubric
from assess.study.front_matter import keys, split
from assess.study.passages import Draft, parse
from assess.yaml_source.document import Document
from assess.yaml_source.source import unified
from assess.yaml_source.unseen import composed


class Known(Struct, frozen=True):
    """What is known of a proposal: its file, and where it can be read, what it says and what the rubric says of it."""

    document: Document | None = None
    """The YAML of the proposal, to point into it."""
    proposal: Proposal | None = None
    rubric: Rubric | None = None
    assessment: Assessment | None = None


class World(Struct, frozen=True):
    """What lies outside: the day, the files, a fresh draft."""

    lang: str
    """The language of the study."""
    today: int
    """An ordinal day; for the end of waivers only."""
    as_of: int
    """The ordinal day whose law and evidence apply."""
    render: Callable[[], str]
    """The draft as the tool would write it today: costly."""
    exists: Callable[[str], bool | None] = bool
    """Whether there is a file of this name, relative to the proposal; None when it is not to be looked for there."""
    beside: Callable[[str], bool | None] = bool
    """Whether there is a file of this name, relative to the draft."""
    option: Callable[[str], str] = lambda _: ""
    """What is wrong with the file of this name, relative to the proposal, as the proposal of another option; nothing when it is one."""
    foreign: bool = False
    """Whether the passages are written by other templates than ours: what they say is nobody's word but their author's."""
    troubles: tuple[str, ...] = ()
    """What went wrong before: how the draft could not be read (`too-large`, `not-utf-8`, …), why there is no proposal (`unnamed`, …)."""


class Subject(World, frozen=True, kw_only=True):
    """A draft and the proposal it is the study of; either may be missing.

    Without a draft, `path` and `text` are empty and `page` has no block. Without a proposal that can be read, `document`, `proposal`,
    `rubric` and `assessment` are None: a check that needs them says so (`needs: proposal` or `both`) and is then not run. What is said of
    the fields of `Known` and of `World` holds here.
    """

    path: str
    """Of the draft, as it is shown."""
    text: str
    """Of the draft, with LF ends, no byte order mark, and letters in NFC."""
    draft: Draft
    page: Page
    document: Document | None
    proposal: Proposal | None
    rubric: Rubric | None
    assessment: Assessment | None
    fresh: Callable[[], dict[str, str]]
    """The text the tool would write today, by passage: made at the first call."""
    front: str = ""
    """The front matter of the draft."""
    names: dict[str, str] = field(default_factory=dict)
    """What the front matter of the draft says of itself, by key."""

    @property
    def kind_of_text(self) -> str:
        """The kind of the text proposed, the first field of the fact `text`; empty when the proposal does not say."""
        return self._of_text()[0]

    @property
    def state_of_text(self) -> str:
        """The state of that text, the second field; empty when the proposal does not say."""
        return self._of_text()[1]

    def _of_text(self) -> tuple[str, str]:
        answer = self.proposal.facts.get("text") if self.proposal else None
        kind, state = (*(answer.values if answer else ()), "", "")[:2]
        return kind, state


def subject(path: str, text: str, known: Known, world: World) -> Subject:
    """The subject that the draft *text* at *path* is, or, without *path*, the proposal alone."""
    text = composed(unified(text))
    draft = parse(text)

    @cache
    def fresh() -> dict[str, str]:
        return {name: segment.text for name, segment in parse(world.render()).passages.items()}

    front, _ = split(text)
    own: dict[str, Any] = {"path": path, "text": text, "draft": draft, "page": Page(draft, text), "fresh": fresh}
    return Subject(**asdict(known), **asdict(world), **own, front=front, names=keys(front))
