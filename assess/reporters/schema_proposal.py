"""The JSON Schema of a proposal under a rubric, so that an editor completes its names."""

from __future__ import annotations

from assess.model.constants import IMPACTS, LANGUAGES, STAGES, STUDY_SECTIONS
from assess.model.rubric import Fact, Rubric
from assess.reporters.schema import DIALECT, FLAG, NUMBER, STRING, TEXTS, Schema, closed, listed, one_of


def proposal_schema(rubric: Rubric, lang: str) -> Schema:
    """The schema of a proposal under *rubric*, so that an editor completes its names; descriptions in *lang*."""
    facts = {fact.id: fact for fact in rubric.facts}
    technology = facts.pop("technology", None)
    records = {name: fact for name, fact in facts.items() if fact.kind == "record"}
    date = {"type": "string", "format": "date"}
    properties: Schema = {
        "format": {"const": 1},
        "id": {"type": "string", "pattern": "^[A-Za-z][A-Za-z0-9_-]*$"},
        "title": STRING,
        "language": one_of(*LANGUAGES),
        "date": date,
        "stage": one_of(*STAGES),
        "rubric": STRING,
        "technology": one_of(*(value.id for value in technology.values)) if technology else STRING,
        "sponsor": closed({"organisation": STRING, "contact": STRING}, optional=("organisation", "contact")),
        "facts": _optional({name: _fact(fact, lang) for name, fact in facts.items() if name not in records}),
        "criteria": _optional(_criteria(rubric, lang, date)),
        "safeguards": _optional(_safeguards(rubric, lang)),
        "study": _optional(dict.fromkeys(STUDY_SECTIONS, STRING)),
    }
    properties |= {name: _record(fact, lang) for name, fact in records.items()} | _lists(date)
    optional = tuple(name for name in properties if name not in ("format", "id", "title", "date", "technology"))
    return {"$schema": DIALECT, "title": f"proposal ({rubric.id} {rubric.version})"} | closed(properties, optional=optional)


def _optional(properties: Schema) -> Schema:
    return closed(properties, optional=tuple(properties))


def _fact(fact: Fact, lang: str) -> Schema:
    ids = [value.id for value in fact.values]
    number = {"type": "number", "minimum": fact.low[0] / 10 ** fact.low[1], "maximum": fact.high[0] / 10 ** fact.high[1]}
    kinds: dict[str, Schema] = {
        "one": {"enum": ids},
        "several": {"type": "array", "items": {"enum": ids}},
        "number": number,
        "date": {"type": "string", "format": "date"},
    }
    value = kinds[fact.kind]
    long: Schema = closed({"value": value, "assumed": FLAG, "because": STRING}, optional=("assumed", "because"))
    return {"description": fact.question[lang], "anyOf": [value, long]}


def _record(fact: Fact, lang: str) -> Schema:
    fields: Schema = {field.id: one_of(*(value.id for value in field.values)) for field in fact.fields}
    return {"description": fact.question[lang]} | _optional(fields | {"title": STRING, "because": STRING, "assumed": FLAG})


def _criteria(rubric: Rubric, lang: str, date: Schema) -> Schema:
    piece = closed(
        {
            "title": STRING,
            "grade": one_of(*(grade.id for grade in rubric.grades)),
            "independent": FLAG,
            "protocol_published": FLAG,
            "date": date,
            "expires": date,
            "file": STRING,
            "url": STRING,
        },
        optional=("independent", "protocol_published", "date", "expires", "file", "url"),
    )
    found = {}
    for criterion in (criterion for principle in rubric.principles for criterion in principle.criteria):
        levels: list[int | str] = [0, 1, 2, 3, 4, *(["not-applicable"] if criterion.not_applicable else [])]
        answer = closed(
            {"level": {"enum": levels}, "because": STRING, "evidence": listed(piece), "assumed": FLAG},
            optional=("because", "evidence", "assumed"),
        )
        found[criterion.id] = {"description": criterion.question[lang]} | answer
    return found


def _safeguards(rubric: Rubric, lang: str) -> Schema:
    where = _optional({"instrument": one_of(*(instrument.id for instrument in rubric.instruments)), "ref": STRING})
    found = {}
    for safeguard in rubric.safeguards:
        if safeguard.derived is not None:
            continue
        statuses = ["present", "planned", "absent", *(["not-applicable"] if safeguard.not_applicable else [])]
        answer = closed(
            {"status": one_of(*statuses), "where": where, "clause": STRING, "because": STRING, "assumed": FLAG},
            optional=("where", "clause", "because", "assumed"),
        )
        found[safeguard.id] = {"description": safeguard.question[lang]} | answer
    return found


def _lists(date: Schema) -> Schema:
    year = {"type": ["string", "integer"]}
    impact = {"who": STRING, "kind": one_of(*IMPACTS), "low": NUMBER, "high": NUMBER, "unit": STRING, "year": year}
    impact |= {"method": STRING, "source": STRING, "text": STRING}
    option = {"title": STRING, "proposal": STRING, "nothing": FLAG, "retained": FLAG, "less_intrusive": FLAG}
    option |= dict.fromkeys(("description", "advantages", "drawbacks", "cost", "because"), STRING)
    consultation = {"who": STRING, "when": date, "mandatory": FLAG, "object": STRING, "opinion": STRING, "reply": STRING}
    article = {"id": {"type": ["string", "integer"]}, "title": STRING, "object": STRING, "implementing": TEXTS, "competent": STRING}
    article["study"] = _optional(dict.fromkeys(STUDY_SECTIONS, STRING))
    return {
        "impacts": listed(closed(impact, optional=tuple(name for name in impact if name not in ("who", "kind")))),
        "options": listed(closed(option, optional=tuple(name for name in option if name != "title"))),
        "consultations": listed(closed(consultation, optional=tuple(name for name in consultation if name != "who"))),
        "articles": listed(closed(article, optional=tuple(name for name in article if name != "id"))),
    }
