"""The words of charts, and the sentences that say a chart to those who do not see it."""

from __future__ import annotations

from collections.abc import Sequence

from assess.messages import filled


def say(name: str, language: str, /, **values: str) -> str:
    """What charts say under *name* in *language*, with *values* in it."""
    return filled("charts", name, language, values)


def series(parts: Sequence[str], language: str) -> str:
    """*parts* after one another."""
    return ("\u202f; " if language == "fr" else "; ").join(parts)


def joined(intro: str, parts: Sequence[str], language: str) -> str:
    """*intro* and *parts* as one sentence."""
    return f"{intro} {series(parts, language)}."
