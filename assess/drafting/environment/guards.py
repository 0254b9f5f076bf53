"""Bounds put into a template once it has been parsed, and what makes what is written safe."""

from __future__ import annotations

from typing import Any, cast

from jinja2 import Undefined, nodes
from jinja2.visitor import NodeTransformer

from assess.drafting.markdown import Markdown, plain


def finalize(value: Any) -> str:
    """*value* as it is written where a template says `{{ value }}`: `Markdown` as it is, any other text escaped, whole numbers.

    Raises `TypeError` for anything else: a list or a truth value is no text. An undefined value raises by itself.
    """
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, Undefined) or (isinstance(value, int) and not isinstance(value, bool)):
        return str(value)
    raise TypeError(f"a value of type {type(value).__name__} cannot be written")


def join(parts: list[Any]) -> str:
    """*parts* joined by `~`: `Markdown` when one of them is, the others being escaped; otherwise plain text."""
    if any(isinstance(part, Markdown) for part in parts):
        return Markdown("".join([_within(part, first=at == 0) for at, part in enumerate(parts)]))
    return "".join([str(part) for part in parts])


def _within(part: Any, *, first: bool) -> str:
    """*part* inside a text: the spaces at its ends count. Only when *first* may it begin a line."""
    if isinstance(part, Markdown) or not isinstance(part, str):
        return finalize(part)
    inner = part.strip()
    before = part[: len(part) - len(part.lstrip())]
    escaped = plain(inner) if first else plain(f".{inner}")[1:]
    return f"{before}{escaped}{part[len(before) + len(inner) :]}"


class Guards(NodeTransformer):
    """Makes a template go through the filters `counted`, `written` and `joined` where it loops, keeps a text and joins texts."""

    def visit_For(self, node: nodes.For) -> nodes.For:  # noqa: N802 - as Jinja names it
        """Count the turns."""
        self.generic_visit(node)
        node.iter = _filtered(cast("nodes.Expr", node.iter), "counted", node.lineno)
        return node

    def visit_AssignBlock(self, node: nodes.AssignBlock) -> nodes.AssignBlock:  # noqa: N802 - as Jinja names it
        """`{% set x %}…{% endset %}` gives `Markdown`."""
        self.generic_visit(node)
        if node.filter is None:
            node.filter = _filtered(None, "written", node.lineno)
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Filter:  # noqa: N802 - as Jinja names it
        """`a ~ b` gives `Markdown` when one of the two is."""
        self.generic_visit(node)
        return _filtered(nodes.List(node.nodes, lineno=node.lineno), "joined", node.lineno)


def _filtered(node: nodes.Expr | None, name: str, line: int) -> nodes.Filter:
    return nodes.Filter(node, name, [], [], None, None, lineno=line)
