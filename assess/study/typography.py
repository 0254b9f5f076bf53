"""French typography over Markdown prose: no-break spaces, « », ’ and ….

The normaliser knows Markdown only to leave it alone: whatever is not prose is set aside, the rules run over the rest, and what was set
aside is put back. No rule adds or removes a line end, a letter or a sign of Markdown, so the structure of the text cannot change.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from assess.study.markdown import holds

NBSP = "\u00a0"
"""No-break space: inside « », before a unit, after an abbreviation."""
NNBSP = "\u202f"
"""Narrow no-break space: before `: ; ! ?` and between thousands."""

_ASIDE = "\0"
"""Stands for one piece set aside. A text that holds this character sets it aside too, so nothing is confused."""

_FRONT_MATTER = r"\A\ufeff?---[ \t]*\r?\n(?:.*\n)*?(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)"
_NOT_PROSE = (
    ("\0", "\0"),
    # fenced code, even unclosed
    ("```", r"\n[ \t>]*(?:(?:[-+*]|\d{1,9}[.)])[ \t]+)*(?P<fence>`{3,}(?!.*`))(?s:.)*?(?:^[ \t>]*(?P=fence)[`~]*[ \t]*\r?$|\Z)"),
    ("~~~", r"\n[ \t>]*(?:(?:[-+*]|\d{1,9}[.)])[ \t]+)*(?P<fence>~{3,})(?s:.)*?(?:^[ \t>]*(?P=fence)[`~]*[ \t]*\r?$|\Z)"),
    # the second row of a table, rules; what begins a list item, a title, a quotation
    ("\n", r"\n(?:[ \t>]*(?=[|:-])(?=.*-)[ \t|:-]+\r?$|[ \t]*(?:(?:[-+*]|#{1,6}|\d{1,9}[.)])[ \t]+|>[ \t]*)+)"),
    # comments, our markers among them; tags, addresses in < >
    ("<", r"<(?:!--(?s:.)*?(?:-->|\Z)|/?[A-Za-z](?:[^<>\n]|\n(?![ \t]*\r?\n))*>)"),
    ("`", r"`(?<!``)(?P<ticks>`*)(?!`)(?:[^\n]|\n(?![ \t]*\r?\n))+?(?<!`)`(?P=ticks)(?!`)"),
    # escapes, entities, footnotes
    ("\\", r"\\[!-/:-@\[-`{-~]"),
    ("&", r"&#?\w+;"),
    ("[^", r"\[\^[^\]\s]+\](?::[ \t]*)?"),
    # where a link leads
    ("](", r"\]\((?:[^()\n]|\([^()\n]*\)){0,2000}\)"),
    ("]:", r"""\]:[ \t]*(?:<[^>\n]*>|[^\s<]\S*)(?:[ \t]+(?:"[^"\n]*"|'[^'\n]*'|\([^)\n]*\)))?[ \t]*\r?$"""),
    ("://", r"""https?://[^\s<>"»|\]]*"""),
    ("www.", r"""www\.[^\s<>"»|\]]*"""),
    # :warning:
    (":", r":(?<!\w:)[a-z][\w+-]*:(?![\w/])"),
)
"""What is left alone, and what a text must hold for the pattern to be worth trying; of two at one place, the first."""

_SPACES = "[ \u00a0\u202f]"
_S = " \u00a0\u202f"
_SIGNS = ";:!?"
_BEFORE_SIGN = ")»%€°’…"
_AFTER_SIGN = "*_)»]|’…"
"""What may stand around high punctuation, beside letters and figures before it, and spaces after it."""
_QUOTED = r'"(?<![\w"]")(?=[^\s"])((?:[^"«»|\n]|\n(?![ \t]*[\r\n\0]))*)(?<!\s)"(?![\w"])'
_NUMBERED = r"(?<=\b[LRDAp]\.)|(?<=\b(?:pp|LO|al)\.)|(?<=\b[aA]rt\.)|(?<=\bchap\.)"
"""What is abbreviated before a number."""
_BEFORE_SIGNS = (
    (("...",), r"\.\.\.(?<!\.\.\.\.)(?![./\\])", "…"),
    (("'",), r"'(?<=\w')(?=[\w«“*\[\0])", "’"),
    (('"',), _QUOTED, rf"«{NBSP}\1{NBSP}»"),
    (("«",), rf"«{_SPACES}*(?=\S)", f"«{NBSP}"),
)
_AFTER_SIGNS = (
    *(((space,), rf"{space}(?=\d{{3}}(?!\d))(?<=\d.)(?<!\d{{4}}.)", NNBSP) for space in _S),
    (("%", "‰", "€", "°C"), rf"(\d){_SPACES}*(%|‰|(?:k|Md?)?€|°C)(?!\w)", rf"\1{NBSP}\2"),
    (("º",), rf"º(?<=\b[nN].)(?={_SPACES}*\d)", "°"),
    (("°", "§"), rf"(§|°(?<=\b[nN].)){_SPACES}*(?=\d)", rf"\1{NBSP}"),
    ((".",), rf"\.(?:{_NUMBERED}){_SPACES}+(?=\d)", f".{NBSP}"),
    (("M.",), rf"\.(?:(?<=\bM\.)|(?<=\bMM\.)){_SPACES}+(?=[^\W\d_])", f".{NBSP}"),
    (("Mme", "Mlle"), rf"(M(?:me|lle)s?){_SPACES}+(?=[^\W_])", rf"\1{NBSP}"),
)
"""The rules before and after that of high punctuation: one of the texts needed for the pattern to be worth trying, and what replaces it.

Each pattern begins with a character to look for, since a draft is long and what there is to set right is rare.
"""

_pattern = cache(re.compile)


def french(text: str) -> str:
    """*text*, Markdown in French, with the typography of French printing. Giving it its own result changes nothing.

    Code, links' targets, addresses, HTML, comments, escapes, footnote labels, front matter and the signs that begin a line stay as they
    are. Spaces are put before `; : ! ?` only after a word and before a space, so `12:30`, `10:1` and `law:csi` stay too.
    """
    front = re.match(_FRONT_MATTER, text) if text.startswith(("---", "\ufeff---")) else None
    start = front.end() if front else 0
    prose, aside = _set_aside("\n" + text[start:])
    if front:
        prose = _ASIDE + prose[1:]
        aside.insert(0, front[0])
    prose = _applied(_AFTER_SIGNS, _punctuation(_closed(_applied(_BEFORE_SIGNS, prose))))
    pieces = prose.split(_ASIDE)
    found = "".join([piece + kept for piece, kept in zip(pieces, [*aside, ""], strict=True)])
    return found if front else found[1:]


def _applied(rules: Iterable[tuple[Iterable[str], str, str]], prose: str) -> str:
    for needed, pattern, replacement in rules:
        if holds(prose, needed):
            prose = _pattern(pattern).sub(replacement, prose)
    return prose


def _set_aside(text: str) -> tuple[str, list[str]]:
    """*text*, which begins with a line end, with a sign for each piece that is not prose, and those pieces."""
    patterns = [pattern for needed, pattern in _NOT_PROSE if needed[0] in text and needed in text]
    searches = [_pattern(pattern, re.MULTILINE).search for pattern in patterns]
    waiting = [(found.start(), at, found) for at, search in enumerate(searches) if (found := search(text))]
    prose: list[str] = []
    aside: list[str] = []
    done = 0
    while waiting:
        first = min(waiting)
        start, at, found = first
        if start >= done:
            begin = start + (text[start] == "\n")
            prose.append(text[done:begin])
            done = found.end()
            aside.append(text[begin:done])
        waiting.remove(first)
        if following := searches[at](text, done):
            waiting.append((following.start(), at, following))
    return _ASIDE.join([*prose, text[done:]]), aside


def _closed(prose: str) -> str:
    """A no-break space before each »."""
    *before, last = prose.split("»")
    closed = []
    for at, piece in enumerate(before):
        inside = piece.rstrip(_S)
        closed.append(inside + NBSP if (not inside[-1].isspace() if inside else at) else piece)
    return "»".join([*closed, last])


def _punctuation(prose: str) -> str:
    """A narrow space before signs that follow a word, with or without spaces, and end it."""
    found: list[str] = []
    done = 0
    for signs in _pattern(f"[{_SIGNS}]+").finditer(prose):
        begin, end = signs.span()
        start = _before_signs(prose, begin, end)
        if start:
            found += (prose[done:start], NNBSP)
            done = begin
    return "".join([*found, prose[done:]])


def _before_signs(prose: str, begin: int, end: int) -> int:
    """Where the word ends that the signs from *begin* to *end* follow; 0 when they follow none, or end none."""
    after = prose[end : end + 1]
    if after and after != _ASIDE and not after.isspace() and after not in _AFTER_SIGN:
        return 0
    start = begin
    while start and prose[start - 1] in _S:
        start -= 1
    before = prose[start - 1] if start else "\n"
    if start < begin:
        return 0 if before.isspace() else start
    if not (before.isalnum() or before in _BEFORE_SIGN) or (after == _ASIDE and prose[begin] == ":"):
        return 0
    return 0 if prose[begin + 1 : end].strip("!?") else start
