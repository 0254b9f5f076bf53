"""What `docs/examples.md` and `docs/exemples.md` say of the examples is what the rubric concludes today."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from assess.commands.session import Session
from assess.reporters import hanging
from assess.reporters.naming import Names
from assess.reporters.rows import pathway_words, ways_words
from tests.commands.expected import same

ROOT = Path(__file__).resolve().parent.parent
PAGES = {"en": "examples.md", "fr": "exemples.md"}
HEADS = {
    "en": ("example", "as answered", "established", "what would turn it"),
    "fr": ("exemple", "selon les réponses", "établi", "ce qui la ferait basculer"),
}
ALL_SHOWN = {"en": "the same", "fr": "de même"}
NOTHING = {"en": "no change of one answer", "fr": "aucun changement d’une seule réponse"}
EXAMPLES = sorted((ROOT / "examples").glob("*/proposal.yaml"))
SHOWN = 3


def row(path: Path, lang: str) -> tuple[str, ...]:
    """The cells of one example."""
    read = Session(lang=lang).read(str(path))
    assert read.proposal is not None
    assert read.method is not None
    evaluator = read.method.evaluator
    found = evaluator.assess(read.proposal, read.as_of)
    names = Names(evaluator.rubric, lang)
    established = ALL_SHOWN[lang] if found.settled else ways_words(evaluator.rubric, found.established.ways, lang)
    flips = [hanging.flip_words(names, flip) for flip in found.flips[:SHOWN]]
    return f"`{path.parent.name}`", pathway_words(evaluator.rubric, found, lang), established, " <br>".join(flips) or NOTHING[lang]


def table(lang: str) -> Iterator[str]:
    """The lines of the table."""
    yield from ("", f"| {' | '.join(HEADS[lang])} |", "| --- | --- | --- | --- |")
    yield from (f"| {' | '.join(row(path, lang))} |" for path in EXAMPLES)
    yield from ("", "")


@pytest.mark.parametrize("lang", sorted(PAGES))
def test_the_table_is_that_of_today(lang: str) -> None:
    page = ROOT / "docs" / PAGES[lang]
    told = page.read_text(encoding="utf-8")
    made = re.sub(
        r"(<!-- figures: examples -->\n).*(<!-- figures end -->)",
        lambda found: found[1] + "\n".join(table(lang)) + found[2],
        told,
        flags=re.DOTALL,
    )
    assert same(page, made), "ASSESS_REWRITE=1 python -m pytest tests/test_examples_page.py writes it again; then read it"
