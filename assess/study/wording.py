"""The sentences of documents, one language at a time, read from `templates/fr.toml` and `templates/en.toml`.

A sentence is Markdown with places for values: `{name}`, `{count}` for a number in letters, `{count:feminine}` for its feminine.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

import msgspec
from msgspec import Struct

from assess.study.markdown import Markdown
from assess.study.words import is_singular, quantity

Sentence = str | list[str] | dict[str, str]
"""A sentence; the headers of a table; a sentence that agrees with a number, as `one` and `more`."""

_PLACE = re.compile(r"\{(\w+)(?::(\w+))?\}")
_LINE = re.compile(r"line (\d+)")


class WordingFault(Exception):
    """A mistake in a user's file of sentences, whose path and line it has, or in the use of a sentence: then both are empty."""

    def __init__(self, reason: str, path: str = "", line: int = 0, message: str = "template-undefined") -> None:
        """*message* is the id of what is said of it."""
        super().__init__(reason)
        self.message, self.path, self.line = message, path, line


class WordingFile(Struct, frozen=True):
    """A file of sentences: its text and its path."""

    text: str
    path: str

    def sentences(self) -> dict[str, Sentence]:
        """The sentences by key, `notice.draft`. Raises `WordingFault`."""
        try:
            tables = msgspec.toml.decode(self.text, type=dict[str, dict[str, Sentence]])
        except msgspec.DecodeError as error:
            place = _LINE.search(str(error))
            last = self.text.rstrip("\n").count("\n") + 1 if "end of document" in str(error) else 1
            raise WordingFault(str(error), self.path, int(place[1]) if place else last, "template-syntax") from error
        return {f"{table}.{name}": sentence for table, content in tables.items() for name, sentence in content.items()}

    def line_of(self, key: str) -> int:
        """The line of the sentence *key*."""
        table, _, name = key.partition(".")
        lines = self.text.split("\n")
        start = next((at for at, line in enumerate(lines) if line.strip() == f"[{table}]"), 0)
        return next((at for at in range(start, len(lines)) if re.match(rf"\s*{re.escape(name)}\b", lines[at])), start) + 1


class Wording:
    """The sentences in one language: a user's own first, then ours."""

    def __init__(self, lang: str, ours: WordingFile | None, own: WordingFile | None, write: Callable[[Any], str]) -> None:
        """*write* gives the Markdown of a value. Raises `WordingFault`."""
        self._lang, self._own, self._write = lang, own, write
        self._own_sentences = own.sentences() if own else {}
        self._sentences: Mapping[str, Sentence] = {**(ours.sentences() if ours else {}), **self._own_sentences}

    def say(self, key: str, **values: Any) -> Markdown | list[Markdown]:
        """The sentence *key* with *values* in its places, agreeing with a `count`; the headers of a table, as a list.

        Raises `WordingFault` when there is no such sentence, or no value for one of its places.
        """
        sentence = self._sentences.get(key)
        if sentence is None:
            raise WordingFault(f"{key!r} is no sentence of {self._lang}.toml")
        if isinstance(sentence, list):
            return [Markdown(header) for header in sentence]
        try:
            if isinstance(sentence, dict):
                sentence = sentence["one" if is_singular(values["count"], self._lang) else "more"]
            return Markdown(_PLACE.sub(lambda place: self._value(place, values), sentence))
        except (KeyError, TypeError) as error:
            raise self._fault(key, error) from error

    def _value(self, place: re.Match[str], values: Mapping[str, Any]) -> str:
        value = values[place[1]]
        return quantity(value, self._lang, feminine=place[2] == "feminine") if place[1] == "count" else self._write(value)

    def _fault(self, key: str, error: Exception) -> WordingFault:
        reason = f"{key!r}: no value for {error}" if isinstance(error, KeyError) else f"{key!r}: {error}"
        if self._own is not None and key in self._own_sentences:
            return WordingFault(reason, self._own.path, self._own.line_of(key))
        return WordingFault(reason)
