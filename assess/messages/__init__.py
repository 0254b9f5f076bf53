"""The words of the tool, in French and in English.

Each group of messages is a table `id -> {"fr": …, "en": …}`; `say` fills it in. Content of the method (criteria, law) is not here: it
lives in the rubrics, in both languages.
"""

from __future__ import annotations

from assess.model.constants import LANGUAGES as LANGUAGES

Words = dict[str, dict[str, str]]
_tables: dict[str, Words] = {}


def messages() -> Words:
    """Every message. The tables are read when something is first said: most runs have nothing to say."""
    if "messages" not in _tables:
        from assess.messages import checks, command, content, drafting, explain, loading, reading, summary, tools

        parts = (reading, loading, content, command, checks, drafting, summary, tools, explain)
        _tables["messages"] = {name: words for part in parts for name, words in part.MESSAGES.items()}
    return _tables["messages"]


def hints() -> Words:
    """Every hint."""
    from assess.messages import loading, reading_hints, tools

    return {**reading_hints.HINTS, **loading.HINTS, **tools.HINTS}


def say(message: str, lang: str, values: dict[str, str]) -> str:
    """The sentence for the message id *message* in *lang*, with *values* in it.

    Raises `KeyError` for an id or a value that does not exist: a fault of ours, caught by the tests.
    """
    return messages()[message][lang].format_map(values)


def hint(name: str, lang: str) -> str:
    """The hint *name* in *lang*."""
    return hints()[name][lang]


def expectation(name: str, lang: str, values: dict[str, str]) -> str:
    """What was expected, in words; a *name* that is in no table is said as it is."""
    from assess.messages import expectations

    words = expectations.EXPECTED.get(name)
    return words[lang].format_map(values) if words else name


def kind(name: str, lang: str) -> str:
    """The kind of value called *name*, in words."""
    from assess.messages import expectations

    return expectations.KINDS[name][lang]


def label(name: str, lang: str) -> str:
    """The word for a severity, or the frame of a remark, with `{text}` to fill in."""
    from assess.messages import expectations

    return expectations.LABELS[name][lang]
