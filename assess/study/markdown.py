"""Text made harmless in Markdown (GFM with footnotes): plain values, links, tables.

`Markdown` is text that is safe where it stands; anything else is escaped when it is written. `assess.study.prose` does the same for
whole texts that people wrote in Markdown.
"""

from __future__ import annotations

import re
from collections.abc import Sequence


class Markdown(str):
    """Text that already is safe Markdown for its place: it is written as it is. Joining or cutting it gives an ordinary `str` again."""

    __slots__ = ()


_LINE_ENDS = "\r\n?|[\x0b\x0c\x85\u2028\u2029]"
_UNSEEN = "[\0-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufeff\ufffe\uffff\ud800-\udfff]"
_BLANK = dict.fromkeys(map(ord, "\t\n\u00a0\u202f"))
"""What cannot be seen and may stay."""
_BLANKS = re.compile("[ \t\n]+")

_MAY_BE_ACTIVE = "\\`*[]|~$_<&#"
"""Without one of these signs, and without `:` before a letter, a text has nothing to escape."""
_ACTIVE = re.compile(
    r"""
      [\\`*\[\]|~$]
    | (?<![^\W_])_ | _(?![^\W_])              # inside a word `_` does nothing
    | <(?![ \d=])                             # `a < b` opens no tag
    | &(?=\#?\w+;)
    | :(?=[a-z+-][\w+-]*:)                    # :warning:
    | (?<=\s)\#(?=\#*\Z)                     # at the end of a title
    """,
    re.VERBOSE,
)
_FIRST = re.compile(r"[>:=]|\#{1,6}(?=\s|\Z)|[-+](?=[-:\s]|\Z)|\d{1,9}(?=[.)](?:\s|\Z))")
_ENTITIES = {"<": "&lt;", "&": "&amp;"}

_SCHEME_OR_PATH = re.compile(r"(?:https?://|mailto:)\S|[^:&\\]*(?:[/?#]|\Z)", re.IGNORECASE)
_UNSAFE_IN_TARGET = re.compile(r"""[\s"'()<>\[\]\\`{|}^*\0-\x1f\x7f]""")

_UNESCAPED_PIPE = re.compile(r"(?<!\\)((?:\\\\)*)\|")
_RULES = {"l": ":---", "c": ":---:", "r": "---:", "": "---"}


def clean(text: str) -> str:
    r"""*text* with `\n` as its only line end, without control characters, signs that reverse the reading order, or broken characters."""
    if text.isprintable() or text.translate(_BLANK).isprintable():
        return text
    return re.sub(_UNSEEN, "", re.sub(_LINE_ENDS, "\n", text))


def plain(text: str) -> Markdown:
    """*text*, plain, on one line: it reads the same once rendered, at the start of a line or inside one, in a title or a table cell.

    Only what could have an effect is escaped. `Markdown` is given back as it is.
    """
    if isinstance(text, Markdown):
        return text
    line = _inline(text)
    sign = _FIRST.match(line)
    if not sign:
        return Markdown(line)
    at = sign.end() if sign[0].isdigit() else 0
    return Markdown(f"{line[:at]}\\{line[at:]}")


def _inline(text: str) -> str:
    """*text* escaped for the inside of a line."""
    line = _on_one_line(clean(text)).strip()
    if line.count(":") == line.count(": ") and not any(sign in line for sign in _MAY_BE_ACTIVE):
        return line
    return _ACTIVE.sub(lambda sign: _ENTITIES.get(sign[0]) or f"\\{sign[0]}", line)


def _on_one_line(text: str) -> str:
    return _BLANKS.sub(" ", text) if "  " in text or "\n" in text or "\t" in text else text


def is_safe_target(target: str) -> bool:
    """Whether a link may lead to *target*: an address on the web, a mail address, or a path without a scheme."""
    return bool(_SCHEME_OR_PATH.match(target))


def encode_target(target: str) -> str:
    """*target* with what would end it, or mean something in Markdown, percent-encoded."""
    return _UNSAFE_IN_TARGET.sub(lambda sign: "".join(f"%{byte:02X}" for byte in sign[0].encode()), target)


def link(text: str, target: str) -> Markdown:
    """A link reading *text* (escaped) to *target*. A target that is not safe gives the text and the target in plain words."""
    target = clean(target).strip()
    if not target:
        return plain(text)
    if not is_safe_target(target):
        return Markdown(f"{plain(text)} ({plain(target)})")
    return Markdown(f"[{plain(text)}]({encode_target(target)})")


def table(headers: Sequence[str], rows: Sequence[Sequence[str]], align: str = "") -> Markdown:
    """A GFM table. Cells are `Markdown`, or plain text escaped here; *align* has one letter a column: `l`, `c`, `r`.

    Every row has as many cells as *headers*; otherwise `ValueError`.
    """
    rules = [_RULES[letter] for letter in align or [""] * len(headers)]
    if any(len(row) != len(headers) for row in (*rows, rules)):
        raise ValueError("a row of the table has not as many cells as its headers")
    body = [[_cell(cell) for cell in row] for row in rows]
    return Markdown("\n".join(f"| {' | '.join(row)} |" for row in ([_cell(cell) for cell in headers], rules, *body)))


def _cell(text: str) -> str:
    """*text* on one line, with no `|` that would end the cell."""
    if not isinstance(text, Markdown):
        return _inline(text)
    line = _on_one_line(text).strip(" ")
    return _UNESCAPED_PIPE.sub(r"\1\\|", line) if "|" in line else line
