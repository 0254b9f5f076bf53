"""The names that a rubric defines, gathered before its conditions are read. Tolerant: what is not as it should be is skipped here."""

from __future__ import annotations

from collections.abc import Iterator

from assess.loading.at import Book
from assess.loading.expression_names import Scope
from assess.loading.nodes import Mapping, Node

STAGES = ("exploration", "referral")


def book_of(roots: list[Node]) -> Book:
    """What is to be known of the rubric whose files have these *roots*."""
    found = [root for root in roots if isinstance(root, Mapping)]
    head = next(_mappings(found, "rubric"), Mapping())
    evidence = head.get("evidence")
    languages = head.get("languages")
    scope = scope_of(found)
    scope.instruments = _names(head.get("instruments"))
    sources = {name for section in _mappings(found, "sources") for name in section}
    return Book(
        languages=tuple(str(lang) for lang in languages) if isinstance(languages, list) and languages else ("fr", "en"),
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
        scope.closed["regime"] = _names(regime.get("values"))
    for pathway in _mappings(roots, "pathway"):
        scope.actions = _names(pathway.get("actions"))
    return scope


def _fact(scope: Scope, name: str, fact: Mapping) -> None:
    kind = fact.get("kind")
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
    if len(groups) == 2:
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
    points = (
        [value.get("points") for value in values.values() if isinstance(value, Mapping)]
        if isinstance(values, Mapping)
        else []
    )
    numbers = [number for number in points if isinstance(number, int)]
    return sum(max(number, 0) for number in numbers) if fact.get("kind") == "several" else max(numbers, default=0)


def _mappings(roots: list[Mapping], section: str) -> Iterator[Mapping]:
    return (found for root in roots if isinstance(found := root.get(section), Mapping))


def _entries(roots: list[Mapping], section: str) -> Iterator[tuple[str, Mapping]]:
    for found in _mappings(roots, section):
        for name, entry in found.items():
            if isinstance(entry, Mapping):
                yield name, entry


def _names(node: Node) -> tuple[str, ...]:
    return tuple(node) if isinstance(node, Mapping) else ()
