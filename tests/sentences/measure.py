"""What `assess check` says of each sentence of the corpus, put as a paragraph of people's prose into a draft with some of the others."""

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
EXAMPLES = Path(__file__).parents[2] / "examples"
TOGETHER = 16
"""So many sentences share a draft, neighbours apart: they say alike things, of which some are told once in a draft."""
SCHEME = ("Dispositif retenu", "Dispositif en vigueur", "Dispositif", "Scheme")
"""Where a sentence stands when the outline of its proposal has not its section."""
OF_WRITING = ("breaking", "several", "unexpanded")
"""Findings of typography and acronyms, which are no part of what is tried."""


class Tried(NamedTuple):
    """A sentence, and what was said of it."""

    id: str
    kind: str
    planted: bool
    """Whether it contradicts its proposal; else it is harmless."""
    told: bool
    """Whether a finding bears on its lines: any, of what was planted, unless it is `loud`; else a warning or an error."""


class Rate(NamedTuple):
    """Of so many sentences, how many are wrongly left alone, or wrongly spoken of."""

    wrong: int
    of: int


def tried(path: Path, folder: Path, every: int = 1) -> list[Tried]:
    """The sentences of the corpus file *path* (where some are about figures, one in *every* so many), tried in the empty *folder*."""
    corpus = yaml.safe_load(path.read_text(encoding="utf-8"))
    sentences = corpus["sentences"]
    alone = any(_kind(item, corpus) == "figures" for item in sentences)  # figures add up: what others say of them counts
    if alone:
        sentences = sentences[::every]
    (folder / "essai.yaml").write_text(_proposal(corpus), encoding="utf-8")
    ended = run("run", "-q", str(folder / "essai.yaml"))
    assert ended.code == DONE, ended.err
    draft = (folder / "essai.impact-study.md").read_text(encoding="utf-8").split("\n")
    lines: dict[str, range] = {}
    apart = len(sentences) if alone else -(-len(sentences) // TOGETHER)
    for at in range(apart):
        lines |= _planted(draft, sentences[at::apart], corpus["section"], folder / f"{at}.impact-study.md")
    report = json.loads(run("check", str(folder), "--format", "json", "--fail-on", "never").out)
    findings = defaultdict(list)
    for finding in report["findings"]:
        findings[Path(finding["path"]).name.removesuffix(".impact-study.md")].append(finding)
    return [_told(item, _kind(item, corpus), findings[str(at % apart)], lines[item["id"]]) for at, item in enumerate(sentences)]


def _proposal(corpus: dict[str, Any]) -> str:
    """The text of the proposal: as it stands there, or that of `examples/` with answers of the corpus among its own."""
    if "proposal" in corpus:
        return str(corpus["proposal"])
    added = "".join(f"  {name}: {answer}\n" for name, answer in corpus["facts"].items())
    text = (EXAMPLES / str(corpus["example"]) / "proposal.yaml").read_text(encoding="utf-8")
    return text.replace("\nfacts:\n", f"\nfacts:\n{added}", 1)


def _kind(item: dict[str, Any], corpus: dict[str, Any]) -> str:
    return str(item.get("kind", corpus["kind"]))


def _planted(draft: list[str], sentences: list[dict[str, Any]], section: str, target: Path) -> dict[str, range]:
    """Write *draft* to *target* with each of *sentences* after the first passage of its section; gives the lines each stands on."""
    written: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for item in sentences:
        heading = next(at for named in (item.get("section", section), section, *SCHEME) for at in _headings(draft, named))
        written[next(at for at in range(heading, len(draft)) if draft[at].startswith("<!-- assess:end"))].append(item)
    lines, places = [], {}
    for at, line in enumerate(draft):
        lines.append(line)
        for item in written.get(at, ()):
            text = item["text"].split("\n")
            lines += ["", *text]
            places[item["id"]] = range(len(lines) - len(text) + 1, len(lines) + 1)
    target.write_text("\n".join(lines), encoding="utf-8")
    return places


def _headings(draft: list[str], section: str) -> list[int]:
    """Where *draft* has the heading *section*: by its words, which stay where outlines are numbered again; by its number where that is all."""
    words = re.sub(r"^[\d.]+ *", "", section) or section
    return [at for at, line in enumerate(draft) if line.startswith("#") and words in line]


def _told(item: dict[str, Any], kind: str, findings: list[dict[str, Any]], lines: range) -> Tried:
    on = [found for found in findings if found["line"] in lines and found["id"] not in OF_WRITING]
    on = [found for found in on if _bare(item.get("quote", "")) in _bare(found["message"])]
    planted = item["expect"] == "finding"
    quiet = planted and not item.get("loud")
    return Tried(item["id"], kind, planted, any(quiet or found["severity"] != "note" for found in on))


def _bare(text: str) -> str:
    return re.sub(r"\s", "", text).lower()


def rates(sentences: Iterable[Tried]) -> dict[str, Rate]:
    """By kind, of what was planted, how much is missed; `harmless`: of what is harmless, how much is warned about."""
    kinds: dict[str, list[bool]] = defaultdict(list)
    for sentence in sentences:
        kinds[sentence.kind if sentence.planted else "harmless"].append(sentence.told != sentence.planted)
    return {kind: Rate(sum(wrong), len(wrong)) for kind, wrong in sorted(kinds.items())}
