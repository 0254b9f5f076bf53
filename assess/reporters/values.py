"""The answer to a fact, in words."""

from __future__ import annotations

from assess.messages import long_date
from assess.model.proposal import FactAnswer
from assess.model.rubric import Fact
from assess.reporters.naming import Names


def answer_words(names: Names, fact: Fact, answer: FactAnswer) -> str:
    """What *answer* says of *fact*, in the words of the rubric."""
    if fact.kind == "number":
        if (worded := fact.worded(answer.number)) is not None:
            return worded[names.lang]
        digits, scale = answer.number
        unit = f" {fact.unit[names.lang]}" if fact.unit else ""
        return f"{digits / 10**scale:g}{unit}"
    if fact.kind == "date":
        return long_date(answer.number[0], names.lang)
    if fact.kind == "record":
        pairs = zip(fact.fields, answer.values, strict=True)
        return ", ".join(names.word(field.values, value) for field, value in pairs if value)
    return ", ".join(names.word(fact.values, value) for value in answer.values) or names.say("chain-none")
