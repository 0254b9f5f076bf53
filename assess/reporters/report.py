"""What `assess check` has to report, whatever the format."""

from __future__ import annotations

from msgspec import Struct

from assess.model.finding import Finding, Severity


class Found(Struct, frozen=True):
    """A finding, what it is known by, and, where it is waived, why and until when."""

    finding: Finding
    fingerprint: str
    """The same as long as the text of its line, its section and its file are: it does not depend on line numbers."""
    reason: str = ""
    until: str = ""


class Rule(Struct, frozen=True):
    """A check, for the formats that list them."""

    id: str
    severity: Severity
    title: dict[str, str]
    what: dict[str, str]
    page: dict[str, str]
    """Its page as Markdown."""


class Report(Struct, frozen=True):
    """The outcome of a run; paths are relative to the working directory, with `/`."""

    found: tuple[Found, ...]
    """In order of place."""
    waived: tuple[Found, ...]
    known: int
    """How many findings were left out as the baseline has them."""
    files: tuple[str, ...]
    """What was looked at, in order."""
    rules: tuple[Rule, ...]
    version: str
    lang: str
    failing: tuple[Severity, ...] = (Severity.ERROR,)
    """The severities that make the run fail."""

    def count(self, severity: Severity) -> int:
        """How many findings of *severity* there are."""
        return sum(item.finding.severity is severity for item in self.found)
