"""Small drafts for the tests."""

from __future__ import annotations

from assess.study.front_matter import passage_list
from assess.study.passages import Segment, parse, render_passage


def draft(*parts: str | tuple[str, str], rubric: str = "r@1") -> str:
    """A draft just made: its parts are titles, and passages as `(id, text)`."""
    names = [part[0] for part in parts if isinstance(part, tuple)]
    body = [part if isinstance(part, str) else render_passage(*part) for part in parts]
    return f"---\nassess:\n  rubric: {rubric}\n{passage_list(names)}---\n\n" + "\n\n".join(body) + "\n"


OLD = draft("# Étude", ("intro", "Bonjour."), "## A", ("a", "Texte a."), "## B", ("b", "Texte b."))
NEW = draft("# Étude", ("intro", "Bonjour."), "## A", ("a", "Texte a."), "## B", ("b", "Texte b neuf."))


def offers(text: str) -> dict[str, Segment]:
    """The offers in the draft *text*, by the id of their passage."""
    return {segment.name: segment for segment in parse(text).segments if segment.kind == "offer"}


def changed(text: str, old: str, new: str) -> str:
    """*text* as a person would change it; what is to be changed must be there, once."""
    assert text.count(old) == 1
    return text.replace(old, new)


def without(text: str, name: str) -> str:
    """*text* without the passage *name*."""
    return changed(text, parse(text).passages[name].source, "")


def body(text: str) -> list[str]:
    """The lines of a draft, each passage being its id."""
    lines: list[str] = []
    for segment in parse(text).segments[1:]:
        lines += [segment.name] if segment.name else [line for line in segment.source.splitlines() if line.strip()]
    return lines
