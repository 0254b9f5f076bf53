"""What `assess check` says of each sentence of the corpus, put alone as a paragraph of people's prose into its own copy of a draft."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from assess.model.exit_codes import DONE
from tests.running import run

CORPUS = sorted((Path(__file__).parent / "corpus").glob("*.yaml"))
OF_WRITING = ("breaking", "several", "unexpanded")
"""Findings of typography and acronyms, which are no part of what is tried."""


class Tried(NamedTuple):
    """A sentence, and what was said of it."""

    id: str
    kind: str
    planted: bool
    """Whether it contradicts its proposal; else it is harmless."""
    told: bool
    """Whether a finding bears on its lines: any, of what was planted; a warning or an error, of what is harmless."""


class Rate(NamedTuple):
    """Of so many sentences, how many are wrongly left alone, or wrongly spoken of."""

    wrong: int
    of: int


def tried(path: Path, folder: Path, every: int = 1) -> list[Tried]:
    """The sentences of the corpus file *path*, or one in *every* so many, tried in the empty *folder*."""
    corpus = yaml.safe_load(path.read_text(encoding="utf-8"))
    corpus["sentences"] = corpus["sentences"][::every]
    (folder / "essai.yaml").write_text(corpus["proposal"], encoding="utf-8")
    ended = run("run", "-q", str(folder / "essai.yaml"))
    assert ended.code == DONE, ended.err
    draft = (folder / "essai.impact-study.md").read_text(encoding="utf-8")
    lines = {item["id"]: _planted(draft, item, corpus, folder) for item in corpus["sentences"]}
    report = json.loads(run("check", str(folder), "--format", "json", "--fail-on", "never").out)
    findings = defaultdict(list)
    for finding in report["findings"]:
        findings[Path(finding["path"]).name.removesuffix(".impact-study.md")].append(finding)
    return [_told(item, corpus["kind"], findings[item["id"]], lines[item["id"]]) for item in corpus["sentences"]]


def _planted(draft: str, item: dict[str, Any], corpus: dict[str, Any], folder: Path) -> range:
    """Write *draft* with the sentence *item* after the first passage of its section; gives the lines it stands on."""
    lines, text = draft.split("\n"), item["text"].split("\n")
    section = item.get("section", corpus["section"])
    heading = next(at for at, line in enumerate(lines) if line.startswith("#") and section in line)
    end = next(at for at in range(heading, len(lines)) if lines[at].startswith("<!-- assess:end"))
    lines[end + 1 : end + 1] = ["", *text]
    (folder / f"{item['id']}.impact-study.md").write_text("\n".join(lines), encoding="utf-8")
    return range(end + 3, end + 3 + len(text))


def _told(item: dict[str, Any], kind: str, findings: list[dict[str, Any]], lines: range) -> Tried:
    on = [found for found in findings if found["line"] in lines and found["id"] not in OF_WRITING]
    on = [found for found in on if _bare(item.get("quote", "")) in _bare(found["message"])]
    planted = item["expect"] == "finding"
    return Tried(item["id"], item.get("kind", kind), planted, any(planted or found["severity"] != "note" for found in on))


def _bare(text: str) -> str:
    return re.sub(r"\s", "", text).lower()


def rates(sentences: Iterable[Tried]) -> dict[str, Rate]:
    """By kind, of what was planted, how much is missed; `harmless`: of what is harmless, how much is warned about."""
    kinds: dict[str, list[bool]] = defaultdict(list)
    for sentence in sentences:
        kinds[sentence.kind if sentence.planted else "harmless"].append(sentence.told != sentence.planted)
    return {kind: Rate(sum(wrong), len(wrong)) for kind, wrong in sorted(kinds.items())}
