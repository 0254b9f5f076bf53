"""JSON as `json.dumps` writes it."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from assess.reporters.json_text import json_text

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner) | st.tuples(inner, inner),
)


@given(VALUES)
@example('« à » : 4,2\u202f% "\\\n\r\t\f\b\x00\x1f\x7f\u2028')
@example({"a": [True, 1, 1.5, None, "x\ty"], "é": {}})
def test_it_is_what_json_writes(value: Any) -> None:
    assert json_text(value) == json.dumps(value, ensure_ascii=False)
