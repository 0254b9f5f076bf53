"""Who wrote which text of a draft: people, people through the proposal, or the tool. Each line of the table is a block of a draft."""

from __future__ import annotations

import pytest

from assess.checks.authorship import Author
from assess.checks.page import Block, Page
from assess.study.passages import parse, render_passage

PROMPT = "> **À rédiger.** Exposer le besoin."
PEOPLE, PROPOSAL, TOOL, OFFER = Author.PEOPLE, Author.PROPOSAL, Author.TOOL, Author.OFFER


def passage(name: str, text: str = "Le bilan.") -> str:
    """The passage *name* as the tool wrote it."""
    return render_passage(name, text)


def edited(name: str, text: str = "Le bilan.", before: str = "Autre chose.") -> str:
    """The passage *name* that people changed from *before* to *text*."""
    return render_passage(name, before).replace(before, text)


def kept(name: str) -> str:
    """The passage *name* that people changed, kept at the end of the draft since the study no longer has it."""
    return edited(name).replace(render_passage(name, "Autre chose.").split()[3], "0" * 12)


CASES: dict[str, tuple[str, Author, bool]] = {
    # outside passages: people's
    "text outside passages": ("Le bilan.", PEOPLE, True),
    "a list outside passages": ("- Le bilan.", PEOPLE, True),
    "a table outside passages": ("| Le bilan. |\n| --- |", PEOPLE, True),
    "a footnote outside passages": ("[^1]: Le bilan.", PEOPLE, True),
    "a quotation outside passages": ("> Le bilan.", PEOPLE, True),
    "a heading outside passages": ("## Le bilan.", PEOPLE, False),
    "code outside passages": ("    Le bilan.", PEOPLE, False),
    "a comment outside passages": ("<!-- Le bilan. -->", PEOPLE, False),
    "HTML outside passages": ("<div>\nLe bilan.\n</div>", PEOPLE, False),
    "a rule outside passages": ("***", PEOPLE, False),
    "text beside a passage": (passage("summary", "Rien.") + "\n\nLe bilan.", PEOPLE, True),
    "text in the place of a passage": ("Le bilan.\n\n" + passage("need", "Rien.") + "\n\nLe bilan.", PEOPLE, True),
    "text beside a passage that is damaged": ("<!-- assess:begin summary 0123456789ab -->\n\nLe bilan.", PEOPLE, True),
    # passages of the tool, as it wrote them
    "a passage untouched": (passage("summary"), TOOL, False),
    "a list in a passage untouched": (passage("retained-scheme.facts", "- Le bilan."), TOOL, False),
    "a passage of a section, with more to its name": (passage("budget.table"), TOOL, False),
    "the passage on method": (passage("method"), TOOL, False),
    "the passage on objects of the tool's own": (passage("objects"), TOOL, False),
    "a condition called as a section is": (passage("condition.evaluation"), TOOL, False),
    "a principle called as a section is": (passage("principle.evaluation"), TOOL, False),
    "a red line called as a section is": (passage("red-line.evaluation"), TOOL, False),
    # passages that repeat the proposal
    "study text": (passage("budget"), PROPOSAL, True),
    "study text of an article": (passage("article.3.budget"), PROPOSAL, True),
    "a list of study text": (passage("budget", "- Le bilan."), PROPOSAL, True),
    "a quotation in study text": (passage("budget", "> Le bilan."), PROPOSAL, True),
    "a heading in study text": (passage("budget", "##### Le bilan."), PROPOSAL, False),
    "the introduction": (passage("introduction"), PROPOSAL, True),
    "what the proposal adds to the method": (passage("method.proposal"), PROPOSAL, True),
    "the object of an article": (passage("article.3.object"), PROPOSAL, True),
    "the object of the text": (passage("retained-scheme.object"), PROPOSAL, True),
    # prompts
    "a prompt untouched": (passage("budget", PROMPT), TOOL, False),
    "an English prompt": (passage("budget", PROMPT.replace("À rédiger", "To be written")), TOOL, False),
    "what follows a prompt untouched": (passage("budget", PROMPT + "\n\nLe bilan."), TOOL, False),
    "a prompt filled": (edited("budget", before=PROMPT), PEOPLE, True),
    "a prompt kept under what people wrote": (edited("budget", "Dit.\n\n" + PROMPT, PROMPT), TOOL, False),
    "what people wrote over a prompt that they kept": (edited("budget", PROMPT + "\n\nLe bilan.", PROMPT), PEOPLE, True),
    "a prompt that people copied": (PROMPT, TOOL, False),
    "the words of a prompt in a sentence": ("**À rédiger.** Exposer le besoin.", PEOPLE, True),
    "the words of a prompt further in a quotation": ("> Ici : **À rédiger.**", PEOPLE, True),
    # passages that people changed
    "a passage edited": (edited("summary"), PEOPLE, True),
    "a passage on the assessment edited": (edited("condition.duration"), PEOPLE, True),
    "study text edited": (edited("budget"), PEOPLE, True),
    "a quotation in a passage edited": (edited("summary", "> Le bilan."), PEOPLE, True),
    "a heading in a passage edited": (edited("summary", "## Le bilan."), PEOPLE, False),
    "a passage kept": (kept("summary"), PEOPLE, True),
    # offers
    "an offer": (edited("summary", "Dit.") + "\n" + render_passage("summary", "Le bilan.", "offer"), OFFER, False),
    "an offer of study text": (edited("budget", "Dit.") + "\n" + render_passage("budget", "Le bilan.", "offer"), OFFER, False),
    "a prompt offered": (edited("budget", "Dit.") + "\n" + render_passage("budget", PROMPT, "offer"), OFFER, False),
    "an offer for a passage that is gone": (render_passage("summary", "Le bilan.", "offer"), PEOPLE, True),
}


def last_block(text: str) -> Block:
    """The last block of *text* but markers that are damaged."""
    return [block for block in Page(parse(text + "\n"), text + "\n").blocks if "<!-- assess:" not in block.text][-1]


@pytest.mark.parametrize("name", CASES)
def test_a_block_has_its_author(name: str) -> None:
    text, author, written = CASES[name]
    block = last_block(text)
    assert (block.author, block.written) == (author, written)
    assert block.offered == (author is OFFER)


@pytest.mark.parametrize("name", CASES)
def test_spaces_at_the_ends_of_lines_change_no_author(name: str) -> None:
    text, author, _ = CASES[name]
    assert last_block(text.replace("\n", " \n")).author is author
