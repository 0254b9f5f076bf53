"""The arguments and options of the commands, each defined once, and the language in which help speaks."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable, Collection
from itertools import pairwise
from pkgutil import resolve_name
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from assess.messages import LANGUAGES, words
from assess.model.constants import ANNEXES, OPINIONS
from assess.reporters import CHECK, DESK, DESK_KINDS, EXPLAIN, SCORE
from assess.terminal import language


def spoken(arguments: list[str]) -> str:
    """The language of help and of faults of usage: they come before options are read."""
    for argument, after in pairwise([*arguments, ""]):
        name, given, value = argument.partition("=")
        if name == "--lang":
            return language(value if given else after)
    return language("")


LANG = spoken(sys.argv[1:])


class _InWords:
    """What has words that are read when its help is asked for."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help with *formatter*, in the language spoken: until then, that of each part is the name of its words."""
        texts = words("help")
        for part in (self, *getattr(self, "params", ()), *getattr(self, "commands", {}).values()):
            if part.help in texts:
                part.help = texts[part.help][LANG]
        super().format_help(ctx, formatter)  # type: ignore[misc]


class Command(_InWords, TyperCommand):
    """A command of `assess`."""


class Group(_InWords, TyperGroup):
    """`assess`, or the commands of `assess rubric`."""


class NotOneOf(typer.BadParameter):
    """A value that is none of the *known* ones."""

    def __init__(self, value: str, name: str, known: Collection[str]) -> None:
        """Refuse *value* for the option or argument *name*."""
        super().__init__(value, param_hint=name)
        self.value, self.known = value, known


def _one_of(values: Collection[str], name: str) -> dict[str, Any]:
    """The settings of an option or argument whose value is one of *values*."""

    def checked(value: str) -> str:
        if value and value not in values:
            raise NotOneOf(value, name, values)
        return value

    return {"metavar": "|".join(values), "callback": checked}


Proposal = Annotated[str, typer.Argument(help="PROPOSAL")]
Paths = Annotated[list[str], typer.Argument(metavar="PATH...", help="PATH")]
Files = Annotated[list[str], typer.Argument(metavar="FILE...", help="PATH")]
Checked = Annotated[list[str], typer.Argument(metavar="PATH...", help="CHECKED")]
Exported = Annotated[str, typer.Argument(metavar="DRAFT", help="EXPORTED")]
Compared = Annotated[list[str], typer.Argument(metavar="PROPOSAL...", help="COMPARED")]
Explained = Annotated[str, typer.Argument(metavar="ID|PROPOSAL", help="ID|PROPOSAL")]
ItemExplained = Annotated[str, typer.Argument(metavar="ID", help="ID")]
Shown = Annotated[str, typer.Argument(metavar="NAME|PATH")]
ItemShown = Annotated[str, typer.Argument(metavar="ID")]
SchemaKind = Annotated[str, typer.Argument(**_one_of(("proposal", "rubric", "assessment", *DESK_KINDS), "KIND"))]

Rubric = Annotated[str, typer.Option("--rubric", metavar="NAME|PATH", help="--rubric")]
AsOf = Annotated[str, typer.Option("--as-of", metavar="YYYY-MM-DD", help="--as-of")]
Lang = Annotated[str, typer.Option("--lang", help="--lang", **_one_of(LANGUAGES, "--lang"))]
Templates = Annotated[str, typer.Option("--templates", metavar="DIR", help="--templates")]
Jobs = Annotated[int | None, typer.Option("--jobs", "-j", min=1, max=64, help="--jobs")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="--quiet")]

Draft = Annotated[str, typer.Option("-o", "--output", metavar="DRAFT", help="-o DRAFT")]
Output = Annotated[str, typer.Option("-o", "--output", metavar="FILE", help="-o FILE")]
Technology = Annotated[str, typer.Argument(metavar="TECHNOLOGY", help="NEW")]
NewFile = Annotated[str, typer.Option("-o", "--output", metavar="FILE", help="-o NEW")]
Listing = Annotated[bool, typer.Option("--list", help="--list")]
SchemaFile = Annotated[str, typer.Option("-o", "--output", metavar="FILE", help="-o SCHEMA")]
PlainPrompts = Annotated[bool, typer.Option("--plain", help="--plain")]
Edited = Annotated[str, typer.Argument(metavar="FILE.docx", help="FILE.docx")]
Into = Annotated[str, typer.Option("--into", metavar="DRAFT", help="--into")]
Reference = Annotated[str, typer.Option("--reference", metavar="FILE", help="--reference")]
Document = Annotated[str, typer.Option("-o", "--output", metavar="FILE", help="-o DOCUMENT")]
Take = Annotated[list[str] | None, typer.Option("--take", metavar="ID", help="--take")]
AnnexKind = Annotated[str, typer.Option("--kind", metavar="|".join((*ANNEXES, "all")), help="--kind")]
AnnexForm = Annotated[str, typer.Option("--format", metavar="md|html|docx|…", help="--format of annexes")]
Annexes = Annotated[str, typer.Option("--annexes", help="--annexes", **_one_of(("same", "separate"), "--annexes"))]
ScoreFormat = Annotated[str, typer.Option("--format", help="--format", **_one_of(SCORE, "--format"))]
CheckFormat = Annotated[str, typer.Option("--format", help="--format", **_one_of(CHECK, "--format"))]
DeskFormat = Annotated[str, typer.Option("--format", help="--format", **_one_of(DESK, "--format"))]
ExplainFormat = Annotated[str, typer.Option("--format", help="--format", **_one_of(EXPLAIN, "--format"))]
Git = Annotated[str, typer.Option("--git", metavar="REV", help="--git")]
Whole = Annotated[bool, typer.Option("--all", help="--all")]
FailOn = Annotated[str, typer.Option("--fail-on", help="--fail-on", **_one_of(("error", "warning", "note", "never"), "--fail-on"))]
Baseline = Annotated[str, typer.Option("--baseline", metavar="FILE", help="--baseline")]
WriteBaseline = Annotated[str, typer.Option("--write-baseline", metavar="FILE", help="--write-baseline")]
ShowWaived = Annotated[bool, typer.Option("--show-waived", help="--show-waived")]
Root = Annotated[str, typer.Option("--root", metavar="DIR", help="--root")]
Trust = Annotated[bool, typer.Option("--trust", help="--trust")]
Excel = Annotated[bool, typer.Option("--excel", help="--excel")]
Today = Annotated[str, typer.Option("--today", metavar="YYYY-MM-DD", help="--today")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="--dry-run")]
NoPrecedents = Annotated[bool, typer.Option("--no-precedents", help="--no-precedents")]
For = Annotated[str, typer.Option("--for", metavar="PRINCIPLES", help="--for")]
SheetFile = Annotated[str, typer.Option("-o", "--output", metavar="FILE", help="-o SHEET")]
Sheets = Annotated[list[str], typer.Argument(metavar="FILE...", help="SHEETS")]
IntoProposal = Annotated[str, typer.Option("--into", metavar="PROPOSAL", help="--into PROPOSAL")]
Reviewed = Annotated[str, typer.Argument(metavar="FILE", help="REVIEWED")]
By = Annotated[str, typer.Option("--by", metavar="NAME", help="--by")]
Role = Annotated[str, typer.Option("--role", metavar="TEXT", help="--role")]
Opinion = Annotated[str, typer.Option("--opinion", help="--opinion", **_one_of(OPINIONS, "--opinion"))]
Reservations = Annotated[str, typer.Option("--reservations", metavar="TEXT", help="--reservations")]
Signed = Annotated[str, typer.Option("--today", metavar="YYYY-MM-DD", help="--today of reviews")]
Cases = Annotated[str, typer.Option("--cases", metavar="DIR", help="--cases")]

QUIET = (Quiet, False)
JOBS = (Jobs, None)
SPOKEN = {"lang": (Lang, "")}
"""The options of a session of which the language can be chosen; below, also the rubric, the day, the templates."""
OF_RUBRIC = {"rubric": (Rubric, ""), **SPOKEN}
OF_DAY = {"rubric": (Rubric, ""), "as_of": (AsOf, ""), **SPOKEN}
OF_DESK = {"form": (DeskFormat, "table"), "whole": (Whole, False), **OF_DAY}
"""The options of a page of the desk."""
WRITING = {**OF_DAY, "templates": (Templates, "")}


def command(where: str, **parameters: Any) -> Callable[..., int]:
    """What calls the function *where* of a module of `assess.commands`, imported only then, with a session and what else is given.

    *parameters*: the type of each argument and option, and its default if it has one; those of a session are made one.
    """
    kind, empty = inspect.Parameter.KEYWORD_ONLY, inspect.Parameter.empty
    pairs = {name: given if isinstance(given, tuple) else (given, empty) for name, given in parameters.items()}
    of_session = [name for name in WRITING if pairs.get(name) == WRITING[name]]

    def called(**given: Any) -> int:
        from assess.commands.session import Session

        session = Session(**{name: given.pop(name) for name in of_session})
        code: int = resolve_name(f"assess.commands.{where}")(session, **given)
        return code

    listed = [inspect.Parameter(name, kind, default=default, annotation=of) for name, (of, default) in pairs.items()]
    called.__signature__ = inspect.Signature(listed)  # type: ignore[attr-defined]
    called.__annotations__ = {name: of for name, (of, _) in pairs.items()}
    return called
