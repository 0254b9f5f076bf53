"""The summary of an assessment: one screen of 80 columns, clear without colour.

Lines of spans `(text, style)`, painted by `assess.terminal`. Styles: title, good, bad, doubt, faint, or nothing.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from assess.messages import long_date, say
from assess.model.assessment import CERTAIN, Assessment, PathwayResult, PrincipleResult
from assess.model.proposal import Proposal
from assess.model.rubric import Rubric, Value
from assess.reporters.naming import Names
from assess.reporters.rows import listed, pathway_words

Span = tuple[str, str]
Line = tuple[Span, ...]

WIDTH = 80
BAR = 20
NAME = 30
SHOWN = 4
"""How many items of a list are named before « et n de plus »."""


class Summary:
    """Builds the lines of one summary."""

    def __init__(self, rubric: Rubric, proposal: Proposal, assessment: Assessment, lang: str) -> None:
        self.rubric, self.proposal, self.assessment, self.lang = rubric, proposal, assessment, lang
        names = Names(rubric, lang)
        self.say, self.word, self.title = names.say, names.word, names.title
        self.colon, self.semicolon = ("\u00a0: ", "\u00a0; ") if lang == "fr" else (": ", "; ")

    def lines(self) -> list[Line]:
        """Every line."""
        parts = (self.head, self.result, self.principles, self.tiers, self.red_lines, self.safeguards, self.deciding)
        return [line for part in parts for line in part()]

    def head(self) -> Iterator[Line]:
        """What is assessed, on what, and how much is answered."""
        stage = self.say(f"stage-{self.proposal.stage}")
        title = shortened(self.proposal.title, WIDTH - len(stage) - 2)
        yield ((title, "title"), (" " * (WIDTH - len(title) - len(stage)), ""), (stage, "faint"))
        name = f"{self.rubric.id} {self.rubric.version}"
        yield ((self.say("summary-rubric", rubric=name, date=long_date(self.assessment.as_of, self.lang)), "faint"),)
        counts = {kind: f"{done}/{of}" for kind, (done, of) in self.assessment.answered.items()}
        answered = self.say("summary-answered", **counts)
        if self.assessment.assumed:
            answered += ", " + self.say("summary-assumed", count=str(len(self.assessment.assumed)))
        yield ((answered, "faint"),)

    def result(self) -> Iterator[Line]:
        """The pathway and why, or the outcome of a rubric without one."""
        yield ()
        pathway = self.assessment.pathway
        if pathway is None:
            yield from self.outcome()
            return
        several = len(pathway.possible) > 1
        label = self.say("summary-ways-several" if several else "summary-ways-one") + self.colon
        yield from self.labelled(label, pathway_words(self.rubric, self.assessment, self.lang), "doubt" if several else "title")
        for because in self.reasons(pathway):
            yield from self.paragraph(because, "  ")

    def reasons(self, pathway: PathwayResult) -> list[str]:
        """Why, in two sentences: the reason of the action, then of the norm; what is open is said to be so."""
        sentences = []
        for kind, possible in (("action", {way.action for way in pathway.possible}), ("norm", {way.norm for way in pathway.possible})):
            own = [fired for fired in pathway.fired if fired.rule.startswith(f"rule:{kind}.")]
            rules = [fired for fired in own if fired.value in possible and fired.because]
            if len(possible) > 1:
                sentences.append(self.say(f"summary-{kind}-open"))
            elif rules and possible != {""}:
                rules.sort(key=lambda fired: fired.certainty != CERTAIN)
                sentences += [fired.because[self.lang] for fired in rules[:1] if fired.because]
        return sentences

    def figure(self, number: int, *, tenths: bool) -> str:
        """*number* in figures."""
        if not tenths:
            return str(number)
        return f"{number / 10:.1f}".replace(".", "," if self.lang == "fr" else ".")

    def outcome(self) -> Iterator[Line]:
        """The result that a rubric without pathway states."""
        for score in self.assessment.scores:
            title = self.title(f"score:{score.id}")
            low, high, most = (self.figure(number, tenths=score.tenths) for number in (score.low, score.high, score.max))
            yield ((f"{title}{self.colon}{low if low == high else f'{low}–{high}'} / {most}", ""),)
        if self.assessment.outcome and self.rubric.outcome:
            words = [self.word(self.rubric.outcome.values, name) for name in self.assessment.outcome.possible]
            yield from self.labelled(self.say("summary-outcome") + self.colon, listed(words, self.lang), "title")

    def principles(self) -> Iterator[Line]:
        """Each principle against what is required of it, as a bar with the ends of the interval."""
        if not self.assessment.principles:
            return
        yield ()
        legend = self.say("summary-legend")
        title = self.say("summary-principles")
        yield ((title, "title"), (" " * (WIDTH - len(title) - len(legend)), ""), (legend, "faint"))
        for principle in self.assessment.principles:
            yield self.principle(self.title(f"principle:{principle.id}"), principle)

    def principle(self, title: str, result: PrincipleResult) -> Line:
        """One principle."""
        status = self.say("status-none" if result.score is None else f"status-{result.status}")
        style = {"met": "good", "gap": "bad"}.get(result.status, "doubt")
        if result.score is None:
            return ((f"  {shortened(title, NAME):<{NAME}}", ""), (" " * (BAR + 14), ""), (status, "faint"))
        low, high = result.score.low // 10, -(-result.score.high // 10)
        numbers = f"{low}" if low == high else f"{low}–{high}"
        required = result.required.high // 10
        return (
            (f"  {shortened(title, NAME):<{NAME}} ", ""),
            (bar(low, high, required), style),
            (f" {numbers:>6} /{required:>3}  ", ""),
            (status, style),
        )

    def tiers(self) -> Iterator[Line]:
        """The tiers and the regime, each with all that remains possible."""
        regime = self.assessment.regime
        if regime is None and not self.assessment.tiers:
            return
        yield ()
        if regime is not None and self.rubric.regime is not None:
            yield from self.labelled(self.say("summary-regime") + self.colon, self.words(self.rubric.regime.values, regime.possible))
        scales = {tier.id: tier for tier in self.rubric.tiers}
        words = [
            f"{scales[name].title[self.lang].lower()} {self.words(scales[name].levels, tier.possible)}"
            for name, tier in self.assessment.tiers
        ]
        if words:
            yield from self.labelled(self.say("summary-tiers") + self.colon, ", ".join(words))

    def words(self, values: tuple[Value, ...], possible: tuple[str, ...]) -> str:
        """What remains possible, in words; « ? » when all does."""
        if len(possible) == len(values):
            return self.say("status-undetermined")
        return listed([self.word(values, name) for name in possible], self.lang)

    def red_lines(self) -> Iterator[Line]:
        """The red lines raised or undetermined, and what cures them."""
        raised = [line for line in self.assessment.red_lines if line.status == "raised"]
        doubtful = [line for line in self.assessment.red_lines if line.status == "undetermined"]
        if not self.assessment.red_lines:
            return
        label = self.say("summary-red-lines") + self.colon
        if not raised and not doubtful:
            yield ((label, "title"), (self.say("summary-none"), "good"))
        for line in raised:
            cure = self.say(f"cure-{line.cured_by}")
            yield from self.labelled(label, f"{self.title(f'red-line:{line.id}')} ({self.say('line-raised')}, {cure})", "bad")
        if doubtful:
            names = self.listed([self.title(f"red-line:{line.id}") for line in doubtful])
            yield from self.labelled(label, f"{names} ({self.say('line-undetermined')})", "doubt")

    def safeguards(self) -> Iterator[Line]:
        """The safeguards certainly required and not given, and how many are unsettled."""
        if not self.assessment.safeguards:
            return
        groups: dict[str, list[str]] = {"missing": [], "unsettled": []}
        for safeguard in self.assessment.safeguards:
            if safeguard.required != "no" and safeguard.met != "yes":
                sure = safeguard.required == "yes" and safeguard.met == "no"
                groups["missing" if sure else "unsettled"].append(self.title(f"safeguard:{safeguard.id}"))
        label = self.say("summary-safeguards") + self.colon
        if not any(groups.values()):
            yield ((label, "title"), (self.say("summary-met"), "good"))
        for kind, names in groups.items():
            if names:
                words = self.say(f"summary-{kind}-one" if len(names) == 1 else f"summary-{kind}-several")
                yield from self.labelled(label, f"{len(names)} {words} ({self.listed(names)})", "bad" if kind == "missing" else "doubt")

    def deciding(self) -> Iterator[Line]:
        """The answers that would settle the result, first those that leave fewest ways."""
        if self.assessment.deciding:
            names = self.listed([self.title(name) for name in self.assessment.deciding])
            yield from self.labelled(self.say("summary-deciding") + self.colon, names)

    def listed(self, names: list[str]) -> str:
        """The first *names*, and how many more there are."""
        if len(names) <= SHOWN:
            return self.semicolon.join(names)
        return self.semicolon.join(names[:SHOWN]) + self.semicolon + self.say("summary-more", count=str(len(names) - SHOWN))

    def labelled(self, label: str, text: str, style: str = "") -> Iterator[Line]:
        """*label* and *text*, folded under it."""
        folded = textwrap.wrap(label + text, WIDTH, subsequent_indent="  ", break_long_words=True) or [label]
        first = folded[0]
        cut = min(len(label), len(first))
        yield ((first[:cut], "title"), (first[cut:], style))
        yield from (((line, style),) for line in folded[1:])

    def paragraph(self, text: str, indent: str) -> Iterator[Line]:
        """*text* folded, with *indent*."""
        folded = textwrap.wrap(text, WIDTH, initial_indent=indent, subsequent_indent=indent)
        yield from (((line, ""),) for line in folded)


def shortened(text: str, width: int) -> str:
    """*text* in at most *width* characters: what stands before its colon, or cut with an ellipsis."""
    text = " ".join(text.split())
    if len(text) <= width:
        return text
    first = text.partition(": ")[0].rstrip()
    return first if len(first) <= width else text[: max(width - 1, 0)].rstrip() + "…"


def bar(low: int, high: int, required: int) -> str:
    """An interval out of 100 as a bar: what is shown, what is possible, and the mark of what is required."""
    done, may, mark = (round_to_bar(number) for number in (low, high, required))
    cells = ["█" if at < done else "░" if at < may else "·" for at in range(BAR)]
    return "".join(cells[:mark]) + "│" + "".join(cells[mark:])


def round_to_bar(percent: int) -> int:
    """How many cells of the bar *percent* fills."""
    return (percent * BAR + 50) // 100


def draft_lines(
    report: Mapping[str, Sequence[Any]], path: str, lang: str, rubrics: tuple[str, str] = ("", ""), kept: str = ""
) -> list[Line]:
    """What became of the draft *path*; *rubrics*: the one it was written under, and the present one, when they differ.

    *kept*: the language of the draft, when another one was asked for.

    The *report* has the ids of passages by what became of them, and the markers that are damaged.
    """
    told = any(report[name] for name in ("added", "renewed", "removed", "taken"))
    lines: list[Line] = [(), ((say("draft-written" if told else "draft-unchanged", lang, {"path": path}), "title"),)]
    if rubrics[0]:
        lines.append((("  " + say("draft-rubric", lang, {"before": rubrics[0], "now": rubrics[1]}), "doubt"),))
    if kept:
        lines.append((("  " + say(f"draft-kept-in-{kept}", lang, {}), "doubt"),))
    for name, style in (("renewed", ""), ("taken", ""), ("kept", "doubt"), ("retired", "doubt")):
        if report[name]:
            lines.append((("  " + say(f"draft-{name}", lang, {"count": str(len(report[name]))}), style),))
    lines += [(("  " + say("draft-damage", lang, {"line": str(damage.line)}), "doubt"),) for damage in report["damage"]]
    return lines
