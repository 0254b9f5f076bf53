"""How values become text in a document: what every template goes through, in the sandbox or compiled."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from assess.study.markdown import Markdown, plain


def written(value: Any) -> str:
    """*value* as it is written where a template says `{{ value }}`: `Markdown` as it is, any other text escaped, whole numbers.

    Raises `TypeError` for anything else: a list or a truth value is no text.
    """
    if isinstance(value, str):
        return value if value.__class__ is Markdown else plain(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    raise TypeError(f"a value of type {type(value).__name__} cannot be written")


def joined(parts: list[Any]) -> str:
    """*parts* joined by `~`: `Markdown` when one of them is, the others being escaped; otherwise plain text."""
    if any(isinstance(part, Markdown) for part in parts):
        return Markdown("".join([_within(part, first=at == 0) for at, part in enumerate(parts)]))
    return "".join([str(part) for part in parts])


def _within(part: Any, *, first: bool) -> str:
    """*part* inside a text: the spaces at its ends count. Only when *first* may it begin a line."""
    if isinstance(part, Markdown) or not isinstance(part, str):
        return written(part)
    inner = part.strip()
    before = part[: len(part) - len(part.lstrip())]
    escaped = plain(inner) if first else plain(f".{inner}")[1:]
    return f"{before}{escaped}{part[len(before) + len(inner) :]}"


def unique(texts: Iterable[str]) -> list[str]:
    """*texts*, of those that differ by their capitals only the first."""
    found: dict[str, str] = {}
    for text in texts:
        found.setdefault(text.lower(), text)
    return list(found.values())


def grouped(items: Iterable[Any], attribute: str) -> list[tuple[Any, list[Any]]]:
    """*items* by the text of their *attribute*, in alphabetical order; capitals do not count."""
    groups: dict[str, list[Any]] = {}
    for item in items:
        groups.setdefault(getattr(item, attribute).lower(), []).append(item)
    return [(getattr(groups[key][0], attribute), groups[key]) for key in sorted(groups)]
