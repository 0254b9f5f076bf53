"""A questionnaire of the Algorithmic Impact Assessment, read from its JSON list of questions, and the ids its names take in a rubric."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from assess.conditions.grammar import KEYWORDS

if TYPE_CHECKING:
    from collections.abc import Iterable

ONE, SEVERAL, WRITTEN = "one", "several", "written"
"""How a question is answered: with one value, with several, or in free text."""
KINDS: Final = {
    "radiogroup": ONE,
    "dropdown": ONE,
    "checkbox": SEVERAL,
    "text": WRITTEN,
    "comment": WRITTEN,
}
NO_QUESTION: Final = "html"
"""The kind of an entry that asks nothing."""
SCORES: Final = ("raw", "mitigation", "current")
MITIGATED: Final = "mitigated"
SCORED: Final = ("risk", "mitigation")
"""The categories of the questions that count, each with its sum."""
GIVEN: Final = "given"
"""The value of a question answered in free text."""
_RESERVED: Final = (
    *("fact", "technology", "text", "stage", "regime", "action", "as_of", "info"),
    *(*SCORES, MITIGATED, "mitigation-effect", *SCORED, *KEYWORDS),
)


class SurveyError(ValueError):
    """A questionnaire, or an answer, that cannot be expressed."""

    def __init__(self, where: str, what: str) -> None:
        """Say of *where*, the name of a question or the text of a condition, *what* is wrong."""
        super().__init__(f"{where}: {what}")


@dataclass(frozen=True, slots=True)
class Question:
    """One question: its texts by language, the points of each value (None: free text), and when it is shown."""

    name: str
    section: str
    category: str
    how: str
    """`ONE`, `SEVERAL` or `WRITTEN`."""
    text: dict[str, str]
    points: dict[str, int]
    max: int | None
    visible_if: tuple[str, ...]
    """Conditions that must all hold: that of its page, then its own."""

    @property
    def scored(self) -> bool:
        """Whether its points count."""
        return self.category in SCORED


@dataclass(slots=True)
class Ids:
    """Names turned into ids that the rubric language accepts, never two into one."""

    valid: re.Pattern[str]
    ids: dict[str, str] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)

    def of(self, name: str) -> str:
        """The id of *name*: *name* itself where it can be."""
        if name not in self.ids:
            self.ids[name] = self._free(name if self.valid.fullmatch(name) else _plain(name))
            self.taken.add(self.ids[name])
        return self.ids[name]

    def _free(self, wanted: str) -> str:
        found, number = wanted, 1
        while found in self.taken:
            number += 1
            found = f"{wanted}_{number}"
        return found

    def names(self) -> dict[str, str]:
        """The way back: the name of each id."""
        return {found: name for name, found in self.ids.items()}


NAME: Final = re.compile(r"[A-Za-z][A-Za-z0-9_]*(?:-[A-Za-z0-9_]+)*")
"""What can be named in an expression without quotes."""
VALUE: Final = re.compile(r"[^\s\"\\\W](?:[^\"\\\W]|[ .,:;/+-])*")
"""What can be named in an expression between quotes."""


def _plain(name: str) -> str:
    """*name* with `_` for what an id cannot hold."""
    found = re.sub(r"[^A-Za-z0-9]+", "_", name).strip("_")
    return found if found[:1].isalpha() else f"q_{found}"


@dataclass(frozen=True, slots=True)
class Survey:
    """A questionnaire and the ids it takes: those of its questions and sections in one space, those of values for each question."""

    questions: dict[str, Question]
    ids: Ids
    sections: Ids
    values: dict[str, Ids]

    def scored_sections(self) -> list[str]:
        """The names of the sections with questions that count, in order."""
        return list(dict.fromkeys(question.section for question in self.questions.values() if question.scored))


def read_survey(entries: Iterable[dict[str, Any]]) -> Survey:
    """The questionnaire that *entries*, the list of the JSON file, describe. Raises `SurveyError`."""
    taken = set(_RESERVED)
    survey = Survey({}, Ids(NAME, taken=taken), Ids(NAME, taken=taken), {})
    for entry in entries:
        if entry["kind"] != NO_QUESTION:
            question = _question(entry)
            if question.name in survey.questions:
                raise SurveyError(question.name, "asked twice")
            survey.questions[question.name] = question
            survey.ids.of(question.name)
            survey.values[question.name] = _values(question)
    for question in survey.questions.values():
        survey.sections.of(question.section)
    return survey


def _values(question: Question) -> Ids:
    ids = Ids(VALUE)
    for value in question.points:
        ids.of(value)
    return ids


def _question(entry: dict[str, Any]) -> Question:
    name, kind = str(entry["name"]), str(entry["kind"])
    if kind not in KINDS:
        raise SurveyError(name, f"no way to express a question of kind {kind}")
    points = {str(choice["value"]): int(choice["points"]) for choice in entry.get("choices", ())}
    if KINDS[kind] == WRITTEN:
        points = {GIVEN: 0}
    elif not points:
        raise SurveyError(name, "a list without choices")
    return Question(
        name=name,
        section=str(entry["section"]),
        category=str(entry["category"]),
        how=KINDS[kind],
        text={lang: str(entry.get(f"title_{lang}") or "") for lang in ("fr", "en")},
        points=points,
        max=entry.get("max"),
        visible_if=tuple(str(entry[key]) for key in ("page_visible_if", "visible_if") if entry.get(key)),
    )
