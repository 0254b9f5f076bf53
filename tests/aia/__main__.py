"""`python -m tests.aia QUESTIONS CASES`: evaluates every case, prints how many agree and every disagreement in full.

A case that names its own questionnaire is evaluated under that one, a file beside QUESTIONS.
"""

from __future__ import annotations

import sys
from pathlib import Path

from tests.aia.cases import Assessor, differences, read_cases
from tests.aia.proposals import unrecognised


def main(arguments: list[str]) -> int:
    """Compare; the exit code: 0 when all agree, 1 when some do not, 2 for a wrong usage."""
    if len(arguments) != 2:
        sys.stderr.write("usage: python -m tests.aia QUESTIONS CASES\n")
        return 2
    questions, cases = (Path(argument) for argument in arguments)
    assessors: dict[Path, Assessor] = {}
    agreed, disagreements = 0, []
    found = read_cases(cases)
    for case in found:
        path = questions.with_name(case.get("questions", questions.name))
        if path not in assessors:
            assessors[path] = Assessor.of(path)
        for name, value in unrecognised(assessors[path].survey, case["answers"]):
            sys.stderr.write(f"note: {case['id']}: {name}: not in the questionnaire: {value}\n")
        differing = differences(case, assessors[path].result(case["answers"], case["id"]))
        agreed += not differing
        disagreements += differing
    sys.stdout.write("".join(f"{line}\n" for line in (f"agree {agreed} of {len(found)}", *disagreements)))
    return 1 if disagreements or not found else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
