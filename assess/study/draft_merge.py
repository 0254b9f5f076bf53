"""The living draft: writing it again renews the passages people left alone and keeps every other byte.

What the tool showed last is known by the digest in a passage's first marker, so a text that people refused is not offered twice; what
people deleted is known by the list of passages in the front matter.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from typing import Final, Literal

from msgspec import Struct
from msgspec.structs import replace

from assess.messages import words
from assess.study import front_matter
from assess.study.passages import (
    Damage,
    Draft,
    Fences,
    Segment,
    digest,
    parse,
    render_offer,
    render_passage,
    split_lines,
    unclosed_fence,
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


_TITLE = re.compile(r" {0,3}(?P<signs>#{1,6})(?:[ \t]+(?P<title>.*?))?(?:[ \t]+#+)?[ \t]*\r?\n?\Z")


class Piece(Struct, frozen=True):
    """A line of people, or a whole passage or offer; `gone` is one that is to be taken out."""

    kind: Literal["line", "passage", "offer", "gone"]
    source: str = ""
    name: str = ""
    """The id of the passage."""
    level: int = 0
    """For a line that is a title, its level."""
    title: str = ""
    """For a line that is a title, its words, in a form to compare."""

    @property
    def blank(self) -> bool:
        """Whether it is an empty line."""
        return self.kind == "line" and not self.source.strip(" \t\r\n")


def people(source: str) -> list[Piece]:
    """What people wrote, line by line, with its titles."""
    lines = split_lines(source)
    fences = Fences(lines)
    pieces: list[Piece] = []
    while len(pieces) < len(lines):
        at = len(pieces)
        end = fences.end(at)
        pieces += [Piece("line", line) for line in lines[at:end]] or [_line(lines[at])]
    return pieces


def _line(source: str) -> Piece:
    found = _TITLE.match(source)
    if not found:
        return Piece("line", source)
    words = (found["title"] or "").replace("’", "'").casefold().split()
    return Piece("line", source, level=len(found["signs"]), title=" ".join(words))


def pieces_of(draft: Draft) -> list[Piece]:
    """The pieces of a draft just made."""
    pieces: list[Piece] = []
    for segment in draft.segments:
        if segment.kind == "passage":
            pieces.append(Piece("passage", segment.source, segment.name))
        elif segment.kind == "people":
            pieces += people(segment.source)
    return pieces


def take_out(pieces: list[Piece]) -> list[Piece]:
    """The pieces without those that are gone, nor the empty line that each leaves behind."""
    left: list[Piece] = []
    for at, piece in enumerate(pieces):
        if piece.kind != "gone":
            left.append(piece)
        elif left and left[-1].blank and (at + 1 == len(pieces) or pieces[at + 1].blank):
            left.pop()
    return left


def insert(pieces: list[Piece], at: int, block: list[Piece], line_end: str) -> None:
    """Puts *block* at the place *at*, between empty lines."""
    if at and not pieces[at - 1].source.endswith("\n"):
        last = pieces[at - 1]
        pieces[at - 1] = Piece(last.kind, last.source + line_end, last.name, last.level, last.title)
    before = [] if at and pieces[at - 1].blank else [Piece("line", line_end)]
    after = [] if at == len(pieces) or pieces[at].blank else [Piece("line", line_end)]
    pieces[at:at] = [*before, *block, *after]


def place(pieces: list[Piece], fresh: list[Piece], index: int, line_end: str) -> None:
    """Puts the passage `fresh[index]` of the new draft in *pieces*, with the titles it needs."""
    present = {piece.name: at for at, piece in enumerate(pieces) if piece.kind in ("passage", "offer")}
    before = next((i for i in range(index - 1, -1, -1) if fresh[i].kind == "passage" and fresh[i].name in present), -1)
    start = present[fresh[before].name] + 1 if before >= 0 else 0
    titles = [i for i in range(index - 1, before, -1) if fresh[i].level]
    anchor, found = next(((i, at) for i in titles if (at := _find(pieces, fresh, i, start)) >= 0), (-1, start - 1))
    at = found + 1
    own = _own_lines(pieces, fresh, max(anchor, before), index)
    follower = _follower(pieces, fresh, index)
    if anchor < 0 and titles and follower >= 0:
        at, own = follower, []
    elif levels := [line.level for line in own if line.level]:
        at = _section_end(pieces, at, levels[0])
    lines = [Piece(line.kind, line.source.rstrip("\r\n") + line_end, "", line.level, line.title) for line in own]
    passage = Piece("passage", fresh[index].source.rstrip("\n").replace("\n", line_end) + line_end, fresh[index].name)
    insert(pieces, at, [*lines, passage], line_end)


def _find(pieces: list[Piece], fresh: list[Piece], index: int, start: int) -> int:
    """Where people have the title `fresh[index]`: before the next passage after *start*, or anywhere if there is only one; else -1."""
    title = fresh[index].title
    places = [at for at, piece in enumerate(pieces) if piece.level and piece.title == title]
    end = next((at for at in range(start, len(pieces)) if pieces[at].kind == "passage"), len(pieces))
    near = [at for at in places if start <= at < end]
    if near:
        return near[-1]
    alone = len(places) == 1 and sum(piece.level > 0 and piece.title == title for piece in fresh) == 1
    return places[0] if alone else -1


def _own_lines(pieces: list[Piece], fresh: list[Piece], after: int, index: int) -> list[Piece]:
    """The lines of the new draft that come with the passage `fresh[index]`: those just above it, after the place *after*."""
    first = next((i + 1 for i in range(index - 1, after, -1) if fresh[i].kind == "passage"), after + 1)
    titled = any(piece.level == 1 for piece in pieces)
    own = [line for line in fresh[first:index] if not (titled and line.level == 1)]
    while own and own[0].blank:
        own.pop(0)
    return own


def _follower(pieces: list[Piece], fresh: list[Piece], index: int) -> int:
    """Where people have the passage that follows `fresh[index]` under the same title, or -1."""
    for piece in fresh[index + 1 :]:
        if piece.level:
            break
        if piece.kind == "passage":
            places: Iterable[int] = (at for at, one in enumerate(pieces) if one.kind == "passage" and one.name == piece.name)
            return next(iter(places), -1)
    return -1


def _section_end(pieces: list[Piece], start: int, level: int) -> int:
    """The end of the section at *start*: before the next title of this level or above, or the next passage."""
    for at in range(start, len(pieces)):
        if pieces[at].kind == "passage" or 0 < pieces[at].level <= level:
            return at
    return len(pieces)


RETIRED: Final = "0" * 12
"""The digest of a passage that the study no longer has: no text of the tool has it."""


def to_retire(segment: Segment) -> bool:
    """Whether *segment*, which the study no longer has and people changed, is still to be put under the heading."""
    return segment.digest != RETIRED and bool(segment.text.strip())


def retire(pieces: list[Piece], segments: list[Segment], lang: str, line_end: str) -> None:
    """Put the passages *segments* at the end of the section of what is kept, which is made when it is not there."""
    if not segments:
        return
    at = _end_of_kept(pieces)
    if at < 0:
        at = len(pieces)
        insert(pieces, at, people(f"## {words('drafting')['kept-passages'][lang]}{line_end}"), line_end)
        at = len(pieces)
    for segment in segments:
        source = with_digest(segment.source, RETIRED).rstrip("\r\n") + line_end
        before = len(pieces)
        insert(pieces, at, [Piece("passage", source, segment.name)], line_end)
        at += len(pieces) - before


def _end_of_kept(pieces: list[Piece]) -> int:
    """Where the section of what is kept ends, after its last line that is not empty; -1 when there is none."""
    start = next((at for at, piece in enumerate(pieces) if piece.level and piece.title in _TITLES), -1)
    if start < 0:
        return -1
    level = pieces[start].level
    end = next((at for at in range(start + 1, len(pieces)) if 0 < pieces[at].level <= level), len(pieces))
    while end > start + 1 and pieces[end - 1].blank:
        end -= 1
    return end


_TITLES: Final = tuple(people(f"# {title}")[0].title for title in words("drafting")["kept-passages"].values())


def without_empty_heading(pieces: list[Piece]) -> list[Piece]:
    """*pieces* without the heading of what is kept when nothing stands under it any more."""
    start = next((at for at, piece in enumerate(pieces) if piece.level and piece.title in _TITLES), -1)
    if start < 0 or _end_of_kept(pieces) > start + 1:
        return pieces
    end = next((at for at in range(start + 1, len(pieces)) if not pieces[at].blank), len(pieces))
    return pieces[:start] + pieces[end:]


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
    retired = [draft.passages[name] for name in _having(fates, "retired") if moving and to_retire(draft.passages[name])]
    back = {name for name in _having(fates, "kept", "offered", "taken") if moving and draft.passages[name].digest == RETIRED}
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
    retire(pieces, retired, lang, line_end)
    body = "".join(piece.source for piece in (without_empty_heading(pieces) if back else pieces))
    if not draft.segments[-1].source.endswith("\n"):
        body = body.removesuffix("\n").removesuffix("\r")
    lasting = [name for name in front_matter.listed(front) or () if name not in texts and fates.get(name) != "removed"]
    return front_matter.renewed(front, fresh.segments[0].source, [*texts, *lasting]) + body


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
