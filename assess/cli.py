"""The command line: commands, their options, exit codes. Nothing else knows typer.

Each command is imported when it is chosen.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable
from typing import Annotated, Any

import typer

from assess import __version__
from assess import options as of
from assess.endings import closed, failed, interrupted, misused, unheard
from assess.model.exit_codes import INTERRUPTED
from assess.terminal import utf8

_ALONE = ("--help", "--version", "-h")
_USAGE: type[Exception] = typer.BadParameter.__mro__[1]  # typer gives no other public name to faults of usage


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"assess {__version__}")
        raise typer.Exit


def _assess(*, version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="--version")] = False) -> None:
    pass


Commands = dict[str, Callable[..., int]]
COMMANDS: Commands = {
    "new": of.command("new:new", technology=(of.Technology, ""), output=(of.NewFile, ""), listing=(of.Listing, False), **of.OF_DAY),
    "interview": of.command("interview:interview", proposal=of.Proposal, plain=(of.PlainPrompts, False), **of.OF_DAY),
    "ask": of.command("asking:ask", proposal=of.Proposal, about=of.For, output=of.SheetFile, **of.OF_DAY, quiet=of.QUIET),
    "answer": of.command("answering:answer", sheets=of.Sheets, proposal=of.IntoProposal, **of.OF_DAY, quiet=of.QUIET),
    "run": of.command(
        "run:run",
        proposal=of.Proposal,
        output=(of.Draft, ""),
        take=(of.Take, None),
        annexes=(of.Annexes, ""),
        **of.WRITING,
        quiet=of.QUIET,
    ),
    "score": of.command(
        "score:score", paths=of.Paths, form=(of.ScoreFormat, "table"), excel=(of.Excel, False), **of.OF_DAY, jobs=of.JOBS, quiet=of.QUIET
    ),
    "check": of.command(
        "check:check",
        paths=of.Checked,
        form=(of.CheckFormat, "text"),
        fail_on=(of.FailOn, "error"),
        baseline=(of.Baseline, ""),
        write_baseline=(of.WriteBaseline, ""),
        today=(of.Today, ""),
        **of.WRITING,
        jobs=of.JOBS,
        quiet=of.QUIET,
        show_waived=(of.ShowWaived, False),
        root=(of.Root, ""),
        trust=(of.Trust, False),
    ),
    "annex": of.command(
        "annexing:annex", proposal=of.Proposal, kind=of.AnnexKind, output=of.Output, form=(of.AnnexForm, ""), **of.WRITING, quiet=of.QUIET
    ),
    "export": of.command(
        "exporting:export", draft=of.Exported, output=of.Document, reference=(of.Reference, ""), **of.SPOKEN, quiet=of.QUIET
    ),
    "import": of.command("importing:bring_back", document=of.Edited, into=of.Into, **of.SPOKEN, quiet=of.QUIET),
    "explain": of.command(
        "explain:explain",
        what=of.Explained,
        item=(of.ItemExplained, ""),
        form=(of.ExplainFormat, "text"),
        whole=(of.Whole, False),
        **of.OF_DAY,
    ),
    "compare": of.command("compare:compare", paths=of.Compared, git=(of.Git, ""), **of.OF_DESK),
    "remedies": of.command("remedies:remedies", proposal=of.Proposal, **of.OF_DESK),
    "robustness": of.command("robustness:robustness", proposal=of.Proposal, **of.OF_DESK),
    "review": of.command(
        "review:review",
        file=of.Reviewed,
        by=of.By,
        opinion=of.Opinion,
        role=(of.Role, ""),
        reservations=(of.Reservations, ""),
        today=(of.Signed, ""),
        **of.OF_RUBRIC,
    ),
    "migrate": of.command("migrate:migrate", paths=of.Files, dry_run=(of.DryRun, False), **of.OF_RUBRIC),
    "schema": of.command("rubric:schema", kind=of.SchemaKind, output=(of.SchemaFile, ""), **of.OF_RUBRIC),
}
RUBRIC: Commands = {
    "rubric list": of.command("rubric:list_rubrics", **of.SPOKEN),
    "rubric show": of.command(
        "rubric:show_rubric", rubric=(of.Shown, ""), item=(of.ItemShown, ""), no_precedents=(of.NoPrecedents, False), **of.SPOKEN
    ),
    "rubric check": of.command("rubric:check_rubric", rubric=(of.Shown, ""), cases=(of.Cases, ""), **of.SPOKEN),
}


def app(asked: str = "") -> typer.Typer:
    """The application; with the command *asked* alone when it is one, as typer makes much of each."""
    commands = {asked: COMMANDS[asked]} if asked in COMMANDS else COMMANDS
    made = _group(commands, "assess", context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
    made.callback()(_assess)
    if asked not in COMMANDS:
        made.add_typer(_group(RUBRIC, "rubric"), name="rubric")
    return made


def _group(commands: Commands, name: str, **settings: Any) -> typer.Typer:
    plain: dict[str, Any] = {"add_completion": False, "rich_markup_mode": None, "pretty_exceptions_enable": False}
    made = typer.Typer(no_args_is_help=True, help=name, cls=of.Group, **plain, **settings)
    for own, command in commands.items():
        made.command(own.rpartition(" ")[2], help=own, cls=of.Command)(command)
    return made


def with_command(arguments: list[str]) -> list[str]:
    """*arguments*, with `run` before a proposal given without a command."""
    if not arguments or arguments[0] in (*COMMANDS, "rubric") or arguments[0] in _ALONE:
        return arguments
    return ["run", *arguments]


def main() -> None:
    """Run the command `assess` and leave with its exit code."""
    utf8()
    code = code_of(with_command(sys.argv[1:]))
    try:
        sys.stdout.flush()
    except OSError as error:
        code = closed() if isinstance(error, BrokenPipeError) else failed(error)
    unheard()
    gc.freeze()  # what ends needs no collection
    sys.exit(code)


def code_of(arguments: list[str]) -> int:
    """The exit code of the command line *arguments*; whatever happens, a sentence and no traceback."""
    if any(not argument or (argument.startswith("--") and argument.endswith("=")) for argument in arguments):
        return misused(typer.BadParameter(""), "usage-empty")
    if both := [] if "--" in arguments else [each for each in arguments if len(each) > 1 and each[0] == "-" and os.path.lexists(each)]:
        return misused(typer.BadParameter("", param_hint=both[0]), "usage-file-or-option")
    try:
        code: Any = app(arguments[0] if arguments else "")(arguments, prog_name="assess", standalone_mode=False)
    except _USAGE as error:
        return misused(error)
    except (KeyboardInterrupt, typer.Abort):
        return interrupted()
    except (BrokenPipeError, SystemExit):  # typer leaves so when who reads the output has stopped reading
        return closed()
    except Exception as error:  # noqa: BLE001 - whatever happens, a sentence
        return failed(error)
    if code == INTERRUPTED:
        return interrupted()
    return code if isinstance(code, int) else 0
