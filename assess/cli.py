"""The command line: commands, their options, exit codes. Nothing else knows typer."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any, get_type_hints

import typer

from assess.endings import closed, failed, interrupted, misused, unheard
from assess.model.exit_codes import INTERRUPTED
from assess.options import (
    AsOf,
    Baseline,
    FailOn,
    Form,
    Jobs,
    Lang,
    Quiet,
    Rubric,
    Templates,
    Today,
    WriteBaseline,
    help_of,
)

if TYPE_CHECKING:
    from assess.commands.session import Session

_ALONE = ("--help", "--version", "-h")
_USAGE: type[Exception] = typer.BadParameter.__mro__[1]  # typer gives no other public name to faults of usage


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
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help=help_of("--version"))] = False,
) -> None:
    pass


def _run(
    proposal: Annotated[str, typer.Argument(help=help_of("PROPOSAL"))],
    output: Annotated[str, typer.Option("-o", "--output", metavar="DRAFT", help=help_of("-o DRAFT"))] = "",
    take: Annotated[list[str] | None, typer.Option("--take", metavar="ID", help=help_of("--take"))] = None,
    rubric: Rubric = "",
    as_of: AsOf = "",
    lang: Lang = "",
    templates: Templates = "",
    quiet: Quiet = False,
) -> None:
    from assess.commands.run import run

    session = _session(lang, rubric, as_of, templates)
    raise typer.Exit(run(session, proposal, output, take=take or [], quiet=quiet))


def _score(
    paths: Annotated[list[str], typer.Argument(metavar="PATH...", help=help_of("PATH"))],
    form: Annotated[str, typer.Option("--format", metavar="table|json|jsonl|csv", help=help_of("--format"))] = "table",
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


def _check(
    paths: Annotated[list[str], typer.Argument(metavar="PATH...", help=help_of("CHECKED"))],
    form: Form = "text",
    fail_on: FailOn = "error",
    baseline: Baseline = "",
    write_baseline: WriteBaseline = "",
    today: Today = "",
    rubric: Rubric = "",
    as_of: AsOf = "",
    lang: Lang = "",
    templates: Templates = "",
    jobs: Jobs = 1,
    quiet: Quiet = False,
) -> None:
    from assess.commands.check import FAIL_ON, FORMATS, Options, check

    for value, known, option in ((form, FORMATS, "--format"), (fail_on, FAIL_ON, "--fail-on")):
        if value not in known:
            raise typer.BadParameter(value, param_hint=option)
    options = Options(form, fail_on, today, baseline, write_baseline, jobs, quiet)
    raise typer.Exit(check(_session(lang, rubric, as_of, templates), paths, options))


def _annex(
    proposal: Annotated[str, typer.Argument(help=help_of("PROPOSAL"))],
    kind: Annotated[str, typer.Option("--kind", metavar="principles|safeguards|grid", help=help_of("--kind"))],
    output: Annotated[str, typer.Option("-o", "--output", metavar="FILE", help=help_of("-o FILE"))],
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


def _explain(
    what: Annotated[str, typer.Argument(metavar="ID|PROPOSAL", help=help_of("ID|PROPOSAL"))],
    item: Annotated[str, typer.Argument(metavar="ID", help=help_of("ID"))] = "",
    rubric: Rubric = "",
    as_of: AsOf = "",
    lang: Lang = "",
) -> None:
    from assess.commands.explain import explain

    raise typer.Exit(explain(_session(lang, rubric, as_of), what, item))


def _migrate(
    paths: Annotated[list[str], typer.Argument(metavar="FILE...", help=help_of("PATH"))],
    dry_run: Annotated[bool, typer.Option("--dry-run", help=help_of("--dry-run"))] = False,
    rubric: Rubric = "",
    lang: Lang = "",
) -> None:
    from assess.commands.migrate import migrate

    raise typer.Exit(migrate(_session(lang, rubric), paths, dry_run=dry_run))


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


def _rubric_check(
    rubric: Annotated[str, typer.Argument(metavar="NAME|PATH")] = "",
    cases: Annotated[str, typer.Option("--cases", metavar="DIR", help=help_of("--cases"))] = "",
    lang: Lang = "",
) -> None:
    from assess.commands.rubric import check_rubric

    raise typer.Exit(check_rubric(_session(lang), rubric, cases))


def _schema(
    kind: Annotated[str, typer.Argument(metavar="proposal|rubric|assessment")],
    rubric: Rubric = "",
    lang: Lang = "",
) -> None:
    from assess.commands.schema import KINDS, schema

    if kind not in KINDS:
        raise typer.BadParameter(kind, param_hint="KIND")
    raise typer.Exit(schema(_session(lang, rubric), kind))


COMMANDS: dict[str, Callable[..., None]] = {
    "run": _run,
    "score": _score,
    "check": _check,
    "annex": _annex,
    "explain": _explain,
    "migrate": _migrate,
    "schema": _schema,
}
RUBRIC: dict[str, Callable[..., None]] = {"list": _rubric_list, "show": _rubric_show, "check": _rubric_check}


def app(asked: str = "") -> typer.Typer:
    """The application; with the command *asked* alone when it is one, as the others would be built for nothing."""
    made = typer.Typer(
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        no_args_is_help=True,
        help=help_of("assess"),
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    )
    made.callback()(_assess)
    for name, command in COMMANDS.items():
        if asked in (name, "") or asked not in (*COMMANDS, "rubric"):
            command.__annotations__ = get_type_hints(command, include_extras=True)  # else typer evaluates them several times
            made.command(name, help=help_of(name))(command)
    if asked == "rubric" or asked not in COMMANDS:
        made.add_typer(_rubrics(), name="rubric")
    return made


def _rubrics() -> typer.Typer:
    made = typer.Typer(rich_markup_mode=None, no_args_is_help=True, help=help_of("rubric"))
    for name, command in RUBRIC.items():
        made.command(name, help=help_of(f"rubric {name}"))(command)
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
        code = closed() if isinstance(error, BrokenPipeError) else failed(error)
    unheard()
    gc.freeze()  # nothing is left to find: what ends needs no collection
    sys.exit(code)


def code_of(arguments: list[str]) -> int:
    """The exit code of the command line *arguments*; whatever happens, a sentence and no traceback."""
    try:
        found: Any = app(arguments[0] if arguments else "")(arguments, prog_name="assess", standalone_mode=False)
    except typer.Exit as end:
        return int(end.exit_code)
    except _USAGE as error:
        return misused(error)
    except (KeyboardInterrupt, typer.Abort):
        return interrupted()
    except (BrokenPipeError, SystemExit):  # typer leaves so when who reads the output has stopped reading
        return closed()
    except Exception as error:  # noqa: BLE001 - whatever happens, a sentence
        return failed(error)
    if found == INTERRUPTED:
        return interrupted()
    return found if isinstance(found, int) else 0
