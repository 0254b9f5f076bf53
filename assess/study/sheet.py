"""A page of the desk as Markdown: what stands in a study."""

from __future__ import annotations

from collections.abc import Iterator

from assess.model.sheet import Grid, Items, Part, Said, Sheet
from assess.study.markdown import plain, table


def markdown(sheet: Sheet, lang: str) -> str:
    """*sheet* with its title, as Markdown; *lang* tells what stands between a label and its text."""
    return "\n\n".join((f"# {plain(sheet.title)}", *blocks(sheet, lang))) + "\n"


def blocks(sheet: Sheet, lang: str) -> Iterator[str]:
    """Each block of *sheet*; its parts are of level 2."""
    colon = "\u00a0: " if lang == "fr" else ": "
    for block in sheet.blocks:
        match block:
            case Part():
                counted = f" ({block.remark})" if block.remark.isdecimal() else f" — {block.remark}" if block.remark else ""
                yield f"## {plain(block.title + counted)}"
            case Said():
                yield f"{plain(block.label)}{colon}{plain(block.text)}" if block.label else plain(block.text)
            case Items():
                yield "\n".join(f"- {plain(item)}" for item in block.items)
            case Grid():
                yield table(block.headers, block.rows)
