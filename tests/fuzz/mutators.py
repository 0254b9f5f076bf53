"""Ways to damage a text file: each takes its lines and gives others. What they make looks like what people, editors and machines do."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

ODD = (
    *("", "~", "null", "true", "oui", "-1", "0", "5", "2.5", "1e309", "0x1F", "0123", "12:30", ".nan", ".inf", "9" * 40, "-" + "9" * 18),
    *(
        "2024-02-31",
        "0000-00-00",
        "9999-12-31",
        "1-1-1",
        "2024-01-01T00:00:00Z",
        "[]",
        "{}",
        "[[[]]]",
        "{a: {b: {c: d}}}",
        "[a, b",
        "{a: b",
    ),
    *("'l'étude'", '"\\u0000"', '"\\ud800"', '"\\x"', "|", ">-", "- a", "&a", "*a", "!!python/object:os.system x", "!x", "<<", "? a", "%x"),
    *("@x", "`x`", "#", "a: b: c", "😀" * 20, "\u202e\u2066", "\u2028", "\ufeff", "é" * 300, "x" * 5000, "not-applicable", "../../..", "/"),
    *(
        "/dev/zero",
        "C:\\x",
        "{{ 7 * 7 }}",
        "{% raw %}",
        "<script>",
        "<!-- assess:begin x 0 -->",
        "| a | b |",
        "[^1]: note",
        "---",
        "...",
        "\t",
    ),
    *(
        "phase == trial",
        "phase ==",
        "(((",
        "a / 0",
        "points(x)",
        "in_force(y)",
        "met(",
        "not " * 50,
        "1 < 2 < 3",
        "if true then 1",
        "x - - y",
    ),
)
WORDS = (
    "facts",
    "criteria",
    "safeguards",
    "level",
    "value",
    "because",
    "status",
    "where",
    "when",
    "rules",
    "levels",
    "id",
    "format",
    "rubric",
)
Mutator = Callable[[list[str], Random], list[str]]


def _at(lines: list[str], random: Random) -> int:
    return random.randrange(len(lines)) if lines else 0


def delete(lines: list[str], random: Random) -> list[str]:
    start = _at(lines, random)
    return lines[:start] + lines[start + random.choice((1, 1, 1, 5, 40)) :]


def duplicate(lines: list[str], random: Random) -> list[str]:
    start = _at(lines, random)
    some = lines[start : start + random.choice((1, 1, 3, 20))]
    return lines[:start] + some * random.choice((2, 2, 3, 50)) + lines[start + len(some) :]


def swap(lines: list[str], random: Random) -> list[str]:
    one, other = _at(lines, random), _at(lines, random)
    found = list(lines)
    if found:
        found[one], found[other] = found[other], found[one]
    return found


def indent(lines: list[str], random: Random) -> list[str]:
    start = _at(lines, random)
    by = random.choice((-4, -2, -1, 1, 2, 3, 8))
    end = start + random.choice((1, 1, 4, 30))
    moved = [" " * by + line if by > 0 else line[min(-by, len(line) - len(line.lstrip())) :] for line in lines[start:end]]
    return lines[:start] + moved + lines[end:]


def _inside(change: Callable[[str, Random], str]) -> Mutator:
    def mutate(lines: list[str], random: Random) -> list[str]:
        at = _at(lines, random)
        return [*lines[:at], change(lines[at], random), *lines[at + 1 :]] if lines else lines

    return mutate


def _value(line: str, random: Random) -> str:
    key, colon, _ = line.partition(":")
    return f"{key}: {random.choice(ODD)}" if colon else random.choice(ODD)


def _key(line: str, random: Random) -> str:
    _, colon, rest = line.partition(":")
    space = line[: len(line) - len(line.lstrip())]
    return f"{space}{random.choice((*WORDS, *ODD[:8]))}{colon or ':'}{rest}"


def _tail(line: str, random: Random) -> str:
    return line[: random.randrange(len(line) + 1)] + random.choice(("", ":", " #", "'", '"', ",", "]", "}", "\\", "\t"))


def _character(line: str, random: Random) -> str:
    at = random.randrange(len(line) + 1)
    return (
        line[:at]
        + chr(random.choice((0, 7, 9, 10, 13, 27, 34, 35, 39, 58, 91, 123, 160, 0x2028, 0xD7FF, 0xFEFF, 0x1F600)))
        + line[at + 1 :]
    )


def deep(lines: list[str], random: Random) -> list[str]:
    depth = random.choice((10, 39, 41, 2000, 50_000))
    at = _at(lines, random)
    opening, closing = random.choice((("[", "]"), ("{a: ", "}"), ("- ", ""), ("(", ")")))
    return [*lines[:at], "deep: " + opening * depth + "x" + closing * depth, *lines[at:]]


def long(lines: list[str], random: Random) -> list[str]:
    return [*lines, f"long: {'mot ' * random.choice((1000, 100_000))}"]


def many(lines: list[str], random: Random) -> list[str]:
    made = random.choice(("x{}: 1", "- {}", "  k{}: [a, b]", "é{}: {{fr: a}}"))
    return [*lines, *(made.format(number) for number in range(random.choice((100, 20_000))))]


def bomb(lines: list[str], random: Random) -> list[str]:
    del random
    return [*lines, "a0: &a0 [x, x]", *(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 40))]


def truncate(lines: list[str], random: Random) -> list[str]:
    return lines[: _at(lines, random)]


MUTATORS: tuple[Mutator, ...] = (
    *(delete, duplicate, swap, indent),
    *(_inside(_value), _inside(_value), _inside(_value), _inside(_key), _inside(_tail), _inside(_character)),
    *(deep, long, many, bomb, truncate),
)
"""Damage that spares most of the file comes first, and more often."""


def mutated(text: str, random: Random) -> str:
    """*text* damaged in one to four ways, mostly small ones."""
    lines = text.split("\n")
    for _ in range(random.choice((1, 1, 1, 2, 4))):
        common = random.random() < 0.85
        lines = random.choice(MUTATORS[:10] if common else MUTATORS[10:])(lines, random)
    return "\n".join(lines)


def encoded(text: str, random: Random) -> bytes:
    """*text* as bytes, sometimes in another encoding, with other line ends, or with some bytes spoilt."""
    data = text.encode(random.choice(("utf-8",) * 12 + ("utf-16", "latin-1", "utf-8-sig")), errors="replace")
    if random.random() < 0.1:
        data = data.replace(b"\n", random.choice((b"\r\n", b"\r", b"\x85")))
    if random.random() < 0.1 and data:
        at = random.randrange(len(data))
        data = data[:at] + random.randbytes(random.choice((1, 4, 200))) + data[at + 1 :]
    return data if random.random() > 0.02 else random.randbytes(random.choice((0, 1, 50, 5000)))
