"""How runs end that do not end well: a sentence and an exit code, never a traceback."""

from __future__ import annotations

import errno
import os
import sys
from typing import Any

from assess.messages import say
from assess.model.exit_codes import DONE, FAULT, INTERRUPTED, INVALID
from assess.options import LANG, NotOneOf
from assess.reporters.visible import inert

OUTPUT_FAULTS = {
    **dict.fromkeys((errno.ENOSPC, errno.EDQUOT, errno.EFBIG), "output-disk-full"),
    **dict.fromkeys((errno.EIO, errno.EBADF), "output-not-written"),
}
"""What is said when stdout takes no more."""


def interrupted() -> int:
    """End a run that was interrupted."""
    _tell("\n" + say("interrupted", LANG))
    return INTERRUPTED


def closed() -> int:
    """Let what is still to be written to stdout go nowhere."""
    _nowhere(1)
    return DONE


def unheard() -> None:
    """Send what stderr still holds; where it takes no more, let that go nowhere: the exit code is all that can be told."""
    try:
        sys.stderr.flush()
    except OSError:
        _nowhere(2)


def _nowhere(stream: int) -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream)


def _tell(text: str) -> None:
    try:
        sys.stderr.write(inert(text) + "\n")
        sys.stderr.flush()
    except OSError:  # nobody can be told
        return


def misused(error: Any, message: str = "") -> int:
    """End a run whose options are wrong, as *error* says, or *message*."""
    name = type(error).__name__
    if name == "NoArgsIsHelpError":
        _tell(error.ctx.get_help())
        return INVALID
    found = str(getattr(error, "option_name", "") or getattr(error, "param_hint", "") or "")
    if not found and getattr(error, "param", None) is not None:
        found = str(error.param.name)
    kinds = {"NoSuchOption": "usage-option", "MissingParameter": "usage-missing", "BadParameter": "usage-value"}
    message = message or (kinds.get(name, "usage-other") if found or name != "BadParameter" else "usage-other")
    values = {"found": found.strip("'\"")}
    if isinstance(error, NotOneOf):
        message, values = "usage-choice", values | {"value": error.value, "known": ", ".join(f"`{known}`" for known in error.known)}
    what = say(message, LANG, values)
    command = error.ctx.command_path if getattr(error, "ctx", None) else "assess"
    _tell(say("usage", LANG, {"what": what}) + "\n" + say("usage-help", LANG, {"command": command}))
    return INVALID


def failed(error: Exception) -> int:
    """End a run that *error* stopped: a file that cannot be read or written, or a fault of ours."""
    from assess.commands.session import refused
    from assess.files import FileFault

    if isinstance(error, FileFault):
        return refused([error.finding], LANG)
    if isinstance(error, OSError) and error.errno in OUTPUT_FAULTS:
        _tell(say(OUTPUT_FAULTS[error.errno], LANG))
        closed()
        return INVALID
    if os.environ.get("ASSESS_TRACEBACK") == "1":
        raise error
    what = f"{type(error).__name__}: {error}"
    _tell(say("internal-error", LANG, {"what": what[:300]}))
    return FAULT
