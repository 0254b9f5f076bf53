"""The living draft: writing it again renews the passages people left alone and keeps every other byte.

What the tool showed last is known by the digest in a passage's first marker, so a text that people refused is not offered twice; what
people deleted is known by the list of passages in the front matter.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final, Literal

from msgspec import Struct
from msgspec.structs import replace

from assess.messages import words
from assess.study import front_matter
from assess.study.draft_outline import Outline, Piece, Placing, Section, heading_above, insert, people, pieces_of, take_out
from assess.study.passages import (
    UNSIGNED,
    Damage,
    Draft,
    Segment,
    digest,
    parse,
    render_passage,
    split_lines,
    unclosed_fence,
    vouched,
    with_digest,
)


class MergeReport(Struct, frozen=True):
    """A draft written again: its text, and the ids of its passages by what became of them."""

    text: str
    added: tuple[str, ...] = ()
    """New in this draft."""
    renewed: tuple[str, ...] = ()
    """Left alone by people, and replaced by the new text."""
    unchanged: tuple[str, ...] = ()
    """The same as the new text."""
    kept: tuple[str, ...] = ()
    """Changed by people, and kept as they are."""
    offered: tuple[str, ...] = ()
    """Among those kept, the ones beside which this run puts a new text."""
    deleted: tuple[str, ...] = ()
    """Deleted or emptied by people, and left so."""
    removed: tuple[str, ...] = ()
    """Left alone by people, no longer in the study, and taken out."""
    retired: tuple[str, ...] = ()
    """Changed by people and no longer in the study: kept under a heading that says so, or where people put them."""
    taken: tuple[str, ...] = ()
    """Asked for: the tool's text, the wording of people beside it."""
    damage: tuple[Damage, ...] = ()


RETIRED: Final = UNSIGNED
"""The digest of a passage that the study no longer has."""
_KEPT: Final = tuple(people(f"# {title}")[0].key for title in words("drafting")["kept-passages"].values())
"""The heading of what is kept, in a form to compare."""


def to_retire(segment: Segment) -> bool:
    """Whether *segment*, which the study no longer has and people changed, is to be put under the heading of what is kept.

    With headings in it, it stays, or what people wrote below would no longer stand under them.
    """
    return segment.digest != RETIRED and bool(segment.text.strip()) and not any(piece.level for piece in people(segment.text))


def retire(pieces: list[Piece], segments: Mapping[str, Segment], headings: Mapping[str, Piece], lang: str, line_end: str) -> None:
    """Put *segments* at the end of the section of what is kept, which is made when it is not there, each under the heading it had."""
    if segments and _kept(pieces) is None:
        insert(pieces, len(pieces), people(f"## {words('drafting')['kept-passages'][lang]}{line_end}"), line_end)
    for name, segment in segments.items():
        kept = _kept(pieces)
        at, level = (kept.end, kept.level) if kept else (len(pieces), 1)
        while pieces[at - 1].blank:
            at -= 1
        source = with_digest(segment.source, RETIRED).rstrip("\r\n") + line_end
        block = [Piece("passage", source, name)]
        above = heading_above(pieces, at)
        if above is not None and above.key != headings[name].key:
            copy = people(f"{'#' * min(level + 1, 6)} {headings[name].title}{line_end}")
            block = [*copy, Piece("line", line_end), *block]
        insert(pieces, at, block, line_end)


def _kept(pieces: list[Piece]) -> Section | None:
    """The section of what is kept."""
    return next((section for section in Outline(pieces).sections if section.key in _KEPT), None)


def replaced(segment: Segment, lang: str, line_end: str) -> list[Piece]:
    """The text that people gave the passage *segment*, every byte of it, between marks that say what it is."""
    lines = split_lines(segment.source)[1:-1]
    if not "".join(lines).strip():
        return []
    fence = unclosed_fence(lines)
    closing = [fence + line_end] if fence else []
    begin = words("drafting")["replaced-text"][lang].format(name=segment.name)
    end = words("drafting")["replaced-end"][lang].format(name=segment.name)
    return people("".join((f"**{begin}**{line_end}", line_end, *lines, *closing, line_end, f"<!-- {end} -->{line_end}")))


_Fate = Literal["unchanged", "renewed", "kept", "offered", "emptied", "removed", "retired", "taken", "unknown"]


def merge(old: str | None, new: str, take: Collection[str] = ()) -> MergeReport:
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


def _merge(draft: Draft, fresh: Draft, take: Collection[str] = ()) -> MergeReport:
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
    return MergeReport(
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
    retired = [name for name in _having(fates, "retired") if moving and to_retire(draft.passages[name])]
    back = {name for name in _having(fates, "kept", "offered", "taken") if moving and draft.passages[name].digest == RETIRED}
    pieces = _renewed(draft, texts, fates, line_end, away={*back, *retired})
    headings = _headings(pieces, retired)
    pieces = take_out([Piece("gone") if piece.kind == "away" and piece.name in headings else piece for piece in pieces])
    model = [replace(piece, source=_passage(piece.name, texts)) if piece.name else piece for piece in pieces_of(fresh)]
    placing = Placing(pieces, model, texts.keys() - known, _KEPT, line_end)
    for name in texts:
        if name in back:
            placing.bring(name, _renewed_passage(draft.passages[name], texts, fates[name], line_end))
        elif name not in known:
            placing.put(name)
    pieces = take_out(pieces)
    _beside(pieces, draft, texts, fates, lang, line_end)
    retire(pieces, {name: draft.passages[name] for name in headings}, headings, lang, line_end)
    body = "".join(piece.source for piece in pieces)
    if not draft.segments[-1].source.endswith("\n"):
        body = body.removesuffix("\n").removesuffix("\r")
    lasting = [name for name in front_matter.listed(front) or () if name not in texts and fates.get(name) != "removed"]
    return front_matter.renewed(front, fresh.segments[0].source, [*texts, *lasting]) + body


def _headings(pieces: list[Piece], retired: Collection[str]) -> dict[str, Piece]:
    """The heading above each passage of *retired* in *pieces*; one that stands under none is put back, as it has none to lose."""
    headings: dict[str, Piece] = {}
    for at, piece in enumerate(pieces):
        if piece.kind == "away" and piece.name in retired:
            heading = heading_above(pieces, at)
            if heading is None:
                pieces[at] = replace(piece, kind="passage")
            else:
                headings[piece.name] = heading
    return headings


def _beside(pieces: list[Piece], draft: Draft, texts: Mapping[str, str], fates: Mapping[str, _Fate], lang: str, line_end: str) -> None:
    """Put new texts beside the passages that people keep, and people's wording beside those they let go."""
    for name, fate in fates.items():
        if fate == "taken":
            block = replaced(draft.passages[name], lang, line_end)
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
    if digest(segment.text) == digest(text):
        return "unchanged"
    if segment.untouched:
        return "renewed"
    if not segment.text.strip():
        return "emptied"
    return "kept" if vouched(segment.digest, text) else "offered"


def _renewed(draft: Draft, texts: Mapping[str, str], fates: Mapping[str, _Fate], line_end: str, away: Collection[str]) -> list[Piece]:
    """The pieces of the old draft, passages and offers renewed; the passages *away* are put elsewhere."""
    pieces: list[Piece] = []
    for segment in draft.segments[1:]:
        if segment.kind == "people":
            pieces += people(segment.source)
        elif segment.kind == "offer":
            pieces += _renewed_offer(segment, texts, fates[segment.name], line_end)
        elif segment.name in away:
            pieces.append(Piece("away", segment.source, segment.name))
        else:
            pieces.append(_renewed_passage(segment, texts, fates[segment.name], line_end))
    return pieces


def _renewed_passage(segment: Segment, texts: Mapping[str, str], fate: _Fate, line_end: str) -> Piece:
    """The piece for a passage of the old draft."""
    if fate == "removed":
        return Piece("gone")
    source = segment.source
    if fate in ("renewed", "taken"):
        ending = source[len(source.rstrip("\r\n")) :]
        source = _passage(segment.name, texts).rstrip("\n").replace("\n", line_end) + ending
    elif fate in ("unchanged", "offered", "kept"):
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
    source = with_digest(segment.source, digest(segment.text)) if segment.untouched else segment.source
    return [Piece("offer", source, segment.name)]


def _offer(name: str, texts: Mapping[str, str], line_end: str) -> Piece:
    """The offer of the new text of the passage *name*."""
    return Piece("offer", (render_passage(name, texts[name], "offer") + "\n").replace("\n", line_end), name)


def _passage(name: str, texts: Mapping[str, str]) -> str:
    """The passage *name* of the new draft, with a line end."""
    return render_passage(name, texts[name]) + "\n"
