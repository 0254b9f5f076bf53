"""Making the subject of checks: the draft read, and what is costly put off until a check asks for it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache

from msgspec import Struct

from assess.checks.blocks import Heading
from assess.checks.page import Page
from assess.checks.subject import Subject
from assess.model.assessment import Assessment
from assess.model.proposal import Proposal
from assess.model.rubric import Rubric
from assess.study.freshness import KEY, made_of
from assess.study.front_matter import keys
from assess.study.passages import Draft, parse
from assess.yaml_source.document import Document
from assess.yaml_source.source import unified


class Known(Struct, frozen=True):
    """What is known of a proposal: its file, and where it can be read, what it says and what the rubric says of it."""

    document: Document | None = None
    proposal: Proposal | None = None
    rubric: Rubric | None = None
    assessment: Assessment | None = None


class World(Struct, frozen=True):
    """What lies outside: the day, the files, a fresh draft."""

    lang: str
    today: int
    as_of: int
    render: Callable[[], str]
    """The draft as the tool would write it today."""
    made_with: str = ""
    """The tool and the templates at hand, as the front matter of drafts names them."""
    exists: Callable[[str], bool] = bool
    beside: Callable[[str], bool] = bool
    troubles: tuple[str, ...] = ()


def subject(path: str, text: str, known: Known, world: World) -> Subject:
    """The subject that the draft *text* at *path* is, or, without *path*, the proposal alone."""
    text = unified(text)
    draft = parse(text)

    @cache
    def today() -> Page:
        fresh = world.render()
        return Page(parse(fresh), fresh)

    @cache
    def fresh() -> dict[str, str]:
        return {name: segment.text for name, segment in parse(today().text).passages.items()}

    def outline() -> tuple[Heading, ...]:
        return today().headings

    names = keys(draft.segments[0].source) if draft.segments and draft.segments[0].kind == "front" else {}
    return Subject(
        path=path,
        text=text,
        draft=draft,
        page=Page(draft, text),
        lang=world.lang,
        today=world.today,
        as_of=world.as_of,
        document=known.document,
        proposal=known.proposal,
        rubric=known.rubric,
        assessment=known.assessment,
        fresh=fresh,
        outline=outline,
        unchanged=_unchanged(names, draft, known, world),
        exists=world.exists,
        beside=world.beside,
        troubles=world.troubles,
        names=names,
    )


def _unchanged(names: dict[str, str], draft: Draft, known: Known, world: World) -> bool:
    """Whether *draft*, whose front matter says *names*, was made of all that a draft of today would be made of."""
    rubric, proposal = known.rubric, known.proposal
    if rubric is None or proposal is None or KEY not in names:
        return False
    digests = {segment.name: segment.digest for segment in draft.segments if segment.kind == "passage"}
    today = {
        "sha256": proposal.sha256,
        "rubric": f"{rubric.id}@{rubric.version}",
        "as-of": date.fromordinal(world.as_of).isoformat(),
        "lang": world.lang,
        KEY: made_of(world.made_with, rubric.sha256, digests),
    }
    return all(names.get(key) == value for key, value in today.items())
