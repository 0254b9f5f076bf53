"""Definitions of a rubric that rest on themselves."""

from __future__ import annotations

from collections.abc import Iterator

from assess.conditions.nodes import Expression, reads
from assess.model.rubric import Rubric


def cycles(rubric: Rubric) -> list[tuple[str, ...]]:
    """The chains of names, each resting on the next and the last on the first."""
    graph = {name: sorted(set(read)) for name, read in _graph(rubric).items()}
    state: dict[str, int] = {}
    chains: list[tuple[str, ...]] = []
    for name in graph:
        if name not in state:
            _walk(name, graph, state, chains)
    return chains


def spoken(node: str) -> str:
    """The *node* of a chain as conditions write it."""
    kind, _, name = node.partition(":")
    if kind == "blocked":
        action, _, what = name.partition("/")
        return f"blocked_by_{what}({action})"
    return f"{_CALLS[kind]}({name})" if kind in _CALLS else name or kind


_CALLS = {"met": "met", "required": "required", "gap": "gap", "lacks": "lacks", "cure": "red_line", "red-line": "raised"}


def _walk(start: str, graph: dict[str, list[str]], state: dict[str, int], chains: list[tuple[str, ...]]) -> None:
    path = [start]
    waiting = [iter(graph[start])]
    state[start] = 1
    while path:
        name = next(waiting[-1], None)
        if name is None:
            state[path.pop()] = 2
            waiting.pop()
        elif state.get(name) == 1:
            chains.append(tuple(path[path.index(name) :]))
        elif name in graph and name not in state:
            state[name] = 1
            path.append(name)
            waiting.append(iter(graph[name]))


def _graph(rubric: Rubric) -> dict[str, list[str]]:
    graph: dict[str, list[str]] = {}
    for fact in rubric.facts:
        for name in fact.slots():
            graph[name] = _read(fact.applies)
    criteria = [criterion for principle in rubric.principles for criterion in principle.criteria]
    graph |= {f"criterion:{criterion.id}": _read(criterion.applies) for criterion in criteria}
    graph |= {f"term:{term.id}": _read(term.when) for term in rubric.terms}
    graph |= {f"tier:{tier.id}": _read(*(rule.when for rule in tier.rules)) for tier in rubric.tiers}
    graph |= {f"red-line:{line.id}": _read(line.when) for line in rubric.red_lines}
    graph |= {f"score:{score.id}": _read(score.value, score.max) for score in rubric.scores}
    if rubric.regime:
        graph["regime"] = _read(*(rule.when for rule in rubric.regime.rules))
    graph |= dict(_safeguards(rubric))
    graph |= dict(_aggregates(rubric))
    return graph


def _read(*expressions: Expression | None) -> list[str]:
    return [name for expression in expressions if expression is not None for name in reads(expression)]


def _safeguards(rubric: Rubric) -> Iterator[tuple[str, list[str]]]:
    for safeguard in rubric.safeguards:
        rules = _read(*(rule.when for rule in safeguard.rules))
        yield f"required:{safeguard.id}", rules
        yield f"met:{safeguard.id}", rules + _read(safeguard.derived)


def _aggregates(rubric: Rubric) -> Iterator[tuple[str, list[str]]]:
    guarantees = [f"{kind}:{safeguard.id}" for safeguard in rubric.safeguards for kind in ("required", "met")]
    gaps = []
    for principle in rubric.principles:
        own = [requirement for requirement in rubric.requirements if requirement.principle == principle.id]
        levels = [f"criterion:{criterion.id}" for criterion in principle.criteria]
        yield f"gap:{principle.id}", levels + _read(*(requirement.when for requirement in own))
        gaps.append(f"gap:{principle.id}")
    for instrument in rubric.instruments:
        yield f"lacks:{instrument.id}", guarantees
    for cure in {line.cured_by for line in rubric.red_lines}:
        yield f"cure:{cure}", [f"red-line:{line.id}" for line in rubric.red_lines if line.cured_by == cure]
    for action in rubric.pathway.actions if rubric.pathway else ():
        yield f"blocked:{action.id}/safeguards", guarantees
        yield f"blocked:{action.id}/text", guarantees
        yield f"blocked:{action.id}/principles", gaps
