"""Random small rubrics, as the data of their file: facts of every kind, terms, tiers of every way to combine, and all that rests on them.

A condition may use only what comes before it, as in a rubric without cycles.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from assess.loading.rubric import load_rubric
from assess.model.rubric import Rubric
from assess.yaml_source.document import read_document

TEXT = {"fr": "texte", "en": "text"}
DAYS = ("2020-01-01", "2022-06-15", "2024-03-02", "2026-12-31")
INSTRUMENTS = ("contract", "decree", "statute")
GRADES = ("claim", "test", "field")
ACTIONS = ("deploy", "experiment", "clarify", "debate", "stop")
NORMS = ("current-law", "regulation", "statute")
CURES = ("nothing", "statute", "regulation", "answer")
ORDER = ("==", "!=", "<", "<=", ">", ">=")
Data = dict[str, Any]


@dataclass
class Known:
    """What conditions may use so far."""

    closed: dict[str, list[str]] = field(default_factory=dict)
    several: dict[str, list[str]] = field(default_factory=dict)
    ordered: dict[str, list[str]] = field(default_factory=dict)
    numbers: list[str] = field(default_factory=list)
    dates: list[str] = field(default_factory=list)
    truths: list[str] = field(default_factory=list)
    """Whole conditions: terms, calls."""
    points: list[str] = field(default_factory=list)


@st.composite
def conditions(draw: DrawFn, known: Known, depth: int = 2) -> str:
    kind = draw(st.sampled_from(("atom", "atom", "and", "or", "not"))) if depth else "atom"
    if kind == "not":
        return f"not ({draw(conditions(known, depth - 1))})"
    if kind in ("and", "or"):
        return f"({draw(conditions(known, depth - 1))}) {kind} ({draw(conditions(known, depth - 1))})"
    makers = [
        *([closed_atoms] if known.closed else []),
        *([several_atoms] if known.several else []),
        *([ordered_atoms] if known.ordered else []),
        *([date_atoms] if known.dates else []),
        *([truths] * (1 + len(known.truths) // 8) if known.truths else []),
        comparisons,
    ]
    return draw(draw(st.sampled_from(makers))(known))


def truths(known: Known) -> st.SearchStrategy[str]:
    return st.sampled_from([*known.truths, "true", "false"])


@st.composite
def closed_atoms(draw: DrawFn, known: Known) -> str:
    name = draw(st.sampled_from(sorted(known.closed)))
    values = known.closed[name]
    if draw(st.booleans()):
        return f"{name} {draw(st.sampled_from(('==', '!=')))} {draw(st.sampled_from(values))}"
    return f"{name} in ({', '.join(draw(st.lists(st.sampled_from(values), min_size=1, max_size=3, unique=True)))})"


@st.composite
def several_atoms(draw: DrawFn, known: Known) -> str:
    name = draw(st.sampled_from(sorted(known.several)))
    values = draw(st.lists(st.sampled_from(known.several[name]), min_size=1, max_size=3, unique=True))
    return f"{name} has {draw(st.sampled_from(('any', 'all', 'only')))} ({', '.join(values)})"


@st.composite
def ordered_atoms(draw: DrawFn, known: Known) -> str:
    name = draw(st.sampled_from(sorted(known.ordered)))
    return f"{name} {draw(st.sampled_from(ORDER))} {draw(st.sampled_from(known.ordered[name]))}"


@st.composite
def date_atoms(draw: DrawFn, known: Known) -> str:
    left = draw(st.sampled_from([*known.dates, "as_of"]))
    right = draw(st.sampled_from([*known.dates, *DAYS]))
    return f"{left} {draw(st.sampled_from(ORDER))} {right}"


@st.composite
def comparisons(draw: DrawFn, known: Known) -> str:
    return f"{draw(numbers(known))} {draw(st.sampled_from(ORDER))} {draw(numbers(known))}"


@st.composite
def numbers(draw: DrawFn, known: Known, depth: int = 1) -> str:
    kinds = ["written", *(["name"] * 3 if known.numbers else []), *(["points"] if known.points else [])]
    kind = draw(st.sampled_from([*kinds, *(["arithmetic", "if", "if", "round"] if depth else [])]))
    if kind == "written":
        return draw(st.sampled_from(("0", "1", "2", "3", "2.5", "7")))
    if kind == "name":
        return draw(st.sampled_from(known.numbers))
    if kind == "points":
        return draw(st.sampled_from(known.points))
    if kind == "round":
        return f"round_half_up({draw(numbers(known, 0))} / {draw(st.sampled_from(('2', '3', '1.5')))})"
    if kind == "if":
        return f"(if {draw(conditions(known, 0))} then {draw(numbers(known, 0))} else {draw(numbers(known, 0))})"
    op = draw(st.sampled_from(("+", "-", "*")))
    return f"({draw(numbers(known, 0))} {op} {draw(numbers(known, 0))})"


def rules(draw: DrawFn, known: Known, key: str, values: list[str], prefix: str) -> Data:
    """Up to three rules, each concluding one of *values* under *key*."""
    return {
        f"{prefix}{at}": {"when": draw(conditions(known)), key: draw(st.sampled_from(values)), "because": TEXT}
        for at in range(draw(st.integers(1, 3)))
    }


def closed_list(values: list[str]) -> Data:
    return dict.fromkeys(values, TEXT)


def fact(draw: DrawFn, known: Known, name: str, kind: str) -> Data:
    """A fact of one *kind*; what conditions may say of it is added to *known*."""
    found: Data = {"title": TEXT, "question": TEXT, "kind": kind}
    if draw(st.booleans()) and kind != "record" and known.closed:
        found["applies"] = draw(conditions(known, 1))
    if kind in ("one", "several"):
        values = [f"{name}-{letter}" for letter in "abcd"[: draw(st.integers(2, 4))]]
        found["values"] = {value: {**TEXT, "points": draw(st.integers(-3, 5))} for value in values}
        found["section"] = "risk"
        (known.closed if kind == "one" else known.several)[name] = values
    elif kind == "number":
        found |= {"min": 0, "max": draw(st.sampled_from((0, 3, 10)))}
        known.numbers.append(name)
    elif kind == "date":
        found |= {"min": DAYS[0], "max": DAYS[-1]}
        known.dates.append(name)
    else:
        found["fields"] = {part: {"title": TEXT, "values": closed_list([f"{part}1", f"{part}2"])} for part in ("x", "y")}
        known.closed |= {f"{name}.{part}": [f"{part}1", f"{part}2"] for part in ("x", "y")}
    return found


def facts(draw: DrawFn, known: Known) -> Data:
    kinds = ["one", *draw(st.lists(st.sampled_from(("one", "several", "number", "date", "record")), min_size=1, max_size=4))]
    made = {f"{kind}{at}": fact(draw, known, f"{kind}{at}", kind) for at, kind in enumerate(kinds)}
    if any("section" in found for found in made.values()):
        known.points.append("points(risk)")
    return made


def law(draw: DrawFn, known: Known) -> Data:
    statuses = st.sampled_from(("in-force", "ended", "struck-down", "unknown"))
    made = {}
    for name in ("act-a", "act-b")[: draw(st.integers(0, 2))]:
        dates = draw(st.lists(st.sampled_from(DAYS), min_size=1, max_size=2, unique=True))
        made[name] = {
            **dict.fromkeys(("title", "cite", "requires"), TEXT),
            "dates": {day: draw(statuses) for day in dates},
            "source": {"title": "source"},
            "last_checked": "2026-01-01",
            "certainty": "confirmed",
        }
        known.truths.append(f"in_force({name})")
    return made


def tiers(draw: DrawFn, known: Known) -> Data:
    made = {}
    for at in range(draw(st.integers(1, 2))):
        levels = ["low", "middle", "high"][: draw(st.integers(2, 3))]
        made[f"tier{at}"] = {
            "title": TEXT,
            "levels": closed_list(levels),
            "combine": draw(st.sampled_from(("highest", "lowest", "first"))),
            **({"default": draw(st.sampled_from(levels))} if draw(st.booleans()) else {}),
            "rules": rules(draw, known, "level", levels, "rule"),
        }
        known.ordered[f"tier{at}"] = levels
    return made


def choice(draw: DrawFn, known: Known, values: list[str]) -> Data:
    return {"title": TEXT, "values": closed_list(values), "rules": rules(draw, known, "value", values, "rule")}


def principles(draw: DrawFn, known: Known) -> Data:
    made: Data = {}
    for principle in ("first", "second")[: draw(st.integers(1, 2))]:
        criteria: Data = {}
        for at in range(draw(st.integers(1, 3))):
            criteria[f"c{at}"] = {
                **dict.fromkeys(("title", "question", "condition"), TEXT),
                "weight": draw(st.integers(1, 3)),
                "not_applicable": draw(st.booleans()),
                "levels": dict.fromkeys(range(5), TEXT),
                **({"applies": draw(conditions(known, 1))} if draw(st.booleans()) else {}),
                **({"evidence": {3: "test", 4: "field"}} if draw(st.booleans()) else {}),
            }
        made[principle] = {**dict.fromkeys(("title", "heart", "guidance", "condition"), TEXT), "criteria": criteria}
    known.numbers += [f"{principle}.{criterion}" for principle in made for criterion in made[principle]["criteria"]]
    return made


def requirements(draw: DrawFn, known: Known, made: Data) -> Data:
    found = {}
    for at in range(draw(st.integers(1, 3))):
        principle = draw(st.sampled_from(sorted(made)))
        criterion = draw(st.sampled_from(sorted(made[principle]["criteria"])))
        found[f"requirement{at}"] = {
            "when": draw(st.one_of(st.just("true"), conditions(known))),
            "blocks": draw(blocks()),
            "because": TEXT,
            **draw(
                st.one_of(
                    st.builds(dict, principle=st.just(principle), score=st.integers(0, 100)),
                    st.builds(dict, floor=st.just(f"{principle}.{criterion}"), level=st.integers(1, 4)),
                )
            ),
        }
    known.truths += [f"gap({principle})" for principle in made]
    return found


def blocks() -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(ACTIONS[:3]), max_size=2, unique=True)


def safeguards(draw: DrawFn, known: Known) -> Data:
    made: Data = {}
    before = Known(**vars(known))
    before.truths = list(known.truths)
    for at in range(draw(st.integers(1, 3))):
        name = f"safeguard{at}"
        kind = draw(st.sampled_from(("answered", "answered", "derived", "not_applicable")))
        made[name] = {
            **dict.fromkeys(("title", "question", "condition"), TEXT),
            "required": {
                f"rule{rule}": {
                    "when": draw(st.one_of(st.just("true"), conditions(before))),
                    "blocks": draw(blocks()),
                    "because": TEXT,
                    **({"min_instrument": draw(st.sampled_from(INSTRUMENTS))} if draw(st.booleans()) else {}),
                }
                for rule in range(draw(st.integers(1, 3)))
            },
            "in_text": draw(st.booleans()),
            **({"derived": draw(conditions(before, 1))} if kind == "derived" else {}),
            **({"not_applicable": True} if kind == "not_applicable" else {}),
        }
        known.truths += [f"met({name})", f"required({name})"]
    known.truths += [f"lacks({name})" for name in INSTRUMENTS]
    return made


def red_lines(draw: DrawFn, known: Known) -> Data:
    made = {
        f"line{at}": {
            **dict.fromkeys(("title", "because", "condition"), TEXT),
            "when": draw(conditions(known)),
            "cured_by": draw(st.sampled_from(CURES)),
        }
        for at in range(draw(st.integers(0, 2)))
    }
    known.truths += [*(f"raised({name})" for name in made), *(f"red_line({cure})" for cure in CURES)]
    return made


def pathway(draw: DrawFn, known: Known) -> Data:
    for what in ("blocked", "blocked_by_safeguards", "blocked_by_principles", "blocked_by_text"):
        known.truths += [f"{what}({action})" for action in ACTIONS[:3]]
    spoken = Known(**vars(known))
    spoken.closed = known.closed | {"action": list(ACTIONS)}
    return {
        "actions": closed_list(list(ACTIONS)),
        "norms": closed_list(list(NORMS)),
        "action_rules": rules(draw, known, "action", list(ACTIONS), "rule"),
        "norm_rules": rules(draw, spoken, "norm", list(NORMS), "rule"),
        "conditions": {
            **{f"condition{at}": {"when": draw(conditions(spoken)), "text": TEXT} for at in range(draw(st.integers(0, 2)))},
            **{f"read{at}": {"when": truth, "text": TEXT} for at, truth in enumerate(known.truths)},
        },
    }


def scores(draw: DrawFn, known: Known) -> Data:
    made = {"total": {"title": TEXT, "value": draw(numbers(known, 2)), "max": "100"}}
    known.numbers.append("total")
    return made


@st.composite
def rubric_data(draw: DrawFn) -> Data:
    """The data of a whole rubric."""
    known = Known(closed={"stage": ["exploration", "referral"]})
    made: Data = {"rubric": head(), "law": law(draw, known), "facts": facts(draw, known)}
    made["terms"] = {f"term{at}": {"when": draw(conditions(known))} for at in range(draw(st.integers(0, 2)))}
    known.truths += list(made["terms"])
    made["tiers"] = tiers(draw, known)
    made["texts"], made["domains"] = texts(draw, known), domains(draw, known)
    known.closed["stated_text"] = ["in-force", "struck-down", "none"]
    made["regime"] = choice(draw, known, ["open", "missing", "struck"])
    known.closed["regime"] = ["open", "missing", "struck"]
    made["principles"] = principles(draw, known)
    made["requirements"] = requirements(draw, known, made["principles"])
    before = Known(**vars(known))
    before.truths = list(known.truths)
    made["safeguards"] = safeguards(draw, known)
    give(draw, before, made["law"], made["safeguards"])
    made["red_lines"] = red_lines(draw, known)
    made["scores"] = scores(draw, known)
    made["pathway"] = pathway(draw, known)
    made["outcome"] = choice(draw, known, ["one", "two", "three"])
    return made


def texts(draw: DrawFn, known: Known) -> Data:
    made = {
        f"text{at}": {
            "title": TEXT,
            "in_force": draw(conditions(known, 1)),
            "concerns": draw(conditions(known, 1)),
            **({"applicable": draw(conditions(known, 1))} if draw(st.booleans()) else {}),
            "covers": {
                f"limit{limit}": {"when": draw(conditions(known, 1)), "outside": TEXT, "at": "I", "certainty": "confirmed"}
                for limit in range(draw(st.integers(0, 2)))
            },
        }
        for at in range(draw(st.integers(0, 2)))
    }
    known.truths += [f"{kind}({name})" for kind in ("covered", "awaited", "concerned", "upheld") for name in (*made, "any")]
    return made


def domains(draw: DrawFn, known: Known) -> Data:
    made = {
        f"domain{at}": {
            "title": TEXT,
            "when": draw(conditions(known, 1)),
            "periods": [
                {
                    "since": draw(st.sampled_from(DAYS)),
                    "needs": draw(st.sampled_from(NORMS[1:])),
                    **({"when": draw(conditions(known, 1))} if draw(st.booleans()) else {}),
                }
                for _ in range(draw(st.integers(1, 3)))
            ],
        }
        for at in range(draw(st.integers(0, 2)))
    }
    known.truths += [f"closed({norm})" for norm in NORMS[1:]]
    return made


def give(draw: DrawFn, known: Known, entries: Data, guarantees: Data) -> None:
    """Let some of the law *entries* give some of the *guarantees*, for some uses."""
    answered = [name for name, guarantee in guarantees.items() if "derived" not in guarantee]
    for entry in entries.values() if answered else ():
        given = draw(st.lists(st.sampled_from(answered), max_size=2, unique=True))
        since, until = sorted(draw(st.tuples(st.sampled_from(DAYS), st.sampled_from(DAYS))))
        dated = {"from": since, "until": until} if draw(st.booleans()) else {}
        entry["gives"] = {name: {"at": "I", "instrument": draw(st.sampled_from(INSTRUMENTS)), **dated} for name in given}
        if draw(st.booleans()):
            entry["applies"] = draw(conditions(known, 1))


def head() -> Data:
    return {
        "id": "random",
        "version": "1",
        "languages": ["fr", "en"],
        "title": TEXT,
        "description": TEXT,
        "instruments": closed_list(list(INSTRUMENTS)),
        "evidence": {
            "grades": closed_list(list(GRADES)),
            "counts_as": [{"grade": "field", "independent": False, "counts_as": "claim", "because": TEXT}],
        },
    }


def loaded(data: Data) -> Rubric:
    """The rubric whose file holds *data*: JSON is YAML."""
    rubric, findings = load_rubric([read_document(json.dumps(data), "rubric.yaml")], "", "rubric")
    assert rubric is not None, [(found.id, found.values, found.line_text[found.place.column - 1 :][:80]) for found in findings]
    return rubric


def rubrics() -> st.SearchStrategy[Rubric]:
    """Rubrics, loaded as those of people are."""
    return rubric_data().map(loaded)
