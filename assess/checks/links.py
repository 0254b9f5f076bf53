"""Links and images of a draft: what they lead to, what they say to somebody who cannot see them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final
from urllib.parse import unquote

from assess.checks.model import Check
from assess.checks.registry import Function
from assess.checks.say import at_offset
from assess.checks.subject import Subject
from assess.model.finding import Finding

_TARGET: Final = re.compile(
    r"\]\([ ]?(?:<([^>\n]{1,500})>|([^\s()<>]{1,500}(?:\([^\s()]{0,100}\)[^\s()]{0,100}){0,3}))"
    r"|\]:(?<=\]:)[ \t]{1,9}<?([^\s>]{1,500})"
)
_DEFINED: Final = re.compile(r"[ ]{0,3}\[(?!\^)[^\]\n]{1,200}$")
_TAG: Final = re.compile(r"<(?:img|a)\s[^<>\n]{0,500}>", re.IGNORECASE)
_REACHED: Final = re.compile(r"""\b(?:src|href)\s*=\s*(["'])(.{1,500}?)\1""", re.IGNORECASE)
_NAMED: Final = re.compile(r"""\b(?:id|name)\s*=\s*(["'])(.{1,200}?)\1""", re.IGNORECASE)
_ALT: Final = re.compile(r"\balt\s*=", re.IGNORECASE)
_ELSEWHERE: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|/|\{")
"""What is not relative: an address, a path from the root; or not written yet."""
_IMAGE: Final = re.compile(r"!\[([^\]\n]{0,1000})\](?=[(\[])")
_FILE: Final = re.compile(
    r"[\w .()-]{1,200}\.(?:png|jpe?g|gif|svg|webp|bmp|tiff?|emf|wmf)|"
    r"(?:image|img|figure|capture)[ _-]?\d*",
    re.IGNORECASE,
)


def link_broken(check: Check, subject: Subject) -> Iterator[Finding]:
    """Links and images that lead to a file or a heading that is not there: each once a line."""
    anchors: set[str] | None = None
    told: set[tuple[int, str]] = set()
    for offset, target in _targets(subject):
        key = (subject.page.place(offset)[0], target)
        if _ELSEWHERE.match(target) or key in told:
            continue
        told.add(key)
        name, _, anchor = target.partition("#")
        name = unquote(name.partition("?")[0])
        if name and not subject.beside(name):
            yield at_offset(check, subject, "file", offset, len(target), found=name)
        elif not name and anchor:
            anchors = _anchors(subject) if anchors is None else anchors
            if _bare(unquote(anchor)) not in anchors:
                yield at_offset(check, subject, "heading", offset, len(target), found=anchor)


def _targets(subject: Subject) -> Iterator[tuple[int, str]]:
    """Where links and images lead, with the offset of each; none of those in code, comments or offers."""
    prose, text = subject.page.prose, subject.text
    if "](" in text or "]:" in text:
        for found in _TARGET.finditer(text):
            which, start = found.lastindex or 1, found.start()
            if prose[start] == "]" and (text[start + 1] == "(" or _DEFINED.match(text, text.rfind("\n", 0, start) + 1, start)):
                yield found.start(which), found[which]
    for offset, tag in _tags(subject):
        for found in _REACHED.finditer(tag):
            yield offset + found.start(2), found[2]


def _tags(subject: Subject) -> Iterator[tuple[int, str]]:
    """The tags of links and images that are not in code."""
    page = subject.page
    for found in _TAG.finditer(page.text) if "<" in page.text else ():
        block = page.block_at(page.place(found.start())[0])
        if block is not None and block.kind not in ("code", "comment") and not block.owner.startswith("offer:"):
            yield found.start(), found[0]


def _anchors(subject: Subject) -> set[str]:
    """What a link may lead to in the draft, bare: the ways to make an anchor of a title differ by signs, numbers and accents only."""
    headings = {_bare(text) for heading in subject.page.headings for text in (heading.title, heading.name)}
    return headings | {_bare(found[2]) for found in _NAMED.finditer(subject.text)} | {_bare(name) for name in _IDS.findall(subject.text)}


_IDS: Final = re.compile(r"\{#([\w:.-]{1,100})")


def _bare(text: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFKD", text.casefold()) if letter.isalnum())


def image_without_text(check: Check, subject: Subject) -> Iterator[Finding]:
    """Images that say nothing to somebody who cannot see them: one of a kind a line."""
    told: set[tuple[int, str]] = set()
    for offset, image, name in _images(subject):
        key = (subject.page.place(offset)[0], name)
        if key not in told:
            told.add(key)
            yield at_offset(check, subject, "file" if name else "empty", offset, len(image), found=name)


def _images(subject: Subject) -> Iterator[tuple[int, str, str]]:
    """The images without text: where they are, how they are written, and the name of a file that stands for their text."""
    prose = subject.page.prose
    for found in _IMAGE.finditer(subject.text) if "![" in prose else ():
        name = found[1].strip()
        if prose[found.start()] == "!" and (not name or _FILE.fullmatch(name)):
            yield found.start(), found[0], name
    for offset, tag in _tags(subject):
        if tag[1] in "iI" and not _ALT.search(tag):
            yield offset, tag, ""


CHECKS: Final[dict[str, Function]] = {"image-without-text": image_without_text, "link-broken": link_broken}
