"""Small proposals at the edges: none, one and two of what is counted, each status, each family of law, cells that look like formulas."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.snapshots.kept import LANGUAGES, keep, ran, text_of

HERE = Path("tests/snapshots")
EDGES = tuple(sorted(path.stem for path in (Path(__file__).parent / "edges").glob("*.yaml")))
IN_FRENCH = ("no-text", "referral", "status-of-what-may-apply")
"""Kept in French alone: their English is that of the others."""
KINDS = ("principles", "safeguards", "grid")


@pytest.mark.parametrize(("name", "lang"), [(name, lang) for name in EDGES for lang in LANGUAGES if lang == "fr" or name not in IN_FRENCH])
def test_a_small_proposal_gives_the_same_bytes(name: str, lang: str) -> None:
    path = (HERE / "edges" / f"{name}.yaml").as_posix()
    study = ran("run", path, "-o", "-", "--lang", lang)
    texts = {"study.md": study.out, "summary.txt": study.err}
    if name == "status-of-safeguards-and-evidence" or (name, lang) == ("one", "fr"):
        texts["explained.txt"] = text_of("explain", path, "--all", "--lang", lang)
    if name == "status-of-safeguards-and-evidence":
        texts |= {f"annex-{kind}.md": text_of("annex", path, "--kind", kind, "-o", "-", "--lang", lang) for kind in KINDS}
        texts["assessment.json"] = text_of("score", path, "--format", "json", "--lang", lang)
    keep(f"edges/{name}/{lang}", texts)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_family_of_law_is_in_its_place(lang: str) -> None:
    path = (HERE / "families" / "proposal.yaml").as_posix()
    study = ran("run", path, "-o", "-", "--lang", lang)
    texts = {"study.md": study.out, "summary.txt": study.err}
    texts |= {
        f"annex-{kind}.md": text_of("annex", path, "--kind", kind, "-o", "-", "--lang", lang) for kind in ("principles", "safeguards")
    }
    texts["2019.md"] = text_of("run", path, "-o", "-", "--lang", lang, "--as-of", "2019-06-01").partition("begin references")[2]
    texts["explained.txt"] = text_of("explain", path, "--all", "--lang", lang)
    keep(f"edges/families/{lang}", texts)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_operator_has_its_words(lang: str) -> None:
    terms = ("short", "between", "exact", "without", "alone", "ended", "strong", "long")
    options = ("--rubric", (HERE / "families" / "rubric").as_posix(), "--lang", lang)
    keep(f"edges/operators/{lang}", {"explained.txt": "\n".join(text_of("explain", f"term:{name}", *options) for name in terms)})


STARTS = ("=1+1", "+33 1", "-2 agents", "@home", "'déjà", ' =1"2"', "a,b", 'un "mot"', "deux\nlignes", "\tonglet", "\rretour", "plain")


def test_no_cell_is_a_formula(here: Path) -> None:
    for at, start in enumerate(STARTS):
        title = start.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t").replace("\r", "\\r")
        for length, more in (("short", ""), ("long", " et un titre assez long pour une cellule")):
            text = f'format: 1\nid: p-{at:02}-{length}\ntitle: "{title}{more}"\ndate: 2026-03-02\ntechnology: drones\n'
            (here / f"{at:02}-{length}.yaml").write_text(text, encoding="utf-8")
    (here / "=danger.yaml").write_text("format: 1\nid: path\ntitle: T\ndate: 2026-03-02\ntechnology: drones\n", encoding="utf-8")
    (here / "-danger.yaml").write_text("format: 1\nid: path-2\ntitle: T\ndate: 2026-03-02\ntechnology: drones\n", encoding="utf-8")
    found = ran("score", ".", "--format", "csv", "--lang", "fr", codes=(0, 2))
    dash = ran("score", "--format", "csv", "--lang", "fr", "--", "-danger.yaml", "=danger.yaml", codes=(0, 2))
    table = ran("score", ".", "--lang", "fr", codes=(0, 2))
    keep("edges/cells", {"rows.csv": found.out, "told.txt": found.err, "paths.csv": dash.out, "table.txt": table.out})


@pytest.mark.parametrize("lang", LANGUAGES)
def test_rows_of_several_values_and_of_none(lang: str, here: Path) -> None:
    for facts in range(3):
        for criteria in range(3):
            lines = ["facts:", "  phase: permanent", "  purposes: [terrorism]"][: facts + 1 if facts else 0]
            lines += ["criteria:", "  maturity.trl: {level: 2}", "  maturity.bias: {level: 0}"][: criteria + 1 if criteria == 1 else 0]
            text = "\n".join(["format: 1", f"id: e-{facts}-{criteria}", "title: T", "date: 2026-03-02", "technology: drones", *lines])
            (here / f"{facts}{criteria}.yaml").write_text(text + "\n", encoding="utf-8")
    keep(
        f"edges/rows/{lang}",
        {"rows.csv": ran("score", ".", "--format", "csv", "--lang", lang).out}
        if lang == "fr"
        else {"table.txt": ran("score", ".", "--lang", lang).out},
    )
