"""`assess schema`: the JSON Schema of a format."""

from __future__ import annotations

import json
import sys

from assess import store
from assess.commands.session import Session, complain
from assess.model.exit_codes import DONE, INVALID
from assess.model.finding import Finding, Place
from assess.reporters.schema_assessment import assessment_schema
from assess.reporters.schema_proposal import proposal_schema
from assess.reporters.schema_rubric import rubric_schema

KINDS = ("proposal", "rubric", "assessment")


def schema(session: Session, kind: str) -> int:
    """Print the schema of *kind*; that of proposals, under the rubric chosen. Gives the exit code."""
    if kind != "proposal":
        found = assessment_schema() if kind == "assessment" else rubric_schema()
    else:
        name = session.chosen_rubric or store.DEFAULT
        folder = store.find_rubric(name)
        method = session.open(folder) if folder is not None else None
        if method is None:
            complain([*session.told(), *([] if folder else [Finding("unknown-rubric", Place(name), {"found": name})])], session.lang())
            return INVALID
        found = proposal_schema(method.evaluator.rubric, session.lang())
    sys.stdout.write(json.dumps(found, ensure_ascii=False, indent=1) + "\n")
    return DONE
