"""The words of the tool, in French and in English.

Each file `SUBJECT.toml` here is a table `id -> {fr, en}`, read when something of its subject is first said. Content of the method
(criteria, law) is not here: it lives in the rubrics, in both languages.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from pkgutil import get_data
from typing import Any

from assess.model.constants import LANGUAGES as LANGUAGES

MESSAGES = (
    *("summary", "reserves", "commands", "explain", "content", "reading", "migration", "annexes", "exporting", "importing", "desk"),
    "sheets",
)
"""The subjects whose words are messages, found by id alone; first those that most runs need."""


@cache
def words(subject: str) -> dict[str, dict[str, Any]]:
    """The words about *subject*, in each language, by their ids."""
    import tomllib  # most runs say nothing

    data = get_data(__name__, f"{subject}.toml")
    if data is None:
        raise KeyError(subject)
    return tomllib.loads(data.decode().replace("\r\n", "\n"))


def say(message: str, lang: str, values: Mapping[str, str] | None = None) -> str:
    """The sentence for the message id *message* in *lang*, with *values* in it.

    Raises `KeyError` for an id or a value that does not exist: a fault of ours, caught by the tests.
    """
    subject = next((subject for subject in MESSAGES if message in words(subject)), MESSAGES[0])
    return filled(subject, message, lang, values or {})


def expectation(name: str, lang: str, values: Mapping[str, str]) -> str:
    """What was expected, in words; a *name* that is in no table is said as it is."""
    return filled("expectations", name, lang, values) if name in words("expectations") else name


def label(name: str, lang: str, text: str = "") -> str:
    """The word for a severity, or a remark around its *text*."""
    return filled("labels", name, lang, {"text": text})


def listed(items: Sequence[str], lang: str, last: str = "and") -> str:
    """`a, b et c`; with *last* `or`: `a, b ou c`."""
    *others, end = items or [""]
    return f"{', '.join(others)} {say(last, lang)} {end}" if others else end


def long_date(day: int, lang: str) -> str:
    """The ordinal *day* in words: « 1er mars 2026 », “1 March 2026”."""
    at = date.fromordinal(day)
    number = "1er" if lang == "fr" and at.day == 1 else str(at.day)
    return f"{number} {words('dates')['months'][lang][at.month]} {at.year}"


def filled(subject: str, name: str, lang: str, values: Mapping[str, str]) -> str:
    """What stands under *name* among the words about *subject*, in *lang*, with *values* in it."""
    said: str | dict[str, str] = words(subject)[name][lang]
    if isinstance(said, dict):  # a sentence that agrees with a number
        said = said["one" if is_singular(int(values["count"]), lang) else "more"]
    return said.format_map(values)


def is_singular(count: int, lang: str) -> bool:
    """Whether a noun stands in the singular after *count*: in French, after zero too."""
    return count == 1 or (count == 0 and lang == "fr")
