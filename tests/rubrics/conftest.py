"""The main rubric, ready to evaluate."""

from __future__ import annotations

import pytest

from assess import files, store
from assess.engine.reach import Calendar
from assess.model.rubric import Rubric
from tests.rubrics.uses import Uses


@pytest.fixture(scope="session")
def rubric() -> Rubric:
    loaded = store.load_rubric_of(files.shipped("rubrics") / "mis-2021")
    assert loaded.rubric is not None, loaded.findings
    return loaded.rubric


@pytest.fixture(scope="session")
def calendar(rubric: Rubric) -> Calendar:
    return Calendar(rubric)


@pytest.fixture(scope="session")
def uses(calendar: Calendar) -> Uses:
    return Uses(calendar)
