"""The draft of the impact study, whole and fresh."""

from __future__ import annotations

import re

from assess.drafting.build import study_view
from assess.drafting.freshness import KEY, made_of
from assess.drafting.front_matter import passage_list
from assess.drafting.passages import digest
from assess.drafting.templates import Templates
from assess.drafting.typography import french
from assess.model.assessment import Assessment
from assess.model.proposal import Proposal
from assess.model.rubric import Rubric

TEMPLATE = "impact-study.md.j2"
_PASSAGE = re.compile(r"<!-- assess:begin (?P<name>\S+) [0-9a-f]{12} -->\n\n(?P<text>.*?)\n\n<!-- assess:end (?P=name) -->", re.DOTALL)

_BETWEEN = re.compile(rf"(?P<kept>{_PASSAGE.pattern})|\n(?:[ \t]*\n){{2,}}", re.DOTALL)


def study(  # noqa: PLR0913, PLR0917 - what a study is made of
    rubric: Rubric, proposal: Proposal, assessment: Assessment, lang: str, templates: Templates, path: str = "", made_with: str = ""
) -> str:
    """The draft for *proposal*, assessed under *rubric*, in *lang*; *path* is the proposal's, relative to the draft (default: as given).

    *made_with* names the tool and the templates, for the front matter.

    Raises `TemplateFault` for a mistake in a user's own template.
    """
    view = study_view(rubric, proposal, assessment, lang)
    body = finished(templates.render(f"{lang}/{TEMPLATE}", lang, study=view), lang)
    digests: dict[str, str] = {}

    def signed(found: re.Match[str]) -> str:
        digests[found["name"]] = digest(found["text"])
        begin = f"<!-- assess:begin {found['name']} {digests[found['name']]} -->"
        return begin + found[0][found[0].index("\n") :]

    body = _PASSAGE.sub(signed, body)
    made = made_of(made_with, rubric.sha256, digests) if made_with else ""
    return front_matter(rubric, proposal, assessment, lang, path or proposal.path, list(digests), made) + "\n" + body


def finished(text: str, lang: str) -> str:
    """What a template gave, with the typography of *lang*, no needless empty line between passages, and one line end."""
    text = _BETWEEN.sub(lambda found: found["kept"] or "\n\n", text).strip("\n") + "\n"
    return french(text) if lang == "fr" else text


def front_matter(  # noqa: PLR0913, PLR0917 - each a line
    rubric: Rubric, proposal: Proposal, assessment: Assessment, lang: str, path: str, names: list[str], made: str = ""
) -> str:
    """What the draft rests on, what it was *made* of, and the passages *names* it has."""
    from datetime import date

    lines = [
        "assess:",
        "  format: 1",
        f"  proposal: {_quoted(path)}",
        f"  sha256: {_quoted(proposal.sha256)}",
        f"  rubric: {_quoted(f'{rubric.id}@{rubric.version}')}",
        f"  as-of: {date.fromordinal(assessment.as_of).isoformat()}",
        f"  lang: {lang}",
        *([f"  {KEY}: {_quoted(made)}"] if made else []),
    ]
    return "\n".join(("---", *lines)) + "\n" + passage_list(names) + "---\n"


def _quoted(text: str) -> str:
    """*text* as a YAML scalar on one line."""
    import json

    return json.dumps(text, ensure_ascii=False)
