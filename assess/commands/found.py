"""What the files are that are given or found in folders: drafts, proposals or something else; and their names as people see them."""

from __future__ import annotations

import os
import re
from pathlib import Path

from assess import files
from assess.loading.proposal import looks_like_proposal
from assess.model.finding import Finding, Place
from assess.study.front_matter import is_draft, keys, split
from assess.yaml_source.document import Document, read_bytes
from assess.yaml_source.unseen import composed

ENDING = ".impact-study.md"
"""So ends the name of a draft unless another is chosen."""
_AS_OURS = re.compile(r"(?i) {0,3}<!--\s*assess\s*:\s*(?:(?:begin|offer)\s+[\w.:-]+\s+[0-9a-f]{12}|end(?:-offer)?\s+[\w.:-]+)\s*-->")
"""A marker of ours but for capitals and spaces."""


def found_proposal(path: str) -> Document | None:
    """The file *path*, found in a folder, when it is a proposal. Raises `FileFault` when it cannot be read and may be one."""
    try:
        data = files.read(path)
    except files.FileFault as fault:
        if fault.message == "file-too-large" and not _says_so(files.head(path, files.MAX_BYTES)):
            return None
        raise
    plain = data.replace(b"\0", b"")  # of UTF-16 too
    if b"technology" not in plain or b"format" not in plain:
        return None
    document = read_bytes(data, files.shown(path))
    return document if looks_like_proposal(document) or (not document.text and _says_so(data)) else None


def _says_so(data: bytes) -> bool:
    """Whether *data*, too large to be read as YAML, says that it is a proposal."""
    return len(set(re.findall(rb"^[^\w\s]*(format|technology)\W*:", data, re.MULTILINE))) > 1


def proposal_of(path: str, text: str) -> str:
    """The path of the proposal that the draft *text* at *path* names; empty when it names none."""
    named = keys(split(text)[0]).get("proposal", "")
    return files.actual(os.path.normpath(os.path.join(os.path.dirname(path), named))) if named else ""  # noqa: PTH118, PTH120 - `..` as written


def relative(path: str, target: str) -> str:
    """*path* as the draft *target* names it: relative to its folder where that can be, with `/`."""
    if target == "-":
        return files.shown(path)
    try:
        return files.shown(os.path.relpath(path, Path(target).parent))
    except ValueError:  # on another drive
        return files.shown(Path(path).absolute())


def is_ours(path: str, text: str) -> bool:
    """Whether the file *path* is a draft, be its front matter damaged: its front matter, its name or its markers say so."""
    return is_draft(text) or path.lower().endswith(ENDING) or bears_markers(text)


def bears_markers(text: str) -> bool:
    """Whether markers of ours stand in *text* as such: a page may show them in code."""
    if "assess" not in text.lower():
        return False
    from assess.study.passages import parse  # scores have no drafts to take apart

    draft, lines = parse(text), text.split("\n")
    faults = {damage.fault for damage in draft.damage if damage.fault != "malformed" or _AS_OURS.match(lines[damage.line - 1])}
    return bool(draft.passages or faults - {"in-code"})


def draft_given(path: str, document: Document) -> Finding | None:
    """What to say of *document*, given as a proposal at *path*, when it is a draft."""
    if looks_like_proposal(document) or not is_ours(path, document.text):
        return None
    found = proposal_of(path, document.text)
    return Finding("draft-given" if found else "draft-given-unnamed", Place(document.path), {"found": files.shown(found)})


def told_apart(*names: str) -> list[str]:
    """*names* with codes for their accents, spaces and signs when they look the same."""
    if len({composed(name, "NFKC") for name in names}) == len(names):
        return list(names)
    return ["".join(sign if sign.isascii() or sign.isalnum() else f"<U+{ord(sign):04X}>" for sign in name) for name in names]
