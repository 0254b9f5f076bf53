"""What passes for an ordinary space, for nothing, or for a letter or sign of the keyboard is shown by its code and named, wherever it stands."""

from __future__ import annotations

import re

import pytest

from assess.loading.reader import Reader, ordered
from assess.messages import LANGUAGES
from assess.reporters.text import render
from assess.yaml_source.document import read_document

SPACES = "\u00a0\u1680\u2000\u2002\u2003\u2007\u2009\u200a\u202f\u205f\u3000"
MARKS = "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202d\u202e\u2060\u2066\u2069\u3164\ufe0f"
PLACES = {
    "before the colon": "key{}: one\n",
    "after the colon": "key:{}one\n",
    "after the value": "key: one{}\n",
    "before the value": "key: {}one\n",
    "before the key": "{}key: one\n",
    "in the key, in quotes": '"key{}": one\n',
    "in the value, in quotes": "key: 'one{}'\n",
    "before a colon without space": "key{}:one\n",
    "between braces": "{{key:{}[one]}}\n",
    "on the line after": "key: one\n {}\n",
    "before a number": "level:{}3\n",
    "after a number": "level: 3{}\n",
    "after a dash": "list:\n  -{}one\n",
    "before a dash": "list:\n  {}- one\n",
    "before a block": "text:{}|\n  one\n",
}


def told(text: str, lang: str = "en") -> str:
    at = Reader.open(read_document(text, "f.yaml"), ordered("key", "list", "level", "text"))
    at.choice("key", ("one", "two"), optional=True)
    at.integer("level", 0, 4, optional=True)
    at.choices("list", ("one",), optional=True)
    return render(at.told(), lang)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("sign", [*SPACES, *MARKS], ids=lambda sign: f"{ord(sign):04X}")
def test_a_space_or_mark_is_shown_and_named_wherever_it_stands(sign: str, place: str) -> None:
    for lang, hint in zip(LANGUAGES, ("conseil : ", "hint: "), strict=True):
        words = told(PLACES[place].format(sign), lang)
        code = f"<U+{ord(sign):04X}>"
        assert f"{hint}{code} " in words, words
        assert words.count(code) > 1, words
        assert sign not in words.replace("« ", "").replace(" »", "").replace(" :", ""), words


@pytest.mark.parametrize("place", PLACES)
def test_the_same_places_with_an_ordinary_space_are_sound_or_told_otherwise(place: str) -> None:
    assert "<U+" not in told(PLACES[place].format(" "))


@pytest.mark.parametrize("sign", ["\u0435", "\u03bf", "\uff4f"])
def test_a_letter_of_another_alphabet_in_a_name_is_shown(sign: str) -> None:
    assert f"hint: <U+{ord(sign):04X}> " in told(f"k{sign}y: one\n")
    assert f"hint: <U+{ord(sign):04X}> " in told(f"key: {sign}ne\n")


@pytest.mark.parametrize("word", ["ключ", "κλειδί", "鍵", "clé"])
def test_a_word_that_is_wholly_of_another_alphabet_passes_for_nothing(word: str) -> None:
    assert "<U+" not in told(f"{word}: one\n")


@pytest.mark.parametrize(
    "text",
    [
        "text: Oui\u00a0: car il pleut\n",
        "text: Oui\u00a0: car\n  l’étude dit\u202f: non\n",
        "key: one\n  Les\u00a0drones « volent\u00a0»\n- rien\n",
        'text: "L’étude « dit\u00a0» "oui"\n',
    ],
)
def test_no_break_spaces_of_prose_are_not_to_blame(text: str) -> None:
    words = told(text)
    assert words
    assert "<U+" not in words


def test_prose_keeps_its_own_spaces() -> None:
    assert told("text: |\n  Oui\u00a0: l’étude « dit » 1\u202f000 – ou plus.\n") == ""


@pytest.mark.parametrize("key", ["\u00a0key", "k\u200bey", "key\u202f"])
def test_a_key_that_stands_there_disguised_is_not_said_to_be_missing_too(key: str) -> None:
    at = Reader.open(read_document(f"{key}: one\n", "f.yaml"), ordered("key"))
    at.text("key")
    assert [finding.id for finding in at.told()] == ["unknown-key"]


def test_a_key_that_no_list_of_keys_refuses_is_still_said_to_be_missing() -> None:
    at = Reader.open(read_document("key\u00a0: one\n", "f.yaml"))
    at.text("key")
    assert [finding.id for finding in at.told()] == ["missing-key"]


def test_the_caret_is_under_what_is_shown() -> None:
    line, caret = told("key\u00a0: one\n").splitlines()[1:3]
    assert line.partition("| ")[2] == "key<U+00A0>: one"
    assert caret.partition("| ")[2] == "^" * len("key<U+00A0>")
    assert re.fullmatch(r"\^+", caret.partition("| ")[2])
