"""French typography over Markdown prose: no-break spaces, « », ’ and ….

The normaliser knows Markdown only to leave it alone: whatever is not prose is set aside, the rules run over the rest, and what was set
aside is put back. No rule adds or removes a line end, a letter or a sign of Markdown, so the structure of the text cannot change.
"""

from __future__ import annotations

import re
from collections.abc import Callable

NBSP = "\u00a0"
"""No-break space: inside « », before a unit, after an abbreviation."""
NNBSP = "\u202f"
"""Narrow no-break space: before `: ; ! ?` and between thousands."""

ASIDE = "\0"
"""Stands for one piece set aside. A text that holds this character sets it aside too, so nothing is confused."""

_NOT_PROSE = re.compile(
    r"""
    (?=[\0\ufeff<>`~|:\#+*\d\\&\]\[hw-]|^[ \t])                                                  # where any of them may begin
    (?:
    \0
    | \A\ufeff?---[ \t]*\r?\n(?:.*\n)*?(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)                      # front matter
    | <!--(?s:.)*?(?:-->|\Z)                                                               # comments, our markers among them
    | ^[ \t>]*(?:(?:[-+*]|\d{1,9}[.)])[ \t]+)*(?P<fence>`{3,}(?!.*`)|~{3,})(?s:.)*?        # fenced code, even unclosed
      (?:^[ \t>]*(?P=fence)[`~]*[ \t]*\r?$|\Z)
    | ^[ \t>]*(?=[|:-])(?=.*-)[ \t|:-]+\r?$                                                # the second row of a table; rules
    | ^[ \t]*(?:(?:[-+*]|\#{1,6}|\d{1,9}[.)])[ \t]+|>[ \t]*)+                              # what begins a list item, a title, a quotation
    | (?P<ticks>`(?<!``)`{0,19})(?!`)(?:[^\n]|\n(?![ \t]*\r?\n))+?(?<!`)(?P=ticks)(?!`)     # code spans, few enough to be looked for
    | \\[!-/:-@\[-`{-~]                                                                    # escapes
    | &\#?\w+;
    | </?[A-Za-z](?:[^<>\n]|\n(?![ \t]*\r?\n))*>                                           # tags, addresses in < >
    | \[\^[^\]\s]{1,200}\](?::[ \t]*)?                                                      # footnotes
    | \]\((?:[^()\n]|\([^()\n]*\)){0,2000}\)                                                   # where a link leads
    | \]:[ \t]*(?:<[^>\n]*>|[^\s<]\S*)(?:[ \t]+(?:"[^"\n]*"|'[^'\n]*'|\([^)\n]*\)))?[ \t]*\r?$
    | https?://[^\s<>"»|\]]*
    | www\.[^\s<>"»|\]]*
    | :(?<!\w:)[a-z][\w+-]*:(?![\w/])                                                       # :warning:
    )
    """,
    re.MULTILINE | re.VERBOSE,
)

_S = "[ \u00a0\u202f]"
_END = r"(?:[\s*_)»\]|’…]|\Z)"
"""What may follow high punctuation."""

_QUOTED = re.compile(r'"(?<![\w"]")(?=[^\s"])((?:[^"«»|\n]|\n(?![ \t]*[\r\n\0]))*)(?<!\s)"(?![\w"])')
_RULES: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
    (re.compile(r"\.\.\.(?<!\.\.\.\.)(?![./\\])"), "…"),
    (re.compile(r"'(?<=\w')(?=[\w«“*\[\0])"), "’"),
    (_QUOTED, rf"«{NBSP}\1{NBSP}»"),
    (re.compile(rf"«{_S}*(?=\S)"), f"«{NBSP}"),
    (re.compile(r"»(?<=[^\s]»)"), f"{NBSP}»"),
    (re.compile(rf"{_S}(?<=\S{_S}){_S}*(?:(?=(»))|(?=[;:!?]+(?:\0|{_END})))"), lambda found: NBSP if found[1] else NNBSP),
    (re.compile(rf"[;:!?](?<=(?:[^\W_]|[)»%€°’…])[;:!?])(?=[!?]*{_END}|(?<!:)[!?]*\0)"), rf"{NNBSP}\g<0>"),
    (re.compile(rf"{_S}(?=\d{{3}}(?!\d))(?<=\d{_S})(?<!\d{{4}}{_S})"), NNBSP),
    (re.compile(rf"(\d){_S}*(?=[%‰€°kM])(?=(?:[%‰]|(?:[kM]|Md)?€|°C)(?!\w))"), rf"\1{NBSP}"),
    (re.compile(rf"[°º](?<=\b[nN].){_S}*(?=\d)"), f"°{NBSP}"),
    (
        re.compile(rf"\.{_S}(?:(?<=\b[LRDAp]..)|(?<=\b(?:pp|LO|al)..)|(?<=\b[Aa]rt..)|(?<=\bchap..)){_S}*(?=\d)"),
        f".{NBSP}",
    ),
    (re.compile(rf"\.{_S}(?:(?<=\bM..)|(?<=\bMM..)){_S}*(?=[^\W\d_])"), f".{NBSP}"),
    (re.compile(rf"(M(?:me|lle)s?){_S}+(?=[^\W_])"), rf"\1{NBSP}"),
    (re.compile(rf"§{_S}*(?=\d)"), f"§{NBSP}"),
)


_CALL = r"(?:\[\^[^\]\s]{1,200}\])+"
_CALLED = re.compile(rf"([.,;])(\*{{0,2}})({_CALL})(?=\s|\||\Z)")


def calls_first(text: str) -> str:
    """*text*, Markdown in French, with the calls for footnotes before the stop, as French printing has them."""
    return _CALLED.sub(r"\2\3\1", text)


def typeset(prose: str) -> str:
    r"""*prose*, without Markdown, with the typography of French printing; `\0` stands for each thing that is not prose, and stays."""
    for pattern, replacement in _RULES:
        prose = pattern.sub(replacement, prose)
    return prose


def french(text: str) -> str:
    """*text*, Markdown in French, with the typography of French printing. Giving it its own result changes nothing.

    Code, links' targets, addresses, HTML, comments, escapes, footnote labels, front matter and the signs that begin a line stay as they
    are. Spaces are put before `; : ! ?` only after a word and before a space, so `12:30`, `10:1` and `law:csi` stay too.
    """
    aside: list[str] = []

    def set_aside(found: re.Match[str]) -> str:
        aside.append(found[0])
        return ASIDE

    prose = typeset(_NOT_PROSE.sub(set_aside, text))
    pieces = prose.split(ASIDE)
    return "".join(piece + kept for piece, kept in zip(pieces, [*aside, ""], strict=True))
