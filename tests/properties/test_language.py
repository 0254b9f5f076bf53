"""A new operator is one class, one line in the grammar and one message: all that is done with conditions follows."""

from __future__ import annotations

import inspect
from random import Random
from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from assess.conditions import nodes
from assess.conditions.grammar import JOINED, Word, parse
from assess.conditions.logic import FALSE, TRUE, UNKNOWN, Truth, Vector
from assess.conditions.nodes import Joined, Node, Slots, reads
from assess.engine.answers import Told
from assess.engine.evaluate import Evaluator
from assess.model.proposal import FactAnswer
from assess.model.rubric import Rubric
from assess.reporters.naming import Conditions, Names
from tests.properties.answering import bare, full, part
from tests.properties.rubrics import TEXT, closed_list, head, loaded, rubrics


class Xor(Joined, frozen=True):
    """`a xor b`: an odd number of parts hold."""

    word = "xor"

    def truth(self, slots: Slots) -> Truth:
        parts = [part.truth(slots) for part in self.conditions]

        def odd(v: Vector) -> int:
            truths = [part(v) for part in parts]
            return UNKNOWN if UNKNOWN in truths else TRUE if truths.count(TRUE) % 2 else FALSE

        return odd


@pytest.fixture
def _in_the_grammar(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(JOINED, "xor", Xor)


class English(Conditions):
    """The words of conditions, with that of the new operator."""

    def say(self, message: str, **values: str) -> str:
        """A message."""
        return "or else" if message == "when-xor" else super().say(message, **values)


def rubric(**terms: str) -> Rubric:
    """A rubric with two facts and *terms*."""
    facts = {name: {"title": TEXT, "question": TEXT, "kind": "one", "values": closed_list(["no", "yes"])} for name in ("day", "night")}
    named = {name: {"title": TEXT, "when": when, "because": TEXT} for name, when in terms.items()}
    return loaded({"rubric": head(), "facts": facts, "terms": named})


WHEN = "day == yes xor night == yes"


@pytest.mark.usefixtures("_in_the_grammar")
@pytest.mark.parametrize(
    ("day", "night", "truth"),
    [("yes", "yes", FALSE), ("yes", "no", TRUE), ("no", "yes", TRUE), ("no", "no", FALSE), ("yes", "", UNKNOWN), ("", "no", UNKNOWN)],
)
def test_it_is_evaluated_in_a_rubric_and_over_answers_alone(day: str, night: str, truth: int) -> None:
    under = rubric(once=WHEN)
    answers = {name: FactAnswer((value,)) for name, value in (("day", day), ("night", night)) if value}
    proposal = replace(bare(under), facts=answers)
    evaluator = Evaluator(under)
    assert evaluator.run(proposal)[evaluator.program.slots["term:once"]] == truth
    assert Told(under).truth(under.terms[0].when, proposal) == truth


@pytest.mark.usefixtures("_in_the_grammar")
def test_what_it_reads_is_known() -> None:
    assert list(reads(rubric(once=WHEN).terms[0].when)) == ["fact:day", "fact:night"]


@pytest.mark.usefixtures("_in_the_grammar")
def test_a_term_that_rests_on_itself_through_it_is_refused() -> None:
    with pytest.raises(AssertionError, match="cycle"):
        rubric(once=f"twice xor {WHEN}", twice="once")


@pytest.mark.usefixtures("_in_the_grammar")
def test_it_is_said_between_brackets_inside_another() -> None:
    under = rubric(once=f"not ({WHEN})")
    said = under.terms[0].when.words(English(Names(under, "en")))
    assert " or else " in said
    assert said.endswith(")")


@pytest.mark.usefixtures("_in_the_grammar")
def test_it_binds_by_its_place_among_the_others() -> None:
    def shape(word: Word) -> str:
        return f"({f' {word.kind} '.join(map(shape, word.parts))})" if word.parts else word.text

    assert shape(parse("a xor b and c or d")) == "(((a xor b) and c) or d)"


def test_all_that_can_be_said_can_be_kept() -> None:
    """A class that the unions lack could not be read back from the cache."""
    said = {found for _, found in inspect.getmembers(nodes, inspect.isclass) if issubclass(found, Node) and not inspect.isabstract(found)}
    kept = set(get_args(nodes.Expression))
    assert kept <= said
    assert {found for found in said - kept if not found.__subclasses__()} == set()


@settings(deadline=None, suppress_health_check=list(HealthCheck), max_examples=60)
@given(drawn=rubrics(), seed=st.integers(0, 2**32))
def test_a_condition_over_answers_alone_never_contradicts_the_rubric(drawn: Rubric, seed: int) -> None:
    """Where every fact has its place: an answer out of place counts for nothing in the rubric, and is read as it stands over answers alone."""
    under, random = replace(drawn, facts=tuple(replace(fact, applies=None) for fact in drawn.facts)), Random(seed)
    evaluator, told = Evaluator(under), Told(under)
    whole = full(under, random)
    for proposal in (whole, part(whole, under, random)):
        v, assessment = evaluator.run(proposal), evaluator.assess(proposal)
        for term in under.terms:
            if any(name.startswith(("criterion:", "score:")) for name in reads(term.when)):
                continue
            alone, concluded = told.truth(term.when, proposal), told.truth(term.when, proposal, assessment)
            known = v[evaluator.program.slots[f"term:{term.id}"]]
            if not under.closed_world or proposal is whole:
                assert {alone, known} != {FALSE, TRUE}
                assert {concluded, known} != {FALSE, TRUE}
            assert alone in (UNKNOWN, concluded)
