"""What an item of a rubric is, as plain text of 80 columns: its words, what leads to it, what rests on it."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import assert_never

from msgspec import Struct

from assess.conditions import nodes
from assess.messages import long_date
from assess.model.law import Citation, Gift, LawEntry
from assess.model.rubric import Condition, RedLine, Requirement, Rubric, Rule, Ruled, Safeguard, SafeguardRule, Text
from assess.reporters.naming import Conditions, Names, doubt
from assess.reporters.text import bound

WIDTH = 80
Line = tuple[tuple[str, str], ...]
_LINK = re.compile(r"\[([^\]]+)\]\(([^)]+)\)")
_EMPHASIS = re.compile(r"(?<!\w)(\*{1,2}|_{1,2})(?=\S)(.+?)(?<=\S)\1(?!\w)")


_SHOWN = {"met": "safeguard", "required": "safeguard", "gap": "principle"}
_SHOWN |= dict.fromkeys(("covered", "awaited", "concerned", "upheld"), "text")


class _Indexed(Struct, frozen=True):
    id: str
    """Qualified, as in the chain of reasons: `rule:<owner>.<id>`."""
    when: nodes.Condition
    concludes: tuple[str, str]
    """What it says something of, qualified, and the value it gives it, if it gives one."""
    because: Text | None
    sources: tuple[Citation, ...]


def _rules_of(rubric: Rubric) -> Iterator[_Indexed]:
    """Every rule, in the order of the chain: from the regime to the pathway."""
    for owner, _, rules in rubric.rules():
        for rule in rules:
            because = rule.because or (rule.text if isinstance(rule, Condition) else None)
            yield _Indexed(f"rule:{owner}.{rule.id}", rule.when, _concludes(rubric, owner, rule), because, rule.sources)


def _concludes(rubric: Rubric, owner: str, rule: Ruled) -> tuple[str, str]:
    match rule:
        case Requirement():
            return (f"criterion:{rule.floor}" if rule.floor else f"principle:{rule.principle}"), str(rule.least)
        case SafeguardRule():
            return f"safeguard:{owner}", rubric.instruments[rule.min_instrument].id if rule.min_instrument else ""
        case RedLine() | Condition():
            return f"{owner}:{rule.id}", ""
        case Rule():
            return owner if owner in ("regime", "outcome", "action", "norm") else f"tier:{owner}", rule.value
        case _:
            assert_never(rule)


@lru_cache(maxsize=4096)
def _reads(when: nodes.Condition) -> tuple[str, ...]:
    return tuple(nodes.reads(when))


def _read_by(terms: Mapping[str, nodes.Condition], rule: _Indexed) -> set[str]:
    """The qualified ids of what *rule* reads, through the *terms*."""
    rests_on: set[str] = set()
    left = list(_reads(rule.when))
    while left:
        name = left.pop()
        kind, _, own = name.partition(":")
        if kind == "term":
            left += _reads(terms[own])
        elif kind == "fact":
            rests_on.add("fact:" + own.partition(".")[0])
        else:
            rests_on.add(f"{_SHOWN[kind]}:{own}" if kind in _SHOWN else name)
    return rests_on


def explained(rubric: Rubric, item: str, lang: str, as_of: int) -> list[Line]:
    """The page of *item*, an id that may be qualified, with the law of *as_of*; of an id of several items, every page; or nothing."""
    return apart(page(rubric, kind, name, lang, as_of) for kind, name in meant(rubric, item))


def apart(pages: Iterable[Iterable[Line]]) -> list[Line]:
    """The lines of *pages*, with an empty one between two."""
    return [line for at, lines in enumerate(pages) for line in ([(), *lines] if at else lines)]


def page(rubric: Rubric, kind: str, name: str, lang: str, as_of: int) -> Iterator[Line]:
    """The page of one item."""
    maker: Callable[[str], Iterator[Line]] = getattr(_Explainer(rubric, lang, as_of), f"_{kind.replace('-', '_')}")
    return maker(name)


def _folded(text: str, first: str, rest: str, style: str = "") -> Iterator[Line]:
    """*text*, inline Markdown, without its marks, folded; a link gives its address."""
    return folded(_EMPHASIS.sub(r"\2", _LINK.sub(r"\1 <\2>", text)), first, rest, style)


def folded(text: str, first: str, rest: str, style: str = "", width: int = WIDTH) -> Iterator[Line]:
    """*text* in lines, the first one after *first*, the others after *rest*."""
    lines = textwrap.wrap(bound(text), width, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False)
    return (((line, style),) for line in lines)


def meant(rubric: Rubric, item: str) -> list[tuple[str, str]]:
    """The items, each as a kind and an id, that *item* may mean; of a criterion or a rule, the last part of the id is enough."""
    kind, colon, name = item.partition(":")
    known = tables(rubric)
    if colon:
        return [(kind, name)] if name in known.get(kind, ()) else []
    own = [(kind, item) for kind, names in known.items() if item in names]
    return own or [(kind, name) for kind in ("criterion", "rule") for name in known[kind] if name.endswith(f".{item}")]


def tables(rubric: Rubric) -> dict[str, list[str]]:
    """The ids of everything that can be explained, by kind."""
    known = {kind: list(entries) for kind, entries in rubric.entries().items()}
    kinds = (
        *("principle", "criterion", "fact", "safeguard", "red-line", "tier", "regime", "law", "text", "domain"),
        *("source", "term", "condition", "rule"),
    )
    known |= {"regime": ["regime"] if rubric.regime else [], "rule": [rule.id.removeprefix("rule:") for rule in _rules_of(rubric)]}
    return {kind: known[kind] for kind in kinds}


def ids(rubric: Rubric) -> list[str]:
    """Every id, qualified and alone, for the nearest to what was asked."""
    return [name for kind, names in tables(rubric).items() for own in names for name in (own, f"{kind}:{own}")]


class _Explainer(Names):
    def __init__(self, rubric: Rubric, lang: str, as_of: int) -> None:
        super().__init__(rubric, lang)
        self.as_of = as_of
        self.conditions = Conditions(self)
        self.rules = list(_rules_of(rubric))

    def head(self, title: str, qualified: str) -> Iterator[Line]:
        first = bound(title[:1].upper() + title[1:])
        room = WIDTH - len(first) - len(qualified)
        if room > 1:
            yield ((first, "title"), (" " * room + qualified, "faint"))
            return
        yield from (((line, "title"),) for line in textwrap.wrap(first, WIDTH))
        yield ((f"{qualified:>{WIDTH}}", "faint"),)

    def text(self, text: str, style: str = "") -> Iterator[Line]:
        for paragraph in re.split(r"\n\s*\n", text.strip()):
            yield ()
            yield from _folded(paragraph, "  ", "  ", style)

    def label(self, message: str, **values: str) -> Iterator[Line]:
        yield ()
        yield ((f"  {self.say(message, **values)}", "title"),)

    def items(self, items: Iterable[str], mark: str = "- ") -> Iterator[Line]:
        for item in items:
            yield from _folded(item, f"    {mark}", "    " + " " * len(mark))

    def field(self, message: str, text: str) -> Iterator[Line]:
        return _folded(f"{self.say(message)}{self.colon}{text}", "  ", "    ")

    def listed(self, message: str, items: list[str], mark: str = "- ", **values: str) -> Iterator[Line]:
        """A list under its heading; nothing at all of an empty one."""
        if items:
            yield from self.label(message, **values)
            yield from self.items(items, mark)

    def sources(self, citations: tuple[Citation, ...]) -> Iterator[Line]:
        return self.listed("page-sources", [f"{self.cited(citation)} [{citation.ref}]" for citation in citations])

    def when(self, condition: nodes.Condition | None, message: str = "explain-when") -> Iterator[Line]:
        return self.listed(message, self.conditions.parts(condition) if condition is not None else [])

    def rests(self, qualified: str, sources: tuple[Citation, ...] = ()) -> Iterator[Line]:
        """The rules that say something of the item, those that read it, and its sources."""
        yield from self.listed("explain-rules", self.rules_of(qualified))
        yield from self.read_by(qualified, sources)

    def read_by(self, qualified: str, sources: tuple[Citation, ...]) -> Iterator[Line]:
        """The rules that read the item, and its sources."""
        yield from self.used(qualified)
        yield from self.sources(sources)

    def rules_of(self, about: str) -> list[str]:
        """The rules that say something of the item *about*, a line for each."""
        return [self.rule_line(rule) for rule in self.rules if rule.concludes[0] == about]

    def used(self, qualified: str, told: tuple[_Indexed, ...] = ()) -> Iterator[Line]:
        """The rules that read the item, but for those *told* already."""
        terms = {term.id: term.when for term in self.rubric.terms}
        own = [rule for rule in self.rules if rule not in told and qualified in _read_by(terms, rule)]
        return self.listed("explain-read-by", [self.rule_line(rule) for rule in own])

    def rule_line(self, rule: _Indexed) -> str:
        """A rule in a line: what it concludes, why, and its id."""
        value = self.value(rule)
        because = " ".join(rule.because[self.lang].split()) if rule.because else ""
        return f"{value}{self.colon}{because} [{rule.id}]" if value else f"{because} [{rule.id}]"

    def value(self, rule: _Indexed) -> str:
        about, value = rule.concludes
        kind = about.partition(":")[0]
        if kind in ("criterion", "principle"):
            return self.say(f"explain-{kind}-needs", value=value)
        return self.word(self.closed("instrument" if kind == "safeguard" else about), value)

    # The page of each kind of item

    def _law(self, name: str) -> Iterator[Line]:
        entry = self.law[name]
        yield from self.head(entry.cite[self.lang], f"law:{name}")
        yield from self.text(entry.title[self.lang] + doubt("", self.lang, entry.certainty), style="title")
        yield from self.text(entry.requires[self.lang])
        yield from self.dates(entry)
        yield ()
        if entry.replaced_by:
            replaced = self.citing.cites.get(entry.replaced_by, {self.lang: ""})[self.lang]
            yield from self.field("explain-replaced-by", f"{replaced} [{entry.replaced_by}]")
        source = entry.source_title + (f" <{entry.source_url}>" if entry.source_url else "")
        yield from self.field("explain-source", source)
        yield from self.field("explain-checked", self.day(entry.last_checked))
        yield from self.field("explain-certainty", self.say(f"certainty-{entry.certainty}"))
        if entry.added:
            yield from self.field("explain-added", entry.added)
        yield from self.gifts(entry)
        yield from self.cited_by(f"law:{name}")

    def gifts(self, entry: LawEntry) -> Iterator[Line]:
        """What *entry* gives, to which uses, and the texts of which it is a part."""
        given = [
            f"{self.gift(gift, self.title(f'safeguard:{gift.safeguard}'), entry)} [safeguard:{gift.safeguard}]" for gift in entry.gives
        ]
        yield from self.listed("explain-gives", given)
        yield from self.when(entry.applies, "explain-for-uses")
        own = [text for text in self.rubric.texts if any(citation.ref == f"law:{entry.id}" for citation in text.law)]
        yield from self.listed("explain-texts", [f"{text.title[self.lang]} [text:{text.id}]" for text in own])

    def gift(self, gift: Gift, what: str, entry: LawEntry) -> str:
        """What a *gift* of *entry* is, with its rank, its days and how sure we are."""
        rank = self.rubric.instruments[gift.instrument].text[self.lang].lower()
        days = [("from", gift.since), ("until", gift.until)]
        dated = [self.say(f"explain-gift-{end}", day=long_date(day, self.lang)) for end, day in days if day]
        words = self.say("explain-gift", what=what, at=gift.at, rank=", ".join([rank, *dated]))
        return words + doubt(gift.certainty, self.lang, entry.certainty)

    def _text(self, name: str) -> Iterator[Line]:
        text = self.entries["text"][name]
        yield from self.head(text.title[self.lang], f"text:{name}")
        yield from self.when(text.in_force, "explain-in-force")
        yield from self.when(text.applicable, "explain-applicable")
        yield from self.when(text.concerns, "explain-concerns")
        limits = []
        for limit in text.covers:
            words = f"{limit.outside[self.lang]} ({limit.at}){doubt(limit.certainty, self.lang)}"
            limits.append(f"{words} [{limit.id}{self.colon}{limit.when.words(self.conditions)}]")
        yield from self.listed("explain-limits", limits)
        yield from self.listed("explain-upheld", [f"{self.cited(citation)} [{citation.ref}]" for citation in text.upheld])
        yield from self.read_by(f"text:{name}", text.law)

    def _domain(self, name: str) -> Iterator[Line]:
        domain = self.entries["domain"][name]
        yield from self.head(domain.title[self.lang], f"domain:{name}")
        yield from self.when(domain.when)
        periods = []
        for period in reversed(domain.periods):
            norm = self.say(f"closing-{period.needs}")
            words = self.say("explain-closed-since", day=long_date(period.since, self.lang), norm=norm)
            only = f" ({period.when.words(self.conditions)})" if period.when else ""
            periods.append(words + only + "".join(f" [{citation.ref}]" for citation in period.sources))
        yield from self.listed("explain-closed", periods)
        yield from self.sources(domain.sources)

    def dates(self, entry: LawEntry) -> Iterator[Line]:
        """The dates of *entry* in words, and what it is on the day asked for."""
        yield from self.label("explain-dates")
        yield from self.items(f"{long_date(day, self.lang)}{self.colon}{self.say(f'law-{status}')}" for day, status in entry.dates)
        state = self.say(f"law-{entry.status(self.as_of) or 'not-yet'}")
        yield ((f"    {self.say('explain-on', day=long_date(self.as_of, self.lang))}{self.colon}{state}", "title"),)

    def day(self, text: str) -> str:
        """A date in words; as it is written when it is none."""
        try:
            return long_date(date.fromisoformat(text).toordinal(), self.lang)
        except ValueError:
            return text

    def cited_by(self, ref: str) -> Iterator[Line]:
        """The rules that cite *ref*, and those that read whether it is in force."""
        own = tuple(rule for rule in self.rules if any(citation.ref == ref for citation in rule.sources))
        yield from self.listed("explain-cited-by", [self.rule_line(rule) for rule in own])
        if ref.startswith("law:"):
            yield from self.used(ref, own)

    def _source(self, name: str) -> Iterator[Line]:
        source = self.entries["source"][name]
        yield from self.head(source.title[self.lang], f"source:{name}")
        yield ()
        for message, text in (("explain-author", source.author), ("explain-date", self.day(source.date)), ("explain-url", source.url)):
            if text:
                yield from self.field(message, text)
        yield from self.field("explain-certainty", self.say(f"certainty-{source.certainty}"))
        yield from self.cited_by(f"source:{name}")

    def _criterion(self, name: str) -> Iterator[Line]:
        criterion = self.criteria[name]
        yield from self.head(criterion.title[self.lang], f"criterion:{name}")
        yield from self.text(criterion.question[self.lang])
        yield from self.label("explain-levels")
        for level, text in enumerate(criterion.levels):
            grade = criterion.evidence[level]
            asked = self.rubric.grades[grade].text[self.lang].lower() if grade >= 0 else ""
            needs = f" [{self.say('explain-evidence', grade=asked)}]" if asked else ""
            yield from self.items([f"{text[self.lang]}{needs}"], f"{level}. ")
        yield ()
        if criterion.valid_months:
            yield from self.field("explain-valid", self.say("explain-months", count=str(criterion.valid_months)))
        because = criterion.weight_because[self.lang] if criterion.weight_because else ""
        yield from self.field("explain-weight", f"{criterion.weight}. {because}".strip(". ") + ".")
        if criterion.not_applicable:
            yield from self.field("explain-not-applicable", self.say("explain-allowed"))
        yield from self.when(criterion.applies, "explain-applies")
        yield from self.rests(f"criterion:{name}", criterion.sources)

    def _principle(self, name: str) -> Iterator[Line]:
        principle = self.entries["principle"][name]
        yield from self.head(principle.title[self.lang], f"principle:{name}")
        yield from self.text(principle.heart[self.lang], style="title")
        yield from self.text(principle.guidance[self.lang])
        if principle.examples:
            yield from self.text(principle.examples[self.lang])
        yield from self.listed("page-criteria", [f"{criterion.title[self.lang]} [{criterion.id}]" for criterion in principle.criteria])
        yield from self.rests(f"principle:{name}", principle.sources)

    def _fact(self, name: str) -> Iterator[Line]:
        fact = self.facts[name]
        yield from self.head(fact.title[self.lang], f"fact:{name}")
        yield from self.text(fact.question[self.lang])
        if fact.help:
            yield from self.text(fact.help[self.lang])
        for values, title in ((fact.values, ""), *((field.values, field.title[self.lang]) for field in fact.fields)):
            if values:
                yield from self.label("explain-values")
                yield from self.items([title] if title else [], "")
                yield from self.items(f"{value.id}{self.colon}{value.text[self.lang]}" for value in values)
        yield from self.when(fact.applies, "explain-applies")
        for value in fact.values:
            if value.id in fact.shown_by:
                yield from self.listed("explain-shown-by", self.conditions.parts(fact.shown_by[value.id]), value=value.text[self.lang])
        yield from self.rests(f"fact:{name}", fact.sources)

    def _safeguard(self, name: str) -> Iterator[Line]:
        safeguard = self.safeguards[name]
        yield from self.head(safeguard.title[self.lang], f"safeguard:{name}")
        yield from self.text(safeguard.question[self.lang])
        yield from self.label("explain-required")
        yield from self.items(self.rules_of(f"safeguard:{name}"))
        yield from self.listed("explain-if-missing", [safeguard.condition[self.lang]], "")
        yield from self.listed("explain-clause", [clause[self.lang] for clause in safeguard.clauses()], "")
        yield from self.when(safeguard.derived, "explain-derived")
        yield from self.when(safeguard.denied, "explain-denied")
        gifts = [(entry, gift) for entry in self.rubric.law for gift in entry.gives if gift.safeguard == name]
        given = [f"{self.gift(gift, entry.cite[self.lang], entry)} [law:{entry.id}]" for entry, gift in gifts]
        yield from self.listed("explain-given-by", given)
        yield from self.meanings(safeguard)
        yield from self.read_by(f"safeguard:{name}", safeguard.sources)

    def meanings(self, safeguard: Safeguard) -> Iterator[Line]:
        """What each answer to *safeguard* means, where it is answered."""
        said = [value for value in self.rubric.meanings if value.id != "not-applicable" or safeguard.not_applicable]
        if safeguard.derived is None and said:
            yield from self.label("page-meaning")
            yield from self.items(f"{value.id}{self.colon}{value.text[self.lang]}" for value in said)
            yield from self.items([safeguard.meaning[self.lang]] if safeguard.meaning else [])

    def _red_line(self, name: str) -> Iterator[Line]:
        line = self.entries["red-line"][name]
        yield from self.head(line.title[self.lang], f"red-line:{name}")
        yield from self.text(line.because[self.lang])
        yield from self.text(line.condition[self.lang])
        yield from self.text(self.say(f"cure-{line.cured_by}"), style="title")
        yield from self.when(line.when)
        yield from self.read_by(f"red-line:{name}", line.sources)

    def _tier(self, name: str) -> Iterator[Line]:
        tier = self.tiers[name]
        yield from self.head(tier.title[self.lang], f"tier:{name}")
        yield from self.text(self.say(f"explain-combine-{tier.combine}"))
        if tier.default:
            yield from self.text(self.say("explain-default", level=self.word(tier.levels, tier.default)))
        yield from self.rests(f"tier:{name}")

    def _regime(self, _: str) -> Iterator[Line]:
        yield from self.head(self.title("regime"), "regime")
        yield from self.text(self.say("explain-combine-first"))
        yield from self.rests("regime")

    def _term(self, name: str) -> Iterator[Line]:
        term = self.entries["term"][name]
        yield from self.head(term.title[self.lang] if term.title else name, f"term:{name}")
        yield from self.when(term.when)
        yield from self.sources(term.sources)

    def _condition(self, name: str) -> Iterator[Line]:
        condition = self.entries["condition"][name]
        yield from self.head(self.say("explain-condition"), f"condition:{name}")
        yield from self.text(condition.text[self.lang])
        if condition.because:
            yield from self.text(condition.because[self.lang])
        yield from self.when(condition.when)
        yield from self.sources(condition.sources)

    def _rule(self, name: str) -> Iterator[Line]:
        rule = next(own for own in self.rules if own.id == f"rule:{name}")
        about, value = rule.concludes[0], self.value(rule)
        title = self.say(f"explain-{about}") if about in ("action", "norm", "outcome") else self.title(about)
        yield from self.head(f"{title}{self.colon}{value}" if value else title, f"rule:{name}")
        if rule.because:
            yield from self.text(rule.because[self.lang])
        yield from self.when(rule.when)
        yield from self.sources(rule.sources)
