"""The settings of a run: the command line over `assess.toml` (or `[tool.assess]` of `pyproject.toml`) over the environment."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from msgspec import Struct

from assess.checkout import outside
from assess.model.finding import Finding, Place, Severity
from assess.yaml_source.nearest import nearest
from assess.yaml_source.source import Source, unified
from assess.yaml_source.unseen import cleaned

KNOWN: dict[str, type] = {"rubric": str, "lang": str, "templates": str, "as-of": str, "jobs": int, "checks": str}


_PATHS = ("rubric", "templates", "checks")


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
            if found.is_file() and (settings := read(found)) is not None:
                return _refused(found) if outside(found) else settings
    return Settings()


def _refused(path: Path) -> Settings:
    """What is said of a file of settings outside of the checkout: one that a link leads to is a fault, one above is not ours."""
    severity = Severity.ERROR if path.is_symlink() else Severity.WARNING
    return Settings(findings=(Finding("file-outside", Place(str(path)), severity=severity),))


def read(path: Path) -> Settings | None:
    """The settings of the file *path*; None for a `pyproject.toml` that has none."""
    try:
        text = path.read_text(encoding="utf-8")
        if path.name == "pyproject.toml" and "tool.assess" not in text:
            return None
        import tomllib  # most runs have no settings

        content: dict[str, Any] = tomllib.loads(text)
    except (OSError, ValueError) as error:
        if path.name == "pyproject.toml":
            return None
        return Settings(findings=(_unreadable(path, error),))
    if path.name == "pyproject.toml":
        own = content.get("tool", {}).get("assess")
        return _checked(path, text, own) if isinstance(own, dict) else None
    return _checked(path, text, content)


def _checked(path: Path, text: str, content: dict[str, Any]) -> Settings:
    findings = []
    kept: dict[str, Any] = {}
    for name, value in content.items():
        kind = KNOWN.get(name)
        if kind is None:
            findings.append(_finding("setting-unknown", path, text, name, nearest(cleaned(name), KNOWN)))
        elif not isinstance(value, kind) or isinstance(value, bool):
            findings.append(_finding("setting-wrong", path, text, name, ""))
        elif name in _PATHS and outside(path.parent / str(value)):
            findings.append(_finding("setting-outside", path, text, name, ""))
        else:
            kept[name.replace("-", "_")] = value
    return Settings(**kept, base=path.parent, findings=tuple(findings))


def _unreadable(path: Path, error: Exception) -> Finding:
    """What to say of the file *path*, which is no TOML: the *error* says where."""
    at = re.search(r" \(at line (\d+), column (\d+)\)$", str(error))
    text = unified(path.read_text(encoding="utf-8")) if at else ""
    start = sum(map(len, text.splitlines(keepends=True)[: int(at[1]) - 1])) + int(at[2]) - 1 if at else 0
    return Source(str(path), text).finding("setting-unreadable", start, values={"reason": str(error)[: at.start() if at else None]})


def _finding(message: str, path: Path, text: str, name: str, near: str) -> Finding:
    key = re.search(rf"""(?m)^[ \t"']*({re.escape(name)})[ \t"']*=""", text)
    start = key.start(1) if key else len(text)
    return Source(str(path), text if key else "").finding(message, start, len(name), values={"found": name}, nearest=near)
