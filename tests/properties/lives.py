"""Studies that live: what becomes of a proposal with articles, what people and formatters do to its draft, and what of theirs is there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from unicodedata import normalize

from hypothesis import strategies as st

from assess.study import front_matter
from assess.study.draft_outline import Piece, people
from assess.study.passages import parse, split_lines
from tests.study.drafts import draft

# The study, as templates lay it out: one chapter, or the scheme and a chapter for each article

SECTIONS = {
    "situation": "État des lieux",
    "need": "Objectifs et nécessité *d’agir*",
    "choice": "Options et dispositif retenu",
    "impacts": "Analyse des impacts",
}
PARTS = {"situation": {"general": "Cadre général", "comparative": "Droit comparé"}, "impacts": {"legal": "Impacts juridiques"}}
TEXTS = (
    "> **À rédiger.** Dire *ce qui* est.",
    "Texte *un*, **deux**\u00a0: l’été.",
    "Trois :\n\n- point *un*\n- point deux\n  - sous-point\n\n1. un\n2. deux",
    "| Qui | Combien |\n|---|---:|\n| a | 1\u202f000 € |\n| l’été | 2 |",
    "Texte quatre,\nsur deux lignes.\n\n```\ncode  un\n```",
    "",
)


@dataclass(frozen=True)
class Study:
    """What a proposal says: its articles by id with their titles, its answers, and the sections that are called for."""

    articles: tuple[tuple[str, str], ...] = (("1", "Accès"),)
    answers: tuple[int, ...] = (0, 1, 2, 3)
    left_out: frozenset[str] = frozenset()
    rubric: str = "r@1"

    def text(self, passage: str) -> tuple[str, str]:
        """The passage and its text, which the answers decide."""
        return passage, TEXTS[(len(passage) + self.answers[len(passage) % len(self.answers)]) % len(TEXTS)]

    def draft(self) -> str:
        """The draft just made."""
        parts: list[str | tuple[str, str]] = ["# Étude d’impact", self.text("title"), "## Introduction", self.text("summary")]
        if len(self.articles) == 1:
            parts += self._chapter(*self.articles[0], whole=True)
        else:
            parts += self._chapter("", "", whole=True)
            for id_, title in self.articles:
                parts += self._chapter(id_, title, whole=False)
        parts += ["## Appréciation", "### 1. Orientation", self.text("pathway"), "### 2. Lignes rouges", self.text("red-lines")]
        return draft(
            *[part for part in parts if part[0] not in self.left_out], "## Références", self.text("references"), rubric=self.rubric
        )

    def _chapter(self, id_: str, title: str, *, whole: bool) -> list[str | tuple[str, str]]:
        key = f"article-{id_}." if id_ else ""
        label = "Article 1er" if id_ == "1" else f"Article {id_}"
        parts: list[str | tuple[str, str]] = [f"## {label} – {title}" if title else f"## {label}" if id_ else "## Dispositif"]
        for at, (section, words) in enumerate(SECTIONS.items(), 1):
            if section in self.left_out:
                continue
            parts.append(f"### {at}. {words}")
            if not whole or section not in PARTS:
                parts.append(self.text(f"{key}{section}"))
            else:
                for below, (part, title_) in enumerate(PARTS[section].items(), 1):
                    parts += [f"#### {at}.{below}. {title_}", self.text(f"{key}{part}"), self.text(f"{key}{part}.law")]
        return parts


TITLES = st.sampled_from(("Accès", "Contrôle", "l’Été", "", "Accès *élargi*"))
ARTICLES = st.lists(st.tuples(st.sampled_from(("1", "2", "3", "4-bis")), TITLES), unique_by=lambda it: it[0], max_size=4).map(tuple)
LEFT_OUT = st.frozensets(st.sampled_from((*SECTIONS, "pathway", "red-lines", "summary", "general.law", "article-1.general")), max_size=2)
STUDIES = st.builds(
    Study, ARTICLES, st.tuples(*[st.integers(0, 5)] * 4), st.one_of(st.just(frozenset()), LEFT_OUT), st.sampled_from(("r@1", "r@2"))
)


def after(study: Study, change: tuple[str, int, object]) -> Study:
    """The *study* once its proposal has changed."""
    kind, at, value = change
    articles = list(study.articles)
    match kind:
        case "add":
            free = [id_ for id_ in ("1", "2", "3", "4-bis") if id_ not in dict(articles)]
            articles[at % (len(articles) + 1) : 0] = [(free[0], str(value))] if free else []
        case "remove" if articles:
            articles.pop(at % len(articles))
        case "rename" if articles:
            articles[at % len(articles)] = (articles[at % len(articles)][0], str(value))
        case "reorder":
            articles = articles[at % 4 :] + articles[: at % 4]
        case "answer":
            answers = list(study.answers)
            answers[at % len(answers)] += 1
            return replace(study, answers=tuple(answers))
    return replace(study, articles=tuple(articles))


CHANGES = st.tuples(st.sampled_from(("add", "remove", "rename", "reorder", "answer")), st.integers(0, 3), TITLES)

# What people do


@dataclass
class Page:
    """A draft as it is on the disk, and what it was."""

    text: str
    written: int = 0
    before: list[str] = field(default_factory=list)

    def lines(self) -> tuple[str, list[str]]:
        """The front matter, and the lines after it."""
        front, body = front_matter.split(self.text)
        return front, split_lines(body)

    def keep(self) -> None:
        """Someone opens the draft in an editor."""
        self.before = [*self.before[-3:], self.text]

    def do(self, deed: tuple[object, ...]) -> None:
        """People do *deed*."""
        front, lines = self.lines()
        at = int(str(deed[1])) if len(deed) > 1 else 0
        match deed:
            case ("write", _, str() as form):
                self.written += 1
                end = "\r\n" if lines and lines[0].endswith("\r\n") else "\n"
                if lines and not lines[-1].endswith("\n"):
                    lines[-1] += end
                mine = [line + end for line in form.format(f"humain {self.written}").split("\n")]
                lines[at % (len(lines) + 1) : 0] = mine
            case ("change" | "edit" as kind, _) if spots := [
                i
                for i, line in enumerate(lines)
                if line.strip() and "assess:" not in line and not (kind == "edit" and line.startswith("#"))
            ]:
                self.written += 1
                spot = spots[at % len(spots)]
                words = lines[spot].rstrip("\r\n")
                lines[spot] = f"{words} humain {self.written}{lines[spot][len(words) :]}"
            case ("delete", _) if lines:
                lines.pop(at % len(lines))
            case ("unheaded", _) if spots := [i for i, line in enumerate(lines) if line.startswith("#")]:
                lines.pop(spots[at % len(spots)])
            case ("retitle", _) if spots := [i for i, line in enumerate(lines) if line.startswith("#")]:
                self.written += 1
                spot = spots[at % len(spots)]
                lines[spot] = f"{lines[spot].split()[0]} humain {self.written}\n"
            case ("take" | "move", _, *where):
                self._take(at, int(str(where[0])) if where else None)
                return
            case ("restore", _) if self.before:  # an editor that was left open writes what it holds over what was written since
                self.text = self.before[at % len(self.before)]
                return
        self.text = front + "".join(lines)

    def _take(self, at: int, to: int | None) -> None:
        segments = list(parse(self.text + ("" if self.text.endswith("\n") else "\n")).segments)
        written = [i for i, segment in enumerate(segments) if segment.name]
        if written:
            taken = segments.pop(written[at % len(written)])
            if to is not None:
                segments.insert(1 + to % len(segments), taken)
        self.text = "".join(segment.source for segment in segments)

    def format(self, how: str) -> None:
        """A formatter or an editor goes over the whole draft."""
        front, lines = self.lines()
        self.text = front + FORMATS[how]("".join(lines))


PLACES = st.integers(0, 400)
FORMS = (
    "{}",
    "## {}",
    "### {}",
    "# {}",
    "{}\n===",
    "{}\n---",
    "\n{}\n---",
    "> {}",
    "- {}  ",
    "``` {}",
    "~~~",
    "<!--\n## {} -->",
    "<!-- {} -->",
    "| {} | b |",
)
DEEDS = st.one_of(
    st.tuples(st.just("write"), PLACES, st.sampled_from(FORMS)),
    st.tuples(st.just("change"), PLACES),
    st.tuples(st.sampled_from(("delete", "unheaded", "retitle", "take", "restore")), PLACES),
    st.tuples(st.just("move"), PLACES, PLACES),
)

# What formatters and editors do: the manners of Prettier and mdformat, and of the systems that files pass through


def as_prettier(text: str) -> str:
    """Tables padded, `_` for emphasis, other signs of lists, empty lines around blocks."""
    lines = [_row(line) if line.startswith("|") else line for line in text.split("\n")]
    lines = [re.sub(r"(?<![\\*\w])\*(?=[^\s*])([^*]*[^\s*])\*(?!\*)", r"_\1_", line) for line in lines]
    lines = [re.sub(r"^( *)- ", r"\1* ", re.sub(r"^#(.*)", r"#\1\n" if line[-1:] != "\r" else r"#\1", line)) for line in lines]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines))


def _row(line: str) -> str:
    ended = line.rstrip("\r")
    cells = ended.strip("|").split("|")
    wide = [cell.strip().replace("-", "-----") if set(cell.strip()) <= set("-:") else cell.strip().ljust(12) for cell in cells]
    return "| " + " | ".join(wide) + " |" + line[len(ended) :]


def as_mdformat(text: str) -> str:
    """One number for all items, `***` otherwise, wider indents."""
    lines = [re.sub(r"^\d+\. ", "1. ", line) for line in text.split("\n")]
    return "\n".join(re.sub(r"^  - ", "    - ", re.sub(r"\*\*([^*]+)\*\*", r"__\1__", line)) for line in lines)


FORMATS: dict[str, Callable[[str], str]] = {
    "prettier": as_prettier,
    "mdformat": as_mdformat,
    "mac": lambda text: normalize("NFD", text),
    "plain spaces": lambda text: text.replace("\u00a0", " ").replace("\u202f", " "),
    "windows": lambda text: text.replace("\r\n", "\n").replace("\n", "\r\n"),
    "ends": lambda text: re.sub(r"[ \t]+(\r?\n)", r"\1", text),
}

# What is theirs

Lines = Counter[tuple[str, str]]
"""Lines, each with the nearest heading above, and how often."""


def theirs(text: str, *, plainly: bool = False) -> Lines:
    """The lines that are not of a passage as the tool wrote it. Read *plainly*, a heading is one in code and comments too."""
    return _lines(text, everything=False, plainly=plainly)


def all_lines(text: str, *, plainly: bool = False) -> Lines:
    """Every line that is there, with the nearest heading that is not the tool's in a passage."""
    return _lines(text, everything=True, plainly=plainly)


def moved(before: str, now: str) -> list[tuple[str, str]]:
    """The lines of people in the draft *before* that are no longer under their heading *now*.

    People leave code and comments open, by a slip: what is a heading then depends on what closes them. A line counts when it has lost its
    heading whether those are read or not.
    """
    lost = theirs(before) - all_lines(now)
    lines = {line for line, _ in theirs(before, plainly=True) - all_lines(now, plainly=True)} if lost else set()
    return [pair for pair in lost if pair[0] in lines]


def _lines(text: str, *, everything: bool, plainly: bool) -> Lines:
    found: Lines = Counter()
    heading = ""
    for segment in parse(text).segments[1:]:
        if segment.name and segment.untouched:
            found.update((line.rstrip("\r"), heading) for line in segment.source.split("\n")[1:-2] if everything and line.strip())
            continue
        source = "".join(split_lines(segment.source)[1:-1]) if segment.name else segment.source
        for piece in _plain(source) if plainly else people(source):
            heading = piece.key if piece.level else heading
            found.update((line.rstrip("\r"), heading) for line in piece.source.split("\n") if line.strip())
    return found


def _plain(source: str) -> list[Piece]:
    lines = split_lines(source)
    pieces: list[Piece] = []
    for at, line in enumerate(lines):
        two = people(line + lines[at + 1]) if at + 1 < len(lines) and not lines[at + 1].startswith(("`", "~")) else people(line)
        pieces.append(Piece("line", line, "", two[0].level, two[0].title))
    return pieces
