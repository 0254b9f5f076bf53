"""A sheet survives LibreOffice: opened, saved in its own format, and saved back as a workbook."""

from __future__ import annotations

import shutil
import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assess.sheets import reading
from assess.sheets.model import Filled
from tests.checks.cases import BASE
from tests.running import run

ANSWERS: dict[str, dict[str, Any]] = {
    "criterion:cybersecurity.audits": {
        "answer": "3 – Un prestataire",
        "because": "=SOMME(1;2)\n  Deux  espaces, une « citation ».",
        "title": "Rapport",
        "grade": "document",
        "day": date(2025, 11, 4),
    },
    "fact:cost_eur": {"answer": 1200000.5},
}


def converted(path: Path, ending: str, profile: Path) -> Path:
    target = path.parent / f"{ending}-out"
    command = [
        "soffice",
        f"-env:UserInstallation=file://{profile}",
        "--headless",
        "--convert-to",
        ending,
        "--outdir",
        str(target),
        str(path),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return target / f"{path.stem}.{ending}"


def told(found: Filled) -> list[tuple[str, list[tuple[str, str]]]]:
    """What is answered, in words: a day may come back as a day or as text."""
    return [
        (
            reply.id,
            [(name, str(cell)[:10] if name in ("day", "date") else " ".join(str(cell).split())) for name, cell in reply.cells.items()],
        )
        for reply in found.replies
    ]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed: no sheet is opened with it")
def test_answers_read_the_same_from_excel_s_format_and_from_libreoffice_s(here: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    pytest.importorskip("openpyxl", reason="openpyxl is not installed: no sheet is made (extra `sheets`)")
    from tests.desk.sheets import filled

    profile = tmp_path_factory.mktemp("profile")
    (here / "p.yaml").write_bytes(BASE.read_bytes())
    assert run("ask", "p.yaml", "--for", "cybersecurity,cost_eur", "-o", "rssi.xlsx").code == 0
    blank = (here / "rssi.xlsx").read_bytes()
    (here / "rempli.xlsx").write_bytes(filled(blank, ANSWERS, date=date(2026, 3, 5)))
    ods = converted(here / "rempli.xlsx", "ods", profile)
    back = converted(ods, "xlsx", profile)
    first, second, third = (reading.read(path.read_bytes()) for path in (here / "rempli.xlsx", ods, back))
    assert first.about == second.about == third.about
    assert first.asked == second.asked == third.asked
    assert told(first) == told(second) == told(third)
    for path in (ods, back):
        (here / "p.yaml").write_bytes(BASE.read_bytes())
        ran = run("answer", str(path), "--into", "p.yaml", "--lang", "fr")
        assert (ran.code, "2 réponses rapportées" in ran.err) == (0, True), ran.err
