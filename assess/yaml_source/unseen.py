"""Characters that pass for others: spaces that are no U+0020, marks that nobody sees, letters and signs like those of the keyboard.

French keyboards and word processors put them beside colons and dashes. In prose they are welcome; where YAML or a name is expected they
are the fault, and a message that shows them as they look helps nobody.
"""

from __future__ import annotations

import re
from typing import Final, Literal
from unicodedata import combining, normalize

_SPACES: Final = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
MARKS: Final = "\u00ad\u034f\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0"
_COLONS: Final = "\uff1a\ua789\u2236\ufe55"
_DASHES: Final = "\u02d7\u058a\u05be\u1806\u2010-\u2015\u2043\u207b\u208b\u2212\u2796\u2e3a\u2e3b\ufe31\ufe32\ufe58\ufe63\uff0d"
_SIGNS: Final = f"{_DASHES}{_COLONS}"
_LETTERS: Final = "\u0370-\u058f\u13a0-\u13ff\uff01-\uff5e\U0001d400-\U0001d7ff"  # Greek to Armenian, Cherokee, full width, mathematical
_GROUPS: Final = f"(?P<space>[{_SPACES}])|(?P<mark>[{MARKS}])|(?P<sign>[{_SIGNS}])|(?P<letter>[{_LETTERS}])"
_START: Final = r"[ \t]*(?:- *)*"
_UNSEEN: Final = f"([{_SPACES}{MARKS}])"
_IN_KEY: Final = rf"{_START}[\w.-]+(?:{_UNSEEN}[\w.-]*[ ]*(?:[:={_COLONS}]|$)|[ ]*([{_COLONS}]))"
_AFTER_KEY: Final = rf"{_START}[\w.-]+[ ]*{_UNSEEN}"
"""Where a colon is missing, what stands in its place."""
_AROUND: Final = tuple(pattern + _UNSEEN + end for pattern, end in ((_START, ""), (r".*?[:,=\[{]", ""), (".*", "$")))
"""Where a line has no prose: before its first word, after a sign of YAML, at its end."""
_PROSE: Final = ("yaml-colon-in-value", "yaml-key-in-text")  # « Oui : car » has its no-break space by right
_WIDTH: Final = 400
_JOINER: Final = "\u034f"
_MARK: Final = r"[^\x00-\u02ff\w\s]"
"""What every combining mark is, and little else."""
_MOST: Final = re.compile(f"{_MARK}{{30}}(?!{_JOINER})(?={_MARK})")
"""No language writes more on one letter: so the Stream-Safe Text Format of Unicode. Composing takes the square of their number."""


_FAR: Final = re.compile(r"[\u0300-\U0010ffff][\u0300-\U0010ffff]{21,}")
"""Where alone such marks can be: a run of signs that a bare range tells, since most texts have none and are read once more for it."""


def composed(text: str, form: Literal["NFC", "NFKC", "NFKD"] = "NFC") -> str:
    """*text* as people see it, however its accents are composed: in NFC or another *form*, in linear time whatever it holds."""
    if _FAR.search(text):
        text = _MOST.sub(lambda marks: marks[0] + _JOINER * all(map(combining, marks[0])), text)
    return normalize(form, text)


def piles(text: str) -> list[int]:
    """Where more marks stand on one letter than any language writes, in *text* as it is written or `composed`."""
    return [
        far.start() + near.start() + pile.start()
        for far in _FAR.finditer("" if text.isascii() else text)
        for near in re.finditer(f"{_MARK}{{22,}}", far[0])
        for pile in re.finditer("1{31,}|1{20,}01[01]*", "".join("1" if combining(sign) else " 0"[sign == _JOINER] for sign in near[0]))
    ]


def group(character: str) -> str:
    """What *character* passes for: a `space`, nothing (a `mark`), a `sign` or a `letter`; empty when it passes for nothing."""
    match = re.match(_GROUPS, character)
    return (match.lastgroup or "") if match else ""


def spelled(text: str) -> str:
    """*text* with a code such as <U+00A0> for each character that passes for another."""
    return text if text.isascii() else re.sub(_GROUPS, lambda match: f"<U+{ord(match[0]):04X}>", text)


def cleaned(name: str) -> str:
    """*name* without the spaces and marks that nobody meant to write in it."""
    return name if name.isascii() else re.sub(_UNSEEN, "", name).strip()


def blamed(finding: str, line: str, start: int, length: int, found: str) -> str:
    """The character that is to blame for the *finding* about *length* characters of *line* from *start*, or about the text *found*."""
    names = finding.startswith(("unknown-", "not-a", "setting-"))
    if line.isascii() and (not names or found.isascii()):
        return ""
    near = line[max(0, start - _WIDTH) : start + _WIDTH]
    if finding.startswith(("yaml-", "setting-unreadable", "not-a-mapping")):
        patterns = (*(() if finding in _PROSE else (_IN_KEY,)), *_AROUND, *((_AFTER_KEY,) if finding == "yaml-no-colon" else ()))
        matches = (re.match(pattern, near) for pattern in patterns)
        return next((match[match.lastindex] for match in matches if match and match.lastindex), "")
    meant = near[min(start, _WIDTH) :][:length]
    if names:
        foreign = not re.search("[A-Za-z]", meant)  # a word of another alphabet passes for nothing
        signs = (match[0] for match in re.finditer(_GROUPS, meant + found) if not (foreign and match.lastgroup == "letter"))
        return next(signs, "")
    ends = meant[:1] + (meant[1:2] if meant.startswith("-") else "") + meant[-1:]  # inside a value there may be prose
    ends += "" if re.search(r"[^\W\d_]", meant) else re.sub(r"\s", "", meant)  # or figures, with their spaces
    return next((match[0] for match in re.finditer(_GROUPS, ends)), "")
