"""The options of the command line that several commands have, and the language in which help speaks."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from assess.messages import words
from assess.settings import language


def spoken(arguments: list[str]) -> str:
    """The language of help and of faults of usage: they come before options are read."""
    for at, argument in enumerate(arguments):
        if argument == "--lang" and at + 1 < len(arguments):
            return language(arguments[at + 1])
        if argument.startswith("--lang="):
            return language(argument[7:])
    return language("")


LANG = spoken(sys.argv[1:])


def help_of(name: str) -> str:
    """The help of the command, option or argument *name*."""
    return str(words("help")[name][LANG])


Rubric = Annotated[str, typer.Option("--rubric", metavar="NAME|PATH", help=help_of("--rubric"))]
AsOf = Annotated[str, typer.Option("--as-of", metavar="YYYY-MM-DD", help=help_of("--as-of"))]
Lang = Annotated[str, typer.Option("--lang", metavar="fr|en", help=help_of("--lang"))]
Templates = Annotated[str, typer.Option("--templates", metavar="DIR", help=help_of("--templates"))]
Jobs = Annotated[int, typer.Option("--jobs", "-j", min=1, max=64, help=help_of("--jobs"))]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help=help_of("--quiet"))]

Form = Annotated[str, typer.Option("--format", metavar="text|json|sarif|github|junit|gitlab", help=help_of("--format"))]
FailOn = Annotated[str, typer.Option("--fail-on", metavar="error|warning|note|never", help=help_of("--fail-on"))]
Baseline = Annotated[str, typer.Option("--baseline", metavar="FILE", help=help_of("--baseline"))]
WriteBaseline = Annotated[str, typer.Option("--write-baseline", metavar="FILE", help=help_of("--write-baseline"))]
Today = Annotated[str, typer.Option("--today", metavar="YYYY-MM-DD", help=help_of("--today"))]
