"""Markdown that people wrote, made fit to stand inside a passage of the draft.

Nothing in it can reach out of its place: titles go below the title they stand under, HTML and markers become plain text, links lead to web
addresses or paths only, footnotes and link definitions get names of their own, and every block is closed at the end.

The rewriting does not try to read Markdown as a renderer does. It gives every line a form that renderers cannot read in two ways: code
stands in fences at the margin, a line of dashes becomes `***` or a title, a code span is closed on its own line or is plain text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from msgspec import Struct

from assess.study.markdown import Markdown, clean, encode_target, is_safe_target
from assess.study.passages import LIKE_MARKER

_SPAN = r"""
      (?P<escape>\\[!-/:-@\[-`{-~])
    | (?P<code>(?P<ticks>`+)(?!`)(?P<body>.+?)(?<!`)(?P=ticks)(?!`))
    | (?P<address><(?:https?://[^\s<>`|\\]+|mailto:[^\s<>`|\\]+|[\w.+-]+@[\w.-]+)>)
    | (?P<tag><(?![ \d=]))
    | (?P<note>\[\^(?P<note_name>[^\[\]\s`<|\\]+)\](?P<after_note>[(:]?))
    | (?P<target>\]\([ ]*(?:<(?P<angled>[^<>`|\\]*)>|(?P<bare>[^\s<>()\[\]`|\\"]*(?:\([^\s<>()\[\]`|\\"]*\)[^\s<>()\[\]`|\\"]*)*))
        (?P<title>[ ]+(?:"[^"`<|\\]*"|'[^'`<|\\]*'))?[ ]*\))
    | (?P<reference>\[(?P<text>[^\[\]`<|\\]+)\](?:\[(?P<name>[^\[\]`<|\\]*)\])?(?![\[(])(?P<after>:?))
    | (?P<end>\][(:])
    | (?P<alone>`+)
    """
_DEFINITION = re.compile(
    r"""\[(?P<name>[^\[\]`<|\\\s^][^\[\]`<|\\]*)\]:[ ]*(?P<target>\S+)(?P<title>[ ]+(?:"[^"`<\\]*"|'[^'`<\\]*'))?[ ]*$"""
)
_NOTE = re.compile(r"\[\^([^\]]+)\]:")
_ONE_WORD = re.compile(r"[^ ]*(?: *$| +[\"'(])")


class Inline:
    """What is done inside the lines of one text, whose footnotes and link definitions are renamed with a *prefix*."""

    def __init__(self, prefix: str, lines: Iterable[tuple[str, str]]) -> None:
        """*lines* are all the lines of the text that are not code: what begins each one (list signs…), and the rest."""
        self._prefix = re.sub(r"[^\w-]+", "-", prefix)
        self._notes: set[str] = set()
        self._links: set[str] = set()
        for lead, text in lines:
            self._notes.update(_NOTE.findall(lead))
            if self.definition(lead, text):
                self._links.add(_key(text[1 : text.index("]:")]))

    def lead(self, lead: str, text: str) -> str:
        """What begins a line, its footnote renamed. One that a reader without footnotes would take for an unsafe link is plain text."""
        named = lead.replace("[^", f"[^{self._prefix}-")
        if not text or (_ONE_WORD.match(text) and not is_safe_target(text)):
            return named.replace("[^", "\\[^").replace("]:", "]\\:")
        return named

    def definition(self, lead: str, text: str) -> str:
        """The line renamed, when it defines a safe link target, otherwise nothing."""
        found = None if lead.strip(" ") else _DEFINITION.match(text)
        if not found:
            return ""
        target = found["target"].removeprefix("<").removesuffix(">")
        if not target or not is_safe_target(target):
            return ""
        return f"{lead}[{self._prefix}-{found['name']}]: {encode_target(target)}{found['title'] or ''}"

    def text(self, text: str, *, in_table: bool) -> str:
        """The text of a line made harmless. *in_table*: it may be a row of a table, where a code span must not hold a bare `|`."""
        made: dict[str | None, Callable[[re.Match[str]], str]] = {
            "code": lambda found: self._code(found, in_table=in_table),
            "tag": lambda _: "&lt;",
            "note": self._note,
            "target": lambda found: self._target(found, in_table=in_table),
            "reference": self._reference,
            "end": lambda found: f"]\\{found[0][1]}",
            "alone": lambda found: "\\`" * len(found[0]),
        }
        return re.sub(_SPAN, lambda found: made.get(found.lastgroup, re.Match.group)(found), text, flags=re.VERBOSE)

    def _code(self, found: re.Match[str], *, in_table: bool) -> str:
        """A code span; as plain text when its content could be read as the end of a label or of a cell."""
        body = found["body"]
        if "]:" in body or (in_table and "\\\\|" in body):
            ticks = "\\`" * len(found["ticks"])
            return f"{ticks}{self.text(body, in_table=in_table)}{ticks}"
        return re.sub(r"(?<!\\)\|", r"\\|", found[0]) if in_table else found[0]

    def _note(self, found: re.Match[str]) -> str:
        """A call for a footnote; plain text when the text has no such footnote."""
        name, after = found["note_name"], found["after_note"]
        if name in self._notes:
            return f"[^{self._prefix}-{name}]" + after.replace("(", "\\(")
        return f"\\[^{name}]" + (f"\\{after}" if after else "")

    def _target(self, found: re.Match[str], *, in_table: bool) -> str:
        """Where a link leads; an unsafe target makes the link plain text."""
        target = found["angled"] if found["angled"] is not None else found["bare"]
        if is_safe_target(target):
            return f"]({encode_target(target)}{found['title'] or ''})"
        return f"]\\({self.text(found[0][2:], in_table=in_table)}"

    def _reference(self, found: re.Match[str]) -> str:
        """A link by name, renamed when the text defines the name."""
        text, name, after = found["text"], found["name"] or found["text"], found["after"]
        if _key(name) in self._links:
            return f"[{text}][{self._prefix}-{name}]{after}"
        return found[0].removesuffix(":") + (f"\\{after}" if after else "")


def _key(name: str) -> str:
    """The form under which renderers compare the names of link definitions."""
    return " ".join(name.split()).casefold()


_LEAD = r"(?P<lead>(?: *(?:>|[-+*](?= |$)|\d{1,9}[.)](?= |$)|\[\^[^\[\]\s`<|\\]+\]:))* *)"
"""What may begin a line before its text: quotation, list and footnote signs, spaces."""

_FENCE = re.compile(_LEAD + r"(?P<fence>`{3,}(?!.*`)|~{3,}) *(?P<info>.*)")
_TITLE = re.compile(_LEAD + r"(?P<signs>#{1,6})(?: +(?P<title>.*))?$")
_UNDERLINE = re.compile(r"(?P<lead>[ >]*)(?P<signs>=+|-+) *$")
_RULE = re.compile(r"(?P<lead>[ >]*)([-*_])(?: *\2){2,} *$")
_TEXT = re.compile(_LEAD + r"(?P<text>.*)$")
_CLOSING_SIGNS = re.compile(r"(?:^| +)#+ *$")
_TABLE_RULE = re.compile(r"[-:| ]+$")
_COMMAND = re.compile(r"^ *(?=::)|(?<=#)(?=#\w*\[)", re.MULTILINE)
"""What the log of a job would take for a command to its runner (`::error::`, `##[error]`), were the draft written to it."""
_INDENTED = " " * 4
DEEPEST = 6
"""The deepest level a title may have."""
_LONGEST_TITLE = 50
"""In lines: looking further back for the beginning of an underlined title could take very long."""


class _Line(Struct, frozen=True):
    """One line of the text: a title of some *level*, code (already in its final form), or text, empty or not."""

    lead: str = ""
    text: str = ""
    level: int = 0
    code: bool = False

    @property
    def empty(self) -> bool:
        """Whether this is a line between two blocks."""
        return not (self.lead.strip() or self.text or self.code)

    @property
    def in_paragraph(self) -> bool:
        """Whether the line can be part of a paragraph."""
        return self.text not in ("", "***") and not self.code and not self.level

    @property
    def begins_item(self) -> bool:
        """Whether the line begins a list item or a footnote."""
        return bool(self.lead.strip(" >"))


def prose(text: str, heading_level: int, prefix: str) -> Markdown:
    """*text*, Markdown written by people, fit to stand under a title of level *heading_level*.

    Its shallowest title comes one level below, the others follow; below level 6 they are bold lines. Names of footnotes and of link
    definitions begin with *prefix*, letters, digits and hyphens, different for every text of a document.
    """
    text = clean(text)
    lines = _read(text.split("\n"))
    levels = [line.level for line in lines if line.level]
    shift = heading_level + 1 - min(levels, default=0)
    inline = Inline(prefix, ((line.lead, line.text) for line in lines if not line.code and not line.level))
    written: list[str] = []
    for block in _blocks(lines):
        in_table = any(_TABLE_RULE.match(line.text) for line in block if not line.code)
        for line in block:
            written += _write(line, shift, inline, in_table=in_table)
    made = "\n".join(written).strip("\n")
    return Markdown(_COMMAND.sub(r"\g<0>\\", made) if "::" in made or "##" in made else made)


def _read(lines: list[str]) -> list[_Line]:
    """The lines of the text, code and titles recognised."""
    read: list[_Line] = []
    at = 0
    in_item = False
    while at < len(lines):
        line = lines[at].expandtabs(4)
        after_gap = not read or read[-1].empty
        if line.startswith(_INDENTED) and line.strip(" ") and after_gap and not in_item:
            at = _read_indented(lines, at, read)
        elif fence := _FENCE.match(line):
            at = _read_fence(lines, at, fence, read)
        else:
            _read_line(line, read)
            new_block = after_gap and not read[-1].empty and not read[-1].lead
            in_item = read[-1].begins_item or (in_item and not new_block)
            at += 1
    return read


def _read_fence(lines: list[str], at: int, fence: re.Match[str], read: list[_Line]) -> int:
    """Adds the code of the fence opened at line *at*; gives the line after it. The end of the text closes a fence."""
    margin = "[ >]*" if fence["lead"] else " {0,3}"
    closing = re.compile(f"{margin}{fence['fence']}{fence['fence'][0]}* *$")
    end = next((i for i in range(at + 1, len(lines)) if closing.match(lines[i].expandtabs(4))), len(lines))
    if fence["lead"].strip(" >"):
        read.extend((_Line(), _Line(fence["lead"].rstrip(" "))))
    indent = len(fence["lead"])
    _add_code([line[:indent].lstrip(" \t>") + line[indent:] for line in lines[at + 1 : end]], fence["info"], read)
    return end + 1


def _read_indented(lines: list[str], at: int, read: list[_Line]) -> int:
    """Adds the code indented from line *at* on; gives the line after it."""
    end = at
    while end < len(lines) and (not lines[end].strip(" \t") or lines[end].expandtabs(4).startswith(_INDENTED)):
        end += 1
    code = [line.expandtabs(4)[len(_INDENTED) :] for line in lines[at:end]]
    while not code[-1].strip(" "):
        code.pop()
    _add_code(code, "", read)
    read.append(_Line())
    return end


def _add_code(code: list[str], info: str, read: list[_Line]) -> None:
    """Adds *code* in a fence that nothing in it can close, and in which no line is a marker of the draft."""
    longest = max((len(run) for line in code for run in re.findall("`+", line)), default=0)
    fence = "`" * max(3, longest + 1)
    kept = [LIKE_MARKER.sub(lambda found: f"< {found[0][1:]}", line) for line in (fence + info.replace("`", "'").rstrip(" "), *code, fence)]
    read.extend(_Line(text=line, code=True) for line in kept)


def _read_line(line: str, read: list[_Line]) -> None:
    underline = _UNDERLINE.match(line)
    if underline and _underlined(underline, read):
        return
    if rule := _RULE.match(line):
        read.append(_Line(rule["lead"], "***"))
    elif underline:
        read.append(_Line(underline["lead"], "\\" + underline["signs"]))
    elif title := _TITLE.match(line):
        read.append(_Line(title["lead"], _CLOSING_SIGNS.sub("", title["title"] or "").rstrip(" "), len(title["signs"])))
    elif not line.strip(" "):
        read.append(_Line())
    elif found := _TEXT.match(line):
        line_break = "  " if found["text"].endswith("  ") else ""
        read.append(_Line(found["lead"], found["text"].rstrip(" ") + line_break))


def _underlined(underline: re.Match[str], read: list[_Line]) -> bool:
    """Makes one title of the paragraph that *underline* follows; whether there was one."""
    first = len(read)
    while first > len(read) - _LONGEST_TITLE and first and read[first - 1].in_paragraph:
        first -= 1
        if read[first].begins_item:
            break
    paragraph = read[first:]
    if not paragraph or any(_TABLE_RULE.match(line.text) for line in paragraph):
        return False
    lead = paragraph[0].lead
    if lead.count(">") != underline["lead"].count(">") or (paragraph[0].begins_item and len(underline["lead"]) < len(lead)):
        return False
    title = " ".join(line.text.rstrip(" ") for line in paragraph)
    read[first:] = [_Line(lead, title, 1 if underline["signs"][0] == "=" else 2)]
    return True


def _blocks(lines: list[_Line]) -> list[list[_Line]]:
    blocks: list[list[_Line]] = [[]]
    for line in lines:
        blocks[-1].append(line)
        if line.empty:
            blocks.append([])
    return blocks


def _write(line: _Line, shift: int, inline: Inline, *, in_table: bool) -> list[str]:
    """The line or lines of Markdown for *line*."""
    if line.code:
        return [line.text]
    lead = inline.lead(line.lead, line.text)
    text = inline.text(line.text, in_table=in_table)
    if not line.level:
        return [inline.definition(line.lead, line.text) or lead + text]
    if not text:
        return []
    if line.level + shift <= DEEPEST:
        return [f"{lead}{'#' * (line.level + shift)} {text}"]
    return ["", f"{lead}**{text}**" if "*" not in text else lead + text, ""]
