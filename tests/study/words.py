"""How many words a reader meets in each section of a draft.

Counted: what stands between blanks and has a letter or a figure, in titles, paragraphs, lists and tables. Not counted: front matter,
markers and other comments, the addresses of links, the calls for footnotes and the footnotes themselves (`notes=True` counts these).

`python -m tests.study.words DRAFT` shows them.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from assess.study.front_matter import split

NOTE = re.compile(r"(?m)^\[\^[^\]]+\]: .*$")
UNSEEN = re.compile(r"<!--.*?-->|(?<=\])\([^()\s]*\)|\[\^[^\]]+\]:?", re.DOTALL)
ANNEX = re.compile(r"(?m)^## (?:Annexe|Annex) \d+ – ")


def count(text: str, *, notes: bool = False) -> int:
    """The words of *text*, a piece of a draft; of its footnotes too with *notes*."""
    shown = UNSEEN.sub(" ", text if notes else NOTE.sub("", text))
    return sum(any(sign.isalnum() for sign in word) for word in shown.split())


def body(text: str) -> str:
    """The draft *text* up to its first annex."""
    whole = split(text)[1]
    annex = ANNEX.search(whole)
    return whole[: annex.start()] if annex else whole


def by_section(text: str) -> dict[str, int]:
    """The words under each title of the draft *text*, in order; the line of the title tells it apart."""
    pieces = re.split(r"(?m)^(#{1,6} .*)$", split(text)[1])
    return {f"{at}: {title}": count(under) for at, (title, under) in enumerate(zip(pieces[1::2], pieces[2::2], strict=True))}


if __name__ == "__main__":
    draft = Path(sys.argv[1]).read_text(encoding="utf-8")
    shown = [f"{words:6} {title}" for title, words in by_section(draft).items()]
    whole = count(split(draft)[1], notes=True)
    shown.append(f"{count(body(draft)):6} the body; {count(body(draft), notes=True)} with its footnotes; {whole} in all")
    sys.stdout.write("\n".join(shown) + "\n")
