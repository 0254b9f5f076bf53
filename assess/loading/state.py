"""The state of a proposal: what a review is about. Comments, order and layout are no part of it, and neither are the reviews themselves."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any

from assess.yaml_source.nodes import Exact, Fault, Mapping, Node, Sequence

REVIEWS = "reviews"
LENGTH = 12
"""How many characters of a digest are written: as many as in the marks of drafts."""


def state(root: Node) -> str:
    """The digest of what a proposal, whose tree is *root*, says; another text of its answers has another, another layout has not."""
    kept = {key: value for key, value in root.items() if key != REVIEWS} if isinstance(root, Mapping) else root
    return sha256(canonical(kept).encode("utf-8", "backslashreplace")).hexdigest()[:LENGTH]


def canonical(node: Any) -> str:
    """What *node* holds, as one text: the same for the same data, however it is laid out."""
    return json.dumps(_data(node), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _data(node: Any) -> Any:
    if isinstance(node, (Mapping, dict)):
        return {str(key): _data(value) for key, value in node.items()}
    if isinstance(node, (Sequence, list, tuple)):
        return [_data(value) for value in node]
    if isinstance(node, Exact):
        return {"number": node.text}
    return None if isinstance(node, Fault) else node
