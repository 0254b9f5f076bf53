"""Sentences read clause by clause: which classes of words stand in each, and what is denied there.

The data of a check name classes of words (`data`: images, recordings…) and say, under `grammar`, what begins a clause and what denies. All
is found in one pass over the words of the text, however long a sentence is.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, Final, NamedTuple

from assess.checks.page import Page
from assess.checks.phrases import heads, parted, pattern
from assess.checks.reach import Reach

_BEGIN: Final = ("part", "cut", "relative", "apart")
_DENY: Final = ("not", "never", "only", "expletive", "without", "excluded")
GRAMMAR: Final = ("idiom", *_BEGIN, "unread", "abroad", "elsewhere", *_DENY)
"""What the classes of `grammar` are. Some begin a clause (`part`, linked to nothing before; `relative` and `apart`, up to the next comma);
some keep a clause (`apart`, `unread`) or a sentence (`elsewhere`, `abroad`) from being read; some deny, save inside an `idiom`: `not`, the
clause, unless `only` follows; `never`, where there is no `not`, and `without`, what comes up to a comma; `excluded`, the clause.
"""
_COMMA: Final = "comma"
_SIGNS: Final = {",": _COMMA, ";": "part"} | dict.fromkeys(":()–—", "cut")
_LONGEST: Final = 40
"""No stem is longer."""
_TOKEN: Final = re.compile(r"\w+|[,;:()–—]")
_PLAIN: Final = re.compile(r"\w+\*?")
_FIRST: Final = re.compile(r"\w+\*?(?=\s)")
_ALONE: Final = re.compile(r"(?<!-)\w+(?!-)")
_EDGE: Final = " \n\t,;:()–—-*"


class Hit(NamedTuple):
    """Words of a class, at their place."""

    start: int
    end: int
    name: str


class Clause:
    """A part of a sentence with the words known in it."""

    def __init__(self, start: int, end: int, hits: list[Hit], about: set[str], *, read: bool, abroad: bool) -> None:
        """Keep what stands from *start* to *end*; *about* is what stands in all the clauses that it is linked to."""
        self.start, self.end, self.hits, self.about, self.abroad = start, end, hits, about, abroad
        self.names = {hit.name for hit in hits}
        self.read = read and "unread" not in self.names
        about |= self.names
        self._denied = "excluded" in self.names
        self._scopes: list[tuple[int, int]] = []
        self._weigh()

    def _weigh(self) -> None:
        """Find what is denied: the whole, or from some word up to a comma."""
        spared = {"expletive", "never"} & self.names if "not" in self.names else set()
        first = next((hit.start for hit in self.hits if hit.name == "not"), -1)
        only = any(hit.name == "only" and hit.start > first for hit in self.hits)
        denies = first >= 0 and ("never" in spared or not ("expletive" in spared or only))
        self._denied ^= denies
        whole = {hit.start for hit in self.hits if denies and hit.name == "expletive"}  # “none unless somebody, trained, agrees”
        for hit in self.hits:
            if hit.name in ("without", "never")[: 1 if denies else 2] and not self._within(hit.start):
                self._scopes.append((hit.start, self.end))
            elif hit.name == _COMMA and self._within(hit.start) and self._scopes[-1][0] not in whole:
                self._scopes[-1] = self._scopes[-1][0], hit.start

    def _within(self, at: int) -> bool:
        after = bisect_right(self._scopes, (at, self.end))
        return after > 0 and at < self._scopes[after - 1][1]

    def denies(self, hit: Hit) -> bool:
        """Whether what *hit* names is denied; two denials are none."""
        return self._denied != self._within(hit.start)


@cache
def _whole(phrase: str) -> re.Pattern[str] | None:
    """What finds *phrase* where its first word stands; None where that word is all of it."""
    return None if _PLAIN.fullmatch(phrase) else _ALONE if _PLAIN.fullmatch(phrase[1:-1]) else pattern((phrase,))


@cache
def _second(phrase: str) -> tuple[frozenset[str], tuple[str, ...]] | None:
    """The words, and the beginnings of words, of which one comes second in *phrase*; None where that cannot be told.

    So a phrase is compiled, and tried, where its second word stands, and no earlier.
    """
    choices, rest = parted(phrase)
    if not choices:
        first = _FIRST.match(phrase)
        choices, rest = ([first[0]], phrase[first.end() :]) if first else ([], "")
    words = [*heads(f"{rest.strip()} #")]
    if not (rest[:1].isspace() and all(map(_PLAIN.fullmatch, (*choices, *words)))):
        return None
    return frozenset(words), tuple(word[:-1] for word in words if word.endswith("*"))


class Lexicon:
    """Classes of words in one language."""

    def __init__(self, classes: Mapping[str, Iterable[str]]) -> None:
        """Know the phrases of *classes* by their first words. Phrases with a fault find nothing: the reader told of them."""
        self._heads: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for name, phrases in classes.items():
            for phrase in (phrase.strip().lower() for phrase in phrases):
                choices, rest = parted(phrase)
                words = [f"({each})" for each in choices if not rest and _PLAIN.fullmatch(each)]
                others = "|".join(each for each in choices if f"({each})" not in words)
                for choice in (*words, f"({others})" if words else phrase):
                    for head in {*heads(choice)}:
                        self._heads[head].append((name, choice))
        self._known: dict[str, list[tuple[str, str]]] = {}

    def _of(self, word: str) -> list[tuple[str, str]]:
        """What *word* may begin."""
        if word not in self._known:
            stems = (f"{word[:end]}*" for end in range(1, min(len(word), _LONGEST) + 1))
            entries = [entry for head in (word, *stems) for entry in self._heads.get(head, ())]
            self._known[word] = sorted(entries, key=lambda entry: entry[0] != GRAMMAR[0])  # an idiom comes first
        return self._known[word]

    def find(self, text: str, start: int, end: int) -> list[Hit]:
        """The words of some class from *start* to *end* of *text*, in order."""
        hits, idiom = list[Hit](), start
        tokens = [*_TOKEN.finditer(text, start, end)]
        words = [token[0].lower() for token in tokens]
        for token, word, following in zip(tokens, words, (*words[1:], ""), strict=False):
            at = token.start()
            if sign := _SIGNS.get(word):
                hits.append(Hit(at, token.end(), sign))
            for name, phrase in self._of(word):
                if (second := _second(phrase)) and following not in second[0] and not following.startswith(second[1]):
                    continue
                found = whole.match(text, at, end) if (whole := _whole(phrase)) else token
                if found and (at >= idiom or name not in GRAMMAR):
                    hits.append(Hit(at, found.end(), name))
                    idiom = found.end() if name == GRAMMAR[0] else idiom
        return hits

    def clauses(self, page: Page, reach: Reach) -> Iterator[list[Clause]]:
        """The clauses of each sentence of *reach*; those of a list have what its announcement is about."""
        announced: set[str] = set()
        for block, (start, last) in zip(reach.blocks, reach.ranges(), strict=True):
            first, lead = start, announced if block.kind == "list" else set()
            while first < last:
                end = max(page.sentence(first, first)[1], first + 1)
                end = page.prose.find("\n", first, last) + 1 or last if block.kind == "table" else end  # a row, not a cell
                if found := self._cut(self.find(page.prose, first, end), first, end, lead):
                    yield found
                announced = found[-1].about if page.prose[first:end].rstrip().endswith(":") else set()
                lead, first = lead or (announced if block.kind == "list" else set()), end

    def _cut(self, hits: list[Hit], start: int, end: int, lead: set[str]) -> list[Clause]:
        clauses, about, kind, held = list[Clause](), set(lead), "part", list[Hit]()
        named = {hit.name for hit in hits}
        for hit in (*hits, Hit(end, end, "cut")):
            if hit.name in _BEGIN or (hit.name == _COMMA and kind in ("relative", "apart")):
                read = "elsewhere" not in named and kind != "apart"
                clauses.append(Clause(start, hit.start, held, about, read=read, abroad="abroad" in named))
                start, held, within = hit.start, [], hit.name == "cut" and hit.end - hit.start > 1 and kind in ("relative", "apart")
                kind = kind if within else "cut" if hit.name == _COMMA else hit.name
                about = set(lead) if hit.name == "part" else about
            held.append(hit)
        return clauses


def words_of(page: Page, clause: Clause) -> tuple[int, str]:
    """Where the words of *clause* begin, and those words."""
    text = page.prose[clause.start : clause.end]
    return clause.start + len(text) - len(text.lstrip(_EDGE)), text.strip(_EDGE)


def lexicon(settings: Mapping[str, Any], lang: str) -> Lexicon:
    """The words that *settings* name in *lang*."""
    named = {name: settings.get("grammar", {}).get(name, {}) for name in GRAMMAR} | settings.get("classes", {})
    return _lexicon(tuple((name, tuple(phrases.get(lang, ()))) for name, phrases in named.items()))


@cache
def _lexicon(classes: tuple[tuple[str, tuple[str, ...]], ...]) -> Lexicon:
    return Lexicon(dict(classes))
