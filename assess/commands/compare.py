"""`assess compare`: proposals, the options of one, or two of its versions, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgspec.structs import replace

from assess import files
from assess.commands.pages import TABLE, Weighed, of_read, printed, weighed
from assess.commands.revisions import at_revision
from assess.commands.session import Session, refused
from assess.engine.compare import Side
from assess.engine.compare import compare as found_for
from assess.model.exit_codes import INVALID
from assess.model.finding import Finding, Place
from assess.reporters.compare import Compared, sheet
from assess.reporters.compare_json import data
from assess.yaml_source.document import read_bytes

MOST = 6
"""How many sides a page can hold."""


def compare(session: Session, paths: list[str], git: str, form: str, *, whole: bool) -> int:
    """Print proposals side by side, or one with its options, or with its state at the revision *git*. Gives the exit code."""
    lang = session.lang(paths[0])
    sides = _sides(session, paths, git)
    if sides is None:
        return INVALID
    if wrong := _incomparable(paths, sides):
        return refused(wrong, lang)
    first = sides[0]
    versions = bool(git) or (len(sides) == 2 and first.proposal.id == sides[1].proposal.id)  # noqa: PLR2004 - an old one and a new one
    found = found_for(first.under, [Side(own.proposal, own.as_of, own.assessment) for own in sides], versions=versions)
    described = tuple(option for option in first.proposal.options if not option.proposal and not option.retained) if len(paths) == 1 else ()
    compared = Compared([Side(own.proposal, own.as_of, own.assessment) for own in sides], found, () if versions else described)
    return printed(form, sheet(first.rubric, compared, lang, whole=whole or form != TABLE), data(first.rubric, compared), lang)


def _sides(session: Session, paths: Sequence[str], git: str) -> list[Weighed] | None:
    """What is to be compared, the old version first; None when one of them cannot be read, each fault being said."""
    lang = session.lang(paths[0])
    if git and len(paths) > 1:
        refused([Finding("git-alone", Place("--git"))], lang)
        return None
    sides = [weighed(session, path) for path in paths]
    if git:
        sides.insert(0, _old(session, paths[0], git))
    elif len(paths) == 1 and sides[0] is not None:
        sides += [weighed(session, path) for path in _options(sides[0])]
    found = [side for side in sides if side is not None]
    return found if len(found) == len(sides) else None


def _old(session: Session, path: str, git: str) -> Weighed | None:
    """The proposal of *path* as it was at the revision *git*."""
    try:
        document = read_bytes(at_revision(path, git), files.shown(path))
    except files.FileFault as fault:
        refused([fault.finding], session.lang(path))
        return None
    old = of_read(session, session.read_document(document), path)
    return old and old._replace(proposal=replace(old.proposal, path=f"{git}:{files.shown(path)}"))


def _options(side: Weighed) -> list[str]:
    """The files of the options of a proposal that have one of their own, other than itself."""
    folder = Path(side.proposal.path).parent
    own = Path(files.actual(Path(side.proposal.path)))
    every = [folder / option.proposal for option in side.proposal.options if option.proposal]
    return [files.plain(str(path)) for path in every if Path(files.actual(path)) != own]


def _incomparable(paths: Sequence[str], sides: Sequence[Weighed]) -> list[Finding]:
    """Why the *sides* cannot be compared."""
    if len(sides) == 1:
        return [Finding("compare-one-file", Place(files.shown(paths[0])), {"found": files.shown(paths[0])})]
    if len(sides) > MOST:
        return [Finding("compare-many", Place(files.shown(paths[0])), {"found": str(len(sides)), "most": str(MOST)})]
    own = sides[0].rubric.sha256
    others = [side for side in sides if side.rubric.sha256 != own]
    return [Finding("compare-rubrics", Place(side.proposal.path), {"found": side.proposal.path}) for side in others[:1]]
