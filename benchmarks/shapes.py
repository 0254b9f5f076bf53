"""Drafts of one shape and of any size, each hard on some check: `text(shape, size)` is about *size* characters of what people wrote."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count

PROSE = (
    "Les services disposent de moyens dont le bilan montre les limites : en 2024, 312 interventions sur 1 140 ont commencé plus de\n"
    "quinze minutes après l’appel.\n"
    "L’article L. 251-2 du code de la sécurité intérieure, puis l’article L. 259-9 du même code, n’y répondent pas.\n\n"
)

HEADER = "| Collectivité | Montant | Source |\n| --- | --- | --- |\n"

SHAPES: dict[str, Callable[[int], str]] = {
    "prose": lambda _: PROSE,
    "sections": lambda at: f"## {at}. Section\n\nUn mot de la section {at}.\n\n",
    "underlined": lambda _: "a\n=\n",
    "anchors": lambda at: f"# T {{#h{at}}}\n\n[voir](#h{at})\n\n",
    "kept": lambda _: "conservées trente jours ",
    "denied": lambda _: "ne traite pas de données biométriques ",
    "withouts": lambda _: "sans, ",
    "openings": lambda _: "« mais ; ",
    "sentences": lambda _: "Les images sont conservées trente jours. ",
    "citations": lambda at: f"l’article L. 242-{at} du CSI, ",
    "decisions": lambda at: f"(décision n° 2021-817 DC du {at % 30 + 1} mai 2021), ",
    "struck": lambda _: "l’article 47 de la loi n° 2021-646, ",
    "marked": lambda _: "l’article L. 242-5 (à vérifier), ",
    "holes": lambda _: "Le coût est de [à compléter] soit XX M€ le … mars, reste à définir. ",
    "brackets": lambda _: "[ [[ ( { « “ ",
    "quotes": lambda _: "« un mot " * 3 + "» " * 2,
    "stars": lambda _: "*a **b _c ",
    "ticks": lambda at: "`" * (at % 40 + 1) + " a ",
    "tables": lambda at: (
        ("| Qui | Combien | Source |\n| --- | --- | --- |\n" if at % 20 == 0 else "")
        + f"| État {at} | 3 M€ | |\n"
        + ("\n" if at % 20 == 19 else "")
    ),
    "rows": lambda at: HEADER * (at == 0) + "| Mayotte | 3 M€ | À préciser |\n",
    "lists": lambda at: f"- élément {at} : 12 drones\n",
    "nested": lambda at: "  " * (at % 30) + "- un\n",
    "footnotes": lambda at: f"Un mot.[^{at}]\n\n[^{at}]: Une note.\n\n",
    "links": lambda at: f"[un lien {at}](annexe-{at}.pdf) et ![](image-{at}.png)\n\n",
    "waivers": lambda at: f"<!-- assess:allow placeholder jusqu’au 2020-01-01 : motif {at} -->\n\nTODO {at}\n\n",
    "passages": lambda at: f"<!-- assess:begin condition.c{at} 000000000000 -->\n\nUn mot.\n\n<!-- assess:end condition.c{at} -->\n\n",
    "begins": lambda at: f"<!-- assess:begin p{at} 000000000000 -->\n",
    "fences": lambda at: "`" * (3 + at % 5) + "\n\n",
    "comments": lambda _: "<!-- ",
    "acronyms": lambda at: f"Le centre ABC{chr(65 + at % 26)}{chr(65 + at // 26 % 26)} voit. ",
    "conflicts": lambda _: "<<<<<<< HEAD\na\n=======\nb\n>>>>>>> b\n\n",
    "dots": lambda _: "…… .. ... ",
    "run of dots": lambda _: ".",
    "runs of letters": lambda at: "X" if at % 5000 else "a\n\n",
    "runs of underscores": lambda at: "_" if at % 5000 else "a\n\na",
    "digits": lambda at: "1" if at % 5000 else ",a ",
    "brackets that begin a note": lambda _: "[voir [note d",
    "growing ticks": lambda at: "`" * (at + 1) + " ",
    "figures": lambda at: f"{at} drones, dont {at} M de la police, hors {at} M€ ; ",
    "spaces": lambda _: "mot" + " " * 60,
    "dates": lambda at: f"le {at % 33} février 2023 ou le {at % 40}/13/2024, ",
}


def text(shape: str, size: int) -> str:
    """About *size* characters in the *shape*."""
    return "".join(_pieces(shape, size))


def _pieces(shape: str, size: int) -> Iterator[str]:
    written = 0
    for at in count():
        if written >= size:
            return
        piece = SHAPES[shape](at)
        written += len(piece)
        yield piece
