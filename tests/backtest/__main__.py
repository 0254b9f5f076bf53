"""`python -m tests.backtest [OUTCOMES PROPOSALS]`: prints the report of the back-test, on our cases or on others of the same form."""

from __future__ import annotations

import sys
from pathlib import Path

from assess.commands.session import Session
from tests.backtest.cases import read_cases
from tests.backtest.measure import found_in
from tests.backtest.report import report


def safeguards() -> set[str]:
    """The ids of the guarantees of the default rubric."""
    session = Session()
    read = session.read(str(read_cases()[0].proposal))
    return {safeguard.id for safeguard in read.method.evaluator.rubric.safeguards} if read.method else set()


def main(arguments: list[str]) -> int:
    """Print the report; the exit code: 0, or 2 for a wrong usage."""
    if len(arguments) not in (0, 2):
        sys.stderr.write("usage: python -m tests.backtest [OUTCOMES PROPOSALS]\n")
        return 2
    cases = read_cases(*map(Path, arguments))
    found = [found_in(case) for case in cases]
    before = [found_in(case, decided=False) for case in cases]
    hindsight = [found_in(case, hindsight=True) for case in cases]
    sys.stdout.write(report(found, before, hindsight, safeguards()))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
