"""What `assess check` has to report, whatever the format."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from hashlib import sha256
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from assess.model.finding import Finding, Severity

SEVERITIES: Final = (Severity.ERROR, Severity.WARNING, Severity.NOTE)
MORE: Final = "more-findings"
"""The finding that stands for more of a kind."""
MOST: Final = 100
"""How many findings of one kind are shown for a file."""


class Found(Struct, frozen=True):
    """A finding, what it is known by, and, where it is waived, why and until when."""

    finding: Finding
    fingerprint: str
    """The same as long as the text of its line, its section and its file are: it does not depend on line numbers."""
    reason: str = ""
    until: str = ""
    parts: tuple[str, str, str, str] = ("", "", "", "")
    """What its fingerprint is made of beside its path: its check, the title it stands under, its line, and which of several it is."""

    @property
    def count(self) -> int:
        """How many findings it stands for."""
        return int(self.finding.values["count"]) if self.finding.id == MORE else 1


def fingerprint(parts: tuple[str, str, str, str], path: str) -> str:
    """What the finding of these *parts* is known by when its file is named *path*."""
    check, *rest = parts
    return sha256("\0".join((check, path, *rest)).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def placed(item: Found, named: Callable[[str], str]) -> Found:
    """*item* with its file as *named* names it."""
    path = named(item.finding.place.path)
    return replace(item, finding=item.finding.at(path), fingerprint=fingerprint(item.parts, path))


def capped(items: Iterable[Found]) -> list[Found]:
    """*items*, in order; of each kind in each file the first ones, and one that says how many more there are."""
    shown: list[Found] = []
    kinds: dict[tuple[str, str, Severity], list[int]] = {}
    for item in items:
        kind = item.finding.check or item.finding.id
        at = kinds.setdefault((item.finding.place.path, kind, item.finding.severity), [])
        if len(at) <= MOST:
            at.append(len(shown))
            shown.append(item)
        else:
            last = shown[at[-1]]
            shown[at[-1]] = replace(last, finding=more(last.finding, kind, last.count + item.count))
    return shown


def more(finding: Finding, kind: str, count: int) -> Finding:
    """What stands for *count* findings of a *kind*, the first or the last of which is *finding*."""
    return Finding(MORE, finding.place, {"count": str(count), "kind": kind}, finding.severity, check=finding.check)


class Rule(Struct, frozen=True):
    """A check, for the formats that list them."""

    id: str
    severity: Severity
    title: dict[str, str]
    what: dict[str, str]
    page: dict[str, str]
    """Its page as Markdown."""


class Report(Struct, frozen=True):
    """The outcome of a run; paths are with `/`."""

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
    fail_on: str = "error"
    """The severity from which the run fails, or `never`."""
    show_waived: bool = False
    """Whether what is waived is in the formats in which it would be taken for something to do."""

    @property
    def failing(self) -> tuple[Severity, ...]:
        """The severities that make the run fail."""
        return next((SEVERITIES[: at + 1] for at, severity in enumerate(SEVERITIES) if severity.value == self.fail_on), ())

    def count(self, severity: Severity) -> int:
        """How many findings of *severity* there are."""
        return sum(item.count for item in self.found if item.finding.severity is severity)
