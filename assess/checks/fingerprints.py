"""What a finding is known by from one run to the next, though lines move."""

from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import sha256
from typing import Final

from assess.checks.page import Page
from assess.model.finding import Finding
from assess.reporters.report import Found

_DIGEST: Final = re.compile(r"\b[0-9a-f]{12}\b(?= -->)")
LENGTH: Final = 32
SHOWN: Final = 1000
"""How much of a line counts: many findings may stand in a very long one."""


def identified(findings: Iterable[Finding], path: str, page: Page) -> list[Found]:
    """*findings*, in order, each with its fingerprint; those in *path* stand under the titles of *page*."""
    seen: dict[tuple[str, ...], int] = {}
    found = []
    for finding in findings:
        at = page.section_of(finding.place.line) if path and finding.place.path == path else -1
        title = page.headings[at].name if at >= 0 else ""
        line = " ".join(_DIGEST.sub("", finding.line_text[:SHOWN]).split()) or finding.words.get("fr", "")
        key = (finding.check or finding.id, finding.place.path, title, line)
        seen[key] = seen.get(key, 0) + 1
        found.append(Found(finding, fingerprint(*key, str(seen[key]))))
    return found


def fingerprint(*parts: str) -> str:
    """The first hexadecimal digits of the SHA-256 of *parts*."""
    digits: str = sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
    return digits[:LENGTH]
