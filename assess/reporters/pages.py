"""A rubric and its items as pages of Markdown, for `assess rubric show`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from assess.messages import long_date, say
from assess.model.law import Citation
from assess.model.rubric import Criterion, Fact, Principle, Requirement, Rubric, Safeguard, Text, Value
from assess.reporters.citing import Citing, doubt
from assess.reporters.condition_words import Conditions
from assess.reporters.naming import Names

CHANGES = "changes"
"""The name of the page of changes."""


def rubric_page(rubric: Rubric, lang: str) -> str:
    """What the rubric is, and the ids of all it holds."""
    page = _Page(rubric, lang)
    lines = [f"# {rubric.title[lang]} ({rubric.id} {rubric.version})", rubric.description[lang]]
    lines += page.ids("page-principles", ((principle.id, principle.title) for principle in rubric.principles))
    criteria = (criterion for principle in rubric.principles for criterion in principle.criteria)
    lines += page.ids("page-criteria", ((criterion.id, criterion.title) for criterion in criteria))
    lines += page.ids("page-outcome", ((value.id, value.text) for value in rubric.outcome.values) if rubric.outcome else ())
    lines += page.ids("page-tiers", ((tier.id, tier.title) for tier in rubric.tiers))
    lines += page.ids("page-facts", ((fact.id, fact.title) for fact in rubric.facts))
    lines += page.ids("page-safeguards", ((safeguard.id, safeguard.title) for safeguard in rubric.safeguards))
    lines += page.ids("page-red-lines", ((line.id, line.title) for line in rubric.red_lines))
    titles = page.technology_titles()
    lines += page.ids("page-technologies", ((found.id, titles[found.id]) for found in rubric.technologies))
    lines += page.ids("page-law", ((entry.id, entry.cite) for entry in rubric.law))
    return "\n\n".join(lines) + "\n"


def page(rubric: Rubric, item: str, lang: str) -> str | None:
    """The page of *item*, an id that may be qualified (`fact:phase`); None when there is no such item."""
    made = _Page(rubric, lang)
    if item == "technologies":
        from assess.reporters.page_technology import technologies_page

        return technologies_page(rubric, made)
    if item == CHANGES:
        return "\n\n".join(made.changes()) + "\n"
    kind, colon, name = item.partition(":")
    lines = made.of(name if colon else item, kind if colon else "")
    return "\n\n".join(line for line in lines if line) + "\n" if lines else None


def items(rubric: Rubric) -> list[str]:
    """Every id that has a page."""
    made = _Page(rubric, rubric.languages[0])
    return [CHANGES, *(name for found in made.tables().values() for name in found)]


class _Page:
    def __init__(self, rubric: Rubric, lang: str) -> None:
        self.rubric, self.lang = rubric, lang
        self.citing = Citing(rubric)
        self.conditions = Conditions(Names(rubric, lang))

    def say(self, message: str) -> str:
        return say(message, self.lang)

    def tables(self) -> dict[str, set[str]]:
        rubric = self.rubric
        return {
            "principle": {principle.id for principle in rubric.principles},
            "criterion": {criterion.id for principle in rubric.principles for criterion in principle.criteria},
            "fact": {fact.id for fact in rubric.facts},
            "safeguard": {safeguard.id for safeguard in rubric.safeguards},
            "red-line": {line.id for line in rubric.red_lines},
            "law": {entry.id for entry in rubric.law},
            "technology": {found.id for found in rubric.technologies},
        }

    def of(self, name: str, kind: str) -> list[str]:
        makers = {
            "principle": self.principle,
            "criterion": self.criterion,
            "fact": self.fact,
            "safeguard": self.safeguard,
            "red-line": self.red_line,
            "law": self.law,
            "technology": self.technology,
        }
        for own, names in self.tables().items():
            if name in names and kind in ("", own):
                return list(makers[own](name))
        return []

    def changes(self) -> Iterator[str]:
        """What each version changed, in the words of the law, newest first."""
        yield f"# {self.say('page-changes')} ({self.rubric.id})"
        if not self.rubric.changes:
            yield self.say("page-no-changes")
        colon = " : " if self.lang == "fr" else ": "
        for change in self.rubric.changes:
            day = long_date(date.fromisoformat(change.date).toordinal(), self.lang)
            yield f"## {change.version} ({day})"
            yield change.what[self.lang].strip()
            lists = (
                ("page-law", [f"{self.cited(Citation(ref))} (`{ref}`)" for ref in change.law]),
                ("page-days", [long_date(found, self.lang) for found in change.days]),
                ("page-examples", [f"`{name}`" for name in change.examples]),
            )
            for title, found in lists:
                if found:
                    yield f"{self.say(title)}{colon.rstrip()}\n\n" + "\n".join(f"- {item}" for item in found)

    def ids(self, title: str, found: Iterable[tuple[str, Text]]) -> list[str]:
        lines = [f"- `{name}` {text[self.lang]}" for name, text in found]
        return [f"## {self.say(title)}", "\n".join(lines)] if lines else []

    def principle(self, name: str) -> Iterator[str]:
        principle: Principle = next(found for found in self.rubric.principles if found.id == name)
        yield f"# {principle.title[self.lang]}"
        yield f"*{principle.heart[self.lang]}*"
        yield principle.guidance[self.lang]
        yield from self.required(principle)
        yield f"## {self.say('page-criteria')}"
        yield "\n".join(
            f"- {criterion.title[self.lang]} (`{criterion.id}`), {say('page-weight', self.lang, {'weight': str(criterion.weight)})}"
            for criterion in principle.criteria
        )
        yield f"## {self.say('page-if-missing')}"
        yield "> " + principle.condition[self.lang]
        yield self.sources(principle.sources)
        for criterion in principle.criteria:
            yield from self.criterion(criterion.id, "##")

    def required(self, principle: Principle) -> Iterator[str]:
        """What is required of a principle, when, and why."""
        own = [found for found in self.rubric.requirements if found.principle == principle.id]
        if own:
            yield f"## {self.say('page-required')}"
            yield "\n".join(self.requirement(found) for found in own)

    def requirement(self, found: Requirement) -> str:
        """One requirement in a line: the score or the floor, when, and why."""
        value = {"value": str(found.least)}
        what = say("explain-criterion-needs" if found.floor else "explain-principle-needs", self.lang, value)
        about = f" (`{found.floor}`)" if found.floor else ""
        colon = " : " if self.lang == "fr" else ": "
        when = self.conditions.said(found.when)
        return f"- **{what}**{about}{colon}{found.because[self.lang]} *{self.say('page-when')}{colon}{when}.*"

    def criterion(self, name: str, sign: str = "#") -> Iterator[str]:
        criteria = (criterion for principle in self.rubric.principles for criterion in principle.criteria)
        criterion: Criterion = next(found for found in criteria if found.id == name)
        yield f"{sign} {criterion.title[self.lang]} (`{criterion.id}`)"
        yield criterion.question[self.lang]
        yield "\n".join(f"{level}. {text[self.lang]}{self.grade(criterion, level)}" for level, text in enumerate(criterion.levels))
        yield from self.remarks(criterion)
        yield self.sources(criterion.sources)

    def remarks(self, criterion: Criterion) -> Iterator[str]:
        """Where the criterion applies, how much it weighs, how long its evidence counts, what is said when it falls short."""
        colon = " : " if self.lang == "fr" else ": "
        if criterion.applies is not None:
            yield f"*{self.say('explain-applies')}{colon}{self.conditions.said(criterion.applies)}.*"
        because = criterion.weight_because[self.lang] if criterion.weight_because else ""
        told = f"{self.say('explain-weight')}{colon}{criterion.weight}. {because}".strip()
        if criterion.valid_months:
            months = say("explain-months", self.lang, {"count": str(criterion.valid_months)})
            told += f" {self.say('explain-valid')}{colon}{months}."
        yield told
        yield "> " + criterion.condition[self.lang]

    def grade(self, criterion: Criterion, level: int) -> str:
        needed = criterion.evidence[level]
        return f" — *{self.rubric.grades[needed].text[self.lang]}*" if needed >= 0 else ""

    def fact(self, name: str) -> Iterator[str]:
        fact: Fact = next(found for found in self.rubric.facts if found.id == name)
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

    def safeguard(self, name: str) -> Iterator[str]:
        safeguard: Safeguard = next(found for found in self.rubric.safeguards if found.id == name)
        yield f"# {safeguard.title[self.lang]} (`{safeguard.id}`)"
        yield safeguard.question[self.lang]
        for rule in safeguard.rules:
            rank = self.rubric.instruments[rule.min_instrument].text[self.lang] if rule.min_instrument else ""
            yield f"- {rule.because[self.lang]}" + (f" ({rank})" if rank else "")
        if safeguard.clause:
            yield "> " + safeguard.clause[self.lang]
        yield self.sources(safeguard.sources)

    def red_line(self, name: str) -> Iterator[str]:
        line = next(found for found in self.rubric.red_lines if found.id == name)
        yield f"# {line.title[self.lang]} (`{line.id}`)"
        yield f"{line.because[self.lang]} {line.condition[self.lang]}"
        yield f"*{self.say(f'cure-{line.cured_by}')}*"
        yield self.sources(line.sources)

    def law(self, name: str) -> Iterator[str]:
        entry = next(found for found in self.rubric.law if found.id == name)
        yield f"# {entry.cite[self.lang]} (`law:{entry.id}`)"
        yield f"**{entry.title[self.lang]}**" + self.doubt(entry.certainty)
        yield entry.requires[self.lang]
        yield "\n".join(f"- {date.fromordinal(day).isoformat()}: {self.say(f'law-{status}')}" for day, status in entry.dates)
        yield f"{entry.source_title} <{entry.source_url}>" if entry.source_url else entry.source_title

    def technology(self, name: str) -> Iterator[str]:
        from assess.reporters.page_technology import technology

        found = self.rubric.technologies.of(name)
        return iter(()) if found is None else technology(found, self)

    def technology_titles(self) -> dict[str, Text]:
        return {value.id: value.text for fact in self.rubric.facts if fact.id == "technology" for value in fact.values}

    def doubt(self, certainty: str) -> str:
        return doubt(certainty, self.lang)

    def cited(self, citation: Citation) -> str:
        return self.citing.cited(citation, self.lang)

    def sources(self, found: tuple[Citation, ...]) -> str:
        colon = " : " if self.lang == "fr" else ": "
        return self.say("page-sources") + colon + self.citations(found) + "." if found else ""

    def citations(self, found: tuple[Citation, ...]) -> str:
        return (" ; " if self.lang == "fr" else "; ").join(self.cited(citation) for citation in found)
