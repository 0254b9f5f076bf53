"""A questionnaire and its cases, loaded and evaluated as any rubric and proposals are, and compared with what is expected."""

from __future__ import annotations

import json
import os
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assess.engine.evaluate import Evaluator
from assess.loading.proposal import Names, load_proposal
from assess.loading.rubric import load_rubric
from assess.yaml_source.document import read_bytes
from tests.aia.convert import rubric_files
from tests.aia.proposals import Answers, proposal_text
from tests.aia.survey import SCORES, Survey, read_survey

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assess.model.assessment import Assessment
    from assess.model.finding import Finding
    from assess.model.proposal import Proposal
    from assess.model.rubric import Rubric

Case = dict[str, Any]
"""One line of a file of cases."""


def shared_folder() -> Path:
    """Where the questionnaires and the cases are: in `shared` beside the project, or in the folder that `ASSESS_SHARED` names."""
    named = os.environ.get("ASSESS_SHARED")
    root = Path(named) if named else Path(__file__).resolve().parents[2].parent / "shared"
    return root / "data" / "aia"


def read_cases(path: Path) -> list[Case]:
    """The cases of the file *path*."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


class Assessor:
    """A questionnaire made ready to evaluate answers."""

    def __init__(self, entries: list[dict[str, Any]], *, unanswered: str = "zero") -> None:
        """Convert, load and compile the questionnaire of *entries*. Raises `AssertionError` for any finding."""
        self.survey: Survey = read_survey(entries)
        self.rubric: Rubric = loaded(rubric_files(self.survey, unanswered=unanswered))
        self.names = Names.of(self.rubric)
        self.evaluator = Evaluator(self.rubric)
        self.sizes: dict[str, int] = {}
        for fact in self.rubric.facts:
            if self.survey.questions[self._name(fact.id)].scored:
                self.sizes[fact.section] = self.sizes.get(fact.section, 0) + 1

    def _name(self, fact: str) -> str:
        return self.survey.ids.names()[fact]

    @classmethod
    def of(cls, path: Path) -> Assessor:
        """The questionnaire of the file *path*."""
        return cls(json.loads(path.read_text(encoding="utf-8")))

    def proposal(self, answers: Answers, identifier: str = "case") -> Proposal:
        """The proposal that gives *answers*. Raises `AssertionError` for any finding."""
        text = proposal_text(self.survey, answers, identifier=identifier)
        proposal, findings = load_proposal(read_bytes(text.encode(), f"{identifier}.yaml"), self.names)
        assert not findings, told(findings)
        assert proposal is not None
        return proposal

    def assess(self, answers: Answers) -> Assessment:
        """The assessment of *answers*."""
        return self.evaluator.assess(self.proposal(answers))

    def result(self, answers: Answers, identifier: str = "case") -> dict[str, Any]:
        """What the original states of *answers*, in the form of `expected`; None for what is not settled."""
        proposal = self.proposal(answers, identifier)
        assessment = self.evaluator.assess(proposal)
        scores = {score.id: (score.low if score.low == score.high else None, score.max) for score in assessment.scores}
        outcome = assessment.outcome.possible if assessment.outcome else ()
        effect = dict(assessment.tiers)["mitigation-effect"].possible
        sections = self.survey.sections.names()
        return {
            "raw": scores["raw"][0],
            "raw_max": scores["raw"][1],
            "mitigation": scores["mitigation"][0],
            "mitigation_max": scores["mitigation"][1],
            "mitigation_applied": effect[0] == "reduced" if len(effect) == 1 else None,
            "current": scores["current"][0],
            "level": int(outcome[0].removeprefix("level-")) if len(outcome) == 1 else None,
            "sections": {
                sections[name]: {"n": self.sizes[name], "score": score, "max": most}
                for name, (score, most) in scores.items()
                if name not in SCORES
            },
            "cleared_on_submit": sorted(self.hidden(proposal)),
        }

    def hidden(self, proposal: Proposal) -> Iterator[str]:
        """The names of the questions that *proposal* answers though they are not shown."""
        vector = self.evaluator.run(proposal)
        yield from (self._name(fact) for fact in proposal.facts if not self.evaluator.in_place(vector, f"fact:{fact}"))


def loaded(files: dict[str, str]) -> Rubric:
    """The rubric that *files* make. Raises `AssertionError` for any finding."""
    documents = [read_bytes(files[name].encode(), f"aia/{name}") for name in sorted(files)]
    digest = sha256("".join(document.text for document in documents).encode()).hexdigest()
    rubric, findings = load_rubric(documents, digest, "aia")
    assert not findings, told(findings)
    assert rubric is not None
    return rubric


def told(findings: list[Finding]) -> str:
    """*findings*, one a line."""
    return "\n".join(f"{found.place.path}:{found.place.line}:{found.place.column} {found.id} {found.values}" for found in findings)


def differences(case: Case, result: dict[str, Any]) -> list[str]:
    """What differs between the *result* and what the *case* expects, one item a line."""
    expected: dict[str, Any] = case["expected"]
    found = []
    for name in sorted(expected.keys() | result.keys()):
        wanted, got = expected.get(name), result.get(name)
        if name == "sections" and wanted and got:
            pairs = [(f"section {section}", wanted.get(section), got.get(section)) for section in sorted(wanted.keys() | got.keys())]
        else:
            pairs = [(name, wanted, got)]
        found += [f"{case['id']}: {what}: expected {one!r}, got {other!r}" for what, one, other in pairs if one != other]
    return found
