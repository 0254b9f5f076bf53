"""What may be chosen in a row, as it is written in the list of its cell; and what is meant by what was chosen or written there."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime
from textwrap import shorten
from typing import Any

from assess.loading.reader import day_of
from assess.messages import say, words
from assess.sheets.model import Question
from assess.yaml_source.nodes import number
from assess.yaml_source.unseen import composed

WIDEST = 90
"""How many characters of a value are in the list; the scale beside it has them all."""
_UNSEEN = frozenset(("Cc", "Cf", "Cs", "Co", "Cn"))
FREE = ("several", "number", "date")
"""The kinds that are answered in writing."""


class NotUnderstood(Exception):
    """A cell that says nothing that may be answered."""


def choices(question: Question, lang: str) -> list[str]:
    """The list of the cell of *question*, "I do not know" last."""
    if question.kind in FREE:
        return []
    return [*(_choice(question, index) for index in range(len(question.values))), unknown(lang)]


def unknown(lang: str) -> str:
    """The words by which someone says not to know."""
    return say("sheet-unknown", lang)


def _choice(question: Question, index: int) -> str:
    text = shorten(question.scale[index], WIDEST, placeholder="…")
    value = question.values[index]
    return f"{value} – {text}" if isinstance(value, int) else text


def chosen(question: Question, cell: Any, lang: str) -> Any:
    """The value, as plain data of a proposal, that *cell* gives to *question*; None for "I do not know". Raises `NotUnderstood`."""
    text = " ".join(str(cell).split())
    if alike(text) == alike(unknown(lang)):
        return None
    if question.kind == "date":
        return day(cell)
    if question.kind == "several":
        return _several(question, cell)
    for index, value in enumerate(question.values):
        if alike(text) in map(alike, (str(value), question.scale[index], question.scale[index].split(" – ")[0], _choice(question, index))):
            return value
    if question.kind == "number":
        return _number(cell)
    if question.kind == "criterion" and (found := re.match(r"([0-4])(?:\.0)?\s*(?:$|[-–—:.])", text)):
        return int(found[1])
    raise NotUnderstood


def _several(question: Question, cell: Any) -> list[str]:
    """The values that *cell* names by their numbers in the scale, by their ids or in full."""
    known: dict[str, str] = {}
    for index, value in enumerate(question.values):
        known |= dict.fromkeys((str(index + 1), alike(str(value)), alike(question.scale[index])), str(value))
    whole = str(cell).removesuffix(".0") if isinstance(cell, float) else str(cell)
    parts = [part for part in re.split(r"[;,\n]|\bet\b|\band\b", whole) if part.strip()]
    found = [known.get(alike(part)) for part in parts]
    if not found or None in found:
        raise NotUnderstood
    return list(dict.fromkeys(value for value in found if value is not None))


def _number(cell: Any) -> Any:
    """A number, as the reader of YAML has it."""
    text = repr(cell) if isinstance(cell, float) else str(cell)
    text = re.sub(r"(?<=\d)[ \u00a0\u202f](?=\d{3})", "", text.strip()).replace(",", ".")
    if not re.fullmatch(r"-?\d{1,17}(?:\.\d{1,6})?", text):
        raise NotUnderstood
    whole, _, decimals = text.partition(".")
    return number(text if decimals.strip("0") else whole)


def day(cell: Any) -> str:
    """The day that *cell* gives, as a date of a spreadsheet or in writing, the day first. Raises `NotUnderstood`."""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    text = " ".join(str(cell).split()).casefold()
    if (found := day_of(text[:10])) is not None and found.ordinal and text[10:] in ("", "t00:00:00", " 00:00:00"):
        return found.text
    match = re.fullmatch(r"(\d{1,2})(?:er)?[ /.-](\w+)[ /.-](\d{4})", text)
    try:
        if match is not None:
            return date(int(match[3]), _month(match[2]), int(match[1])).isoformat()
    except ValueError:
        pass
    raise NotUnderstood


def _month(text: str) -> int:
    if text.isdecimal():
        return int(text)
    names: Iterable[list[str]] = words("dates")["months"].values()
    return next((months.index(name) for months in names for name in months if name and alike(name) == alike(text)), 0)


def yes(cell: Any, lang: str) -> bool:
    """Whether *cell* says yes. Raises `NotUnderstood` where it says neither yes nor no."""
    said = alike(str(cell))
    if said in {alike(say("sheet-yes", lang)), "true", "1", "x", "oui", "yes", "vrai"}:
        return True
    if said in {alike(say("sheet-no", lang)), "false", "0", "non", "no", "faux"}:
        return False
    raise NotUnderstood


def named(cell: Any, pairs: Iterable[tuple[str, str]]) -> str:
    """The id of the one of *pairs*, ids with their words, that *cell* names. Raises `NotUnderstood`."""
    said = alike(str(cell))
    for name, text in pairs:
        if said in (alike(name), alike(text)):
            return name
    raise NotUnderstood


def written(cell: Any) -> Any:
    """*cell*, without what nobody sees and no file should hold when it is a text: control and format characters, ends of lines apart."""
    if not isinstance(cell, str):
        return cell
    text = re.sub("\r\n?|[\x0b\x0c\x85\u2028\u2029]", "\n", cell).replace("\t", " ")
    return "".join(sign for sign in text if sign == "\n" or unicodedata.category(sign) not in _UNSEEN)


def alike(text: str) -> str:
    """*text* to be compared: programs change spaces, quotes and capitals."""
    kept = composed(text, "NFKC").replace("’", "'").replace("…", "...")
    return " ".join(kept.casefold().split())
