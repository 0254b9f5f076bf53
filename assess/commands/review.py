"""`assess review`: what someone who read a proposal, or its draft, says of it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from collections.abc import Sequence as AnySequence
from datetime import date
from hashlib import sha256

from assess import files
from assess.commands.found import is_ours, proposal_of
from assess.commands.session import Read, Session, complain, refused, today_or
from assess.loading.proposal import KEYS
from assess.loading.state import REVIEWS, state
from assess.messages import say
from assess.model.constants import OPINIONS
from assess.model.exit_codes import DONE
from assess.model.finding import Finding, Place
from assess.sheets.choices import written
from assess.study.front_matter import keys, split
from assess.terminal import paint
from assess.yaml_source.document import read_bytes
from assess.yaml_source.editing import NotEdited, edited
from assess.yaml_source.nodes import Mapping, Sequence
from assess.yaml_source.source import line_start


def review(session: Session, file: str, by: str, opinion: str, role: str, reservations: str, today: str) -> int:  # noqa: PLR0913, PLR0917 - its options
    """Enter in the proposal that *file* is, or is the draft of, the *opinion* of someone. Gives the exit code."""
    lang = session.lang(file)
    day, wrong = today_or(today, "--today")
    by, role, reservations = (written(text).strip() for text in (by, role, reservations))
    if not by:
        wrong.append(Finding("review-who", Place("--by")))
    if opinion != OPINIONS[0] and not reservations:
        wrong.append(Finding("review-why", Place("--reservations")))
    try:
        path, of_draft = _proposal(file)
        wrong += of_draft
        read = session.read(path)
        if wrong or read.proposal is None:
            return refused([*wrong, *read.findings], lang)
        entry = {
            "who": by,
            "role": role,
            "date": date.fromordinal(day).isoformat(),
            "digest": "?",
            "opinion": opinion,
            "reservations": reservations,
        }
        return _entered(read, path, {key: text for key, text in entry.items() if text}, lang)
    except files.FileFault as fault:
        return refused([fault.finding], lang)


def _proposal(file: str) -> tuple[str, AnySequence[Finding]]:
    """The proposal that *file* is, or is the draft of; and why the draft cannot be signed. Raises `FileFault`."""
    text = files.unified(files.read(file)).decode("utf-8", "replace")
    if not is_ours(file, text):
        return file, []
    found = proposal_of(file, text)
    if not found:
        return file, [Finding("review-no-proposal", Place(files.shown(file)))]
    made_of = keys(split(text)[0]).get("sha256", "")
    known = {sha256(before.encode(errors="surrogatepass")).hexdigest() for before in _before_reviews(found)}
    return found, [] if made_of in known else [Finding("review-draft-stale", Place(files.shown(file)))]


def _before_reviews(path: str) -> Iterator[str]:
    """The text of the proposal *path*, and that before each of the reviews at its end: others may have signed the same draft."""
    document = read_bytes(files.read(path), path)
    text, root = document.text, document.root
    yield text
    if isinstance(root, Mapping) and [*root][-1:] == [REVIEWS] and isinstance(reviews := root[REVIEWS], Sequence):
        starts = [root.key_mark(REVIEWS), *(reviews.mark(index) for index in range(1, len(reviews)))]
        for before in (text[: line_start(text, mark.index)] for mark in starts):
            yield from (before, before.removesuffix("\n"))


def _entered(read: Read, path: str, entry: dict[str, str], lang: str) -> int:
    """Add *entry*, once, to the reviews of the proposal *path*. Raises `FileFault`."""
    complain(read.findings, lang)
    data = files.read(path)
    root = read_bytes(data, read.path).root
    there = root.get(REVIEWS) if isinstance(root, dict) else None
    known = there if isinstance(there, list) else []
    full = entry | {"digest": state(root)}
    new = not any(isinstance(one, dict) and dict(one) == full for one in known)
    try:
        text = edited(data.decode("utf-8"), [((REVIEWS, len(known)), full)] if new else [], (*KEYS, *full))
    except NotEdited:
        return refused([Finding("review-not-edited", Place(read.path))], lang)
    files.rewrite(path, lambda _: text.encode(), data)
    paint([((say("review-written" if new else "review-there", lang, {"path": read.path, "who": entry["who"]}), ""),)], sys.stderr)
    return DONE
