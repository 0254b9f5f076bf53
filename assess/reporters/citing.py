"""How the laws and sources of a rubric are cited on pages."""

from __future__ import annotations

from assess.messages import say
from assess.model.law import Citation
from assess.model.rubric import Rubric, Text


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
