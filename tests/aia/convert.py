"""A questionnaire written as an ordinary rubric: the text of the files `rubric.yaml`, `facts.yaml` and `scores.yaml`.

Every question is a fact. Its section and category gather its points; it applies when its page and itself are shown. A question
answered in free text, which has no points, is a fact with the one value `given`: others may depend on it, and it may be hidden.
"""

from __future__ import annotations

import json
import re
from html import unescape
from typing import TYPE_CHECKING, Final

from assess.yaml_source.nodes import plain
from tests.aia.conditions import every
from tests.aia.survey import MITIGATED, SCORED, SEVERAL, WRITTEN, Question, Survey, SurveyError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_TAG: Final = re.compile(r"<!--.*?-->|</?[A-Za-z][^>]*>", re.DOTALL)
_MARKDOWN: Final = re.compile(r"([\\`*_\[\]])")
NO_TEXT: Final = "…"
"""What stands for a text in which nothing can be seen."""
_BANDS: Final = (("level-1", "I", 1), ("level-2", "II", 2), ("level-3", "III", 3), ("level-4", "IV", 4))
"""Each level, its name, and the quarters of the greatest raw score that it goes up to, included."""


def rubric_files(survey: Survey, *, unanswered: str = "zero", identifier: str = "aia", version: str = "1.0.0") -> dict[str, str]:
    """The files of the rubric that *survey* is, by name. *unanswered* is `zero`, as in the original, or `unknown`. Raises `SurveyError`."""
    for category in SCORED:
        if all(question.category != category for question in survey.questions.values()):
            raise SurveyError(category, "no question of this category")
    return {
        "rubric.yaml": _file(_head(unanswered, identifier, version)),
        "facts.yaml": _file(_facts(survey)),
        "scores.yaml": _file(_scores(survey)),
    }


def _file(lines: Iterable[str]) -> str:
    return "\n".join(lines) + "\n"


def quoted(text: str) -> str:
    """*text* as a YAML scalar between quotes."""
    return json.dumps(text, ensure_ascii=False)


def named(name: str) -> str:
    """The id *name* as a YAML scalar: between quotes only where YAML would read something else, such as `null`."""
    return name if plain(name) == name else quoted(name)


def prose(text: str, otherwise: str) -> str:
    """*text* as the inline Markdown of a rubric: without HTML, on one line, its signs taken as they are; *otherwise* when it is blank."""
    words = unescape(_TAG.sub(" ", text)), otherwise, NO_TEXT
    said = next(found for found in map(_visible, words) if found)
    return _MARKDOWN.sub(r"\\\1", said).replace("<", "&lt;")


def _visible(text: str) -> str:
    line = " ".join(text.split())
    return "".join(character for character in line if character.isprintable()).strip()


def _texts(fr: str, en: str) -> str:
    return f"{{fr: {quoted(fr)}, en: {quoted(en)}}}"


def _head(unanswered: str, identifier: str, version: str) -> Iterator[str]:
    yield "rubric:"
    yield f"  id: {named(identifier)}"
    yield f"  version: {quoted(version)}"
    yield "  languages: [fr, en]"
    yield f"  title: {_texts('Évaluation de l’incidence algorithmique', 'Algorithmic Impact Assessment')}"
    description = (
        "La méthode du Gouvernement du Canada pour les systèmes décisionnels automatisés.",
        "The method of the Government of Canada for automated decision systems.",
    )
    yield f"  description: {_texts(*description)}"
    yield f"  unanswered: {unanswered}"


def _facts(survey: Survey) -> Iterator[str]:
    yield "facts:"
    for question in survey.questions.values():
        yield from _fact(question, survey)


def _fact(question: Question, survey: Survey) -> Iterator[str]:
    text = _texts(*(prose(question.text[lang], question.name) for lang in ("fr", "en")))
    yield f"  {named(survey.ids.of(question.name))}:"
    yield f"    title: {text}"
    yield f"    question: {text}"
    yield f"    kind: {'several' if question.how == SEVERAL else 'one'}"
    yield f"    section: {named(survey.sections.of(question.section))}"
    yield f"    category: {named(question.category)}"
    if question.visible_if:
        yield f"    applies: {quoted(every(question.visible_if, survey))}"
    if question.scored and question.max is not None:
        yield f"    max_points: {question.max}"
    yield "    values:"
    for value, points in question.points.items():
        said = ("Réponse donnée", "Answer given") if question.how == WRITTEN else (prose(value, NO_TEXT),) * 2
        counted = f", points: {points}" if question.scored else ""
        yield f"      {quoted(survey.values[question.name].of(value))}: {_texts(*said)[:-1]}{counted}}}"


def _scores(survey: Survey) -> Iterator[str]:
    half = "points_max(mitigation) / 2"
    yield "terms:"
    yield f"  {MITIGATED}:"
    yield f"    title: {_texts('Mesures d’atténuation suffisantes', 'Sufficient mitigation')}"
    yield f'    when: "mitigation * 100 >= 80 * ({half})"'
    yield "tiers:"
    yield from _effect()
    yield "scores:"
    yield from _score("raw", "Incidence brute", "Raw impact", "points(risk)", "points_max(risk)")
    yield from _score("mitigation", "Atténuation", "Mitigation", "points(mitigation)", "points_max(mitigation)")
    current = f"if {MITIGATED} then round_half_up(raw * 0.85) else raw"
    yield from _score("current", "Incidence actuelle", "Current impact", current, "points_max(risk)")
    for name in survey.scored_sections():
        section = survey.sections.of(name)
        yield from _score(section, prose(name, section), prose(name, section), f"points({section})", f"points_max({section})")
    yield "outcome:"
    yield from _outcome()


def _score(name: str, fr: str, en: str, value: str, most: str) -> Iterator[str]:
    yield f"  {named(name)}:"
    yield f"    title: {_texts(fr, en)}"
    yield f"    value: {quoted(value)}"
    yield f"    max: {quoted(most)}"


def _effect() -> Iterator[str]:
    because = _texts("Au moins 80 % de la moitié des points d’atténuation.", "At least 80 % of half of the mitigation points.")
    yield "  mitigation-effect:"
    yield f"    title: {_texts('Effet de l’atténuation', 'Effect of mitigation')}"
    yield "    levels:"
    yield f"      none: {_texts('Aucun', 'None')}"
    yield f"      reduced: {_texts('Incidence réduite de 15 %', 'Impact reduced by 15 %')}"
    yield "    combine: first"
    yield "    default: none"
    yield f"    rules: {{sufficient: {{when: {MITIGATED}, level: reduced, because: {because}}}}}"


def _outcome() -> Iterator[str]:
    yield "  values:"
    for level, figure, _ in _BANDS:
        yield f"    {level}: {_texts(f'Niveau {figure}', f'Level {figure}')}"
    yield "  rules:"
    for level, _, quarters in _BANDS:
        part = f"{25 * quarters} %"
        because = _texts(f"Au plus {part} de l’incidence brute maximale.", f"At most {part} of the greatest raw impact.")
        yield f"    up-to-{level}:"
        yield f'      when: "current * 4 <= {quarters} * points_max(risk)"'
        yield f"      value: {level}"
        yield f"      because: {because}"
