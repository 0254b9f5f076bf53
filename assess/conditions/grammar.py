"""The syntax of conditions: text → tree of `Word`, or the first fault with its offset.

A recursive-descent parser over the small grammar of `rubrics/README.md`; names mean nothing here (see `resolution`).
"""

from __future__ import annotations

import re
from collections.abc import Callable

from msgspec import Struct

from assess.conditions.nodes import And, Or

MAX_LENGTH = 4000
MAX_DEPTH = 40
JOINED: dict[str, type[Or | And]] = {"or": Or, "and": And}
"""The words that join conditions, those that bind least first."""
KEYWORDS = frozenset([*JOINED, "not", "in", "has", "any", "all", "only", "if", "then", "else", "true", "false"])

_TOKEN = re.compile(
    r"\s*(?:(?P<date>\d{4}-\d{2}-\d{2})(?![\w-])|(?P<number>\d+(?:\.\d+)?)(?![\w.])|(?P<string>\"[^\"]*\")"
    r"|(?P<name>[A-Za-z]\w*(?:[-.]\w+)*)|(?P<op>==|!=|<=|>=|[<>(),+*/-]))"
)


Token = tuple[str, str, int, int]
"""A kind, a text, where it starts and ends."""


class Word(Struct, frozen=True):
    """One node of the tree: its *kind*, the *text* it carries (an operator, a name, a number), where it stands, its parts."""

    kind: str
    text: str
    start: int
    end: int
    parts: tuple[Word, ...] = ()


class ExpressionFault(Exception):
    """A fault in a condition: message id, values, and the characters it is about."""

    def __init__(self, message: str, start: int, end: int, **values: str) -> None:
        super().__init__(message)
        self.message, self.start, self.end, self.values = message, start, max(end, start + 1), values


def tokens(text: str) -> list[Token]:
    """The tokens of *text* as `(kind, text, start, end)`, closed by an `end` token. Raises `ExpressionFault`."""
    if len(text) > MAX_LENGTH:
        raise ExpressionFault("expression-too-long", 0, 1, limit=str(MAX_LENGTH))
    read: list[Token] = []
    at = 0
    stop = len(text.rstrip())
    while at < stop:
        match = _TOKEN.match(text, at)
        if match is None or match.lastgroup is None:
            start = at + len(text[at:]) - len(text[at:].lstrip())
            raise ExpressionFault("expression-character", start, start + 1, found=text[start])
        kind = match.lastgroup
        word = match.group(kind)
        kind = "keyword" if kind == "name" and (word in KEYWORDS or word in JOINED) else kind
        read.append((kind, word, match.start(match.lastgroup), match.end()))
        at = match.end()
    read.append(("end", "", stop, stop + 1))
    return read


def parse(text: str) -> Word:
    """The tree of the condition *text*. Raises `ExpressionFault` at the first fault."""
    return _Parser(tokens(text)).whole()


class _Parser:
    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.at = 0
        self.depth = 0

    def whole(self) -> Word:
        tree = self.either()
        kind, word, start, end = self.tokens[self.at]
        if kind != "end":
            raise ExpressionFault("expression-extra", start, end, found=word)
        return tree

    def sees(self, *words: str) -> bool:
        kind, word, _, _ = self.tokens[self.at]
        return kind in ("op", "keyword") and word in words

    def take(self) -> Token:
        token = self.tokens[self.at]
        self.at += 1
        return token

    def expect(self, word: str) -> Token:
        if not self.sees(word):
            _, found, start, end = self.tokens[self.at]
            raise ExpressionFault("expression-expected", start, end, expected_word=word, found=found or "∎")
        return self.take()

    def either(self, above: int = 0) -> Word:
        words = list(JOINED)[above:]
        if not words:
            return self.negation()
        word, parts = words[0], [self.either(above + 1)]
        while self.sees(word):
            self.take()
            parts.append(self.either(above + 1))
        return parts[0] if len(parts) == 1 else Word(word, word, parts[0].start, parts[-1].end, tuple(parts))

    def negation(self) -> Word:
        if not self.sees("not"):
            return self.comparison()
        _, word, start, _ = self.take()
        part = self.nested(self.negation)
        return Word("not", word, start, part.end, (part,))

    def nested(self, rule: _Rule) -> Word:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            _, _, start, end = self.tokens[self.at]
            raise ExpressionFault("expression-too-deep", start, end, limit=str(MAX_DEPTH))
        part = rule()
        self.depth -= 1
        return part

    def comparison(self) -> Word:
        left = self.sum()
        if self.sees("==", "!=", "<", "<=", ">", ">="):
            _, op, _, _ = self.take()
            right = self.sum()
            return Word("compare", op, left.start, right.end, (left, right))
        if self.sees("in"):
            self.take()
            items = self.listing()
            return Word("in", "in", left.start, items.end, (left, *items.parts))
        if self.sees("has"):
            return self.having(left)
        return left

    def having(self, left: Word) -> Word:
        self.take()
        mode = self.take()[1] if self.sees("any", "all", "only") else ""
        items = self.listing() if mode else self.sum()
        parts = items.parts if mode else (items,)
        return Word("has", mode or "any", left.start, items.end, (left, *parts))

    def listing(self) -> Word:
        start = self.expect("(")[2]
        items = [self.sum()]
        while self.sees(","):
            self.take()
            items.append(self.sum())
        end = self.expect(")")[3]
        return Word("list", "", start, end, tuple(items))

    def whichever(self) -> Word:
        """`(any)`: a function of one item, of any of them."""
        start = self.expect("(")[2]
        _, word, at, end = self.take()
        return Word("list", "", start, self.expect(")")[3], (Word("name", word, at, end),))

    def sum(self) -> Word:
        return self.arithmetic(("+", "-"), self.product)

    def product(self) -> Word:
        return self.arithmetic(("*", "/"), self.atom)

    def arithmetic(self, ops: tuple[str, ...], below: _Rule) -> Word:
        left = below()
        while self.sees(*ops):
            op = self.take()[1]
            right = below()
            left = Word("arithmetic", op, left.start, right.end, (left, right))
        return left

    def atom(self) -> Word:
        kind, word, start, end = self.tokens[self.at]
        if self.sees("("):
            self.take()
            inner = self.nested(self.either)
            self.expect(")")
            return inner
        if self.sees("if"):
            return self.nested(self.choice)
        if self.sees("true", "false"):
            self.take()
            return Word("bool", word, start, end)
        if kind not in ("name", "number", "date", "string"):
            raise ExpressionFault("expression-operand", start, end, found=word or "∎")
        self.take()
        if kind == "name" and self.sees("("):
            items = self.nested(self.whichever if self.tokens[self.at + 1][1] == "any" else self.listing)
            return Word("call", word, start, items.end, items.parts)
        return Word(kind, word.strip('"') if kind == "string" else word, start, end)

    def choice(self) -> Word:
        start = self.take()[2]
        condition = self.either()
        self.expect("then")
        one = self.sum()
        self.expect("else")
        other = self.sum()
        return Word("if", "if", start, other.end, (condition, one, other))


_Rule = Callable[[], Word]
