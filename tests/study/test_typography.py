"""French typography: what is set right, and what is left alone."""

from __future__ import annotations

import pytest

from assess.study.typography import french

# In the tests, `~` stands for U+00A0 and `_` for U+202F.
SET_RIGHT = {
    "a narrow space before high punctuation": ("Est-ce utile ? Oui ; non ! Voici :", "Est-ce utile_? Oui_; non_! Voici_:"),
    "several signs in a row": ("Quoi ?!", "Quoi_?!"),
    "high punctuation without a space": ("Attention: oui; non!", "Attention_: oui_; non_!"),
    "several spaces": ("Voici   : rien", "Voici_: rien"),
    "spaces of the wrong kind": ("Voici\u00a0: «\u202frien »", "Voici_: «~rien~»"),
    "spaces inside guillemets": ("la « norme » et «loi»", "la «~norme~» et «~loi~»"),
    "paired double quotes": ('des agents "habilités", dit-on', "des agents «~habilités~», dit-on"),
    "quotes over two lines": ('dit "habilité\nà voir" ici', "dit «~habilité\nà voir~» ici"),
    "quotes around a link": ('dit "[oui](https://x.fr)" ici', "dit «~[oui](https://x.fr)~» ici"),
    "apostrophes": ("l'article, d'*avis*, qu'« un »", "l’article, d’*avis*, qu’«~un~»"),
    "an apostrophe before code": ("l'`id`", "l’`id`"),
    "an ellipsis": ("et ainsi...", "et ainsi…"),
    "numbers of acts": ("loi n° 2022-52, N°3, nº 4", "loi n°~2022-52, N°~3, n°~4"),
    "thousands already apart": ("12 000 agents, 1 200 000 €", "12_000 agents, 1_200_000~€"),
    "units": ("35 % et 40%, 12 €, 3 M€, 20 °C", "35~% et 40~%, 12~€, 3~M€, 20~°C"),
    "abbreviations": (
        "art. 5, p. 12, al. 2, L. 242-5, M. Durand, Mme Petit, § 7",
        "art.~5, p.~12, al.~2, L.~242-5, M.~Durand, Mme~Petit, §~7",
    ),
    "the end of a bold word": ("**Attention :** lire", "**Attention_:** lire"),
    "the cells of a table": ("| Oui ? | non ! |", "| Oui_? | non_! |"),
    "the text of a link": ("[Est-ce sûr ?](https://x.fr)", "[Est-ce sûr_?](https://x.fr)"),
    "the text of a list item": ("- vrai ;\n- faux.", "- vrai_;\n- faux."),
    "the text of a footnote": ("[^1]: Voir : ici", "[^1]: Voir_: ici"),
}

LEFT_ALONE = {
    "times, ratios, ids": "à 12:30, 10:1, law:csi-l242-5",
    "addresses": "https://exemple.fr/a?b=c:d;e!f et www.exemple.fr/?a:b",
    "targets of links": '[x](https://x.fr/a : b "t ?")',
    "definitions of links": '[x]: https://x.fr "un : deux"',
    "addresses in angles": "<https://x.fr/'a':b>",
    "code spans": "`a : b` et ``c ` d ?``",
    "code spans over two lines": "`a\nb : c`",
    "fenced code": "```yaml\nformat : 1 ?\n```",
    "code in a quotation": "> ```\n> a : b\n> ```",
    "code without an end": "~~~\na : b",
    "comments and markers": "<!-- assess:begin a : b ? -->",
    "tags": "<a title=\"x : y\" b='c'>",
    "front matter": '---\ntitle : "x ?"\n---\n',
    "rows under the headers of a table": "| a | b |\n|:---:|---:|\n|  :-- | --: |",
    "escapes": "\\! \\: a \\; \\'b",
    "entities": "&nbsp;&lt; &#58;",
    "signs of emoji": "un :warning: deux",
    "what begins a line": "- : a\n1. ! b\n> ? c\n# ; d\n* : e",
    "a quote that is not closed": 'un écran de 15" et un "mot',
    "quotes in separate paragraphs": 'un "mot\n\nun autre" mot',
    "numbers that are no thousands": "en 2026 300 personnes, tél. 01 42 34 56 78",
    "paths and long dots": "../a et .../b et ....",
    "ordinals": "la 1re, le 2e et le XXIe siècle",
    "line ends": "un\r\n: deux\r\n",
}


def shown(text: str) -> str:
    return text.replace("~", "\u00a0").replace("_", "\u202f")


@pytest.mark.parametrize("case", SET_RIGHT)
def test_sets_right(case: str) -> None:
    text, expected = SET_RIGHT[case]
    assert french(text) == shown(expected)


@pytest.mark.parametrize("case", SET_RIGHT)
def test_what_is_right_stays(case: str) -> None:
    expected = shown(SET_RIGHT[case][1])
    assert french(expected) == expected


@pytest.mark.parametrize("case", LEFT_ALONE)
def test_leaves_alone(case: str) -> None:
    assert french(LEFT_ALONE[case]) == LEFT_ALONE[case]


def test_resumes_after_what_is_left_alone() -> None:
    assert french("```\na : b\n```\nOui : `c : d` ?") == shown("```\na : b\n```\nOui_: `c : d`_?")


def test_a_null_character_is_a_character_like_another() -> None:
    assert french("a\0b : `c`\0") == shown("a\0b_: `c`\0")
