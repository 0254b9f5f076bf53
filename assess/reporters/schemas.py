"""The JSON Schemas (draft 2020-12) of an assessment, of a proposal under a rubric, and of one YAML file of a rubric."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from assess.model.constants import ACTIONS, FACT_KINDS, IMPACTS, LANGUAGES, NORMS, STAGES, STUDY_SECTIONS
from assess.model.law import CERTAINTIES, STATUSES
from assess.model.rubric import Fact, Rubric

DIALECT = "https://json-schema.org/draft/2020-12/schema"
Schema = dict[str, Any]

STRING: Schema = {"type": "string"}
NUMBER: Schema = {"type": "number"}
FLAG: Schema = {"type": "boolean"}
TEXTS: Schema = {"type": "array", "items": STRING}
DATE: Schema = {"type": "string", "format": "date"}
NUMBER_OR_TEXT: Schema = {"type": ["string", "integer"]}
ID = "^[A-Za-z][A-Za-z0-9_-]*$"


def closed(properties: Schema, required: Iterable[str] | None = None) -> Schema:
    """An object with these *properties* and no others; all are required, or those named."""
    required = list(properties if required is None else required)
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def needing(properties: Schema, *required: str) -> Schema:
    """An object of which only the *required* properties must be there."""
    return closed(properties, [name for name in properties if name in required])


def listed(items: Schema) -> Schema:
    """A list of *items*."""
    return {"type": "array", "items": items}


def one_of(*values: str | None) -> Schema:
    """One of these *values*."""
    return {"enum": list(values)}


SPAN = closed({"low": NUMBER, "high": NUMBER})
POSSIBLE: Schema = {"possible": TEXTS}
MAYBE: Schema = {"type": ["string", "null"]}
KNOWN = one_of("yes", "no", "unknown")


def assessment_schema() -> Schema:
    """The schema of one assessment."""
    count = {"type": "array", "items": {"type": "integer", "minimum": 0}, "minItems": 2, "maxItems": 2}
    score = closed({"low": NUMBER, "high": NUMBER, "max": NUMBER})
    status = one_of("met", "gap", "undetermined")
    principle = {"id": STRING, "score": {"anyOf": [SPAN, {"type": "null"}]}, "required": SPAN, "floors": TEXTS, "status": status}
    safeguard = {"id": STRING, "required": KNOWN, "min_instrument": MAYBE, "possible_instruments": TEXTS}
    safeguard |= {"status": one_of("present", "planned", "absent", "unknown", "not-applicable"), "met": KNOWN}
    line = {"id": STRING, "status": one_of("raised", "clear", "undetermined")}
    line |= {"cured_by": one_of("nothing", "statute", "regulation", "answer"), "because": TEXTS, "sources": TEXTS}
    condition = {"id": STRING, "text": STRING, "certainty": one_of("certain", "possible"), "norm": MAYBE}
    condition |= {"blocks": TEXTS, "because": MAYBE, "sources": TEXTS}
    way = {"action": one_of(*ACTIONS), "norm": one_of(*NORMS, None)}
    pathway = closed({"possible": listed(closed(way)), "conditions": listed(closed(condition)), "because": TEXTS})
    properties = {
        "format": {"const": 1},
        "tool": closed({"name": STRING, "version": STRING}),
        "proposal": closed({"id": STRING, "title": STRING, "technology": STRING, "path": STRING, "sha256": STRING}),
        "rubric": closed({"id": STRING, "version": STRING, "sha256": STRING}),
        "as_of": DATE,
        "answered": closed({"facts": count, "criteria": count, "safeguards": count}),
        "set_aside": TEXTS,
        "assumed": TEXTS,
        "regime": closed(POSSIBLE | {"sources": TEXTS}),
        "tiers": {"type": "object", "additionalProperties": closed(POSSIBLE | {"because": TEXTS})},
        "scores": {"type": "object", "additionalProperties": score},
        "principles": listed(closed(principle)),
        "safeguards": listed(closed(safeguard)),
        "red_lines": listed(closed(line)),
        "pathway": {"anyOf": [pathway, {"type": "null"}]},
        "outcome": closed(POSSIBLE),
        "deciding": listed(closed({"id": STRING})),
    }
    return {"$schema": DIALECT, "title": "assessment"} | closed(properties)


def proposal_schema(rubric: Rubric, lang: str) -> Schema:
    """The schema of a proposal under *rubric*, so that an editor completes its names; descriptions in *lang*."""
    facts = {fact.id: fact for fact in rubric.facts}
    technology = facts.pop("technology", None)
    records = {name: fact for name, fact in facts.items() if fact.kind == "record"}
    properties: Schema = {
        "format": {"const": 1},
        "id": {"type": "string", "pattern": ID},
        "title": STRING,
        "language": one_of(*LANGUAGES),
        "date": DATE,
        "stage": one_of(*STAGES),
        "rubric": STRING,
        "technology": one_of(*(value.id for value in technology.values)) if technology else STRING,
        "sponsor": needing({"organisation": STRING, "contact": STRING}),
        "facts": needing({name: _fact(fact, lang) for name, fact in facts.items() if name not in records}),
        "criteria": needing(_criteria(rubric, lang)),
        "safeguards": needing(_safeguards(rubric, lang)),
        "study": _STUDY,
    }
    properties |= {name: _record(fact, lang) for name, fact in records.items()} | _LISTS
    required = ("format", "id", "title", "date", "technology")
    return {"$schema": DIALECT, "title": f"proposal ({rubric.id} {rubric.version})"} | needing(properties, *required)


def _fact(fact: Fact, lang: str) -> Schema:
    ids = [value.id for value in fact.values]
    number = {"type": "number", "minimum": fact.low[0] / 10 ** fact.low[1], "maximum": fact.high[0] / 10 ** fact.high[1]}
    kinds: dict[str, Schema] = {
        "one": {"enum": ids},
        "several": {"type": "array", "items": {"enum": ids}},
        "number": number,
        "date": DATE,
    }
    value = kinds[fact.kind]
    long = needing({"value": value, "assumed": FLAG, "because": STRING}, "value")
    return {"description": fact.question[lang], "anyOf": [value, long]}


def _record(fact: Fact, lang: str) -> Schema:
    fields: Schema = {field.id: one_of(*(value.id for value in field.values)) for field in fact.fields}
    return {"description": fact.question[lang]} | needing(fields | {"title": STRING, "because": STRING, "assumed": FLAG})


def _criteria(rubric: Rubric, lang: str) -> Schema:
    piece = {"title": STRING, "grade": one_of(*(grade.id for grade in rubric.grades)), "independent": FLAG, "protocol_published": FLAG}
    evidence = listed(needing(piece | {"date": DATE, "expires": DATE, "file": STRING, "url": STRING}, "title", "grade"))
    schemas = {}
    for criterion in rubric.criteria:
        levels: list[int | str] = [0, 1, 2, 3, 4, *(["not-applicable"] if criterion.not_applicable else [])]
        answer = needing({"level": {"enum": levels}, "because": STRING, "evidence": evidence, "assumed": FLAG}, "level")
        schemas[criterion.id] = {"description": criterion.question[lang]} | answer
    return schemas


def _safeguards(rubric: Rubric, lang: str) -> Schema:
    where = needing({"instrument": one_of(*(instrument.id for instrument in rubric.instruments)), "ref": STRING})
    schemas = {}
    for safeguard in rubric.safeguards:
        if safeguard.derived is not None:
            continue
        statuses = ["present", "planned", "absent", *(["not-applicable"] if safeguard.not_applicable else [])]
        answer = {"status": one_of(*statuses), "where": where, "clause": STRING, "because": STRING, "assumed": FLAG}
        schemas[safeguard.id] = {"description": safeguard.question[lang]} | needing(answer, "status")
    return schemas


_STUDY = needing(dict.fromkeys(STUDY_SECTIONS, STRING))
_IMPACT = {"who": STRING, "kind": one_of(*IMPACTS), "low": NUMBER, "high": NUMBER, "unit": STRING, "year": NUMBER_OR_TEXT}
_IMPACT |= {"method": STRING, "source": STRING, "text": STRING}
_OPTION = {"title": STRING, "proposal": STRING, "nothing": FLAG, "retained": FLAG, "less_intrusive": FLAG}
_OPTION |= dict.fromkeys(("description", "advantages", "drawbacks", "cost", "because"), STRING)
_CONSULTATION = {"who": STRING, "when": DATE, "mandatory": FLAG, "object": STRING, "opinion": STRING, "reply": STRING}
_ARTICLE = {"id": NUMBER_OR_TEXT, "title": STRING, "object": STRING, "implementing": TEXTS, "competent": STRING, "study": _STUDY}
_LISTS = {
    "impacts": listed(needing(_IMPACT, "who", "kind")),
    "options": listed(needing(_OPTION, "title")),
    "consultations": listed(needing(_CONSULTATION, "who")),
    "articles": listed(needing(_ARTICLE, "id")),
}

TEXT: Schema = {"type": "object", "additionalProperties": STRING}
CONDITION: Schema = {"type": ["string", "boolean"]}
WHOLE: Schema = {"type": "integer", "minimum": 0}
VALUE: Schema = {"type": "object", "additionalProperties": {"anyOf": [STRING, TEXT, {"type": "integer"}]}}
CITATION = needing({"ref": STRING, "at": {"type": ["string", "number"]}, "certainty": one_of(*CERTAINTIES), "note": TEXT}, "ref")
SOURCES = listed({"anyOf": [STRING, CITATION]})


def named(inner: Schema) -> Schema:
    """Entries under ids."""
    return {"type": "object", "propertyNames": {"pattern": ID}, "additionalProperties": inner}


def texts(*names: str) -> Schema:
    """Properties that are texts in every language."""
    return dict.fromkeys(names, TEXT)


def rule(**more: Schema) -> Schema:
    """A rule: a condition, what it concludes, why."""
    return needing({"when": CONDITION, **more, "because": TEXT, "sources": SOURCES}, "when")


_QUALIFIED: Schema = {"pattern": "^(fact|criterion|safeguard):."}
_RENAMED = closed({"to": {"type": "string"} | _QUALIFIED, "since": STRING})
_RETIRED = closed({"since": STRING, "because": TEXT})
_CHANGE: Schema = {"version": STRING, "date": STRING, "what": TEXT, "law": TEXTS, "dates": TEXTS, "examples": TEXTS}
_HISTORY = {
    "renamed": {"type": "object", "propertyNames": _QUALIFIED, "additionalProperties": _RENAMED},
    "retired": {"type": "object", "propertyNames": _QUALIFIED, "additionalProperties": _RETIRED},
    "changes": listed(needing(_CHANGE, "version", "date", "what")),
}
_LAW = texts("title", "cite", "requires") | {
    "dates": {"type": "object", "additionalProperties": one_of(*STATUSES)},
    "replaced_by": STRING,
    "source": needing({"title": STRING, "url": STRING}),
    "last_checked": STRING,
    "certainty": one_of(*CERTAINTIES),
}
_FACT = texts("title", "question", "help", "unit") | {
    "kind": one_of(*FACT_KINDS),
    "choice": FLAG,
    "applies": CONDITION,
    "values": named(VALUE),
    "fields": named(needing({"title": TEXT, "values": named(VALUE)})),
    "min": {},
    "max": {},
    "section": STRING,
    "category": STRING,
    "max_points": {"type": "integer"},
    "sources": SOURCES,
}
_CHOICE: Schema = {"title": TEXT, "values": named(VALUE), "rules": named(rule(value=STRING))}
_TIER = {"title": TEXT, "levels": named(VALUE), "combine": STRING, "default": STRING, "rules": named(rule(level=STRING))}
_CRITERION = texts("title", "question", "weight_because", "condition") | {"weight": WHOLE, "applies": CONDITION}
_CRITERION |= {"not_applicable": FLAG, "evidence": {"type": "object"}, "evidence_valid_months": WHOLE}
_CRITERION |= {"levels": closed(texts(*"01234")), "sources": SOURCES}
_PRINCIPLE = texts("title", "heart", "guidance", "condition") | {"sources": SOURCES}
_PRINCIPLE |= {"criteria": named(needing(_CRITERION, "title", "question", "levels", "condition"))}
_REQUIREMENT = {"principle": STRING, "floor": STRING, "score": WHOLE, "level": WHOLE, "when": CONDITION}
_REQUIREMENT |= {"blocks": TEXTS, "because": TEXT, "sources": SOURCES}
_SAFEGUARD = texts("title", "question", "condition", "clause") | {"not_applicable": FLAG, "derived": CONDITION, "in_text": FLAG}
_SAFEGUARD |= {"sources": SOURCES, "required": named(rule(min_instrument=STRING, blocks=TEXTS))}
_LINE = texts("title", "because", "condition") | {"when": CONDITION, "cured_by": STRING, "sources": SOURCES}
_ATTENTION = {"text": TEXT, "criteria": TEXTS, "safeguards": TEXTS, "sources": SOURCES}
_TECHNOLOGY = {
    "what": TEXT,
    "facts": {"type": "object", "additionalProperties": {"anyOf": [STRING, FLAG, TEXTS]}},
    "attention": named(needing(_ATTENTION, "text")),
    "precedents": SOURCES,
    "frame": listed(needing({"since": STRING, "text": TEXT, "sources": SOURCES}, "since", "text")),
    "sources": SOURCES,
}
_PATHWAY = {"actions": named(VALUE), "norms": named(VALUE), "action_rules": named(rule(action=STRING))}
_PATHWAY |= {"norm_rules": named(rule(norm=STRING)), "conditions": named(rule(text=TEXT, norm=STRING))}


def rubric_schema() -> Schema:
    """The schema of one file of a rubric; what conditions mean is checked by `assess rubric check`."""
    properties = {
        "rubric": {"type": "object"},
        "sources": named({"type": "object"}),
        "law": named(needing(_LAW, "title", "cite", "requires", "dates", "certainty")),
        "facts": named(needing(_FACT, "kind", "title", "question")),
        "terms": named(needing({"when": CONDITION, "title": TEXT, "because": TEXT, "sources": SOURCES}, "when")),
        "tiers": named(needing(_TIER, "title", "levels")),
        "regime": needing(_CHOICE, "values", "rules"),
        "principles": named(needing(_PRINCIPLE, "title", "criteria")),
        "requirements": named(needing(_REQUIREMENT, "when", "because")),
        "safeguards": named(needing(_SAFEGUARD, "title", "question", "condition")),
        "red_lines": named(needing(_LINE, "title", "when", "cured_by")),
        "pathway": needing(_PATHWAY, "actions", "norms", "action_rules", "norm_rules"),
        "scores": named(closed({"title": TEXT, "value": NUMBER_OR_TEXT, "max": NUMBER_OR_TEXT})),
        "outcome": needing(_CHOICE, "values", "rules"),
        "technologies": named(needing(_TECHNOLOGY, "what")),
    } | _HISTORY
    return {"$schema": DIALECT, "title": "rubric"} | needing(properties)
