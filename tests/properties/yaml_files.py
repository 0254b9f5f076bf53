"""YAML files as people write them: any data, in any style, with comments everywhere."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

KEYS = ("facts", "level", "because", "a.b", "purposes", "where")
NOTES = st.sampled_from(("", "", "  # une remarque : a", "   ", "  # level: 4"))
LINES = st.sampled_from(("", "", "", "\n", "# level:\n", "    # because: non\n", "\n\n# --- \n"))
PROSE = st.sampled_from(
    ("Oui : a.b", "x", "« deux » # et 'trois'", "une\n\n# level: 1\n", "ligne\nautre", "", "- non", "mot " * 40 + "fin")
)
SCALARS = st.one_of(PROSE, st.integers(-5, 5), st.booleans(), st.none())
DATA: Any = st.recursive(
    SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(KEYS), inner, max_size=4)),
    max_leaves=12,
)
ROOTS = st.dictionaries(st.sampled_from(KEYS), DATA, min_size=1, max_size=5)


@st.composite
def files(draw: DrawFn) -> tuple[dict[str, Any], str]:
    """The data of a file, and its text."""
    root = draw(ROOTS)
    text = draw(LINES) + "".join(_entries(draw, root, 0)) + draw(LINES)
    if draw(st.booleans()):
        text = text.rstrip("\n")
    if draw(st.booleans()):
        text = "\ufeff" + text.replace("\n", "\r\n")
    return root, text


def _entries(draw: DrawFn, mapping: dict[str, Any], indent: int) -> list[str]:
    lines = []
    for key, value in mapping.items():
        lines += [" " * indent, draw(st.sampled_from((key, f'"{key}"'))), ":", _value(draw, value, indent), draw(LINES)]
    return lines


def _value(draw: DrawFn, value: Any, indent: int) -> str:
    note = draw(NOTES)
    if isinstance(value, dict) and value and draw(st.booleans()):
        inner = indent + draw(st.sampled_from((2, 3)))
        return f"{note}\n" + "".join(_entries(draw, value, inner))
    if isinstance(value, list) and value and draw(st.booleans()):
        inner = indent + draw(st.sampled_from((0, 2)))
        return f"{note}\n" + "".join(f"{' ' * inner}- {flow(each)}{draw(NOTES)}\n" for each in value)
    if isinstance(value, str) and value.strip("\n") and "\n" in value and draw(st.booleans()):
        head = "|" if value.endswith("\n") else "|-"
        body = "".join(f"{' ' * indent}    {line}\n" if line else "\n" for line in value.removesuffix("\n").split("\n"))
        return f" {head}{note}\n{body}"
    return f" {'' if value is None and draw(st.booleans()) else flow(value)}{note}\n"


def flow(value: Any) -> str:
    """*value* in one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {flow(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(flow, value)) + "]"
    if isinstance(value, str):
        return '"' + value.replace("\n", "\\n") + '"' if "\n" in value else "'" + value.replace("'", "''") + "'"
    return (
        {None: "null", True: "true", False: "false"}.get(value, str(value))
        if not isinstance(value, int) or isinstance(value, bool)
        else str(value)
    )
