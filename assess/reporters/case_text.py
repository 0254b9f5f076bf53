"""A case that fails, for people: what was expected, what was found, and the chain of rules that led there."""

from __future__ import annotations

from assess.engine.expected import said
from assess.messages import label, say
from assess.model.assessment import Assessment, Fired
from assess.model.case import Case, Expected
from assess.model.rubric import Rubric
from assess.reporters.chain import WIDTH, Chain, Line
from assess.reporters.text import render

_MARGIN = " " * 5
_OF_ITEMS = {"principles": "principle", "levels": "criterion", "met": "safeguard", "required": "safeguard", "min_instrument": "safeguard"}
"""What is explained as an item, with what is known of it."""
_LONGEST = 40
"""How many lines of a chain are shown."""


def failure(rubric: Rubric, case: Case, assessment: Assessment, expected: Expected, lang: str) -> str:
    """The finding that *expected* does not hold, as `render` gives it, with why the assessment says what it says."""
    found, fired = said(assessment, expected)
    told = [label("expected", lang, _listed(expected.values, lang)), label("found", lang, _listed(found, lang))]
    told.append(say("case-because", lang, {"text": " ".join(case.because.split())}))
    lines = [f"{_MARGIN} = {text}" for text in told]
    chain = _chain(Chain(rubric, case.proposal, assessment, lang), expected, fired)
    if chain:
        lines.append(f"{_MARGIN} = {say('chain-because', lang)}")
        lines += [_MARGIN + "".join(text for text, _ in line) for line in chain[:_LONGEST]]
    if len(chain) > _LONGEST:
        lines.append(f"{_MARGIN} … {say('chain-more', lang, {'count': str(len(chain) - _LONGEST)})}")
    return render([expected.differs], lang) + "\n".join(lines) + "\n"


def _chain(chain: Chain, expected: Expected, fired: tuple[Fired, ...]) -> list[Line]:
    """Why the assessment says what it says."""
    chain.width = WIDTH - len(_MARGIN)
    kind = _OF_ITEMS.get(expected.kind)
    return list(chain.of(f"{kind}:{expected.item}", 1) if kind else chain.rules(fired, 1))


def _listed(values: tuple[str, ...], lang: str) -> str:
    return f" {say('or', lang)} ".join(values) or say("chain-none", lang)
