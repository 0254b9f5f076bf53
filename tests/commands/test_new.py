"""`assess new`: a proposal to fill in, valid as it is written, in the analyst’s language."""

from __future__ import annotations

from pathlib import Path

import pytest

from assess.cli import code_of
from assess.yaml_source.editing import edited


def made(tmp_path: Path, technology: str, *options: str) -> str:
    file = tmp_path / f"{technology}.yaml"
    assert code_of(["new", technology, "-o", str(file), "--as-of", "2026-03-02", *options]) == 0
    return file.read_text(encoding="utf-8")


@pytest.mark.parametrize(("technology", "lang"), [("drones", "fr"), ("other", "en")])
def test_it_is_valid_as_it_is_written(tmp_path: Path, technology: str, lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    text = made(tmp_path, technology, "--lang", lang)
    assert code_of(["check", str(tmp_path), "--lang", lang]) == 0
    assert code_of(["score", str(tmp_path), "--lang", lang]) == 0
    assert text.startswith("# yaml-language-server: $schema=mis-2021.schema.json\n")
    assert "date: 2026-03-02\n" in text
    assert max(map(len, text.split("\n"))) <= 120
    assert "purposes" not in [line.split(":")[0].strip() for line in text.split("\n") if not line.strip().startswith("#")]
    capsys.readouterr()


def test_each_fact_has_its_values_in_words_and_the_usual_one_is_marked(tmp_path: Path) -> None:
    text = made(tmp_path, "drones", "--lang", "fr")
    assert "  ← habituel\n" in text
    assert "#   - Texte qui porte l’usage\u00a0: text\n" in text
    assert "(facial_recognition_ban)\u00a0: article L.\u00a0242-4" in text


def test_an_answer_takes_the_place_of_the_comment_that_awaits_it(tmp_path: Path) -> None:
    text = made(tmp_path, "drones", "--lang", "fr")
    new = edited(text, [(("criteria", "maturity.trl"), {"level": 2, "because": "Essai."}), (("facts", "purposes"), ["terrorism"])])
    assert (
        text.replace("  # purposes:\n", "  purposes: [terrorism]\n").replace(
            "  # maturity.trl:\n  #   level:\n  #   because:\n", '  maturity.trl:\n    level: 2\n    because: "Essai."\n'
        )
        == new
    )


def test_it_never_takes_the_place_of_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.yaml").write_text("à moi", encoding="utf-8")
    assert code_of(["new", "drones", "-o", str(tmp_path / "a.yaml"), "--lang", "fr"]) == 2
    assert "existe déjà" in capsys.readouterr().err
    assert (tmp_path / "a.yaml").read_text(encoding="utf-8") == "à moi"


def test_a_wrong_technology_has_a_neighbour_and_a_list(capsys: pytest.CaptureFixture[str]) -> None:
    assert code_of(["new", "drone", "--lang", "fr"]) == 2
    assert "vouliez-vous dire `drones`" in capsys.readouterr().err
    assert code_of(["new", "--lang", "fr"]) == 2
    assert "assess new --list" in capsys.readouterr().err
    assert code_of(["new", "--list", "--lang", "fr"]) == 0
    assert [line.split(maxsplit=1) for line in capsys.readouterr().out.splitlines()][6] == ["drones", "Drones équipés de caméras"]


def test_other_names_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert code_of(["new", "drones", "-o", str(tmp_path / "a.docx"), "--lang", "fr"]) == 2
    assert "finit par `.yaml`" in capsys.readouterr().err
