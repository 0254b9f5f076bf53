"""What a draft was made of, in one line of its front matter: enough to know, without writing it again, that nothing changed since."""

from __future__ import annotations

from collections.abc import Mapping
from zlib import crc32

KEY = "made-of"


def made_of(made_with: str, rubric_sha256: str, digests: Mapping[str, str]) -> str:
    """The line for a draft made with the tool and templates *made_with*; *digests* are those in the markers of its passages, by id.

    Digests are there as two versions of a draft may be merged by hand: the front matter of one with passages of the other.
    """
    shown = "".join(f"{name} {digest}\n" for name, digest in sorted(digests.items()))
    return f"{made_with}, rubric {rubric_sha256[:12]}, passages {crc32(shown.encode()):08x}"
