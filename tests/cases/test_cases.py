"""Each case of the files beside this one, written by those who know the law, holds under the rubric that it names.

`assess rubric check mis-2021 --cases tests/cases` runs them all and says why one fails.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
import yaml

from assess import store
from assess.commands.cases import Cases
from assess.commands.session import Session
from assess.model.case import Case

FOLDER = Path(__file__).parent
FILES = sorted(FOLDER.glob("*.yaml"))
NAMED = [(path.name, case["name"]) for path in FILES for case in yaml.safe_load(path.read_text(encoding="utf-8"))["cases"]]


@cache
def bench() -> Cases:
    session = Session("en")
    folder = store.find_rubric(store.DEFAULT)
    assert folder is not None
    method = session.open(folder)
    assert method is not None, session.told()
    return Cases(session, method.evaluator.rubric)


@cache
def loaded(file: str) -> dict[str, Case]:
    return {case.name: case for case in bench().load(str(FOLDER / file))}


@pytest.mark.parametrize("file", [path.name for path in FILES])
def test_the_file_has_no_fault(file: str) -> None:
    cases = loaded(file)
    assert [finding for finding in bench().findings if finding.place.path.endswith(f"/{file}")] == []
    assert list(cases) == [name for own, name in NAMED if own == file]


@pytest.mark.parametrize(("file", "name"), NAMED)
def test_the_case_holds(file: str, name: str) -> None:
    case = loaded(file)[name]
    assert case.expected
    failures = bench().failures(case, "en")
    assert not failures, "\n".join(failures)
