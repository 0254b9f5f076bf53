"""The draft of the impact study, whole and fresh."""

from __future__ import annotations

from assess.model.assessment import Assessment
from assess.model.proposal import Proposal
from assess.model.rubric import Rubric
from assess.study.build import study_view
from assess.study.freshness import KEY, made_of
from assess.study.front_matter import passage_list
from assess.study.passages import close_up, name_of, signed, split_passages
from assess.study.templates import Templates
from assess.study.typography import french

TEMPLATE = "impact-study.md.j2"


def study(  # noqa: PLR0913, PLR0917 - what a study is made of
    rubric: Rubric, proposal: Proposal, assessment: Assessment, lang: str, templates: Templates, path: str = "", made_with: str = ""
) -> str:
    """The draft for *proposal*, assessed under *rubric*, in *lang*; *path* is the proposal's, relative to the draft (default: as given).

    *made_with* names the tool and the templates, for the front matter.

    Raises `TemplateFault` for a mistake in a user's own template.
    """
    view = study_view(rubric, proposal, assessment, templates.outline, lang)
    body = finished(templates.render(f"{lang}/{TEMPLATE}", lang, study=view), lang)
    parts = split_passages(body)
    parts[1::2] = [signed(part) for part in parts[1::2]]
    digests = {name_of(part): part.split(" ", 4)[3] for part in parts[1::2]}
    made = made_of(made_with, rubric.sha256, digests) if made_with else ""
    return front_matter(rubric, proposal, assessment, lang, path or proposal.path, list(digests), made) + "\n" + "".join(parts)


def finished(text: str, lang: str) -> str:
    """What a template gave, with the typography of *lang*, no needless empty line between passages, and one line end."""
    parts = split_passages(text)
    parts[::2] = [close_up(part) for part in parts[::2]]
    text = "".join(parts).strip("\n") + "\n"
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
    if text.isprintable() and '"' not in text and "\\" not in text:
        return f'"{text}"'
    import json

    return json.dumps(text, ensure_ascii=False)
