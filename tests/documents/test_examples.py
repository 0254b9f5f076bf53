"""The documents that `examples/` holds are those of today: to the byte where that is promised, in their words elsewhere."""

from __future__ import annotations

import re
import shutil
import subprocess
from html import unescape
from pathlib import Path
from zipfile import ZipFile

import pytest

from docs.documents import ANNEXES, EXAMPLES, ROOT, STUDY, write
from tests.documents.words import of_markdown, words

BYTES = ("md", "html", "xml")
OFFICE = {"docx": ("word/document.xml", "word/footnotes.xml"), "odt": ("content.xml",)}
ADDED = {"Article", "Articles", "8"}
"""Words that programs join to their neighbours."""


def shipped(name: str) -> Path:
    return ROOT / "examples" / name / "documents"


@pytest.fixture(scope="module", params=EXAMPLES)
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The documents of an example made again, in the formats of which the bytes are promised whatever is installed."""
    example = tmp_path_factory.mktemp("again") / "examples" / str(request.param)  # which may name its neighbours
    shutil.copytree(ROOT / "examples", example.parent, ignore=shutil.ignore_patterns("documents"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "0")  # given back afterwards
        write(example, [form for form in STUDY if form in BYTES], [form for form in ANNEXES if form in BYTES])
    return example / "documents"


def test_all_are_there_in_every_format(made: Path) -> None:
    stems = {path.stem for path in made.iterdir()} - {"study"}
    assert len(stems) == 10
    every = {f"{stem}.{form}" for stem in stems for form in ANNEXES} | {f"study.{form}" for form in ("md", *STUDY)}
    assert {path.name for path in shipped(made.parent.name).iterdir()} == every


def test_the_bytes_are_those_of_today(made: Path) -> None:
    kept = shipped(made.parent.name)
    changed = [path.name for path in sorted(made.iterdir()) if path.read_bytes() != (kept / path.name).read_bytes()]
    assert changed == [], "python -m docs.documents makes them again"


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("form", OFFICE)
def test_the_words_are_those_of_the_markdown(name: str, form: str) -> None:
    for path in sorted(shipped(name).glob(f"*.{form}")):
        with ZipFile(path) as package:
            xml = "".join(package.read(part).decode() for part in OFFICE[form] if part in package.namelist())
        there = {*_plain(xml), *ADDED}
        text = path.with_suffix(".md").read_text(encoding="utf-8")
        assert [word for word in dict.fromkeys(of_markdown(text)) if word not in there] == [], path.name


def _plain(xml: str) -> list[str]:
    """The words of *xml*, with runs joined, and kept apart where paragraphs and cells end."""
    apart = re.sub(r"</(?:w:p|text:p|text:h|w:tc)>|<(?:w:br|w:tab|text:line-break|text:s|text:tab)[^>]*/>|</?text:note[^>]*>", "\n", xml)
    return words(unescape(re.sub(r"<[^>]+>", "", apart)))


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext is not installed")
@pytest.mark.parametrize("name", EXAMPLES)
def test_the_words_of_the_markdown_are_in_the_pdf(name: str) -> None:
    for path in sorted(shipped(name).glob("*.pdf")):
        text = subprocess.run(["pdftotext", "-raw", path, "-"], capture_output=True, check=True).stdout.decode()
        letters = re.sub(r"[\W_]+", "", text)
        known = of_markdown(path.with_suffix(".md").read_text(encoding="utf-8"))
        assert [word for word in dict.fromkeys(known) if word.replace("_", "") not in letters] == [], path.name
