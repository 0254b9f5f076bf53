"""The living draft: writing it again renews the passages people left alone and keeps every other byte.

What the tool showed last is known by the digest in a passage's first marker, so a text that people refused is not offered twice; what
people deleted is known by the list of passages in the front matter.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Literal

from msgspec.structs import replace

from assess.study import front_matter
from assess.study import retired_passages as keeping
from assess.study.merge_report import Merge
from assess.study.passage_placement import Piece, insert, people, pieces_of, place, take_out
from assess.study.passages import Damage, Draft, Segment, digest, render_offer, render_passage, with_digest
from assess.study.reading import parse, split_lines

_Fate = Literal["unchanged", "renewed", "kept", "offered", "emptied", "removed", "retired", "taken", "unknown"]


def merge(old: str | None, new: str, take: Collection[str] = ()) -> Merge:
    """The draft *old* written again as *new*, the draft freshly made; without *old*, *new* itself.

    The passages *take* get the tool's text, even those that people changed or deleted; what people wrote there stays beside it.
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
    return _merge(parse(old), fresh, take)


def _merge(draft: Draft, fresh: Draft, take: Collection[str] = ()) -> Merge:
    """Both drafts merged."""
    names = front_matter.listed(draft.segments[0].source)
    texts = {name: segment.text for name, segment in fresh.passages.items()}
    fates = {name: _fate(segment, texts.get(name), listed=name in (names or ())) for name, segment in draft.passages.items()}
    damaged = {damage.name for damage in draft.damage}
    missing = {name for name in take if name in texts and name not in fates and not _lost(name, draft)}
    known = {*(names or ()), *fates, *damaged} - missing
    asked: dict[str, _Fate] = {name: "taken" if name in take and fate in _CHANGED else fate for name, fate in fates.items()}
    text = _text(draft, fresh, asked, known)
    if not _sound(text, draft, asked):  # code that people left open would swallow what is moved: everything stays where it is
        asked, text = fates, _text(draft, fresh, fates, known, moving=False)
    fates = asked
    unknown = [Damage("unknown", draft.passages[name].line, name) for name in _having(fates, "unknown")]
    return Merge(
        text,
        added=tuple(name for name in texts if name not in known),
        renewed=_having(fates, "renewed"),
        unchanged=_having(fates, "unchanged"),
        kept=_having(fates, "kept", "offered"),
        offered=_having(fates, "offered"),
        deleted=tuple(name for name in texts if fates.get(name) == "emptied" or name in known - damaged - fates.keys()),
        removed=_having(fates, "removed"),
        retired=_having(fates, "retired"),
        taken=(*_having(fates, "taken"), *sorted(missing & {*(names or ())})),
        damage=(*([Damage("no-list", 1)] if names is None else []), *draft.damage, *unknown),
    )


def _lost(name: str, draft: Draft) -> bool:
    """Whether the passage *name* stands in *draft* with markers that cannot be used: damaged, or in code that people left open."""
    return any(segment.kind == "people" and f"assess:begin {name} " in segment.source for segment in draft.segments)


_CHANGED = ("kept", "offered", "emptied")


def _sound(text: str, draft: Draft, fates: Mapping[str, _Fate]) -> bool:
    """Whether *text* still has every passage of *draft* that stays, and no marker more that cannot be used."""
    if not any(fate in ("retired", "taken") for fate in fates.values()):
        return True
    made = parse(text)
    stay = {name for name, fate in fates.items() if fate != "removed"}
    return stay <= made.passages.keys() and len(made.damage) <= len(draft.damage)


def _having(fates: Mapping[str, _Fate], *wanted: _Fate) -> tuple[str, ...]:
    """The passages with one of these fates, in the order of the draft."""
    return tuple(name for name, fate in fates.items() if fate in wanted)


def _text(draft: Draft, fresh: Draft, fates: Mapping[str, _Fate], known: set[str], *, moving: bool = True) -> str:
    """The text of the merged draft; passages that are not *known* are new. With *moving*, those retired go under their heading."""
    front = draft.segments[0].source
    line_end, lang = front_matter.line_end(front), front_matter.keys(fresh.segments[0].source).get("lang", "fr")
    texts = {name: segment.text for name, segment in fresh.passages.items()}
    retired = [draft.passages[name] for name in _having(fates, "retired") if moving and keeping.to_retire(draft.passages[name])]
    back = {name for name in _having(fates, "kept", "offered", "taken") if moving and draft.passages[name].digest == keeping.RETIRED}
    pieces = _renewed(draft, texts, fates, line_end, gone={*back, *(segment.name for segment in retired)})
    model = [replace(piece, source=_passage(piece.name, texts)) if piece.name else piece for piece in pieces_of(fresh)]
    for index, piece in enumerate(model):
        if piece.name and piece.name not in known - back:
            place(pieces, model, index, line_end)
    for name in back:  # to the byte as people left it, once its place is found
        at = next(at for at, piece in enumerate(pieces) if piece.kind == "passage" and piece.name == name)
        ending = pieces[at].source[len(pieces[at].source.rstrip("\r\n")) :]
        pieces[at] = _renewed_passage(draft.passages[name], texts, fates[name], line_end)
        pieces[at] = replace(pieces[at], source=pieces[at].source.rstrip("\r\n") + ending)
    _beside(pieces, draft, texts, fates, lang, line_end)
    keeping.retire(pieces, retired, lang, line_end)
    body = "".join(piece.source for piece in (keeping.without_empty_heading(pieces) if back else pieces))
    if not draft.segments[-1].source.endswith("\n"):
        body = body.removesuffix("\n").removesuffix("\r")
    lasting = [name for name in front_matter.listed(front) or () if name not in texts and fates.get(name) != "removed"]
    return front_matter.renewed(front, fresh.segments[0].source, [*texts, *lasting]) + body


def _beside(pieces: list[Piece], draft: Draft, texts: Mapping[str, str], fates: Mapping[str, _Fate], lang: str, line_end: str) -> None:
    """Put new texts beside the passages that people keep, and people's wording beside those they let go."""
    for name, fate in fates.items():
        if fate == "taken":
            block = keeping.replaced(draft.passages[name], lang, line_end)
        elif fate == "offered" and not any(piece.kind == "offer" and piece.name == name for piece in pieces):
            block = [_offer(name, texts, line_end)]
        else:
            continue
        at = next(at for at, piece in enumerate(pieces) if piece.kind == "passage" and piece.name == name)
        if block:
            insert(pieces, at + 1, block, line_end)


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


def _renewed(draft: Draft, texts: Mapping[str, str], fates: Mapping[str, _Fate], line_end: str, gone: Collection[str]) -> list[Piece]:
    """The pieces of the old draft, passages and offers renewed; the passages *gone* are put elsewhere."""
    pieces: list[Piece] = []
    for segment in draft.segments[1:]:
        if segment.kind == "people":
            pieces += people(segment.source)
        elif segment.kind == "offer":
            pieces += _renewed_offer(segment, texts, fates[segment.name], line_end)
        elif segment.name in gone:
            pieces.append(Piece("gone"))
        else:
            pieces.append(_renewed_passage(segment, texts, fates[segment.name], line_end))
    return take_out(pieces)


def _renewed_passage(segment: Segment, texts: Mapping[str, str], fate: _Fate, line_end: str) -> Piece:
    """The piece for a passage of the old draft."""
    if fate == "removed":
        return Piece("gone")
    source = segment.source
    if fate in ("renewed", "taken"):
        ending = source[len(source.rstrip("\r\n")) :]
        source = _passage(segment.name, texts).rstrip("\n").replace("\n", line_end) + ending
    elif fate in ("unchanged", "offered"):
        source = with_digest(source, digest(texts[segment.name]))
    return Piece("passage", source, segment.name)


def _renewed_offer(segment: Segment, texts: Mapping[str, str], fate: _Fate, line_end: str) -> list[Piece]:
    """The pieces for an offer of the old draft: one that people worked on loses its markers when they would be in the way."""
    if segment.untouched and fate in ("unchanged", "renewed", "removed", "retired", "taken"):
        return [Piece("gone")]
    if segment.untouched and fate == "offered":
        return [_offer(segment.name, texts, line_end)]
    if fate in ("removed", "offered", "retired", "taken"):
        return people("".join(split_lines(segment.source)[1:-1]))
    return [Piece("offer", segment.source, segment.name)]


def _offer(name: str, texts: Mapping[str, str], line_end: str) -> Piece:
    """The offer of the new text of the passage *name*."""
    return Piece("offer", (render_offer(name, texts[name]) + "\n").replace("\n", line_end), name)


def _passage(name: str, texts: Mapping[str, str]) -> str:
    """The passage *name* of the new draft, with a line end."""
    return render_passage(name, texts[name]) + "\n"
