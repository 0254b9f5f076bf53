"""`assess explain`: the page of a check or of an item of the rubric."""

from __future__ import annotations

from pathlib import Path

import pytest

from assess.model.exit_codes import DONE, INVALID
from tests.running import run


@pytest.mark.parametrize("name", ["passage-edited", "check:passage-edited"])
def test_a_check_is_explained_in_both_languages(name: str) -> None:
    fr, en = (run("explain", name, "--lang", lang) for lang in ("fr", "en"))
    assert (fr.code, en.code, fr.err) == (DONE, DONE, "")
    assert fr.out.startswith("# Passage réécrit à la main (`passage-edited`)\n\n*Fraîcheur, remarque*\n\n")
    assert en.out.startswith("# Passage rewritten by hand (`passage-edited`)\n\n*Freshness, note*\n\n")
    assert "## Exemple en défaut\n\n```markdown\n# Étude\n" in fr.out


@pytest.mark.parametrize(
    ("name", "near"), [("pasage-edited", "passage-edited"), ("check:pasage-edited", "passage-edited"), ("maturity.tlr", "maturity.trl")]
)
def test_an_unknown_id_comes_with_the_nearest(name: str, near: str) -> None:
    ended = run("explain", name, "--lang", "en")
    assert (ended.code, ended.out) == (INVALID, "")
    assert f"Neither a check nor an item of the rubric is called `{name}`." in ended.err
    assert f"did you mean `{near}`?" in ended.err


def test_an_unknown_rubric_is_said() -> None:
    assert "There is no rubric `nowhere`." in run("explain", "maturity.trl", "--rubric", "nowhere", "--lang", "en").err


def test_a_fault_in_the_files_of_checks_is_said_rather_than_that_there_is_no_such_check(here: Path) -> None:
    (here / "assess.toml").write_text('checks = "nos-controles"\n', encoding="utf-8")
    (here / "nos-controles").mkdir()
    (here / "nos-controles" / "checks.yaml").write_text("checks:\n  notre-controle: {kind: inconnu}\n", encoding="utf-8")
    for what in ("check:notre-controle", "notre-controle"):
        ended = run("explain", what, "--lang", "fr")
        assert ended.code == INVALID
        assert "nos-controles/checks.yaml:2:3: erreur" in ended.err
