"""What a proposal should hold once an answer has moved: compared with what it holds, before anything is written."""

from __future__ import annotations

from typing import Any

from assess.loading.moves import Moves, Use, plain
from assess.yaml_source.document import Document
from assess.yaml_source.nodes import Mapping, Node, Sequence


def new_name(use: Use) -> str:
    """What stands for the old id now; the field of a record stands without the name of the record."""
    name = plain(use.move.to)
    field = use.as_key() and use.move.id.startswith("fact:") and "." in use.move.to
    return name.rpartition(".")[2] if field else name


def all_retired(items: Sequence, use: Use, moves: Moves) -> bool:
    """Whether every one of *items* is a value that was retired."""
    owner = use.move.id.partition("=")[0]
    found = [moves.get(f"{owner}={item}") for item in items]
    return all(move is not None and not move.to for move in found)


def sound(before: Document, use: Use, after: Document, moves: Moves) -> bool:
    """Whether *after* holds all that *before* does, but for the answer of *use*, which has moved."""
    return after.valid and _plain(after.root) == _Moving(use, moves).plain(before.root)


class _Moving:
    def __init__(self, use: Use, moves: Moves) -> None:
        self.use, self.new = use, new_name(use) if use.move.to else ""
        item = isinstance(use.container, Sequence) and not all_retired(use.container, use, moves)
        self.gone: tuple[Mapping | Sequence, str | int] = (use.container, use.key) if item else use.whole

    def plain(self, node: Node) -> Any:
        """*node* as plain data, after the move; what is left empty is None, as it is between braces or without them."""
        if isinstance(node, (Mapping, Sequence)):
            slots = node.items() if isinstance(node, Mapping) else enumerate(node)
            made = [self.entry(node, key, value) for key, value in slots if not self.is_gone(node, key)]
            return (dict(made) if isinstance(node, Mapping) else [value for _, value in made]) or None
        return node

    def is_gone(self, node: Mapping | Sequence, key: str | int) -> bool:
        """Whether the entry goes away."""
        return not self.new and node is self.gone[0] and key == self.gone[1]

    def entry(self, node: Mapping | Sequence, key: str | int, value: Node) -> tuple[str | int, Any]:
        """One entry, under its new key or with its new value."""
        if self.new and node is self.use.container and key == self.use.key:
            return (self.new, self.plain(value)) if self.use.as_key() else (key, self.new)
        return key, self.plain(value)


def _plain(node: Node) -> Any:
    if isinstance(node, Mapping):
        return {key: _plain(value) for key, value in node.items()} or None
    return ([_plain(value) for value in node] or None) if isinstance(node, Sequence) else node
