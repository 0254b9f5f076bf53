"""What a document is made of, whatever its format: blocks, inline text, notes, and the passages that a draft is written in.

`reading` makes it of Markdown, `typography` sets its French, the writers (`html`, `typst`, `pandoc`, `akoma_ntoso`) write it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

Align: TypeAlias = Literal["l", "c", "r"]


@dataclass(frozen=True, slots=True)
class Text:
    """Plain characters, with nothing to interpret; never a line end."""

    text: str


@dataclass(frozen=True, slots=True)
class Code:
    """An identifier or a command, as it is typed: no typography, no language."""

    text: str


@dataclass(frozen=True, slots=True)
class Strong:
    """What stands out."""

    content: tuple["Inline", ...]


@dataclass(frozen=True, slots=True)
class Emphasis:
    """What is stressed, or a title."""

    content: tuple["Inline", ...]


@dataclass(frozen=True, slots=True)
class Strike:
    """What is struck out."""

    content: tuple["Inline", ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A link; `target` is an address of http, https or mailto, `#anchor` of this document, or a relative path. Never a script."""

    content: tuple["Inline", ...]
    target: str


@dataclass(frozen=True, slots=True)
class Break:
    """A new line within a paragraph."""


@dataclass(frozen=True, slots=True)
class NoteCall:
    """The call for the footnote `note` of the document."""

    note: str


Inline: TypeAlias = "Text | Code | Strong | Emphasis | Strike | Link | Break | NoteCall"
Line: TypeAlias = "tuple[Inline, ...]"


@dataclass(frozen=True, slots=True)
class Heading:
    """A title of level 1 (of the document) to 6; `anchor` is unique in the document and does not change while its words do not."""

    level: int
    content: Line
    anchor: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    content: Line


@dataclass(frozen=True, slots=True)
class Items:
    """A list; `first` is the number of the first item, None without numbers. An item is blocks."""

    items: tuple[tuple["Block", ...], ...]
    first: int | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation, or a box such as « À rédiger »."""

    blocks: tuple["Block", ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: the cells of its header, its rows (as many cells as the header has), the side on which each column stands."""

    header: tuple[Line, ...]
    rows: tuple[tuple[Line, ...], ...]
    align: tuple[Align, ...]
    caption: Line = ()


@dataclass(frozen=True, slots=True)
class Listing:
    """Text as it is typed, line ends and all; `language` is what the fence says, often nothing."""

    text: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across the page."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart: a whole SVG document, what it says in words, its caption. The table of its data is the next block."""

    svg: str
    alternative: str
    caption: Line = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """What the tool wrote and renews: `id` and `digest` of its markers, as the draft has them, and its blocks."""

    id: str
    digest: str
    blocks: tuple["Block", ...]


Block: TypeAlias = "Heading | Paragraph | Items | Quote | Table | Listing | Rule | Figure | Passage"


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document. `front` is the front matter of a draft, as written; `notes` in the order of their first calls."""

    title: str
    language: str  # fr or en
    blocks: tuple[Block, ...]
    notes: Mapping[str, tuple[Block, ...]] = field(default_factory=dict)
    front: str = ""
    organisation: str = ""
    date: str = ""  # YYYY-MM-DD, or nothing
