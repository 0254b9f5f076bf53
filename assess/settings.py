"""The settings of a run: the command line over `assess.toml` (or `[tool.assess]` of `pyproject.toml`) over the environment."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from msgspec import Struct

from assess import files
from assess.loading.reader import NO_DAY, day_of
from assess.model.constants import LANGUAGES
from assess.model.finding import Finding, Place
from assess.yaml_source.nearest import nearest


def _text(value: Any) -> bool:
    return isinstance(value, str) and value != ""


KNOWN: dict[str, Callable[[Any], bool]] = {
    "rubric": _text,
    "lang": lambda value: _text(value) and value[:2].lower() in LANGUAGES,
    "templates": _text,
    "as-of": lambda value: type(value) is date or (_text(value) and (day_of(value) or NO_DAY).ordinal > 0),
    "jobs": lambda value: type(value) is int and 1 <= value <= 64,  # noqa: PLR2004 - as `--jobs`
    "checks": _text,
}
"""What a setting may be; a date need not stand in quotation marks."""


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
        data = files.unified(files.read(path))
        if shared and b"assess" not in data:
            return None
        import tomllib  # most runs have no settings

        text = data.decode()
        content: dict[str, Any] = tomllib.loads(text)
    except files.FileFault as fault:
        return Settings(findings=(Finding(fault.message, Place(str(path)), fault.values),))
    except (ValueError, RecursionError) as error:
        return Settings(findings=(Finding("setting-unreadable", Place(str(path)), {"reason": str(error)}),))
    tools = content.get("tool") if shared else {"assess": content}
    own = tools.get("assess") if isinstance(tools, dict) else None
    if isinstance(own, dict):
        return _checked(path, text, own)
    return Settings(findings=(_finding("setting-wrong", path, text, "assess", ""),)) if own is not None else None


def _checked(path: Path, text: str, content: dict[str, Any]) -> Settings:
    findings = []
    kept: dict[str, Any] = {}
    for name, value in content.items():
        right = KNOWN.get(name)
        if right is None:
            findings.append(_finding("setting-unknown", path, text, name, nearest(name, KNOWN)))
        elif not right(value):
            findings.append(_finding("setting-wrong", path, text, name, ""))
        else:
            kept[name.replace("-", "_")] = str(value) if type(value) is date else value
    return Settings(**kept, base=path.parent, findings=tuple(findings))


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
