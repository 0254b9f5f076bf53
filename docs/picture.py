"""The picture of the README: the summary of a shipped example, as a terminal shows it, in SVG.

`python -m docs.picture` writes `docs/summary.svg` and `docs/resume.svg` again. A test holds them against what the tool says today.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import chdir
from html import escape
from itertools import groupby
from pathlib import Path

from msgspec.structs import asdict

from assess.commands.drafts import study_text
from assess.commands.run import default_output
from assess.commands.session import Session
from assess.model.finding import Finding
from assess.reporters.explain import WIDTH, Line
from assess.reporters.summary import draft_lines, summary
from assess.study.draft_merge import merge

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = "examples/drones/proposal.yaml"
PICTURES = {"en": "summary.svg", "fr": "resume.svg"}

CELL, ROW, MARGIN, SIZE = 8.4, 20, 20, 14
FONT = "ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace"
PAPER, INK = "#15181e", "#d5d9e0"
COLOURS = {"title": "#ffffff", "good": "#7fc98b", "bad": "#f08a80", "doubt": "#e5c07b", "faint": "#8b93a1"}
BOLD = ("title", "bad")
BLOCKS = {"█": (1.0, 0.9), "░": (1.0, 0.3), "│": (0.2, 1.0), "·": (0.2, 0.45)}
"""What is drawn and not written, as fonts disagree about it: the part of its cell that it fills, and how strongly."""


def lines(lang: str) -> list[Line]:
    """What `assess` says of the example on the terminal, after the command itself."""
    with chdir(ROOT):
        return _lines(Session(lang), lang)


def _lines(session: Session, lang: str) -> list[Line]:
    read = session.assessed(EXAMPLE)
    if read is None:
        raise ValueError(EXAMPLE)
    target = default_output(EXAMPLE)
    draft = study_text(session, read, target)
    if isinstance(draft, Finding):
        raise TypeError(draft)
    lines = summary(*read, lang)
    command: Line = (("$ ", "faint"), (f"assess {EXAMPLE}", "title"))
    return [command, (), *lines, *draft_lines(asdict(merge(None, draft)), target, lang)]


def picture(shown: list[Line]) -> str:
    """The lines *shown*, as SVG."""
    widest = max(WIDTH, *(sum(len(text) for text, _ in line) for line in shown))
    width, height = widest * CELL + 2 * MARGIN, len(shown) * ROW + 2 * MARGIN
    body = "\n".join(piece for row, line in enumerate(shown) for piece in _line(line, MARGIN + row * ROW))
    size = f'viewBox="0 0 {width:g} {height}" width="{width:g}" height="{height}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" xml:space="preserve" font-family="{FONT}" font-size="{SIZE}">\n'
        f'<rect width="100%" height="100%" rx="8" fill="{PAPER}"/>\n{body}\n</svg>\n'
    )


def _line(line: Line, top: int) -> Iterator[str]:
    cells = [(character, style) for text, style in line for character in text]
    places = [(column, *cell) for column, cell in enumerate(cells)]
    for (style, block), found in groupby(places, key=lambda place: (place[2], place[1] if place[1] in BLOCKS else "")):
        run = list(found)
        colour = COLOURS.get(style, INK)
        if block and BLOCKS[block][0] == 1:
            yield _block(run[0][0], top, block, colour, len(run))
        elif block:
            yield from (_block(column, top, block, colour) for column, _, _ in run)
        elif text := "".join(character for _, character, _ in run).rstrip():
            yield _text(run[0][0], top, text, style, colour)


def _block(column: int, top: int, block: str, colour: str, count: int = 1) -> str:
    part, strength = BLOCKS[block]
    high = 2 if block == "·" else ROW - 5
    left, width = MARGIN + (column + (1 - part) / 2) * CELL, (count - 1 + part) * CELL
    return (
        f'<rect x="{left:g}" y="{top + (ROW - high) / 2:g}" width="{width:.4g}" height="{high}" fill="{colour}" fill-opacity="{strength}"/>'
    )


def _text(column: int, top: int, text: str, style: str, colour: str) -> str:
    start = len(text) - len(text.lstrip())
    left, length = MARGIN + (column + start) * CELL, (len(text) - start) * CELL
    weight = ' font-weight="bold"' if style in BOLD else ""
    return f'<text x="{left:g}" y="{top + 15}" textLength="{length:g}" fill="{colour}"{weight}>{escape(text.strip())}</text>'


def main() -> None:
    """Write the pictures."""
    for lang, name in PICTURES.items():
        (ROOT / "docs" / name).write_text(picture(lines(lang)), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
