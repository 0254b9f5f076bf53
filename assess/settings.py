"""The settings of a run: the command line over `assess.toml` (or `[tool.assess]` of `pyproject.toml`) over the environment."""

from __future__ import annotations

import os
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

from msgspec import Struct

from assess import files
from assess.loading.reader import day_of
from assess.model.constants import LANGUAGES
from assess.model.finding import Finding, Place, Severity
from assess.yaml_source.nearest import nearest

KNOWN: dict[str, type] = {"rubric": str, "lang": str, "templates": str, "as-of": str, "jobs": int, "checks": str}
_MOST_JOBS = 64


class Settings(Struct, frozen=True):
    """What a file of settings says; empty where it says nothing. Paths are relative to *base*, the folder of that file."""

    rubric: str = ""
    lang: str = ""
    templates: str = ""
    as_of: str = ""
    jobs: int = 0
    checks: str = ""
    """A folder of checks of one’s own."""
    base: Path | None = None
    findings: tuple[Finding, ...] = ()

    @property
    def sound(self) -> bool:
        """Whether the file has no fault: what it says cannot be taken for what is meant when it has."""
        return not any(finding.severity is Severity.ERROR for finding in self.findings)


def settings_for(path: Path) -> Settings:
    """The settings beside or above the file or folder *path*: the nearest `assess.toml`, or `pyproject.toml` with `[tool.assess]`."""
    start = path if path.is_dir() else path.parent
    try:
        start = start.resolve()
    except OSError:
        return Settings()
    for folder in (start, *start.parents):
        for name in ("assess.toml", "pyproject.toml"):
            found = folder / name
            if os.path.lexists(found) and (settings := read(found)) is not None:
                return settings
    return Settings()


def read(path: Path) -> Settings | None:
    """The settings of the file *path*; None for a `pyproject.toml` that has none."""
    shared = path.name == "pyproject.toml"
    try:
        text = files.unified(files.read(path)).decode()
        if shared and "assess" not in text:
            return None
        content: dict[str, Any] = tomllib.loads(text)
    except files.FileFault as fault:
        return _unread(Finding(fault.message, Place(str(path)), fault.values))
    except (ValueError, RecursionError) as error:
        return _unread(Finding("setting-unreadable", Place(str(path)), {"reason": str(error)}))
    if not shared:
        return _checked(path, text, content)
    tools = content.get("tool")
    own = tools.get("assess") if isinstance(tools, dict) else None
    if own is None:
        return None
    return _checked(path, text, own) if isinstance(own, dict) else _unread(_finding("setting-wrong", path, text, "assess", ""))


def _unread(finding: Finding) -> Settings:
    return Settings(findings=(finding,))


def _checked(path: Path, text: str, content: dict[str, Any]) -> Settings:
    findings = []
    kept: dict[str, Any] = {}
    for name, value in content.items():
        if name not in KNOWN:
            findings.append(_finding("setting-unknown", path, text, name, nearest(name, KNOWN)))
        elif not _right(name, value):
            findings.append(_finding("setting-wrong", path, text, name, ""))
        else:
            kept[name.replace("-", "_")] = str(value) if KNOWN[name] is str else value  # a date need not stand in quotation marks
    return Settings(**kept, base=path.parent, findings=tuple(findings))


def _right(name: str, value: Any) -> bool:
    """Whether *value* can be the value of the setting *name*."""
    if name == "jobs":
        return type(value) is int and 1 <= value <= _MOST_JOBS
    if not isinstance(value, str) or not value:
        return name == "as-of" and type(value) is date
    if name == "as-of":
        day = day_of(value)
        return day is not None and day.ordinal > 0
    return name != "lang" or value[:2].lower() in LANGUAGES


def _finding(message: str, path: Path, text: str, name: str, near: str) -> Finding:
    for number, line in enumerate(text.splitlines(), 1):
        if line.split("=")[0].strip().strip("\"'") == name:
            column = line.index(name) + 1
            return Finding(
                message,
                Place(str(path), number, column),
                {"found": name},
                line_text=line,
                length=len(name),
                nearest=near,
            )
    return Finding(message, Place(str(path)), {"found": name}, nearest=near)
