"""Numbers as drafters write them, in figures or in words."""

from __future__ import annotations

import pytest

from assess.checks.figures import Numerals
from tests.checks.cases import catalogue

READ = {
    "fr": {
        "30": 30,
        "1 200": 1200,
        "trente et un": 31,
        "mille": 1000,
        "deux mille": 2000,
        "cent": 100,
        "deux cents": 200,
        "quatre-vingts": 80,
    },
    "en": {"30": 30, "1,200": 1200, "thirty-one": 31, "one thousand": 1000, "two thousand": 2000, "one hundred": 100, "eighty": 80},
}


@pytest.mark.parametrize(("lang", "text"), [(lang, text) for lang, texts in READ.items() for text in texts])
def test_a_number_is_read(lang: str, text: str) -> None:
    settings = next(check.settings for check in catalogue().checks if check.id == "figure-differs")
    assert Numerals(settings["numbers"][lang], lang).read(text)[0] == READ[lang][text]
