"""JSON Schemas (draft 2020-12) of the formats: assessments, proposals under a rubric, files of a rubric."""

from __future__ import annotations

from typing import Any

from assess.loading.proposal_lists import IMPACTS, SECTIONS
from assess.model.law import CERTAINTIES, STATUSES
from assess.model.rubric import Fact, Rubric

DIALECT = "https://json-schema.org/draft/2020-12/schema"
Schema = dict[str, Any]

STRING: Schema = {"type": "string"}
NUMBER: Schema = {"type": "number"}
FLAG: Schema = {"type": "boolean"}
TEXTS: Schema = {"type": "array", "items": STRING}


def closed(properties: Schema, *, optional: tuple[str, ...] = ()) -> Schema:
    """An object with these *properties* and no others; all are required but the *optional* ones."""
    required = [name for name in properties if name not in optional]
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def listed(items: Schema) -> Schema:
    """A list of *items*."""
    return {"type": "array", "items": items}


def one_of(*values: str | None) -> Schema:
    """One of these *values*."""
    return {"enum": list(values)}


def assessment_schema() -> Schema:
    """The schema of one assessment, as `score --format json` gives it."""
    span = closed({"low": NUMBER, "high": NUMBER})
    possible = {"possible": TEXTS}
    tri = one_of("yes", "no", "unknown")
    condition = {
        "id": STRING,
        "text": STRING,
        "certainty": one_of("certain", "possible"),
        "norm": {"type": ["string", "null"]},
        "blocks": TEXTS,
        "because": {"type": ["string", "null"]},
        "sources": TEXTS,
    }
    way = {
        "action": one_of("deploy", "experiment", "clarify", "debate", "stop"),
        "norm": one_of("current-law", "regulation", "statute", None),
    }
    pathway = closed({"possible": listed(closed(way)), "conditions": listed(closed(condition)), "because": TEXTS})
    count = {"type": "array", "items": {"type": "integer", "minimum": 0}, "minItems": 2, "maxItems": 2}
    return {"$schema": DIALECT, "title": "assessment"} | closed(
        {
            "format": {"const": 1},
            "tool": closed({"name": STRING, "version": STRING}),
            "proposal": closed({"id": STRING, "title": STRING, "technology": STRING, "path": STRING, "sha256": STRING}),
            "rubric": closed({"id": STRING, "version": STRING, "sha256": STRING}),
            "as_of": {"type": "string", "format": "date"},
            "answered": closed({"facts": count, "criteria": count, "safeguards": count}),
            "assumed": TEXTS,
            "regime": closed(possible | {"sources": TEXTS}),
            "tiers": {"type": "object", "additionalProperties": closed(possible | {"because": TEXTS})},
            "scores": {"type": "object", "additionalProperties": closed({"low": NUMBER, "high": NUMBER, "max": NUMBER})},
            "principles": listed(
                closed(
                    {
                        "id": STRING,
                        "score": {"anyOf": [span, {"type": "null"}]},
                        "required": span,
                        "floors": TEXTS,
                        "status": one_of("met", "gap", "undetermined"),
                    }
                )
            ),
            "safeguards": listed(
                closed(
                    {
                        "id": STRING,
                        "required": tri,
                        "min_instrument": {"type": ["string", "null"]},
                        "possible_instruments": TEXTS,
                        "status": one_of("present", "planned", "absent", "unknown", "not-applicable"),
                        "met": tri,
                    }
                )
            ),
            "red_lines": listed(
                closed(
                    {
                        "id": STRING,
                        "status": one_of("raised", "clear", "undetermined"),
                        "cured_by": one_of("nothing", "statute", "regulation", "answer"),
                        "because": TEXTS,
                        "sources": TEXTS,
                    }
                )
            ),
            "pathway": {"anyOf": [pathway, {"type": "null"}]},
            "outcome": closed(possible),
            "deciding": listed(closed({"id": STRING})),
        }
    )


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
        "language": one_of("fr", "en"),
        "date": date,
        "stage": one_of("exploration", "referral"),
        "rubric": STRING,
        "technology": one_of(*(value.id for value in technology.values)) if technology else STRING,
        "sponsor": closed({"organisation": STRING, "contact": STRING}, optional=("organisation", "contact")),
        "facts": _optional({name: _fact(fact, lang) for name, fact in facts.items() if name not in records}),
        "criteria": _optional(_criteria(rubric, lang, date)),
        "safeguards": _optional(_safeguards(rubric, lang)),
        "study": _optional(dict.fromkeys(SECTIONS, STRING)),
    }
    properties |= {name: _record(fact, lang) for name, fact in records.items()} | _lists(date)
    optional = tuple(name for name in properties if name not in ("format", "id", "title", "date", "technology"))
    return {"$schema": DIALECT, "title": f"proposal ({rubric.id} {rubric.version})"} | closed(properties, optional=optional)


def _optional(properties: Schema) -> Schema:
    return closed(properties, optional=tuple(properties))


def _fact(fact: Fact, lang: str) -> Schema:
    ids = [value.id for value in fact.values]
    number = {"type": "number", "minimum": fact.low[0] / 10 ** fact.low[1], "maximum": fact.high[0] / 10 ** fact.high[1]}
    value: Schema = {
        "one": {"enum": ids},
        "several": {"type": "array", "items": {"enum": ids}},
        "number": number,
        "date": {"type": "string", "format": "date"},
    }[fact.kind]
    long = closed({"value": value, "assumed": FLAG, "because": STRING}, optional=("assumed", "because"))
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
    article["study"] = _optional(dict.fromkeys(SECTIONS, STRING))
    return {
        "impacts": listed(closed(impact, optional=tuple(name for name in impact if name not in ("who", "kind")))),
        "options": listed(closed(option, optional=tuple(name for name in option if name != "title"))),
        "consultations": listed(closed(consultation, optional=tuple(name for name in consultation if name != "who"))),
        "articles": listed(closed(article, optional=tuple(name for name in article if name != "id"))),
    }


def rubric_schema() -> Schema:
    """The schema of one YAML file of a rubric; what conditions mean is checked by `assess rubric check`."""
    text: Schema = {"type": "object", "additionalProperties": STRING}
    citation = closed({"ref": STRING, "at": {"type": ["string", "number"]}, "certainty": one_of(*CERTAINTIES), "note": text}, optional=("at", "certainty", "note"))
    sources = listed({"anyOf": [STRING, citation]})
    condition: Schema = {"type": ["string", "boolean"]}
    value: Schema = {"type": "object", "additionalProperties": {"anyOf": [STRING, text, {"type": "integer"}]}}

    def named(inner: Schema) -> Schema:
        return {"type": "object", "propertyNames": {"pattern": "^[A-Za-z][A-Za-z0-9_-]*$"}, "additionalProperties": inner}

    def rule(**more: Schema) -> Schema:
        properties = {"when": condition, **more, "because": text, "sources": sources}
        return closed(properties, optional=("because", "sources", "min_instrument", "blocks", "norm", "title"))

    def several(properties: Schema, *required: str) -> Schema:
        return closed(properties, optional=tuple(name for name in properties if name not in required))

    level = {"type": "integer", "minimum": 0, "maximum": 100}
    fact = {name: text for name in ("title", "question", "help", "unit")} | {"kind": one_of("one", "several", "number", "date", "record")}
    fact |= {"choice": FLAG, "applies": condition, "values": named(value), "fields": named(several({"title": text, "values": named(value)}))}
    fact |= {"min": {}, "max": {}, "section": STRING, "category": STRING, "max_points": {"type": "integer"}, "sources": sources}
    criterion = {name: text for name in ("title", "question", "weight_because", "condition")} | {"weight": level, "applies": condition}
    criterion |= {"not_applicable": FLAG, "evidence": {"type": "object"}, "evidence_valid_months": {"type": "integer"}}
    criterion |= {"levels": closed(dict.fromkeys("01234", text)), "sources": sources}
    principle = {name: text for name in ("title", "heart", "guidance", "condition")} | {"sources": sources}
    principle["criteria"] = named(several(criterion, "title", "question", "levels", "condition"))
    requirement = {"principle": STRING, "floor": STRING, "score": level, "level": level, "when": condition, "blocks": TEXTS}
    requirement |= {"because": text, "sources": sources}
    safeguard = {name: text for name in ("title", "question", "condition", "clause")} | {"not_applicable": FLAG, "derived": condition}
    safeguard |= {"in_text": FLAG, "sources": sources, "required": named(rule(min_instrument=STRING, blocks=TEXTS))}
    line = {"title": text, "when": condition, "cured_by": STRING, "because": text, "condition": text, "sources": sources}
    law = {name: text for name in ("title", "cite", "requires")} | {"dates": {"type": "object", "additionalProperties": one_of(*STATUSES)}}
    law |= {"replaced_by": STRING, "source": several({"title": STRING, "url": STRING}), "last_checked": STRING, "certainty": one_of(*CERTAINTIES)}
    choice = several({"title": text, "values": named(value), "rules": named(rule(value=STRING))}, "values", "rules")
    tier = several({"title": text, "levels": named(value), "combine": STRING, "default": STRING, "rules": named(rule(level=STRING))}, "levels")
    pathway = {"actions": named(value), "norms": named(value), "action_rules": named(rule(action=STRING))}
    pathway |= {"norm_rules": named(rule(norm=STRING)), "conditions": named(rule(text=text, norm=STRING))}
    return {"$schema": DIALECT, "title": "rubric"} | several(
        {
            "rubric": {"type": "object"},
            "sources": named({"type": "object"}),
            "law": named(several(law, "title", "cite", "requires", "dates", "certainty")),
            "facts": named(several(fact, "kind", "title", "question")),
            "terms": named(several({"when": condition, "title": text, "because": text, "sources": sources}, "when")),
            "tiers": named(tier),
            "regime": choice,
            "principles": named(several(principle, "title", "criteria")),
            "requirements": named(several(requirement, "when", "because")),
            "safeguards": named(several(safeguard, "title", "question", "condition")),
            "red_lines": named(several(line, "title", "when", "cured_by")),
            "pathway": several(pathway, "actions", "norms", "action_rules", "norm_rules"),
            "scores": named(closed({"title": text, "value": {"type": ["string", "integer"]}, "max": {"type": ["string", "integer"]}})),
            "outcome": choice,
        }
    )
