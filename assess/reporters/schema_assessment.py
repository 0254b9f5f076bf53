"""The JSON Schema of an assessment, as `score --format json` gives it."""

from __future__ import annotations

from assess.reporters.schema import DIALECT, NUMBER, STRING, TEXTS, Schema, closed, listed, one_of

SPAN = closed({"low": NUMBER, "high": NUMBER})
POSSIBLE: Schema = {"possible": TEXTS}
MAYBE: Schema = {"type": ["string", "null"]}
KNOWN = one_of("yes", "no", "unknown")


def assessment_schema() -> Schema:
    """The schema of one assessment."""
    count = {"type": "array", "items": {"type": "integer", "minimum": 0}, "minItems": 2, "maxItems": 2}
    score = closed({"low": NUMBER, "high": NUMBER, "max": NUMBER})
    properties = {
        "format": {"const": 1},
        "tool": closed({"name": STRING, "version": STRING}),
        "proposal": closed({"id": STRING, "title": STRING, "technology": STRING, "path": STRING, "sha256": STRING}),
        "rubric": closed({"id": STRING, "version": STRING, "sha256": STRING}),
        "as_of": {"type": "string", "format": "date"},
        "answered": closed({"facts": count, "criteria": count, "safeguards": count}),
        "assumed": TEXTS,
        "regime": closed(POSSIBLE | {"sources": TEXTS}),
        "tiers": {"type": "object", "additionalProperties": closed(POSSIBLE | {"because": TEXTS})},
        "scores": {"type": "object", "additionalProperties": score},
        "principles": listed(_principle()),
        "safeguards": listed(_safeguard()),
        "red_lines": listed(_red_line()),
        "pathway": {"anyOf": [_pathway(), {"type": "null"}]},
        "outcome": closed(POSSIBLE),
        "deciding": listed(closed({"id": STRING})),
    }
    return {"$schema": DIALECT, "title": "assessment"} | closed(properties)


def _principle() -> Schema:
    return closed(
        {
            "id": STRING,
            "score": {"anyOf": [SPAN, {"type": "null"}]},
            "required": SPAN,
            "floors": TEXTS,
            "status": one_of("met", "gap", "undetermined"),
        }
    )


def _safeguard() -> Schema:
    return closed(
        {
            "id": STRING,
            "required": KNOWN,
            "min_instrument": MAYBE,
            "possible_instruments": TEXTS,
            "status": one_of("present", "planned", "absent", "unknown", "not-applicable"),
            "met": KNOWN,
        }
    )


def _red_line() -> Schema:
    return closed(
        {
            "id": STRING,
            "status": one_of("raised", "clear", "undetermined"),
            "cured_by": one_of("nothing", "statute", "regulation", "answer"),
            "because": TEXTS,
            "sources": TEXTS,
        }
    )


def _pathway() -> Schema:
    condition = {
        "id": STRING,
        "text": STRING,
        "certainty": one_of("certain", "possible"),
        "norm": MAYBE,
        "blocks": TEXTS,
        "because": MAYBE,
        "sources": TEXTS,
    }
    way = {
        "action": one_of("deploy", "experiment", "clarify", "debate", "stop"),
        "norm": one_of("current-law", "regulation", "statute", None),
    }
    return closed({"possible": listed(closed(way)), "conditions": listed(closed(condition)), "because": TEXTS})
