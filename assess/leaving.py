"""How a run ends when it does not end well: an exit code, and a sentence in the language of the person."""

from __future__ import annotations

import errno
import os
import sys
from typing import Any

from assess.codes import DONE, FAULT, INTERRUPTED, INVALID
from assess.language import say
from assess.settings import language

OUTPUT_FAULTS = {
    **dict.fromkeys((errno.ENOSPC, errno.EDQUOT, errno.EFBIG), "output-disk-full"),
    **dict.fromkeys((errno.EIO, errno.EBADF), "output-not-written"),
}
"""What is said when stdout takes no more."""


def _spoken(arguments: list[str]) -> str:
    """The language of help and of faults of usage: they come before options are read."""
    for at, argument in enumerate(arguments):
        if argument == "--lang" and at + 1 < len(arguments):
            return language(arguments[at + 1])
        if argument.startswith("--lang="):
            return language(argument[7:])
    return language("")


LANG = _spoken(sys.argv[1:])


def interrupted() -> int:
    """Say that the run was interrupted. Gives the exit code."""
    _tell("\n" + say("interrupted", LANG, {}))
    return INTERRUPTED


def closed() -> int:
    """Let what is still to be written to stdout go nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    return DONE


def _tell(text: str) -> None:
    try:
        sys.stderr.write(text + "\n")
        sys.stderr.flush()
    except OSError:  # nobody can be told
        return


def usage(error: Any) -> int:
    """Say what is wrong with the command line, which *error* of typer is about. Gives the exit code."""
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


def internal(error: Exception) -> int:
    """Say what stopped the run. Gives the exit code."""
    from assess.commands.session import complain
    from assess.files import FileFault
    from assess.finding import Finding, Place

    if isinstance(error, FileFault):
        complain([Finding(error.message, Place(error.path), error.values)], LANG)
        return INVALID
    if isinstance(error, OSError) and error.errno in OUTPUT_FAULTS:
        _tell(say(OUTPUT_FAULTS[error.errno], LANG, {}))
        closed()
        return INVALID
    if os.environ.get("ASSESS_TRACEBACK") == "1":
        raise error
    what = f"{type(error).__name__}: {error}"
    _tell(say("internal-error", LANG, {"what": what[:300]}))
    return FAULT
