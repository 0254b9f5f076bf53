"""What decides: an item is named only when some answer to it, alone, leaves fewer ways open; and the same input gives the same bytes."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import product
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from msgspec.structs import replace

from assess import files, store
from assess.conditions.logic import UNKNOWN
from assess.conditions.nodes import Constant, Expression, walk
from assess.engine.evaluate import Evaluator
from assess.engine.results import ways
from assess.model.proposal import CriterionAnswer, FactAnswer, Proposal, SafeguardAnswer, StatedLaw
from assess.model.rubric import Criterion, Fact, Rubric, Safeguard
from assess.yaml_source.document import read_bytes
from assess.yaml_source.nodes import Exact
from tests.properties.answering import bare, full, part
from tests.properties.rubrics import ACTIONS, DAYS, NORMS, TEXT, closed_list, head, loaded, rubrics
from tests.properties.test_soundness import EXAMPLES, ROOT, SEEDS, SLOW, evaluator, example
from tests.running import run


@dataclass
class Items:
    """The items of a rubric, and every answer to one of them that is worth a try."""

    under: Evaluator

    @cached_property
    def numbers(self) -> frozenset[int]:
        """Every number written in a condition, in tenths."""
        return frozenset(number for expression in self.under.rubric.expressions() for number in written(expression))

    def answers(self, item: str, proposal: Proposal) -> Iterator[Proposal]:
        """*proposal* with each answer to *item*."""
        kind, _, name = item.partition(":")
        encoder = self.under.encoder
        if kind == "fact":
            for answer in _fact(encoder.facts[name], proposal.facts.get(name), self.numbers):
                yield replace(proposal, facts=proposal.facts | {name: answer})
        elif kind == "criterion":
            for level in _criterion(encoder.criteria[name]):
                yield replace(proposal, criteria=proposal.criteria | {name: level})
        elif kind == "law":
            for state in ("in-force", "ended"):
                yield replace(proposal, law=(*proposal.law, StatedLaw(item, state, "JO")))
        else:
            given = self.under.assess(proposal).safeguards
            by_law = next(found for found in given if found.id == name).given_by
            safeguard = next(found for found in self.under.rubric.safeguards if found.id == name)
            for guarantee in list(_safeguard(safeguard, len(self.under.rubric.instruments)))[bool(by_law) :]:  # the first departs from it
                yield replace(proposal, safeguards=proposal.safeguards | {name: guarantee})

    def count(self, proposal: Proposal) -> int:
        """How many ways are open to *proposal*."""
        program = self.under.program
        return len(list(ways(program, self.under.run(proposal)[program.slots["pathway"]])))

    def left(self, item: str, proposal: Proposal) -> list[int]:
        """How many ways each answer to *item* leaves."""
        return [self.count(answered) for answered in self.answers(item, proposal)]

    def unanswered(self, proposal: Proposal) -> list[str]:
        """What *proposal* does not answer, or not wholly."""
        rubric = self.under.rubric
        facts = [fact.id for fact in rubric.facts if fact.id != "technology"]
        open_facts = [name for name in facts if name not in proposal.facts or "" in proposal.facts[name].values]
        criteria = [name for name in self.under.encoder.criteria if name not in proposal.criteria]
        given = {found.id for found in self.under.assess(proposal).safeguards if found.given_by and found.met == "yes"}
        asked = [found.id for found in rubric.safeguards if found.derived is None]
        safeguards = [name for name in asked if name not in proposal.safeguards and name not in given]
        program, vector = self.under.program, self.under.run(proposal)
        law = [f"law:{entry.id}" for entry in rubric.law if vector[program.slots[f"law:{entry.id}"]] == UNKNOWN]
        return [*law, *(f"fact:{n}" for n in open_facts), *(f"criterion:{n}" for n in criteria), *(f"safeguard:{n}" for n in safeguards)]

    def closed(self, item: str) -> bool:
        """Whether all the answers that the tool tries are among ours: numbers and dates have too many."""
        return not item.startswith("fact:") or self.under.encoder.facts[item[5:]].kind not in ("number", "date")


def _fact(fact: Fact, given_so_far: FactAnswer | None, numbers: frozenset[int]) -> Iterator[FactAnswer]:
    if fact.kind == "record":
        so_far = given_so_far.values if given_so_far else ("",) * len(fact.fields)
        choices = [[value] if value else [found.id for found in part.values] for value, part in zip(so_far, fact.fields, strict=True)]
        yield from (FactAnswer(values) for values in product(*choices))
    elif fact.kind == "number":
        ends = (fact.low[0] * 10, fact.high[0] * 10)
        tried = {number for tenths in numbers for number in (tenths - 10, tenths, tenths + 10) if ends[0] <= number <= ends[1]}
        yield from (FactAnswer((), (number, 1)) for number in sorted(tried | set(ends)))
    elif fact.kind == "date":
        days = {date.fromisoformat(day).toordinal() + step for day in DAYS for step in (-1, 0, 1)}
        yield from (FactAnswer((), (day, 0)) for day in sorted(days) if fact.low[0] <= day <= fact.high[0])
    else:
        if fact.kind == "several":
            yield FactAnswer(())
        yield from (FactAnswer((value.id,)) for value in fact.values)


def written(e: Expression) -> Iterator[int]:
    """The numbers written in *e*, in tenths."""
    yield from (node.digits * 10 // 10**node.scale for node in walk(e) if isinstance(node, Constant))


def _criterion(criterion: Criterion) -> Iterator[CriterionAnswer]:
    yield from (CriterionAnswer(level, assumed=True) for level in range(5))  # a hypothesis needs no evidence
    if criterion.not_applicable:
        yield CriterionAnswer(None)


def _safeguard(safeguard: Safeguard, instruments: int) -> Iterator[SafeguardAnswer]:
    yield SafeguardAnswer("absent")
    yield from (SafeguardAnswer("present", rank) for rank in range(instruments))
    if safeguard.not_applicable:
        yield SafeguardAnswer("not-applicable")


def check(under: Evaluator, proposal: Proposal) -> None:
    """Compare what the tool says decides with every answer tried one by one."""
    items = Items(under)
    found = under.assess(proposal).deciding
    unanswered = items.unanswered(proposal)
    assert set(found) <= set(unanswered)
    assert len(set(found)) == len(found)
    before = items.count(proposal)
    if before == 1:
        assert found == ()
        return
    left = {item: items.left(item, proposal) for item in unanswered}
    shrinking = [item for item in unanswered if min(left[item]) < before]
    named = [item for item in found if min(left[item]) < before]
    if not shrinking:
        return  # what the open rules read is named instead
    assert list(found) == named
    assert {item for item in shrinking if items.closed(item)} <= set(found)
    closed = [item for item in found if items.closed(item)]
    assert closed == sorted(closed, key=lambda item: (not item.startswith("law:"), sum(left[item]) * 10**9 // len(left[item]), item))


@settings(SLOW, max_examples=50)
@given(rubric=rubrics(), seed=SEEDS)
def test_what_decides_in_any_rubric(rubric: Rubric, seed: int) -> None:
    under, random = Evaluator(rubric), Random(seed)
    check(under, part(full(rubric, random), rubric, random))
    check(under, bare(rubric))


@pytest.mark.parametrize(("when", "answered"), [("end == as_of", {}), ("end == start", {"start": "2022-06-15"})])
def test_a_date_may_decide_by_what_it_is_compared_with(when: str, answered: dict[str, str]) -> None:
    """`other` is read by the rule and settles nothing: it is named only where nothing decides alone."""
    rule = {"when": f"{when} and other in (one, two)", "because": TEXT}
    facts = {name: {"title": TEXT, "question": TEXT, "kind": "date", "min": DAYS[0], "max": DAYS[-1]} for name in ("start", "end")}
    facts["other"] = {"title": TEXT, "question": TEXT, "kind": "one", "values": closed_list(["one", "two"])}
    pathway = {
        "actions": closed_list(list(ACTIONS)),
        "norms": closed_list(list(NORMS)),
        "action_rules": {"rule": {**rule, "action": "deploy"}},
        "norm_rules": {"rule": {"when": "true", "norm": "statute", "because": TEXT}},
    }
    rubric = loaded({"rubric": head(), "facts": facts, "pathway": pathway})
    days = {name: FactAnswer((day,), (date.fromisoformat(day).toordinal(), 0)) for name, day in answered.items()}
    found = Evaluator(rubric).assess(replace(bare(rubric), facts=days))
    assert found.pathway is not None
    assert len(found.pathway.possible) > 1
    assert found.deciding == ("fact:end",)


@pytest.mark.parametrize("name", EXAMPLES[::3])
def test_what_decides_in_an_example(name: str) -> None:
    under = evaluator("mis-2021")
    check(under, part(example(name, under), under.rubric, Random(name)))


def test_something_decides_as_long_as_an_answer_may_settle_the_pathway() -> None:
    under = evaluator("mis-2021")
    assert under.assess(bare(under.rubric)).deciding


def test_when_all_is_answered_and_the_law_is_known_nothing_decides() -> None:
    under, random = evaluator("mis-2021"), Random(7)
    for _ in range(20):
        result = under.assess(full(under.rubric, random))
        assert result.pathway is not None
        assert all(name.startswith("law:") for name in result.deciding)


class TestSameBytes:
    """One input, one output, whatever surrounds it."""

    @pytest.mark.parametrize(
        "around",
        [
            {"PYTHONHASHSEED": "0"},
            {"PYTHONHASHSEED": "1"},
            {"PYTHONHASHSEED": "random", "TZ": "Pacific/Kiritimati"},
            {"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "TZ": "America/Los_Angeles"},
            {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "COLUMNS": "20"},
        ],
        ids=lambda around: "-".join(around.values()),
    )
    def test_whatever_the_machine(self, around: dict[str, str]) -> None:
        here = run("score", "examples/drones", "examples/anomaly-detection", "--format", "json", "--lang", "fr")
        settled = {name: value for name, value in os.environ.items() if name not in ("LANG", "LC_ALL", "TZ", "PYTHONHASHSEED")}
        there = subprocess.run(
            [sys.executable, "-m", "assess", "score", "examples/drones", "examples/anomaly-detection", "--format", "json", "--lang", "fr"],
            cwd=ROOT,
            env={**settled, **around, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            check=True,
        )
        assert there.stdout.decode() == here.out

    @pytest.fixture(autouse=True)
    def _at_the_root(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(ROOT)

    @pytest.mark.parametrize("form", ["json", "jsonl", "csv", "table"])
    def test_whatever_the_number_of_workers(self, form: str) -> None:
        alone = run("score", "examples", "--format", form, "--lang", "en", "-q")
        together = run("score", "examples", "--format", form, "--lang", "en", "-q", "--jobs", "2")
        assert alone == together

    def test_whatever_the_order_of_the_paths(self) -> None:
        paths = [f"examples/{name}/proposal.yaml" for name in EXAMPLES]
        told = {run("score", *order, "--format", "jsonl").out for order in (paths, paths[::-1], ["examples"], ["examples", *paths[:3]])}
        assert len(told) == 1

    @pytest.mark.parametrize("name", EXAMPLES[::2])
    def test_whatever_the_order_of_the_answers(self, name: str, tmp_path: Path) -> None:
        path = ROOT / "examples" / name / "proposal.yaml"
        random = Random(name)
        told = []
        for at in range(3):
            target = tmp_path / str(at) / "proposal.yaml"
            target.parent.mkdir()
            target.write_text(
                json.dumps(shuffled(plain(read_bytes(path.read_bytes(), name).root), random if at else None)), encoding="utf-8"
            )
            found = json.loads(run("score", str(target), "--format", "json", "--lang", "fr").out)
            found["proposal"] |= {"path": "", "sha256": ""}
            told.append(json.dumps(found))
        assert told[0] == told[1] == told[2]

    @pytest.mark.parametrize("form", ["crlf", "bom", "cr"])
    def test_whatever_the_line_ends(self, form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        shutil.copytree(files.shipped("rubrics"), tmp_path / "rubrics")
        shutil.copytree(ROOT / "examples" / "drones", tmp_path / "examples" / "drones")
        before = json.loads(run("score", "examples/drones/proposal.yaml", "--format", "json").out)
        monkeypatch.chdir(tmp_path)
        for path in tmp_path.rglob("*.yaml"):
            path.write_bytes(_as_checked_out(path.read_bytes(), form))
        after = json.loads(run("score", "examples/drones/proposal.yaml", "--rubric", "rubrics/mis-2021", "--format", "json").out)
        assert after == before
        assert len(after["rubric"]["sha256"]) == len(after["proposal"]["sha256"]) == 64

    def test_the_digest_of_a_rubric_does_not_depend_on_how_it_is_named(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        shutil.copytree(files.shipped("rubrics"), tmp_path / "rubrics")
        shutil.copytree(tmp_path / "rubrics" / "law", tmp_path / "rubrics" / "zones")
        head = tmp_path / "rubrics" / "mis-2021" / "rubric.yaml"
        shutil.rmtree(tmp_path / "rubrics" / "law")
        head.write_text(head.read_text(encoding="utf-8").replace("../law", "../zones"), encoding="utf-8")
        digests = set()
        for folder, name in (
            (tmp_path, "rubrics/mis-2021"),
            (tmp_path / "rubrics" / "mis-2021", "."),
            (ROOT, str(tmp_path / "rubrics/mis-2021")),
        ):
            monkeypatch.chdir(folder)
            loaded, documents = store.read_rubric(Path(name))
            assert loaded.rubric is not None, loaded.findings
            assert all(Path(document.path).is_file() for document in documents)
            digests.add(loaded.rubric.sha256)
        assert len(digests) == 1


def _as_checked_out(data: bytes, form: str) -> bytes:
    if form == "bom":
        return b"\xef\xbb\xbf" + data
    return data.replace(b"\n", b"\r\n" if form == "crlf" else b"\r")


def plain(node: Any) -> Any:
    """The tree of a file as plain data."""
    if isinstance(node, dict):
        return {key: plain(value) for key, value in node.items()}
    if isinstance(node, list):
        return [plain(value) for value in node]
    return node.digits / 10**node.scale if isinstance(node, Exact) else node


def shuffled(data: Any, random: Random | None) -> Any:
    """*data* with the keys of its mappings in another order; that of lists means something and stays."""
    if isinstance(data, dict):
        keys = list(data)
        if random:
            random.shuffle(keys)
        return {key: shuffled(data[key], random) for key in keys}
    return [shuffled(item, random) for item in data] if isinstance(data, list) else data
