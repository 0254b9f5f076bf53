"""The baseline: findings that are known and not reported again, each by its file, named from the folder of the baseline, and its text."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Final

from assess import files
from assess.checkout import naming
from assess.model.finding import Finding, Place, Severity
from assess.reporters.report import Found, fingerprint
from assess.reporters.text import json_object

FORMAT: Final = 1
_ROW: Final = re.compile(r'"fingerprint":\s*"([^"\\]*)"')


def settled(path: str, found: list[Found], looked_at: tuple[str, ...]) -> tuple[list[Found], list[Finding]]:
    """What of *found* is not in the baseline at *path*; and a note on each entry that matches nothing any more.

    An entry may match nothing when its file was *looked at*, or is gone. Raises `FileFault`, and `ValueError`, `TypeError` or `KeyError`
    for what is no baseline.
    """
    text = files.unified(files.read(path)).decode()
    content = json.loads(text)
    if content["format"] != FORMAT:
        raise ValueError("another format")
    known = {str(row["fingerprint"]): str(row["path"]) for row in content["findings"]}
    named = naming(str(Path(path).parent))
    marks = [fingerprint(item.parts, named(item.finding.place.path)) for item in found]
    read, met = {named(name) for name in looked_at}, set(marks)
    lines = {mark: number for number, line in enumerate(text.split("\n"), 1) for mark in _ROW.findall(line)}
    gone = [
        Finding("baseline-entry-gone", Place(files.shown(path), lines.get(mark, 1)), {"found": name}, Severity.NOTE)
        for mark, name in known.items()
        if mark not in met and (name in read or not os.path.lexists(Path(path).parent / name))
    ]
    return [item for item, mark in zip(found, marks, strict=True) if mark not in known], gone


def written(path: str, items: list[Found]) -> str:
    """The baseline of *items*, to stand at *path*; the same findings give the same text, fit for version control."""
    named = naming(str(Path(path).parent))
    rows = {(name := named(item.finding.place.path), item.finding.check, fingerprint(item.parts, name)) for item in items}
    listed = [{"path": path, "check": check, "fingerprint": mark} for path, check, mark in sorted(rows)]
    return json_object({"format": FORMAT, "findings": listed}) + "\n"
