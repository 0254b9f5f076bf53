"""What is read back of the law from a vector that has been run: the texts, the closed domains, what the entries in force give."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from assess.conditions.logic import FALSE, NO_VALUE, TRUE, Truth, Vector
from assess.conditions.nodes import Condition
from assess.engine.program import Program
from assess.engine.slot_makers import truth
from assess.engine.texts import LAST
from assess.model.assessment import DomainResult, GivenBy, Outside, TextResult
from assess.model.law import Citation, Cover, Domain, Limit


class LawResults:
    """Reads what the law says of a use."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self._truths: dict[tuple[str, str], Truth] = {}
        """What evaluates the limits of texts and the conditions of periods, made at need: no slot holds them."""

    def _at(self, v: Vector, name: str) -> Any:
        return v[self.program.slots[name]]

    def _holds(self, v: Vector, owner: str, own: str, when: Condition | None) -> int:
        if when is None:
            return TRUE
        if (owner, own) not in self._truths:
            self._truths[owner, own] = truth(self.program, when)
        return self._truths[owner, own](v)

    def texts(self, v: Vector) -> Iterator[TextResult]:
        """The texts made, or that may be made, for such uses."""
        for text in self.program.rubric.texts:
            if self._at(v, f"concerned:{text.id}"):
                over = [limit for limit in text.covers if self._holds(v, text.id, limit.id, limit.when) == FALSE]
                outside, supposed = (tuple(_outside(over, supposed=kind)) for kind in (False, True))
                parts = {"in force": text.in_force, "concerns": text.concerns, "read": text.read}
                sure = {key: self._holds(v, text.id, f" {key}", when) == TRUE for key, when in parts.items()}
                said = self._at(v, f"said:{text.id}")
                status = self._status(v, text, out=(bool(outside) or said == FALSE) and sure["concerns"])
                yield TextResult(
                    text.id,
                    status,
                    outside,
                    sure["in force"],
                    sure["read"],
                    tuple(self._upheld(v, text)),
                    supposed,
                    () if sure["read"] else tuple(self._unread(v, text)),
                    decided=not outside and said in (TRUE, FALSE) and (said == FALSE or not sure["read"]),
                )

    def _unread(self, v: Vector, text: Cover) -> Iterator[str]:
        """The entries, as `law:<id>`, by which *text* is or may be in force that day, and of which the wording is not confirmed."""
        unread = {f"law:{entry.id}" for entry in self.program.rubric.law if entry.certainty != "confirmed"}
        yield from (name for name in text.carried_by if name in unread and self._at(v, name) != FALSE)

    def _upheld(self, v: Vector, text: Cover) -> Iterator[Citation]:
        """The decisions of that day that upheld *text*, when it covers the use."""
        certain = self._at(v, f"upheld:{text.id}") == TRUE
        yield from (found for found in text.upheld if certain and found.ref.startswith("law:") and self._at(v, found.ref) == TRUE)

    def _status(self, v: Vector, text: Cover, *, out: bool) -> str:
        if self._at(v, f"covered:{text.id}") == TRUE:
            return "covers"
        if self._at(v, f"awaited:{text.id}") == TRUE:
            return "awaited"
        return "outside" if out else "unknown"

    def domains(self, v: Vector) -> Iterator[DomainResult]:
        """The closed domains in which the use is, or may be."""
        for domain in self.program.rubric.domains:
            mask = self._at(v, f"domain:{domain.id}")
            norms = tuple(norm for norm, bit in self.program.bits[f"domain:{domain.id}"].items() if mask & bit)
            if norms:
                status, norm = "unknown" if mask & NO_VALUE else "closed", norms[0] if len(norms) == 1 else ""
                yield DomainResult(domain.id, status, norm, tuple(dict.fromkeys(self._cited(v, domain, norms))))

    def _cited(self, v: Vector, domain: Domain, norms: tuple[str, ...]) -> Iterator[Citation]:
        """On what authority *domain* is closed this day, with one of these *norms*."""
        day = self._at(v, "as-of")[1]
        for at, period in enumerate(domain.periods):
            holds = TRUE if period.when is None else self._holds(v, domain.id, str(at), period.when)
            if holds and period.since <= day:
                if period.needs in norms:
                    yield from period.sources
                if holds == TRUE:
                    return

    def given_by(self, v: Vector, safeguard: str) -> tuple[GivenBy, ...]:
        """The entries that certainly give *safeguard*, the highest rank first."""
        day = self._at(v, "as-of")[0]
        found = [
            (entry, gift)
            for entry, gift in self.program.gifts.get(safeguard, ())
            if self._at(v, f"holds:{entry.id}") == TRUE and gift.since <= day <= (gift.until or LAST)
        ]
        ranks = self.program.rubric.instruments
        return tuple(
            GivenBy(f"law:{entry.id}", gift.at, ranks[gift.instrument].id, gift.certainty or entry.certainty)
            for entry, gift in sorted(found, key=lambda pair: -pair[1].instrument)
        )


def _outside(over: Sequence[Limit], *, supposed: bool) -> Iterator[Outside]:
    """Those of the limits *over* that were read, or those that are *supposed*."""
    yield from (Outside(limit.id, limit.certainty, limit.outside, limit.at) for limit in over if limit.supposed == supposed)
