"""A document as one HTML page."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from assess.documents.html import write
from assess.documents.model import Document, Figure, Table, Text
from assess.documents.reading import read
from assess.documents.typography import set_typography
from tests.documents.browser import examined
from tests.documents.words import Page, of_document, of_markdown
from tests.properties.markdown_texts import TEXTS
from tests.running import run

ROOT = Path(__file__).resolve().parent.parent.parent
LONG = "Une réponse de cinq mille signes. " * 150
WORD = "anticonstitutionnellement" * 8
HOSTILE = f"""---
assess:
  format: 1
  lang: fr
---

# Étude <script>alert(1)</script> & « l'essai » </title></style>

<!-- assess:begin title 0123456789ab -->

**Pour** *essai*, ~~rien~~ `a.b_c`[^1] et encore[^1], فارس بن علي, Ελευθέριος, 👩🏽‍⚖️, #show: it => [x] $x$ \\#import, {{ TOC \\o }}.

<!-- assess:end title -->

## Des tableaux

*La légende*

| Rang | Garantie | Lieu | Où, et pourquoi le dire ici | Depuis | Jusque | Signe |
| --- | --- | ---: | :-: | --- | --- | --- |
| 1 | {WORD} | R. 242-14 | {LONG} | 2026-01-01 | `criterion.maturity.trl_of_the_whole` | ]]> |
|  | فارس بن علي | <b>x</b> | &lt;/td&gt; | | | |

| Un | Deux |
| --- | --- |
| {WORD} | https://exemple.fr/{WORD} |

### Des listes

1. un
2. deux

   - dessous

     > À rédiger. Ceci.

<div onclick="x()">{WORD}</div>

```xml
<a b="c">&d;</a>
```

[lien](https://x.fr/?a=1&b="2") [mauvais](javascript:alert(1)) [ici](#des-tableaux)

***

[^1]: La note, {WORD}.

    Sa suite.
"""


@pytest.fixture(scope="module")
def hostile() -> str:
    return write(set_typography(read(HOSTILE)))


@pytest.fixture(scope="module")
def draft() -> str:
    ran = run("run", str(ROOT / "examples/drones-2026/proposal.yaml"), "-o", "-", "-q")
    assert ran.code == 0
    return ran.out


def test_the_words_of_a_draft_are_those_of_its_page(draft: str) -> None:
    page = Page(write(set_typography(read(draft))))
    assert Counter(page.words) == Counter(of_markdown(draft))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS)
def test_whatever_is_written_the_page_says_it_and_nothing_of_it_acts(text: str) -> None:
    document = read(text)
    page = Page(write(document))
    assert page.words == of_document(document)
    assert {name for name, _ in page.elements} <= KNOWN
    assert {name for _, attributes in page.elements for name in attributes} <= ATTRIBUTES
    assert all(re.match(r"https?://|mailto:|#|(?!//)[^:]*(?:[/?#]|$)", link["href"], re.IGNORECASE) for link in page.all("a"))


def test_a_number_with_a_hyphen_is_never_cut() -> None:
    assert '<p>L.\u00a0<span class="whole">242-5</span></p>' in write(set_typography(read("L. 242-5")))


KNOWN = frozenset(
    re.findall(
        r"\S+",
        "html head meta title style body a header div p nav h1 h2 h3 h4 h5 h6 ul ol li main section table thead tbody tr th td caption "
        "strong em del code pre span sup br hr wbr blockquote footer",
    )
)
ATTRIBUTES = frozenset(
    re.findall(
        r"\S+",
        "lang charset http-equiv content name class href id role aria-label aria-labelledby data-added data-passage tabindex scope start dir",
    )
)


def test_hostile_text_is_said_as_it_is_typed(hostile: str) -> None:
    page = Page(hostile)
    assert page.words == of_document(read(HOSTILE))
    assert not page.all("script")
    assert all("onclick" not in attributes for _, attributes in page.elements)
    assert "<title>Étude &lt;script&gt;" in hostile


def test_nothing_outside_the_page_is_asked_for(hostile: str) -> None:
    page = Page(hostile)
    assert not {name for name, _ in page.elements} & {"link", "img", "script", "iframe", "object", "base"}
    assert all("src" not in attributes for _, attributes in page.elements)
    assert "url(" not in hostile
    assert "@import" not in hostile
    assert page.all("meta")[1]["content"].startswith("default-src 'none'")


def test_a_reader_who_hears_the_page_finds_the_way(hostile: str) -> None:
    page = Page(hostile)
    assert page.all("html") == [{"lang": "fr"}]
    (skip, *_) = page.all("a")
    (main,) = page.all("main")
    assert skip["href"] == f"#{main['id']}"
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert {link["href"][1:] for link in page.all("a") if link["href"].startswith("#")} <= set(ids)


def test_a_table_says_what_its_cells_are_of_and_scrolls_where_it_is_wide(hostile: str) -> None:
    page = Page(hostile)
    assert [cell["scope"] for cell in page.all("th")] == ["col"] * 7 + ["row"] + ["col"] * 2 + ["row"]
    (region,) = [attributes for _, attributes in page.elements if attributes.get("role") == "region"]
    assert region["tabindex"] == "0"
    assert region["aria-label"] == "Tableau 1\u00a0: La légende"
    assert len(page.all("caption")) == 1


def test_on_paper_only_a_row_as_tall_as_a_page_may_be_cut(hostile: str) -> None:
    assert [row.get("class") for row in Page(hostile).all("tr")] == [None, "tall", None, None, None]


def test_each_call_of_a_note_has_a_way_back(hostile: str) -> None:
    links = [link["href"] for link in Page(hostile).all("a") if link.get("role") == "doc-backlink"]
    assert links == ["#call.1.1", "#call.1.2"]


def test_the_first_lines_say_how_corrections_come_back(hostile: str) -> None:
    assert hostile.index("assess import") < hostile.index("<h1")
    annex = write(read("# Annex\n\na\n", "en"))
    assert annex.index("correct the proposal") < annex.index("<h1")


def test_what_the_tool_wrote_is_told_apart() -> None:
    page = write(read("<!-- assess:begin a.b 0123456789ab -->\n\nOurs\n\n<!-- assess:end a.b -->\n\nTheirs\n"))
    assert '<div class="passage" data-passage="a.b">\n<p>Ours</p>\n</div>\n<p>Theirs</p>' in page


def test_a_chart_stands_in_the_page_and_says_in_words_what_it_shows() -> None:
    svg = '<?xml version="1.0"?>\n<svg viewBox="0 0 1 1"><title>t</title></svg>'
    page = write(Document("", "fr", (Figure(svg, 'L’écart "x"', (Text("Écarts"),)), Table(((),), (), ("l",)))))
    assert '<figure data-added>\n<svg role="img" aria-label="L’écart &quot;x&quot;" viewBox="0 0 1 1"><title>t</title></svg>' in page
    assert "<figcaption>Écarts</figcaption>" in page


def test_the_same_document_gives_the_same_page(hostile: str) -> None:
    assert write(set_typography(read(HOSTILE))) == hostile


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_wrong_and_no_screen_is_too_narrow(hostile: str, tmp_path: Path, dark: bool) -> None:
    found = examined(hostile, tmp_path, "--force-dark-mode" if dark else "--window-size=390,844")
    assert found["violations"] == {}
    assert found["contrasted"]
    assert found["dark"] is dark
    assert found["wider"] <= 0
