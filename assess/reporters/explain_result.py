"""Why a result is what it is: conclusion ← rules ← answers ← evidence."""

from __future__ import annotations

from collections.abc import Iterator

from assess.messages import say
from assess.model.assessment import CERTAIN, Assessment, ConditionResult, Fired
from assess.model.proposal import Proposal
from assess.model.rubric import Rubric
from assess.reporters.chain import Chain, Line
from assess.reporters.explain import Explainer, tables
from assess.reporters.score_rows import pathway_words

CONCLUSIONS = ("tier", "regime", "principle", "red-line", "safeguard", "fact", "criterion", "law")
_ALONE = ("pathway", "action", "norm", "outcome")


def known(rubric: Rubric) -> list[str]:
    """Every id that can be asked for of a result."""
    own = [name for kind, names in tables(rubric).items() if kind in (*CONCLUSIONS, "condition", "rule") for name in names]
    return [*_ALONE, *own, *(f"{kind}:{name}" for kind, names in tables(rubric).items() for name in names)]


def result(rubric: Rubric, proposal: Proposal, assessment: Assessment, lang: str) -> list[Line]:
    """Why the whole result: the pathway or the outcome, then its conditions."""
    return list(_Result(rubric, proposal, assessment, lang).whole())


def result_of(rubric: Rubric, proposal: Proposal, assessment: Assessment, item: str, lang: str) -> list[Line]:
    """Why *item* is what it is in the result; nothing when there is no such item."""
    made = _Result(rubric, proposal, assessment, lang)
    if item in _ALONE:
        return list(made.whole() if item in ("pathway", "outcome") else made.part(item))
    kind, colon, name = item.partition(":")
    lines: list[Line] = []
    for own, names in tables(rubric).items():
        if (name if colon else item) in names and (not colon or own == kind):
            lines += [*([()] if lines else []), *made.item(own, name if colon else item)]
    return lines


class _Result:
    def __init__(self, rubric: Rubric, proposal: Proposal, assessment: Assessment, lang: str) -> None:
        self.rubric, self.assessment, self.lang = rubric, assessment, lang
        self.chain = Chain(rubric, proposal, assessment, lang)

    def whole(self) -> Iterator[Line]:
        """The pathway, or the outcome of a rubric without one, and the conditions."""
        label = say("explain-pathway" if self.assessment.pathway else "explain-outcome", self.lang)
        words = pathway_words(self.rubric, self.assessment, self.lang)
        yield from self.chain.item(f"{label}{self.chain.colon}{words}", 0, "title")
        if self.assessment.pathway is None:
            yield from self.chain.rules(self.assessment.outcome.fired if self.assessment.outcome else (), 1)
            return
        yield from self.chain.rules(self.assessment.pathway.fired, 1)
        yield from self.passed_over()
        yield ()
        yield from self.chain.item(say("explain-rests-on", self.lang), 0, "title")
        self.chain.brief = True
        yield from self.chain.reads([name for name in self.conclusions() if name not in self.chain.seen], 1)
        yield from self.conditions(self.assessment.pathway.conditions)

    def conditions(self, found: tuple[ConditionResult, ...]) -> Iterator[Line]:
        """The conditions that are certain, and how many are possible."""
        certain = [condition for condition in found if condition.certainty == CERTAIN]
        if found:
            yield ()
            yield from self.chain.item(say("explain-conditions", self.lang), 0, "title")
        for condition in certain:
            yield from self.condition(condition)
        if len(found) > len(certain):
            count = str(len(found) - len(certain))
            yield from self.chain.item(say("explain-possible", self.lang, {"count": count}), 1, "doubt", "- ")

    def passed_over(self) -> Iterator[Line]:
        """The rules on the action that come before the one that decided and do not hold."""
        fired = {rule.rule: rule.certainty for rule in self.assessment.pathway.fired} if self.assessment.pathway else {}
        before = []
        for rule in self.rubric.pathway.action_rules if self.rubric.pathway else ():
            name = f"rule:action.{rule.id}"
            if name not in fired:
                before.append(name)
            elif fired[name] == CERTAIN:
                break
        if before:
            yield from self.chain.item(say("explain-passed-over", self.lang, {"rules": ", ".join(before)}), 1, "faint")

    def conclusions(self) -> Iterator[str]:
        """What a pathway may rest on: the regime, tiers, red lines, principles, and the guarantees required."""
        if self.assessment.regime is not None:
            yield "regime"
        yield from (f"tier:{name}" for name, _ in self.assessment.tiers)
        yield from (f"red-line:{line.id}" for line in self.assessment.red_lines)
        yield from (f"principle:{principle.id}" for principle in self.assessment.principles)
        yield from (f"safeguard:{found.id}" for found in self.assessment.safeguards if found.required != "no")

    def part(self, owner: str) -> Iterator[Line]:
        """The action alone, or the norm."""
        pathway = self.assessment.pathway
        if pathway is not None:
            yield from self.chain.item(say(f"explain-{owner}", self.lang), 0, "title")
            yield from self.chain.rules([fired for fired in pathway.fired if fired.rule.startswith(f"rule:{owner}.")], 1)

    def condition(self, found: ConditionResult) -> Iterator[Line]:
        """One condition, in a sentence."""
        sure = "" if found.certainty == CERTAIN else f", {say('chain-possible', self.lang)}"
        yield from self.chain.item(f"{found.text[self.lang]} [{found.id}{sure}]", 1, "doubt" if sure else "", "- ")

    def item(self, kind: str, name: str) -> Iterator[Line]:
        """One item of the result."""
        if kind in CONCLUSIONS:
            yield from self.chain.of(kind if kind == "regime" else f"{kind}:{name}")
        elif kind == "condition":
            yield from self.of_condition(name)
        elif kind == "rule":
            yield from self.rule(f"rule:{name}")
        else:  # no conclusion: what it is says it all
            yield from Explainer(self.rubric, self.lang, self.assessment.as_of).page(kind, name)

    def of_condition(self, name: str) -> Iterator[Line]:
        pathway = self.assessment.pathway
        own = [found for found in (pathway.conditions if pathway else ()) if found.id == f"condition:{name}"]
        for found in own:
            yield from self.condition(found)
            if found.because:
                yield from self.chain.item(found.because[self.lang], 2)
        if not own:
            yield from self.chain.item(say("explain-no-condition", self.lang), 0)

    def rule(self, name: str) -> Iterator[Line]:
        fired = [rule for rule in self.every() if rule.rule == name]
        if fired:
            yield from self.chain.rules(fired[:1], 0)
        else:
            yield from self.chain.item(say("explain-not-fired", self.lang, {"rule": name}), 0)

    def every(self) -> list[Fired]:
        """Every rule that holds or may hold."""
        found = self.assessment
        rules = [rule for conclusion in (found.regime, found.outcome, found.pathway) if conclusion for rule in conclusion.fired]
        rules += [rule for _, tier in found.tiers for rule in tier.fired]
        rules += [rule for line in found.red_lines for rule in line.fired]
        rules += [rule for principle in found.principles for rule in principle.fired]
        return rules + [rule for safeguard in found.safeguards for rule in safeguard.fired]
