"""The annexes of a text, in Markdown: the appraisal under the principles, the guarantees, the complete grid of answers."""

from __future__ import annotations

from assess.model.assessment import Assessment
from assess.model.proposal import Proposal
from assess.model.rubric import Rubric
from assess.study.build import study_view
from assess.study.study import finished
from assess.study.templates import Templates

KINDS = ("principles", "safeguards", "grid")
"""The annexes there are. The template of each is `<lang>/annex-<kind>.md.j2`."""


def annex(kind: str, rubric: Rubric, proposal: Proposal, assessment: Assessment, lang: str, templates: Templates) -> str:
    """The annex *kind* for *proposal*, assessed under *rubric*, in *lang*: Markdown without front matter or passages.

    Raises `TemplateFault` for a mistake in a user's own template.
    """
    if kind not in KINDS:
        raise ValueError(kind)
    view = study_view(rubric, proposal, assessment, templates.outline, lang, annex=True)
    return finished(templates.render(f"{lang}/annex-{kind}.md.j2", lang, marked=False, study=view), lang)
