"""A finding in words: one sentence, and the remarks that follow it. Every reporter takes them from here."""

from __future__ import annotations

from assess.messages import expectation, filled, label, say, words
from assess.model.finding import Finding


def sentence(finding: Finding, lang: str) -> str:
    """What is wrong, in *lang*. A value that is itself a sentence is given in each language, as `because_fr` and `because_en`."""
    if finding.words:
        return finding.words[lang]
    own = {name[:-3]: text for name, text in finding.values.items() if name.endswith(f"_{lang}")}
    return say(finding.id, lang, finding.values | own)


def remarks(finding: Finding, lang: str) -> tuple[str, ...]:
    """What was expected, what was found, the nearest valid name, what to do: what of these the finding has."""
    values = finding.values
    told = {
        "expected": expectation(values["expected"], lang, values) if "expected" in values else "",
        "found": _found(values, lang),
        "nearest": finding.nearest,
        "hint": advice(finding, lang),
        "mend": finding.mend.get(lang, ""),
    }
    return tuple(label(name, lang, text) for name, text in told.items() if text)


def advice(finding: Finding, lang: str) -> str:
    """What to write instead, nothing when the finding has no hint; it may name the character that passes for another."""
    signs, code = words("characters"), finding.values.get("code", "")
    sign = signs.get(f"character-{code[2:]}") or signs.get(finding.hint, {})
    return filled("hints", finding.hint, lang, {"code": code, "name": sign.get(lang, "")}) if finding.hint else ""


def _found(values: dict[str, str], lang: str) -> str:
    """What was found, when the finding says of what kind it is."""
    what = filled("kinds", values["found_kind"], lang, {}) if "found_kind" in values else ""
    return f"{what}, `{values['found']}`" if what and values.get("found") else what
