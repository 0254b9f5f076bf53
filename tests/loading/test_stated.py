"""Texts that a proposal states: what is an entry of the rubric is said to be one, and no opposite is suggested."""

from __future__ import annotations

import pytest

from assess import files, store
from assess.loading.proposal import same_numbers
from assess.model.rubric import Rubric
from assess.yaml_source.nearest import nearest


@pytest.fixture(scope="module")
def rubric() -> Rubric:
    found = store.load_rubric_of(files.shipped("rubrics") / "mis-2021").rubric
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("cite", "entry"),
    [
        ("article L. 251-2 du CSI", "law:csi-l251-2"),
        ("Art. L.242-5", "law:csi-l242-5"),
        ("loi n° 2026-798", "law:loi-2026-798"),
        ("Loi n° 2026-798 du 18 août 2026", "law:loi-2026-798"),
        ("RGPD", ""),
        ("arrêté du préfet du 3 mars 2026", ""),
        ("article L. 999-2 du code", ""),
    ],
)
def test_a_text_cited_by_the_numbers_of_an_entry_is_that_entry(rubric: Rubric, cite: str, entry: str) -> None:
    assert same_numbers(cite, rubric.law) == entry


def test_the_opposite_is_no_slip_of_the_keyboard() -> None:
    states = ("in-force", "ended", "struck-down", "unknown")
    assert not nearest("not-in-force", states)
    assert not nearest("non-in-force", states)
    assert nearest("in-forse", states) == "in-force"
