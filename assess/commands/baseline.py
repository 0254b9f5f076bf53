"""The baseline: findings that are known and not reported again, each by its file, named from the folder of the baseline, and its text."""

from __future__ import annotations

import json
import os
import re
from typing import Final

from msgspec import Struct

from assess import files
from assess.checkout import naming
from assess.model.finding import Finding, Place, Severity
from assess.reporters.report import Found, fingerprint

FORMAT: Final = 1
_ROW: Final = re.compile(r'"fingerprint":\s*"([^"\\]*)"')


class Baseline(Struct, frozen=True):
    """The baseline at *path*."""

    path: str
    rows: dict[str, str]
    """The file of each fingerprint."""
    lines: dict[str, int]
    """The line of each, in the baseline."""

    def settled(self, found: list[Found], looked_at: tuple[str, ...]) -> tuple[list[Found], list[Finding]]:
        """What of *found* is new; and each entry that matches nothing any more, of the files *looked_at* or of one that is gone."""
        folder = os.path.dirname(self.path)  # noqa: PTH120 - one way for all paths
        named = naming(folder or ".")
        marks = [fingerprint(item.parts, named(item.finding.place.path)) for item in found]
        read, met = {named(path) for path in looked_at}, set(marks)
        left = [(mark, path) for mark, path in self.rows.items() if mark not in met]
        gone = [(mark, path) for mark, path in left if path in read or not os.path.lexists(os.path.join(folder, path))]  # noqa: PTH118
        return [item for item, mark in zip(found, marks, strict=True) if mark not in self.rows], [self._gone(*row) for row in gone]

    def _gone(self, mark: str, path: str) -> Finding:
        place = Place(files.shown(self.path), self.lines.get(mark, 1))
        return Finding("baseline-entry-gone", place, {"found": path}, Severity.NOTE)


def read(path: str) -> Baseline:
    """The baseline at *path*. Raises `FileFault`, and `ValueError`, `TypeError` or `KeyError` for anything else."""
    text = files.unified(files.read(path)).decode()
    content = json.loads(text)
    if content["format"] != FORMAT:
        raise ValueError("another format")
    lines = {mark: number for number, line in enumerate(text.split("\n"), 1) for mark in _ROW.findall(line)}
    return Baseline(path, {str(row["fingerprint"]): str(row["path"]) for row in content["findings"]}, lines)


def written(path: str, items: list[Found]) -> str:
    """The baseline of *items*, to stand at *path*; the same findings give the same text, fit for version control."""
    named = naming(os.path.dirname(path) or ".")  # noqa: PTH120 - one way for all paths
    rows = {(name := named(item.finding.place.path), item.finding.check, fingerprint(item.parts, name)) for item in items}
    listed = [{"path": path, "check": check, "fingerprint": mark} for path, check, mark in sorted(rows)]
    body = ",".join(f"\n  {json.dumps(row, ensure_ascii=False)}" for row in listed) + ("\n " if listed else "")
    return f'{{\n "format": {FORMAT},\n "findings": [{body}]\n}}\n'
