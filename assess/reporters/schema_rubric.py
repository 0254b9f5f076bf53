"""The JSON Schema of one YAML file of a rubric; what conditions mean is checked by `assess rubric check`."""

from __future__ import annotations

from assess.model.law import CERTAINTIES, STATUSES
from assess.reporters.schema import DIALECT, FLAG, STRING, TEXTS, Schema, closed, listed, one_of

ID = "^[A-Za-z][A-Za-z0-9_-]*$"
TEXT: Schema = {"type": "object", "additionalProperties": STRING}
CONDITION: Schema = {"type": ["string", "boolean"]}
WHOLE: Schema = {"type": "integer", "minimum": 0}
VALUE: Schema = {"type": "object", "additionalProperties": {"anyOf": [STRING, TEXT, {"type": "integer"}]}}
CITATION = closed(
    {"ref": STRING, "at": {"type": ["string", "number"]}, "certainty": one_of(*CERTAINTIES), "note": TEXT},
    optional=("at", "certainty", "note"),
)
SOURCES = listed({"anyOf": [STRING, CITATION]})


def named(inner: Schema) -> Schema:
    """Entries under ids."""
    return {"type": "object", "propertyNames": {"pattern": ID}, "additionalProperties": inner}


def needing(properties: Schema, *required: str) -> Schema:
    """An object of which only the *required* properties must be there."""
    return closed(properties, optional=tuple(name for name in properties if name not in required))


def texts(*names: str) -> Schema:
    """Properties that are texts in every language."""
    return dict.fromkeys(names, TEXT)


def rule(**more: Schema) -> Schema:
    """A rule: a condition, what it concludes, why."""
    return needing({"when": CONDITION, **more, "because": TEXT, "sources": SOURCES}, "when")


def rubric_schema() -> Schema:
    """The schema of one file."""
    choice = needing({"title": TEXT, "values": named(VALUE), "rules": named(rule(value=STRING))}, "values", "rules")
    term = needing({"when": CONDITION, "title": TEXT, "because": TEXT, "sources": SOURCES}, "when")
    number: Schema = {"type": ["string", "integer"]}
    line = texts("title", "because", "condition") | {"when": CONDITION, "cured_by": STRING, "sources": SOURCES}
    properties = {
        "rubric": {"type": "object"},
        "sources": named({"type": "object"}),
        "law": named(_law()),
        "facts": named(_fact()),
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
    change = closed(
        {"version": STRING, "date": STRING, "what": TEXT, "law": TEXTS, "dates": TEXTS, "examples": TEXTS},
        optional=("law", "dates", "examples"),
    )
    return {
        "renamed": {"type": "object", "propertyNames": qualified, "additionalProperties": renamed},
        "retired": {"type": "object", "propertyNames": qualified, "additionalProperties": retired},
        "changes": listed(change),
    }


def _law() -> Schema:
    dates: Schema = {"type": "object", "additionalProperties": one_of(*STATUSES)}
    origin = needing({"title": STRING, "url": STRING})
    law = texts("title", "cite", "requires") | {"dates": dates, "replaced_by": STRING, "source": origin}
    return needing(law | {"last_checked": STRING, "certainty": one_of(*CERTAINTIES)}, "title", "cite", "requires", "dates", "certainty")


def _fact() -> Schema:
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
