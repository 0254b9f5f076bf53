"""The language of conditions: one class for each thing that can be said, with all that is done with it.

A condition is a tree of frozen nodes. Each class says what `names` it reads, how it is evaluated (`truth` or
`interval`: a closure over the vector of values, see `logic`), and how it is said in `words`; mypy refuses a class that lacks one of these.
A new operator is a class here, named in the union `Condition` or `Number`, and a line in a table of `grammar` or `resolution`.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import ClassVar, Protocol

from msgspec import Struct

from assess.conditions import logic
from assess.conditions.logic import COMPARE, FALSE, TRUE, Interval, Truth, Vector


class Slots(ABC):
    """Where the values that conditions read stand in a vector."""

    bits: Mapping[str, Mapping[str, int]]
    """For the slot of each closed list, the bits of its values."""
    action = ""
    """The action assumed, in rules that speak of it."""

    @abstractmethod
    def need(self, name: str) -> int:
        """The slot of *name*."""

    @abstractmethod
    def points(self, fact: str) -> Interval:
        """The bounds of the points of the answer to *fact*."""

    def mask(self, name: str, values: Iterable[str]) -> int:
        """The mask of *values* in slot *name*."""
        bits, mask = self.bits[name], 0
        for value in values:
            mask |= bits[value]
        return mask


class Speaker(Protocol):
    """The words of a rubric in one language."""

    def say(self, message: str, **values: str) -> str:
        """A message of the tool."""

    def title(self, qualified: str) -> str:
        """What an item, such as `safeguard:dpia`, is called; for a term without title, its condition."""

    def slot(self, slot: str) -> str:
        """What a slot such as `fact:text.state`, `tier:gravity`, `regime` is called."""

    def values(self, slot: str, values: tuple[str, ...], joined: str) -> str:
        """The *values* of a slot, joined by `or` or `and`."""

    def day(self, ordinal: int) -> str:
        """A day."""


class Node(Struct, frozen=True, array_like=True, tag=True):
    """Anything that can be said. What is kept of a rubric tells nodes by the names of their classes."""

    def parts(self) -> list[Expression]:
        """What it is made of, each part with a meaning of its own: the nodes among its fields."""
        values = [getattr(self, name) for name in self.__struct_fields__]
        every = (part for value in values for part in (value if isinstance(value, tuple) else (value,)))
        return [part for part in every if isinstance(part, Node)]  # type: ignore[misc] # every node is of the union

    def names(self) -> tuple[str, ...]:
        """The names of the slots that it reads itself, such as `fact:phase`, `tier:gravity`, `met:dpia`."""
        return ()

    @abstractmethod
    def words(self, speaker: Speaker) -> str:
        """How it is said."""

    def inside(self, speaker: Speaker) -> str:
        """How it is said inside something else, between brackets where they are needed."""
        return self.words(speaker)


def walk(expression: Expression) -> Iterator[Expression]:
    """*expression* and all that it is made of, directly or not."""
    yield expression
    for part in expression.parts():
        yield from walk(part)


def reads(expression: Expression) -> Iterator[str]:
    """The names of the slots that *expression* reads directly, in its order."""
    return (name for node in walk(expression) for name in node.names())


class Reads(Node, frozen=True):
    """What reads one slot."""

    slot: str

    def names(self) -> tuple[str, ...]:
        return (self.slot,)


class Says(Node, frozen=True):
    """What is true, unknown or false."""

    @abstractmethod
    def truth(self, slots: Slots) -> Truth:
        """What evaluates it."""


class Settled(Says, frozen=True):
    """What always holds, or never does."""

    holds: bool

    def truth(self, slots: Slots) -> Truth:
        truth = TRUE if self.holds else FALSE
        return lambda _: truth

    def words(self, speaker: Speaker) -> str:
        return speaker.say("when-always" if self.holds else "when-never")


class Joined(Says, frozen=True):
    """Conditions joined by one word."""

    word: ClassVar[str]
    join: ClassVar[Callable[[Sequence[Truth]], Truth]]
    conditions: tuple[Condition, ...]

    def truth(self, slots: Slots) -> Truth:
        return self.__class__.join(tuple(part.truth(slots) for part in self.conditions))

    def words(self, speaker: Speaker) -> str:
        return f" {speaker.say(f'when-{self.word}')} ".join(part.inside(speaker) for part in self.conditions)

    def inside(self, speaker: Speaker) -> str:
        return f"({self.words(speaker)})"


class And(Joined, frozen=True):
    """`a and b`: all hold."""

    word = "and"
    join = logic.both


class Or(Joined, frozen=True):
    """`a or b`: one holds."""

    word = "or"
    join = logic.either


class Not(Says, frozen=True):
    """`not a`."""

    condition: Condition

    def truth(self, slots: Slots) -> Truth:
        part = self.condition.truth(slots)
        return lambda v: TRUE - part(v)

    def words(self, speaker: Speaker) -> str:
        return speaker.say("when-not", what=self.condition.inside(speaker))


class In(Reads, Says, frozen=True):
    """A slot with one value, of which *values* are meant: `fact:x`, `fact:text.state`, `regime`, `stage`, `tier:x`, `action`."""

    values: tuple[str, ...]

    def truth(self, slots: Slots) -> Truth:
        if self.slot == "action":
            assumed = TRUE if slots.action in self.values else FALSE
            return lambda _: assumed
        return logic.one_of(slots.need(self.slot), slots.mask(self.slot, self.values))

    def words(self, speaker: Speaker) -> str:
        return speaker.say("when-in", what=speaker.slot(self.slot), values=speaker.values(self.slot, self.values, "or"))


class Has(Says, frozen=True):
    """A fact with several values, of which *mode* (any, all or only) of *values* are meant."""

    mode: str
    slot: str
    values: tuple[str, ...]

    def names(self) -> tuple[str, ...]:
        return (self.slot,)

    def truth(self, slots: Slots) -> Truth:
        return logic.has(slots.need(self.slot), self.mode, slots.mask(self.slot, self.values))

    def words(self, speaker: Speaker) -> str:
        values = speaker.values(self.slot, self.values, "and" if self.mode == "all" else "or")
        return speaker.say(f"when-has-{self.mode}", what=speaker.slot(self.slot), values=values)


class Concluded(Says, frozen=True):
    """What is concluded of an item: its `kind` is one of `CONCLUDED`; what blocks an action is `blocked`, of `deploy/safeguards`."""

    kind: str
    id: str

    def names(self) -> tuple[str, ...]:
        return (f"{self.kind}:{self.id}",)

    def truth(self, slots: Slots) -> Truth:
        return logic.in_slot(slots.need(f"{self.kind}:{self.id}"))

    def words(self, speaker: Speaker) -> str:
        item, message = CONCLUDED[self.kind]
        name, _, what = self.id.partition("/")
        title = speaker.title(f"{item}:{name}")
        return speaker.say(f"{message}-{what}" if what else message, what=title) if message else title


CONCLUDED = {
    "term": ("term", ""),
    "law": ("law", "when-law"),
    "met": ("safeguard", "when-met"),
    "required": ("safeguard", "when-required"),
    "gap": ("principle", "when-gap"),
    "red-line": ("red-line", "when-raised"),
    "cure": ("cure", "when-cure"),
    "lacks": ("instrument", "when-lacks"),
    "blocked": ("action", "when-blocked"),
    "covered": ("text", "when-covered"),
    "awaited": ("text", "when-awaited"),
    "awaitable": ("text", "when-awaitable"),
    "claimed": ("text", "when-claimed"),
    "concerned": ("text", "when-concerned"),
    "upheld": ("text", "when-upheld"),
    "closed": ("closing", "when-closed"),
}
"""The kinds of conclusions: of what kind of item, and the message that says it (none: the title of the item does)."""


_COMPARED = {"==": "equal", "!=": "other", "<": "less", "<=": "at-most", ">": "more", ">=": "at-least"}


class Compare(Says, frozen=True):
    """`a < b`: two numbers or two dates."""

    operator: str
    left: Number
    right: Number

    def truth(self, slots: Slots) -> Truth:
        operator, compare = self.operator, COMPARE[self.operator]
        one, other = self.left.given(slots), self.right.given(slots)
        absences = [absence for side in (self.left, self.right) if (absence := side.absence(slots))]
        if not absences:
            return lambda v: compare(*one(v), *other(v))
        absent = logic.either(absences)
        return lambda v: logic.when_absent(compare(*one(v), *other(v)), absent(v), operator)

    def words(self, speaker: Speaker) -> str:
        return speaker.say(f"when-{_COMPARED[self.operator]}", what=self.left.words(speaker), value=self.right.words(speaker))


class Measures(Node, frozen=True):
    """What is a number, or a day."""

    measure: ClassVar[str] = ""
    """date or number; empty where it may be both."""

    @abstractmethod
    def interval(self, slots: Slots) -> Interval:
        """What gives its bounds in a calculation, where what is absent counts for nothing."""

    def given(self, slots: Slots) -> Interval:
        """What gives its bounds in a comparison, which has its own answer to what is absent."""
        return self.interval(slots)

    def absence(self, slots: Slots) -> Truth | None:
        """What says whether there is no number at all: nothing answered, or what does not apply; None where there always is one."""
        return None


class Constant(Measures, frozen=True):
    """A number, `digits / 10**scale`."""

    measure = "number"
    digits: int
    scale: int = 0

    def interval(self, slots: Slots) -> Interval:
        number = logic.exact((self.digits, self.scale))
        return lambda _: (number, number)

    def words(self, speaker: Speaker) -> str:
        return f"{self.digits / 10**self.scale:g}"


class Day(Measures, frozen=True):
    """A day, as an ordinal."""

    measure = "date"
    ordinal: int

    def interval(self, slots: Slots) -> Interval:
        day = self.ordinal
        return lambda _: (day, day)

    def words(self, speaker: Speaker) -> str:
        return speaker.day(self.ordinal)


class InSlot(Reads, Measures, frozen=True):
    """A number that stands in a slot, which says whether there is one where *answered*."""

    answered: ClassVar[bool] = False

    def interval(self, slots: Slots) -> Interval:
        number, absence = self.given(slots), self.absence(slots)
        return number if absence is None else logic.or_nothing(number, absence)

    def given(self, slots: Slots) -> Interval:
        at = slots.need(self.slot)

        def bounds(v: Vector) -> logic.Bounds:
            low, high, *_ = v[at]
            return low, high

        return bounds

    def absence(self, slots: Slots) -> Truth | None:
        at = slots.need(self.slot)
        return (lambda v: TRUE - v[at][2]) if self.answered else None


class AsOf(InSlot, frozen=True):
    """`as_of`: the day whose law applies."""

    measure = "date"
    slot: str = "as-of"

    def words(self, speaker: Speaker) -> str:
        return speaker.say("when-day")


class Value(InSlot, frozen=True):
    """The answer to a fact that is a number or a date, `fact:x`."""

    answered = True

    def words(self, speaker: Speaker) -> str:
        return speaker.slot(self.slot)


class CriterionLevel(InSlot, frozen=True):
    """The level of a criterion, `criterion:principle.own`."""

    measure = "number"
    answered = True

    def words(self, speaker: Speaker) -> str:
        return speaker.say("when-level", what=speaker.title(self.slot))


class RubricScore(InSlot, frozen=True):
    """A score that the rubric defines, `score:x`."""

    measure = "number"

    def words(self, speaker: Speaker) -> str:
        return speaker.title(self.slot)


class Points(Measures, frozen=True):
    """The points of the answers to facts, together."""

    measure = "number"
    facts: tuple[str, ...]

    def names(self) -> tuple[str, ...]:
        return tuple(f"fact:{fact}" for fact in self.facts)

    def interval(self, slots: Slots) -> Interval:
        return logic.total([slots.points(fact) for fact in self.facts])

    def words(self, speaker: Speaker) -> str:
        return speaker.say("when-points", count=str(len(self.facts)))


class Calculation(Measures, frozen=True):
    """`a + b`, `a - b`, `a * b`, `a / b`."""

    operator: str
    left: Number
    right: Number

    def interval(self, slots: Slots) -> Interval:
        calculate = logic.CALCULATE[self.operator]
        one, other = self.left.interval(slots), self.right.interval(slots)
        return lambda v: calculate(one(v), other(v))

    def words(self, speaker: Speaker) -> str:
        return f"({self.left.words(speaker)} {self.operator} {self.right.words(speaker)})"


class Round(Measures, frozen=True):
    """`round_half_up(a)`."""

    number: Number

    def interval(self, slots: Slots) -> Interval:
        number = self.number.interval(slots)

        def rounded(v: Vector) -> logic.Bounds:
            low, high = number(v)
            return logic.half_up(low), logic.half_up(high)

        return rounded

    def words(self, speaker: Speaker) -> str:
        return speaker.say("when-round", what=self.number.words(speaker))


class If(Measures, frozen=True):
    """`if c then a else b`."""

    condition: Condition
    one: Number
    other: Number

    def interval(self, slots: Slots) -> Interval:
        return logic.chosen(self.condition.truth(slots), self.one.interval(slots), self.other.interval(slots))

    def words(self, speaker: Speaker) -> str:
        test = self.condition.words(speaker)
        return speaker.say("when-if", test=test, one=self.one.words(speaker), two=self.other.words(speaker))


Condition = Settled | And | Or | Not | In | Has | Concluded | Compare
Number = Constant | Day | AsOf | Value | CriterionLevel | RubricScore | Points | Calculation | Round | If
Expression = Condition | Number
