"""Small drafts for the tests."""

from __future__ import annotations

from assess.drafting.front_matter import passage_list
from assess.drafting.passages import render_passage


def draft(*parts: str | tuple[str, str], rubric: str = "r@1") -> str:
    """A draft just made: its parts are titles, and passages as `(id, text)`."""
    names = [part[0] for part in parts if isinstance(part, tuple)]
    body = [part if isinstance(part, str) else render_passage(*part) for part in parts]
    return f"---\nassess:\n  rubric: {rubric}\n{passage_list(names)}---\n\n" + "\n\n".join(body) + "\n"
