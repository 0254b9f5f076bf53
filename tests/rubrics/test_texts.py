"""What each text covers: a use that respects all its limits, then the same use beyond each limit that matters (`texts.yaml`)."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from assess.model.assessment import TextResult
from assess.model.rubric import Rubric
from tests.rubrics.uses import Answers, Uses

READ = yaml.safe_load(Path(__file__).with_name("texts.yaml").read_text(encoding="utf-8"))
TEXTS = READ["texts"]
BEYOND = [(text, limit) for text, tried in TEXTS.items() for limit in tried["beyond"]]


def found(uses: Uses, text: str, beyond: Answers) -> TextResult:
    tried = TEXTS[text]
    answers = {name: str(value) for name, value in (READ["base"] | tried["use"] | beyond).items()}
    assessment = uses.on(str(tried["tried"]["day"]), tried["tried"]["technology"], answers)
    return next(result for result in assessment.texts if result.id == text)


@pytest.mark.parametrize("text", TEXTS)
def test_a_use_within_all_limits_is_covered(uses: Uses, text: str) -> None:
    result = found(uses, text, {})
    assert (result.status, result.outside) == (TEXTS[text]["tried"]["status"], ())


@pytest.mark.parametrize(("text", "limit"), BEYOND)
def test_a_use_beyond_a_limit_is_not_covered_and_the_limit_is_named(uses: Uses, text: str, limit: str) -> None:
    result = found(uses, text, TEXTS[text]["beyond"][limit])
    assert result.status != "covers"
    named = {outside.limit for outside in result.outside}
    assert limit in named | {supposed.limit for supposed in result.supposed}


def test_each_text_is_tried(rubric: Rubric) -> None:
    assert {text.id for text in rubric.texts} == set(TEXTS)
