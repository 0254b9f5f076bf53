"""What a survey says of when a question is shown, turned into a condition of the rubric language.

`{a} = "x"` and `{a} != "x"` on questions with one value; `{a} contains "x"` and `{a} contains ["x", "y"]`: all of them among several
values, or, on a question with one value, part of the text of that value (which is how `contains` reads a text); `{a} anyof ["x", "y"]`;
`{a} empty`, `{a} notempty`; `and`, `or`, parentheses. A question that is not shown has no value. Anything else is refused.
"""

from __future__ import annotations

import re
from typing import Final

from tests.aia.survey import ONE, SEVERAL, WRITTEN, Question, Survey, SurveyError

_TOKEN: Final = re.compile(
    r"\s*(?:\{(?P<question>[^{}]+)\}|'(?P<single>[^']*)'|\"(?P<double>[^\"]*)\"|(?P<sign>[()\[\],]|!=|<>|==|=)|(?P<word>[\w.-]+))"
)
_SAME: Final = {"==": "=", "<>": "!="}
_NOTHING: Final = "false"


def condition(text: str, survey: Survey) -> str:
    """The expression that says what *text* says, with the ids of *survey*. Raises `SurveyError`."""
    return _Parser(text, survey).whole()


def every(texts: tuple[str, ...], survey: Survey) -> str:
    """The expression that says all that *texts* say; nothing when there are none."""
    return _joined("and", [condition(text, survey) for text in texts])


def _joined(word: str, parts: list[str]) -> str:
    if len(parts) == 1:
        return parts[0]
    return f" {word} ".join(f"({part})" if " and " in part or " or " in part else part for part in parts)


class _Parser:
    def __init__(self, text: str, survey: Survey) -> None:
        self.text, self.survey = text, survey
        self.tokens = self._tokens()
        self.at = 0

    def _tokens(self) -> list[tuple[str, str]]:
        found: list[tuple[str, str]] = []
        at = 0
        while self.text[at:].strip():
            match = _TOKEN.match(self.text, at)
            if match is None or match.lastgroup is None:
                raise self.fault()
            kind = "text" if match.lastgroup in ("single", "double") else match.lastgroup
            found.append((kind, match.group(match.lastgroup)))
            at = match.end()
        return [*found, ("end", "")]

    def fault(self) -> SurveyError:
        return SurveyError(self.text, "no way to express this condition")

    def take(self, kind: str) -> str:
        found, word = self.tokens[self.at]
        if found != kind:
            raise self.fault()
        self.at += 1
        return word

    def takes(self, word: str) -> bool:
        """Whether *word* comes next; if so, go past it."""
        found = self.tokens[self.at] in (("word", word), ("sign", word))
        self.at += found
        return found

    def whole(self) -> str:
        found = self.either()
        self.take("end")
        return found

    def either(self) -> str:
        parts = [self.both()]
        while self.takes("or"):
            parts.append(self.both())
        return _joined("or", parts)

    def both(self) -> str:
        parts = [self.single()]
        while self.takes("and"):
            parts.append(self.single())
        return _joined("and", parts)

    def single(self) -> str:
        if self.takes("("):
            found = self.either()
            if not self.takes(")"):
                raise self.fault()
            return found
        name = self.take("question")
        question = self.survey.questions.get(name)
        kind, word = self.tokens[self.at]
        if question is None or kind not in ("word", "sign"):
            raise self.fault()
        self.at += 1
        return self.said(question, _SAME.get(word, word))

    def said(self, question: Question, operator: str) -> str:
        """What *operator*, and the operand that follows, say of *question*."""
        if operator in ("empty", "notempty"):
            anything = self.among(question, list(question.points))
            return anything if operator == "notempty" else f"not ({anything})"
        wanted = self.operand()
        if question.how == WRITTEN:
            raise self.fault()
        if operator == "anyof":
            return self.among(question, wanted)
        if operator == "contains":
            return self.containing(question, wanted)
        if operator not in ("=", "!=") or question.how != ONE or len(wanted) != 1:
            raise self.fault()
        equal = self.among(question, wanted)
        return equal if operator == "=" else f"not ({equal})"

    def operand(self) -> list[str]:
        if not self.takes("["):
            return [self.literal()]
        found = [self.literal()]
        while self.takes(","):
            found.append(self.literal())
        if not self.takes("]"):
            raise self.fault()
        return found

    def literal(self) -> str:
        return self.take("word" if self.tokens[self.at][0] == "word" else "text")

    def containing(self, question: Question, wanted: list[str]) -> str:
        if question.how == ONE:
            part = ",".join(wanted)
            return self.among(question, [value for value in question.points if part in value])
        if not question.points.keys() >= set(wanted):
            return _NOTHING
        return f"{self.survey.ids.of(question.name)} has all {self.listed(question, wanted)}"

    def among(self, question: Question, wanted: list[str]) -> str:
        """That one of the *wanted* values is given."""
        known = [value for value in question.points if value in wanted]
        if not known:
            return _NOTHING
        fact = self.survey.ids.of(question.name)
        if question.how == SEVERAL:
            return f"{fact} has any {self.listed(question, known)}"
        if len(known) == 1:
            return f'{fact} == "{self.survey.values[question.name].of(known[0])}"'
        return f"{fact} in {self.listed(question, known)}"

    def listed(self, question: Question, values: list[str]) -> str:
        ids = self.survey.values[question.name]
        return "(" + ", ".join(f'"{ids.of(value)}"' for value in values) + ")"
