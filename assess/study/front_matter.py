"""The front matter of a draft, read and renewed without a YAML reader.

The tool owns the lines under `assess:` and nothing else. Among them stands the list of the passages it has written, one a line:

    assess:
      …
      passages:
        - summary
        - principle.maturity

A passage that is in the list and no longer in the draft is one that people deleted.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from hashlib import sha256

from assess.yaml_source.unseen import group

KEY = "made-of"
"""The line that says what a draft was made of, for whoever reads it: nothing rests on it, as anybody can write it."""
_FRONT_MATTER = r"\ufeff?---[ \t]*\r?\n(?P<keys>(?:.*\n)*?)(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)"
_OTHER_FORMAT = r"""(?:[ \t].*\n)*?[ \t]+format[ \t]*:[ \t]*+(?!["']?1["']?(?:[ \t].*|\r)?\n)"""
_OURS = rf"""(?m)^(?:assess|"assess"|'assess')[ \t]*:[ \t]*(?:\#.*|\r)?\n(?!{_OTHER_FORMAT})(?:(?:(?:[ \t#].*|\r?)\n)*[ \t]+[^\s#].*\n)?"""
"""The key has no value of its own, and its `format` is the one that we read."""
_LIST = r"""(?mx)^[ \t]+passages[ \t]*:[ \t]*(?:
          \[(?P<flow>[^\]]*)\].*\n
        | (?:\#.*)?\r?\n(?P<items>(?:[ \t]*(?:-[ \t].*|\#.*)?\r?\n)*)
    )"""
_NAME = r"""["']?([A-Za-z][\w.:-]*)["']?"""
_ITEM = rf"(?m)^[ \t]*-[ \t]+{_NAME}"
_KEY = r"""(?m)^[ \t]+([\w-]+)[ \t]*:[ \t]+("(?:[^"\\\n]|\\.)*"|'[^\n]*'|[^\s#][^\n]*?)[ \t]*(?:[ \t]\#[^\n]*)?\r?$"""
_LONG_ESCAPE = r"(?<!\\)((?:\\\\)*)\\U(000[0-9A-Fa-f]{5}|0010[0-9A-Fa-f]{4})"
_COMMENT = r"[ \t]*#"


def split(text: str) -> tuple[str, str]:
    """The front matter of *text*, with its `---` lines, and what follows it. The first is empty when there is none."""
    front = re.match(_FRONT_MATTER, text)
    return (front[0], text[front.end() :]) if front else ("", text)


def is_draft(text: str) -> bool:
    """Whether *text* is a draft of the tool: its front matter has the key `assess`."""
    return bool(re.search(_OURS, split(text)[0]))


def keys(front: str) -> dict[str, str]:
    """What the lines of `assess:` say in the front matter *front*, each key with its text; without the list of passages."""
    ours = re.search(_OURS, front)
    pairs = re.findall(_KEY, ours[0]) if ours else []
    return {name: _unquoted(value) for name, value in pairs if name != "passages"}


def quoted(text: str) -> str:
    """*text* as a YAML scalar on one line, with an escape for each character that nobody would see."""
    signs = ((sign, group(sign), f"{ord(sign):08x}") for sign in json.dumps(text, ensure_ascii=False))
    return "".join(
        sign if sign.isprintable() and kind not in ("space", "mark") else f"\\U{code}" if code > "0000ffff" else f"\\u{code[4:]}"
        for sign, kind, code in signs
    )


def _unquoted(value: str) -> str:
    """A scalar of one line."""
    if value[:1] == '"':
        try:
            return str(json.loads(re.sub(_LONG_ESCAPE, lambda found: f"{found[1]}{chr(int(found[2], 16))}", value)))
        except ValueError:
            return value.strip('"')
    return value[1:-1].replace("''", "'") if value[:1] == "'" == value[-1:] and len(value) > 1 else value


def passage_list(names: Iterable[str]) -> str:
    """The lines to put at the end of `assess:` for the passages *names*, indented by two spaces, with a line end."""
    return "  passages:\n" + "".join(f"    - {name}\n" for name in names)


def listed(front: str) -> tuple[str, ...] | None:
    """The passages listed in the front matter *front*, or `None` when it holds no list."""
    ours = re.search(_OURS, front)
    passages = re.search(_LIST, ours[0]) if ours else None
    if not passages:
        return None
    return tuple(re.findall(_NAME, passages["flow"]) if passages["flow"] is not None else re.findall(_ITEM, passages["items"]))


def renewed(old: str, new: str, names: Iterable[str]) -> str:
    """The front matter *old* with the `assess:` of *new*, whose list of passages becomes *names*.

    Everything outside `assess:`, and the comments in it, stay as people left them, and so does all of it when nothing changed.
    """
    before, after = re.search(_OURS, old), re.search(_OURS, new)
    if not before or not after:
        return new
    listing = re.search(_LIST, after[0])
    start, end = listing.span() if listing else (len(after[0]), len(after[0]))
    ours = after[0][:start] + passage_list(names) + after[0][end:]
    if _meaning(ours) == _meaning(before[0]):
        return old
    first, *others = ours.splitlines()
    comments = [line for line in before[0].splitlines() if re.match(_COMMENT, line) and line not in others]
    text = "".join(f"{line}{line_end(old)}" for line in (first, *comments, *others))
    return old[: before.start()] + text + old[before.end() :]


def _meaning(ours: str) -> list[str]:
    """The lines of `assess:` without comments and empty lines."""
    return [line.rstrip() for line in ours.splitlines() if line.strip() and not re.match(_COMMENT, line)]


def line_end(text: str) -> str:
    """The line end of *text*, that of its first line."""
    return "\r\n" if text.partition("\n")[0].endswith("\r") else "\n"


def made_of(made_with: str, rubric_sha256: str, lang: str, digests: Mapping[str, str]) -> str:
    """The line for a draft in *lang* made with the tool and templates *made_with*; *digests* are those in its markers, by passage.

    Digests are there as two versions of a draft may be merged by hand: the front matter of one with passages of the other.
    """
    shown = "".join(f"{name} {digest}\n" for name, digest in sorted(digests.items()))
    figures = sha256(f"{made_with}\n{rubric_sha256}\n{lang}\n{shown}".encode()).hexdigest()
    return f"{made_with.partition(',')[0]}, {lang}, sha256 {figures}"


def language_made(front: str) -> str:
    """The language in which the passages were written, as the front matter *front* says of what they were made; empty when it does not."""
    found = re.search(r", (\w+), sha256 ", keys(front).get(KEY, ""))
    return found[1] if found else ""
