"""A child of the benchmarks: reads generated proposals, with our reader (`careful`), with PyYAML's (`csafe`), or not at all (`none`).

`python reading.py careful 100` reads a hundred; `python reading.py both 100` prints the ratio of the processor times.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import process_time

import yaml

sys.path.append(str(Path(__file__).resolve().parent.parent))

from assess.yaml_source.document import read_bytes
from benchmarks.fixtures import proposals

ROUNDS = 15
Reader = Callable[[bytes], object]


def careful(data: bytes) -> object:
    """Read *data* as a proposal is read."""
    return read_bytes(data, "a.yaml").root


def csafe(data: bytes) -> object:
    """Read *data* as fast as PyYAML alone can."""
    return yaml.load(data, yaml.CSafeLoader)


def none(data: bytes) -> object:
    """Read nothing: what the rest of the child costs."""
    return data


READERS: dict[str, Reader] = {"careful": careful, "csafe": csafe, "none": none}


def _time(reader: Reader, texts: list[bytes]) -> float:
    start = process_time()
    for text in texts:
        reader(text)
    return process_time() - start


def ratio(texts: list[bytes]) -> float:
    """The median ratio of `careful` to `csafe`, taken in turn."""
    _time(careful, texts[:5])
    return median(_time(careful, texts) / _time(csafe, texts) for _ in range(ROUNDS))


def main(which: str, count: int) -> None:
    """See the module."""
    texts = [text.encode() for text in proposals(count)]
    if which == "both":
        print(f"{ratio(texts):.4f}")
    else:
        _time(READERS[which], texts)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
