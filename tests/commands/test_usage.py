"""What is said of a command line that is not one."""

from __future__ import annotations

from assess.model.exit_codes import INVALID
from tests.running import run


def test_alone_it_shows_its_help() -> None:
    ended = run()
    assert (ended.code, ended.out) == (INVALID, "")
    assert ended.err.startswith("Usage: assess [OPTIONS] COMMAND")


def test_a_command_without_what_it_needs_shows_its_help() -> None:
    ended = run("rubric")
    assert ended.code == INVALID
    assert "Usage: assess rubric" in ended.err


def test_a_value_that_is_none_of_those_allowed_names_them() -> None:
    ended = run("score", "x.yaml", "--format", "tsv")
    assert (ended.code, ended.out) == (INVALID, "")
    assert "`tsv`" in ended.err
    assert "`table`, `json`, `jsonl`, `csv`" in ended.err
