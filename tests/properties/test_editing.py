"""However a file is written, an edit changes the value at its path and leaves every other byte in its place."""

from __future__ import annotations

import re
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from assess.yaml_source.document import read_document
from assess.yaml_source.editing import data, edited
from assess.yaml_source.events import Extents
from assess.yaml_source.source import line_end, unified
from tests.properties.yaml_files import DATA, KEYS, files


def with_value(node: Any, path: tuple[Any, ...], value: Any) -> Any:
    if not path:
        return value
    made = {} if node is None and isinstance(path[0], str) else [] if node is None else node
    made = made.copy()
    if isinstance(made, list) and path[0] == len(made):
        made.append(None)
    made[path[0]] = with_value(made.get(path[0]) if isinstance(made, dict) else made[path[0]], path[1:], value)
    return made


def plain(node: Any) -> Any:
    if isinstance(node, dict):
        return {key: plain(value) for key, value in node.items()}
    return [plain(value) for value in node] if isinstance(node, list) else node


def a_path(draw: Any, node: Any) -> tuple[Any, ...]:
    path: list[Any] = []
    while True:
        if isinstance(node, list):
            key: Any = draw(st.integers(0, len(node)))
            node = node[key] if key < len(node) else None
        elif isinstance(node, dict) or node is None:
            key = draw(st.sampled_from(KEYS))
            node = node.get(key) if node else None
        else:
            return tuple(path)
        path.append(key)
        if draw(st.booleans()) or (node is None and len(path) > 4):
            return tuple(path)


def extent(text: str, path: tuple[Any, ...]) -> tuple[int, int] | None:
    """Where the value at *path*, or the `null` on the way to it, stands; None when nothing does."""
    node: Any = read_document(text, "").root
    start = 0
    for key in path:
        if not isinstance(node, (dict, list)):
            break
        if not (key in node if isinstance(node, dict) else key < len(node)):
            return None if node else (start, Extents(text).end(start))
        start, node = node.mark(key).index, node[key]  # type: ignore[union-attr]
    return start, Extents(text).end(start)


def spans_of_comments(text: str) -> list[tuple[int, int]]:
    scalars = Extents(text).scalars.items()
    signs = [match.start() for match in re.finditer(r"(?m)(?:^|(?<=[ \t]))#", text)]
    heads = [match.span(1) for match in re.finditer(r": [|>]-?[ \t]+(#[^\n]*)", text)]
    return heads + [(at, line_end(text, at)) for at in signs if not any(a < at < b for a, b in scalars)]


def comments(text: str) -> list[str]:
    return sorted(each for a, b in spans_of_comments(text) if (each := text[a:b].strip()) not in ("# level:", "# because: non"))


def without(text: str, spans: list[tuple[int, int]]) -> str:
    """The signs of *text* outside *spans* that are no space."""
    return "".join(sign for at, sign in enumerate(text) if not sign.isspace() and not any(a <= at < b for a, b in spans))


@settings(max_examples=120, deadline=None)
@given(st.data(), files())
def test_an_edit_changes_its_value_and_nothing_else(draws: st.DataObject, file: tuple[dict[str, Any], str]) -> None:
    _, text = file
    root = plain(read_document(text, "").root)  # a comment may have become a line of the text before
    assume(root is not None)
    path = a_path(draws.draw, root)
    value = draws.draw(DATA)
    new = edited(text, [(path, value)])

    document = read_document(new, "")
    assert document.valid
    ended = plain(read_document(f"{text}\n", "").root) if not text.endswith("\n") else root  # a last text may get its line end
    assert data(document.root) in (data(with_value(root, path, value)), data(with_value(ended, path, value)))
    if data(with_value(root, path, value)) == data(root):
        assert new == text
        return
    assert new.startswith("\ufeff") == text.startswith("\ufeff")
    assert ("\r\n" in new) == ("\r\n" in text) or "\n" not in text or "\n" not in new
    old, changed = unified(text), unified(new)
    assert comments(old) == comments(changed)
    where = extent(old, path)
    assert subsequent(without(old, spans_of_comments(old) + ([where] if where else [])), changed)


def subsequent(old: str, new: str) -> bool:
    """Whether *new* has all the lines of *old* in their order, be there others between."""
    signs = iter(new)
    return all(sign in signs for sign in old)
