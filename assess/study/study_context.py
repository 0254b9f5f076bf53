"""What the parts of the view are made from: a proposal, its rubric and its assessment, indexed, in one language."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, TypeVar

from msgspec import Struct

from assess.conditions.logic import FALSE
from assess.conditions.nodes import Concluded, Condition, Has, In, walk
from assess.engine.answers import Told
from assess.messages import listed, long_date
from assess.model.assessment import CERTAIN, Assessment, Conclusion, Fired, PrincipleResult
from assess.model.proposal import FactAnswer, Proposal
from assess.model.rubric import Fact, Requirement, Rubric, Text, Value
from assess.study.citations import Citations
from assess.study.markdown import Markdown, plain
from assess.study.outline import Outline
from assess.study.prose import prose
from assess.study.view import Reason
from assess.study.view_items_of_proposal import Said
from assess.study.words import amount, low, word

T = TypeVar("T", bound=Struct)

MAX_VALUES = 3
"""Of an answer of more values than this, so many are repeated where reasons are given."""


class StudyContext:
    """Looks things up and says them; everything it gives is safe `Markdown`."""

    def __init__(  # noqa: PLR0913 - what a view is made from
        self,
        rubric: Rubric,
        proposal: Proposal,
        assessment: Assessment,
        outline: Outline,
        lang: str,
        *,
        whole_grid: bool,
        options: Mapping[str, Assessment] = MappingProxyType({}),
    ) -> None:
        """Index *rubric* and the result. *whole_grid*: reasons are wanted for every guarantee, not only for those that are conditions.

        *options* are the proposals of other options, assessed.
        """
        self.whole_grid, self.options = whole_grid, options
        self.rubric, self.proposal, self.assessment, self.outline, self.lang = rubric, proposal, assessment, outline, lang
        self.entries, self.told = rubric.entries(), Told(rubric)
        kinds = ("fact", "principle", "criterion", "safeguard", "red-line", "tier")
        self.facts, self.principles, self.criteria, self.safeguards, self.red_lines, self.tiers = (self.entries[kind] for kind in kinds)
        self.tier_results = dict(assessment.tiers)
        self.safeguard_results = {result.id: result for result in assessment.safeguards}
        self.citations = Citations(rubric, proposal, outline, assessment.as_of, lang, self.text, founding=whole_grid)
        self.mentions = _Mentions(rubric)
        self.colon, self.between = (" : ", " ; ") if lang == "fr" else (": ", "; ")
        self.answers = dict(proposal.facts)
        if "technology" in self.facts:
            self.answers["technology"] = FactAnswer(proposal.technologies)

    def text(self, text: Text | None) -> Markdown:
        """A text of the rubric in the language of the document, or in the one it has."""
        if not text:
            return Markdown()
        return Markdown(text.get(self.lang) or next(iter(text.values())))

    def same(self, kind: type[T], source: Any, **others: Any) -> T:
        """A *kind* of the view made of *others* and, for its other fields, of what *source* has under the same name, made safe."""
        values = {name: getattr(source, name) for name in kind.__struct_fields__ if name not in others}
        shown = {name: self._shown(value) if kind.__annotations__[name] == "Markdown" else value for name, value in values.items()}
        return kind(**shown, **others)

    def _shown(self, value: Text | str | None) -> Markdown:
        return plain(value) if isinstance(value, str) else self.text(value)

    def word(self, name: str) -> Markdown:
        """A word of the drafts."""
        return Markdown(word(name, self.lang))

    def day(self, ordinal: int) -> Markdown:
        """A day."""
        return Markdown(long_date(ordinal, self.lang))

    def low(self, text: Text | None) -> Markdown:
        """A text of the rubric as it is written inside a sentence."""
        return Markdown(low(self.text(text), self.lang))

    def said(self, text: str, key: str, level: int) -> Said | None:
        """What people wrote about *key*, fit to stand under a title of depth *level*."""
        if not text.strip():
            return None
        safe = prose(text, level, f"text-{key.replace('.', '-').replace('_', '-')}")
        return Said(safe, "\n" not in safe and not safe.startswith(("-", "*", "#", "|", ">", "`", "+")))

    def fact_value(self, fact: Fact, only: Container[str] | None = None) -> Markdown:
        """The answer to *fact* in words; empty when there is none. With *only*: those of several values, if one of them is chosen."""
        answer = self.answers.get(fact.id)
        if answer is None:
            return Markdown()
        if fact.kind == "date":
            return self.day(answer.number[0])
        if fact.kind == "number":
            return self._number(fact, answer)
        if fact.kind == "record":
            return self._record(fact, answer)
        texts = {value.id: value.text for value in fact.values}
        chosen = [value for value in answer.values if only is None or value in only]
        told = self.series([texts[value] for value in chosen or answer.values])
        described = self.proposal.description if fact.id == "technology" else ""
        return Markdown(f"{told}{self.colon}{plain(described)}") if described else told

    def series(self, texts: Iterable[Text]) -> Markdown:
        """Values one after the other, the first with its capital."""
        first, *others = [self.text(text) for text in texts] or [Markdown()]
        return Markdown(self.between.join([first, *[low(text, self.lang) for text in others]]))

    def _number(self, fact: Fact, answer: FactAnswer) -> Markdown:
        if (worded := fact.worded(answer.number)) is not None:
            return self.text(worded)
        unit = self.text(fact.unit)
        if answer.number == (1, 0) and unit.endswith("s") and unit != "mois":
            unit = Markdown(unit[:-1])
        return Markdown(amount([answer.number], "EUR" if unit == "euros" else unit or " ", self.lang).strip())

    def _record(self, fact: Fact, answer: FactAnswer) -> Markdown:
        parts: list[str] = []
        for field, chosen in zip(fact.fields, answer.values, strict=True):
            value = next((value for value in field.values if value.id == chosen), None)
            if value is not None and not (parts and chosen == answer.values[0] == "none"):
                parts.append(f"{self.low(field.title)}{self.colon}{self.low(value.text)}" if parts else self.text(value.text))
        return Markdown(self.between.join(parts))

    def is_open(self, name: str) -> bool:
        """Whether the answer or conclusion *name*, a qualified id, is still awaited."""
        kind, _, item = name.partition(":")
        if kind == "fact":
            answer = self.answers.get(item)
            return self.has_place(self.facts[item]) if answer is None else "" in answer.values
        if kind == "criterion":
            return item not in self.proposal.criteria
        if kind == "safeguard":
            return self.safeguard_results[item].status == "unknown"
        if kind == "tier":
            return len(self.tier_results[item].possible) > 1
        return kind == "regime" and self.assessment.regime is not None and len(self.assessment.regime.possible) > 1

    def has_place(self, fact: Fact) -> bool:
        """Whether *fact* is a question that the answers leave in place."""
        return not fact.default and (fact.applies is None or self.told.truth(fact.applies, self.proposal) != FALSE)

    def title(self, name: str) -> Markdown:
        """The title of what the qualified id *name* names; empty for what has none."""
        kind, _, item = name.partition(":")
        if kind == "regime" and self.rubric.regime is not None:
            return self.text(self.rubric.regime.title)
        return self.text(getattr(self.entries.get(kind, {}).get(item), "title", None))

    def grounds(self, rule: Fired) -> tuple[Markdown, ...]:
        """The known answers on which *rule* rests, each with its title."""
        mentioned = self.mentions.of(rule.rule)
        known = [(name, value) for name in rule.reads if (value := self._known(name, mentioned.get(name)))]
        return tuple(Markdown(f"{self.title(name)}{self.colon}{self._shortened(value)}") for name, value in known)

    def _shortened(self, value: str) -> str:
        """The first of the values that *value* lists, and how many others."""
        values = value.split(self.between)
        more = len(values) - MAX_VALUES
        shown = values if more <= 1 else [*values[:MAX_VALUES], self.word("others").format(count=more)]
        return self.between.join(shown)

    def _known(self, name: str, only: Container[str] | None) -> str:
        kind, _, item = name.partition(":")
        if kind == "fact":
            return low(self.fact_value(self.facts[item], only), self.lang)
        if kind == "tier" and not self.is_open(name):
            return self.conclusion_words(self.tiers[item].levels, self.tier_results[item])
        return ""

    def awaited(self, names: Iterable[str]) -> tuple[Markdown, ...]:
        """The titles of those of *names* that are still open."""
        titles = [self.title(name) for name in dict.fromkeys(names) if self.is_open(name)]
        return tuple(title for title in titles if title)

    def reasons(self, fired: Iterable[Fired], *, central: bool = True) -> tuple[Reason, ...]:
        """The rules that certainly hold, as reasons; one that says the same as another is left out. *central*: see `Citations.note`."""
        reasons: dict[str, Reason] = {}
        for rule in fired:
            text = self.text(rule.because)
            if rule.certainty == CERTAIN and text and text not in reasons:
                reasons[text] = Reason(text, self.citations.note(rule.sources, central=central), self.grounds(rule))
        return tuple(reasons.values())

    def model_clause(self, name: str) -> Markdown:
        """The model clause of the guarantee *name*: that of the first rule that certainly requires it and has one, or its own."""
        certain = {rule.rule for rule in self.safeguard_results[name].fired if rule.certainty == CERTAIN}
        own = (rule.clause for rule in self.safeguards[name].rules if rule.clause and f"rule:{name}.{rule.id}" in certain)
        return self.text(next(own, self.safeguards[name].clause))

    def floors_in_force(self, result: PrincipleResult) -> tuple[Requirement, ...]:
        """The floors of the principle that hold, or may hold."""
        fired = {rule.rule for rule in result.fired}
        return tuple(
            requirement for requirement in self.rubric.requirements if requirement.floor and f"rule:requirements.{requirement.id}" in fired
        )

    def conclusion_words(self, values: Sequence[Value], conclusion: Conclusion) -> Markdown:
        """The values of *conclusion* that are possible, in words; when all are, nothing is known."""
        return self.possible_words(values, conclusion.possible)

    def possible_words(self, values: Sequence[Value], left: tuple[str, ...]) -> Markdown:
        """Those of *values* that are *left*, in words; when all are, nothing is known."""
        said = [self.text(value.text) for value in values]
        possible = [text for value, text in zip(values, said, strict=True) if value.id in left]
        return self.word("to-settle") if len(possible) == len(said) > 1 else Markdown(listed(possible, self.lang, "or"))


class _Mentions:
    """Finds which values of a fact a rule speaks of, so that a reason shows the answers that count and not the others."""

    def __init__(self, rubric: Rubric) -> None:
        self._terms = {term.id: term.when for term in rubric.terms}
        self._rules = {f"rule:{tier.id}.{rule.id}": rule.when for tier in rubric.tiers for rule in tier.rules}
        self._rules |= {f"rule:red-line.{line.id}": line.when for line in rubric.red_lines}

    def of(self, rule: str) -> Mapping[str, set[str]]:
        mentioned: dict[str, set[str]] = {}
        if rule in self._rules:
            self._read(self._rules[rule], mentioned)
        return mentioned

    def _read(self, condition: Condition, mentioned: dict[str, set[str]]) -> None:
        for node in walk(condition):
            if isinstance(node, Concluded) and node.kind == "term":
                self._read(self._terms[node.id], mentioned)
            elif isinstance(node, In | Has):
                mentioned.setdefault(node.slot, set()).update(node.values)
