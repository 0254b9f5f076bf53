"""The items of a rubric by their qualified ids: what they are called, the words of values and conditions, how the law is cited."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assess.conditions.nodes import And, Expression, Speaker
from assess.messages import long_date, say
from assess.model.law import Citation
from assess.model.law import doubt as mark_of
from assess.model.rubric import Fact, Field, Rubric, Text, Value


class Citing:
    """The citations of a rubric by qualified id, with how certain each is."""

    def __init__(self, rubric: Rubric | None) -> None:
        """Those of *rubric*; none without one, and what is cited is then called by its id."""
        law, sources = (rubric.law, rubric.sources) if rubric is not None else ((), ())
        self.cites: dict[str, Text] = {f"law:{entry.id}": entry.cite for entry in law}
        self.cites |= {f"source:{source.id}": source.cite or source.title for source in sources}
        self.added = {f"law:{entry.id}" for entry in law if entry.added}
        self.certainties = {f"law:{entry.id}": entry.certainty for entry in law}
        self.certainties |= {f"source:{source.id}": source.certainty for source in sources}

    def cited(self, citation: Citation, lang: str) -> str:
        """*citation* as a drafter writes it in *lang*; « à vérifier » when it is not confirmed; whether a service added it."""
        text = self.cites[citation.ref][lang] if citation.ref in self.cites else citation.ref
        where = f", {citation.at}" if citation.at else ""
        added = f" ({say('added-by-service', lang)})" if citation.ref in self.added else ""
        return text + where + added + doubt(citation.certainty, lang, self.certainties.get(citation.ref, "confirmed"))


def doubt(certainty: str, lang: str, own: str = "confirmed") -> str:
    """« à vérifier » in *lang*, unless it is confirmed; « par interprétation » for what is inferred from a text that was read."""
    mark = mark_of(certainty, own)
    return f" ({say(mark, lang)})" if mark else ""


_TITLED = ("red-line", "law", "text", "domain", "fact", "safeguard", "tier", "principle", "criterion", "score")


class Names:
    """The words of a rubric in one language."""

    def __init__(self, rubric: Rubric, lang: str) -> None:
        self.rubric, self.lang = rubric, lang
        self.entries = rubric.entries()
        kinds = ("criterion", "fact", "safeguard", "tier", "law")
        self.criteria, self.facts, self.safeguards, self.tiers, self.law = (self.entries[kind] for kind in kinds)
        self.citing = Citing(rubric)
        self.colon, self.semicolon = ("\u00a0: ", "\u00a0; ") if lang == "fr" else (": ", "; ")

    def say(self, message: str, **values: str) -> str:
        """A message in the language."""
        return say(message, self.lang, values)

    def title(self, qualified: str) -> str:
        """What the item *qualified* is called; itself when it has no title."""
        kind, _, name = qualified.partition(":")
        if kind in _TITLED:
            entry = self.entries[kind].get(name)
            added = f" ({self.say('added-by-service')})" if getattr(entry, "added", "") else ""
            return f"{entry.title[self.lang]}{added}" if entry else name
        spoken = {"regime": "chain-regime", "stated_text": "chain-stated"}
        return self.say(spoken[qualified]) if qualified in spoken else qualified

    def asked(self, name: str) -> Fact | Field:
        """The fact, or the field of a record, called *name*: `phase`, `text.state`."""
        record, _, own = name.partition(".")
        fact: Fact = self.facts[record]
        return next(field for field in fact.fields if field.id == own) if own else fact

    def closed(self, qualified: str) -> Sequence[Value]:
        """The values of *qualified*: of a fact, a tier, the regime, the outcome, actions, norms or instruments; none of anything else."""
        kind, _, name = qualified.partition(":")
        if kind in ("fact", "tier"):
            return self.asked(name).values if kind == "fact" else self.tiers[name].levels
        pathway = self.rubric.pathway
        lists = {"action": pathway.actions, "norm": pathway.norms} if pathway else {}
        lists |= {choice: own.values for choice, own in self.rubric.choices.items()} | {"instrument": self.rubric.instruments}
        return lists.get(kind, ())

    def word(self, values: Iterable[Value], name: str) -> str:
        """The text of the value *name* of a closed list."""
        return next((value.text[self.lang] for value in values if value.id == name), name)

    def quoted(self, words: str) -> str:
        """*words* between quotation marks."""
        return f"«\u00a0{words}\u00a0»" if self.lang == "fr" else f"“{words}”"

    def cited(self, citation: Citation) -> str:
        """*citation* as a drafter writes it, « à vérifier » when it is not confirmed."""
        return self.citing.cited(citation, self.lang)


class Conditions(Speaker):
    """Says conditions in the language of *names*, for those who do not read that of rubrics."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self.terms = {term.id: term for term in names.rubric.terms}

    def parts(self, expression: Expression) -> list[str]:
        """*expression* as the conditions that must all hold."""
        return [part.inside(self) for part in expression.conditions] if isinstance(expression, And) else [expression.words(self)]

    def say(self, message: str, **values: str) -> str:
        """A message."""
        return self.names.say(message, **values)

    def title(self, qualified: str) -> str:
        """What an item of a condition is called; for a term without title, its condition."""
        kind, _, name = qualified.partition(":")
        lang = self.names.lang
        if kind == "term":
            term = self.terms[name]
            return self.quoted(term.title[lang]) if term.title else term.when.inside(self)
        if kind == "law":
            return str(self.names.law[name].cite[lang])
        if kind == "cure":
            return self.say(f"cure-{name}")
        if kind == "text" and name == "any":
            return self.say("any-text")
        if kind == "closing":
            return self.say(f"closing-{name}")
        if kind == "instrument":
            return self.names.word(self.names.closed(kind), name).lower()
        if kind == "action":
            return self.names.word(self.names.closed(kind), name)
        return self.names.title(qualified)

    def slot(self, slot: str) -> str:
        """What a slot such as `fact:text.state`, `tier:gravity`, `regime` is called."""
        kind, _, name = slot.partition(":")
        fact, dot, _ = name.partition(".")
        if kind == "fact" and dot:
            field = self.names.asked(name)
            return self.quoted(f"{self.names.facts[fact].title[self.names.lang]}, {field.title[self.names.lang].lower()}")
        if slot in ("stage", "action"):
            return self.say(f"when-{slot}")
        return self.quoted(self.names.title(slot))

    def quoted(self, words: str) -> str:
        """*words* between quotation marks."""
        return self.names.quoted(words)

    def values(self, slot: str, values: tuple[str, ...], joined: str) -> str:
        """The *values* of a slot, in words."""
        if slot == "stage":
            words = [self.say(f"stage-{value}") for value in values]
        elif slot == "stated_text":
            words = [self.say(f"stated-{value}") for value in values]
        else:
            words = [self.names.word(self.names.closed(slot), value) for value in values]
        return f" {self.say(f'when-{joined}')} ".join(words)

    def day(self, ordinal: int) -> str:
        """A day."""
        return long_date(ordinal, self.names.lang)
