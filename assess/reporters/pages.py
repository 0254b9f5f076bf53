"""A rubric and its items as pages of Markdown, for `assess rubric show`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from assess.messages import long_date
from assess.model.law import Citation, Cover, Limit
from assess.model.rubric import (
    Attention,
    Criterion,
    Period,
    Precedent,
    Principle,
    Requirement,
    Rubric,
    Safeguard,
    Technology,
    Text,
    Value,
)
from assess.reporters.explain import tables
from assess.reporters.naming import Conditions, Names, doubt

CHANGES = "changes"
"""The name of the page of changes."""


def rubric_page(rubric: Rubric, lang: str, *, blind: bool = False) -> str:
    """What the rubric is, and the ids of all it holds; *blind*: without the decisions."""
    page = _Page(rubric, lang, blind=blind)
    lines = [f"# {rubric.title[lang]} ({rubric.id} {rubric.version})", rubric.description[lang]]
    listed: dict[str, Iterable[tuple[str, Text]]] = {
        "page-principles": ((principle.id, principle.title) for principle in rubric.principles),
        "page-criteria": ((criterion.id, criterion.title) for criterion in rubric.criteria),
        "page-outcome": ((value.id, value.text) for value in rubric.outcome.values) if rubric.outcome else (),
        "page-tiers": ((tier.id, tier.title) for tier in rubric.tiers),
        "page-facts": ((fact.id, fact.title) for fact in rubric.facts),
        "page-safeguards": ((safeguard.id, safeguard.title) for safeguard in rubric.safeguards),
        "page-red-lines": ((line.id, line.title) for line in rubric.red_lines),
        "page-technologies": ((technology.id, page.technologies[technology.id]) for technology in rubric.technologies),
        "page-law": ((entry.id, entry.cite) for entry in rubric.law if f"law:{entry.id}" not in page.hidden),
    }
    for title, entries in listed.items():
        lines += page.part(title, [f"`{name}` {text[lang]}" for name, text in entries])
    return "\n\n".join(lines) + "\n"


def page(rubric: Rubric, item: str, lang: str, *, blind: bool = False) -> str | None:
    """The page of *item*, an id that may be qualified (`fact:phase`); None when there is no such item.

    *blind*: for who encodes a case whose outcome is known, without the decisions and what rests on them.
    """
    made = _Page(rubric, lang, blind=blind)
    if item == "technologies":
        return made.all_technologies()
    if item == CHANGES and not blind:
        return "\n\n".join(made.changes()) + "\n"
    kind, colon, name = item.partition(":")
    lines = made.of(name if colon else item, kind if colon else "")
    return "\n\n".join(line for line in lines if line) + "\n" if lines else None


def items(rubric: Rubric) -> list[str]:
    """Every id that has a page."""
    made = _Page(rubric, rubric.languages[0])
    return [CHANGES, *(name for names, _ in made.makers().values() for name in names)]


def decisions(rubric: Rubric) -> frozenset[str]:
    """The entries of the decisions that *rubric* takes for precedents, as `law:<id>`."""
    named = (citation.ref for technology in rubric.technologies for citation in technology.precedents)
    return frozenset((*named, *(precedent.law for precedent in rubric.precedents)))


class _Page(Names):
    def __init__(self, rubric: Rubric, lang: str, *, blind: bool = False) -> None:
        super().__init__(rubric, lang)
        self.hidden = decisions(rubric) if blind else frozenset()
        """The entries of decisions that are not told of, as `law:<id>`."""
        self.conditions = Conditions(self)
        self.colon = " : " if lang == "fr" else ": "
        self.technologies = {value.id: value.text for fact in rubric.facts if fact.id == "technology" for value in fact.values}

    def makers(self) -> dict[str, tuple[Iterable[str], Callable[[str], Iterator[str]]]]:
        """The ids of each kind, and what writes their pages."""
        makers = {"principle": self.principle, "criterion": self.criterion, "fact": self.fact, "safeguard": self.safeguard}
        makers |= {"red-line": self.red_line, "law": self.law_entry, "technology": self.technology}
        makers["text"] = self.text_entry
        known = tables(self.rubric) | {"technology": list(self.entries["technology"])}
        known["law"] = [name for name in known["law"] if f"law:{name}" not in self.hidden]
        return {kind: (known[kind], maker) for kind, maker in makers.items()}

    def of(self, name: str, kind: str) -> list[str]:
        """The page of the item *name*, of any *kind* when that is empty; nothing when there is none."""
        return next((list(maker(name)) for own, (names, maker) in self.makers().items() if name in names and kind in ("", own)), [])

    def changes(self) -> Iterator[str]:
        """What each version changed, in the words of the law, newest first."""
        yield f"# {self.say('page-changes')} ({self.rubric.id})"
        if not self.rubric.changes:
            yield self.say("page-no-changes")
        for change in self.rubric.changes:
            yield f"## {change.version} ({long_date(date.fromisoformat(change.date).toordinal(), self.lang)})"
            yield change.what[self.lang].strip()
            lists = (
                ("page-law", [f"{self.cited(Citation(ref))} (`{ref}`)" for ref in change.law]),
                ("page-days", [long_date(day, self.lang) for day in change.days]),
                ("page-examples", [f"`{name}`" for name in change.examples]),
            )
            for title, shown in lists:
                if shown:
                    yield f"{self.say(title)}{self.colon.rstrip()}\n\n" + "\n".join(f"- {item}" for item in shown)

    def part(self, title: str, items: Iterable[str]) -> list[str]:
        """A list under its heading; nothing for an empty one."""
        lines = [f"- {item}" for item in items]
        return [f"## {self.say(title)}", "\n".join(lines)] if lines else []

    def principle(self, name: str) -> Iterator[str]:
        principle: Principle = self.entries["principle"][name]
        yield f"# {principle.title[self.lang]}"
        yield f"*{principle.heart[self.lang]}*"
        yield principle.guidance[self.lang]
        if principle.examples and not self.hidden:
            yield principle.examples[self.lang]
        own = (rule for rule in self.rubric.requirements if rule.principle == name and not self.hidden)
        yield from self.part("page-required", map(self.requirement, own))
        yield from self.part("page-criteria", map(self.weighed, principle.criteria))
        yield f"## {self.say('page-if-missing')}"
        yield "> " + principle.condition[self.lang]
        yield self.sources(principle.sources)
        for criterion in principle.criteria:
            yield from self.criterion(criterion.id, "##")

    def weighed(self, criterion: Criterion) -> str:
        return f"{criterion.title[self.lang]} (`{criterion.id}`), {self.say('page-weight', weight=str(criterion.weight))}"

    def requirement(self, requirement: Requirement) -> str:
        what = self.say("explain-criterion-needs" if requirement.floor else "explain-principle-needs", value=str(requirement.least))
        about = f" (`{requirement.floor}`)" if requirement.floor else ""
        when = requirement.when.words(self.conditions)
        return f"**{what}**{about}{self.colon}{requirement.because[self.lang]} *{self.say('page-when')}{self.colon}{when}.*"

    def criterion(self, name: str, sign: str = "#") -> Iterator[str]:
        criterion = self.criteria[name]
        yield f"{sign} {criterion.title[self.lang]} (`{criterion.id}`)"
        yield criterion.question[self.lang]
        yield "\n".join(f"{level}. {text[self.lang]}{self.grade(criterion, level)}" for level, text in enumerate(criterion.levels))
        yield from self.remarks(criterion)
        yield self.sources(criterion.sources)

    def remarks(self, criterion: Criterion) -> Iterator[str]:
        """Where the criterion applies, how much it weighs, how long its evidence counts, what is said when it falls short."""
        if criterion.applies is not None:
            yield f"*{self.say('explain-applies')}{self.colon}{criterion.applies.words(self.conditions)}.*"
        because = criterion.weight_because[self.lang] if criterion.weight_because and not self.hidden else ""
        told = f"{self.say('explain-weight')}{self.colon}{criterion.weight}. {because}".strip()
        if criterion.valid_months:
            months = self.say("explain-months", count=str(criterion.valid_months))
            told += f" {self.say('explain-valid')}{self.colon}{months}."
        yield told
        yield "> " + criterion.condition[self.lang]

    def grade(self, criterion: Criterion, level: int) -> str:
        needed = criterion.evidence[level]
        return f" — *{self.rubric.grades[needed].text[self.lang]}*" if needed >= 0 else ""

    def fact(self, name: str) -> Iterator[str]:
        fact = self.facts[name]
        yield f"# {fact.title[self.lang]} (`{fact.id}`)"
        yield fact.question[self.lang]
        if fact.help:
            yield fact.help[self.lang]
        if fact.values:
            yield self.values(fact.values)
        for field in fact.fields:
            yield f"**{field.title[self.lang]}** (`{fact.id}.{field.id}`)"
            yield self.values(field.values)
        yield self.sources(fact.sources)

    def values(self, values: tuple[Value, ...]) -> str:
        shown = (f"- `{value.id}` {value.text[self.lang]}" + (f" — {value.help[self.lang]}" if value.help else "") for value in values)
        return "\n".join(shown)

    def text_entry(self, name: str) -> Iterator[str]:
        """A text that authorises a use: when it holds, for which uses, within which limits."""
        text: Cover = self.entries["text"][name]
        yield f"# {text.title[self.lang]} (`text:{name}`)"
        conditions = {"explain-in-force": text.in_force, "explain-applicable": text.applicable, "explain-concerns": text.concerns}
        for message, condition in conditions.items():
            if condition is not None:
                yield f"**{self.say(message)}**{self.colon}{condition.words(self.conditions)}."
        yield from self.part("explain-limits", map(self.limit, text.covers))
        yield from self.part("explain-upheld", [self.cited(citation) for citation in text.upheld if citation.ref not in self.hidden])
        yield self.sources(text.law)

    def limit(self, limit: Limit) -> str:
        where = f"({limit.at}){doubt(limit.certainty, self.lang)}"
        return f"{limit.outside[self.lang]} {where} — *{limit.when.words(self.conditions)}*"

    def safeguard(self, name: str) -> Iterator[str]:
        safeguard = self.safeguards[name]
        yield f"# {safeguard.title[self.lang]} (`{safeguard.id}`)"
        yield safeguard.question[self.lang]
        if not self.hidden:  # what is required and a model clause read like the rules of uses that are known
            yield from self.what_is_required(safeguard)
        if safeguard.derived is None:
            yield from self.part("page-meaning", self.meanings(safeguard))
        turned = [one for one in self.rubric.precedents if f"safeguard:{name}" in one.grounds and one.law not in self.hidden]
        yield from self.part("page-turned-on-it", dict.fromkeys(map(self.outcome, turned)))
        yield self.sources(safeguard.sources)

    def what_is_required(self, safeguard: Safeguard) -> Iterator[str]:
        """Why and at what rank *safeguard* is required, and its clause."""
        for rule in safeguard.rules:
            rank = self.rubric.instruments[rule.min_instrument].text[self.lang] if rule.min_instrument else ""
            yield f"- {rule.because[self.lang]}" + (f" ({rank})" if rank else "")
        for clause in safeguard.clauses():
            yield "> " + clause[self.lang]

    def meanings(self, safeguard: Safeguard) -> Iterator[str]:
        """What each answer to *safeguard* means."""
        for value in self.rubric.meanings:
            if value.id != "not-applicable" or safeguard.not_applicable:
                yield f"`{value.id}`{self.colon}{value.text[self.lang]}"
        if safeguard.meaning:
            yield safeguard.meaning[self.lang]

    def outcome(self, precedent: Precedent) -> str:
        """A decision, and what it came to."""
        return f"{self.cited(Citation(precedent.law))}{self.colon}{self.say(f'outcome-{precedent.outcome}')}"

    def tells(self, sources: tuple[Citation, ...]) -> bool:
        """Whether what rests on *sources* may be told: not when it rests on a decision that is hidden."""
        return self.hidden.isdisjoint(citation.ref for citation in sources)

    def red_line(self, name: str) -> Iterator[str]:
        line = self.entries["red-line"][name]
        yield f"# {line.title[self.lang]} (`{line.id}`)"
        if self.tells(line.sources):
            yield f"{line.because[self.lang]} {line.condition[self.lang]}"
        yield f"*{self.say(f'cure-{line.cured_by}')}*"
        yield self.sources(line.sources)

    def law_entry(self, name: str) -> Iterator[str]:
        entry = self.law[name]
        yield f"# {entry.cite[self.lang]} (`law:{entry.id}`)"
        yield f"**{entry.title[self.lang]}**" + doubt("", self.lang, entry.certainty)
        yield entry.requires[self.lang]
        yield "\n".join(f"- {date.fromordinal(day).isoformat()}: {self.say(f'law-{status}')}" for day, status in entry.dates)
        yield f"{entry.source_title} <{entry.source_url}>" if entry.source_url else entry.source_title

    def all_technologies(self) -> str | None:
        named = [(technology.id, self.technologies[technology.id], technology.what) for technology in self.rubric.technologies]
        lines = [f"- `{name}` **{title[self.lang]}** — {what[self.lang]}" for name, title, what in named]
        return f"# {self.say('page-technologies')}\n\n" + "\n".join(lines) + "\n" if lines else None

    def technology(self, name: str) -> Iterator[str]:
        """What a technology is, its weak points, its precedents, the law that has framed it."""
        technology: Technology = self.entries["technology"][name]
        yield f"# {self.technologies[name][self.lang]} (`technology:{name}`)"
        yield technology.what[self.lang]
        parts = {
            "page-usual-facts": (self.usual(name, values) for name, values in technology.facts),
            "page-attention": (self.attention(point) for point in technology.attention if not self.hidden),
            "page-precedents": self.precedents(technology),
            "page-frame": (self.period(period) for period in technology.frame if not self.hidden),
        }
        for title, items in parts.items():
            yield from self.part(title, items)
        yield self.sources(technology.sources)

    def precedents(self, technology: Technology) -> Iterator[str]:
        """The decisions that its page comments on, then the others that the rubric has on *technology*, with what they came to."""
        yield from (self.precedent(one) for one in technology.precedents if self.tells((one,)))
        named = {one.ref for one in technology.precedents} | self.hidden
        others = (one for one in self.rubric.precedents if one.law not in named and technology.id in dict(one.like).get("technology", ()))
        yield from dict.fromkeys(map(self.outcome, others))

    def usual(self, name: str, values: tuple[str, ...]) -> str:
        """The usual *values* of the fact, or of the field of a record, *name*."""
        fact = self.asked(name)
        words = (f"{self.word(fact.values, value)} (`{value}`)" for value in values)
        return f"{fact.title[self.lang]} (`{name}`){self.colon}" + ", ".join(words)

    def attention(self, point: Attention) -> str:
        items = ", ".join(f"`{name}`" for name in (*point.criteria, *point.safeguards))
        see = f" ({self.say('page-touches', items=items)})" if items else ""
        return point.text[self.lang] + see + (f" — *{self.citations(point.sources)}*" if point.sources else "")

    def precedent(self, citation: Citation) -> str:
        return f"**{self.cited(citation)}**" + (self.colon + citation.note[self.lang] if citation.note else "")

    def period(self, period: Period) -> str:
        since = self.say("page-since", day=long_date(period.since, self.lang))
        return f"**{since}** — {period.text[self.lang]}" + (f" *({self.citations(period.sources)})*" if period.sources else "")

    def sources(self, citations: tuple[Citation, ...]) -> str:
        if self.hidden:  # an account of a decision tells of it as well
            return ""
        return self.say("page-sources") + self.colon + self.citations(citations) + "." if citations else ""

    def citations(self, citations: tuple[Citation, ...]) -> str:
        return (" ; " if self.lang == "fr" else "; ").join(self.cited(citation) for citation in citations)
