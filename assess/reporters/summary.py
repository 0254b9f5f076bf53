"""The summary of an assessment: one screen of 80 columns, clear without colour.

Lines of spans `(text, style)`, painted by `assess.terminal`. Styles: title, good, bad, doubt, faint, or nothing.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from assess.messages import listed, long_date, say
from assess.model.assessment import CERTAIN, Assessment, PathwayResult, PrincipleResult, RedLineResult
from assess.model.constants import STAGES
from assess.model.proposal import Proposal
from assess.model.rubric import LEGAL_BASIS, Rubric, Value
from assess.reporters import hanging
from assess.reporters.explain import WIDTH, Line
from assess.reporters.naming import Names
from assess.reporters.rows import pathway_words

BAR = 20
NAME = 30
MOST = 3
"""How many defects, and hypotheses on which the conclusion hangs, are named."""
STATED = frozenset(("fact:text", "stated_text"))
"""What a rule reads that rests on what the proposal says of its own text."""
SHOWN = 4
"""How many items of a list are named before « et n de plus »."""


def summary(rubric: Rubric, proposal: Proposal, assessment: Assessment, lang: str) -> list[Line]:
    """Every line of the summary of *assessment*."""
    made = _Summary(rubric, proposal, assessment, lang)
    parts = (
        made.head,
        made.result,
        made.hanging,
        made.verdict,
        made.principles,
        made.about_tiers,
        made.red_lines,
        made.about_safeguards,
        made.contradictions,
        made.deciding,
    )
    return [line for part in parts for line in part()]


class _Summary(Names):
    def __init__(self, rubric: Rubric, proposal: Proposal, assessment: Assessment, lang: str) -> None:
        super().__init__(rubric, lang)
        self.proposal, self.assessment = proposal, assessment

    def head(self) -> Iterator[Line]:
        stage = self.say(f"stage-{self.proposal.stage}")
        yield _apart(shortened(self.proposal.title, WIDTH - len(stage) - 2), stage)
        name = f"{self.rubric.id} {self.rubric.version}"
        yield ((self.say("summary-rubric", rubric=name, date=long_date(self.assessment.as_of, self.lang)), "faint"),)
        counts = [(kind, {"done": str(done), "count": str(of)}) for kind, (done, of) in self.assessment.answered.items() if of]
        answered = self.say("summary-answered", counts=", ".join(self.say(f"answered-{kind}", **of) for kind, of in counts))
        if self.assessment.assumed:
            answered += ", " + self.say("summary-assumed", count=str(len(self.assessment.assumed)))
        by_law = [found for found in self.assessment.safeguards if found.given_by and found.id not in self.proposal.safeguards]
        yield ((answered, "faint"),)
        if by_law:
            yield ((self.say("summary-by-law", count=str(len(by_law))), "faint"),)
        if self.assessment.set_aside:
            yield ((self.say("summary-set-aside", count=str(len(self.assessment.set_aside))), "faint"),)

    def result(self) -> Iterator[Line]:
        yield ()
        pathway = self.assessment.pathway
        if pathway is None:
            yield from self.outcome()
            return
        several = len(pathway.possible) > 1
        label = self.say("summary-ways-several" if several else "summary-ways-one") + self.colon
        if not self.assessment.settled:
            yield from self.labelled(self.say("summary-established") + self.colon, hanging.established(self, self.assessment), "doubt")
            label = hanging.reserve(self.assessment, self.lang) + self.colon
        elif not self.assessment.reserved:
            label = self.say("summary-ways-several-established" if several else "summary-ways-one-established") + self.colon
        else:
            yield from self.labelled(self.say("summary-established") + self.colon, self.say("summary-established-same"))
            label = hanging.reserve(self.assessment, self.lang) + self.colon
        yield from self.labelled(label, pathway_words(self.rubric, self.assessment, self.lang), "doubt" if several else "title")
        for because in self.reasons(pathway):
            yield from (((line, ""),) for line in textwrap.wrap(because, WIDTH, initial_indent="  ", subsequent_indent="  "))

    def reasons(self, pathway: PathwayResult) -> list[str]:
        """Why, in two sentences: the reason of the action, then of the norm; what is open is said to be so."""
        sentences = []
        actions, norms = {way.action for way in pathway.possible}, {way.norm for way in pathway.possible if way.norm}
        for kind, possible in (("action", actions), ("norm", norms or {""})):
            own = [fired for fired in pathway.fired if fired.rule.startswith(f"rule:{kind}.")]
            rules = [fired for fired in own if fired.value in possible and fired.because]
            if len(possible) > 1:
                sentences.append(self.say(f"summary-{kind}-open"))
            elif rules and possible != {""}:
                rules.sort(key=lambda fired: fired.certainty != CERTAIN)
                sentences += [fired.because[self.lang] for fired in rules[:1] if fired.because]
        return sentences

    def hanging(self) -> Iterator[Line]:
        """The answers each of which, alone, would change the way; the hypotheses first."""
        turning = list(dict.fromkeys(flip.id for flip in self.assessment.flips if flip.turns and flip.change == "removed"))
        assumed = [name for name in turning if name in self.assessment.assumed]
        if assumed:
            yield from self.labelled(
                self.say("summary-hangs-on", count=str(len(assumed))) + self.colon, self.listed(assumed, MOST), "doubt"
            )

    def outcome(self) -> Iterator[Line]:
        for score in self.assessment.scores:
            title = self.title(f"score:{score.id}")
            figures = (f"{number / 10:.1f}" if score.tenths else str(number) for number in (score.low, score.high, score.max))
            low, high, most = (figure.replace(".", "," if self.lang == "fr" else ".") for figure in figures)
            yield ((f"{title}{self.colon}{low if low == high else f'{low}–{high}'} / {most}", ""),)
        if self.assessment.outcome and self.rubric.outcome:
            words = [self.word(self.rubric.outcome.values, name) for name in self.assessment.outcome.possible]
            yield from self.labelled(self.say("summary-outcome") + self.colon, listed(words, self.lang, "or"), "title")

    def principles(self) -> Iterator[Line]:
        if not self.assessment.principles:
            return
        yield ()
        scored = any(principle.required.high for principle in self.assessment.principles)
        yield _apart(self.say("summary-principles"), self.say("summary-legend" if scored else "summary-legend-floors"))
        for principle in self.assessment.principles:
            yield self.principle(self.title(f"principle:{principle.id}"), principle)

    def principle(self, title: str, result: PrincipleResult) -> Line:
        status = self.say(f"status-{result.said}")
        if result.said == "met" and dict(self.assessment.established.principles).get(result.id, "met") != "met":
            status = self.say("status-met-reserved")
        style = {"met": "good", "gap": "bad", "not-required": "faint"}.get(result.said, "doubt")
        if result.score is None:
            return ((f"  {shortened(title, NAME):<{NAME}}", ""), (" " * (BAR + 14), ""), (status, "faint"))
        low, high = result.score.whole()
        numbers, required = result.score.figures(self.lang), result.required.high // 10
        most = str(required) if result.required.low == result.required.high else f"≤{required}"
        wanted = f"/{most:>3}" if required else f"{self.floors(result):>4}"
        head = f"  {shortened(title, NAME):<{NAME}} "
        return (head, ""), (bar(low, high, required), style), (f" {numbers:>6} {wanted}  ", ""), (status, style)

    def floors(self, result: PrincipleResult) -> str:
        """How many of the criteria that must reach a floor do so, of how many; nothing when none must."""
        fired = {rule.rule.rpartition(".")[2] for rule in result.fired}
        asked = {requirement.floor for requirement in self.rubric.requirements if requirement.id in fired}
        return f"{len(asked) - len({floor.criterion for floor in result.floors})}/{len(asked)}" if asked else ""

    def about_tiers(self) -> Iterator[Line]:
        regime = self.assessment.regime
        if regime is not None or self.assessment.tiers:
            yield ()
        if regime is not None and self.rubric.regime is not None:
            values = self.rubric.regime.values
            said, left = self.words(values, regime.possible), self.assessment.established.regime
            if left != regime.possible:
                said = self.say("summary-verdict-answered", established=self.words(values, left), answered=said)
            yield from self.labelled(
                self.say("summary-regime") + self.colon, " ".join((said + self.end(self.on_its_word()), *self.on_its_word()))
            )
            for part in self.assessment.parts:
                label = self.say("summary-part", technology=self.word(self.facts["technology"].values, part.technology)) + self.colon
                yield from self.labelled(label, self.words(values, part.regime.possible if part.regime else ()))
        yield from self.stated()
        yield from self.texts()
        tiers = self.assessment.tiers
        words = [self.tier(name, tier.possible) for name, tier in tiers]
        if words:
            yield from self.labelled(self.say("summary-tiers") + self.colon, ", ".join(words))

    def on_its_word(self) -> list[str]:
        """The reason of the state of the law, where it is only what the proposal says of a text in force."""
        stated = "in-force" in getattr(self.proposal.facts.get("text"), "values", ()) or any(text.own for text in self.proposal.law)
        fired = self.assessment.regime.fired if self.assessment.regime and stated else ()
        return [rule.because[self.lang] for rule in fired if rule.because and not STATED.isdisjoint(rule.reads)]

    def end(self, following: list[str]) -> str:
        """A full stop before what follows."""
        return "." if following else ""

    def tier(self, name: str, possible: tuple[str, ...]) -> str:
        """A degree, with what is established of it where that is less."""
        levels, left = self.tiers[name].levels, dict(self.assessment.established.tiers).get(name, possible)
        said = f"{self.title(f'tier:{name}').lower()} {self.words(levels, possible)}"
        return said if left == possible else self.say("summary-tier-reserved", said=said, left=self.words(levels, left))

    def stated(self) -> Iterator[Line]:
        """The texts whose state the proposal tells, and what they are on the day."""
        for text in self.proposal.law:
            cite = self.title(text.cite) if not text.own else text.cite
            state = self.say(f"law-{text.status(self.assessment.as_of) or 'not-yet'}")
            if text.covers is not None:
                state = self.say(
                    f"summary-stated-{'covers' if text.covers else 'outside'}", state=state, at=f", {text.at}" if text.at else ""
                )
            said = self.say("summary-stated" if text.source else "summary-stated-unsourced", cite=cite, state=state, source=text.source)
            yield from self.labelled(self.say("summary-texts") + self.colon, f"{said}.", "doubt")

    def texts(self) -> Iterator[Line]:
        """The texts made for such uses, and what they do not cover of this one."""
        for text in self.assessment.texts:
            unread = listed([self.law[name.removeprefix("law:")].cite[self.lang] for name in text.unread], self.lang)
            kind = "unread-part" if text.said == "unread" and unread and text.unread != self.carriers(text.id) else text.said
            kind = "unknown-outside" if text.status == "unknown" and text.outside else kind
            said = self.say(f"summary-text-{kind}", title=self.title(f"text:{text.id}"), unread=unread)
            told = (*text.outside, *(() if text.decided else text.supposed))
            limits = [limit.text[self.lang] for limit in told] + ([self.say("summary-upheld")] if text.upheld else [])
            yield from self.labelled(self.say("summary-texts") + self.colon, " ".join((f"{said}.", *limits)))

    def carriers(self, name: str) -> tuple[str, ...]:
        """The entries by which the text *name* is in force."""
        return next(text.carried_by for text in self.rubric.texts if text.id == name)

    def verdict(self) -> Iterator[Line]:
        """What is shown of the use: what is established first."""
        found, established = self.assessment.verdict, self.assessment.established.verdict
        if found:
            said, left = (
                self.verdict_words(found, self.assessment.defects),
                self.verdict_words(established, self.assessment.established.defects),
            )
            if said != left:
                said = self.say("summary-verdict-answered", established=left, answered=said)
            yield from self.labelled(self.say("summary-verdict") + self.colon, said)

    def verdict_words(self, found: str, defects: Sequence[str]) -> str:
        """The verdict *found*, with the first of the *defects* that show it."""
        named = f" ({self.listed(defects, MOST)})" if defects else ""
        return self.say(f"summary-verdict-{found}") + named

    def words(self, values: tuple[Value, ...], possible: tuple[str, ...]) -> str:
        """What remains possible, in words; « ? » when all does."""
        if len(possible) == len(values):
            return self.say("status-undetermined")
        return listed([self.word(values, name) for name in possible], self.lang, "or")

    def red_lines(self) -> Iterator[Line]:
        if not self.assessment.red_lines:
            return
        missing = [line for line in self.assessment.red_lines if line.cured_by in LEGAL_BASIS and line.status != "clear"]
        crossed = [line for line in self.assessment.red_lines if line.cured_by not in LEGAL_BASIS and line.status != "clear"]
        left = dict(self.assessment.established.red_lines)
        open_still = [line for line in self.assessment.red_lines if line.status == "clear" and left.get(line.id, "clear") != "clear"]
        if not (crossed or any(line.cured_by not in LEGAL_BASIS for line in open_still)):
            yield ((self.say("summary-red-lines") + self.colon, "title"), (self.say("summary-none"), "good"))
        yield from self.obstacles("red-lines", "line", crossed)
        yield from self.cleared("red-lines", [line for line in open_still if line.cured_by not in LEGAL_BASIS])
        yield from self.obstacles("no-basis", "basis", missing)
        yield from self.cleared("no-basis", [line for line in open_still if line.cured_by in LEGAL_BASIS])

    def cleared(self, kind: str, lines: list[RedLineResult]) -> Iterator[Line]:
        """Those of one *kind* that only what is not established rules out."""
        if lines:
            names = self.listed(f"red-line:{line.id}" for line in lines)
            said = f"{names} ({self.say('summary-ruled-out-reserved', count=str(len(lines)))})"
            yield from self.labelled(self.say(f"summary-{kind}") + self.colon, said, "doubt")

    def obstacles(self, kind: str, word: str, lines: list[RedLineResult]) -> Iterator[Line]:
        """Those of one *kind* that are raised, then those that the answers do not rule out, in the words that begin with *word*."""
        label = self.say(f"summary-{kind}") + self.colon
        for line in lines:
            if line.status == "raised":
                left = dict(self.assessment.established.red_lines).get(line.id, line.status)
                doubt = "" if left == line.status else "-reserved"
                words = f"{self.say(f'{word}-raised{doubt}')}, {self.say(f'cure-{line.cured_by}')}"
                yield from self.labelled(label, f"{self.title(f'red-line:{line.id}')} ({words})", "bad")
        doubtful = [line for line in lines if line.status == "undetermined"]
        if doubtful:
            names = self.listed(f"red-line:{line.id}" for line in doubtful)
            yield from self.labelled(label, f"{names} ({self.say(f'{word}-undetermined', count=str(len(doubtful)))})", "doubt")

    def about_safeguards(self) -> Iterator[Line]:
        if not self.assessment.safeguards:
            return
        own = [safeguard for safeguard in self.assessment.safeguards if safeguard.required != "no" and safeguard.met != "yes"]
        missing = [safeguard for safeguard in own if safeguard.required == "yes" and safeguard.met == "no"]
        sure = {name for name, required, met in self.assessment.established.safeguards if required == "yes" and met == "no"}
        by_ground = {
            "missing": [safeguard for safeguard in missing if safeguard.id in sure],
            "missing-reserved": [safeguard for safeguard in missing if safeguard.id not in sure],
        }
        referred = self.proposal.stage == STAGES[-1]
        silent = [safeguard for safeguard in own if referred and safeguard.required == "yes" and safeguard.status == "unknown"]
        rest = [safeguard for safeguard in own if safeguard not in missing and safeguard not in silent]
        groups = by_ground | {"unjustified": silent, "unsettled": rest}
        label = self.say("summary-safeguards") + self.colon
        if not own:
            required = any(safeguard.required == "yes" for safeguard in self.assessment.safeguards)
            given = {name for name, needed, met in self.assessment.established.safeguards if needed == "no" or met == "yes"}
            reserved = "" if given.issuperset(safeguard.id for safeguard in self.assessment.safeguards) else "-reserved"
            word = self.say(f"summary-{'met' if required else 'none'}{reserved}")
            yield ((label, "title"), (word, "doubt" if reserved else "good"))
        for kind, some in groups.items():
            if some:
                words = self.say(f"summary-{kind}", count=str(len(some)))
                names = self.listed(f"safeguard:{safeguard.id}" for safeguard in some)
                yield from self.labelled(label, f"{words} ({names})", "doubt" if kind == "unsettled" else "bad")

    def contradictions(self) -> Iterator[Line]:
        """The guarantees answered otherwise than the facts say."""
        for safeguard in self.assessment.safeguards:
            if safeguard.contradicted and safeguard.id in self.proposal.safeguards:
                given = "absent" if self.proposal.safeguards[safeguard.id].status == "absent" else "present"
                facts = ", ".join(f"[{name}]" for name in safeguard.contradicted)
                said = self.say(f"summary-contradicted-{given}", title=self.title(f"safeguard:{safeguard.id}"), facts=facts)
                yield from self.labelled(self.say("summary-contradiction") + self.colon, said, "bad")

    def deciding(self) -> Iterator[Line]:
        """The open questions, first those on which decisions on like uses turned most."""
        if self.assessment.questions:
            names = [question.id for question in self.assessment.questions]
            yield from self.labelled(self.say("summary-deciding") + self.colon, self.listed(names))

    def listed(self, names: Iterable[str], most: int = SHOWN) -> str:
        """The titles of the first *most* items of *names*, and how many more there are."""
        titles = [self.asked_of(name) for name in names]
        more = [self.say("summary-more", count=str(len(titles) - most))] if len(titles) > most else []
        return self.semicolon.join(titles[:most] + more)

    def asked_of(self, name: str) -> str:
        """The title of the item *name*; of an entry of law, what is asked of it and the key by which it is answered."""
        if name.startswith("action:"):
            return self.say("summary-stop")
        if not name.startswith("law:"):
            return self.title(name)
        asked = "covers" if name in self.assessment.to_read else "state"
        return self.say(f"summary-law-{asked}", law=f"{self.title(name)} [{name}]")

    def labelled(self, label: str, text: str, style: str = "") -> Iterator[Line]:
        first, *others = textwrap.wrap(label + text, WIDTH, subsequent_indent="  ") or [label]
        yield ((first[: len(label)], "title"), (first[len(label) :], style))
        yield from (((line, style),) for line in others)


def _apart(title: str, remark: str) -> Line:
    """A title at the left and a remark at the right."""
    return (title, "title"), (" " * (WIDTH - len(title) - len(remark)), ""), (remark, "faint")


def shortened(text: str, width: int) -> str:
    """*text* in at most *width* characters: what stands before its colon, or cut with an ellipsis."""
    text = " ".join(text.split())
    if len(text) <= width:
        return text
    first = text.partition(": ")[0].rstrip()
    return first if len(first) <= width else text[: max(width - 1, 0)].rstrip() + "…"


def bar(low: int, high: int, required: int) -> str:
    """An interval out of 100 as a bar: what is shown, what is possible, and the mark of what is required."""
    done, may, mark = ((percent * BAR + 50) // 100 for percent in (low, high, required))
    cells = ["█" if at < done else "░" if at < may else "·" for at in range(BAR)]
    return "".join(cells[:mark]) + ("│" if required else " ") + "".join(cells[mark:])


def draft_lines(
    report: Mapping[str, Sequence[Any]], path: str, lang: str, rubrics: tuple[str, str] = ("", ""), kept: str = "", *, changed: bool = True
) -> list[Line]:
    """What became of the draft *path*; *rubrics*: the one it was written under, and the present one, when they differ.

    *kept*: the language of the draft, when another one was asked for.

    The *report* has the ids of passages by what became of them, and the markers that are damaged.
    """
    told = [("draft-rubric", {"before": rubrics[0], "now": rubrics[1]}, "doubt")] if rubrics[0] else []
    told += [(f"draft-kept-in-{kept}", {}, "doubt")] if kept else []
    for name, style in (("renewed", ""), ("taken", ""), ("kept", "doubt"), ("offered", "doubt"), ("retired", "doubt")):
        told += [(f"draft-{name}", {"count": str(len(report[name]))}, style)] if report[name] else []
    told += [("draft-damage", {"line": str(damage.line)}, "doubt") for damage in report["damage"]]
    title = say("draft-written" if changed else "draft-unchanged", lang, {"path": path})
    return [(), ((title, "title"),), *((("  " + say(message, lang, values), style),) for message, values, style in told)]
