"""What `assess check` says of the twenty drafts, of damaged ones and of a proposal, in every format and both languages."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from assess.model.exit_codes import DONE
from tests.checks.cases import BASE
from tests.checks.test_damaged import DAMAGES, DRAFT, HARMLESS
from tests.checks.test_drafts import NAMES, draft
from tests.running import run
from tests.snapshots.kept import LANGUAGES, TODAY, keep, ran

FORMATS = {"text": "txt", "json": "json", "sarif": "sarif", "github": "github.txt", "junit": "xml", "gitlab": "gitlab.json"}


@pytest.fixture(scope="module")
def drafts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("drafts")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        for name in NAMES:
            draft(name, Path())
    return folder


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("form", FORMATS)
def test_the_findings_of_the_twenty_drafts(form: str, lang: str, drafts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(drafts)
    some = ("08-crlf-word", "10-annexes", "15-inacheve", "18-english", "20-collectivites")
    paths = (".",) if form == "text" else tuple(f"{name}.impact-study.md" for name in some)
    found = ran("check", *paths, "--format", form, "--today", TODAY, "--lang", lang, codes=(0, 1))
    keep(f"findings/drafts/{form}/{lang}", {f"report.{FORMATS[form]}": found.out, "summary.txt": found.err})


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_findings_of_damaged_drafts(lang: str, here: Path) -> None:
    shutil.copy(BASE, here / "essai.yaml")
    assert run("essai.yaml", "-q", "--lang", "fr").code == DONE
    sound = (here / DRAFT).read_bytes()
    told = []
    for name, damage in {**{name: damage for name, (damage, _) in DAMAGES.items()}, **HARMLESS}.items():
        if name != "five megabytes":
            (here / DRAFT).write_bytes(damage(sound))
            found = ran("check", DRAFT, "--today", TODAY, "--lang", lang, codes=(0, 1, 2))
            told += [
                f"## {name}: {found.code}",
                *(part for part in found.out.split("\n\n") if any(check in part for check in _DAMAGED)),
                found.err,
            ]
    keep(f"findings/damaged/{lang}", {"reports.txt": "\n\n".join(told)})


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_findings_of_the_examples(lang: str) -> None:
    found = ran("check", "examples", "--today", TODAY, "--lang", lang, codes=(0, 1))
    keep(f"findings/examples/{lang}", {"report.txt": found.out, "summary.txt": found.err})


@pytest.mark.parametrize("lang", LANGUAGES)
def test_waivers_and_a_baseline(lang: str, here: Path) -> None:
    waived = BASE.read_text(encoding="utf-8").replace("facts:", f"{_WAIVERS}facts:", 1) + _IMPACTS
    (here / "essai.yaml").write_text(waived, encoding="utf-8")
    found = {form: ran("check", "essai.yaml", "--format", form, "--today", TODAY, "--lang", lang, codes=(0, 1)) for form in FORMATS}
    texts = {f"waived.{FORMATS[form]}": report.out for form, report in found.items()}
    texts["waived.sarif"] = json.dumps(json.loads(found["sarif"].out)["runs"][0]["results"], ensure_ascii=False, indent=1)  # not the rules
    texts["summary.txt"] = found["text"].err
    options = ("--today", TODAY, "--lang", lang)
    first = ran("check", "essai.yaml", "--write-baseline", "base.json", *options, codes=(0, 1))
    texts |= {"base.json": (here / "base.json").read_text(encoding="utf-8"), "written.txt": first.out + first.err}
    later = ran("check", "essai.yaml", "--baseline", "base.json", *options, codes=(0, 1))
    keep(f"findings/waivers/{lang}", {**texts, "known.txt": later.out + later.err})


_DAMAGED = ("marker-damaged", "draft-unreadable", "proposal-missing")
_WAIVERS = """\
# assess:allow amount-unsourced until=2025-12-31 reason="hier"
# assess:allow aucun-tel until=2026-12-31 reason="rien"
# assess:allow amount-unsourced until=demain reason="plus tard"
# assess:allow safeguard-rank until=2026-12-31 reason="ne sert à rien"
"""
_IMPACTS = """
impacts:
  # assess:allow impact-unsourced until=2026-03-02 reason="chiffrage en cours"
  - {who: Ministère, kind: budget, low: 1000, high: 2000, unit: EUR}
  - {who: Régions, kind: local-authorities, low: 3000}
"""
