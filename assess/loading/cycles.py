"""Definitions of a rubric that rest on themselves."""

from __future__ import annotations

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
    """What each name rests on; what is concluded of several rules or items, on all that they read."""
    graph = {name: _read(fact.applies) for fact in rubric.facts for name in fact.slots()}
    graph |= {f"criterion:{criterion.id}": _read(criterion.applies) for criterion in rubric.criteria}
    graph |= {f"term:{term.id}": _read(term.when) for term in rubric.terms}
    graph |= {f"tier:{tier.id}": _read(*(rule.when for rule in tier.rules)) for tier in rubric.tiers}
    graph |= {f"red-line:{line.id}": _read(line.when) for line in rubric.red_lines}
    graph |= {f"score:{score.id}": _read(score.value, score.max) for score in rubric.scores}
    if rubric.regime:
        graph["regime"] = _read(*(rule.when for rule in rubric.regime.rules))
    for safeguard in rubric.safeguards:
        graph[f"required:{safeguard.id}"] = _read(*(rule.when for rule in safeguard.rules))
        graph[f"met:{safeguard.id}"] = graph[f"required:{safeguard.id}"] + _read(safeguard.derived)
    for principle in rubric.principles:
        rules = [requirement.when for requirement in rubric.requirements if requirement.principle == principle.id]
        graph[f"gap:{principle.id}"] = [f"criterion:{criterion.id}" for criterion in principle.criteria] + _read(*rules)
    return graph | _blocked(rubric)


def _read(*expressions: Expression | None) -> list[str]:
    return [name for expression in expressions if expression is not None for name in reads(expression)]


def _blocked(rubric: Rubric) -> dict[str, list[str]]:
    guarantees = [f"{kind}:{safeguard.id}" for safeguard in rubric.safeguards for kind in ("required", "met")]
    graph = {f"lacks:{instrument.id}": guarantees for instrument in rubric.instruments}
    for line in rubric.red_lines:
        graph.setdefault(f"cure:{line.cured_by}", []).append(f"red-line:{line.id}")
    for action in rubric.pathway.actions if rubric.pathway else ():
        graph[f"blocked:{action.id}/safeguards"] = graph[f"blocked:{action.id}/text"] = guarantees
        graph[f"blocked:{action.id}/principles"] = [f"gap:{principle.id}" for principle in rubric.principles]
    return graph
