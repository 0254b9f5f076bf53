"""Charts: the SVG drawn from the table of its data."""

from assess.documents.model import Figure, Table


def draw(kind: str, table: Table, language: str) -> Figure | None:
    """The chart *kind* of *table*, in *language*; None for a kind that is not known, or a table that it cannot be drawn from."""
    del kind, table, language
    return None
