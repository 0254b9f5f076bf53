"""A whole draft as PDF and as Akoma Ntoso: no word is lost, none is added but those that are declared, and the PDF is quickly made."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections import Counter
from xml.etree import ElementTree as ET

import pytest

from assess import typesetting
from assess.documents.akoma_ntoso import NAMESPACE, Work, write
from assess.documents.model import Document
from assess.documents.reading import read
from assess.documents.typography import set_typography
from tests.documents.words import of_markdown, words
from tests.processes import ROOT
from tests.running import run

SECONDS = 2
"""Of work, for a whole draft."""


@pytest.fixture(scope="module")
def draft() -> str:
    ran = run("run", str(ROOT / "examples/facial-identification-live-2026/proposal.yaml"), "-o", "-", "-q")
    assert ran.code == 0
    return ran.out


@pytest.fixture(scope="module")
def document(draft: str) -> Document:
    return set_typography(read(draft))


def test_the_words_of_a_draft_are_those_of_its_akoma_ntoso(draft: str, document: Document) -> None:
    root = ET.fromstring(write(document, Work("a", "b")))  # noqa: S314 - ours
    for parent in list(root.iter()):
        for child in list(parent):
            if child.tag in (f"{{{NAMESPACE}}}meta", f"{{{NAMESPACE}}}num"):  # the signs of lists, numbers of items
                parent.remove(child)
    assert Counter(words(" ".join(root.itertext()))) == Counter(of_markdown(draft))


@pytest.mark.skipif(not typesetting.installed(), reason="typst is not installed (pip install assess[pdf])")
@pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext is not installed")
def test_the_words_of_a_draft_are_in_its_pdf(draft: str, document: Document) -> None:
    before = os.times()
    data, unknown = typesetting.pdf(document)
    spent = os.times()
    assert spent.user + spent.children_user - before.user - before.children_user < SECONDS
    assert unknown == ""
    text = subprocess.run(["pdftotext", "-raw", "-", "-"], input=data, capture_output=True, check=True).stdout.decode()
    letters = re.sub(r"[\W_]+", "", text)
    assert [word for word in set(of_markdown(draft)) if word.replace("_", "") not in letters] == []
