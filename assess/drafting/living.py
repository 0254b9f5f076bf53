"""The living draft: writing it again renews the passages people left alone and keeps every other byte.

What the tool showed last is known by the digest in a passage's first marker, so a text that people refused is not offered twice; what
people deleted is known by the list of passages in the front matter.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from assess.drafting import front_matter
from assess.drafting.merged import Merge
from assess.drafting.passages import Damage, Draft, Segment, digest, render_offer, render_passage, with_digest
from assess.drafting.placing import Piece, insert, people, pieces_of, place, take_out
from assess.drafting.reading import parse, split_lines
from assess.record import replace

_Fate = Literal["unchanged", "renewed", "kept", "offered", "emptied", "removed", "retired", "unknown"]


def merge(old: str | None, new: str) -> Merge:
    """The draft *old* written again as *new*, the draft freshly made; without *old*, *new* itself.

    Digests and the list of passages are computed here: those in *new* do not count. Raises `ValueError` when *old* is not a draft of the
    tool, or *new* not a sound one.
    """
    fresh = parse(new)
    if fresh.damage or not front_matter.is_draft(new):
        raise ValueError(f"the new draft is not sound: {fresh.damage}")
    if old is None:
        front = front_matter.renewed(fresh.segments[0].source, fresh.segments[0].source, fresh.passages)
        first = _merge(parse(front + "".join(segment.source for segment in fresh.segments[1:])), fresh)
        return replace(first, added=first.unchanged, unchanged=())
    if not front_matter.is_draft(old):
        raise ValueError("the old text is not a draft of the tool")
    return _merge(parse(old), fresh)


def _merge(draft: Draft, fresh: Draft) -> Merge:
    """Both drafts merged."""
    names = front_matter.listed(draft.segments[0].source)
    texts = {name: segment.text for name, segment in fresh.passages.items()}
    fates = {name: _fate(segment, texts.get(name), listed=name in (names or ())) for name, segment in draft.passages.items()}
    damaged = {damage.name for damage in draft.damage}
    known = {*(names or ()), *fates, *damaged}
    unknown = [Damage("unknown", draft.passages[name].line, name) for name in _having(fates, "unknown")]
    return Merge(
        _text(draft, fresh, fates, known),
        added=tuple(name for name in texts if name not in known),
        renewed=_having(fates, "renewed"),
        unchanged=_having(fates, "unchanged"),
        kept=_having(fates, "kept", "offered"),
        offered=_having(fates, "offered"),
        deleted=tuple(name for name in texts if fates.get(name) == "emptied" or name in known - damaged - fates.keys()),
        removed=_having(fates, "removed"),
        retired=_having(fates, "retired"),
        damage=(*([Damage("no-list", 1)] if names is None else []), *draft.damage, *unknown),
    )


def _having(fates: Mapping[str, _Fate], *wanted: _Fate) -> tuple[str, ...]:
    """The passages with one of these fates, in the order of the draft."""
    return tuple(name for name, fate in fates.items() if fate in wanted)


def _text(draft: Draft, fresh: Draft, fates: Mapping[str, _Fate], known: set[str]) -> str:
    """The text of the merged draft; passages that are not *known* are new."""
    front = draft.segments[0].source
    line_end = front_matter.line_end(front)
    texts = {name: segment.text for name, segment in fresh.passages.items()}
    pieces = _renewed(draft, texts, fates, line_end)
    model = [replace(piece, source=_passage(piece.name, texts)) if piece.name else piece for piece in pieces_of(fresh)]
    for index, piece in enumerate(model):
        if piece.name and piece.name not in known:
            place(pieces, model, index, line_end)
    body = "".join(piece.source for piece in pieces)
    if not draft.segments[-1].source.endswith("\n"):
        body = body.removesuffix("\n").removesuffix("\r")
    lasting = [name for name in front_matter.listed(front) or () if name not in texts and fates.get(name) != "removed"]
    return front_matter.renewed(front, fresh.segments[0].source, [*texts, *lasting]) + body


def _fate(segment: Segment, text: str | None, *, listed: bool) -> _Fate:
    """What becomes of a passage of the old draft when the new draft has *text* for it, or nothing."""
    if text is None:
        if not listed:
            return "unknown"
        return "removed" if segment.untouched else "retired"
    shown = digest(text)
    if digest(segment.text) == shown:
        return "unchanged"
    if segment.untouched:
        return "renewed"
    if not segment.text.strip():
        return "emptied"
    return "kept" if segment.digest == shown else "offered"


def _renewed(draft: Draft, texts: Mapping[str, str], fates: Mapping[str, _Fate], line_end: str) -> list[Piece]:
    """The pieces of the old draft, passages and offers renewed."""
    pieces: list[Piece] = []
    for segment in draft.segments[1:]:
        if segment.kind == "people":
            pieces += people(segment.source)
        elif segment.kind == "offer":
            pieces += _renewed_offer(segment, texts, fates[segment.name], line_end)
        else:
            pieces.append(_renewed_passage(segment, texts, fates[segment.name], line_end))
    pieces = take_out(pieces)
    for name, fate in fates.items():
        if fate == "offered" and not any(piece.kind == "offer" and piece.name == name for piece in pieces):
            at = next(at for at, piece in enumerate(pieces) if piece.kind == "passage" and piece.name == name)
            insert(pieces, at + 1, [_offer(name, texts, line_end)], line_end)
    return pieces


def _renewed_passage(segment: Segment, texts: Mapping[str, str], fate: _Fate, line_end: str) -> Piece:
    """The piece for a passage of the old draft."""
    if fate == "removed":
        return Piece("gone")
    source = segment.source
    if fate == "renewed":
        ending = source[len(source.rstrip("\r\n")) :]
        source = _passage(segment.name, texts).rstrip("\n").replace("\n", line_end) + ending
    elif fate in ("unchanged", "offered"):
        source = with_digest(source, digest(texts[segment.name]))
    return Piece("passage", source, segment.name)


def _renewed_offer(segment: Segment, texts: Mapping[str, str], fate: _Fate, line_end: str) -> list[Piece]:
    """The pieces for an offer of the old draft: one that people worked on loses its markers when they would be in the way."""
    if segment.untouched and fate in ("unchanged", "renewed", "removed"):
        return [Piece("gone")]
    if segment.untouched and fate == "offered":
        return [_offer(segment.name, texts, line_end)]
    if fate in ("removed", "offered"):
        return people("".join(split_lines(segment.source)[1:-1]))
    return [Piece("offer", segment.source, segment.name)]


def _offer(name: str, texts: Mapping[str, str], line_end: str) -> Piece:
    """The offer of the new text of the passage *name*."""
    return Piece("offer", (render_offer(name, texts[name]) + "\n").replace("\n", line_end), name)


def _passage(name: str, texts: Mapping[str, str]) -> str:
    """The passage *name* of the new draft, with a line end."""
    return render_passage(name, texts[name]) + "\n"
