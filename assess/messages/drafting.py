"""Words of the drafts that cannot stand in templates, by language."""

from __future__ import annotations

from assess.messages import words

WORDS: dict[str, dict[str, str]] = words("drafting")
NUMBERS: dict[str, list[str]] = words("quantities")["numbers"]
"""Quantities in letters, from 0. In French, those that end with `un` take an `e` in the feminine."""
TENS: dict[str, list[str]] = words("quantities")["tens"]
MONTHS: dict[str, list[str]] = words("dates")["months"]
