"""`assess score`: what people read of it in a table and in a spreadsheet."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest

from assess.model.exit_codes import DONE, INVALID
from tests.checks.cases import BASE
from tests.running import run


@pytest.fixture
def two(here: Path) -> Path:
    """Two proposals, each with an id of its own."""
    text = BASE.read_text(encoding="utf-8")
    (here / "gare.yaml").write_text(text.replace("Comptage", "Comptage; « déjà 1.5 »"), encoding="utf-8")
    (here / "autre.yaml").write_text(text.replace("id: essai", "id: autre"), encoding="utf-8")
    return here


@pytest.mark.usefixtures("two")
def test_csv_for_a_spreadsheet_says_what_the_plain_one_says() -> None:
    plain, excel = run("score", ".", "--format", "csv"), run("score", ".", "--format", "csv", "--excel")
    assert (plain.code, excel.code) == (DONE, DONE)
    assert excel.out.startswith("\ufeffpath;id;title;")
    rows = list(csv.reader(io.StringIO(plain.out)))
    shown = list(csv.reader(io.StringIO(excel.out.removeprefix("\ufeff")), delimiter=";"))
    assert rows[0] == shown[0]
    numbers = [(cell, other) for row, same in zip(rows, shown, strict=True) for cell, other in zip(row, same, strict=True) if cell != other]
    assert numbers, "some figures have decimals"
    assert all(re.fullmatch(r"[\d.-]+", cell) and other == cell.replace(".", ",") for cell, other in numbers)
    assert "mis-2021@2.0.0" in excel.out
    assert "déjà 1.5" in excel.out


@pytest.mark.usefixtures("two")
@pytest.mark.parametrize("form", ["table", "json", "jsonl"])
def test_a_spreadsheet_is_csv(form: str) -> None:
    ended = run("score", ".", "--format", form, "--excel", "--lang", "en")
    assert (ended.code, ended.out) == (INVALID, "")
    assert "--format csv" in ended.err


def named(table: str) -> list[str]:
    """What each row of the table begins with."""
    return [line.split()[0] for line in table.splitlines()[2:] if line[0] != " "]


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_proposals_of_one_id_are_told_apart_by_their_paths(two: Path, jobs: str) -> None:
    ended = run("score", ".", "--jobs", jobs)
    assert named(ended.out) == ["autre", "essai"]
    assert ended.err == ""
    (two / "b.yaml").write_text((two / "gare.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    ended = run("score", ".", "--jobs", jobs, "--lang", "en")
    assert named(ended.out) == ["autre.yaml", "b.yaml", "gare.yaml"]
    assert ended.code == DONE
    assert "gare.yaml:3:5: warning: The id “essai” is also that of `b.yaml`" in ended.err
