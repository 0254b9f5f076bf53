"""What the law says of a use: which texts cover it, what the entries in force give it, in which closed domains it is.

The makers of the slots `concerned:t`, `read:t`, `within:t`, `covered:t`, `awaited:t`, `claimed:t`, `upheld:t` and the
same of `any`, `holds:x`, `given:x` where some entry gives it, `domain:d`, `closed:norm`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from assess.conditions.logic import FALSE, NO_VALUE, TRUE, UNKNOWN, Derive, Truth, Vector, any_slot, both, either, in_slot, one_of
from assess.conditions.nodes import Slots
from assess.engine.slot_makers import RAW, UNSAID, Makers, RubricSlots
from assess.model.law import CLOSING, Cover, Domain, Gift, LawEntry

ABSENT = -2
"""The rank of a guarantee that a proposal says not to give: a departure from the law that gives it. -1: nothing is said of it."""
KINDS = ("concerned", "covered", "awaited", "awaitable", "claimed", "upheld")
"""What may be asked of a text, or of any."""
LAST = 10**7
"""Later than any day."""


def makers(slots: RubricSlots) -> Makers:
    """The makers of what the law says, by name."""
    rubric = slots.rubric
    made: Makers = {}
    for text in rubric.texts:
        made |= _text(slots, text)
    for kind in KINDS:
        made[f"{kind}:any"] = partial(_any_of, slots, [f"{kind}:{text.id}" for text in rubric.texts])
    made |= {f"holds:{entry.id}": partial(_holds, slots, entry) for entry in rubric.law if entry.gives}
    made |= {f"given:{name}": partial(_given, slots, name, gifts) for name, gifts in slots.gifts.items()}
    made |= {f"domain:{domain.id}": partial(_domain, slots, domain) for domain in rubric.domains}
    return made | {f"closed:{norm}": partial(_closed, slots, norm) for norm in CLOSING}


def _any_of(slots: Slots, names: list[str]) -> Truth:
    return any_slot([slots.need(name) for name in names])


# Texts


def _text(slots: RubricSlots, text: Cover) -> dict[str, Callable[[], Truth]]:
    own = text.id
    return {
        f"concerned:{own}": lambda: both((text.in_force.truth(slots), text.concerns.truth(slots))),
        f"read:{own}": lambda: text.read.truth(slots) if text.read else lambda _: TRUE,
        f"within:{own}": partial(_within, slots, text),
        f"covered:{own}": partial(_applied, slots, text, yet=True),
        f"awaited:{own}": partial(_applied, slots, text, yet=False),
        f"awaitable:{own}": lambda: in_slot(slots.need(f"within:{own}")) if text.applicable else lambda _: FALSE,
        f"claimed:{own}": partial(_claimed, slots, text),
        f"upheld:{own}": partial(_upheld, slots, text),
    }


def _within(slots: RubricSlots, text: Cover) -> Truth:
    """Whether the use is one that *text* concerns and stays within every limit; at most unknown where it was not read.

    There, what the proposal says of it decides, within the limits that were read; of a text that was read, its word only takes away.
    """
    read = in_slot(slots.need(f"read:{text.id}"))
    limits = [_kept(limit.when.truth(slots), supposed=limit.supposed) for limit in text.covers]
    concerned = in_slot(slots.need(f"concerned:{text.id}"))
    own = both((concerned, *limits, lambda v: max(read(v), UNKNOWN)))
    seen = both((concerned, *(limit.when.truth(slots) for limit in text.covers if not limit.supposed)))
    said = slots.need(f"said:{text.id}")

    def within(v: Vector) -> int:
        told: int = v[said]
        if told == UNSAID:
            return own(v)
        if told != TRUE:
            return min(seen(v), told)
        known = read(v)
        if known == UNKNOWN:
            return UNKNOWN if own(v) != seen(v) else seen(v)
        return own(v) if known else seen(v)

    return within


def _kept(limit: Truth, *, supposed: bool) -> Truth:
    """Whether the use stays within a *limit*; what is only *supposed* of a text that nobody read excludes nothing for certain."""
    return (lambda v: max(limit(v), UNKNOWN)) if supposed else limit


def _applied(slots: RubricSlots, text: Cover, *, yet: bool) -> Truth:
    """Whether *text*, within which the use stays, can be applied (*yet*), or waits for the text that allows it."""
    within = in_slot(slots.need(f"within:{text.id}"))
    if text.applicable is None:
        return within if yet else lambda _: FALSE
    applicable = text.applicable.truth(slots)
    return both((within, applicable if yet else lambda v: TRUE - applicable(v)))


def _claimed(slots: RubricSlots, text: Cover) -> Truth:
    """Whether it is by the word of the proposal, of a wording that was not read, that *text* covers the use."""
    covered, read, said = in_slot(slots.need(f"covered:{text.id}")), in_slot(slots.need(f"read:{text.id}")), slots.need(f"said:{text.id}")
    return lambda v: min(covered(v), TRUE - read(v)) if v[said] > FALSE else FALSE


def _upheld(slots: RubricSlots, text: Cover) -> Truth:
    """Whether *text* covers the use and was upheld, in the wording that was read."""
    decisions = [citation.ref for citation in text.upheld if citation.ref.startswith("law:")]
    read, said = in_slot(slots.need(f"read:{text.id}")), slots.need(f"said:{text.id}")
    seen: Truth = lambda v: TRUE if v[said] != TRUE else read(v)  # noqa: E731 - one of the parts of what holds together
    return both((in_slot(slots.need(f"covered:{text.id}")), _any_of(slots, decisions), seen))


# What entries give


def _holds(slots: RubricSlots, entry: LawEntry) -> Truth:
    in_force = in_slot(slots.need(f"law:{entry.id}"))
    return in_force if entry.applies is None else both((in_force, entry.applies.truth(slots)))


def _given(slots: RubricSlots, name: str, gifts: list[tuple[LawEntry, Gift]]) -> Derive:
    places = [(slots.need(f"holds:{entry.id}"), gift.instrument, gift.since, gift.until or LAST) for entry, gift in gifts]
    denied = slots.need(f"denied:{name}") if name in slots.denied else None
    return strongest(slots.need(f"{RAW}given:{name}"), slots.need("as-of"), places, len(slots.rubric.instruments), denied)


def strongest(answer: int, as_of: int, gifts: list[tuple[int, int, int, int]], exempt: int, denied: int | None = None) -> Derive:
    """Bounds of the rank at which a guarantee is given: by the proposal or by the law, whichever is higher.

    *gifts*: the slot of an entry that gives it, the rank, the first and the last day of the wording. Where the proposal departs from the
    law, and where the guarantee does not apply (*exempt*), the answer alone counts; where it may depart, the law assures nothing. What the
    other answers show not to be given (*denied*), the law alone may give.
    """

    def ranks(v: Vector) -> tuple[int, int]:
        low, high = v[answer]
        if denied is not None and v[denied] != FALSE:
            low, high = min(low, -1), min(high, -1) if v[denied] == TRUE else high
        if high == ABSENT or low == exempt:
            return low, high
        may_depart = low == ABSENT
        first, last, _ = v[as_of]
        for at, rank, since, until in gifts:
            holds = v[at]
            if holds and since <= last and first <= until:
                high = max(high, rank)
                if holds == TRUE and since <= first and last <= until and not may_depart:
                    low = max(low, rank)
        return low, high

    return ranks


# Closed domains


def _domain(slots: RubricSlots, domain: Domain) -> Derive:
    bits = slots.bits[f"domain:{domain.id}"]
    periods = [(period.since, bits[period.needs], period.when.truth(slots) if period.when else None) for period in domain.periods]
    return needed(domain.when.truth(slots), slots.need("as-of"), periods)


def needed(when: Truth, as_of: int, periods: list[tuple[int, int, Truth | None]]) -> Derive:
    """The mask of the norms that a domain may need: that of the newest of *periods*; no value where it is not closed, or *when* fails."""

    def mask(v: Vector) -> int:
        inside = when(v)
        possible = 0 if inside == TRUE else NO_VALUE
        first, last, _ = v[as_of]
        for since, bit, condition in periods if inside else ():
            holds = condition(v) if condition is not None and since <= last else TRUE
            if since <= last and holds:
                possible |= bit
                if holds == TRUE and since <= first:
                    return possible
        return possible | NO_VALUE

    return mask


def _closed(slots: RubricSlots, norm: str) -> Truth:
    names = [f"domain:{domain.id}" for domain in slots.rubric.domains]
    return either([one_of(slots.need(name), slots.bits[name][norm]) for name in names])
