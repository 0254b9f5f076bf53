"""The names under which the passages of a draft are found again in a document of Word."""

from __future__ import annotations

import re
from hashlib import sha256
from typing import Final

NOTE: Final = "assess_note"
"""The bookmark of what the first page says of the way back."""
CONTENTS: Final = "assess_contents"
"""The bookmark of the table of contents."""
BASE: Final = "assess.base."
"""Where a document says, in properties of its own, what it was when it was made: this and a number."""
OF: Final = "assess.of"
"""The property that says, in twelve characters, what a document is an export of."""
DRAFT: Final = "assess.draft"
"""The property that says which draft a document is of: `way_back.draft`."""
SEAL: Final = "assess.seal"
"""The property by which it is known whether the document was changed since."""
_SHOWN: Final = 24


def closing(name: str) -> str:
    """The bookmark of the last paragraph of what the bookmark *name* begins."""
    return f"{name}_z"


def bookmark(passage: str) -> str:
    """The bookmark of the passage with the id *passage*, the same every time.

    With `closing`, it has at most 40 letters, digits and underscores, as Word wants.
    """
    readable = re.sub(r"[^A-Za-z0-9]+", "_", passage)[:_SHOWN].strip("_")
    return f"p_{readable}_{sha256(passage.encode()).hexdigest()[:10]}"
