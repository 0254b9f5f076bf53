"""Definitions of a rubric that rest on themselves."""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter

from assess.conditions.nodes import Expression, reads
from assess.conditions.resolution import OF_AN_ITEM
from assess.model.law import CLOSING
from assess.model.rubric import Rubric


def cycles(rubric: Rubric) -> list[tuple[str, ...]]:
    """The chains of names, each resting on the next and the last on the first."""
    graph = {name: sorted(set(read)) for name, read in _graph(rubric).items()}
    chains: list[tuple[str, ...]] = []
    while chain := _cycle(graph):
        chains.append(chain)
        graph[chain[-1]].remove(chain[0])
    return chains


def _cycle(graph: dict[str, list[str]]) -> tuple[str, ...]:
    """The first chain in *graph*; empty when there is none."""
    sorter = TopologicalSorter(dict.fromkeys(graph, ()))
    for name, read in graph.items():
        for other in read:
            sorter.add(other, name)
    try:
        sorter.prepare()
    except CycleError as error:
        return tuple(error.args[1][:-1])
    return ()


def spoken(node: str) -> str:
    """The *node* of a chain as conditions write it."""
    kind, _, name = node.partition(":")
    item, _, what = name.partition("/")
    conclusion = f"{kind}:{{}}/{what}" if what else f"{kind}:{{}}"
    function = next((own for own, (conclusions, _, _) in OF_AN_ITEM.items() if conclusions == (conclusion,)), "")
    return f"{function}({item})" if function else name or kind


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
    graph |= _of_law(rubric)
    gifts = {(gift.safeguard, f"holds:{entry.id}") for entry in rubric.law for gift in entry.gives}
    for safeguard in rubric.safeguards:
        graph[f"required:{safeguard.id}"] = _read(*(rule.when for rule in safeguard.rules))
        graph[f"met:{safeguard.id}"] = graph[f"required:{safeguard.id}"] + _read(safeguard.derived, safeguard.denied)
        graph[f"met:{safeguard.id}"] += sorted(entry for own, entry in gifts if own == safeguard.id)
    for principle in rubric.principles:
        rules = [requirement.when for requirement in rubric.requirements if requirement.principle == principle.id]
        graph[f"gap:{principle.id}"] = [f"criterion:{criterion.id}" for criterion in principle.criteria] + _read(*rules)
    return graph | _blocked(rubric)


def _of_law(rubric: Rubric) -> dict[str, list[str]]:
    """What texts, entries that give and closed domains rest on."""
    graph = {f"holds:{entry.id}": _read(entry.applies) for entry in rubric.law if entry.gives}
    for text in rubric.texts:
        graph[f"concerned:{text.id}"] = _read(text.in_force, text.concerns)
        within = [f"concerned:{text.id}", *_read(text.applicable, *(limit.when for limit in text.covers))]
        graph |= {f"{kind}:{text.id}": within for kind in ("covered", "awaited", "awaitable", "claimed")}
        graph[f"upheld:{text.id}"] = [f"covered:{text.id}"]
    for kind in ("covered", "awaited", "awaitable", "claimed", "concerned", "upheld"):
        graph[f"{kind}:any"] = [f"{kind}:{text.id}" for text in rubric.texts]
    closed = [name for domain in rubric.domains for name in _read(domain.when, *(period.when for period in domain.periods))]
    return graph | {f"closed:{norm}": closed for norm in CLOSING}


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
