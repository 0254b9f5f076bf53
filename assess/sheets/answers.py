"""What the answers of sheets change in a proposal, and what stands in the way: answers that cannot be read, and conflicts.

A conflict is told with both sides, and neither is taken: the proposal was answered otherwise since the sheet was made, or two sheets
answer otherwise.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from msgspec import Struct

from assess.loading.state import canonical
from assess.messages import say
from assess.model.finding import Finding, Place, Severity
from assess.model.rubric import Rubric
from assess.sheets.choices import NotUnderstood, chosen, day, named, written, yes
from assess.sheets.model import FORMULA, Filled, Question, Reply
from assess.sheets.questions import digest, hashed, questions, standing, value_at
from assess.yaml_source.nodes import Node

Path = tuple[str | int, ...]
Change = tuple[Path, Any]
MAIN: Final = {"criterion": "level", "safeguard": "status"}
"""The key of the answer itself; of a fact, `value`."""


class Given(Struct, frozen=True):
    """One answer of one sheet, understood."""

    question: Question
    place: Place
    value: Any
    """As plain data of a proposal."""
    because: str = ""
    where: dict[str, str] = {}
    evidence: dict[str, Any] = {}
    who: str = ""
    date: str = ""


class Taken(Struct, frozen=True):
    """What a sheet, or several, bring to a proposal."""

    changes: tuple[Change, ...]
    answered: tuple[str, ...]
    """The qualified ids of what is answered."""
    unknown: tuple[str, ...]
    """Of what someone says not to know."""
    same: tuple[str, ...]
    """Of what the proposal says already."""
    left: tuple[Finding, ...]
    """What was not taken, and why."""


def differences(filled: Filled, path: str, proposal: str, rubric: Rubric, root: Node) -> list[Finding]:
    """Why the sheet *filled*, of the file *path*, is not one for the proposal of this id under *rubric*: nothing when it is."""
    about = filled.about
    if about["proposal"] != proposal:
        return [Finding("sheet-other-proposal", Place(path), {"found": about["proposal"], "title": about["title"], "wanted": proposal})]
    lang = about["lang"]
    if lang not in rubric.languages:
        return [Finding("sheet-not-ours", Place(path))]
    now = {one.id: digest(one) for name in dict.fromkeys(map(_item, filled.asked)) for one in _questions(rubric, name, root, lang)}
    gone = [name for name in filled.asked if name not in now]
    changed = [name for name, (known, _) in filled.asked.items() if name in now and now[name] != known]
    same = (about["rubric"], about["version"]) == (rubric.id, rubric.version)
    if same and not gone and not changed:
        return []
    values = {"found": f"{about['rubric']} {about['version']}", "wanted": f"{rubric.id} {rubric.version}"}
    told = [Finding("sheet-other-rubric" if not same else "sheet-other-words", Place(path), values)]
    told += [Finding("sheet-gone", Place(path), {"name": name}) for name in gone]
    return told + [Finding("sheet-changed", Place(path), {"name": name}) for name in changed]


def _item(name: str) -> str:
    """The item of the question *name*: the field of a record is asked with its record."""
    kind, _, own = name.partition(":")
    return f"fact:{own.partition('.')[0]}" if kind == "fact" else name


def _questions(rubric: Rubric, item: str, root: Node, lang: str) -> Iterator[Question]:
    known = item.partition(":")[0] in ("fact", "criterion", "safeguard")
    return questions(rubric, item, root, lang) if known else iter(())


def taken(sheets: Iterable[tuple[str, Filled]], rubric: Rubric, root: Node) -> Taken:
    """What *sheets*, by their paths, bring to the proposal of *root* under *rubric*; each was found to be for it."""
    left: list[Finding] = []
    unknown: dict[str, None] = {}
    given: dict[str, list[Given]] = {}
    stood: dict[str, list[str]] = {}
    for path, filled in sheets:
        for reply in filled.replies:
            answer = _understood(reply, path, filled.about["lang"], rubric, root, left)
            if isinstance(answer, Given) and answer.value is None:
                unknown[reply.id] = None
            elif answer is not None:
                given.setdefault(reply.id, []).append(answer)
                stood.setdefault(reply.id, []).append(filled.asked[reply.id][1])
    changes: list[Change] = []
    answered, same = [], []
    for name, answers in given.items():
        conflict = _disagree(answers) or _overtaken(answers, stood[name], root)
        if isinstance(conflict, str):
            same.append(name)
        elif conflict:
            left += conflict
        else:
            changes += _changes(answers[0], root)
            answered.append(name)
    return Taken(tuple(changes), tuple(answered), tuple(unknown), tuple(same), tuple(left))


def _understood(reply: Reply, path: str, lang: str, rubric: Rubric, root: Node, left: list[Finding]) -> Given | None:
    """What *reply* answers; None, with what is wrong put in *left*, where a cell cannot be understood, or nothing is answered."""
    place = Place(path, reply.row)
    cells = {name: text for name, cell in reply.cells.items() if (text := written(cell)) not in ("", None)}
    question = next(one for one in _questions(rubric, _item(reply.id), root, lang) if one.id == reply.id)
    read = _Cells(question, cells, rubric, lang)
    if FORMULA in cells.values():
        left.append(Finding("sheet-formula", place, {"name": reply.id}))
        return None
    if "answer" not in cells:
        if set(cells) - {"who", "date"}:
            left.append(Finding("sheet-no-answer", place, {"name": reply.id}))
        return None
    value = read.get("answer", lambda cell: chosen(question, cell, lang))
    because = str(cells.get("because", "")).strip()
    if value == "not-applicable" and not because:
        read.wrong.append(("sheet-no-reason", ""))
    answer = Given(question, place, value, because, read.where(), read.evidence(), read.who(), read.get("date", day) or "")
    told = [Finding(message, place, {"name": reply.id, "found": found}) for message, found in read.wrong]
    if "who" not in cells:
        told.append(Finding("sheet-no-name", Place(path), {}))
    left += [finding for finding in told if finding not in left]
    return None if told else answer


class _Cells:
    """The cells of a row, and what is wrong with them."""

    def __init__(self, question: Question, cells: Mapping[str, Any], rubric: Rubric, lang: str) -> None:
        self.question, self.cells, self.lang = question, cells, lang
        self.wrong: list[tuple[str, str]] = []
        self.grades = [(value.id, value.text[lang]) for value in rubric.grades]
        self.instruments = [(value.id, value.text[lang]) for value in rubric.instruments]

    def get(self, name: str, made: Any) -> Any:
        """What *made* understands of the cell *name*; None for an empty one."""
        if name not in self.cells:
            return None
        try:
            return made(self.cells[name])
        except NotUnderstood:
            self.wrong.append((f"sheet-cell-{name}", " ".join(str(self.cells[name]).split())[:80]))
            return None

    def who(self) -> str:
        """Who answers."""
        return " ".join(str(self.cells.get("who", "")).split())

    def where(self) -> dict[str, str]:
        """Where a guarantee is written."""
        instrument = self.get("instrument", lambda cell: named(cell, self.instruments)) if self.question.kind == "safeguard" else None
        ref = str(self.cells.get("ref", "")).strip() if self.question.kind == "safeguard" else ""
        return {key: text for key, text in (("instrument", instrument), ("ref", ref)) if text}

    def evidence(self) -> dict[str, Any]:
        """The piece of evidence, if there is one."""
        names = ("title", "grade", "day", "independent", "published", "link")
        if self.question.kind != "criterion" or not any(name in self.cells for name in names):
            return {}
        if "title" not in self.cells or "grade" not in self.cells:
            self.wrong.append(("sheet-evidence-incomplete", ""))
        link = str(self.cells.get("link", "")).strip()
        found = {
            "title": str(self.cells.get("title", "")).strip(),
            "grade": self.get("grade", lambda cell: named(cell, self.grades)),
            "independent": self.get("independent", lambda cell: yes(cell, self.lang)),
            "protocol_published": self.get("published", lambda cell: yes(cell, self.lang)),
            "date": self.get("day", day),
            ("url" if link.lower().startswith(("http://", "https://")) else "file"): link,
        }
        return {key: value for key, value in found.items() if value not in (None, "", False)}


def _disagree(answers: list[Given]) -> list[Finding]:
    """What to say of *answers* of several people, each with all the others, when they are not one."""
    if len({canonical(one.value) for one in answers}) == 1:
        return []
    return [_told("sheet-two-answers", one, other, _words(other), other.who) for one in answers for other in answers if one is not other]


def _overtaken(answers: list[Given], stood: list[str], root: Node) -> list[Finding] | str:
    """`same` when the proposal says it already; what to say when it has changed since it was asked; nothing when it is as it was."""
    first = answers[0]
    node = value_at(root, first.question.path)
    now, assumed = _main(node, first.question), _sub(node, "assumed") is True
    if now is not None and canonical(now) == canonical(first.value) and not assumed:
        return "same"
    if all(hashed(text) == hashed(standing(root, first.question)) for text in stood):
        return []
    by = _sub(_sub(node, "by"), "who")
    said = _shown(now, first.question) if now is not None else ""
    return [_told("sheet-conflict" if said else "sheet-conflict-removed", one, first, said, str(by or "")) for one in answers]


def _told(message: str, one: Given, other: Given, said: str, by: str) -> Finding:
    texts = {lang: say("sheet-by", lang, {"who": by}) if by else "" for lang in ("fr", "en")}
    values = {"name": one.question.id, "mine": _words(one), "who": one.who, "said": said, "at": str(other.place.path)}
    return Finding(message, one.place, values | {f"by_{lang}": text for lang, text in texts.items()}, Severity.ERROR)


def _words(answer: Given) -> str:
    return _shown(answer.value, answer.question)


def _shown(value: Any, question: Question) -> str:
    """*value* as a person reads it: what is chosen, with its words where they are short."""
    plain = json.loads(canonical(value))
    if isinstance(plain, dict):
        return str(plain.get("number", plain))
    if isinstance(plain, list):
        return ", ".join(map(str, plain))
    words = dict(zip(map(str, question.values), question.scale, strict=True)).get(str(plain), "")
    return f"{plain} – {words[:60].rstrip()}…" if len(words) > 60 else f"{plain} – {words}" if words else str(plain)  # noqa: PLR2004


def _sub(node: Any, key: str) -> Any:
    return node.get(key) if isinstance(node, dict) else None


def _main(node: Any, question: Question) -> Any:
    """The answer itself in *node*, what stands in a proposal for *question*."""
    return node.get(MAIN.get(question.kind, "value")) if isinstance(node, dict) else node


def _changes(answer: Given, root: Node) -> Iterator[Change]:
    """What *answer* puts in the proposal of *root*: the whole entry where there is none, else key by key."""
    question = answer.question
    path: Path = question.path
    node = value_at(root, question.path)
    by = {"who": answer.who} | ({"date": answer.date} if answer.date else {})
    if question.in_record:
        yield path, answer.value
        yield (path[0], "by"), by
        return
    said = {"because": answer.because, "where": answer.where, "evidence": [answer.evidence] if answer.evidence else []}
    entry = {MAIN.get(question.kind, "value"): answer.value} | {key: value for key, value in said.items() if value} | {"by": by}
    if not isinstance(node, dict):
        yield path, entry
        return
    for key, value in entry.items():
        known = node.get(key)
        if key == "evidence" and isinstance(known, list) and known:
            yield (*path, key, len(known)), answer.evidence
        else:
            yield (*path, key), value
    if node.get("assumed") is True:
        yield (*path, "assumed"), False
