"""The command line run inside the test process, as a person runs it: arguments in, exit code and texts out."""

from __future__ import annotations

import contextlib
import io
from typing import NamedTuple

from assess.cli import code_of, with_command


class Ran(NamedTuple):
    """What a run gave."""

    code: int
    out: str
    err: str


class _Stream(io.TextIOWrapper):
    """A stream in memory that, as those of a process, has bytes below its text."""

    def __init__(self) -> None:
        super().__init__(io.BytesIO(), encoding="utf-8", errors="backslashreplace", newline="\n", write_through=True)

    def told(self) -> str:
        buffer = self.buffer
        assert isinstance(buffer, io.BytesIO)
        return buffer.getvalue().decode()


def run(*arguments: str) -> Ran:
    """Run `assess` with *arguments*."""
    out, err = _Stream(), _Stream()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = code_of(with_command(list(arguments)))
    return Ran(code, out.told(), err.told())
