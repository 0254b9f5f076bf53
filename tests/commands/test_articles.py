"""Articles added, renamed, reordered and removed: each has its chapter, and what people wrote keeps its heading."""

from __future__ import annotations

from pathlib import Path

import pytest

from assess.study.draft_outline import heading_above, pieces_of
from assess.study.passages import parse
from tests.running import run

HEAD = "format: 1\nid: t\ntitle: T\ndate: 2026-03-02\ntechnology: drones\n"


def write(here: Path, *articles: tuple[str, str]) -> list[str]:
    """Write the draft for *articles*; gives its chapters."""
    lines = [f"  - {{id: {id_}, title: {title}}}\n" for id_, title in articles]
    (here / "t.yaml").write_text(HEAD + ("articles:\n" + "".join(lines) if lines else ""), encoding="utf-8")
    run("run", "t.yaml", "-q", "--lang", "fr")
    chapters = [line[3:] for line in (here / "t.impact-study.md").read_text(encoding="utf-8").splitlines() if line.startswith("## ")]
    return [chapter for chapter in chapters if chapter.startswith(("Article", "Dispositif"))]


@pytest.fixture
def prose(here: Path) -> Path:
    """A draft for one article, with a line of people under 1.1."""
    write(here, ("1", "A"))
    draft = here / "t.impact-study.md"
    text = draft.read_text(encoding="utf-8")
    draft.write_text(text.replace("#### 1.2. Cadre général\n", "#### 1.2. Cadre général\n\nÀ nous.\n", 1), encoding="utf-8")
    return here


def above(here: Path) -> str:
    """The heading above the line of people."""
    pieces = pieces_of(parse((here / "t.impact-study.md").read_text(encoding="utf-8")))
    heading = heading_above(pieces, next(at for at, piece in enumerate(pieces) if piece.source == "À nous.\n"))
    return heading.title if heading else ""


def test_a_second_article_has_its_chapter_and_prose_keeps_its_heading(prose: Path) -> None:
    assert write(prose, ("1", "A"), ("2", "B")) == ["Dispositif", "Article 1er – A", "Article 2 – B"]
    assert above(prose) == "1.2. Cadre général"
    passages = parse((prose / "t.impact-study.md").read_text(encoding="utf-8")).segments
    names = [segment.name for segment in passages if segment.name.startswith("article-")]
    assert names == sorted(names, key=lambda name: name.partition(".")[0])


@pytest.mark.parametrize(
    ("articles", "chapters"),
    [
        ((("1", "Autre"), ("2", "B")), ["Dispositif", "Article 1er – A", "Article 2 – B"]),
        ((("2", "B"), ("1", "A")), ["Dispositif", "Article 2 – B", "Article 1er – A"]),
        ((("2", "A"), ("3", "A")), ["Article 1er – A", "Dispositif", "Article 2 – A", "Article 3 – A"]),
        ((), ["Article 1er – A", "Dispositif"]),
    ],
    ids=["renamed", "reordered", "removed, others with its title", "none left"],
)
def test_whatever_becomes_of_the_articles(prose: Path, articles: tuple[tuple[str, str], ...], chapters: list[str]) -> None:
    assert sorted(write(prose, *articles)) == sorted(chapters)
    assert above(prose) == "1.2. Cadre général"
    draft = (prose / "t.impact-study.md").read_bytes()
    write(prose, *articles)
    assert (prose / "t.impact-study.md").read_bytes() == draft


def headings(here: Path) -> list[str]:
    """The chapters of articles, and the headings under them, without their signs."""
    lines = (here / "t.impact-study.md").read_text(encoding="utf-8").splitlines()
    titles = [line.lstrip("# ") for line in lines if line.startswith("##")]
    return titles[titles.index("Article 1er – A") : titles.index("Appréciation au regard des principes communs")]


@pytest.mark.parametrize("articles", [2, 3])
def test_the_headings_of_the_form_of_one_article_go_with_their_passages(here: Path, articles: int) -> None:
    write(here, ("1", "A"))
    write(here, *(("1", "A"), ("2", "B"), ("3", "C"))[:articles])
    chapter = headings(here)[1 : headings(here).index("Article 2 – B")]
    assert [title.partition(" ")[0] for title in chapter] == ["1.", "2.", "3.", "4.", "5."]


def test_a_heading_that_holds_a_line_of_people_stays_with_those_above_it(prose: Path) -> None:
    write(prose, ("1", "A"), ("2", "B"))
    assert headings(prose)[1:4] == ["1. État des lieux", "1.2. Cadre général", "2. Objectifs poursuivis et nécessité d’agir"]


def test_a_heading_with_words_of_people_stays(here: Path) -> None:
    write(here, ("1", "A"))
    draft = here / "t.impact-study.md"
    draft.write_text(
        draft.read_text(encoding="utf-8").replace("1.2. Cadre général", "1.2. Cadre général, vu de chez nous"), encoding="utf-8"
    )
    write(here, ("1", "A"), ("2", "B"))
    assert "1.2. Cadre général, vu de chez nous" in headings(here)


def test_an_empty_heading_that_people_wrote_stays(here: Path) -> None:
    write(here, ("1", "A"))
    draft = here / "t.impact-study.md"
    draft.write_text(
        draft.read_text(encoding="utf-8").replace("#### 1.2. Cadre", "#### Cadre général\n\n#### 1.2. Cadre", 1), encoding="utf-8"
    )
    write(here, ("1", "A"), ("2", "B"))
    assert "Cadre général" in headings(here)


def test_back_to_one_article_the_numbers_are_those_of_one(here: Path) -> None:
    write(here, ("1", "A"), ("2", "B"))
    write(here, ("1", "A"))
    found = headings(here)
    parts = [title.partition(" ")[0] for title in found[1 : found.index("Article 2 – B")]]
    assert parts == sorted(set(parts), key=lambda number: [int(part) for part in number.strip(".").split(".")])
