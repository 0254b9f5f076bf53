"""Sections that are missing, empty or still to be written; and impacts, options, texts, consultations, territories not presented."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from assess.checks.authorship import Author
from assess.checks.findings import at_line, at_offset, in_proposal
from assess.checks.model import Check
from assess.checks.page import UNSEEN, Block
from assess.checks.reach import blocks_in, compiled, flat, line_of, sections_of, words_in, written_in
from assess.checks.subject import Subject
from assess.checks.when import holds
from assess.messages import listed
from assess.model.constants import LANGUAGES
from assess.model.finding import Finding
from assess.model.rubric import Text


def heading_required(check: Check, subject: Subject) -> Iterator[Finding]:
    """The sections of the data that no heading stands for, in a text of one of the kinds of the data that is not settled yet."""
    if subject.proposal is None or subject.kind_of_text not in check.settings["texts"]:
        return
    spared = check.settings.get("spared", "")
    if subject.state_of_text in check.settings["settled"] or (spared and holds(spared, subject)):
        return
    sections = check.settings["sections"]
    present = _present(subject, sections)
    for name, entry in sections.items():
        if name not in present:
            yield at_line(check, subject, "missing", line_of(subject), title=entry["name"], point=entry["point"])


heading_advised = heading_required


def _present(subject: Subject, sections: dict[str, Any]) -> set[str]:
    """The sections that some heading stands for: by its words or, when they are nobody else's, by the passages under it."""
    found: set[str] = set()
    for heading in subject.page.headings:
        words = flat(heading.name)
        held = {passage.rpartition(".")[2] for passage in heading.passages}
        named = {name for name, entry in sections.items() if compiled(entry["titles"]).search(words)}
        found |= named or {name for name, entry in sections.items() if not held.isdisjoint(entry["passages"])}
    return found


def section_empty(check: Check, subject: Subject) -> Iterator[Finding]:
    """A heading with nothing under it, not even another of a deeper level."""
    headings = subject.page.headings
    for index, heading in enumerate(headings):
        deeper = index + 1 < len(headings) and headings[index + 1].level > heading.level
        if not deeper and heading.level > 1 and not _seen_under(subject, index):
            yield at_line(check, subject, "empty", heading.line, title=heading.title)


def _seen_under(subject: Subject, index: int) -> list[Block]:
    """The blocks right under the heading number *index* that show something of the study."""
    return [block for block in subject.page.under(index) if block.kind not in UNSEEN and not block.offered]


def prompt_standing(check: Check, subject: Subject) -> Iterator[Finding]:
    """The prompts of the tool that are still there, at the stages of the data."""
    stage = subject.proposal.stage if subject.proposal else "exploration"
    if stage not in check.settings["stages"]:
        return
    for block in subject.page.blocks:
        if block.is_prompt and not block.offered:
            section = subject.page.headings[block.section].name if block.section >= 0 else "–"
            yield at_line(check, subject, "prompt", block.line, section=section)


prompt_at_referral = prompt_standing


def placeholder(check: Check, subject: Subject) -> Iterator[Finding]:
    """What people wrote in wait for something else, one a line."""
    told: set[int] = set()
    page, unless = subject.page, compiled(check.settings["unless"])
    labels = {block.text.partition("]")[0].strip("[ ").casefold() for block in page.blocks if block.kind == "definition"}
    for found in _holes(check, subject):
        said = found[0].strip(_AROUND)
        start = found.start() + found[0].index(said)
        line, _ = page.place(start)
        link = said[-1:] == "]" and (page.text[found.end() : found.end() + 1] == "(" or said.strip("[]").casefold() in labels)
        if line not in told and not link and not (said[:1].isalnum() and unless.search(page.prose[max(0, start - _BEFORE) : start])):
            told.add(line)
            yield at_offset(check, subject, "placeholder", start, len(said.partition("\n")[0]), found=said)


_AROUND: Final = " \t|>:*-\u00a0\u202f"
_BEFORE: Final = 12


def _holes(check: Check, subject: Subject) -> Iterator[re.Match[str]]:
    """What looks like a placeholder, in text and headings of people: words, in no quotation, and where no one is said to decide.

    A pattern is only tried on the blocks that hold what it cannot do without, the words that stand before them in the data.
    """
    page, settings = subject.page, check.settings
    decided = compiled(settings["words-unless"])
    for block in page.blocks:
        if block.kind == "quote" or not (block.written or (block.kind == "heading" and block.author is Author.PEOPLE)):
            continue
        start, end = page.span(block)
        for pattern in _worth(settings["patterns"], page.prose, start, end):
            yield from pattern.finditer(page.prose, start, end)
        for pattern in _worth(settings["words"], page.prose, start, end):
            for found in pattern.finditer(page.prose, start, end):
                said = found[0][0] == "[" or not page.near(decided, *found.span())
                if said and not page.quoted(found.end() - 1):
                    yield found
        for found in compiled(settings["tags"]).finditer(page.text, start, end) if "<" in block.text else ():
            if page.text[found.start() - 1 : found.start()] != "`":
                yield found


def _worth(groups: dict[str, list[str]], text: str, start: int, end: int) -> Iterator[re.Pattern[str]]:
    """The patterns that may be found between *start* and *end*: what they need is a pattern (`(?…`), or plain texts between bars."""
    here = text[start:end].casefold()
    for needed, each in groups.items():
        if any(map(here.__contains__, needed.split("|"))) if needed[:2] != "(?" else compiled((needed,)).search(text, start, end):
            yield from (compiled((pattern,)) for pattern in each)


def not_applicable_bare(check: Check, subject: Subject) -> Iterator[Finding]:
    """A section of which people say only that it has no object."""
    pattern = compiled(check.settings["patterns"])
    for index, heading in enumerate(subject.page.headings):
        told = _seen_under(subject, index)
        if len(told) == 1 and told[0].written and pattern.fullmatch(flat(told[0].text).strip("-> ")):
            yield at_line(check, subject, "bare", told[0].line, title=heading.name)


def impact_unsourced(check: Check, subject: Subject) -> Iterator[Finding]:
    """The amounts of the proposal without method or source."""
    for at, impact in enumerate(subject.proposal.impacts if subject.proposal else ()):
        if impact.low is None and impact.high is None:
            continue
        for message, told in (("no-method", impact.method), ("no-source", impact.source)):
            if not told.strip():
                yield in_proposal(check, subject, message, ("impacts", at), who=impact.who)


def amount_unsourced(check: Check, subject: Subject) -> Iterator[Finding]:
    """The amounts of people's tables whose row leaves the column of the method or of the source empty."""
    columns = {name: compiled(patterns) for name, patterns in check.settings["columns"].items()}
    blank, figure = compiled(check.settings["blank"]), compiled(check.settings["figure"])
    for block in subject.page.blocks:
        (_, header), *rows = block.rows if block.written and block.rows else ((0, ()),)
        at = {name: next((i for i, cell in enumerate(header) if found.search(flat(cell))), -1) for name, found in columns.items()}
        for line, row in rows:
            amount = flat(row[at["amount"]]) if at["amount"] >= 0 else ""
            for name in ("method", "source") if figure.search(amount) else ():
                if at[name] >= 0 and blank.fullmatch(flat(row[at[name]])):
                    yield at_line(check, subject, f"no-{name}", line, amount=amount)


def option_missing(check: Check, subject: Subject) -> Iterator[Finding]:
    """The options of the data that neither the proposal nor what people wrote about options presents."""
    options = subject.proposal.options if subject.proposal else ()
    sections = sections_of(subject, ("options",), check.settings["titles"])
    said = words_in(subject, sections)
    given = {
        "nothing": any(option.nothing for option in options),
        "less-intrusive": any(option.less_intrusive for option in options),
    }
    for name, patterns in check.settings["options"].items():
        if not given[name] and not compiled(patterns).search(said):
            yield at_line(check, subject, name, line_of(subject, sections))


def implementing_text_unlisted(check: Check, subject: Subject) -> Iterator[Finding]:
    """Implementing texts that people announce where they describe the scheme, and that no list holds."""
    settings = check.settings
    known = _listed(check, subject)
    for block in written_in(subject, sections_of(subject, settings["sections"], settings["titles"])):
        for found in compiled(settings["announced"]).finditer(subject.page.prose_of(block)):
            nature = _nature(check, found[0])
            if known and nature and nature not in known:
                start = subject.page.span(block)[0] + found.start()
                yield at_offset(check, subject, "unlisted", start, len(found[0]), text=settings["natures"][nature]["name"])


def _nature(check: Check, words: str) -> str:
    """The first nature of text that *words* name."""
    natures: dict[str, Any] = check.settings["natures"]
    return next((name for name, entry in natures.items() if compiled(entry["names"]).search(flat(words))), "")


def _listed(check: Check, subject: Subject) -> set[str]:
    """The natures of the texts that the proposal or the draft lists, once people began a list."""
    texts = [text for article in subject.proposal.articles for text in article.implementing] if subject.proposal else []
    sections = sections_of(subject, ("implementing-texts", "implementing-table", "implementing-called"), check.settings["lists"])
    texts += words_in(subject, sections).splitlines()
    texts += [line for block in blocks_in(subject, sections) if texts and block.kind in ("table", "list") for line in block.lines]
    return {nature for text in texts if (nature := _nature(check, text))}


def consultation_missing(check: Check, subject: Subject) -> Iterator[Finding]:
    """The bodies of the table that the facts call for, and that nobody says were consulted."""
    held = subject.proposal.consultations if subject.proposal else ()
    sections = sections_of(subject, ("consultations", "held", "consultations-table"), check.settings["titles"])
    said = words_in(subject, sections)
    whom = "\n".join((*(flat(found.who) for found in held), said))
    for body in check.settings["bodies"].values():
        if _called_for(body, subject) and not compiled(body["names"]).search(whom):
            yield at_line(check, subject, "missing", line_of(subject, sections), body=body["name"], basis=body["basis"])


def _called_for(body: dict[str, Any], subject: Subject) -> bool:
    """Whether the facts and, where the table says so, what people wrote in a section call for this consultation."""
    if not holds(body["when"], subject):
        return False
    if "patterns" not in body:
        return True
    said = words_in(subject, sections_of(subject, body["sections"], body["titles"]))
    return compiled(body["patterns"]).search(said) is not None


def consultation_late(check: Check, subject: Subject) -> Iterator[Finding]:
    """At referral, the mandatory consultations that bear a later date than the proposal, or none."""
    if subject.proposal is None or subject.proposal.stage != "referral":
        return
    for at, found in enumerate(subject.proposal.consultations):
        if not found.mandatory:
            continue
        if not found.when:
            yield in_proposal(check, subject, "undated", ("consultations", at, "who"), who=found.who)
        elif date.fromisoformat(found.when).toordinal() > subject.proposal.day:
            yield in_proposal(check, subject, "late", ("consultations", at, "when"), who=found.who, when=found.when)


def reply_missing(check: Check, subject: Subject) -> Iterator[Finding]:
    """The opinions given, to which neither the proposal nor what people wrote gives a reply."""
    sections = sections_of(subject, ("consultations", "held"), check.settings["titles"])
    if compiled(check.settings["replies"]).search(words_in(subject, sections)):
        return
    for at, found in enumerate(subject.proposal.consultations if subject.proposal else ()):
        if found.opinion.strip() and not found.reply.strip():
            yield in_proposal(check, subject, "no-reply", ("consultations", at, "opinion"), who=found.who)


def territory_missing(check: Check, subject: Subject) -> Iterator[Finding]:
    """The territories that neither the table nor what people wrote in the section names, all in one finding."""
    sections = sections_of(subject, ("overseas",), check.settings["titles"])
    said, tables = words_in(subject, sections), _tables(subject, sections)
    told = "\n".join((said, *(flat(table.text) for table in tables)))
    line = tables[0].line if tables else line_of(subject, sections)
    forgotten = [entry["name"] for entry in check.settings["territories"].values() if not _is_named(entry, told)]
    if forgotten and (said or tables):
        yield at_line(check, subject, "missing", line, name=_joined(forgotten), count=len(forgotten))


def territory_unjustified(check: Check, subject: Subject) -> Iterator[Finding]:
    """The rows of the table that do not say whether the text applies, and why, unless people say it beside."""
    blank = compiled(check.settings["blank"])
    sections = sections_of(subject, ("overseas",), check.settings["titles"])
    said = "\n".join(line for line in words_in(subject, sections).split("\n") if not line.startswith("|"))
    silent: dict[int, Text] = {}
    for line, cells in (row for table in _tables(subject, sections) for row in table.rows[1:]):
        names = [entry for entry in check.settings["territories"].values() if _is_named(entry, flat(cells[0]), whole=False)]
        answered = len(cells) == 1 or not blank.fullmatch(flat(cells[-1]))
        if names and not answered and not all(_is_named(entry, said) for entry in names):
            silent[line] = dict.fromkeys(LANGUAGES, flat(cells[0]))
    if silent:
        yield at_line(check, subject, "unjustified", min(silent), name=_joined(list(silent.values())), count=len(silent))


def _joined(names: list[Text]) -> Text:
    return {lang: listed([name[lang] for name in names], lang) for lang in LANGUAGES}


def _tables(subject: Subject, sections: list[int]) -> list[Block]:
    """The tables of *sections*, whoever wrote them."""
    return [block for block in blocks_in(subject, sections) if block.kind == "table" and not block.offered]


def _is_named(entry: dict[str, Any], text: str, *, whole: bool = True) -> bool:
    """Whether *text* names the territory of *entry*; with *whole*, a group of territories that it belongs to will do."""
    return compiled((*entry["names"], *(entry["groups"] if whole else ()))).search(text) is not None
