"""Answers to a questionnaire written as an ordinary proposal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.aia.convert import named, quoted
from tests.aia.survey import GIVEN, NAME, SEVERAL, WRITTEN, Ids, Question, Survey, SurveyError

if TYPE_CHECKING:
    from collections.abc import Iterator

Answers = dict[str, Any]
"""For each question answered, a value, a list of values, or a text."""


def unrecognised(survey: Survey, answers: Answers) -> list[tuple[str, str]]:
    """The answers that the questionnaire does not know, as (question, value): it has no points for them."""
    found = [(name, "") for name in answers if name not in survey.questions]
    for question, values in _chosen(survey, answers):
        found += [(question.name, value) for value in values if value not in question.points]
    return found


def proposal_text(survey: Survey, answers: Answers, *, identifier: str = "case") -> str:
    """The text of the proposal that gives these *answers*; what the questionnaire does not know is left out."""
    lines = [
        "format: 1",
        f"id: {named(Ids(NAME).of(identifier))}",
        f"title: {quoted(identifier)}",
        "language: en",
        "date: 2026-01-01",
        "technology: automated-decision-system",
        *_facts(survey, answers),
    ]
    return "\n".join(lines) + "\n"


def _facts(survey: Survey, answers: Answers) -> list[str]:
    lines = []
    for question, given in _chosen(survey, answers):
        if values := [value for value in dict.fromkeys(given) if value in question.points]:
            lines.append(f"  {named(survey.ids.of(question.name))}: {_answer(survey, question, values, str(answers[question.name]))}")
    return ["facts:", *lines] if lines else []


def _answer(survey: Survey, question: Question, values: list[str], written: str) -> str:
    if question.how == WRITTEN:
        words = "".join(character for character in written if character.isprintable() or character == "\n").strip()
        return f"{{value: {GIVEN}, because: {quoted(words)}}}" if words else GIVEN
    ids = [quoted(survey.values[question.name].of(value)) for value in values]
    return f"[{', '.join(ids)}]" if question.how == SEVERAL else ids[0]


def _chosen(survey: Survey, answers: Answers) -> Iterator[tuple[Question, list[str]]]:
    """Each question answered, with the values given. A blank text and an empty list are no answer."""
    for name, answer in answers.items():
        question = survey.questions.get(name)
        if question is None or answer in (None, "", []):
            continue
        if question.how == WRITTEN:
            yield question, [GIVEN] if str(answer).strip() else []
            continue
        values = [str(value) for value in answer] if isinstance(answer, list) else [str(answer)]
        if question.how != SEVERAL and len(values) > 1:
            raise SurveyError(name, "several answers to a question that takes one")
        yield question, values
