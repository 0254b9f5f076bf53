"""Bounds put into a template once it has been parsed, and what makes what is written safe."""

from __future__ import annotations

from typing import Any, cast

from jinja2 import Undefined, nodes
from jinja2.visitor import NodeTransformer

from assess.study.writing import written


def finalize(value: Any) -> str:
    """*value* as it is written where a template says `{{ value }}`; an undefined value raises by itself. See `assess.study.writing`."""
    return str(value) if isinstance(value, Undefined) else written(value)


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
