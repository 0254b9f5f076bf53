"""A proposal to fill in: what is asked of one technology, in the words of the rubric, as comments; valid as it is written."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, Final

from msgspec import Struct

from assess.conditions.logic import FALSE, Vector
from assess.engine.evaluate import Evaluator
from assess.engine.questions import FIRST
from assess.messages import filled
from assess.model.assessment import Assessment
from assess.model.constants import IMPACTS, STATUSES, STUDY_SECTIONS
from assess.model.proposal import FactAnswer, Proposal
from assess.model.rubric import Criterion, Fact, Safeguard, Text
from assess.reporters.naming import Conditions, Names
from assess.reporters.text import bound
from assess.yaml_source.writing import inline

_WIDTH: Final = 116
_SHORT: Final = 100
"""The length to which the levels of a scale are cut."""
_RULE: Final = "-" * 100


class Start(Struct, frozen=True):
    """What a new proposal is made for."""

    technology: str
    day: int
    lang: str
    file: str
    """How its file is called."""
    schema: str
    """How the file of its schema is called, for editors."""
    id: str
    rubric: str = ""
    """How the proposal names its rubric; empty: by its id."""


def starting(evaluator: Evaluator, start: Start) -> str:
    """The text of a new proposal of one technology under the rubric of *evaluator*."""
    return "\n".join(_Starting(evaluator, start).lines()) + "\n"


def usual(evaluator: Evaluator, technology: str) -> dict[str, tuple[str, ...]]:
    """What the uses of *technology* usually answer, by fact."""
    found = next((one for one in evaluator.rubric.technologies if one.id == technology), None)
    return dict(found.facts) if found else {}


def typed(path: str) -> str:
    """*path* as it is typed after a command."""
    return path if re.fullmatch(r"[\w./\\:-]+", path) else f'"{path}"'


class _Starting(Names):
    def __init__(self, evaluator: Evaluator, start: Start) -> None:
        super().__init__(evaluator.rubric, start.lang)
        self.evaluator, self.start = evaluator, start
        self.conditions = Conditions(self)
        self.usual = usual(evaluator, start.technology)
        answers = {name: FactAnswer(values) for name, values in self.usual.items()}
        day = date.fromordinal(start.day).isoformat()
        proposal = Proposal(id=start.id, date=day, day=start.day, technology=start.technology, facts=answers)
        self.v: Vector = evaluator.run(proposal)
        self.found: Assessment = evaluator.assess(proposal)

    def word_of(self, name: str, **values: str) -> str:
        return filled("starting", name, self.lang, values)

    def lines(self) -> Iterator[str]:
        """Every line of the file."""
        yield from self.head()
        yield from self.law_first()
        yield from self.first()
        yield from self.records()
        yield from self.section("facts", "", map(self.fact, self.facts_in_order()))
        yield from self.criteria_section()
        yield from self.safeguards_section()
        yield from self.rest()

    # The top of the file

    def head(self) -> Iterator[str]:
        start, rubric = self.start, self.rubric
        chosen = next(value for value in self.facts["technology"].values if value.id == start.technology)
        item = next((name for name in (*self.criteria, *self.facts)), "")
        yield f"# yaml-language-server: $schema={start.schema}"
        yield from self.remark(self.word_of("how"))
        yield from (f"#   {line}" for line in self.word_of("commands", file=typed(start.file), item=item).split("\n"))
        yield from self.remark(self.word_of("schema", rubric=rubric.id, schema=start.schema))
        yield from ("", "format: 1", f"id: {inline(start.id)}")
        yield f"title: {inline(self.word_of('title', technology=chosen.text[self.lang]))}"
        yield from (
            f"language: {self.lang}",
            f"date: {date.fromordinal(start.day).isoformat()}",
            "stage: exploration",
            f"rubric: {rubric.id}",
        )
        yield from self.remark(chosen.help[self.lang] if chosen.help else "")
        yield f"technology: {start.technology}"
        if chosen.described:
            yield f"description: {inline(self.word_of('description'))}"
        yield from ("", "# sponsor:", "#   organisation:", "#   contact:")

    def law_first(self) -> Iterator[str]:
        given = [own for own in self.found.safeguards if own.given_by and own.met == "yes"]
        cited = [f"{self.title(f'safeguard:{own.id}')} ({own.id}){self.colon}{self.cite(own.given_by[0].law)}" for own in given]
        yield from self.listed("law-given", cited)
        settled = {own.id for own in given}
        may = [
            f"{self.title(f'safeguard:{own}')} ({own}){self.colon}{self.cite(law)}"
            for own, law in self.may_be_given()
            if own not in settled
        ]
        yield from self.listed("law-may-give", may)

    def cite(self, law: str) -> str:
        return self.citing.cites[law][self.lang]

    def may_be_given(self) -> Iterator[tuple[str, str]]:
        """The safeguards that an entry of law may give to the use, each with the first such entry."""
        program, day = self.evaluator.program, self.start.day
        required = {own.id for own in self.found.safeguards if own.required != "no"}
        for own, gifts in program.gifts.items():
            holding = (entry for entry, gift in gifts if self.v[program.slots[f"holds:{entry.id}"]] != FALSE and gift.since <= day)
            entry = next(holding, None)
            if entry is not None and own in required:
                yield own, f"law:{entry.id}"

    def first(self) -> Iterator[str]:
        questions = self.found.questions[: 2 * FIRST]
        yield from self.listed("first", [f"{self.title(each.id)}{self.colon}{each.id.partition(':')[2]}" for each in questions])

    # Answers

    def records(self) -> Iterator[str]:
        for fact in self.rubric.facts:
            if fact.kind == "record":
                yield from ("", *self.asked_about(fact.title, fact.question, fact.help))
                for field in fact.fields:
                    yield f"#   {field.id} ({field.title[self.lang]})"
                    yield from self.scale([(value.id, value.text[self.lang]) for value in field.values], "", "    ")
                keys = (*(field.id for field in fact.fields), "title", "because")
                yield from (f"# {fact.id}:", *(f"#   {key}:" for key in keys))

    def facts_in_order(self) -> list[Fact]:
        """The facts to answer: those that decide, those usually known, then the others that may have their place."""
        deciding = [name for each in self.found.questions if (name := each.id.partition("fact:")[2])]
        ranks = {name: at for at, name in enumerate(dict.fromkeys((*deciding, *self.usual)))}
        asked = [fact for fact in self.rubric.facts if fact.id != "technology" and fact.kind != "record"]
        placed = [fact for fact in asked if self.evaluator.in_place(self.v, fact.slots()[0])]
        return sorted(placed, key=lambda fact: ranks.get(fact.id, len(ranks)))

    def fact(self, fact: Fact) -> Iterator[str]:
        yield from self.asked_about(fact.title, fact.question, fact.help, "  ")
        if fact.applies is not None:
            yield from self.remark(f"{self.word_of('optional')}{self.colon}{fact.applies.words(self.conditions)}", "  ")
        if fact.kind == "several":
            yield f"  #   {self.word_of('several')}"
        if fact.kind == "number":
            low, high = (str(digits // 10**scale) for digits, scale in (fact.low, fact.high))
            unit = fact.unit[self.lang] if fact.unit else ""
            yield f"  #   {self.word_of('number', low=low, high=high, unit=unit)}".rstrip()
        usual = self.usual.get(fact.id, ())
        pairs = [(value.id, value.text[self.lang] + (f"  {self.word_of('usual')}" if value.id in usual else "")) for value in fact.values]
        yield from self.scale([*pairs, *((word.id, word.text[self.lang]) for word in fact.words)], "  ")
        yield f"  # {fact.id}:"

    def criteria_section(self) -> Iterator[str]:
        grades = "|".join(grade.id for grade in self.rubric.grades)
        placed = [own for own in self.rubric.criteria if self.evaluator.in_place(self.v, f"criterion:{own.id}")]
        how = self.word_of("criteria-how", grades=grades, count=str(len(self.rubric.criteria) - len(placed)))
        yield from self.section("criteria", how, map(self.criterion, self.first_asked("criterion", placed)))

    def criterion(self, criterion: Criterion) -> Iterator[str]:
        yield from self.asked_about(criterion.title, criterion.question, None, "  ")
        shortened = [(str(level), self.short(text[self.lang])) for level, text in enumerate(criterion.levels)]
        yield from self.scale(shortened, "  ")
        grades = [(level, self.rubric.grades[rank].text[self.lang].lower()) for level, rank in enumerate(criterion.evidence) if rank > 0]
        if grades:
            needed = self.semicolon.join(self.word_of("from-level", level=str(level), grade=grade) for level, grade in grades)
            yield from self.hung("  #   ", "  #     ", self.word_of("evidence", needed=needed))
        yield from (f"  # {criterion.id}:", "  #   level:", "  #   because:")

    def safeguards_section(self) -> Iterator[str]:
        asked = [own for own in self.rubric.safeguards if own.derived is None]
        required = {own.id for own in self.found.safeguards if own.required != "no"}
        placed = [own for own in asked if own.id in required]
        instruments = "|".join(each.id for each in self.rubric.instruments)
        how = self.word_of("safeguards-how", instruments=instruments, count=str(len(asked) - len(placed)))
        meanings = {value.id: value.text[self.lang] for value in self.rubric.meanings}
        scale = [(status, self.short(meanings.get(status, ""), 400)) for status in STATUSES]
        how_lines = [*self.remark(how), *self.scale(scale, "")]
        yield from self.section("safeguards", "", map(self.safeguard, self.first_asked("safeguard", placed)), how_lines)

    def safeguard(self, safeguard: Safeguard) -> Iterator[str]:
        yield from self.asked_about(safeguard.title, safeguard.question, safeguard.meaning, "  ")
        yield from (f"  # {safeguard.id}:", "  #   status:", "  #   because:")

    def first_asked(self, kind: str, entries: Sequence[Any]) -> list[Any]:
        """*entries*, those that are asked first before the others."""
        ranks = {each.id: at for at, each in enumerate(self.found.questions)}
        return sorted(entries, key=lambda entry: ranks.get(f"{kind}:{entry.id}", len(ranks)))

    # The rest of the study

    def rest(self) -> Iterator[str]:
        yield from ("", f"# {_RULE}", f"# {self.word_of('rest')}", f"# {_RULE}")
        kinds = ", ".join(IMPACTS)
        forms = {
            "options": ("title:", "nothing: true", "advantages:", "drawbacks:", "cost:"),
            "impacts": ("who:", "kind:", "low:", "high:", "unit:", "year:", "method:", "source:"),
            "consultations": ("who:", "when:", "mandatory:", "opinion:", "reply:"),
            "articles": ("id: 1", "title:", "object:"),
        }
        for name, keys in forms.items():
            yield from ("", *self.remark(self.word_of(name, kinds=kinds)), f"# {name}:", f"#   - {keys[0]}")
            yield from (f"#     {key}" for key in keys[1:])
        yield from ("", *self.remark(self.word_of("study")), "# study:")
        yield from (f"#   {name}:" for name in STUDY_SECTIONS)

    # How things are written

    def section(self, name: str, how: str, entries: Iterable[Iterable[str]], how_lines: Sequence[str] = ()) -> Iterator[str]:
        made = [[*entry] for entry in entries]
        if not made:
            return
        yield from ("", f"# {_RULE}", *self.remark(self.word_of(name)), f"# {_RULE}")
        own = self.word_of("facts-how") if name == "facts" else how
        yield from how_lines or self.remark(own)
        yield f"{name}:"
        for entry in made:
            yield from ("", *entry)

    def listed(self, title: str, items: Sequence[str]) -> Iterator[str]:
        if items:
            yield from ("", *self.remark(f"{self.word_of(title)}{self.colon.rstrip()}"))
            yield from (line for item in items for line in self.hung("#   - ", "#     ", item))

    def asked_about(self, title: Text, question: Text, help_: Text | None, indent: str = "") -> Iterator[str]:
        yield from self.remark(f"{title[self.lang]}. {question[self.lang]}", indent)
        yield from self.remark(help_[self.lang] if help_ else "", indent)

    def scale(self, pairs: Sequence[tuple[str, str]], indent: str, more: str = "  ") -> Iterator[str]:
        """Each value with its words beside it."""
        wide = max((len(name) for name, _ in pairs), default=0)
        for name, text in pairs:
            start = f"{indent}# {more}{name:<{wide}}  "
            yield from self.hung(start, f"{indent}# {more}{' ' * wide}  ", text)

    def remark(self, text: str, indent: str = "") -> Iterator[str]:
        """*text* as a comment of several lines; nothing for none."""
        yield from self.hung(f"{indent}# ", f"{indent}# ", text) if text else ()

    def hung(self, first: str, then: str, text: str) -> list[str]:
        words = bound(text.replace("\n", " ").strip())
        made = textwrap.wrap(words, _WIDTH, initial_indent=first, subsequent_indent=then, break_on_hyphens=False, break_long_words=False)
        return made or [first.rstrip()]

    def short(self, text: str, most: int = _SHORT) -> str:
        words = text.strip().replace("\n", " ")
        return words if len(words) <= most else words[:most].rsplit(" ", 1)[0].rstrip(" ,;:") + " …"
