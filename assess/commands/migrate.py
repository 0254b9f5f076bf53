"""`assess migrate`: proposals brought up to the present rubric, in place."""

from __future__ import annotations

import sys
from difflib import unified_diff

from assess import files
from assess.commands.found import draft_given, found_proposal
from assess.commands.many import barren, candidates
from assess.commands.session import Session, complain, refused
from assess.loading.migration import migrated
from assess.messages import say
from assess.model.constants import LANGUAGES
from assess.model.exit_codes import DONE, INVALID
from assess.model.finding import Severity, is_fault
from assess.reporters.visible import inert
from assess.yaml_source.document import read_bytes


def migrate(session: Session, paths: list[str], *, dry_run: bool) -> int:
    """Edit the proposals of *paths*; with *dry_run*, print the differences and leave the files. Gives the exit code."""
    seen: list[str] = []
    found, told = candidates(paths)
    complain(told, session.lang())
    code = INVALID if any(map(is_fault, told)) else DONE
    for path, named in found:
        try:
            if not named and found_proposal(path) is None:
                continue
            seen.append(path)
            code = max(code, _one(session, path, files.read(path), dry_run=dry_run))
        except files.FileFault as fault:
            complain([fault.finding], session.lang(path))
            code, seen = INVALID, [*seen, path]
    complain(barren("no-proposal", paths, seen), session.lang())
    return code if seen else INVALID


def _one(session: Session, path: str, data: bytes, *, dry_run: bool) -> int:
    lang, document = session.lang(path), read_bytes(data, files.shown(path))
    if draft := draft_given(path, document):
        return refused([draft], lang)
    method = session.method(document, session.settings(path)) if document.valid and document.root is not None else None
    if method is None:
        return refused([*session.told(), *(finding for finding in document.findings if finding.severity is Severity.ERROR)], lang)
    rubric = method.evaluator.rubric
    root = document.root
    written_in = root.get("language") if isinstance(root, dict) else None
    note_lang = written_in if written_in in LANGUAGES else "fr"
    text, shown, named = data.decode(), files.shown(path), f"{rubric.id} {rubric.version}"
    made = migrated(text, shown, method.names, named, str(note_lang))
    if dry_run:
        sys.stdout.write(inert(_difference(text, made.text, shown)))
    elif made.text != text:
        files.rewrite(path, lambda _: made.text.encode(), data)
    told = [f"{shown}:{item.line}: {say(item.message, lang, item.values)}" for item in made.moved]
    if not made.moved and not made.left:
        told = [say("moved-nothing", lang, {"path": shown, "rubric": named})]
    sys.stderr.write(inert("".join(f"{line}\n" for line in told)))
    complain(made.left, lang)
    return INVALID if made.left else DONE


def _difference(old: str, new: str, path: str) -> str:
    """What would change, as a unified diff; nothing when nothing would."""
    lines = unified_diff(old.splitlines(keepends=True), new.splitlines(keepends=True), path, path)
    return "".join(line if line.endswith("\n") else line + "\n\\ No newline at end of file\n" for line in lines)
