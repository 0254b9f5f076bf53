"""The command line: commands, their options, exit codes. Nothing else knows typer."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any, get_type_hints

import typer

from assess.codes import DONE, FAULT, INTERRUPTED, INVALID
from assess.language import say
from assess.language.help import HELP
from assess.settings import language

if TYPE_CHECKING:
    from assess.commands.session import Session

OUTPUT_FAULTS = {
    **dict.fromkeys((errno.ENOSPC, errno.EDQUOT, errno.EFBIG), "output-disk-full"),
    **dict.fromkeys((errno.EIO, errno.EBADF), "output-not-written"),
}
"""What is said when stdout takes no more."""
_ALONE = ("--help", "--version", "-h")
_USAGE: type[Exception] = typer.BadParameter.__mro__[1]  # typer gives no other public name to faults of usage


def _spoken(arguments: list[str]) -> str:
    """The language of help and of faults of usage: they come before options are read."""
    for at, argument in enumerate(arguments):
        if argument == "--lang" and at + 1 < len(arguments):
            return language(arguments[at + 1])
        if argument.startswith("--lang="):
            return language(argument[7:])
    return language("")


LANG = _spoken(sys.argv[1:])


def _help(name: str) -> str:
    return HELP[name][LANG]


Rubric = Annotated[str, typer.Option("--rubric", metavar="NAME|PATH", help=_help("--rubric"))]
AsOf = Annotated[str, typer.Option("--as-of", metavar="YYYY-MM-DD", help=_help("--as-of"))]
Lang = Annotated[str, typer.Option("--lang", metavar="fr|en", help=_help("--lang"))]
Templates = Annotated[str, typer.Option("--templates", metavar="DIR", help=_help("--templates"))]
Jobs = Annotated[int, typer.Option("--jobs", "-j", min=1, max=64, help=_help("--jobs"))]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help=_help("--quiet"))]


def _session(lang: str, rubric: str = "", as_of: str = "", templates: str = "") -> Session:
    from assess.commands.session import Session

    if lang not in ("", "fr", "en"):
        raise typer.BadParameter(lang, param_hint="--lang")
    return Session(lang, rubric, as_of, templates)


def _version(asked: bool) -> None:
    if asked:
        from assess import __version__

        typer.echo(f"assess {__version__}")
        raise typer.Exit


def _assess(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help=_help("--version"))] = False,
) -> None:
    pass


def _run(
    proposal: Annotated[str, typer.Argument(help=_help("PROPOSAL"))],
    output: Annotated[str, typer.Option("-o", "--output", metavar="DRAFT", help=_help("-o DRAFT"))] = "",
    rubric: Rubric = "",
    as_of: AsOf = "",
    lang: Lang = "",
    templates: Templates = "",
    quiet: Quiet = False,
) -> None:
    from assess.commands.run import run

    session = _session(lang, rubric, as_of, templates)
    raise typer.Exit(run(session, proposal, output, quiet=quiet))


def _score(
    paths: Annotated[list[str], typer.Argument(metavar="PATH...", help=_help("PATH"))],
    form: Annotated[str, typer.Option("--format", metavar="table|json|jsonl|csv", help=_help("--format"))] = "table",
    rubric: Rubric = "",
    as_of: AsOf = "",
    lang: Lang = "",
    jobs: Jobs = 1,
    quiet: Quiet = False,
) -> None:
    from assess.commands.score import FORMATS, score

    if form not in FORMATS:
        raise typer.BadParameter(form, param_hint="--format")
    raise typer.Exit(score(_session(lang, rubric, as_of), paths, form, jobs, quiet=quiet))


def _annex(
    proposal: Annotated[str, typer.Argument(help=_help("PROPOSAL"))],
    kind: Annotated[str, typer.Option("--kind", metavar="principles|safeguards|grid", help=_help("--kind"))],
    output: Annotated[str, typer.Option("-o", "--output", metavar="FILE", help=_help("-o FILE"))],
    rubric: Rubric = "",
    as_of: AsOf = "",
    lang: Lang = "",
    templates: Templates = "",
    quiet: Quiet = False,
) -> None:
    from assess.commands.annex import KINDS, annex

    if kind not in KINDS:
        raise typer.BadParameter(kind, param_hint="--kind")
    session = _session(lang, rubric, as_of, templates)
    raise typer.Exit(annex(session, proposal, kind, output, quiet=quiet))


def _rubric_list(lang: Lang = "") -> None:
    from assess.commands.rubric import list_rubrics

    raise typer.Exit(list_rubrics(_session(lang)))


def _rubric_show(
    rubric: Annotated[str, typer.Argument(metavar="NAME|PATH")] = "",
    item: Annotated[str, typer.Argument(metavar="ID")] = "",
    lang: Lang = "",
) -> None:
    from assess.commands.rubric import show_rubric

    raise typer.Exit(show_rubric(_session(lang), rubric, item))


def _rubric_check(rubric: Annotated[str, typer.Argument(metavar="NAME|PATH")], lang: Lang = "") -> None:
    from assess.commands.rubric import check_rubric

    raise typer.Exit(check_rubric(_session(lang), rubric))


def _schema(
    kind: Annotated[str, typer.Argument(metavar="proposal|rubric|assessment")],
    rubric: Rubric = "",
    lang: Lang = "",
) -> None:
    from assess.commands.schema import KINDS, schema

    if kind not in KINDS:
        raise typer.BadParameter(kind, param_hint="KIND")
    raise typer.Exit(schema(_session(lang, rubric), kind))


COMMANDS: dict[str, Callable[..., None]] = {"run": _run, "score": _score, "annex": _annex, "schema": _schema}
RUBRIC: dict[str, Callable[..., None]] = {"list": _rubric_list, "show": _rubric_show, "check": _rubric_check}


def app(asked: str = "") -> typer.Typer:
    """The application; with the command *asked* alone when it is one, as the others would be built for nothing."""
    made = typer.Typer(
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        no_args_is_help=True,
        help=_help("assess"),
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    )
    made.callback()(_assess)
    for name, command in COMMANDS.items():
        if asked in (name, "") or asked not in (*COMMANDS, "rubric"):
            command.__annotations__ = get_type_hints(command, include_extras=True)  # else typer evaluates them several times
            made.command(name, help=_help(name))(command)
    if asked == "rubric" or asked not in COMMANDS:
        made.add_typer(_rubrics(), name="rubric")
    return made


def _rubrics() -> typer.Typer:
    made = typer.Typer(rich_markup_mode=None, no_args_is_help=True, help=_help("rubric"))
    for name, command in RUBRIC.items():
        made.command(name, help=_help(f"rubric {name}"))(command)
    return made


def with_command(arguments: list[str]) -> list[str]:
    """*arguments*, with `run` before a proposal given without a command."""
    if not arguments or arguments[0] in (*COMMANDS, "rubric") or arguments[0] in _ALONE:
        return arguments
    return ["run", *arguments]


def main() -> None:
    """Run the command `assess` and leave with its exit code."""
    import gc

    from assess.terminal import utf8

    gc.set_threshold(100_000, 20, 20)  # a run is short and makes few cycles
    utf8()
    code = code_of(with_command(sys.argv[1:]))
    try:
        sys.stdout.flush()
    except OSError as error:
        code = _closed() if isinstance(error, BrokenPipeError) else _internal(error)
    sys.exit(code)


def code_of(arguments: list[str]) -> int:
    """The exit code of the command line *arguments*; whatever happens, a sentence and no traceback."""
    try:
        found: Any = app(arguments[0] if arguments else "")(arguments, prog_name="assess", standalone_mode=False)
    except typer.Exit as end:
        return int(end.exit_code)
    except _USAGE as error:
        return _usage(error)
    except (KeyboardInterrupt, typer.Abort):
        return _interrupted()
    except (BrokenPipeError, SystemExit):  # typer leaves so when who reads the output has stopped reading
        return _closed()
    except Exception as error:  # noqa: BLE001 - whatever happens, a sentence
        return _internal(error)
    if found == INTERRUPTED:
        return _interrupted()
    return found if isinstance(found, int) else 0


def _interrupted() -> int:
    _tell("\n" + say("interrupted", LANG, {}))
    return INTERRUPTED


def _closed() -> int:
    """Let what is still to be written to stdout go nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    return DONE


def _tell(text: str) -> None:
    try:
        sys.stderr.write(text + "\n")
        sys.stderr.flush()
    except OSError:  # nobody can be told
        return


def _usage(error: Any) -> int:
    name = type(error).__name__
    if name == "NoArgsIsHelpError":
        _tell(error.ctx.get_help())
        return INVALID
    found = str(getattr(error, "option_name", "") or getattr(error, "param_hint", "") or "")
    if not found and getattr(error, "param", None) is not None:
        found = str(error.param.name)
    kinds = {"NoSuchOption": "usage-option", "MissingParameter": "usage-missing", "BadParameter": "usage-value"}
    message = kinds.get(name, "usage-other") if found or name != "BadParameter" else "usage-other"
    what = say(message, LANG, {"found": found.strip("'\"")})
    command = error.ctx.command_path if getattr(error, "ctx", None) else "assess"
    _tell(say("usage", LANG, {"what": what}) + "\n" + say("usage-help", LANG, {"command": command}))
    return INVALID


def _internal(error: Exception) -> int:
    from assess.commands.session import complain
    from assess.files import FileFault
    from assess.finding import Finding, Place

    if isinstance(error, FileFault):
        complain([Finding(error.message, Place(error.path), error.values)], LANG)
        return INVALID
    if isinstance(error, OSError) and error.errno in OUTPUT_FAULTS:
        _tell(say(OUTPUT_FAULTS[error.errno], LANG, {}))
        _closed()
        return INVALID
    if os.environ.get("ASSESS_TRACEBACK") == "1":
        raise error
    what = f"{type(error).__name__}: {error}"
    _tell(say("internal-error", LANG, {"what": what[:300]}))
    return FAULT
