"""Why a result is what it is: conclusion ← rules ← answers ← evidence, as indented lines.

Each conclusion is followed down once; where it comes back, its name stands alone. Of the guarantees and principles that a rule reads,
those that stand in the way are followed, and the others named together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from assess.conditions.nodes import reads
from assess.engine.expected import said
from assess.messages import label, long_date
from assess.model import assessment as model
from assess.model.assessment import CERTAIN, Assessment, Fired
from assess.model.case import Case, Expected
from assess.model.law import Citation
from assess.model.proposal import FactAnswer, Proposal
from assess.model.rubric import LEGAL_BASIS, Fact, Rubric
from assess.reporters import hanging
from assess.reporters.explain import WIDTH, Line, apart, folded, page, tables
from assess.reporters.naming import Names, doubt
from assess.reporters.rows import pathway_words
from assess.reporters.text import render
from assess.reporters.values import answer_words
from assess.reporters.visible import visible

DEEPEST = 8
"""How many levels are followed, at most."""
BRIEFEST = 3
"""How many in brief."""
_CALM = {"met": "chain-principles-met", "none": "chain-principles-none", "not-required": "chain-principles-none"}
_STYLES = {"gap": "bad", "raised": "bad", "no": "bad", "undetermined": "doubt", "unknown": "doubt"}


class Chain(Names):
    """Follows the reasons of one assessment, in one language."""

    width = WIDTH
    brief = False
    """Whether sources are left out, and what is only open is named and not followed."""

    def __init__(self, rubric: Rubric, proposal: Proposal, assessment: Assessment, lang: str) -> None:
        super().__init__(rubric, lang)
        self.proposal, self.assessment = proposal, assessment
        criteria = [criterion for principle in assessment.principles for criterion in principle.criteria]
        listed: dict[str, Iterable[Any]] = {"red-line": assessment.red_lines, "principle": assessment.principles, "criterion": criteria}
        listed |= {"safeguard": assessment.safeguards, "text": assessment.texts, "domain": assessment.domains}
        self.results: dict[str, Any] = {"regime": assessment.regime, **{f"tier:{name}": tier for name, tier in assessment.tiers}}
        self.results |= {f"{kind}:{result.id}": result for kind, results in listed.items() for result in results}
        self.seen: set[str] = set()

    def rules(self, fired: Iterable[Fired], depth: int) -> Iterator[Line]:
        """Each of the rules *fired*; in brief, of those that only may hold, the ids."""
        possible = []
        for rule in fired:
            if self.brief and rule.certainty != CERTAIN:
                possible.append(rule.rule)
            else:
                yield from self.rule(rule, depth)
        if possible:
            rules = self.say("chain-rules-possible", count=str(len(possible)))
            yield from self.item(rules + self.colon + ", ".join(possible), depth, "doubt")

    def rule(self, rule: Fired, depth: int) -> Iterator[Line]:
        """One rule: what it says, whether it is certain, its sources, and what it read."""
        sure = rule.certainty == CERTAIN
        words = rule.because[self.lang] if rule.because else ""
        name = rule.rule if sure else f"{rule.rule}, {self.say('chain-possible')}"
        yield from self.item(f"{words} [{name}]".strip(), depth, "" if sure else "doubt")
        if rule.sources and not self.brief:
            sources = self.semicolon.join(self.cited(citation) for citation in rule.sources)
            yield from self.item(self.say("page-sources") + self.colon + sources, depth, "faint", "  ")
        yield from self.reads(rule.reads, depth + 1)

    def reads(self, names: Iterable[str], depth: int) -> Iterator[Line]:
        """What a rule read: what stands in the way is followed, the rest is named together."""
        if depth > (BRIEFEST if self.brief else DEEPEST):
            return
        quiet: dict[str, list[str]] = {}
        for name in names:
            if (calm := "chain-told" if self.brief and name in self.seen else self.calm(name)) is not None:
                quiet.setdefault(calm, []).append(self.title(name))
            else:
                yield from self.of(name, depth)
        for message, titles in quiet.items():
            yield from self.item(self.say(message, count=str(len(titles))) + self.colon + self.semicolon.join(titles), depth, "faint")

    def calm(self, name: str) -> str | None:
        """The message that names *name* with others of its kind: it stands in nobody's way; in brief, it is only open."""
        kind = name.partition(":")[0]
        if kind == "safeguard":
            return self.calm_safeguard(self.results[name])
        if kind == "red-line":
            status = self.results[name].status
            return "chain-clear" if status == "clear" else "chain-lines-open" if self.brief and status == "undetermined" else None
        if kind == "criterion":
            return "chain-criteria-unanswered" if not self.results[name].answered else None
        return _CALM.get(self.results[name].said) if kind == "principle" else None

    def calm_safeguard(self, safeguard: model.SafeguardResult) -> str | None:
        """The message that names a guarantee with others; None when it is to be followed."""
        if safeguard.met == "yes":
            return "chain-given"
        if safeguard.required == "no":
            return "chain-not-required"
        settled = safeguard.required == "yes" and safeguard.met == "no"
        return None if settled or not self.brief else "chain-unsettled"

    def of(self, name: str, depth: int = 0) -> Iterator[Line]:
        """The conclusion or the answer *name*, a qualified id, and what it rests on."""
        kind, _, own = name.partition(":")
        again = name in self.seen
        self.seen.add(name)
        told, style = self.state(name, kind, own)
        tail = f" [{name}]" + (f" ({self.say('chain-above')})" if again else "")
        yield from self.item(self.title(name) + (self.colon + told if told else "") + tail, depth, style)
        found = self.results.get(name)
        if again or found is None:
            return
        if kind in ("text", "domain"):
            yield from self.of_law(kind, own, found, depth + 1)
        elif kind == "principle":
            yield from self.principle(found, depth + 1)
        elif kind == "criterion":
            yield from self.evidence(own, depth + 1)
        else:
            yield from self.given_by(found, depth + 1)
            yield from self.parts(name, depth + 1)
            yield from self.rules(found.fired, depth + 1)

    def parts(self, name: str, depth: int) -> Iterator[Line]:
        """What each technology of a combined use leads to alone, where *name* is the state of the law."""
        for part in self.assessment.parts if name == "regime" else ():
            label = self.say("summary-part", technology=self.word(self.facts["technology"].values, part.technology))
            possible = part.regime.possible if part.regime else ()
            told = self.one_of(self.word(self.closed("regime"), value) for value in possible)
            yield from self.item(f"{label}{self.colon}{told}", depth)

    def given_by(self, found: Any, depth: int) -> Iterator[Line]:
        """The entries that give a guarantee, with the place and the rank."""
        for gift in getattr(found, "given_by", ()):
            rank = self.word(self.rubric.instruments, gift.instrument).lower()
            text = self.say("chain-by-law", what=self.cited(Citation(gift.law, certainty=gift.certainty)), at=gift.ref, rank=rank)
            yield from self.item(f"{text} [{gift.law}]", depth)

    def of_law(self, kind: str, own: str, found: Any, depth: int) -> Iterator[Line]:
        """The limits of a text that the use steps over, with the articles; on what authority a domain is closed."""
        for limit in found.outside if kind == "text" else ():
            where = f"{limit.text[self.lang]} ({limit.at}){doubt(limit.certainty, self.lang)} [{limit.limit}]"
            yield from self.item(where, depth, "bad")
        citations = self.entries[kind][own].law if kind == "text" else found.sources
        if citations and not self.brief:
            words = self.semicolon.join(self.cited(citation) for citation in citations)
            yield from self.item(self.say("page-sources") + self.colon + words, depth, "faint")

    def state(self, name: str, kind: str, own: str) -> tuple[str, str]:
        """What is known of the item *name*, in words, and a style."""
        found = self.results.get(name)
        if kind == "fact":
            return self.answer(self.facts[own])
        if kind == "criterion":
            return self.level(self.results[name])
        if kind == "safeguard":
            return self.guarantee(self.results[name])
        if kind == "red-line":
            line = self.results[name]
            word = f"basis-{line.status}" if line.cured_by in LEGAL_BASIS else f"line-{line.status}"
            return self.say(word, count="1"), _STYLES.get(line.status, "")
        if kind == "principle":
            return self.score(self.results[name])
        if kind in ("law", "text", "domain"):
            return self.state_of_law(name, kind, own)
        if found is None:
            return "", ""
        return self.one_of(self.word(self.closed(name), value) for value in found.possible), ""

    def state_of_law(self, name: str, kind: str, own: str) -> tuple[str, str]:
        """What an entry is on the day, or as the proposal states; whether a text covers the use; what a domain needs."""
        found, day = self.results.get(name), self.assessment.as_of
        if kind == "text":
            return self.say(f"chain-text-{found.said if found else 'none'}"), "" if found else "faint"
        if kind == "domain":
            norm = self.say(f"closing-{found.norm or 'any'}" if found else "closing-any")
            return self.say(f"chain-domain-{found.status if found else 'none'}", norm=norm), ""
        stated = [text for text in self.proposal.law if text.cite == name and text.status(day)]
        if stated:
            state = self.say(f"law-{stated[-1].status(day)}")
            return self.say("chain-stated-law", source=stated[-1].source, state=state), ""
        return self.say(f"law-{self.law[own].status(day) or 'not-yet'}") + f" ({long_date(day, self.lang)})", ""

    def one_of(self, words: Iterable[str]) -> str:
        """*words* as what may be one or the other."""
        return f" {self.say('or')} ".join(words)

    def answer(self, fact: Fact) -> tuple[str, str]:
        """What is answered to *fact*, in words, and a style."""
        if fact.id == "technology":
            return ", ".join(self.word(fact.values, own) for own in self.proposal.technologies), ""
        given = self.proposal.facts.get(fact.id)
        if given is None and fact.default:
            return f"{self.word(fact.values, fact.default)} ({self.say('chain-default')})", "faint"
        if given is None:
            return self.say("chain-unanswered"), "doubt"
        words = self.given(fact, given)
        return words + (f" ({self.say('chain-assumed')})" if given.assumed else ""), ""

    def given(self, fact: Fact, answer: FactAnswer) -> str:
        """An answer to *fact*, in words."""
        return answer_words(self, fact, answer)

    def level(self, criterion: model.CriterionResult) -> tuple[str, str]:
        """The level that counts, in words, and a style."""
        if criterion.applies == "no":
            return self.say("chain-not-applicable"), "faint"
        if not criterion.answered:
            return self.say("chain-unanswered"), "doubt"
        level = str(criterion.low) if criterion.low == criterion.high else f"{criterion.low}–{criterion.high}"
        words = self.say("chain-level", level=level)
        if criterion.capped and criterion.stated is not None:
            words += f" ({self.say('chain-capped', level=str(criterion.stated))})"
        return words + (f" ({self.say('chain-assumed')})" if criterion.assumed else ""), "doubt" if criterion.capped else ""

    def guarantee(self, safeguard: model.SafeguardResult) -> tuple[str, str]:
        """What is asked of a guarantee and what is given, in words, and a style."""
        ranks = [self.word(self.rubric.instruments, rank).lower() for rank in safeguard.min_instruments]
        words = self.say(f"chain-required-{safeguard.required}")
        if ranks:
            words += f" ({self.one_of(ranks)})"
        by_law = safeguard.given_by and safeguard.id not in self.proposal.safeguards
        given = self.say("chain-status-by-law" if by_law else f"chain-status-{safeguard.status}")
        met = self.say(f"chain-met-{safeguard.met}")
        return f"{words}, {given}, {met}", _STYLES.get(safeguard.met, "") if safeguard.required != "no" else "faint"

    def score(self, principle: model.PrincipleResult) -> tuple[str, str]:
        """What is said of a principle, in words, and a style."""
        if principle.score is None:
            return self.say("status-none"), "faint"
        figures = {"score": principle.score.figures(self.lang), "required": principle.required.figures(self.lang)}
        figure = self.say("chain-score" if principle.required.high else "chain-score-alone", **figures)
        words = self.say(f"status-{principle.said}") + ", " + figure
        return words, _STYLES.get(principle.status, "")

    def principle(self, result: model.PrincipleResult, depth: int) -> Iterator[Line]:
        """What a principle rests on: its rules, its floors, its criteria."""
        yield from self.rules(result.fired, depth)
        for floor in result.floors:
            message = "chain-floor" if floor.gap == "yes" else "chain-floor-open"
            text = self.say(message, criterion=self.title(f"criterion:{floor.criterion}"), level=str(floor.least))
            yield from self.item(f"{text} [{floor.criterion}]", depth, "bad" if floor.gap == "yes" else "doubt")
        yield from self.reads([f"criterion:{criterion.id}" for criterion in result.criteria if criterion.applies != "no"], depth)

    def evidence(self, name: str, depth: int) -> Iterator[Line]:
        """The evidence that the answer to a criterion brings."""
        answer = self.proposal.criteria.get(name)
        for piece in answer.evidence if answer else ():
            grade = self.rubric.grades[piece.grade].text[self.lang].lower()
            day = ", " + long_date(piece.day, self.lang) if piece.day else ""
            alone = ", " + self.say("chain-independent") if piece.independent else ""
            title = piece.title or self.say("chain-evidence")
            yield from self.item(f"{title} ({grade}{alone}{day})", depth, "faint")

    def item(self, text: str, depth: int, style: str = "", mark: str = "← ") -> Iterator[Line]:
        """*text* folded under its mark."""
        indent = "  " * depth
        return folded(visible(text), indent + (mark if depth else ""), indent + "  ", style, self.width)


CONCLUSIONS = ("tier", "regime", "principle", "red-line", "safeguard", "fact", "criterion", "law", "text", "domain")
_ALONE = ("pathway", "action", "norm", "outcome")


def known(rubric: Rubric) -> list[str]:
    """Every id that can be asked for of a result."""
    own = [name for kind, names in tables(rubric).items() if kind in (*CONCLUSIONS, "condition", "rule") for name in names]
    return [*_ALONE, *own, *(f"{kind}:{name}" for kind, names in tables(rubric).items() for name in names)]


def result(rubric: Rubric, proposal: Proposal, assessment: Assessment, lang: str) -> list[Line]:
    """Why the whole result: the pathway or the outcome, then its conditions."""
    return list(Result(rubric, proposal, assessment, lang).whole())


def result_of(rubric: Rubric, proposal: Proposal, assessment: Assessment, item: str, lang: str) -> list[Line]:
    """Why *item* is what it is in the result; nothing when there is no such item."""
    made = Result(rubric, proposal, assessment, lang)
    if item in _ALONE:
        return list(made.whole() if item in ("pathway", "outcome") else made.part(item))
    kind, colon, name = item.partition(":")
    name = name if colon else item
    return apart(made.about(own, name) for own, names in tables(rubric).items() if name in names and (not colon or own == kind))


class Result(Chain):
    """The reasons of a whole result, or of one of its items."""

    def whole(self) -> Iterator[Line]:
        """The pathway, or the outcome of a rubric without one, and the conditions."""
        label = self.say("explain-pathway" if self.assessment.pathway else "explain-outcome")
        words = pathway_words(self.rubric, self.assessment, self.lang)
        if not self.assessment.settled:
            established = hanging.established(self, self.assessment)
            yield from self.item(f"{self.say('summary-established')}{self.colon}{established}", 0, "title")
            label = hanging.reserve(self.assessment, self.lang)
        yield from self.item(f"{label}{self.colon}{words}", 0, "title")
        blocking = [f"{self.title(name)} [{name}]" for name in self.assessment.deciding if name.startswith("law:")]
        if blocking:
            yield from self.item(self.say("explain-law-blocks", what=self.semicolon.join(blocking)), 1, "doubt")
        if self.assessment.pathway is None:
            yield from self.rules(self.assessment.outcome.fired if self.assessment.outcome else (), 1)
            return
        yield from self.rules(self.assessment.pathway.fired, 1)
        yield from self.passed_over()
        yield ()
        yield from self.item(self.say("explain-rests-on"), 0, "title")
        self.brief = True
        yield from self.reads([name for name in self.conclusions() if name not in self.seen], 1)
        yield from self.conditions(self.assessment.pathway.conditions)
        yield from self.flips()

    def flips(self) -> Iterator[Line]:
        """The first of the changes of one answer that change what is concluded, and how many others there are."""
        sentences = list(hanging.flips(self, self.assessment))
        if sentences:
            yield ()
            yield from self.item(self.say("explain-flips"), 0, "title")
        for sentence in sentences:
            yield from self.item(sentence, 1, "", "- ")
        if more := len(self.assessment.flips) - len(sentences):
            yield from self.item(self.say("explain-more-flips", count=str(more)), 1, "faint", "- ")

    def conditions(self, conditions: tuple[model.ConditionResult, ...]) -> Iterator[Line]:
        """The conditions that are certain, and how many are possible."""
        if conditions:
            yield ()
            yield from self.item(self.say("explain-conditions"), 0, "title")
        certain = [condition for condition in conditions if condition.certainty == CERTAIN]
        for condition in certain:
            yield from self.condition(condition)
        if open_ones := len(conditions) - len(certain):
            yield from self.item(self.say("explain-possible", count=str(open_ones)), 1, "doubt", "- ")

    def passed_over(self) -> Iterator[Line]:
        """The rules on the action that come before the one that decided and do not hold."""
        fired = {rule.rule: rule.certainty for rule in self.assessment.pathway.fired} if self.assessment.pathway else {}
        rules = [f"rule:action.{rule.id}" for rule in self.rubric.pathway.action_rules] if self.rubric.pathway else []
        decided = next((at for at, name in enumerate(rules) if fired.get(name) == CERTAIN), len(rules))
        before = [name for name in rules[:decided] if name not in fired]
        if before:
            yield from self.item(self.say("explain-passed-over", count=str(len(before)), rules=", ".join(before)), 1, "faint")

    def conclusions(self) -> Iterator[str]:
        """What a pathway may rest on: the regime, tiers, red lines, principles, and the guarantees required."""
        for name, found in self.results.items():
            kind = name.partition(":")[0]
            if found is not None and kind != "criterion" and (kind != "safeguard" or found.required != "no"):
                yield name

    def part(self, owner: str) -> Iterator[Line]:
        """The rules that led to the action, or to the norm."""
        pathway = self.assessment.pathway
        if pathway is not None:
            yield from self.item(self.say(f"explain-{owner}"), 0, "title")
            yield from self.rules([fired for fired in pathway.fired if fired.rule.startswith(f"rule:{owner}.")], 1)

    def condition(self, condition: model.ConditionResult) -> Iterator[Line]:
        """A condition, and whether it is certain."""
        sure = "" if condition.certainty == CERTAIN else f", {self.say('chain-possible')}"
        yield from self.item(f"{condition.text[self.lang]} [{condition.id}{sure}]", 1, "doubt" if sure else "", "- ")

    def about(self, kind: str, name: str) -> Iterator[Line]:
        """Why the item *name* of its *kind* is what it is; of what is no conclusion, its page."""
        if kind in CONCLUSIONS:
            yield from self.of(kind if kind == "regime" else f"{kind}:{name}")
            yield from self.of_entry(name) if kind == "law" else self.cure(name) if kind == "red-line" else ()
        elif kind == "condition":
            yield from self.of_condition(name)
        elif kind == "rule":
            yield from self.rule_called(f"rule:{name}")
        else:  # no conclusion: what it is says it all
            yield from page(self.rubric, kind, name, self.lang, self.assessment.as_of)

    def cure(self, name: str) -> Iterator[Line]:
        """What lifts the red line *name*, with the sentence for a drafter."""
        line = self.entries["red-line"][name]
        cure = self.say("why-cure", cure=self.say(f"cure-{line.cured_by}"), condition=line.condition[self.lang])
        yield from self.item(cure, 1)

    def of_entry(self, name: str) -> Iterator[Line]:
        """What the entry *name* gives to this use, or to others alone, and whether the texts of which it is a part cover the use."""
        entry = self.law[name]
        held = {found.id for found in self.assessment.safeguards if any(gift.law == f"law:{name}" for gift in found.given_by)}
        for gift in entry.gives:
            message, style = ("chain-gives", "") if gift.safeguard in held else ("chain-gives-not", "doubt")
            rank = self.rubric.instruments[gift.instrument].text[self.lang].lower()
            text = self.say(message, what=self.title(f"safeguard:{gift.safeguard}"), at=gift.at, rank=rank)
            yield from self.item(f"{text} [safeguard:{gift.safeguard}]", 1, style)
        read = {slot.partition(":")[2] for slot in reads(entry.applies)} if entry.applies else set()
        texts = [text.id for text in self.rubric.texts if text.id in read or any(one.ref == f"law:{name}" for one in text.law)]
        yield from self.reads([f"text:{text}" for text in texts], 1)

    def of_condition(self, name: str) -> Iterator[Line]:
        """Why a condition stands there, if it does."""
        conditions = self.assessment.pathway.conditions if self.assessment.pathway else ()
        own = [condition for condition in conditions if condition.id == f"condition:{name}"]
        for condition in own:
            yield from self.condition(condition)
            if condition.because:
                yield from self.item(condition.because[self.lang], 2)
        if not own:
            yield from self.item(self.say("explain-no-condition"), 0)

    def rule_called(self, name: str) -> Iterator[Line]:
        """What the rule *name* read, if it holds."""
        told = (*self.results.values(), self.assessment.outcome, self.assessment.pathway)
        fired = [rule for result in told for rule in getattr(result, "fired", ()) if rule.rule == name]
        yield from self.rules(fired[:1], 0) if fired else self.item(self.say("explain-not-fired", rule=name), 0)


_MARGIN = " " * 5
_OF_ITEMS = {"principles": "principle", "levels": "criterion", "met": "safeguard", "required": "safeguard", "min_instrument": "safeguard"}
"""What is explained as an item, with what is known of it."""
_LONGEST = 40
"""How many lines of a chain are shown."""


def failure(rubric: Rubric, case: Case, assessment: Assessment, expected: Expected, lang: str) -> str:
    """The finding that *expected* does not hold, as `render` gives it, with why the assessment says what it says."""
    actual, fired = said(assessment, expected)
    chain, kind = Chain(rubric, case.proposal, assessment, lang), _OF_ITEMS.get(expected.kind)
    values = {"expected": expected.values, "found": actual}
    told = [label(name, lang, chain.one_of(some) or chain.say("chain-none")) for name, some in values.items()]
    told.append(chain.say("case-because", text=" ".join(case.because.split())))
    lines = [f"{_MARGIN} = {text}" for text in told]
    chain.width = WIDTH - len(_MARGIN)
    why = list(chain.of(f"{kind}:{expected.item}", 1) if kind else chain.rules(fired, 1))
    if why:
        lines.append(f"{_MARGIN} = {chain.say('chain-because')}")
        lines += [_MARGIN + "".join(text for text, _ in line) for line in why[:_LONGEST]]
    if len(why) > _LONGEST:
        lines.append(f"{_MARGIN} … {chain.say('chain-more', count=str(len(why) - _LONGEST))}")
    return render([expected.differs], lang) + "\n".join(lines) + "\n"
