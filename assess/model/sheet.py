"""A page of the desk, in plain words and tables: a screen and Markdown show the same."""

from msgspec import Struct


class Part(Struct, frozen=True):
    """The title of what follows, and a remark beside it."""

    title: str
    remark: str = ""


class Said(Struct, frozen=True):
    """A paragraph; with a label before it."""

    text: str
    label: str = ""
    style: str = ""
    """One of those of the terminal: good, bad, doubt, faint; empty: none."""


class Items(Struct, frozen=True):
    """A list."""

    items: tuple[str, ...]
    style: str = ""


class Grid(Struct, frozen=True):
    """A table: its headers, and rows of as many cells."""

    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    styles: tuple[str, ...] = ()
    """One for each row, if any."""


class Sheet(Struct, frozen=True):
    """A title and what stands under it."""

    title: str
    blocks: tuple[Part | Said | Items | Grid, ...]
