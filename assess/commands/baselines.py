"""Baselines on the disk: the findings of a day, that later runs leave out."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from assess import files
from assess.model.finding import Finding, Place
from assess.reporters.report import Found

if TYPE_CHECKING:
    from assess.commands.check import Options

FORMAT = 1


def settled(options: Options, found: list[Found]) -> tuple[set[str], list[Finding]]:
    """The fingerprints to leave out, once the baseline asked for is written; and what is wrong with the one given."""
    if options.write_baseline:
        files.replace(options.write_baseline, written(found).encode())
        return {item.fingerprint for item in found}, []
    if not options.baseline:
        return set(), []
    try:
        return _read(files.read(options.baseline)), []
    except files.FileFault as fault:
        return set(), [Finding(fault.message, Place(files.shown(options.baseline)), fault.values)]
    except (ValueError, TypeError, KeyError):
        return set(), [Finding("baseline-unreadable", Place(files.shown(options.baseline)))]


def written(found: list[Found]) -> str:
    """The baseline that holds *found*; the same findings give the same text, so that it can be kept under version control."""
    rows = sorted({(item.finding.place.path, item.finding.check, item.fingerprint) for item in found})
    listed = [{"path": path, "check": check, "fingerprint": fingerprint} for path, check, fingerprint in rows]
    lines = ",\n".join("  " + json.dumps(row, ensure_ascii=False) for row in listed)
    return f'{{\n "format": {FORMAT},\n "findings": [\n{lines}\n ]\n}}\n' if lines else f'{{\n "format": {FORMAT},\n "findings": []\n}}\n'


def _read(data: bytes) -> set[str]:
    """The fingerprints of a baseline. Raises `ValueError`, `TypeError` or `KeyError` for anything else."""
    content = json.loads(data.decode())
    if content["format"] != FORMAT:
        raise ValueError("another format")
    return {str(row["fingerprint"]) for row in content["findings"]}
