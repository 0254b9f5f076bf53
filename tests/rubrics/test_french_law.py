"""A foreign use is read under the European Convention and Union law alone: what rests on French law only asks which law governs it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assess.conditions.nodes import reads
from assess.model.law import Citation
from tests.cases.test_complete import rubric

FRENCH = re.compile(r"law:(?:cc|ce|cnil|csi|cpp|cpce|ddhc|decree|lo|loi|ta|transports|const)-")
"""The entries of French law, by the beginning of their names."""


def all_read(names: set[str]) -> set[str]:
    """The *names* that a condition reads, through the terms."""
    terms = {f"term:{term.id}": set(reads(term.when)) for term in rubric().terms}
    while (more := names | {name for read in names for name in terms.get(read, ())}) != names:
        names = more
    return names


def rules() -> Iterator[tuple[str, set[str], tuple[Citation, ...]]]:
    """Each red line, each rule of a guarantee or of a tier: its name, what it reads, its sources."""
    made = rubric()
    yield from ((f"red-line:{line.id}", set(reads(line.when)), line.sources) for line in made.red_lines)
    for owner in (*made.safeguards, *made.tiers):
        yield from ((f"{owner.id}.{rule.id}", set(reads(rule.when)), rule.sources) for rule in owner.rules)


def test_a_rule_that_rests_on_french_law_only_asks_which_law_governs_the_use() -> None:
    french = {name: read for name, read, sources in rules() if sources and all(FRENCH.match(source.ref) for source in sources)}
    assert len(french) > 50
    assert sorted(name for name, read in french.items() if "fact:jurisdiction" not in all_read(read)) == []
