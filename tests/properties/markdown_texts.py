"""Random texts made of what could have an effect in Markdown, and a reader of Markdown to see whether it has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

FRAGMENTS = (
    *"`<>[]()|#-*+_~:=!\\&\"' \t\n",
    *("``", "```", "~~~", "<b>", "</b>", "<script>", "<!--", "-->", "<?", "<![CDATA[", "<div>", "<https://x.fr>", "<a@b.fr>"),
    *("<!-- assess:begin x 0123456789ab -->", "<!-- assess:end x -->", "\n<!-- ASSESS:END p -->\n"),
    *("](", "](javascript:x)", "](https://x.fr)", '](data:y "t")', "](<a b>)", "![", "[^1]", "[^1]:", "\n[^1]: ", "[^a`]: "),
    *("[a]", "\n[a]: /u", "[a]: javascript:x", '\n[a]: <javascript:x> "t"', "javascript:x", "/url", "[a][b]", "[b]:\n"),
    *("\n| a | b |\n|---|---|\n", "---|---", "|-", ":-", "\n---\n", "\n===\n", "---", "===", "***", "- - -"),
    *("- ", "* ", "+ ", "1. ", "2) ", "14. ", "> ", "# ", "## ", "###### ", " #"),
    *("\n\n", "\n\n", "    ", "\n    ", "  \n", "\r", "\r\n", "\u2028", "\0", "\u00a0", "\u202e"),
    *("mot", "a", "1", "&lt;", "&#58;", "&colon;", "{{ x }}", "{% y %}", "http://a.b", "www.a.b", ":warning:", "$$", "« » ...", " ; "),
)
TEXTS = st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=3), max_size=30).map("".join)


class Reader(MarkdownIt):
    """A reader of CommonMark with tables and strikethrough, that lets every link through."""

    def __init__(self) -> None:
        super().__init__("commonmark")
        self.enable(["table", "strikethrough"])

    def validateLink(self, url: str) -> bool:  # noqa: N802
        return bool(url)


def walk(tokens: Sequence[Token]) -> Iterator[Token]:
    """The tokens and what they hold."""
    for token in tokens:
        yield token
        yield from walk(token.children or ())
