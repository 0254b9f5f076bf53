"""The open questions of a proposal, made into the rows of a sheet."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from hashlib import sha256
from typing import Any

from assess.engine.evaluate import Evaluator
from assess.engine.parts import parts
from assess.loading.state import LENGTH, canonical, state
from assess.messages import say
from assess.model.assessment import Assessment
from assess.model.proposal import Proposal
from assess.model.rubric import Criterion, Fact, Principle, Rubric, Safeguard, Value
from assess.sheets.model import Question, Sheet
from assess.yaml_source.nodes import Mapping, Node

WHOLE = {"facts": "fact", "safeguards": "safeguard"}
"""The names by which all the facts, or all the guarantees, are asked about."""
_HASH = "sha256:"
LONGEST = 30_000
"""How many characters of what stands in a proposal are kept in a cell; of more, a digest."""


def askable(rubric: Rubric) -> list[str]:
    """What a sheet may be asked for: principles, `facts`, `safeguards`, or any item by its id."""
    items = [*rubric.qualified("fact", "criterion", "safeguard")]
    plain = [name.partition(":")[2] for name in items]
    return [*(principle.id for principle in rubric.principles), *WHOLE, *items, *plain]


def open_items(evaluator: Evaluator, proposal: Proposal, assessment: Assessment) -> list[str]:
    """The qualified ids of what is not answered, or is by a hypothesis alone, and may count; in the order of the rubric."""
    wanted = set(assessment.assumed)
    for part in parts(evaluator.rubric, proposal):
        wanted.update(evaluator.still_open(part, assessment.as_of).items)
    return [name for name in evaluator.rubric.qualified("fact", "criterion", "safeguard") if name in wanted and name != "fact:technology"]


def chosen(rubric: Rubric, names: Iterable[str], items: Collection[str]) -> list[str]:
    """Those of the *items* that are asked for by *names*, in their order."""
    wanted: set[str] = set()
    own = {principle.id: [f"criterion:{one.id}" for one in principle.criteria] for principle in rubric.principles}
    for name in names:
        wanted.update(own.get(name, ()))
        wanted.update(item for item in items if item == name or item.partition(":")[2] == name or item.partition(":")[0] == WHOLE.get(name))
    return [item for item in items if item in wanted]


def sheet(evaluator: Evaluator, proposal: Proposal, root: Node, items: Iterable[str], lang: str) -> Sheet:
    """The sheet that asks *items* of *proposal*, whose tree is *root*, in *lang*."""
    rubric = evaluator.rubric
    asked = tuple(one for name in items for one in questions(rubric, name, root, lang) if one.standing == "null" or not one.in_record)
    about = {question.id.partition(":")[2].partition(".")[0] for question in asked if question.kind == "criterion"}
    return Sheet(
        proposal=proposal.id,
        title=proposal.title,
        rubric=rubric.id,
        version=rubric.version,
        sha256=rubric.sha256,
        state=state(root),
        lang=lang,
        questions=asked,
        guides=tuple(
            (one.title[lang], _plain(f"{one.heart[lang]}\n\n{one.guidance[lang]}")) for one in rubric.principles if one.id in about
        ),
        grades=tuple((value.id, value.text[lang]) for value in rubric.grades),
        instruments=tuple((value.id, value.text[lang]) for value in rubric.instruments),
    )


def questions(rubric: Rubric, item: str, root: Node, lang: str) -> Iterator[Question]:
    """The rows for the *item*, a qualified id: one, or one for each field of a record that is not answered. None for no such item."""
    kind, _, name = item.partition(":")
    entry = rubric.entries()[kind].get(name)
    if isinstance(entry, Criterion):
        yield _with_standing(_criterion(rubric, entry, lang), root)
    elif isinstance(entry, Safeguard):
        yield _with_standing(_safeguard(rubric, entry, lang), root)
    elif isinstance(entry, Fact):
        for made in _fact(entry, lang):
            yield _with_standing(made, root)


def _guide(principle: Principle, lang: str) -> tuple[str, str]:
    return principle.title[lang], _plain(f"{principle.heart[lang]}\n\n{principle.guidance[lang]}")


def _plain(text: str) -> str:
    """*text*, inline Markdown, without its signs."""
    return re.sub(r"\*+|`|\[([^\]]*)\]\([^)]*\)", r"\1", text)


def digest(question: Question) -> str:
    """What *question* is known by: another wording of it, or of its scale, has another."""
    said = canonical([question.kind, question.question, list(question.values), list(question.scale)])
    return sha256(said.encode("utf-8", "backslashreplace")).hexdigest()[:LENGTH]


def standing(root: Node, question: Question) -> str:
    """What stands under the path of *question* in the proposal of *root*, as canonical text, or its digest when it is long."""
    text = canonical(value_at(root, question.path))
    return text if len(text) <= LONGEST else hashed(text)


def hashed(text: str) -> str:
    """The digest of *text*, which stands for it where it is too long; of nothing, itself."""
    return text if text == "null" or text.startswith(_HASH) else _HASH + sha256(text.encode("utf-8", "backslashreplace")).hexdigest()


def value_at(root: Any, path: Iterable[str]) -> Any:
    """What is under *path* in the tree *root*; None where there is nothing."""
    for key in path:
        root = root.get(key) if isinstance(root, Mapping) else None
    return root


def _with_standing(question: Question, root: Node) -> Question:
    return Question(
        question.id,
        question.kind,
        question.title,
        question.question,
        question.guidance,
        question.values,
        question.scale,
        standing(root, question),
    )


def _criterion(rubric: Rubric, criterion: Criterion, lang: str) -> Question:
    needs = [
        say("sheet-evidence", lang, {"level": str(level), "grade": rubric.grades[rank].text[lang]})
        for level, rank in enumerate(criterion.evidence)
        if rank >= 0
    ]
    if criterion.valid_months:
        needs.append(say("sheet-valid", lang, {"count": str(criterion.valid_months)}))
    none = ("not-applicable",) if criterion.not_applicable else ()
    words = [text[lang] for text in criterion.levels] + [say("sheet-not-applicable", lang)] * len(none)
    values: tuple[str | int, ...] = (*range(len(criterion.levels)), *none)
    guidance = "\n".join(needs) or say("sheet-no-evidence", lang)
    return Question(
        f"criterion:{criterion.id}", "criterion", criterion.title[lang], criterion.question[lang], guidance, values, tuple(words)
    )


def _safeguard(rubric: Rubric, safeguard: Safeguard, lang: str) -> Question:
    values = ("present", "planned", "absent", *(("not-applicable",) if safeguard.not_applicable else ()))
    meanings = {value.id: value.text[lang] for value in rubric.meanings}
    scale = tuple(" – ".join(filter(None, (say(f"sheet-{value}", lang), meanings.get(value, "")))) for value in values)
    guidance = "\n".join(filter(None, (safeguard.condition[lang], (safeguard.meaning or {}).get(lang, ""))))
    return Question(f"safeguard:{safeguard.id}", "safeguard", safeguard.title[lang], safeguard.question[lang], guidance, values, scale)


def _fact(fact: Fact, lang: str) -> Iterator[Question]:
    help_text = (fact.help or {}).get(lang, "")
    if fact.kind == "record":
        for field in fact.fields:
            values, scale = _values(field.values, lang)
            title = f"{fact.title[lang]} – {field.title[lang]}"
            yield Question(f"fact:{fact.id}.{field.id}", "one", title, fact.question[lang], help_text, values, scale)
        return
    values, scale = _values(fact.values, lang)
    if fact.kind == "number":
        values = tuple(word.id for word in fact.words)
        scale = tuple(word.text[lang] for word in fact.words)
        unit = (fact.unit or {}).get(lang, "")
        help_text = "\n".join(filter(None, (help_text, unit and say("sheet-unit", lang, {"unit": unit}))))
    yield Question(f"fact:{fact.id}", fact.kind, fact.title[lang], fact.question[lang], help_text, values, scale)


def _values(values: Iterable[Value], lang: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    given = list(values)
    scale = tuple(" – ".join(filter(None, (value.text[lang], (value.help or {}).get(lang, "")))) for value in given)
    return tuple(value.id for value in given), scale
