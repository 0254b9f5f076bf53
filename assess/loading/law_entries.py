"""The law of a rubric read from its files: entries and what they give, texts and what they cover, closed domains."""

from __future__ import annotations

from collections.abc import Iterator

from assess.loading.reader import ordered
from assess.loading.rubric_decisions import facts_alike
from assess.loading.rubric_reader import RubricReader
from assess.model.law import CERTAINTIES, CLOSING, STATUSES, Closing, Cover, Domain, Gift, LawEntry, Limit

_ENTRY = ("title", "cite", "requires", "dates", "replaced_by", "source", "last_checked", "certainty", "awaited")
_GIVING = ("applies", "gives", "uses")
_GIFT = ordered("at", "instrument", "from", "until", "certainty")


def law_entry(name: str, at: RubricReader) -> LawEntry:
    """One provision or decision, with its dates. Rubrics share them: one that has no texts leaves aside what they give."""
    giving = bool(at.book.scope.texts)
    origin = at.mapping("source", ordered("title", "url"))
    at.limited(*_ENTRY, *_GIVING)
    return LawEntry(
        id=name,
        **at.typed(LawEntry, *_ENTRY, *(_GIVING if giving else ())),
        dates=at.dated("dates", STATUSES),
        replaced_by=at.reference("replaced_by") if at.has("replaced_by") else "",
        source_title=origin.text("title"),
        source_url=origin.link("url"),
        last_checked=at.date("last_checked").text,
        certainty=at.one_of("certainty", CERTAINTIES),
        gives=tuple(_gifts(at.mapping("gives", optional=True))) if giving else (),
        uses=tuple(facts_alike(at.mapping("uses", optional=True))) if giving else (),
        awaited=at.days("awaited") if at.has("awaited") else (),
        added=at.added,
    )


def _gifts(at: RubricReader) -> Iterator[Gift]:
    known = at.book.scope.safeguards
    for name, item in at.each(_GIFT):
        if name not in known:
            at.unknown(name, known, "safeguard", "unknown-safeguard")
            continue
        if name in at.book.scope.derived:
            at.fault("gives-derived", name, on_key=True)
        since, until = (item.date(key, optional=True).ordinal for key in ("from", "until"))
        if since and until and until < since:
            item.fault("until-before-from", "until", expected="date")
        rank = item.rank("instrument", item.book.scope.instruments, 0, optional=False)
        yield Gift(name, item.text("at"), rank, since, until, item.one_of("certainty", CERTAINTIES, optional=True))


def cover(name: str, at: RubricReader) -> Cover:
    """One text that authorises a use, with its limits."""
    read = at.fields(Cover, "title", "law", "in_force", "applicable", "concerns", "read", "covers", "upheld")
    return Cover(name, **read, added=at.added, covers=tuple(limit(key, item) for key, item in at.entries("covers", optional=True)))


def limit(name: str, at: RubricReader) -> Limit:
    """One limit of a text."""
    read = at.fields(Limit, "when", "outside", "at", "certainty")
    return Limit(name, **read, at=at.text("at"), certainty=at.one_of("certainty", CERTAINTIES))


def domain(name: str, at: RubricReader) -> Domain:
    """One closed domain, with its periods."""
    at.limited("title", "when", "periods", "sources", "texts")
    if not at.has("periods"):
        at.absent("periods", "list")
    periods = sorted((_closing(item) for item in at.items("periods")), key=lambda period: -period.since)
    made_for_others = tuple(_of_domain(at.mapping("texts", optional=True)))
    return Domain(name, **at.typed(Domain, "title", "when", "sources"), periods=tuple(periods), texts=made_for_others)


def _of_domain(at: RubricReader) -> Iterator[tuple[str, dict[str, str]]]:
    known = at.book.scope.texts
    for name in at:
        if name not in known:
            at.unknown(name, known)
        yield str(name), at.prose(str(name))


def _closing(at: RubricReader) -> Closing:
    at.limited("since", "needs", "when", "sources")
    return Closing(at.date("since").ordinal, at.one_of("needs", CLOSING) or CLOSING[0], **at.typed(Closing, "when", "sources"))
