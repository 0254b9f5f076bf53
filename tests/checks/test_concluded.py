"""A draft says nothing of red lines, safeguards and the direction that the assessment belies, however it is put; and hides no conclusion.

`conclusions.yaml` holds the sentences, by the example whose draft they are put into.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
import yaml

from assess.checks.running import findings
from assess.checks.subject import Known, World, subject
from assess.loading.proposal import load_proposal
from assess.study.passages import parse
from assess.study.study import study
from assess.yaml_source.document import read_bytes
from tests.checks.cases import BASE, ROOT, catalogue
from tests.checks.test_freshness import EXAMPLES, LIE, errors, forged
from tests.running import run
from tests.study.drafts import changed
from tests.study.studies import OURS, evaluator, names

CONTRADICTED, UNSEEN = (
    next(check for check in catalogue().checks if check.id == f"conclusion-{word}") for word in ("contradicted", "unseen")
)
CORPUS = yaml.safe_load((Path(__file__).parent / "conclusions.yaml").read_text(encoding="utf-8"))
FLOW = ROOT / "examples" / "facial-identification-live-flow-2026" / "proposal.yaml"
BESIDE = "Une phrase de liaison.\n\n"


def sentences(kind: str) -> list[tuple[str, str]]:
    return [(example, said) for example, part in CORPUS.items() for said in part[kind]]


@cache
def known(path: Path) -> Known:
    document = read_bytes(path.read_bytes(), path.name)
    proposal, _ = load_proposal(document, names(), "0" * 64)
    assert proposal is not None
    return Known(document, proposal, evaluator().rubric, evaluator().assess(proposal, proposal.day))


def fresh_of(path: Path, lang: str = "fr") -> str:
    """The draft that the tool writes today for the proposal *path*."""
    own = known(path)
    assert own.proposal is not None
    assert own.rubric is not None
    assert own.assessment is not None
    return study(own.rubric, own.proposal, own.assessment, lang, OURS)


def told(path: Path, draft: str | Callable[[str], str], lang: str = "fr") -> list[tuple[str, str]]:
    """What the two checks say of a *draft* for the proposal *path*, or of what it makes of the draft of today."""
    own, fresh = known(path), cache(lambda: fresh_of(path, lang))
    day = own.proposal.day if own.proposal else 0
    text = draft if isinstance(draft, str) else draft(fresh())
    found = findings([CONTRADICTED, UNSEEN], subject("etude.md", text, own, World(lang, day, day, fresh)))
    return [(finding.id, finding.words[lang]) for finding in found]


def of(example: str, said: str) -> list[tuple[str, str]]:
    path = ROOT / "examples" / CORPUS[example]["example"] / "proposal.yaml" if CORPUS[example]["example"] else BASE
    return told(path, f"# Étude\n\n## Contexte\n\n{said}\n")


@pytest.mark.parametrize(("example", "said"), sentences("contradicted"))
def test_a_sentence_that_the_assessment_belies_is_told(example: str, said: str) -> None:
    assert of(example, said)


@pytest.mark.parametrize(("example", "said"), sentences("harmless"))
def test_a_harmless_sentence_is_left_alone(example: str, said: str) -> None:
    assert of(example, said) == []


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("example", EXAMPLES, ids=[path.parent.name for path in EXAMPLES])
def test_the_draft_of_the_tool_is_right_even_as_if_people_had_written_it(example: Path, lang: str) -> None:
    assert told(example, lambda fresh: fresh, lang) == []
    found = told(example, lambda fresh: re.sub("<!-- assess:.*-->\n", "", fresh), lang)
    assert [one for one in found if one[0] != "deleted"] == []


@pytest.fixture
def place(here: Path) -> Path:
    """The draft of an example in which two red lines are crossed."""
    (here / "essai.yaml").write_bytes(FLOW.read_bytes())
    run("essai.yaml", "-q", "--lang", "fr")
    return here / "essai.impact-study.md"


DOORS = {
    "forged": lambda text: forged(text, "summary"),
    "edited openly": lambda text: changed(text, parse(text).passages["summary"].text, LIE),
    "in the place of the passage": lambda text: changed(text, parse(text).passages["summary"].source, f"{LIE}\n"),
    "in its place, off the list": lambda text: changed(text, parse(text).passages["summary"].source, f"{LIE}\n").replace(
        "    - summary\n", ""
    ),
    "before a passage folded": lambda text: wrapped(text, f"{LIE}\n\n<details>\n\n", "\n</details>\n"),
    "before a passage hidden": lambda text: wrapped(text, f"{LIE}\n\n<div hidden>\n\n", "\n</div>\n"),
    "before a passage in a comment": lambda text: changed(text, inside(text), f"{LIE}\n\n<!--\n{inside(text)}\n-->"),
    "in an offer": lambda text: changed(
        text,
        parse(text).passages["summary"].source,
        parse(text).passages["summary"].source.replace("-->\n\n", f"-->\n\n{BESIDE}", 1)
        + f"<!-- assess:offer summary 000000000000 -->\n\n{LIE}\n\n<!-- assess:end-offer summary -->\n",
    ),
}


def inside(text: str) -> str:
    return parse(text).passages["summary"].text


def wrapped(text: str, before: str, after: str, name: str = "summary") -> str:
    source = parse(text).passages[name].source
    return changed(text, source, before + source + after)


@pytest.mark.parametrize("door", DOORS)
def test_a_false_summary_is_an_error_by_every_door(place: Path, door: str) -> None:
    place.write_text(DOORS[door](place.read_text(encoding="utf-8")), encoding="utf-8")
    found = {check for check, _ in errors(str(place))}
    assert found & {"conclusion-contradicted", "passage-stale"}
    assert door == "forged" or "conclusion-contradicted" in found


def test_the_message_says_what_the_assessment_finds(place: Path) -> None:
    place.write_text(DOORS["edited openly"](place.read_text(encoding="utf-8")), encoding="utf-8")
    said = [message for check, message in errors(str(place)) if check == "conclusion-contradicted"]
    assert any(
        "« Aucune ligne rouge n’est franchie »" in message.replace("\u00a0", " ") and "deux, identification" in message for message in said
    )
    assert any("Toutes les garanties exigées sont présentes" in message and "base légale" in message for message in said)


def test_a_wording_of_ones_own_that_says_the_same_is_no_error(place: Path) -> None:
    mine = "Deux lignes rouges sont franchies, et la base légale manque. L’orientation est de ne pas engager l’usage en l’état."
    text = place.read_text(encoding="utf-8")
    place.write_text(changed(text, parse(text).passages["summary"].text, mine), encoding="utf-8")
    assert [found for found in errors(str(place)) if found[0].startswith("conclusion")] == []


@pytest.mark.parametrize("name", ["summary", "pathway", "red-line.proportion"])
def test_a_conclusion_that_people_deleted_is_told(name: str) -> None:
    name = name if name != "red-line.proportion" else next(one for one in parse(fresh_of(FLOW)).passages if one.startswith("red-line."))
    assert [found for found, _ in told(FLOW, lambda fresh: changed(fresh, parse(fresh).passages[name].source, ""))] == ["deleted"]


@pytest.mark.parametrize(
    "opening",
    [
        "<details>",
        "<details><summary>Voir</summary>",
        "<div hidden>",
        '<section class="x" hidden="hidden">',
        '<div style="display:none">',
        "<div style='font-size: 0'>",
        "<template>",
        "<script type='text/plain'>",
        "<DIV\nHIDDEN>",
        '<p style="color: white">',
        "<dialog>",
    ],
)
def test_a_passage_of_the_tool_that_nobody_sees_is_told(opening: str) -> None:
    for name in ("summary", "notice"):
        found = told(FLOW, lambda fresh, name=name: wrapped(fresh, f"{opening}\n\n", "\n", name))  # type: ignore[misc]
        assert ("hidden", f"« {name} »") in [(id_, message[message.index("«") : message.index("»") + 1]) for id_, message in found]


@pytest.mark.parametrize(
    "opening",
    ["<details open>", "<div class='hidden-not'>", "`<div hidden>`", "<!-- <div hidden> -->", "<img hidden>", "<div hidden></div>"],
)
def test_what_hides_nothing_is_left_alone(opening: str) -> None:
    assert told(FLOW, lambda fresh: wrapped(fresh, f"{opening}\n\n", "\n")) == []
