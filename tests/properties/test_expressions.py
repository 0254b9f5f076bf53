"""Conditions: the parser takes any text, and three-valued logic keeps its laws."""

from __future__ import annotations

import operator
from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assess.conditions import logic
from assess.conditions.grammar import MAX_DEPTH, MAX_LENGTH, ExpressionFault, parse, tokens
from assess.conditions.logic import FALSE, TRUE, UNKNOWN, Truth, Vector
from assess.conditions.nodes import Node
from assess.conditions.resolution import Scope, condition, number
from assess.engine import bounds
from assess.loading.reader import listed
from tests.properties.rubrics import Known, conditions, numbers

WORDS = (
    *("and", "or", "not", "in", "has", "any", "all", "only", "if", "then", "else", "true", "false", "(", ")", ",", "==", "!="),
    *("<", "<=", ">", ">=", "+", "-", "*", "/", "1", "2.5", "2024-03-02", "2024-02-31", '"a b"', '"', "'", "=", "&", "é", "\n", "."),
    *("phase", "trial", "purposes", "terrorism", "tier", "low", "days", "end", "p.c", "act", "met", "in_force", "points", "as_of"),
    *("action", "deploy", "round_half_up", "blocked", "x-y", "x - y", "٣", "１"),
)
SOUP = st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join)
GLUED = st.lists(st.sampled_from(WORDS), max_size=30).map("".join)
TEXTS = st.one_of(SOUP, GLUED, st.text(max_size=80))
SCOPE = Scope(
    closed={"phase": ("trial", "lasting"), "stage": ("exploration", "referral")},
    several={"purposes": ("terrorism", "rescue")},
    ordered={"tier": ("low", "high")},
    numbers={"days"},
    dates={"end"},
    terms={"long"},
    criteria={"p.c"},
    safeguards={"dpia"},
    principles={"p"},
    red_lines={"line"},
    law={"act"},
    scores={"raw"},
    instruments=("decree", "statute"),
    actions=("deploy", "stop"),
    points={"risk": ["phase"]},
    points_max={"phase": 3},
)


class TestParsing:
    @given(TEXTS)
    def test_any_text_is_parsed_or_faulted(self, text: str) -> None:
        try:
            tree = parse(text)
        except ExpressionFault as fault:
            assert 0 <= fault.start <= len(text)
            assert fault.start < fault.end
        else:
            assert 0 <= tree.start < tree.end <= len(text)

    @given(TEXTS, st.booleans())
    def test_any_text_is_resolved_with_its_faults(self, text: str, action: bool) -> None:
        for resolved, faults in (condition(text, SCOPE, speaks_of_action=action), number(text, SCOPE)):
            assert isinstance(resolved, Node)
            assert all(0 <= fault.start <= len(text) for fault in faults)

    @given(SOUP)
    def test_tokens_cover_the_text(self, text: str) -> None:
        try:
            found = tokens(text)
        except ExpressionFault:
            return
        covered = "".join(text[start:end] for _, _, start, end in found[:-1])
        assert "".join(covered.split()) == "".join(text.split())

    @pytest.mark.parametrize(
        "text", ["(" * 5000, "not " * 900, "if " * 900, "(" * MAX_DEPTH * 2 + "1", "a and " * 600, "x" * (MAX_LENGTH + 1)]
    )
    def test_what_is_too_deep_or_too_long_is_a_fault(self, text: str) -> None:
        with pytest.raises(ExpressionFault):
            parse(text)

    @given(conditions(Known(closed={"phase": ["trial", "lasting"]}, numbers=["days"], ordered={"tier": ["low", "high"]})))
    def test_what_our_rubrics_may_write_is_free_of_faults(self, text: str) -> None:
        assert condition(text, SCOPE)[1] == []

    @given(numbers(Known(numbers=["days", "p.c"], points=["points(risk)"])))
    def test_what_our_scores_may_write_is_free_of_faults(self, text: str) -> None:
        assert number(text, SCOPE)[1] == []

    def test_the_names_known_do_not_depend_on_the_order_of_sets(self) -> None:
        faults = [condition("nothing == 1", Scope(numbers=set(names)))[1][0] for names in (("b", "a", "c"), ("c", "b", "a"))]
        assert len({fault.values["known"] for fault in faults}) == 1
        assert listed(faults[0].values["known"].split("\n")) == "a, as_of, b, c"


TRUTHS = (FALSE, UNKNOWN, TRUE)
TWO = list(product(TRUTHS, repeat=2))


def of(join: Callable[[Sequence[Truth]], Truth], *given_truths: int) -> int:
    """What *join* gives of truths."""
    v: Vector = list(given_truths)
    return join([operator.itemgetter(at) for at in range(len(v))])(v)


class TestLogic:
    @pytest.mark.parametrize(("one", "other"), TWO)
    def test_and_is_the_least_and_or_the_greatest(self, one: int, other: int) -> None:
        assert of(logic.both, one, other) == min(one, other)
        assert of(logic.either, one, other) == max(one, other)

    @given(st.lists(st.sampled_from(TRUTHS), min_size=1, max_size=5))
    def test_of_any_number_of_parts(self, truths: list[int]) -> None:
        assert of(logic.both, *truths) == min(truths)
        assert of(logic.either, *truths) == max(truths)
        assert logic.any_slot(range(len(truths)))(truths) == max(truths, default=FALSE)

    @pytest.mark.parametrize(("one", "other"), TWO)
    def test_de_morgan(self, one: int, other: int) -> None:
        assert TRUE - of(logic.both, one, other) == of(logic.either, TRUE - one, TRUE - other)

    @given(st.lists(st.tuples(st.sampled_from(TRUTHS), st.booleans()), min_size=1, max_size=5))
    def test_knowing_more_never_contradicts(self, parts: list[tuple[int, bool]]) -> None:
        before = [truth for truth, _ in parts]
        after = [TRUE if truth == UNKNOWN and more else truth for truth, more in parts]
        for make in (logic.both, logic.either):
            assert of(make, *before) in (UNKNOWN, of(make, *after))


class TestSets:
    @given(st.integers(1, 31), st.integers(1, 31), st.integers(0, 31))
    def test_a_value_known_better_never_contradicts(self, mask: int, fewer: int, allowed: int) -> None:
        smaller = mask & fewer or mask
        truth = logic.one_of(0, allowed)
        assert truth([mask]) in (UNKNOWN, truth([smaller]))
        values = {bit for bit in (1, 2, 4, 8, 16) if mask & bit}
        outcomes = {TRUE if value & allowed else FALSE for value in values}
        assert truth([mask]) == (outcomes.pop() if len(outcomes) == 1 else UNKNOWN)

    @given(st.integers(0, 15), st.integers(0, 15), st.integers(0, 15), st.integers(1, 15), st.sampled_from(("any", "all", "only")))
    def test_values_known_better_never_contradict(self, must: int, may: int, chosen: int, wanted: int, mode: str) -> None:
        may |= must
        truth = logic.has(0, mode, wanted)
        settled = must | (chosen & may)
        assert truth([(must, may)]) in (UNKNOWN, truth([(settled, settled)]))
        assert truth([(settled, settled)]) != UNKNOWN

    @given(st.integers(0, 15), st.integers(1, 15))
    def test_what_each_mode_means(self, values: int, wanted: int) -> None:
        found = {mode: logic.has(0, mode, wanted)([(values, values)]) for mode in ("any", "all", "only")}
        assert found["any"] == (TRUE if values & wanted else FALSE)
        assert found["all"] == (TRUE if values & wanted == wanted else FALSE)
        assert found["only"] == (TRUE if values and values & wanted == values else FALSE)


EXACT = st.one_of(st.integers(-20, 20), st.fractions(-20, 20, max_denominator=12))
OPERATORS: dict[str, Callable[[Any, Any], bool]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
ARITHMETIC: dict[str, Callable[[Any, Any], Any]] = {"+": operator.add, "-": operator.sub, "*": operator.mul}


def around(inside: Any, below: Any, above: Any) -> tuple[Any, Any]:
    """An interval that holds *inside*."""
    return inside - abs(below), inside + abs(above)


class TestIntervals:
    @given(EXACT, EXACT, EXACT, EXACT, EXACT, EXACT, st.sampled_from(sorted(OPERATORS)))
    def test_a_comparison_of_intervals_holds_of_what_is_inside(self, x: Any, y: Any, a: Any, b: Any, c: Any, d: Any, op: str) -> None:
        truth = logic.COMPARE[op](*around(x, a, b), *around(y, c, d))
        assert truth in (UNKNOWN, TRUE if OPERATORS[op](x, y) else FALSE)
        assert logic.COMPARE[op](x, x, y, y) == (TRUE if OPERATORS[op](x, y) else FALSE)

    @given(EXACT, EXACT, EXACT, EXACT, EXACT, EXACT, st.sampled_from(sorted(ARITHMETIC)))
    def test_a_calculation_of_intervals_holds_what_is_calculated_inside(
        self, x: Any, y: Any, a: Any, b: Any, c: Any, d: Any, op: str
    ) -> None:
        low, high = logic.CALCULATE[op](around(x, a, b), around(y, c, d))
        assert low <= ARITHMETIC[op](x, y) <= high
        assert logic.CALCULATE[op]((x, x), (y, y)) == (ARITHMETIC[op](x, y),) * 2

    @given(EXACT, EXACT, EXACT, EXACT.filter(bool))
    def test_so_does_a_division(self, x: Any, a: Any, b: Any, y: Any) -> None:
        low, high = logic.CALCULATE["/"](around(x, a, b), (y, y))
        assert low <= Fraction(x) / y <= high

    @given(EXACT, EXACT)
    def test_rounding_keeps_the_order(self, x: Any, y: Any) -> None:
        low, high = sorted((x, y))
        assert logic.half_up(low) <= logic.half_up(high)
        assert abs(logic.half_up(x) - x) <= Fraction(1, 2)
        assert logic.half_up(Fraction(5, 2)) == 3
        assert logic.half_up(Fraction(-5, 2)) == -2

    @given(st.sampled_from(TRUTHS), st.sampled_from(TRUTHS), st.sampled_from(sorted(OPERATORS)))
    def test_a_number_that_may_be_absent(self, truth: int, absent: int, op: str) -> None:
        found = logic.when_absent(truth, absent, op)
        nothing = TRUE if op == "!=" else FALSE
        for settled in [absent] if absent != UNKNOWN else [FALSE, TRUE]:
            assert found in (UNKNOWN, nothing if settled == TRUE else truth)


LEVELS = st.tuples(st.integers(0, 4), st.integers(0, 4), st.sampled_from(TRUTHS), st.integers(1, 4))


class TestBounds:
    @given(st.lists(LEVELS, min_size=1, max_size=5), st.data())
    def test_the_mean_of_any_levels_inside_is_inside(self, given_levels: list[tuple[int, int, int, int]], data: st.DataObject) -> None:
        criteria = [(min(a, b), max(a, b), applies) for a, b, applies, _ in given_levels]
        weights = [(at, weight) for at, (_, _, _, weight) in enumerate(given_levels)]
        low, high, there = bounds.mean_score(weights)(list(criteria))
        settled = []
        for lowest, highest, applies in criteria:
            level = data.draw(st.integers(lowest, highest))
            settled.append((level, level, data.draw(st.sampled_from((FALSE, TRUE))) if applies == UNKNOWN else applies))
        mean, same, something = bounds.mean_score(weights)(settled)
        assert something == FALSE or (mean == same and low <= mean <= high)
        assert there in (UNKNOWN, something)

    @given(st.lists(st.tuples(st.sampled_from(TRUTHS), st.sampled_from((2, 4, 8))), max_size=5), st.sampled_from((0, 2, 4)), st.data())
    def test_what_rules_conclude_is_inside(self, rules: list[tuple[int, int]], default: int, data: st.DataObject) -> None:
        slots = [(at, bit) for at, (_, bit) in enumerate(rules)]
        before = [truth for truth, _ in rules]
        after = [data.draw(st.sampled_from((FALSE, TRUE))) if truth == UNKNOWN else truth for truth in before]
        holding = [bit for (_, bit), truth in zip(rules, after, strict=True) if truth == TRUE]
        expected = {
            "first": holding[0] if holding else default or 14,
            "highest": max(holding) if holding else default or 14,
            "lowest": min(holding) if holding else default or 14,
        }
        made = {
            "first": bounds.first(slots, default, 14),
            "highest": bounds.highest(slots, default, 14),
            "lowest": bounds.lowest(slots, default, 14),
        }
        for name, bound in made.items():
            assert bound(list(after)) == expected[name]
            assert expected[name] & ~bound(list(before)) == 0
