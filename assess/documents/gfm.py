"""Markdown as the tool reads it: CommonMark with tables, strikethrough and footnotes.

No link leads to what could run, or reach a server unasked.
"""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.fence import fence
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.html_inline import html_inline
from mdit_py_plugins.footnote import footnote_plugin

from assess.study.markdown import is_safe_target

INTERRUPTED = ["paragraph", "reference", "blockquote", "list"]
"""What fenced code may interrupt."""


def closed_fence(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - the signature of a rule
    """Fenced code, as CommonMark has it, but one that is never closed hides nothing: the reader of passages takes it for text too."""
    if silent or state.level:
        return fence(state, start, end, silent)
    at = state.bMarks[start] + state.tShift[start]
    sign = state.src[at : at + 1]
    length = state.skipCharsStr(at, sign) - at if sign in ("`", "~") else 0
    if length >= state.env.get(sign, length + 1) or not fence(state, start, end, silent):
        return False
    if state.tokens[-1].content.count("\n") == state.line - start - 2:  # both fences are lines of it
        return True
    state.env[sign] = length
    state.tokens.pop()
    return False


_CLOSED_BY = (("<!--", "-->"), ("<?", "?>"), ("<![CDATA[", "]]>"), ("<!", ">"))


def closed_html(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the signature of a rule
    """HTML inside a line; what nothing closes is not looked through from each of its beginnings to the end."""
    at = state.pos
    closing = next((end for begin, end in _CLOSED_BY if state.src.startswith(begin, at)), "")
    if closing:
        last = state.env.setdefault("closed", {})
        if last.get("of") is not state.src:
            last.clear()
            last["of"] = state.src
        if closing not in last:
            last[closing] = state.src.rfind(closing)
        if last[closing] < at:
            return False
    return html_inline(state, silent)


class Gfm(MarkdownIt):
    """The reader of documents."""

    def __init__(self) -> None:
        """Made once: what it reads leaves no trace in it."""
        super().__init__("commonmark")
        self.enable(["table", "strikethrough"])
        footnote_plugin(self, inline=False, move_to_end=False)
        self.inline.ruler.at("html_inline", closed_html)
        self.block.ruler.at("fence", closed_fence, {"alt": INTERRUPTED})

    def validateLink(self, url: str) -> bool:  # noqa: N802 - its name in the library
        """Whether a link may lead to *url*; a path that begins with two slashes names a server."""
        return is_safe_target(url) and not url.startswith(("//", "\\", "/\\", "%5C", "/%5C"))
