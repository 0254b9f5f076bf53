"""JSON written without `json`, whose import takes longer than one assessment does to write: the same text as `json.dumps` gives."""

from __future__ import annotations

from typing import Any, Final

_SHORT: Final = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\f": "\\f", "\b": "\\b"}
_ESCAPES: Final = {code: f"\\u{code:04x}" for code in range(0x20)} | {ord(sign): escape for sign, escape in _SHORT.items()}
_WORDS: Final = {None: "null", True: "true", False: "false"}


def json_text(value: Any) -> str:
    """*value*, of texts, whole and decimal numbers, booleans, None, lists, tuples and mappings with texts for keys, as JSON on one line."""
    kind = value.__class__
    if kind is str:
        return _text(value)
    if kind is dict:
        return "{" + ", ".join([f"{_text(key)}: {json_text(item)}" for key, item in value.items()]) + "}"
    if kind is list or kind is tuple:
        return "[" + ", ".join([json_text(item) for item in value]) + "]"
    return repr(value) if kind is int or kind is float else _WORDS[value]


def _text(text: str) -> str:
    if '"' in text or "\\" in text or not text.isprintable():
        text = text.translate(_ESCAPES)
    return f'"{text}"'
