"""The report of the back-test, in Markdown that a person reads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from tests.backtest.measure import Found, Score, everything, first_questions, grounds

_HEAD = """# Back-test

Each proposal was encoded from its description alone, by a reader who knew neither the decision nor its grounds, and is assessed with the
law of the day it was decided. *Established*: the answers show that a required guarantee is not given. *Not shown*: the description says nothing of it.
"""


def report(all_found: list[Found], before: list[Found], hindsight: list[Found], safeguards: set[str]) -> str:
    """The whole report.

    *before*: the same cases with the law of the first day of their year; *hindsight*: with the guarantees known from the decisions;
    *safeguards*: every id that can be found.
    """
    parts = [
        _HEAD,
        _table(all_found),
        _three(all_found),
        _questions(all_found),
        _verdicts(all_found),
        _grounds(all_found, safeguards),
        _before(before),
        _hindsight(hindsight),
    ]
    return "\n".join([*parts, "## Case by case\n", *map(_case, all_found)])


def _table(all_found: list[Found]) -> str:
    rows = [
        f"| {one.case.id} | {one.case.polarity} | {'defective' if one.defective else 'sound'} | {' or '.join(one.ways)} | "
        f"{', '.join(one.red_lines) or '–'} | {_agreement(one)} |"
        for one in all_found
    ]
    head = ["| case | outcome | found | pathway | red lines raised | |", "|---|---|---|---|---|---|"]
    return "\n".join([*head, *rows]) + "\n"


def _agreement(one: Found) -> str:
    if one.case.polarity == "negative":
        return "" if one.defective else "**missed**"
    if one.case.polarity == "positive":
        return "**refused though it stood**" if one.stopped else "gaps found though it stood" if one.defective else ""
    return ""


def _three(all_found: list[Found]) -> str:
    """The three verdicts, on what is established and as answered."""
    lines = ["## Three verdicts\n", "| | established | as answered |", "|---|---|---|"]
    for title, polarity, verdict in (
        ("false reassurance: negative cases found sound", "negative", "sound"),
        ("false accusation: positive cases found defective", "positive", "defective"),
        ("negative cases found defective", "negative", "defective"),
        ("positive cases found sound", "positive", "sound"),
    ):
        own = [one for one in all_found if one.case.polarity == polarity]
        counts = [sum(one.verdicts[at] == verdict for one in own) for at in range(2)]
        lines.append(f"| {title} | {counts[0]} of {len(own)} | {counts[1]} of {len(own)} |")
    settled = [sum(one.verdicts[at] != "not-shown" for one in all_found) for at in range(2)]
    lines.append(f"| settled: sound or defective | {settled[0]} of {len(all_found)} | {settled[1]} of {len(all_found)} |")
    return "\n".join(lines) + "\n"


def _questions(all_found: list[Found]) -> str:
    """Whether the grounds of the decisions are among the first five questions."""
    own = [one for one in all_found if one.case.polarity != "positive"]
    asked = sum(len(one.asked()) for one in own)
    still = sum(len(set(one.case.missing) - one.told) for one in own)
    lines = [
        "## The first five questions\n",
        "Over the cases that did not simply stand: grounds that the answers show to be wanting, or that are among the first five questions. The",
        "decision of the case, and opinions on the same project, are no precedents of it; nor is what was decided later.\n",
        "| | right | of | recall |",
        "|---|---|---|---|",
        _recall("the decision of the case left out", first_questions(own)),
        _recall("with it", first_questions(own, known=True)),
        f"| of the grounds that the answers do not show, among the first five questions | {asked} | {still} | {asked / max(still, 1):.2f} |",
    ]
    return "\n".join(lines) + "\n"


def _recall(title: str, score: Score) -> str:
    return f"| {title} | {score.right} | {score.wanted} | {score.recall:.2f} |"


def _verdicts(all_found: list[Found]) -> str:
    negative = [one for one in all_found if one.case.polarity == "negative"]
    positive = [one for one in all_found if one.case.polarity == "positive"]
    judged = negative + positive
    right = sum(one.defective for one in negative) + sum(not one.defective for one in positive)
    experiment = sum(any(way.startswith("experiment") for way in one.ways) for one in judged)
    lines = [
        "## Verdicts, as they were counted before\n",
        f"- Negative cases found defective: {sum(one.defective for one in negative)} of {len(negative)}.",
        f"- Positive cases refused (action `stop`, or an incurable red line): {sum(one.stopped for one in positive)} of {len(positive)}.",
        f"- Positive cases not found defective: {sum(not one.defective for one in positive)} of {len(positive)}.",
        f"- Verdicts that agree with the outcome: {right} of {len(judged)}.",
        f"- Baseline « always defective »: {len(negative)} of {len(judged)}.",
        f"- Baseline « always experiment » (never defective): {len(positive)} of {len(judged)}.",
        f"- An experiment remains possible in {experiment} of them.",
    ]
    return "\n".join(lines) + "\n"


def _grounds(all_found: list[Found], safeguards: set[str]) -> str:
    negative = [one for one in all_found if one.defective and one.case.polarity != "positive"]
    lines = [
        "## Grounds\n",
        "Guarantees found wanting against those that the decision found wanting, over the cases that did not simply stand and are found",
        "defective.\n",
        *_readings(negative),
        _row("baseline: every guarantee, always", everything(negative, safeguards)),
        _row("baseline: always experiment", Score(0, 0, sum(len(set(one.case.missing)) for one in negative))),
        _row("established, all cases", grounds(all_found, unshown=False)),
    ]
    return "\n".join(lines) + "\n"


def _readings(some: list[Found]) -> list[str]:
    """The head of a table of grounds, and the rows of both readings of « not met » over *some* cases."""
    return [
        "| | right | found | wanted | recall | precision |",
        "|---|---|---|---|---|---|",
        _row("established", grounds(some, unshown=False)),
        _row("established or not shown", grounds(some, unshown=True)),
    ]


def _row(name: str, score: Score) -> str:
    return f"| {name} | {score.right} | {score.found} | {score.wanted} | {score.recall:.2f} | {score.precision:.2f} |"


def _before(before: list[Found]) -> str:
    negative = [one for one in before if one.defective and one.case.polarity != "positive"]
    lines = [
        "## With the law of the first day of the year, apart\n",
        "The same proposals before the decision was taken: what rests on the decision itself is not required yet.\n",
        f"Negative cases found defective: {_negative(negative)} of {_negative(before)}.\n",
        *_readings(negative),
    ]
    return "\n".join(lines) + "\n"


def _hindsight(hindsight: list[Found]) -> str:
    negative = [one for one in hindsight if one.defective and one.case.polarity != "positive"]
    sound = Counter(one.case.polarity for one in hindsight if not one.defective)
    lines = [
        "## With hindsight, apart\n",
        "The same proposals with the guarantees answered by somebody who knew the decision: what the rules do with true answers, and no",
        "measure of foresight.\n",
        f"Found sound: {sound['positive']} positive, {sound['mixed']} mixed, {sound['negative']} negative.\n",
        *_readings(negative),
    ]
    return "\n".join(lines) + "\n"


def _case(one: Found) -> str:
    case = one.case
    lines = [
        f"### {case.title}\n",
        f"{case.decision}: {case.polarity} ({case.status.lower()}). Source: {case.source}",
        "",
        f"- Decided: {'; '.join(case.grounds)}.",
        f"- Pathway: {' or '.join(one.ways)}; regime: {' or '.join(one.regime) or 'none'}.",
        f"- Red lines: {_list(f'{name} (cured by {cure})' for name, cure in one.red_lines.items())}.",
        f"- Floors not reached: {_list(one.floors)}.",
        f"- Guarantees wanting, established: {_marked(one.established, case.missing)}.",
        f"- Guarantees not shown: {_marked(one.unshown, case.missing)}.",
        f"- Verdict: {one.verdicts[0]} as established, {one.verdicts[1]} as answered.",
        f"- First five questions: {_marked([name.partition(':')[2] for name in one.first], case.missing)}.",
        f"- Grounds of the decision not found: {_list(sorted(set(case.missing) - {*one.established, *one.unshown}))}.",
    ]
    return "\n".join(lines) + "\n"


def _negative(some: list[Found]) -> int:
    return sum(one.case.polarity == "negative" for one in some)


def _marked(names: list[str], wanted: tuple[str, ...]) -> str:
    return _list(f"**{name}**" if name in wanted else name for name in names)


def _list(names: Iterable[str]) -> str:
    return ", ".join(names) or "none"
