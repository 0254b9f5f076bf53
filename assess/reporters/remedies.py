"""The guarantees to add, what they do not cure, and narrower projects: as a page, and as JSON data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import Any

from assess.messages import long_date
from assess.model.assessment import Assessment
from assess.model.desk import Group, Measure, Remedies, Variant
from assess.model.law import Citation
from assess.model.proposal import FactAnswer, Proposal
from assess.model.rubric import Rubric, Text
from assess.model.sheet import Grid, Items, Part, Said, Sheet
from assess.reporters.desk_json import head, ways_data
from assess.reporters.naming import Names
from assess.reporters.rows import ways_words
from assess.reporters.values import answer_words

SHOWN = 8
"""How many narrower projects are shown, unless all are."""
ASKED = 4
"""How many open questions are named."""
Block = Part | Said | Items | Grid


def sheet(rubric: Rubric, proposal: Proposal, assessment: Assessment, found: Remedies, lang: str, *, whole: bool) -> Sheet:
    """The page of *found*; *whole*: every narrower project, not only the first."""
    page = _Page(rubric, proposal, assessment, lang)
    return Sheet(page.say("remedies-title", title=proposal.title), tuple(page.blocks(found, whole=whole)))


def _safeguard(measure: Measure) -> bool:
    return measure.id.startswith("safeguard:")


class _Page(Names):
    def __init__(self, rubric: Rubric, proposal: Proposal, assessment: Assessment, lang: str) -> None:
        super().__init__(rubric, lang)
        self.proposal, self.assessment = proposal, assessment
        self.because = {f"rule:{owner}.{rule.id}": rule for owner, _, rules in rubric.rules() for rule in rules}
        self.because |= {f"red-line:{line.id}": line for line in rubric.red_lines}
        self.stated = {own.id: own.stated for principle in assessment.principles for own in principle.criteria}

    def blocks(self, found: Remedies, *, whole: bool) -> Iterator[Block]:
        rubric, lang = self.rubric, self.lang
        where = self.say("desk-under", rubric=f"{rubric.id} {rubric.version}", date=long_date(self.assessment.as_of, lang))
        yield Said(where, style="faint")
        if rubric.pathway is not None:
            yield Said(ways_words(rubric, found.ways, lang), self.say("robustness-answered"), "title")
            if found.groups:
                yield Said(ways_words(rubric, found.after, lang), self.say("remedies-after"), "title")
        yield from self.unsettled(found)
        yield from self.measures(found)
        yield from self.left(found)
        if rubric.pathway is not None:
            yield from self.variants(found, whole=whole)

    def unsettled(self, found: Remedies) -> Iterator[Block]:
        """What is open and must be answered first."""
        if not found.unsettled:
            return
        yield Said(self.say("remedies-unsettled", count=str(len(found.unsettled))) + ".", style="doubt")
        questions = [question.id for question in self.assessment.questions[:ASKED]]
        if questions:
            names = self.semicolon.join(f"{self.title(name)} [{name}]" for name in questions)
            yield Said(names, self.say("remedies-unsettled-first"), "doubt")

    def measures(self, found: Remedies) -> Iterator[Block]:
        """What to give and to reach: the first set of each group, then what would do as well."""
        first = [measure for group in found.groups for measure in group.sets[0]]
        if not first:
            yield Said(self.say("remedies-nothing"), style="good")
            return
        priced = any(measure.cost is not None for measure in first)
        yield from self.to_give([own for own in first if _safeguard(own)], priced=priced)
        yield from self.to_reach([own for own in first if not _safeguard(own)], priced=priced)
        for group in found.groups:
            yield from self.alternatives(group)
        if priced:
            yield from self.total(first)
        if not all(group.proven for group in found.groups):
            yield Said(self.say("remedies-unproven", tried=str(found.evaluations)), style="doubt")

    def to_give(self, measures: list[Measure], *, priced: bool) -> Iterator[Block]:
        """The guarantees to give, at what rank, on what ground; then the clauses."""
        if not measures:
            return
        yield Part(self.say("remedies-safeguards"), str(len(measures)))
        headers = (self.say("remedies-safeguard"), self.say("remedies-rank"), self.say("remedies-why"))
        rows = [(self.called(own.id), self.rank(own), self.grounds(own)) for own in measures]
        yield self.grid(headers, rows, measures, priced=priced)
        clauses = [(own, clause) for own in measures if (clause := self.clause(own)) is not None]
        if clauses:
            yield Part(self.say("remedies-clauses"), self.say("remedies-clauses-remark"))
            yield Items(tuple(f"{self.title(own.id)}{self.colon}{clause[self.lang]}" for own, clause in clauses))

    def to_reach(self, measures: list[Measure], *, priced: bool) -> Iterator[Block]:
        """The levels to reach, with what they mean and the evidence that they ask for."""
        if not measures:
            return
        yield Part(self.say("remedies-levels"), self.say("remedies-levels-remark"))
        headers = (self.say("remedies-criterion"), self.say("remedies-level"), self.say("remedies-goal"))
        rows = [(self.called(own.id), self.step(own), self.goal(own)) for own in measures]
        yield self.grid(headers, rows, measures, priced=priced)

    def grid(self, headers: tuple[str, ...], rows: Sequence[tuple[str, ...]], measures: list[Measure], *, priced: bool) -> Grid:
        """A table of *measures*, with their costs where some have one."""
        if not priced:
            return Grid(headers, tuple(rows))
        costs = ["" if own.cost is None else self.amount(own.cost) for own in measures]
        return Grid((*headers, self.say("remedies-cost")), tuple((*row, cost) for row, cost in zip(rows, costs, strict=True)))

    def called(self, name: str) -> str:
        return f"{self.title(name)} [{name}]"

    def rank(self, measure: Measure) -> str:
        """By what a guarantee is to be given."""
        return self.rubric.instruments[measure.to].text[self.lang].lower() if measure.to else self.say("remedies-any-rank")

    def citations(self, measure: Measure) -> list[Citation]:
        """The sources of the rules that ask for it."""
        every = [citation for name in measure.closes if name in self.because for citation in self.because[name].sources]
        return list(dict.fromkeys(every))

    def grounds(self, measure: Measure) -> str:
        """The first sources of the rules that ask for it, in words; their ids where there is none."""
        cited = list(dict.fromkeys(self.cited(citation) for citation in self.citations(measure)))
        return self.semicolon.join(cited[:2]) or ", ".join(measure.closes)

    def clause(self, measure: Measure) -> Text | None:
        """The clause to write: that of a rule that asks for it, else that of the guarantee."""
        own = self.safeguards[measure.id.partition(":")[2]]
        rules = [rule.clause for rule in own.rules if f"rule:{own.id}.{rule.id}" in measure.closes and rule.clause]
        clause: Text | None = rules[0] if rules else own.clause
        return clause

    def step(self, measure: Measure) -> str:
        """From what level to which; what was stated where its evidence is too weak for it."""
        stated = self.stated.get(measure.id.partition(":")[2])
        if stated is not None and stated > measure.now:
            return self.say("remedies-stated", **{"from": str(measure.now), "stated": str(stated), "to": str(measure.to)})
        return f"{measure.now} → {measure.to}"

    def goal(self, measure: Measure) -> str:
        """What the level means, the evidence that it asks for, and on what ground it is asked."""
        criterion = self.criteria[measure.id.partition(":")[2]]
        words: str = criterion.levels[measure.to][self.lang]
        grade = criterion.evidence[measure.to]
        return f"{words} ({self.semicolon.join([*([self.evidence(grade)] if grade >= 0 else []), self.grounds(measure)])})"

    def evidence(self, grade: int) -> str:
        return self.say("remedies-evidence", grade=self.rubric.grades[grade].text[self.lang].lower())

    def alternatives(self, group: Group) -> Iterator[Block]:
        """The sets that would do as well as the first."""
        for other in group.sets[1:]:
            words = self.semicolon.join(f"{self.called(own.id)} → {self.rank(own) if _safeguard(own) else own.to}" for own in other)
            yield Said(self.say("remedies-or", what=words))
        if group.more:
            yield Said(self.say("remedies-or-more"), style="faint")

    def total(self, measures: list[Measure]) -> Iterator[Block]:
        """What the measures that have a cost come to, and how many have none."""
        yield Said(self.amount(sum((own.cost for own in measures if own.cost is not None), Fraction(0))), self.say("remedies-total"))
        if without := sum(own.cost is None for own in measures):
            yield Said(self.say("remedies-unpriced", count=str(without)) + ".", style="doubt")

    def amount(self, cost: Fraction) -> str:
        """A cost in figures; with tenths and hundredths if it has any."""
        if cost.denominator == 1:
            return f"{cost.numerator:,}".replace(",", "\u202f" if self.lang == "fr" else ",")
        return f"{float(cost):.2f}".replace(".", "," if self.lang == "fr" else ".")

    def left(self, found: Remedies) -> Iterator[Block]:
        """What no guarantee and no level closes, and what does; the limits of texts that do not cover the use."""
        told = [line for name in found.left if (line := self.left_words(name))]
        for text in self.assessment.texts:
            if text.status == "outside":
                limits = " ".join(f"{limit.text[self.lang]} ({limit.at})" for limit in text.outside)
                title = self.title(f"text:{text.id}")
                told.append(self.say("remedies-text-limit", title=title[:1].upper() + title[1:], limit=limits))
        if told:
            yield Part(self.say("remedies-left"))
            yield Items(tuple(dict.fromkeys(told)), "bad")

    def left_words(self, name: str) -> str:
        """What stays open, with the sentence for a drafter."""
        kind, _, own = name.partition(":")
        if kind == "red-line":
            line = self.entries["red-line"][own]
            return f"{line.title[self.lang]} ({self.say(f'cure-{line.cured_by}')}){self.colon}{line.condition[self.lang]} [{name}]"
        owner = own.partition(".")[0]
        if owner in self.entries["safeguard"]:
            return f"{self.entries['safeguard'][owner].condition[self.lang]} [safeguard:{owner}]"
        about = next((rule for rule in self.rubric.requirements if name == f"rule:requirements.{rule.id}"), None)
        return f"{about.because[self.lang]} [{name}]" if about else ""

    def variants(self, found: Remedies, *, whole: bool) -> Iterator[Block]:
        yield Part(self.say("remedies-variants"), self.say("remedies-variants-remark") if found.variants else "")
        if not found.variants:
            yield Said(self.say("remedies-no-variant"), style="faint")
            return
        shown = found.variants if whole else found.variants[:SHOWN]
        rows = tuple((self.changed(variant), self.leads_to(variant)) for variant in shown)
        yield Grid((self.say("remedies-variant"), self.say("robustness-effect")), rows)
        if left := len(found.variants) - len(shown):
            yield Said(self.say("desk-more", count=str(left)), style="faint")

    def changed(self, variant: Variant) -> str:
        """The facts changed, from what to what."""
        return self.semicolon.join(self.from_to(name, answer) for name, answer in variant.changes)

    def from_to(self, name: str, answer: FactAnswer) -> str:
        fact, before = self.facts[name], self.proposal.facts[name]
        words = [answer_words(self, fact, own) for own in (before, answer)]
        return f"{fact.title[self.lang]} [fact:{name}]{self.colon}{words[0]} → {words[1]}"

    def leads_to(self, variant: Variant) -> str:
        """The ways, those established where they differ, and what is open no more."""
        told = [ways_words(self.rubric, variant.ways, self.lang)]
        if variant.established != variant.ways:
            told.append(self.say("remedies-established", ways=ways_words(self.rubric, variant.established, self.lang)))
        lines = [name for name in variant.lifted if name.startswith("red-line:")]
        told += [self.say("remedies-lifted-line", title=self.title(name)) for name in lines]
        if others := len(variant.lifted) - len(lines):
            told.append(self.say("remedies-lifted", count=str(others)))
        return self.semicolon.join(told)


def data(rubric: Rubric, proposal: Proposal, assessment: Assessment, found: Remedies, lang: str) -> dict[str, Any]:
    """*found* as JSON data, described by `assess schema remedies`; texts in *lang*."""
    page = _Page(rubric, proposal, assessment, lang)
    outside = [{"id": text.id, "limits": [limit.limit for limit in text.outside]} for text in assessment.texts if text.status == "outside"]
    return head(rubric, proposal, assessment.as_of) | {
        "pathway": ways_data(found.ways) if rubric.pathway else None,
        "after": ways_data(found.after) if rubric.pathway else None,
        "proven": all(group.proven for group in found.groups),
        "evaluations": found.evaluations,
        "groups": [
            {"closes": list(group.closes), "sets": [_set(page, own) for own in group.sets], "more": group.more, "proven": group.proven}
            for group in found.groups
        ],
        "left": list(found.left),
        "texts": outside,
        "unsettled": list(found.unsettled),
        "variants": [_variant(own) for own in found.variants],
    }


def _set(page: _Page, measures: Iterable[Measure]) -> list[dict[str, Any]]:
    return [_measure(page, measure) for measure in measures]


def _measure(page: _Page, measure: Measure) -> dict[str, Any]:
    instruments, own = page.rubric.instruments, measure.id.partition(":")[2]
    clause = page.clause(measure) if _safeguard(measure) else None
    grade = -1 if _safeguard(measure) else page.criteria[own].evidence[measure.to]
    rank = instruments[measure.to].id if _safeguard(measure) and measure.to else None
    return {
        "id": measure.id,
        "level": None if _safeguard(measure) else {"now": measure.now, "to": measure.to},
        "instrument": rank,
        "evidence": page.rubric.grades[grade].id if grade >= 0 else None,
        "closes": list(measure.closes),
        "sources": list(dict.fromkeys(citation.ref for citation in page.citations(measure))),
        "clause": clause[page.lang] if clause else None,
        "cost": None if measure.cost is None else float(measure.cost),
    }


def _variant(variant: Variant) -> dict[str, Any]:
    changes = [{"id": f"fact:{name}", "value": _value(answer)} for name, answer in variant.changes]
    return {
        "changes": changes,
        "pathway": ways_data(variant.ways),
        "established": ways_data(variant.established),
        "lifted": list(variant.lifted),
    }


def _value(answer: FactAnswer) -> Any:
    digits, scale = answer.number
    return list(answer.values) if answer.values else digits if not scale else digits / 10**scale
