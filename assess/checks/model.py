"""A check as its entry in `rubrics/checks` describes it: its page, its messages, its data. No code is here."""

from __future__ import annotations

import re
from typing import Any

from msgspec import Struct

from assess.model.finding import Severity
from assess.model.law import Citation
from assess.model.rubric import Text

FAMILIES = ("fresh", "complete", "answered", "grounded", "true", "cited", "readable")
"""In the order in which a rapporteur would ask."""
KINDS = ("built-in", "requires", "forbids", "contradicts", "spells")
NEEDS = ("draft", "proposal", "both")


_STOP = re.compile(r"(?<![ (]art)(?<![ (]al)(?<![ (’]M)(?<![ (]No)(?<!\b[LRD])\.(?= [A-ZÀ-Ý«“])")


class Check(Struct, frozen=True):
    """One check."""

    id: str
    family: str
    severity: Severity
    kind: str
    """`built-in`: a function of `assess.checks`; any other is declared, and its data say what it looks for."""
    needs: str
    """What must be at hand for it to run: a draft, a proposal, or both."""
    title: Text
    messages: dict[str, Text]
    """Sentences with `{places}` to fill in, by id."""
    what: Text
    why: Text
    mend: Text
    sources: tuple[Citation, ...]
    settings: dict[str, Any]
    """The data of the check as plain values: what stands under `data`, or the keys of its kind."""
    waivable: bool = True
    """Whether a waiver may set it aside: not what says that a draft is false."""

    def first_aid(self) -> Text:
        """The first sentence of `mend`, in each language: the help of a finding."""
        return {lang: text[: end.start() + 1] if (end := _STOP.search(text)) else text for lang, text in self.mend.items()}


class Case(Struct, frozen=True):
    """An example of a check: what it looks at, and what it finds there (nothing: it stays silent)."""

    name: str
    draft: str
    """Markdown, or nothing when the proposal alone is checked."""
    proposal: str
    """YAML, over the proposal of the tests."""
    lang: str
    as_of: str
    today: str
    files: tuple[str, ...]
    """The files that exist, as named in the draft or the proposal."""
    troubles: tuple[str, ...]
    """What went wrong before checks could be run, as in `Subject.troubles`."""
    expect: tuple[Expected, ...]


class Expected(Struct, frozen=True):
    """A finding that a case expects; what is empty or 0 is not compared."""

    message: str
    line: int
    on: str
    """`draft` or `proposal`."""
    text: str
    """What the line holds."""
    words: str
    """What the sentence holds, in the language of the case."""
