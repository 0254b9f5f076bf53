"""The cases of checks made into subjects: a draft in a few lines, over a small proposal.

In a draft, `DIGEST` in a marker stands for the digest of the passage as it is written there, so that the passage is one nobody touched (in
a marker without its end, for any digest); a line `FRESH` in a passage stands for the text that the tool writes for it today; a draft that is `FRESH` alone is the whole draft of today.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from assess.checks.documentation import signed
from assess.checks.model import Case, Check
from assess.checks.reading import Checks
from assess.checks.subject import Known, Subject, World, subject
from assess.loading.proposal import load_proposal
from assess.study.passages import parse
from assess.study.study import study
from assess.yaml_source.document import Document, read_bytes
from assess.yaml_source.nodes import Exact, Mapping, Sequence
from tests.study.studies import OURS, evaluator, names

ROOT = Path(__file__).resolve().parent.parent.parent
SHIPPED = ROOT / "rubrics" / "checks"
BASE = Path(__file__).parent / "base" / "proposal.yaml"
_FRESH = re.compile(r"(<!-- assess:begin (\S+) \S+ -->\n\n)FRESH(?=\n)")


@cache
def catalogue() -> Checks:
    """Every check shipped."""
    return Checks([read_bytes(path.read_bytes(), path.name) for path in sorted(SHIPPED.glob("*.yaml"))])


def every() -> Iterator[tuple[Check, Case]]:
    """Every case of every check."""
    for check in catalogue().checks:
        yield from ((check, case) for case in catalogue().cases[check.id])


def subject_of(case: Case) -> Subject:
    """What *case* looks at."""
    document = proposal_of(case.proposal)
    proposal, findings = load_proposal(document, names(), "0" * 64)
    assert proposal is not None, findings
    day = _day(case.as_of) or proposal.day
    assessment = evaluator().assess(proposal, day)
    known = Known(document, proposal, evaluator().rubric, assessment)

    @cache
    def render() -> str:
        return study(evaluator().rubric, proposal, assessment, case.lang, OURS)

    files = set(case.files)

    def exists(name: str) -> bool | None:
        """Whether the case has the file; above its folder is outside of the checkout."""
        return None if name.startswith("../") else name in files

    world = World(case.lang, _day(case.today) or day, day, render, exists=exists, beside=exists, option=_option, troubles=case.troubles)
    path = "etude.md" if case.draft else ""
    return subject(path, _draft(case.draft, render), known, world)


def proposal_of(changes: str) -> Document:
    """The base proposal with *changes*, YAML: a mapping is merged into what stands under its key, null takes the key out, anything else
    takes its place.
    """
    base = BASE.read_bytes()
    if not changes:
        return read_bytes(base, "proposition.yaml")
    merged = _merged(*(_plain(read_bytes(data, "").root) for data in (base, changes.encode())))
    return read_bytes(yaml.safe_dump(merged, allow_unicode=True, sort_keys=False, width=1000).encode(), "proposition.yaml")


def _plain(node: Any) -> Any:
    """*node* of our reader, for the writer of PyYAML."""
    if isinstance(node, Mapping):
        return {key: _plain(value) for key, value in node.items()}
    if isinstance(node, Sequence):
        return [_plain(value) for value in node]
    return float(node.text) if isinstance(node, Exact) else node


def _merged(old: Any, new: Any) -> Any:
    if not isinstance(old, dict) or not isinstance(new, dict):
        return new
    merged = old | {key: _merged(old.get(key), value) for key, value in new.items()}
    return {key: value for key, value in merged.items() if value is not None}


def _draft(text: str, render: Any) -> str:
    if text.strip() == "FRESH":
        return str(render())
    if "FRESH" in text:
        passages = parse(render()).passages
        text = _FRESH.sub(lambda found: found[1] + passages[found[2]].text, text)
    return signed(text)


def _option(name: str) -> str:
    """The proposal is `essai.yaml`; the name of a folder has no ending."""
    return "option-itself" if name == "essai.yaml" else "" if "." in name else "option-other"


def _day(text: str) -> int:
    return date.fromisoformat(text).toordinal() if text else 0
