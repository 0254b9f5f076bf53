"""Operations of one kind done together: one loop for all of them, where a call for each would take most of the time.

A kernel takes rows, each the slot to fill and the operation that fills it, and gives the step that fills them. No row reads what another
row of the same step fills. Kernels have the same frame on purpose: to share it, each row would need the call that they spare.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from operator import itemgetter

from assess.engine.bounds import below
from assess.engine.logic import FALSE, TRUE, UNKNOWN, Truth, Vector
from assess.engine.operations import Operation

Step = Callable[[Vector], None]
"""Fills some slots of a vector."""
Rows = Sequence[tuple[int, Operation]]
Link = Callable[[Operation], Truth]


def conjunctions(rows: Rows, link: Link) -> Step:
    """True when all the parts of the operation are; *link* makes those that are no slot and no choice, when they are first reached."""
    split = [(at, *_split(parts, link)) for at, (_, *parts) in rows]

    def step(v: Vector) -> None:
        for at, slots, choices, rest in split:
            found = TRUE
            for truth_at in slots:
                if v[truth_at] < found:
                    found = v[truth_at]
            if found:
                for mask_at, allowed in choices:
                    mask = v[mask_at]
                    within = mask & allowed
                    if within != mask:
                        if not within:
                            found = FALSE
                            break
                        found = UNKNOWN
                if found and rest:
                    found = rest(v, found)
            v[at] = found

    return step


Rest = Callable[[Vector, int], int]


def _split(parts: Sequence[Operation], link: Link) -> tuple[tuple[int, ...], tuple[tuple[int, int], ...], Rest | None]:
    """The slots; the choices; what gives the least of the other parts and of what was found before."""
    slots = tuple([part[1] for part in parts if part[0] == "slot"])
    choices = tuple([(part[1], part[2]) for part in parts if part[0] == "in"])
    others = [part for part in parts if part[0] not in ("slot", "in")]
    return slots, choices, least(others, link) if others else None


def least(operations: Sequence[Operation], link: Link) -> Rest:
    """What gives the least of the truths of *operations* and of what was found before; they are linked when first reached."""
    made: list[Truth] = []

    def lesser(v: Vector, found: int) -> int:
        if not made:
            made.extend(map(link, operations))
        for part in made:
            truth = part(v)
            if not truth:
                return FALSE
            if truth < found:
                found = truth
        return found

    return lesser


def disjunctions(rows: Rows, _: Link) -> Step:
    """True when one of the slots of the operation is."""
    split = [(at, itemgetter(*places)) for at, (_, places) in rows]

    def step(v: Vector) -> None:
        for at, places in split:
            truths = places(v)
            v[at] = TRUE if TRUE in truths else UNKNOWN if UNKNOWN in truths else FALSE

    return step


def at_least(rows: Rows, _: Link) -> Step:
    """`(low, high)` of the greatest number among the rules that hold, 0 when none does. A rule is the slot of its truth and its number."""
    split = [(at, [(truth_at, number) for truth_at, number in rules if number]) for at, (_, rules) in rows]

    def step(v: Vector) -> None:
        for at, rules in split:
            low = high = 0
            for truth_at, number in rules:
                truth = v[truth_at]
                if truth:
                    if number > high:
                        high = number
                    if truth == TRUE and number > low:
                        low = number
            v[at] = low, high

    return step


def restricted(rows: Rows, link: Link) -> Step:
    """A level that stands only as far as its condition holds."""
    split = [(at, raw, link(condition)) for at, (_, raw, condition) in rows]

    def step(v: Vector) -> None:
        for at, raw, applies in split:
            truth = applies(v)
            given = v[raw]
            v[at] = given if given[2] <= truth else (given[0], given[1], truth)

    return step


def short_of_level(rows: Rows, _: Link) -> Step:
    """Whether, where the rule holds, a level is below the floor. A criterion that does not apply has no floor."""
    split = [(at, *parts) for at, (_, *parts) in rows]

    def step(v: Vector) -> None:
        for at, rule, level_at, least in split:
            found = v[rule]
            if found:
                low, high, applies = v[level_at]
                if not applies or low >= least:
                    found = FALSE
                elif high >= least or applies != TRUE:
                    found = UNKNOWN
            v[at] = found

    return step


def short_of_score(rows: Rows, _: Link) -> Step:
    """Whether, where the rule holds, a score is below what is required."""
    split = [(at, *parts) for at, (_, *parts) in rows]

    def step(v: Vector) -> None:
        for at, rule, score_at, least in split:
            found = v[rule]
            if found:
                truth = below(v[score_at], least)
                if truth < found:
                    found = truth
            v[at] = found

    return step


def met(rows: Rows, _: Link) -> Step:
    """Whether a guarantee is given at the rank that is needed."""
    split = [(at, *parts) for at, (_, *parts) in rows]

    def step(v: Vector) -> None:
        for at, given_at, rank_at in split:
            low, high = v[given_at]
            least, most = v[rank_at]
            v[at] = TRUE if low >= most else FALSE if high < least else UNKNOWN

    return step


def missing(rows: Rows, _: Link) -> Step:
    """Whether a guarantee that the rule wants at a rank is not given there."""
    split = [(at, *parts) for at, (_, *parts) in rows]

    def step(v: Vector) -> None:
        for at, rule, given_at, rank in split:
            found = v[rule]
            if found:
                low, high = v[given_at]
                found = FALSE if low >= rank else found if high < rank else UNKNOWN
            v[at] = found

    return step


KERNELS: dict[str, Callable[[Rows, Link], Step]] = {
    "and": conjunctions,
    "or-slots": disjunctions,
    "at-least": at_least,
    "restricted": restricted,
    "short-of-level": short_of_level,
    "short-of-score": short_of_score,
    "met": met,
    "missing": missing,
}
"""The kernels, by the names of operations."""
