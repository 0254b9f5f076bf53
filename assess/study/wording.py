"""The sentences of documents, one language at a time, read from `templates/fr.yaml` and `templates/en.yaml`.

A sentence is Markdown with places for values: `{name}`, `{count}` for a number in letters, `{count:feminine}` for its feminine.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from assess.model.finding import Severity
from assess.study.markdown import Markdown
from assess.study.words import is_singular, quantity
from assess.yaml_source.document import read_document
from assess.yaml_source.nodes import Mapping

Sentence = str | list[str] | dict[str, str]
"""A sentence; the headers of a table; a sentence that agrees with a number, as `one` and `more`."""

_PLACE = re.compile(r"\{(\w+)(?::(\w+))?\}")


class WordingFault(Exception):
    """A mistake in a user's file of sentences, whose path and line it has, or in the use of a sentence: then both are empty."""

    def __init__(self, message: str, values: dict[str, str], path: str = "", line: int = 0) -> None:
        """*message* is the id of what is said of it, with *values*."""
        super().__init__(values.get("reason", message))
        self.message, self.values, self.path, self.line = message, values, path, line


class WordingFile:
    """A file of sentences, read."""

    def __init__(self, text: str, path: str = "") -> None:
        """*text* is YAML. Raises `WordingFault`, with the *path* of the file."""
        document = read_document(text, path)
        self._path, self._text = path, document.text
        self.sentences: dict[str, Sentence] = {}
        """By key: `notice.draft`."""
        self._places: dict[str, int] = {}
        for finding in document.findings:
            if finding.severity is Severity.ERROR:
                raise WordingFault(finding.id, finding.values, path, finding.place.line)
        for table, content in document.root.items() if isinstance(document.root, Mapping) else ():
            if not isinstance(content, Mapping):
                raise WordingFault("template-syntax", {"reason": table}, path, 1)
            for name, sentence in content.items():
                self._add(f"{table}.{name}", sentence, content.key_mark(name).index)

    def _add(self, key: str, sentence: Any, place: int) -> None:
        self.sentences[key], self._places[key] = sentence, place
        if not _is_sentence(sentence):
            raise self.fault(key, "template-syntax", key)

    def fault(self, key: str, message: str, reason: str) -> WordingFault:
        """What to say of the sentence *key*."""
        return WordingFault(message, {"reason": reason}, self._path, self._text.count("\n", 0, self._places[key]) + 1)


def _is_sentence(value: object) -> bool:
    if isinstance(value, list):
        return all(isinstance(header, str) for header in value)
    if isinstance(value, dict):
        return value.keys() == {"one", "more"} and all(isinstance(form, str) for form in value.values())
    return isinstance(value, str)


class Wording:
    """The sentences in one language: a user's own first, then ours."""

    def __init__(self, lang: str, ours: WordingFile | None, own: WordingFile | None, write: Callable[[Any], str]) -> None:
        """*write* gives the Markdown of a value."""
        self._lang, self._own, self._write = lang, own, write
        self._sentences = {**(ours.sentences if ours else {}), **(own.sentences if own else {})}

    def say(self, key: str, **values: Any) -> Markdown | list[Markdown]:
        """The sentence *key* with *values* in its places, agreeing with a `count`; the headers of a table, as a list.

        Raises `WordingFault` when there is no such sentence, or no value for one of its places.
        """
        sentence = self._sentences.get(key)
        if sentence is None:
            raise WordingFault("template-undefined", {"reason": f"{key!r} is no sentence of {self._lang}.yaml"})
        if isinstance(sentence, list):
            return [Markdown(header) for header in sentence]
        try:
            if isinstance(sentence, dict):
                sentence = sentence["one" if is_singular(values["count"], self._lang) else "more"]
            return Markdown(_PLACE.sub(lambda place: self._value(place, values), sentence))
        except (KeyError, TypeError) as error:
            raise self._fault(key, error) from error

    def _value(self, place: re.Match[str], values: dict[str, Any]) -> str:
        value = values[place[1]]
        return quantity(value, self._lang, feminine=place[2] == "feminine") if place[1] == "count" else self._write(value)

    def _fault(self, key: str, error: Exception) -> WordingFault:
        reason = f"{key!r}: no value for {error}" if isinstance(error, KeyError) else f"{key!r}: {error}"
        if self._own is not None and key in self._own.sentences:
            return self._own.fault(key, "template-undefined", reason)
        return WordingFault("template-undefined", {"reason": reason})
