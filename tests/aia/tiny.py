"""A questionnaire small enough to be counted by hand: 20 points of risk, 10 of mitigation, so that 4 points of mitigation suffice."""

from __future__ import annotations

from typing import Any, Final

DESIGN, LIVE = '{phase} = "design"', '{phase} = "live"'


def question(name: str, kind: str, section: str, points: dict[str, int] | None = None, **more: Any) -> dict[str, Any]:
    """One entry of a questionnaire, as in the JSON files; what counts is a risk, unless *more* says otherwise."""
    entry: dict[str, Any] = {"name": name, "kind": kind, "section": section, "title_en": f"{name}?", "title_fr": f"{name} ?"}
    scored = "category" not in more and points is not None
    if points is not None:
        entry["choices"] = [{"value": value, "points": number} for value, number in points.items()]
    return {"page": section, **entry, "category": "risk" if scored else "info", **more}


def mitigation(name: str, points: dict[str, int], **more: Any) -> dict[str, Any]:
    """A question of several answers that counts as mitigation, in the section of its name."""
    return question(name, "checkbox", f"{name}-MS", points, category="mitigation", max=sum(points.values()), **more)


TINY: Final[list[dict[str, Any]]] = [
    question("welcome", "html", "welcome"),
    question("phase", "radiogroup", "project", {"design": 0, "live": 0}, category="info"),
    question("stakes", "radiogroup", "stakes-RS", {"low": 0, "some": 5, "high": 6, "extreme": 10}, max=10),
    question("harms", "checkbox", "harms-RS", {"money": 1, "health": 2, "liberty": 3}, max=6),
    question("lasting", "dropdown", "harms-RS", {"yes": 3, "partly": 1}, max=3, visible_if='{harms} contains "liberty"'),
    question("many", "radiogroup", "harms-RS", {"yes-1": 1, "no-0": 0}, max=1, visible_if='{lasting} = "yes"'),
    question("who", "comment", "harms-RS", visible_if='{many} contains "yes"'),
    mitigation("tested", {"bias": 3, "errors": 1, "others": 1}, page_visible_if=DESIGN),
    mitigation("watched", {"bias": 3, "errors": 1, "others": 1}, page_visible_if=LIVE, visible_if='{tested} empty or {stakes} != "low"'),
]
