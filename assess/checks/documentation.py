"""The page of a check as Markdown: what, why and on what source, an example that fails and one that passes, how to mend."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from assess.checks.model import Case, Check
from assess.messages import label, say
from assess.model.rubric import Rubric
from assess.reporters.naming import Citing
from assess.reporters.report import Rule
from assess.study.passages import digest, inside

_PASSAGE = re.compile(r"(<!-- assess:(begin|offer) (\S+) )DIGEST( -->\n)(.*?)(<!-- assess:end(?:-offer)? \3 -->)", re.DOTALL)


def page(check: Check, cases: tuple[Case, ...], lang: str, sources: Citing) -> str:
    """The page of *check*, of which *cases* are the examples, in *lang*."""
    return "\n\n".join(_parts(check, cases, lang, sources)) + "\n"


def rules(checks: tuple[Check, ...], cases: Mapping[str, tuple[Case, ...]], rubric: Rubric | None) -> tuple[Rule, ...]:
    """*checks* as the formats that list them want them."""
    sources = Citing(rubric)
    pages = {check.id: {lang: page(check, cases.get(check.id, ()), lang, sources) for lang in check.title} for check in checks}
    return tuple(Rule(check.id, check.severity, check.title, check.what, pages[check.id]) for check in checks)


def _parts(check: Check, cases: tuple[Case, ...], lang: str, sources: Citing) -> Iterator[str]:
    yield f"# {check.title[lang]} (`{check.id}`)"
    yield f"*{say(f'family-{check.family}', lang, {})}, {label(check.severity.value, lang)}*"
    yield check.what[lang].strip()
    yield f"## {say('check-why', lang, {})}"
    yield check.why[lang].strip()
    if check.sources:
        cited = (" ; " if lang == "fr" else "; ").join(sources.cited(found, lang) for found in check.sources)
        yield say("check-sources", lang, {"sources": cited})
    yield f"## {say('check-mend', lang, {})}"
    yield check.mend[lang].strip()
    for title, case in (("check-fails", _first(cases, fires=True)), ("check-passes", _first(cases, fires=False))):
        if case is not None:
            yield f"## {say(title, lang, {})}"
            yield from _example(case, lang)


def _first(cases: tuple[Case, ...], *, fires: bool) -> Case | None:
    """The first case that can be shown: not one of a file that cannot be."""
    return next(
        (case for case in cases if bool(case.expect) == fires and not any(item.message in case.troubles for item in case.expect)), None
    )


def _example(case: Case, lang: str) -> Iterator[str]:
    for kind, text in (("yaml", case.proposal), ("markdown", signed(case.draft))):
        if text.strip() == "FRESH":
            yield say("check-fresh-draft", lang)
        elif text:
            fence = "`" * (4 if "```" in text else 3)
            shown = re.sub("(?m)^FRESH$", say("check-fresh-passage", lang), text.rstrip())
            yield f"{fence}{kind}\n{shown}\n{fence}"


def signed(text: str) -> str:
    """The draft *text* of a case with true digests where it says `DIGEST`: those of passages that nobody touched."""
    text = _PASSAGE.sub(lambda passage: passage[1] + digest(inside(passage[5])) + passage[4] + passage[5] + passage[6], text)
    return text.replace(" DIGEST -->", " 000000000000 -->")
