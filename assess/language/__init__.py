"""The words of the tool, in French and in English.

Each group of messages is a table `id -> {"fr": …, "en": …}`; `say` fills it in. Content of the method (criteria, law) is not here: it
lives in the rubrics, in both languages.
"""

from __future__ import annotations

from assess.language import command, content, drafting, expectations, loading, reading, reading_hints, summary

LANGUAGES = ("fr", "en")
MESSAGES = {**reading.MESSAGES, **loading.MESSAGES, **content.MESSAGES, **command.MESSAGES, **drafting.MESSAGES, **summary.MESSAGES}
HINTS = {**reading_hints.HINTS, **loading.HINTS}


def say(message: str, lang: str, values: dict[str, str]) -> str:
    """The sentence for the message id *message* in *lang*, with *values* in it.

    Raises `KeyError` for an id or a value that does not exist: a fault of ours, caught by the tests.
    """
    return MESSAGES[message][lang].format_map(values)


def hint(name: str, lang: str) -> str:
    """The hint *name* in *lang*."""
    return HINTS[name][lang]


def expectation(name: str, lang: str, values: dict[str, str]) -> str:
    """What was expected, in words; a *name* that is in no table is said as it is."""
    words = expectations.EXPECTED.get(name)
    return words[lang].format_map(values) if words else name


def kind(name: str, lang: str) -> str:
    """The kind of value called *name*, in words."""
    return expectations.KINDS[name][lang]


def label(name: str, lang: str) -> str:
    """The word for a severity, or the frame of a remark, with `{text}` to fill in."""
    return expectations.LABELS[name][lang]
