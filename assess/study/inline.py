"""The inside of the lines of Markdown that people wrote: code spans, links, footnotes and HTML, made harmless line by line."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assess.study.markdown import encode_target, is_safe_target
from assess.study.patterns import lazy

_TOKEN = lazy(
    r"""
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
    """,
    re.VERBOSE,
)
_DEFINITION = lazy(r"""\[(?P<name>[^\[\]`<|\\\s^][^\[\]`<|\\]*)\]:[ ]*(?P<target>\S+)(?P<title>[ ]+(?:"[^"`<\\]*"|'[^'`<\\]*'))?[ ]*$""")
_NOTE = lazy(r"\[\^([^\]]+)\]:")
_ONE_WORD = lazy(r"[^ ]*(?: *$| +[\"'(])")


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

        def token(found: re.Match[str]) -> str:
            written = found[0]
            match found.lastgroup:
                case "code":
                    written = self._code(found, in_table=in_table)
                case "tag":
                    written = "&lt;"
                case "note":
                    written = self._note(found)
                case "target":
                    written = self._target(found, in_table=in_table)
                case "reference":
                    written = self._reference(found)
                case "end":
                    written = f"]\\{written[1]}"
                case "alone":
                    written = "\\`" * len(written)
            return written

        return _TOKEN.sub(token, text)

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
