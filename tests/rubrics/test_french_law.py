"""A foreign use is read under the European Convention and Union law alone: what rests on French law only asks which law governs it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assess.conditions.nodes import Condition, reads
from assess.model.law import Citation
from assess.model.rubric import Rule, Safeguard, Tier
from tests.cases.test_complete import rubric

FRENCH = re.compile(r"law:(?:cc|ce|cnil|csi|cpp|cpce|ddhc|decree|lo|loi|ta|transports|const)-|source:nosdeputes-")
"""The entries of French law, by the beginning of their names, and a debate on one."""


def defined() -> dict[str, set[str]]:
    """What is read by whoever reads a term, a domain, or that one is closed."""
    made = rubric()
    found = {f"term:{term.id}": set(reads(term.when)) for term in made.terms}
    found |= {f"closed:{norm}": {f"domain:{domain.id}" for domain in made.domains} for norm in ("statute", "regulation")}
    return found | {f"domain:{domain.id}": set(reads(domain.when)) for domain in made.domains}


def all_read(when: Condition) -> set[str]:
    """The names that *when* reads, through terms and domains."""
    names, behind = set(reads(when)), defined()
    while (more := names | {name for read in names for name in behind.get(read, ())}) != names:
        names = more
    return names


def rules() -> Iterator[tuple[str, Condition, tuple[Citation, ...]]]:
    """Each rule of the rubric that cites sources: its name, its condition, its sources."""
    made = rubric()
    assert made.pathway
    assert made.regime
    yield from ((f"red-line:{line.id}", line.when, line.sources) for line in made.red_lines)
    yield from ((f"requirement:{item.id}", item.when, item.sources) for item in made.requirements)
    yield from ((f"condition:{item.id}", item.when, item.sources) for item in made.pathway.conditions)
    yield from ((f"text:{text.id}", text.concerns, text.law) for text in made.texts)
    yield from ((f"domain:{domain.id}", domain.when, domain.sources) for domain in made.domains)
    owners: list[Safeguard | Tier] = [*made.safeguards, *made.tiers]
    ruled: dict[str, tuple[Rule, ...]] = {
        "regime": made.regime.rules,
        "action": made.pathway.action_rules,
        "norm": made.pathway.norm_rules,
    }
    yield from ((f"{owner.id}.{rule.id}", rule.when, rule.sources) for owner in owners for rule in owner.rules)
    yield from ((f"{owner}.{rule.id}", rule.when, rule.sources) for owner, held in ruled.items() for rule in held)


def test_a_rule_that_rests_on_french_law_only_asks_which_law_governs_the_use() -> None:
    french = {name: when for name, when, sources in rules() if sources and all(FRENCH.match(source.ref) for source in sources)}
    assert len(french) > 150
    assert sorted(name for name, when in french.items() if "fact:jurisdiction" not in all_read(when)) == []
