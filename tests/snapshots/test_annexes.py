"""Every annex of two examples, in both languages, and a summary that two pages hold."""

from __future__ import annotations

import pytest

from assess.model.constants import ANNEXES
from tests.snapshots.kept import LANGUAGES, keep, text_of

TWO_PAGES = 1000
"""Words, the tables counted."""


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", ["drones-2026", "facial-identification-live-2026"])
def test_an_annex_gives_the_same_bytes(name: str, lang: str) -> None:
    path = f"examples/{name}/proposal.yaml"
    texts = {f"{kind}.md": text_of("annex", path, "--kind", kind, "-o", "-", "--lang", lang) for kind in ANNEXES}
    assert len(texts["summary.md"].split()) <= TWO_PAGES
    keep(f"annexes/{name}/{lang}", texts)
