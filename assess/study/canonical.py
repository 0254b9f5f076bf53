"""The form in which two texts in Markdown are compared as people see them: what a formatter or an editor changes alone is no difference.

Such are the form of letters (NFC), no-break spaces, broken lines, the padding of tables, the signs of emphasis, lists, rules and fences,
the numbers that follow the first of a list, empty lines before what begins a block, and the width of indents. Code keeps its spaces.
"""

from __future__ import annotations

import re
from typing import Final

from assess.yaml_source.unseen import composed

_NO_BREAK: Final = "\u00a0\u2007\u2009\u202f"
_FENCE: Final = re.compile(r"(?P<signs>`{3,}(?!.*`)|~{3,}) *")
_ITEM: Final = re.compile(r"(?:(?P<bullet>[-*+])|(?P<number>\d{1,9})[.)])(?: +|$)")
_RULE: Final = re.compile(r"([-*_])(?: *\1){2,}$")
_BEGINS_BLOCK: Final = re.compile(r"#{1,6} |\||>|[-+*] ")
_ENDS_BLOCK: Final = re.compile(r"#{1,6} |---$|\*\*\*$|```$|$")
_LATER_NUMBER: Final = re.compile(r" *(?!1\.)\d+\. ")
"""An item that needs an empty line between it and a paragraph."""
_EMPHASIS: Final = re.compile(r"(?<![\\\w])_+(?=\S)|(?<=[^\s\\])_+(?!\w)")
_DELIMITERS: Final = re.compile(r"\|(?::?-+:?\|)+$")


def canonical(text: str) -> str:
    r"""*text*, Markdown with `\n` line ends, in the form to compare."""
    reader = _Reader()
    text = composed(text)
    for space in _NO_BREAK:
        text = text.replace(space, " ")
    for line in text.split("\n"):
        reader.read(line.rstrip())
    return "\n".join(reader.lines).strip("\n")


class _Reader:
    """Reads line after line."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._fence = ""
        """The signs of the code that is open."""
        self._items: list[tuple[int, bool]] = []
        """The items that are open: the indent of each, and whether it has a number."""

    def read(self, line: str) -> None:
        """Adds *line*, without spaces at its end."""
        spaced = line.replace("\t", " ")
        words = spaced.lstrip(" ")
        fence = _FENCE.match(words)
        if self._fence:
            closes = fence is not None and fence["signs"].startswith(self._fence) and words == fence["signs"]
            self.lines.append("```" if closes else line)
            self._fence = "" if closes else self._fence
        elif fence:
            self._fence = fence["signs"]
            self._add(f"```{words[fence.end() :]}", begins=True)
        elif words:
            self._read_text(words, len(spaced) - len(words))
        elif self.lines and not _ENDS_BLOCK.match(self.lines[-1]):
            self.lines.append("")

    def _add(self, line: str, *, begins: bool) -> None:
        """Adds a *line*: to its paragraph, unless it *begins* a block; else without the empty line above it when it needs none."""
        above = self.lines[-1] if self.lines else ""
        if not begins and _goes_on(above) and (line[:1] == ">") == (above[:1] == ">"):
            self.lines[-1] = f"{above} {line.lstrip('> ')}"
            return
        needs_none = begins and not above and len(self.lines) > 1 and not _LATER_NUMBER.match(line)
        if needs_none and not (line[:1] == ">" == self.lines[-2][:1]):
            self.lines.pop()
        self.lines.append(line)

    def _read_text(self, words: str, indent: int) -> None:
        rule, item = _RULE.match(words), _ITEM.match(words)
        if item and not self._items and self.lines and _goes_on(self.lines[-1]) and not (item["bullet"] or item["number"] == "1"):
            item = None  # a number where a line is broken
        closed: tuple[int, bool] = (-1, False)
        while self._items and self._items[-1][0] >= indent and (item or not (self.lines and self.lines[-1])):
            closed = self._items.pop()
        lead = "  " * sum(at < indent for at, _ in self._items)
        if rule:
            underline = rule[1] == "-" and " " not in words and self.lines and _goes_on(self.lines[-1])
            self.lines.append("---" if underline else "***")
        elif item:
            numbered = item["number"] is not None
            self._items.append((indent, numbered))
            sign = "-" if not numbered else "1." if closed[1] else f"{item['number']}."
            self._add(f"{lead}{sign} {_inline(words[item.end() :])}".rstrip(), begins=True)
        else:
            line = _inline(words)
            quoted = self.lines and line[:1] == ">" == self.lines[-1][:1]
            self._add(lead + line, begins=bool(_BEGINS_BLOCK.match(line.lstrip("> ") if quoted else line)) or line == ">")


def _goes_on(line: str) -> bool:
    """Whether the paragraph of *line* may go on with the next one."""
    return bool(line.strip("> ")) and not _ENDS_BLOCK.match(line.lstrip("> ")) and not line.lstrip().startswith("|")


def _inline(words: str) -> str:
    """The words of a line with one space between them, one sign of emphasis, and no padding of cells."""
    line = re.sub(" {2,}", " ", words) if "  " in words else words
    if "\\" in line:
        line = re.sub(r"(?<=\d)\\(?=[.)])", "", line).removesuffix("\\").rstrip()
    if "_" in line:
        line = _EMPHASIS.sub(lambda signs: "*" * len(signs[0]), line)
    if line.startswith(">"):
        return re.sub("^(?:> ?)+", lambda signs: signs[0].replace(" ", "") + " ", line).rstrip()
    if not line.startswith("|"):
        return line
    line = "|".join(cell.strip(" ") for cell in line.split("|"))
    return re.sub("-+", "-", line) if _DELIMITERS.match(line) else line
