"""The items of a rubric by their qualified ids: what they are called, in which words their values are said, how the law is cited."""

from __future__ import annotations

from collections.abc import Iterable

from assess.messages import say
from assess.model.law import Citation
from assess.model.rubric import Rubric, Text, Value


class Citing:
    """The citations of a rubric by qualified id, with how certain each is."""

    def __init__(self, rubric: Rubric | None) -> None:
        """Those of *rubric*; none without one, and what is cited is then called by its id."""
        law, sources = (rubric.law, rubric.sources) if rubric is not None else ((), ())
        self.cites: dict[str, Text] = {f"law:{entry.id}": entry.cite for entry in law}
        self.cites |= {f"source:{found.id}": found.cite or found.title for found in sources}
        self.certainties = {f"law:{entry.id}": entry.certainty for entry in law}
        self.certainties |= {f"source:{found.id}": found.certainty for found in sources}

    def cited(self, citation: Citation, lang: str) -> str:
        """*citation* as a drafter writes it in *lang*, « à vérifier » when it is not confirmed."""
        text = self.cites[citation.ref][lang] if citation.ref in self.cites else citation.ref
        where = f", {citation.at}" if citation.at else ""
        return text + where + doubt(citation.certainty or self.certainties.get(citation.ref, "confirmed"), lang)


def doubt(certainty: str, lang: str) -> str:
    """« à vérifier » in *lang*, unless it is confirmed."""
    return "" if certainty == "confirmed" else f" ({say('to-check', lang)})"


_TITLED = ("red-line", "law", "fact", "safeguard", "tier", "principle", "criterion", "score")


class Names:
    """The words of a rubric in one language."""

    def __init__(self, rubric: Rubric, lang: str) -> None:
        """Index *rubric*."""
        self.rubric, self.lang = rubric, lang
        self.entries = rubric.entries()
        kinds = ("criterion", "fact", "safeguard", "tier", "law")
        self.criteria, self.facts, self.safeguards, self.tiers, self.law = (self.entries[kind] for kind in kinds)
        self.citing = Citing(rubric)

    def say(self, message: str, **values: str) -> str:
        """A message in the language."""
        return say(message, self.lang, values)

    def title(self, qualified: str) -> str:
        """What the item *qualified* is called; itself when it has no title."""
        kind, _, name = qualified.partition(":")
        if kind in _TITLED:
            entry = self.entries[kind].get(name)
            return str(entry.title[self.lang]) if entry else name
        return self.say("chain-regime") if qualified == "regime" else qualified

    def word(self, values: Iterable[Value], name: str) -> str:
        """The text of the value *name* of a closed list."""
        return next((value.text[self.lang] for value in values if value.id == name), name)

    def cited(self, citation: Citation) -> str:
        """*citation* as a drafter writes it, « à vérifier » when it is not confirmed."""
        return self.citing.cited(citation, self.lang)

    def doubt(self, certainty: str) -> str:
        """« à vérifier », unless it is confirmed."""
        return doubt(certainty, self.lang)
