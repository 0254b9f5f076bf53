"""`python -m tests.sentences`: of the sentences planted in drafts, those that `assess check` misses or wrongly warns about."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.sentences.measure import CORPUS, Tried, rates, tried


def main() -> None:
    """Print the rates, then the sentences that are read wrongly."""
    sentences: list[Tried] = []
    for path in CORPUS:
        with tempfile.TemporaryDirectory() as folder:
            sentences += tried(path, Path(folder))
    for kind, rate in rates(sentences).items():
        sys.stdout.write(f"{kind:<14}{rate.wrong:>4} of {rate.of:<4}{100 * rate.wrong / rate.of:>4.0f} %\n")
    wrong = [sentence.id for sentence in sentences if sentence.told != sentence.planted]
    sys.stdout.write("read wrongly: " + " ".join(wrong) + "\n")


if __name__ == "__main__":
    main()
