"""The settings of a run: the command line over `assess.toml` (or `[tool.assess]` of `pyproject.toml`) over the environment."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from msgspec import Struct

from assess import files
from assess.checkout import outside
from assess.loading.reader import NO_DAY, day_of
from assess.model.constants import LANGUAGES
from assess.model.finding import Finding, Place, Severity
from assess.yaml_source.nearest import nearest
from assess.yaml_source.source import Source
from assess.yaml_source.unseen import cleaned


def _text(value: Any) -> bool:
    return isinstance(value, str) and value != ""


def _texts(value: Any) -> bool:
    return isinstance(value, list) and all(map(_text, value))


KNOWN: dict[str, Callable[[Any], bool]] = {
    "rubric": _text,
    "lang": lambda value: _text(value) and value[:2].lower() in LANGUAGES,
    "templates": _text,
    "as-of": lambda value: type(value) is date or (_text(value) and (day_of(value) or NO_DAY).ordinal > 0),
    "jobs": lambda value: type(value) is int and 1 <= value <= 64,  # noqa: PLR2004 - as `--jobs`
    "checks": _text,
    "law": _texts,
}
"""What a setting may be; a date need not stand in quotation marks."""


_PATHS = ("rubric", "templates", "checks", "law")
_MAY_BE_OURS = rb"""(?m)\btool[\s"']*\.[\s"']*assess\b|^\s*\[\s*["']?tool["']?\s*\]|^\s*["']?tool["']?\s*="""
"""The ways to write `tool.assess`: other files need not be read."""


class Settings(Struct, frozen=True):
    """What a file of settings says; empty where it says nothing. Paths are relative to *base*, the folder of that file."""

    rubric: str = ""
    lang: str = ""
    templates: str = ""
    as_of: str = ""
    jobs: int = 0
    checks: str = ""
    """A folder of checks of one’s own."""
    law: tuple[str, ...] = ()
    """Folders of law entries of one’s own, which add to those of the rubric or override them."""
    base: Path | None = None
    findings: tuple[Finding, ...] = ()


def settings_for(path: Path) -> Settings:
    """The settings beside or above the file or folder *path*: the nearest `assess.toml`, or `pyproject.toml` with `[tool.assess]`."""
    start = path if files.is_folder(path) else path.parent
    try:
        start = start.resolve()
    except OSError:
        return Settings()
    for folder in (start, *start.parents):
        for name in ("assess.toml", "pyproject.toml"):
            found = folder / name
            if os.path.lexists(found) and (settings := _refused(found) if outside(found) else read(found)) is not None:
                return settings
    return Settings()


def _refused(path: Path) -> Settings | None:
    """What is said of settings outside of the checkout: those that a link leads to are a fault, those above are not ours."""
    if not path.is_file():
        return None
    with path.open("rb") as file:
        if path.name == "pyproject.toml" and b"tool.assess" not in file.read(files.MAX_BYTES):
            return None
    severity = Severity.ERROR if path.is_symlink() else Severity.WARNING
    return Settings(findings=(Finding("file-outside", Place(str(path)), severity=severity),))


def read(path: Path) -> Settings | None:
    """The settings of the file *path*; None for a `pyproject.toml` that has none."""
    shared = path.name == "pyproject.toml"
    data = b""
    try:
        data = files.unified(files.read(path))
        if shared and not re.search(_MAY_BE_OURS, data):
            return None
        import tomllib  # most runs have no settings

        text = data.decode()
        content: dict[str, Any] = tomllib.loads(text)
    except files.FileFault as fault:
        return Settings(findings=(Finding(fault.message, Place(str(path)), fault.values),))
    except (ValueError, RecursionError) as error:
        return Settings(findings=(_unreadable(path, data.decode(errors="replace"), error),))
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
            findings.append(_finding("setting-unknown", path, text, name, nearest(cleaned(name), KNOWN)))
        elif not right(value):
            findings.append(_finding("setting-wrong", path, text, name, ""))
        elif name in _PATHS and any(outside(path.parent / one) for one in (value if isinstance(value, list) else [value])):
            findings.append(_finding("setting-outside", path, text, name, ""))
        else:
            kept[name.replace("-", "_")] = str(value) if type(value) is date else tuple(value) if isinstance(value, list) else value
    return Settings(**kept, base=path.parent, findings=tuple(findings))


def _unreadable(path: Path, text: str, error: Exception) -> Finding:
    """What to say of *text*, that of the file *path*, which is no TOML: the *error* says where."""
    at = re.search(r" \(at line (\d+), column (\d+)\)$", str(error))
    start = sum(map(len, text.splitlines(keepends=True)[: int(at[1]) - 1])) + int(at[2]) - 1 if at else 0
    reason = {"reason": str(error)[: at.start() if at else None]}
    return Source(str(path), text if at else "").finding("setting-unreadable", start, values=reason)


def _finding(message: str, path: Path, text: str, name: str, near: str) -> Finding:
    key = re.search(rf"""(?m)^[ \t"']*({re.escape(name)})[ \t"']*=""", text)
    start = key.start(1) if key else len(text)
    return Source(str(path), text if key else "").finding(message, start, len(name), values={"found": name}, nearest=near)
