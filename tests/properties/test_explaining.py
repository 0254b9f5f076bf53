"""Whatever the rubric and the answers, everything can be explained, in both languages, in 80 columns."""

from __future__ import annotations

from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assess.engine.evaluate import Evaluator
from assess.messages import LANGUAGES
from assess.model.rubric import Rubric
from assess.reporters.chain import known, result, result_of
from assess.reporters.explain import explained, tables
from tests.properties.answering import DAY, full, part
from tests.properties.rubrics import rubrics

SLOW = settings(deadline=None, suppress_health_check=list(HealthCheck))
Lines = list[tuple[tuple[str, str], ...]]


def narrow(lines: Lines) -> bool:
    """Whether every line of more than one word fits."""
    told = ["".join(text for text, _ in line) for line in lines]
    return bool(told) and all(len(line) <= 80 or len(line.split()) <= 2 for line in told)


@settings(SLOW, max_examples=25)
@given(rubric=rubrics())
def test_every_item_of_any_rubric(rubric: Rubric) -> None:
    for kind, names in tables(rubric).items():
        for name in names:
            for lang in LANGUAGES:
                assert narrow(explained(rubric, f"{kind}:{name}", lang, DAY))


@settings(SLOW, max_examples=40)
@given(rubric=rubrics(), seed=st.integers(0, 2**32))
def test_any_result_and_each_of_its_parts(rubric: Rubric, seed: int) -> None:
    random = Random(seed)
    proposal = part(full(rubric, random), rubric, random)
    assessment = Evaluator(rubric).assess(proposal)
    for lang in LANGUAGES:
        assert narrow(result(rubric, proposal, assessment, lang))
        assert all(narrow(result_of(rubric, proposal, assessment, item, lang)) for item in known(rubric))
