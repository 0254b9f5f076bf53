"""What is established, and what a conclusion hangs on, in plain words."""

from __future__ import annotations

from collections.abc import Iterator

from assess.messages import listed, say
from assess.model.assessment import Assessment, Flip
from assess.reporters.naming import Names
from assess.reporters.rows import ways_words

FIRST = 10
"""How many flips are shown."""


def reserve(assessment: Assessment, lang: str) -> str:
    """What is taken for granted to conclude as answered: « sous réserve de 19 hypothèses »."""
    counts = {"assumed": len(assessment.assumed), "weak": len(assessment.established.weak), "stated": len(assessment.established.stated)}
    parts = [say(f"summary-reserve-{kind}", lang, {"count": str(count)}) for kind, count in counts.items() if count]
    return say("summary-reserve", lang, {"what": listed(parts, lang)})


def established(names: Names, assessment: Assessment) -> str:
    """How many ways remain, when only what is established counts, and which."""
    ways = assessment.established.ways
    return names.say("summary-established-ways", count=str(len(ways)), ways=ways_words(names.rubric, ways, names.lang))


def flips(names: Names, assessment: Assessment) -> Iterator[str]:
    """The first flips in sentences."""
    yield from (flip_words(names, flip) for flip in assessment.flips[:FIRST])


def flip_words(names: Names, flip: Flip) -> str:
    """What changes with one answer, in a sentence."""
    mark = "assumed" if flip.assumed else "weak" if flip.weak else ""
    item = names.quoted(names.title(flip.id)) + (f" ({names.say(f'flip-{mark}')})" if mark else "")
    return names.say(f"flip-{flip.change}", item=item) + names.colon + names.semicolon.join(effects(names, flip))


def effects(names: Names, flip: Flip) -> Iterator[str]:
    """The ways that are then open, where they are others, and what is then said of principles."""
    if flip.turns:
        yield names.say("flip-ways", count=str(len(flip.ways)), ways=ways_words(names.rubric, flip.ways, names.lang))
    said: dict[str, list[str]] = {}
    for own, status in flip.principles:
        said.setdefault(status, []).append(names.quoted(names.title(f"principle:{own}")))
    for status, titles in said.items():
        yield names.say(f"flip-{status}", count=str(len(titles)), titles=listed(titles, names.lang))
