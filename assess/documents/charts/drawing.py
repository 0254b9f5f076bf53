"""A sheet to draw a chart on: SVG as wide as the text of an A4 page, black on white, the same bytes for the same chart.

Places are whole numbers, quarters of a millimetre on paper. Nothing but our own elements is written; words are escaped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from fractions import Fraction
from html import escape

WIDTH = 680
"""Of a sheet: 170 mm."""
TALLEST = 940
"""No chart is taller: it could not stand on a page with its caption."""
SIZE = 14
"""Of words: ten points on paper."""
LINE = 17
"""From one line of words to the next."""
INK, PALE, SHADE = "#000000", "#767676", "#d9d9d9"

_NARROW, _WIDE = frozenset("iljtfr.,;:!'’|()[] \u00a0\u202f-/"), frozenset("mwMWŒœ%@—…")
_EM = 100
_FAR_EAST = 0x2E80
"""From here on, characters are mostly as wide as they are high."""
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_FONT = "'Libertinus Serif', 'Linux Libertine', Georgia, 'Times New Roman', serif"


def width_of(text: str) -> int:
    """About how wide *text* is, in the units of the sheet; rather too wide, for another font may stand in for ours."""
    return sum(_width(character) for character in text) * SIZE // _EM


def _width(character: str) -> int:
    if character in _NARROW:
        return 34
    if character in _WIDE or ord(character) >= _FAR_EAST:
        return 100
    return 70 if character.isupper() else 54


def wrapped(text: str, width: int, most: int = 4) -> list[str]:
    """*text* in lines no wider than *width*, words without a space cut; after *most* lines, `…`: the table says the rest."""
    lines = [""]
    for word in text.split():
        for piece in _pieces(word, width):
            longer = f"{lines[-1]} {piece}".strip()
            if width_of(longer) <= width:
                lines[-1] = longer
            else:
                lines.append(piece)
        if len(lines) > most:
            return [*lines[: most - 1], _shortened(lines[most - 1], width)]
    return lines


def _pieces(word: str, width: int) -> Iterable[str]:
    piece = ""
    for character in word:
        if piece and width_of(piece + character) > width:
            yield piece
            piece = ""
        piece += character
    yield piece


def _shortened(line: str, width: int) -> str:
    while line and width_of(f"{line}…") > width:
        line = line[:-1]
    return f"{line.rstrip()}…"


def placed(value: Fraction, low: Fraction, high: Fraction, start: int, end: int) -> int:
    """Where *value* stands between *start* and *end*, which stand for *low* and *high*: the nearest whole unit, never outside."""
    share = min(max((value - low) / (high - low), Fraction(0)), Fraction(1))
    return start + int(share * (end - start) + Fraction(1, 2))


class Sheet:
    """What is drawn, in the order in which it is drawn; `svg` ends it."""

    def __init__(self) -> None:
        self._drawn: list[str] = []

    def words(self, x: int, y: int, lines: Sequence[str], anchor: str = "start", *, bold: bool = False) -> None:
        """*lines* one under the other; *y* is the foot of the first."""
        weight = ' font-weight="bold"' if bold else ""
        for number, line in enumerate(lines):
            shown = escape(_UNSEEN.sub("\ufffd", line))
            self._drawn.append(f'<text x="{x}" y="{y + number * LINE}" text-anchor="{anchor}"{weight}>{shown}</text>')

    def line(self, start: tuple[int, int], end: tuple[int, int], ink: str = INK, width: int = 1, dash: str = "") -> None:
        """A straight line."""
        dashed = f' stroke-dasharray="{dash}"' if dash else ""
        ends = f'x1="{start[0]}" y1="{start[1]}" x2="{end[0]}" y2="{end[1]}"'
        self._drawn.append(f'<line {ends} stroke="{ink}" stroke-width="{width}"{dashed}/>')

    def box(self, corner: tuple[int, int], size: tuple[int, int], fill: str = "none", ink: str = INK, dash: str = "") -> None:
        """A rectangle."""
        dashed = f' stroke-dasharray="{dash}"' if dash else ""
        place = f'x="{corner[0]}" y="{corner[1]}" width="{size[0]}" height="{size[1]}"'
        self._drawn.append(f'<rect {place} fill="{fill}" stroke="{ink}"{dashed}/>')

    def dot(self, x: int, y: int, radius: int = 5, fill: str = "#ffffff") -> None:
        """A circle."""
        self._drawn.append(f'<circle cx="{x}" cy="{y}" r="{radius}" fill="{fill}" stroke="{INK}" stroke-width="2"/>')

    def shape(self, corners: Sequence[tuple[int, int]], fill: str = INK) -> None:
        """A polygon."""
        path = " ".join(f"{x},{y}" for x, y in corners)
        self._drawn.append(f'<polygon points="{path}" fill="{fill}" stroke="{INK}" stroke-width="2"/>')

    def svg(self, height: int, title: str, description: str, language: str) -> str:
        """The whole document, *height* units tall, with what a screen reader says of it."""
        name, said = escape(_UNSEEN.sub("\ufffd", title)), escape(_UNSEEN.sub("\ufffd", description))
        size = f'viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}"'
        root = f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" xml:lang="{language}"'
        return "\n".join(
            [
                f'{root} font-family="{_FONT}" font-size="{SIZE}">',
                f"<title>{name}</title>",
                f"<desc>{said}</desc>",
                f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>',
                *self._drawn,
                "</svg>",
                "",
            ]
        )
