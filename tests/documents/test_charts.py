"""Charts: what is drawn of a table, in SVG and in words, and which tables are left alone."""

from __future__ import annotations

import os
import re
from fractions import Fraction
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from assess.documents import charts
from assess.documents.charts.cells import period, span
from assess.documents.charts.drawing import WIDTH, width_of
from assess.documents.model import Figure, Table
from tests.documents.tables import MATRIX, OPTIONS, PRINCIPLES, TIMELINE, line, table

EXPECTED = Path(__file__).parent / "expected"
TABLES = {"principles": PRINCIPLES, "matrix": MATRIX, "options": OPTIONS, "timeline": TIMELINE}
SVG = "{http://www.w3.org/2000/svg}"


def drawn(kind: str, of: Table, language: str = "fr") -> Figure:
    figure = charts.draw(kind, of, language)
    assert figure
    return figure


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("kind", TABLES)
def test_a_chart_is_what_it_was(kind: str, language: str) -> None:
    path = EXPECTED / f"{kind}.{language}.svg"
    svg = drawn(kind, TABLES[kind], language).svg
    if os.environ.get("ASSESS_REWRITE"):
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(svg.encode())
    assert svg.encode() == path.read_bytes().replace(b"\r\n", b"\n")


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("kind", TABLES)
def test_a_chart_names_and_describes_itself_and_stays_within_its_sheet(kind: str, language: str) -> None:
    figure = drawn(kind, TABLES[kind], language)
    root = ET.fromstring(figure.svg)  # noqa: S314 - ours
    assert [root[0].tag, root[1].tag] == [f"{SVG}title", f"{SVG}desc"]
    assert root[1].text == figure.alternative
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= {
        "svg",
        "title",
        "desc",
        "rect",
        "line",
        "circle",
        "polygon",
        "text",
    }
    for text in root.iter(f"{SVG}text"):
        x, width = int(text.attrib["x"]), width_of(text.text or "")
        left = {"start": x, "middle": x - width // 2, "end": x - width}[text.attrib["text-anchor"]]
        assert -5 <= left <= WIDTH + 5 - width, text.text


@pytest.mark.parametrize("kind", TABLES)
def test_a_chart_is_black_white_and_grey(kind: str) -> None:
    assert set(re.findall("#[0-9a-f]{6}", drawn(kind, TABLES[kind]).svg)) <= {"#000000", "#767676", "#d9d9d9", "#ffffff"}


def test_a_principle_is_drawn_from_its_lowest_to_its_highest_level() -> None:
    half = drawn("principles", table("Principe | Exigé | Établi | Répondu", "A | 50 | 20–80 | 50")).svg
    assert '<rect x="303" y="77" width="184" height="12" fill="#d9d9d9"' in half  # of 300 units for 100, from 245
    assert '<circle cx="395"' in half
    assert '<line x1="395" y1="69" x2="395" y2="97"' in half


def test_what_is_not_assessed_is_hollow_and_said() -> None:
    figure = drawn("principles", table("Principe | Exigé | Établi | Répondu", "A | 50 | – | –"))
    assert figure.svg.count('fill="none" stroke="#767676" stroke-dasharray="4 3"') == 2  # in the legend and in the row
    assert figure.alternative.endswith("A\u202f: exigé 50, non apprécié.")


def test_degrees_have_a_scale_of_their_own() -> None:
    degrees = drawn("principles", table("Principe | Exigé | Établi | Répondu", "A | 3 | 0–4 | 2"))
    assert degrees.alternative.startswith("Sur une échelle de 0 à 4")
    assert degrees.svg.count('stroke-dasharray="1 4"') == 5


def test_a_table_of_purposes_is_a_matrix_too() -> None:
    of = table("Finalité | Intrusion | Gravité", "Secours | élevé | élevée", "Sites | élevé | faible ou moyenne", "Autre | élevé | élevée")
    said = drawn("matrix", of).alternative
    assert "De haut en bas\u202f: intrusion (très élevé, élevé, modéré, faible)" in said
    assert "élevé, élevée\u202f: Secours\u202f; Autre (position de l’usage)" in said
    assert said.count("Sites (position possible, des réponses manquent)") == 2


def test_a_part_of_a_whole_is_drawn_on_the_whole() -> None:
    assert ">9</text>" in drawn("options", table("Option | Principes établis", "A | 5 / 9", "B | 3 / 9", "C | 4 / 9")).svg


def test_a_possible_place_of_the_matrix_is_hollow() -> None:
    assert drawn("matrix", MATRIX).svg.count('fill="none" stroke="#000000" stroke-dasharray="5 3"') == 2


@pytest.mark.parametrize(
    ("kind", "of"),
    [
        ("radar", PRINCIPLES),
        ("principles", table("Principe | Appréciation", "A | établi")),
        ("principles", table("Principe | Exigé | Établi | Répondu", "A | – | – | –")),
        ("principles", table("Principe | Exigé | Établi | Répondu", "A | 50 | 120 | 50")),
        ("principles", table("Principe | Exigé | Établi | Répondu", *(f"{number} | 50 | 50 | 50" for number in range(40)))),
        ("matrix", table("Niveau | a | b", "c | x | –")),
        ("matrix", table("Intrusion / gravité | a | b", "c | – | –")),
        ("options", table("Option | Coût", "A | 3")),
        ("options", table("Option | Coût", "A | 3", "B | –")),
        ("options", table("Option | Coût", "A | 3", "B | 4")),
        ("matrix", table("Finalité | Intrusion | Gravité", "A | forte | élevée")),
        ("options", table("Option | Coût", "A | peu", "B | beaucoup")),
        ("options", table("Option | Effet", "A | 3 €", "B | 20 %")),
        ("timeline", table("Date", "2026")),
        ("timeline", table("Date | Quoi", "un jour | rien")),
        ("timeline", table("Date | Quoi", "1026 | rien", "2026 | tout")),
    ],
)
def test_a_table_that_is_not_what_a_chart_draws_is_left_alone(kind: str, of: Table) -> None:
    assert charts.draw(kind, of, "fr") is None


@pytest.mark.parametrize(
    ("said", "language", "low", "high"),
    [
        ("62,5", "fr", Fraction(125, 2), Fraction(125, 2)),
        ("20–45", "fr", 20, 45),
        ("75 à 80\u00a0%", "fr", 75, 80),
        ("60 / 100", "fr", 60, 60),
        ("120\u202f000–400\u202f000", "fr", 120_000, 400_000),
        ("1,2 à 3 M€", "fr", 1_200_000, 3_000_000),
        ("−3", "fr", -3, -3),
        ("1,200,000", "en", 1_200_000, 1_200_000),
        ("€1,200 to €3,000", "en", 1200, 3000),
    ],
)
def test_a_cell_holds_a_number_or_an_interval(said: str, language: str, low: Fraction, high: Fraction) -> None:
    found = span(line(said), language)
    assert found
    assert (found.low, found.high) == (low, high)


@pytest.mark.parametrize("said", ["", "–", "non chiffré", "1 615 appareils", "3 puis 4", "80–20", "1" * 4000, "٣"])
def test_any_other_text_is_no_number(said: str) -> None:
    assert span(line(said), "fr") is None


@pytest.mark.parametrize(
    ("said", "days"),
    [
        ("24 janvier 2022", 1),
        ("1er mars 2026", 1),
        ("12 August 2026", 1),
        ("2026-02", 28),
        ("septembre 2026", 30),
        ("2026", 365),
        ("du 1er mars 2026 au 31 mars 2026", 31),
        ("2026-03-01/2026-03-31", 31),
    ],
)
def test_a_cell_holds_a_day_a_month_a_year_or_the_time_between_two(said: str, days: int) -> None:
    found = period(line(said))
    assert found
    assert found.last - found.first + 1 == days


@pytest.mark.parametrize("said", ["", "à fixer", "30 février 2026", "2026-13", "31 mars 2027 – 1er mars 2026", "2026 – un jour"])
def test_any_other_text_is_no_date(said: str) -> None:
    assert period(line(said)) is None


@pytest.mark.parametrize("kind", TABLES)
def test_hostile_words_stay_words(kind: str) -> None:
    hostile = "</text><script>alert(1)</script>&amp;\"'\x00\ud800 " + "x" * 3000
    first = TABLES[kind].rows[0]
    column = 1 if kind == "timeline" else 0
    row = tuple(line(hostile) if number == column else cell for number, cell in enumerate(first))
    figure = drawn(kind, Table(TABLES[kind].header, (row, *TABLES[kind].rows[1:]), TABLES[kind].align))
    assert "script" not in {element.tag.removeprefix(SVG) for element in ET.fromstring(figure.svg).iter()}  # noqa: S314 - ours
