"""Dates, quantities, lists and sentences as they are written in French and in English. Nothing here depends on the machine.

The sentences are read from `templates/fr.yaml` and `templates/en.yaml`. A sentence is Markdown with places for values: `{name}`, `{count}`
for a number in letters, `{count:feminine}` for its feminine.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, cast

from assess.messages import is_singular, words
from assess.model.finding import Severity
from assess.study.markdown import Markdown
from assess.study.typography import NBSP, NNBSP
from assess.yaml_source.document import read_document
from assess.yaml_source.nodes import Mapping

TENS_END = 70
"""Beyond, quantities are in figures."""

_LENGTHS = ([4], [4, 2], [4, 2, 2])
"""Of the parts of a date."""


def word(name: str, lang: str) -> str:
    """The word *name* of drafts: what cannot stand in templates."""
    return str(words("drafting")[name][lang])


def written_date(text: str, lang: str) -> str:
    """A date as a file has it, `2021-09-09`, `2021-09` or `2021`, in words; any other text as it is."""
    parts = text.split("-")
    if [len(part) for part in parts] not in _LENGTHS or not (text.isascii() and "".join(parts).isdecimal()):
        return text
    year, month, number = map(int, (*parts, "0", "0")[:3])
    months = words("dates")["months"][lang]
    if month >= len(months) or parts[1:2] == ["00"]:
        return text
    first = "1er" if lang == "fr" and number == 1 else str(number or "")
    return " ".join(filter(None, (first, months[month], str(year))))


def number(value: tuple[int, int], lang: str) -> str:
    """An exact number, `(digits, scale)`, with its thousands apart."""
    digits, scale = value
    sign, figures = ("−" if digits < 0 else ""), str(abs(digits)).rjust(scale + 1, "0")
    whole, rest = (figures[:-scale], figures[-scale:].rstrip("0")) if scale else (figures, "")
    grouped = f"{int(whole):,}".replace(",", NNBSP if lang == "fr" else ",")
    return sign + grouped + (("," if lang == "fr" else ".") + rest if rest else "")


def amount(bounds: Sequence[tuple[int, int]], unit: str, lang: str) -> str:
    """A number, or two bounds, and their unit; sums in euros with their sign."""
    written = [number(value, lang) for value in bounds]
    if unit in ("", "EUR", "€"):
        if lang == "en":
            return " to ".join(f"€{figure}" for figure in written)
        unit = "€"
    return f" {word('to', lang)} ".join(written) + f"{NBSP}{unit}"


def quantity(count: int, lang: str, *, feminine: bool = False) -> str:
    """A quantity in letters below 70, then in figures: `une`, `deux`, `vingt et un`; `aucune` for nothing."""
    units, tens = words("quantities")["numbers"][lang], words("quantities")["tens"][lang]
    if not 0 <= count < TENS_END:
        return number((count, 0), lang)
    if count < len(units):
        letters = str(units[count])
    else:
        unit = units[count % 10] if count % 10 else ""
        joint = " et " if lang == "fr" and count % 10 == 1 else "-"
        letters = tens[count // 10] + (joint + unit if unit else "")
    return letters + "e" if feminine and lang == "fr" and letters.endswith("un") else letters


def low(text: str, lang: str) -> str:
    """*text*, a word or a phrase of a rubric, as it is written inside a French sentence: without its capital, unless it is an acronym."""
    second = text[1:2]
    is_word = second.islower() or second in ("’", "'") or text.startswith("À ")
    return text[0].lower() + text[1:] if lang == "fr" and is_word else text


Sentence = str | list[str] | dict[str, str]
"""A sentence; the headers of a table; a sentence that agrees with a number, as `one` and `more`."""

_PLACE = re.compile(r"\{(\w+)(?::(\w+))?\}")


class WordingFault(Exception):
    """A mistake in a user's file of sentences, whose path and line it has, or in the use of a sentence: then both are empty."""

    def __init__(self, message: str, values: dict[str, str], path: str = "", line: int = 0) -> None:
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
                key = f"{table}.{name}"
                self._places[key] = content.key_mark(name).index
                if not _is_sentence(sentence):
                    raise self.fault(key, "template-syntax", key)
                self.sentences[key] = cast("Sentence", sentence)

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
