"""The draft of the impact study, whole and fresh."""

from __future__ import annotations

from assess.drafting.build import study_view
from assess.drafting.front_matter import passage_list
from assess.drafting.passages import close_up, name_of, signed, split_passages
from assess.drafting.templates import Templates
from assess.drafting.typography import french
from assess.model.assessment import Assessment
from assess.model.proposal import Proposal
from assess.model.rubric import Rubric

TEMPLATE = "impact-study.md.j2"


def study(rubric: Rubric, proposal: Proposal, assessment: Assessment, lang: str, templates: Templates, path: str = "") -> str:
    """The draft for *proposal*, assessed under *rubric*, in *lang*; *path* is the proposal's, relative to the draft (default: as given).

    Raises `TemplateFault` for a mistake in a user's own template.
    """
    view = study_view(rubric, proposal, assessment, lang)
    body = finished(templates.render(f"{lang}/{TEMPLATE}", lang, study=view), lang)
    parts = split_passages(body)
    names = [name_of(part) for part in parts[1::2]]
    parts[1::2] = [signed(part) for part in parts[1::2]]
    return front_matter(rubric, proposal, assessment, lang, path or proposal.path, names) + "\n" + "".join(parts)


def finished(text: str, lang: str) -> str:
    """What a template gave, with the typography of *lang*, no needless empty line between passages, and one line end."""
    parts = split_passages(text)
    parts[::2] = [close_up(part) for part in parts[::2]]
    text = "".join(parts).strip("\n") + "\n"
    return french(text) if lang == "fr" else text


def front_matter(rubric: Rubric, proposal: Proposal, assessment: Assessment, lang: str, path: str, names: list[str]) -> str:
    """What the draft rests on, and the passages *names* it has."""
    from datetime import date

    lines = [
        "assess:",
        "  format: 1",
        f"  proposal: {_quoted(path)}",
        f"  sha256: {_quoted(proposal.sha256)}",
        f"  rubric: {_quoted(f'{rubric.id}@{rubric.version}')}",
        f"  as-of: {date.fromordinal(assessment.as_of).isoformat()}",
        f"  lang: {lang}",
    ]
    return "\n".join(("---", *lines)) + "\n" + passage_list(names) + "---\n"


def _quoted(text: str) -> str:
    """*text* as a YAML scalar on one line."""
    if text.isprintable() and '"' not in text and "\\" not in text:
        return f'"{text}"'
    import json

    return json.dumps(text, ensure_ascii=False)
