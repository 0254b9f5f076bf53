"""Markdown as the tool reads it: CommonMark with tables, strikethrough and footnotes.

No link leads to what could run, or reach a server unasked.
"""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.fence import fence
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


class Gfm(MarkdownIt):
    """The reader of documents."""

    def __init__(self) -> None:
        """Made once: what it reads leaves no trace in it."""
        super().__init__("commonmark")
        self.enable(["table", "strikethrough"])
        footnote_plugin(self, inline=False, move_to_end=False)
        self.block.ruler.at("fence", closed_fence, {"alt": INTERRUPTED})

    def validateLink(self, url: str) -> bool:  # noqa: N802 - its name in the library
        """Whether a link may lead to *url*; a path that begins with two slashes names a server."""
        return is_safe_target(url) and not url.startswith(("//", "\\", "/\\", "%5C", "/%5C"))
