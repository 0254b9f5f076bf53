"""What is read back from a vector that has been run: the chain of reasons, and the pathway with its conditions.

A reason is conclusion ← rules that fired ← answers they read. A condition is a gap or a missing guarantee, as a sentence for a drafter.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from assess.conditions.logic import FALSE, NO_VALUE, TRUE, Vector
from assess.engine.program import Program
from assess.engine.slot_makers import STOP
from assess.engine.texts import KINDS
from assess.model.assessment import CERTAIN, POSSIBLE, ConditionResult, Fired, PathwayResult, Way
from assess.model.rubric import Pathway, Principle, Requirement, Ruled, Text

_THROUGH = ("rule:", "term:", "answer:", "short:", "missing:", "rank:", "needed:", "lacks:", "blocked:", "cure:")
"""What is read through: the reasons are beyond."""
_OF_LAW = ("covered:", "awaited:", "concerned:", "upheld:", "awaitable:", "claimed:", "within:", "read:", "domain:", "closed:", "holds:")
_ONLY_IF_TRUE = ("lacks:", "blocked:", "cure:", "short:", "missing:", *_OF_LAW)
_SHOWN = {"met:": "safeguard:", "required:": "safeguard:", "given:": "safeguard:", "gap:": "principle:"}


class Reasons:
    """Reads the chain back from a vector that has been run."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.names = {at: name for name, at in program.slots.items()}
        rubric = program.rubric
        self.cites = {f"text:{text.id}": text.law for text in rubric.texts} | {
            f"domain:{domain.id}": domain.sources for domain in rubric.domains
        }
        """What a rule that rests on a text or on a closed domain cites, before its own sources."""

    def holding(self, v: Vector, owner: str, rules: Iterable[Any]) -> tuple[Fired, ...]:
        """The *rules* of *owner* that hold or may hold."""
        names = [(self.program.of_rule(owner, rule), rule) for rule in rules]
        return tuple(self.fired(v, name, rule) for name, rule in names if v[self.program.slots[name]])

    def first_that_hold(self, v: Vector, owner: str, rules: Iterable[Any], action: str = "") -> tuple[Fired, ...]:
        """The *rules* of *owner* that may hold, up to the first that certainly does; *action*: the one assumed."""
        fired: list[Fired] = []
        for rule in rules:
            name = self.program.of_rule(owner, rule, action)
            if v[self.program.slots[name]]:
                fired.append(self.fired(v, name, rule))
                if fired[-1].certainty == CERTAIN:
                    break
        return tuple(fired)

    def fired(self, v: Vector, name: str, rule: Any) -> Fired:
        """One rule, with the answers it read."""
        at = self.program.slots[name]
        reads = tuple(dict.fromkeys(self.reads(v, at)))
        cited = [citation for read in reads for citation in self.cites.get(read, ()) if self.there(v, citation.ref)]
        return Fired(
            name.partition("@")[0] if name.startswith("rule:") else f"rule:{name.replace(':', '.')}",
            str(getattr(rule, "value", "")),
            CERTAIN if v[at] == TRUE else POSSIBLE,
            rule.because,
            tuple(dict.fromkeys((*cited, *rule.sources))) if cited else rule.sources,
            reads,
        )

    def there(self, v: Vector, ref: str) -> bool:
        """Whether what *ref* names is there on the day, or may be: a text of law neither ended nor still to come, or any other source."""
        return not ref.startswith("law:") or v[self.program.slots[ref]] != FALSE

    def reads(self, v: Vector, at: int) -> Iterator[str]:
        """The qualified ids of the answers and conclusions on which slot *at* rests, in the order of the slots."""
        for read in self.program.depends.get(at, ()):
            name = self.names[read]
            prefix = name.partition(":")[0] + ":"
            if prefix in _ONLY_IF_TRUE and v[read] in (FALSE, NO_VALUE if prefix == "domain:" else FALSE):
                continue
            if prefix == "said:":
                continue  # the text is named, and what the proposal says of it is shown with it
            if prefix in _OF_LAW:
                yield from self.of_law(v, read, name)
            elif prefix in _THROUGH:
                yield from self.reads(v, read)
            elif prefix == "fact:":
                yield "fact:" + name[5:].partition(".")[0]
            elif prefix in _SHOWN:
                yield _SHOWN[prefix] + name[len(prefix) :]
            else:
                yield name

    def of_law(self, v: Vector, at: int, name: str) -> Iterator[str]:
        """The text or the domain that the slot *name* is about, and on what it rests."""
        kind, _, own = name.partition(":")
        if kind == "domain" or (kind in KINDS and own != "any"):
            yield f"{'domain' if kind == 'domain' else 'text'}:{own}"
        yield from self.reads(v, at)


def pathway_result(reasons: Reasons, v: Vector) -> PathwayResult | None:
    """Every action × norm that *v* leaves possible, with conditions, certain ones first; None for a rubric without pathway."""
    program = reasons.program
    pathway = program.rubric.pathway
    if pathway is None:
        return None
    actions = [name for name, bit in program.bits["action"].items() if v[program.slots["action"]] & bit]
    fired = reasons.first_that_hold(v, "action", pathway.action_rules)
    for action in actions:
        if action != STOP:
            fired += reasons.first_that_hold(v, "norm", pathway.norm_rules, action)
    return PathwayResult(
        possible=tuple(ways(program, v[program.slots["pathway"]])),
        conditions=conditions(program, v),
        fired=fired,
    )


def conditions(program: Program, v: Vector) -> tuple[ConditionResult, ...]:
    """The conditions of the ways that *v* leaves possible, certain ones first; none for a rubric without pathway."""
    pathway = program.rubric.pathway
    if pathway is None:
        return ()
    actions = [name for name, bit in program.bits["action"].items() if v[program.slots["action"]] & bit]
    found = _Conditions(program, v).all(pathway, actions)
    return tuple(sorted(found, key=lambda condition: condition.certainty != CERTAIN))


def ways(program: Program, value: tuple[int, ...]) -> Iterator[Way]:
    """Every action × norm that the *value* of the slot `pathway` leaves possible: whether to stop, then the norms of each other action."""
    stop, *norms = value
    masks = iter(norms)
    for action in program.bits["action"]:
        if action != STOP:
            mask = next(masks)
            yield from (Way(action, norm) for norm, bit in program.bits[f"norm:{action}"].items() if mask & bit)
        elif stop:
            yield Way(action, "")


class _Conditions:
    def __init__(self, program: Program, v: Vector) -> None:
        self.program, self.rubric, self.v = program, program.rubric, v

    def at(self, name: str) -> Any:
        return self.v[self.program.slots[name]]

    def all(self, pathway: Pathway, actions: list[str]) -> Iterator[ConditionResult]:
        yield from self.red_lines()
        for condition in pathway.conditions:
            truths = [self.at(self.program.of_rule("condition", condition, action)) for action in actions]
            if max(truths):
                yield self.result(f"condition:{condition.id}", condition.text, min(truths), condition, condition.norm)
        for principle in self.rubric.principles:
            yield from self.principle(principle)
        yield from self.safeguards()

    def result(
        self, name: str, text: Text, truth: int, rule: Ruled, norm: str = "", blocks: Iterable[tuple[str, ...]] = ()
    ) -> ConditionResult:
        """*rule* says why; *blocks*: what it stands in the way of."""
        blocked = {action for actions in blocks for action in actions}
        actions = self.rubric.pathway.actions if self.rubric.pathway else ()
        stopped = tuple(action.id for action in actions if action.id in blocked)
        return ConditionResult(name, text, rule.because, CERTAIN if truth == TRUE else POSSIBLE, norm, rule.sources, stopped)

    def red_lines(self) -> Iterator[ConditionResult]:
        for line in self.rubric.red_lines:
            if truth := self.at(f"red-line:{line.id}"):
                norm = line.cured_by if line.cured_by in ("statute", "regulation") else ""
                yield self.result(f"red-line:{line.id}", line.condition, truth, line, norm)

    def principle(self, principle: Principle) -> Iterator[ConditionResult]:
        criteria = {criterion.id: criterion for criterion in principle.criteria}
        short: dict[str, list[tuple[int, Requirement]]] = {}
        for requirement in self.rubric.requirements:
            if requirement.principle == principle.id and (truth := self.at(f"short:{requirement.id}")):
                short.setdefault(requirement.floor, []).append((truth, requirement))
        for floor, rules in short.items():
            truth, first = max(rules, key=lambda rule: rule[0])
            name = f"criterion:{floor}" if floor else f"principle:{principle.id}"
            text = criteria[floor].condition if floor else principle.condition
            yield self.result(name, text, truth, first, blocks=(rule.blocks for _, rule in rules))

    def safeguards(self) -> Iterator[ConditionResult]:
        for safeguard in self.rubric.safeguards:
            own = safeguard.id
            truth = min(self.at(f"required:{own}"), TRUE - self.at(f"met:{own}"))
            if truth:
                fired = [rule for rule in safeguard.rules if self.at(f"rule:{own}.{rule.id}")]
                first = max(fired, key=lambda rule: (self.at(f"rule:{own}.{rule.id}"), rule.min_instrument))
                rank = self.at(f"rank:{own}")[1]
                norm = self.rubric.instruments[rank].id if rank else ""
                blocks = [rule.blocks for rule in fired if self.at(f"missing:{own}.{rule.id}")]
                yield self.result(f"safeguard:{own}", safeguard.condition, truth, first, norm, blocks)
