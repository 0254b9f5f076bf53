"""Days as drafters write them, in words and in figures, in French and in English: which one, and whether any calendar has it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from assess.checks.findings import at_offset
from assess.checks.model import Check
from assess.checks.phrases import SPACE
from assess.checks.reach import Reach
from assess.checks.subject import Subject
from assess.messages import words
from assess.model.finding import Finding

_ANY_LEAP = 2000
"""A year for days without year: 29 February is one."""
_LAST_MONTH = 12


def date_impossible(check: Check, subject: Subject) -> Iterator[Finding]:
    """Days that no calendar has, in what people wrote."""
    page = subject.page
    for start, end in Reach(subject).ranges():
        for found in _pattern().finditer(page.prose, start, end):
            if not _ordinal(found, subject.lang) and not page.quoted(found.start()):
                said = found[0].partition("\n")[0]
                yield at_offset(check, subject, "no-day", found.start(), len(said), found=re.sub(SPACE, " ", found[0]))


def ordinal(text: str) -> int:
    """The ordinal day that *text* begins with; 0 for none, or for one that is in no calendar."""
    found = _pattern().match(text)
    return _ordinal(found, "fr") if found else 0


@cache
def _pattern() -> re.Pattern[str]:
    names = "|".join(_months())  # English has a verb “may”: capitals count
    return re.compile(
        rf"(?<![\w/.,-])(?:(?P<d>\d{{1,2}})(?:er)?{SPACE}(?P<m>{names})(?![\w-])(?:{SPACE}(?P<y>\d{{4}})(?!\w))?"
        rf"|(?P<m_>{names}){SPACE}(?P<d_>\d{{1,2}}),{SPACE}(?P<y_>\d{{4}})(?!\w)"
        r"|(?P<d__>\d{1,2})(?P<sign>[/.-])(?P<m__>\d{1,2})(?P=sign)(?P<y__>(?:19|20)\d\d|(?<=/)\d\d)(?![\w/-]|[.,]\d)"
        r"|(?P<y___>(?:19|20)\d\d)-(?P<m___>\d\d)-(?P<d___>\d\d)(?![\w/-]|[.,]\d))"
    )


@cache
def _months() -> dict[str, int]:
    """The number of each month, by its name in each language."""
    named = [(name, at) for names in words("dates")["months"].values() for at, name in enumerate(names) if name]
    return {way: at for name, at in named for way in (name, name.capitalize(), name.upper())}


def _ordinal(found: re.Match[str], lang: str) -> int:
    day, month, year = (next((part for at in range(4) if (part := found[key + "_" * at])), "") for key in "dmy")
    number = _months().get(month) or int(month)
    if lang == "en" and number > _LAST_MONTH >= int(day):
        number, day = int(day), month
    try:
        return date(int(year or _ANY_LEAP) + (2000 if len(year) == len("26") else 0), number, int(day)).toordinal()
    except ValueError:
        return 0
