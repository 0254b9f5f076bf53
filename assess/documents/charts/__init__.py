"""Charts drawn from the table of their data, which stands below each of them: SVG of ours, the same bytes for the same table.

What each table must be is said by the module of its chart. A chart adds nothing to its table; what does not fit is left to the table.
"""

from __future__ import annotations

from assess.documents.charts import matrix, options, principles, timeline
from assess.documents.model import Figure, Table

KINDS = {"principles": principles.draw, "matrix": matrix.draw, "options": options.draw, "timeline": timeline.draw}
"""The charts by the word that calls them in a draft."""


def draw(kind: str, table: Table, language: str) -> Figure | None:
    """The chart *kind* of *table* in *language*; nothing for an unknown kind or a table that is not what this chart draws."""
    made = KINDS.get(kind)
    return made(table, language) if made else None
