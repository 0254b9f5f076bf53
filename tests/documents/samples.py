"""Documents made by hand: everything that a document may hold, and text that would break what it is written in."""

from __future__ import annotations

from assess.documents import charts
from assess.documents.model import (
    Block,
    Break,
    Code,
    Document,
    Emphasis,
    Figure,
    Heading,
    Items,
    Line,
    Link,
    Listing,
    NoteCall,
    Paragraph,
    Passage,
    Quote,
    Rule,
    Strike,
    Strong,
    Table,
)
from tests.documents.tables import PRINCIPLES, line

HOSTILE = (
    '#panic("x") #read("/etc/passwd") \\ " ] [ } { $x$ *b* _i_ `c` <l> @r // c /* c */ = t - i + n / d : ~ -- ... \\u{41} #let x = 1; ]]></p>'
    "<script>alert(1)</script> &amp; {{ x }} | --> <!-- assess:end x --> [^1] [a](b) # T"
)
STRANGE = "\x00\x01\x7f\x85\ufeff\ufffe\ue000\u2028\u2029\u202e\u00ad\u200b\U000e0041 Ελληνικά العربية עברית e\u0301\u0489 \t"
LONG = "x" * 400


def document(*blocks: Block, notes: dict[str, tuple[Block, ...]] | None = None, language: str = "fr") -> Document:
    return Document("Étude d’impact", language, blocks, notes or {}, organisation="Ministère de l’intérieur", date="2026-04-15")


def said(text: str) -> Paragraph:
    return Paragraph(line(text))


def title(level: int, text: str) -> Heading:
    return Heading(level, line(text), text.lower().replace(" ", "-"))


def chart() -> Figure:
    figure = charts.draw("principles", PRINCIPLES, "fr")
    assert figure
    return figure


def wide() -> Table:
    row: tuple[Line, ...] = tuple(line("une garantie donnée par l’article L. 242-5 du code, à vérifier " * 5) for _ in range(9))
    return Table(tuple(line(f"Colonne-unique-{number}") for number in range(9)), (row, row), ("l",) * 9, line("Un tableau large"))


def everything(text: str = "du texte", language: str = "fr") -> Document:
    """A document with every kind of block and of inline, *text* in each place where a person may write."""
    words: Line = (
        *line(text),
        Strong((Emphasis(line(text)), NoteCall("b"))),
        Strike(line(text)),
        Code(text or "x"),
        Break(),
        Link(line(text or "x"), "https://example.org/" + text),
        Link(line("plus loin"), "#annexe"),
        NoteCall("a"),
    )
    table = Table((words, line("Degré"), line("Note")), ((words, line("2"), words), (line(text), (), ())), ("l", "r", "c"), words)
    return document(
        Heading(1, words, "etude"),
        said("Sous le titre."),
        title(2, "Note"),
        Passage("a", "0", (Paragraph(words), title(4, "Niveau sauté"))),
        title(2, "Dispositif"),
        Items(((said(text), Items(((Paragraph(words),),))), (said("deux"),)), 3),
        Quote((Paragraph(words), Items(((said(text),),)), title(3, "Dans un encadré"))),
        Listing(f"{text}\n  deux\n", "python"),
        Rule(),
        Figure(chart().svg, text or "x", words),
        table,
        title(2, "Annexe"),
        wide(),
        *(title(3, f"Titre {number}") for number in range(4)),
        notes={"a": (Paragraph(words[:-1]), said(text)), "b": (said(text), Items(((said("un"),),))), "c": (said("jamais appelée"),)},
        language=language,
    )
