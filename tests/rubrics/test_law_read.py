"""What is said to be read names where and when; and its dates are those of the wordings found in the official texts.

The versions of the official texts are not part of the project: put the shared folder beside it, or name it in ASSESS_SHARED.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from assess.model.law import LawEntry
from assess.model.rubric import Rubric

EXTRACTS = Path(os.environ.get("ASSESS_SHARED", Path(__file__).resolve().parents[3] / "shared")) / "domain" / "law"
REASON = "the extracts of the official texts are not at hand: put the shared folder beside the project, or name it in ASSESS_SHARED"
NAMED = re.compile(
    r"données LEGI de la DILA|EUR-Lex|Légifrance|\(JO du \d|\(CNIL\)|\(Conseil constitutionnel\)|^Conseil d’État, \d|\(National Archives\)"
)
"""How the title of a source names an official page, or an extract of the official data."""
DAY = r"\d{4}-\d{2}-\d{2}"

HOLDS_THROUGHOUT = {
    "csi-l223-1": "both wordings read",
    "csi-l233-1": "the wording of 2014 and the article of 2003 that was codified, read",
    "csi-l241-1-2016": "the act of 2022 replaces six months by one: both wordings before it had six",
    "csi-l242-3": "the wording of 2021, read in the Journal officiel",
    "csi-l242-5": "the decree of April 2023 shows that the wording of July added tobacco to the customs purposes; the claim names no purpose",
    "csi-l242-6": "the claim names no kind of aircraft: L. 242-1 of 2021, read, kept to unmanned and captive ones",
    "csi-l251-3": "the wording of 2012, read",
    "csi-l252-1": "the wording of 2012, read",
    "csi-l255-1": "the wordings of 2021 and of today, read",
    "cpp-230-20": "the wording of 2013 adds the customs service",
    "const-art34": "the headings cited are those of 1958",
}
"""Entries dated from a wording that others followed: why the claim holds under all of them. Any other must name the day of the later ones."""

Versions = dict[str, list[str]]
"""An article, as `CSI L242-4`, to the first days of its wordings, oldest first."""


def confirmed(rubric: Rubric) -> list[LawEntry]:
    return [entry for entry in rubric.law if entry.certainty == "confirmed"]


def test_what_is_confirmed_names_a_page_or_an_extract_and_the_day(rubric: Rubric) -> None:
    newest = max(change.date for change in rubric.changes)
    assert len(confirmed(rubric)) > 100
    for entry in confirmed(rubric):
        assert NAMED.search(entry.source_title), entry.id
        assert "2026-11-01" <= entry.last_checked <= newest, entry.id


def test_no_law_stands_twice_under_two_names(rubric: Rubric) -> None:
    for lang in rubric.languages:
        cited = Counter(entry.cite[lang] for entry in rubric.law)
        assert [cite for cite, times in cited.items() if times > 1] == []
    assert {entry.id for entry in rubric.law} & {source.id for source in rubric.sources} == set()


def test_a_page_that_names_no_publisher_is_found() -> None:
    assert not NAMED.search("Texte de la loi (blog de G. Chambefort)")
    assert not NAMED.search("Conseil d’État valide Alicem (Poggi avocats)")


@pytest.fixture(scope="module")
def versions() -> Versions:
    if not EXTRACTS.is_dir():
        pytest.skip(REASON)
    return dict(_versions())


def _versions() -> Iterator[tuple[str, list[str]]]:
    """Every article of the extracts whose versions are dated."""
    dates, legislative, regulations = (_text(f"csi-{name}.md") for name in ("version-dates", "versions-l", "versions-r"))
    for article, days in re.findall(r"^- Article (\S+): (.*)$", dates, re.MULTILINE):
        yield f"CSI {article}", re.findall(DAY, days)
    for article, days in re.findall(r"^## Article (\S+)\n\nVersions in the mirror [^:]*: (.*)$", legislative + regulations, re.MULTILINE):
        yield f"CSI {article}", re.findall(rf"({DAY}) \(commit", days)
    for article, body in _chapters(_text("cpp.md"), r"^## Article (\S+)$"):
        yield f"CPP {article}", re.findall(rf"^### In force from ({DAY})", body, re.MULTILINE)
    for article, body in _chapters(_text("cpce-transports.md"), r"^## (?:CPCE|Code des transports), article (\S+)$"):
        yield f"{'CPCE' if article == 'L33-3-1' else 'TR'} {article}", re.findall(rf"^### Wording from ({DAY})", body, re.MULTILINE)
    for article, body in _chapters(_text("constitution.md"), r"^## Article (\S+)$"):
        first = re.search(rf"in force from ({DAY})", body)
        earlier = body.partition("Earlier versions in the mirror:")[2]
        original = ["1958-10-05"] if "Constitution du 4 octobre 1958" in earlier else []
        yield f"Constitution {article}", sorted({*original, *re.findall(rf"({DAY}) L", earlier), *([first[1]] if first else [])})


def _text(name: str) -> str:
    return (EXTRACTS / name).read_text(encoding="utf-8")


def _chapters(text: str, head: str) -> Iterator[tuple[str, str]]:
    """Each heading that matches *head*, with what stands below it up to the next heading of its level."""
    found = list(re.finditer(r"^## .*$", text, re.MULTILINE))
    ends = [match.start() for match in found[1:]] + [len(text)]
    for match, end in zip(found, ends, strict=True):
        named = re.match(head, match[0])
        if named is not None:
            yield named[1], text[match.end() : end]


CODES = {
    "code de la sécurité intérieure": "CSI",
    "code de procédure pénale": "CPP",
    "code des postes et des communications électroniques": "CPCE",
    "code des transports": "TR",
    "Constitution": "Constitution",
}


def articles_of(entry: LawEntry) -> list[str]:
    """The articles that the citation of *entry* names, as in `Versions`; none when they are of another text."""
    cite = entry.cite["fr"]
    code = next((code for name, code in CODES.items() if name in cite), "")
    numbers = re.findall(r"(?:[LR]\. |(?<=article )|(?<=articles ))\d[\d-]*", cite)
    return [f"{code} {number.replace('. ', '')}" for number in numbers] if code else []


def dated(rubric: Rubric, versions: Versions) -> list[tuple[LawEntry, list[str]]]:
    """The entries on articles of the extracts, each with the first days of all the wordings of the articles it names."""
    found = ((entry, sorted({day for name in articles_of(entry) for day in versions.get(name, [])})) for entry in rubric.law)
    return [(entry, days) for entry, days in found if days]


def changes_of(entry: LawEntry, status: str) -> list[str]:
    return [date.fromordinal(day).isoformat() for day, now in entry.dates if now == status]


def test_most_articles_of_the_codes_are_compared(rubric: Rubric, versions: Versions) -> None:
    assert len(dated(rubric, versions)) >= 50


def test_an_article_is_in_force_from_the_first_day_of_a_wording(rubric: Rubric, versions: Versions) -> None:
    for entry, days in dated(rubric, versions):
        assert set(changes_of(entry, "in-force")) <= set(days), (entry.id, days)


def test_an_earlier_wording_ends_on_the_first_day_of_a_later_one(rubric: Rubric, versions: Versions) -> None:
    for entry, days in dated(rubric, versions):
        assert set(changes_of(entry, "ended")) <= set(days), (entry.id, days)


def test_a_claim_dated_from_an_earlier_wording_says_what_changed_or_is_known_to_hold(rubric: Rubric, versions: Versions) -> None:
    left = set(HOLDS_THROUGHOUT)
    for entry, days in dated(rubric, versions):
        first = (changes_of(entry, "in-force") or ["9999-12-31"])[0]
        last = (changes_of(entry, "ended") or ["9999-12-31"])[0]
        later = [day for day in days if first < day < last]
        if not later:
            continue
        left.discard(entry.id)
        told = any(_told(entry.requires["fr"] + entry.cite["fr"], day) for day in later)
        assert told or entry.id in HOLDS_THROUGHOUT, (entry.id, later)
    assert left == set()


MONTHS = ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre")


def _told(text: str, day: str) -> bool:
    """Whether *text* names the ISO *day*, or the last day before it."""
    first = date.fromisoformat(day)
    days = (first, date.fromordinal(first.toordinal() - 1))
    return any(f"{found.day if found.day > 1 else '1er'} {MONTHS[found.month - 1]} {found.year}" in text for found in days)


def test_the_european_dates_are_those_of_the_texts(rubric: Rubric) -> None:
    if not EXTRACTS.is_dir():
        pytest.skip(REASON)
    applied = _text("ai-act-consolidated-2026.md").partition("\n## Article 113\n")[2]
    first = _text("ai-act-original-2024.md").partition("\n## Article 113\n")[2]
    known = {day for text in (applied.partition("\n## ")[0], first) for day in _french_days(text)} | {"2024-08-01", "2026-07-27"}
    known |= {"2030-08-02"}  # article 111, paragraph 2
    for entry in rubric.law:
        starts = {date.fromordinal(day).isoformat() for day, _ in entry.dates}
        if entry.id.startswith("ai-act"):
            assert starts <= known, (entry.id, starts - known)
        if entry.id.startswith("gdpr-"):
            assert starts == {"2018-05-25"}, entry.id
        if entry.id.startswith("led-"):
            assert starts == {"2018-05-06"}, entry.id
    assert "Il est applicable à partir du 25 mai 2018" in _text("gdpr.md")
    assert "Ils appliquent ces dispositions à partir du 6 mai 2018" in _text("led.md")


def _french_days(text: str) -> Iterator[str]:
    for day, month, year in re.findall(rf"(\d{{1,2}}) ({'|'.join(MONTHS)}) (\d{{4}})", text):
        yield date(int(year), MONTHS.index(month) + 1, int(day)).isoformat()
