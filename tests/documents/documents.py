"""Random documents, and what they say."""

from __future__ import annotations

from hypothesis import strategies as st

from assess.documents.model import Break, Code, Document, Emphasis, Inline, Line, Link, NoteCall, Paragraph, Strong, Table, Text

SIGNS = (
    *(
        " ",
        " ",
        " ",
        "\u00a0",
        "\u202f",
        ":",
        ";",
        "!",
        "?",
        "«",
        "»",
        '"',
        "'",
        "’",
        "…",
        "...",
        ".",
        ",",
        "%",
        "€",
        "°",
        "n°",
        "N°",
        "n°s",
    ),
    *(
        "L.",
        "R.",
        "art.",
        "article",
        "p.",
        "M.",
        "Mme",
        "§",
        "1er",
        "12",
        "242-5",
        "000",
        "2026",
        "mars",
        "euros",
        "millions",
        "XXIe",
        "siècle",
    ),
    *(
        "https://x.fr/a:b?c",
        "www.x.fr",
        "a@b.fr",
        "12:30",
        "law:csi",
        ":warning:",
        "mot",
        "a",
        "(",
        ")",
        "/",
        "-",
        "–",
        "\0",
        "𝛼",
        "é",
        "عربي",
    ),
)
PROSE = st.lists(st.sampled_from(SIGNS) | st.text(max_size=2), max_size=12).map("".join)
LEAF: st.SearchStrategy[Inline] = (
    PROSE.map(Text) | st.sampled_from(["x", "a : b"]).map(Code) | st.just(Break()) | st.just(NoteCall("1")) | PROSE.map(Text)
)
INLINE: st.SearchStrategy[Inline] = st.recursive(
    LEAF,
    lambda inner: st.lists(inner, max_size=3).flatmap(
        lambda line: st.sampled_from([Strong(tuple(line)), Emphasis(tuple(line)), Link(tuple(line), "https://x.fr/a : b")])
    ),
    max_leaves=4,
)
LINE: st.SearchStrategy[Line] = st.lists(INLINE, max_size=5).map(tuple)


def document(line: Line, language: str = "fr") -> Document:
    """A document that says *line* everywhere."""
    return Document("a", language, (Paragraph(line), Table((line,), ((line,),), ("l",), line)), {"1": (Paragraph(line),)})
