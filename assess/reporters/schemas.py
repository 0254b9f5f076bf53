"""The JSON Schemas (draft 2020-12) of an assessment, of a proposal under a rubric, and of one YAML file of a rubric."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from assess.model.constants import ACTIONS, IMPACTS, LANGUAGES, NORMS, STAGES, STUDY_SECTIONS
from assess.model.law import CERTAINTIES, STATUSES
from assess.model.rubric import Fact, Rubric

DIALECT = "https://json-schema.org/draft/2020-12/schema"
Schema = dict[str, Any]

STRING: Schema = {"type": "string"}
NUMBER: Schema = {"type": "number"}
FLAG: Schema = {"type": "boolean"}
TEXTS: Schema = {"type": "array", "items": STRING}


def closed(properties: Schema, required: Iterable[str] | None = None) -> Schema:
    """An object with these *properties* and no others; all are required, or those named."""
    required = list(properties if required is None else required)
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def needing(properties: Schema, *required: str) -> Schema:
    """An object of which only the *required* properties must be there."""
    return closed(properties, [name for name in properties if name in required])


def nullable(schema: Schema) -> Schema:
    """What *schema* describes, or nothing."""
    return {"anyOf": [schema, {"type": "null"}]}


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
    principle = {"id": STRING, "score": nullable(SPAN), "required": SPAN, "floors": TEXTS, "status": status}
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
        "as_of": {"type": "string", "format": "date"},
        "answered": closed({"facts": count, "criteria": count, "safeguards": count}),
        "set_aside": TEXTS,
        "assumed": TEXTS,
        "regime": closed(POSSIBLE | {"sources": TEXTS}),
        "tiers": {"type": "object", "additionalProperties": closed(POSSIBLE | {"because": TEXTS})},
        "scores": {"type": "object", "additionalProperties": score},
        "principles": listed(closed(principle)),
        "safeguards": listed(closed(safeguard)),
        "red_lines": listed(closed(line)),
        "pathway": nullable(pathway),
        "outcome": closed(POSSIBLE),
        "deciding": listed(closed({"id": STRING})),
    }
    return {"$schema": DIALECT, "title": "assessment"} | closed(properties)


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
        "sponsor": needing({"organisation": STRING, "contact": STRING}),
        "facts": needing({name: _fact(fact, lang) for name, fact in facts.items() if name not in records}),
        "criteria": needing(_criteria(rubric, lang, date)),
        "safeguards": needing(_safeguards(rubric, lang)),
        "study": needing(dict.fromkeys(STUDY_SECTIONS, STRING)),
    }
    properties |= {name: _record(fact, lang) for name, fact in records.items()} | _lists(date)
    required = ("format", "id", "title", "date", "technology")
    return {"$schema": DIALECT, "title": f"proposal ({rubric.id} {rubric.version})"} | needing(properties, *required)


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
    long = needing({"value": value, "assumed": FLAG, "because": STRING}, "value")
    return {"description": fact.question[lang], "anyOf": [value, long]}


def _record(fact: Fact, lang: str) -> Schema:
    fields: Schema = {field.id: one_of(*(value.id for value in field.values)) for field in fact.fields}
    return {"description": fact.question[lang]} | needing(fields | {"title": STRING, "because": STRING, "assumed": FLAG})


def _criteria(rubric: Rubric, lang: str, date: Schema) -> Schema:
    piece = {"title": STRING, "grade": one_of(*(grade.id for grade in rubric.grades)), "independent": FLAG, "protocol_published": FLAG}
    evidence = listed(needing(piece | {"date": date, "expires": date, "file": STRING, "url": STRING}, "title", "grade"))
    schemas = {}
    for criterion in (criterion for principle in rubric.principles for criterion in principle.criteria):
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


def _lists(date: Schema) -> Schema:
    year = {"type": ["string", "integer"]}
    impact = {"who": STRING, "kind": one_of(*IMPACTS), "low": NUMBER, "high": NUMBER, "unit": STRING, "year": year}
    impact |= {"method": STRING, "source": STRING, "text": STRING}
    option = {"title": STRING, "proposal": STRING, "nothing": FLAG, "retained": FLAG, "less_intrusive": FLAG}
    option |= dict.fromkeys(("description", "advantages", "drawbacks", "cost", "because"), STRING)
    consultation = {"who": STRING, "when": date, "mandatory": FLAG, "object": STRING, "opinion": STRING, "reply": STRING}
    article = {"id": {"type": ["string", "integer"]}, "title": STRING, "object": STRING, "implementing": TEXTS, "competent": STRING}
    article["study"] = needing(dict.fromkeys(STUDY_SECTIONS, STRING))
    return {
        "impacts": listed(needing(impact, "who", "kind")),
        "options": listed(needing(option, "title")),
        "consultations": listed(needing(consultation, "who")),
        "articles": listed(needing(article, "id")),
    }


ID = "^[A-Za-z][A-Za-z0-9_-]*$"
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


def rubric_schema() -> Schema:
    """The schema of one file of a rubric; what conditions mean is checked by `assess rubric check`."""
    choice = needing({"title": TEXT, "values": named(VALUE), "rules": named(rule(value=STRING))}, "values", "rules")
    term = needing({"when": CONDITION, "title": TEXT, "because": TEXT, "sources": SOURCES}, "when")
    number: Schema = {"type": ["string", "integer"]}
    line = texts("title", "because", "condition") | {"when": CONDITION, "cured_by": STRING, "sources": SOURCES}
    properties = {
        "rubric": {"type": "object"},
        "sources": named({"type": "object"}),
        "law": named(_law()),
        "facts": named(_fact_entry()),
        "terms": named(term),
        "tiers": named(_tier()),
        "regime": choice,
        "principles": named(_principle()),
        "requirements": named(_requirement()),
        "safeguards": named(_safeguard()),
        "red_lines": named(needing(line, "title", "when", "cured_by")),
        "pathway": _pathway(),
        "scores": named(closed({"title": TEXT, "value": number, "max": number})),
        "outcome": choice,
        "technologies": named(_technology()),
    } | _history()
    return {"$schema": DIALECT, "title": "rubric"} | needing(properties)


def _history() -> Schema:
    """What was renamed, retired, changed."""
    qualified: Schema = {"pattern": "^(fact|criterion|safeguard):."}
    renamed = closed({"to": {"type": "string"} | qualified, "since": STRING})
    retired = closed({"since": STRING, "because": TEXT})
    change: Schema = {"version": STRING, "date": STRING, "what": TEXT, "law": TEXTS, "dates": TEXTS, "examples": TEXTS}
    return {
        "renamed": {"type": "object", "propertyNames": qualified, "additionalProperties": renamed},
        "retired": {"type": "object", "propertyNames": qualified, "additionalProperties": retired},
        "changes": listed(needing(change, "version", "date", "what")),
    }


def _law() -> Schema:
    dates: Schema = {"type": "object", "additionalProperties": one_of(*STATUSES)}
    origin = needing({"title": STRING, "url": STRING})
    law = texts("title", "cite", "requires") | {"dates": dates, "replaced_by": STRING, "source": origin}
    return needing(law | {"last_checked": STRING, "certainty": one_of(*CERTAINTIES)}, "title", "cite", "requires", "dates", "certainty")


def _fact_entry() -> Schema:
    fields = named(needing({"title": TEXT, "values": named(VALUE)}))
    fact = texts("title", "question", "help", "unit") | {"kind": one_of("one", "several", "number", "date", "record")}
    fact |= {"choice": FLAG, "applies": CONDITION, "values": named(VALUE), "fields": fields, "min": {}, "max": {}}
    fact |= {"section": STRING, "category": STRING, "max_points": {"type": "integer"}, "sources": SOURCES}
    return needing(fact, "kind", "title", "question")


def _tier() -> Schema:
    rules = named(rule(level=STRING))
    return needing({"title": TEXT, "levels": named(VALUE), "combine": STRING, "default": STRING, "rules": rules}, "title", "levels")


def _principle() -> Schema:
    criterion = texts("title", "question", "weight_because", "condition") | {"weight": WHOLE, "applies": CONDITION}
    criterion |= {"not_applicable": FLAG, "evidence": {"type": "object"}, "evidence_valid_months": WHOLE}
    criterion |= {"levels": closed(texts(*"01234")), "sources": SOURCES}
    principle = texts("title", "heart", "guidance", "condition") | {"sources": SOURCES}
    principle["criteria"] = named(needing(criterion, "title", "question", "levels", "condition"))
    return needing(principle, "title", "criteria")


def _requirement() -> Schema:
    requirement = {"principle": STRING, "floor": STRING, "score": WHOLE, "level": WHOLE, "when": CONDITION}
    return needing(requirement | {"blocks": TEXTS, "because": TEXT, "sources": SOURCES}, "when", "because")


def _safeguard() -> Schema:
    safeguard = texts("title", "question", "condition", "clause") | {"not_applicable": FLAG, "derived": CONDITION, "in_text": FLAG}
    safeguard |= {"sources": SOURCES, "required": named(rule(min_instrument=STRING, blocks=TEXTS))}
    return needing(safeguard, "title", "question", "condition")


def _technology() -> Schema:
    attention = named(needing({"text": TEXT, "criteria": TEXTS, "safeguards": TEXTS, "sources": SOURCES}, "text"))
    period = needing({"since": STRING, "text": TEXT, "sources": SOURCES}, "since", "text")
    usual: Schema = {"type": "object", "additionalProperties": {"anyOf": [STRING, FLAG, TEXTS]}}
    technology: Schema = {"what": TEXT, "facts": usual, "attention": attention, "precedents": SOURCES, "frame": listed(period)}
    return needing(technology | {"sources": SOURCES}, "what")


def _pathway() -> Schema:
    pathway = {"actions": named(VALUE), "norms": named(VALUE), "action_rules": named(rule(action=STRING))}
    pathway |= {"norm_rules": named(rule(norm=STRING)), "conditions": named(rule(text=TEXT, norm=STRING))}
    return needing(pathway, "actions", "norms", "action_rules", "norm_rules")
