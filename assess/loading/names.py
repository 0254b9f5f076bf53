"""The names that a rubric defines, gathered before its conditions are read. Tolerant: what is not as it should be is skipped here."""

from __future__ import annotations

from collections.abc import Iterator

from assess.conditions.grammar import KEYWORDS
from assess.conditions.resolution import Scope
from assess.loading.rubric_parts import KINDS
from assess.loading.rubric_reader import LANGUAGES, Book
from assess.yaml_source.nodes import Mapping, Node, Sequence

STAGES = ("exploration", "referral")
RESERVED = KEYWORDS | {"stage", "regime", "action", "as_of"}
"""Names that mean something of their own in conditions."""


def book_of(roots: list[Node], heads: list[Node]) -> Book:
    """What is to be known of the rubric whose files have these *roots*; the first of *heads* with a head counts."""
    found = [root for root in roots if isinstance(root, Mapping)]
    head = next(_mappings([root for root in heads if isinstance(root, Mapping)], "rubric"), Mapping())
    evidence = head.get("evidence")
    languages = head.get("languages")
    listed = [lang for lang in languages if lang in LANGUAGES] if isinstance(languages, list) else []
    scope = scope_of(found)
    scope.instruments = _names(head.get("instruments"))
    sources = {name for section in _mappings(found, "sources") for name in section}
    return Book(
        languages=tuple(lang for lang in LANGUAGES if not listed or lang in listed),
        grades=_names(evidence.get("grades")) if isinstance(evidence, Mapping) else (),
        instruments=scope.instruments,
        scope=scope,
        references={f"law:{name}" for name in scope.law} | {f"source:{name}" for name in sources},
    )


def scope_of(roots: list[Mapping]) -> Scope:
    """Every name that the conditions of a rubric may use."""
    scope = Scope()
    scope.closed["stage"] = STAGES
    for section, names in (
        ("terms", scope.terms),
        ("safeguards", scope.safeguards),
        ("principles", scope.principles),
        ("red_lines", scope.red_lines),
        ("law", scope.law),
        ("scores", scope.scores),
    ):
        names.update(name for found in _mappings(roots, section) for name in found)
    for name, fact in _entries(roots, "facts"):
        _fact(scope, name, fact)
    for name, tier in _entries(roots, "tiers"):
        scope.ordered[name] = _names(tier.get("levels"))
    for name, principle in _entries(roots, "principles"):
        scope.criteria.update(f"{name}.{criterion}" for criterion in _names(principle.get("criteria")))
    for regime in _mappings(roots, "regime"):
        scope.closed.setdefault("regime", _names(regime.get("values")))
    for pathway in _mappings(roots, "pathway"):
        scope.actions = scope.actions or _names(pathway.get("actions"))
    return scope


_MEANT = {"fields": "record", "min": "number", "max": "number"}
"""What a fact of no known kind is taken for, by its keys, so that one fault is said once."""


def _fact(scope: Scope, name: str, fact: Mapping) -> None:
    kind = fact.get("kind")
    if kind not in KINDS:
        kind = next((meant for key, meant in _MEANT.items() if key in fact), "one")
    values = fact.get("values")
    if kind == "record" and isinstance(fields := fact.get("fields"), Mapping):
        for field, inner in fields.items():
            scope.closed[f"{name}.{field}"] = _names(inner.get("values")) if isinstance(inner, Mapping) else ()
    elif kind == "several":
        scope.several[name] = _names(values)
    elif kind == "number":
        scope.numbers.add(name)
    elif kind == "date":
        scope.dates.add(name)
    else:
        scope.closed[name] = _names(values)
    _points(scope, name, fact)


def _points(scope: Scope, name: str, fact: Mapping) -> None:
    section, category = fact.get("section"), fact.get("category")
    groups = [group for group in (section, category) if isinstance(group, str)]
    if len(groups) > 1:
        groups.append("/".join(groups))
    with_points = fact.get("kind") in ("one", "several")
    if with_points:
        scope.points_max[name] = _most(fact)
    for group in groups:
        scope.points.setdefault(group, []).extend([name] if with_points else [])


def _most(fact: Mapping) -> int:
    stated = fact.get("max_points")
    if isinstance(stated, int):
        return stated
    values = fact.get("values")
    points = [value.get("points") for value in values.values() if isinstance(value, Mapping)] if isinstance(values, Mapping) else []
    numbers = [number for number in points if isinstance(number, int)]
    return sum(max(number, 0) for number in numbers) if fact.get("kind") == "several" else max(numbers, default=0)


def _mappings(roots: list[Mapping], section: str) -> Iterator[Mapping]:
    return (found for root in roots if isinstance(found := root.get(section), Mapping))


def _entries(roots: list[Mapping], section: str) -> Iterator[tuple[str, Mapping]]:
    seen: set[str] = set()
    for found in _mappings(roots, section):
        for name, entry in found.items():
            if isinstance(entry, Mapping) and name not in seen:
                seen.add(name)
                yield name, entry


def _names(node: Node) -> tuple[str, ...]:
    if isinstance(node, Sequence):  # wrong, and said so; its names are not said to be unknown as well
        return tuple(name for name in node if isinstance(name, str))
    return tuple(node) if isinstance(node, Mapping) else ()
