"""Words of the drafts that cannot stand in templates, by language."""

from __future__ import annotations

from assess.messages import words

WORDS = words("drafting")
NUMBERS, TENS = WORDS["NUMBERS"], WORDS["TENS"]
"""Quantities in letters, from 0, and tens. In French, those that end with `un` take an `e` in the feminine."""
MONTHS = words("dates")["months"]
