"""What a draft says of the conclusions of the assessment, against those conclusions; whether readers see what the tool says of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from typing import Final, NamedTuple

from msgspec.structs import replace

from assess.checks.authorship import Author, author_of
from assess.checks.declared import claims_of, stated
from assess.checks.findings import at_line
from assess.checks.fresh import front_line
from assess.checks.model import Check
from assess.checks.page import Block, Page
from assess.checks.reach import Reach, compiled
from assess.checks.subject import Subject
from assess.messages import listed
from assess.model.constants import LANGUAGES
from assess.model.finding import Finding
from assess.model.rubric import LEGAL_BASIS, Principle, RedLine, Safeguard, Text
from assess.study import front_matter
from assess.study.passages import Draft, Segment
from assess.study.words import low, quantity
from assess.yaml_source.unseen import MARKS, composed

_MARKUP: Final = re.compile(rf'<!--[^\0]{{0,500}}?-->|</?[A-Za-z][^<>]{{0,500}}>|[*_`~\\#>«»“”"{MARKS}]')
_TAG: Final = re.compile(r"`[^`\n]+`|<!--[^\0]{0,500}?-->|<(?P<closes>/?)(?P<name>[A-Za-z][\w-]*)[^<>]{0,500}>")
_PART: Final = re.compile(r"(?:[^\n.!?]|[.!?](?![ \n])|\n(?! *(?:[-+]|\d+[.)]) |\n))+[.!?]*")
_WORD: Final = re.compile(r"\w+|[^\w\s.,;:!?()…'’–—-]")
"""A word, or a sign that says something: `≥`, `%`."""
_STRUCK: Final = re.compile(r"~~|<(?:s|del|strike)\b")
_REFERENCE: Final = re.compile(r"\[\^[^\]\s]{1,200}\]")
_SHOWS_NOTHING: Final = ("comment", "rule", "definition")
_STATES: Final = {"raised": "found", "gap": "found", "undetermined": "open"}
_SAID: Final = frozenset(("none", "some", *map(str, range(1, 10))))
"""What claims say of what is crossed or lacking: that there is none, some, or how many."""


class _Conclusion(NamedTuple):
    state: str
    """Of what is crossed or lacking: `found`, `open` when some may be, `none`; of the pathway, `way`."""
    wrong: frozenset[str]
    """What claims say of it that is not so."""
    titles: list[Text]
    """Of what is found or open; of the ways."""


def conclusion_contradicted(check: Check, subject: Subject) -> Iterator[Finding]:
    """What people say of red lines, safeguards, principles and the pathway that the assessment does not conclude."""
    conclusions = _conclusions(subject)
    claims = [claim for claim in claims_of(check.settings) if (known := conclusions.get(claim["of"])) and claim["says"] in known.wrong]
    told = [(block.line, _plain(block)) for block in subject.page.blocks if _is_theirs(block, subject)]
    for lang in LANGUAGES:  # a sentence in the other language is read all the same
        page, places = _page_of(told, check.settings["anchors"][lang])
        said = replace(subject, lang=lang, page=page)
        for claim, clause, hit in stated(check.settings, said, claims, Reach(said)):
            found = " ".join(page.prose[clause.start : max(clause.end, hit.end)].strip(" \n,;:-.").split())
            state, _, titles = conclusions[claim["of"]]
            names = {each: listed([low(title[each], each) for title in titles], each) for each in LANGUAGES}
            count = {each: quantity(len(titles), each, feminine=True) for each in LANGUAGES}
            line = places[page.place(hit.start)[0] - 1]
            yield at_line(check, subject, f"{claim['of']}-{state}", line, found=found, titles=names, count=count)


def _conclusions(subject: Subject) -> dict[str, _Conclusion]:
    """What the assessment concludes, by the name that claims have for it."""
    assessment, rubric = subject.assessment, subject.rubric
    if assessment is None or rubric is None:
        return {}
    lacking = [it for it in assessment.safeguards if it.required != "no" and it.met != "yes"]
    states = {it.id: "found" if it.required == "yes" and it.met == "no" else "open" for it in lacking}
    found = {
        "red-lines": _weighed(
            rubric.red_lines,
            {line.id: _STATES.get(line.status, "") for line in assessment.red_lines if line.cured_by not in LEGAL_BASIS},
        ),
        "safeguards": _weighed(rubric.safeguards, states),
        "principles": _weighed(rubric.principles, {principle.id: _STATES.get(principle.status, "") for principle in assessment.principles}),
    }
    if assessment.pathway and rubric.pathway:
        values = (*rubric.pathway.actions, *rubric.pathway.norms)
        right = {name for way in assessment.pathway.possible for name in (way.action, way.norm)}
        wrong = frozenset(value.id for value in values) - right
        found["pathway"] = _Conclusion("way", wrong, [value.text for value in values if value.id in right])
    return found


def _weighed(items: Iterable[RedLine | Safeguard | Principle], states: Mapping[str, str]) -> _Conclusion:
    """What is to be said of *items*, of which *states* says what is crossed or lacks for sure (`found`) or perhaps (`open`)."""
    state = next((state for state in ("found", "open") if state in states.values()), "none")
    titles = [item.title for item in items if states.get(item.id) == state]
    right = {"found": ("some", str(len(titles))), "open": (), "none": ("none",)}[state]
    return _Conclusion(state, _SAID.difference(right), titles)


def _is_theirs(block: Block, subject: Subject) -> bool:
    """Whether people wrote *block*, in the draft, in the proposal or in templates of theirs, and readers see it."""
    theirs = block.written or block.author is Author.PEOPLE or (block.is_prompt and not block.passage)
    return block.kind not in _SHOWS_NOTHING and (theirs or (subject.foreign and not block.offered))


def _page_of(told: list[tuple[int, str]], anchors: list[str]) -> tuple[Page, list[int]]:
    """A page of those blocks of *told*, each with its first line in the draft, that hold one of *anchors*; the lines its own come from."""
    held = [(first, text) for first, text in told if any(map(text.casefold().__contains__, anchors))]
    lines = [line for first, text in held for line in enumerate((*text.split("\n"), ""), first)]
    text = "\n".join(line for _, line in lines)
    return Page(Draft((Segment("people", text, 1),)), text), [place for place, _ in lines]


def _plain(block: Block) -> str:
    """The words of *block* as readers see them, without signs of Markdown and HTML, on as many lines; a row of a table is an item."""
    lines = (" ".join(composed(unescape(line), "NFKC").split()) for line in block.lines)
    told = "\n".join("- " + line.strip("| ").replace("|", ":") if line[:1] == "|" else line for line in lines)
    return _MARKUP.sub(lambda found: "\n" * found[0].count("\n"), told) + "." * (block.kind == "heading")


def conclusion_edited(check: Check, subject: Subject) -> Iterator[Finding]:
    """Passages that carry a conclusion, of which people changed or took out sentences or cells: what they add beside them is theirs."""
    carrying = compiled(check.settings["passages"])
    for name, segment in subject.draft.passages.items():
        if carrying.match(name) and author_of(segment) is Author.PEOPLE and segment.text.strip():
            said, due = _pieces(segment.text), _pieces(subject.fresh().get(name, ""))
            gone = [text for words, (_, text) in due.items() if words not in said]
            if gone:
                first = segment.line + segment.source.partition(segment.text)[0].count("\n")
                line = next((line for words, (line, _) in said.items() if words not in due), 0)
                message = "one" if len(gone) == 1 else "several"
                yield at_line(check, subject, message, first + line, found=dict.fromkeys(LANGUAGES, gone[0]), count=len(gone), passage=name)


def _pieces(text: str) -> dict[str, tuple[int, str]]:
    """The sentences, the items and the rows of *text*, by their words: the line of each, from 0, and how it is written.

    Notes, prompts and what is hidden are left out; what is struck through is not what it was.
    """
    text, found = _STRUCK.sub("≁", text), dict[str, tuple[int, str]]()
    for block in Page(Draft((Segment("people", text, 1),)), text).blocks:
        if block.kind in _SHOWS_NOTHING or block.kind == "footnote" or block.is_prompt:
            continue
        plain = _REFERENCE.sub("", _plain(block))
        for part in _PART.finditer(plain):
            written = " ".join(part[0].split()).lstrip("- ")
            if words := " ".join(_WORD.findall(written)):
                found.setdefault(words, (block.line - 1 + plain.count("\n", 0, part.start()), written))
    return found


def conclusion_unseen(check: Check, subject: Subject) -> Iterator[Finding]:
    """Passages that tell the conclusion and that people deleted, or that stand where nobody sees them, as any passage of the tool."""
    passages, names = subject.draft.passages, front_matter.listed(subject.front) or ()
    telling, hidden = compiled(check.settings["passages"]), _hidden(check, subject.page)
    blocks = (block for block in subject.page.blocks if not block.offered and block.kind not in _SHOWS_NOTHING)
    seen = {block.passage for block in blocks if block.line not in hidden}
    for name, segment in passages.items():
        if segment.text.strip() and name not in seen:
            yield at_line(check, subject, "hidden", segment.line, passage=name)
        elif not segment.text.strip() and telling.match(name):
            yield at_line(check, subject, "deleted", segment.line, passage=name)
    known = {*passages, *(damage.name for damage in subject.draft.damage)}
    for name in names:
        if telling.match(name) and name not in known and name in subject.fresh():
            yield at_line(check, subject, "deleted", front_line(subject, f"- {name}"), passage=name)


def _hidden(check: Check, page: Page) -> set[int]:
    """The first lines of the blocks that an element hides: one that was opened before them, or that they open."""
    hides, found, name, depth = compiled(check.settings["hides"]), set[int](), "", 0
    for block in page.blocks:
        inside = depth > 0
        for tag in _TAG.finditer(block.text) if "<" in block.text and block.kind != "code" else ():
            own = (tag["name"] or "").lower()
            if not depth and own and not tag["closes"] and hides.search(tag[0]):
                name, depth, inside = own, 1, True
            elif depth and own == name:
                depth += -1 if tag["closes"] else 1
        if inside:
            found.add(block.line)
    return found
