"""The figures of `docs/limits.md` and `docs/limites.md`, made from the rubric, the back-test and the clarity check."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from assess.commands.session import Session
from tests.backtest.cases import READINGS, read_cases
from tests.backtest.measure import Found, Score, everything, first_questions, found_in, grounds
from tests.clarity.alpha import alpha
from tests.clarity.readings import agreement, readings, units

ROOT = Path(__file__).resolve().parent.parent
PAGES = {"en": "limits.md", "fr": "limites.md"}
_BLOCK = re.compile(r"(<!-- figures: ([a-z]+) -->\n).*?(<!-- figures end -->)", re.DOTALL)
_AT_ONCE = {"en": "{} of {}", "fr": "{} sur {}"}
_CERTAINTY = {
    "confirmed": {"en": "read in the official text", "fr": "lue dans le texte officiel"},
    "secondary": {"en": "read elsewhere, or in an account of it", "fr": "lue ailleurs, ou de seconde main"},
    "inferred": {"en": "inferred from what was read", "fr": "déduite de ce qui a été lu"},
    "memory": {"en": "from memory", "fr": "de mémoire"},
}
_HEADS: dict[str, dict[str, tuple[str, ...]]] = {
    "law": {"en": ("certainty", "meaning", "entries"), "fr": ("certitude", "sens", "entrées")},
    "verdicts": {"en": ("verdicts", "cases"), "fr": ("issues", "cas")},
    "grounds": {"en": ("grounds", "recall", "precision"), "fr": ("motifs", "rappel", "précision")},
    "three": {"en": ("verdicts", "established", "as answered"), "fr": ("issues", "établi", "d’après les réponses")},
    "questions": {"en": ("grounds", "recall"), "fr": ("motifs", "rappel")},
    "readings": {"en": ("verdicts, and recall", *READINGS), "fr": ("issues, et rappel", *READINGS)},
    "clarity": {"en": ("measure", "figure"), "fr": ("mesure", "chiffre")},
}
_WORDS = {
    "defective": {"en": "negative cases found defective", "fr": "cas négatifs trouvés défectueux"},
    "refused": {"en": "positive cases refused", "fr": "cas positifs refusés"},
    "sound": {"en": "positive cases not found defective", "fr": "cas positifs non trouvés défectueux"},
    "agree": {"en": "verdicts that agree", "fr": "issues qui concordent"},
    "always": {"en": "the same, if every case were called defective", "fr": "de même, si tout cas était dit défectueux"},
    "before": {
        "en": "negative cases found defective, law of the first day of the year",
        "fr": "cas négatifs trouvés défectueux, droit du premier jour de l’année",
    },
    "established": {"en": "established", "fr": "établis"},
    "unshown": {"en": "established or not shown", "fr": "établis ou non montrés"},
    "everything": {"en": "every guarantee, in every case", "fr": "toutes les garanties, dans tous les cas"},
    "established-before": {"en": "established, law of the first day of the year", "fr": "établis, droit du premier jour de l’année"},
    "unshown-before": {
        "en": "established or not shown, law of the first day of the year",
        "fr": "établis ou non montrés, droit du premier jour de l’année",
    },
    "hindsight": {"en": "established, answered with hindsight", "fr": "établis, réponses données après coup"},
    "negative-sound": {"en": "negative cases found sound (false reassurance)", "fr": "cas négatifs trouvés sans défaut (fausse assurance)"},
    "positive-defective": {
        "en": "positive cases found defective (false accusation)",
        "fr": "cas positifs trouvés défectueux (fausse accusation)",
    },
    "positive-sound": {"en": "positive cases found sound", "fr": "cas positifs trouvés sans défaut"},
    "negative-defective": {"en": "negative cases found defective", "fr": "cas négatifs trouvés défectueux"},
    "settled": {"en": "cases settled: defective or sound", "fr": "cas tranchés : défectueux ou sans défaut"},
    "first-apart": {
        "en": "shown to be wanting, or among the first five questions, the decision of the case left out",
        "fr": "établis, ou parmi les cinq premières questions, la décision de l’affaire mise à part",
    },
    "first-known": {
        "en": "the same, with that decision among the precedents",
        "fr": "de même, cette décision comptant parmi les précédents",
    },
    "readings": {"en": "readings, and notes", "fr": "lectures, et notes"},
    "levels": {"en": "alpha of the levels", "fr": "alpha des niveaux"},
    "tiers": {"en": "alpha of the tiers", "fr": "alpha des degrés"},
    "pathways": {
        "en": "pairs of readings of one note that leave exactly the same pathways open",
        "fr": "paires de lectures d’une même note qui laissent ouvertes exactement les mêmes voies",
    },
}
Row = tuple[str, ...]


def page(lang: str) -> str:
    """The page in *lang*, as it stands."""
    return (ROOT / "docs" / PAGES[lang]).read_text(encoding="utf-8")


def with_figures(lang: str) -> str:
    """The page in *lang* with the figures of today."""
    return _BLOCK.sub(lambda found: f"{found[1]}{table(found[2], lang)}{found[3]}", page(lang))


def table(name: str, lang: str) -> str:
    """The table *name* (`law`, `verdicts`, `grounds`, `three`, `questions`, `readings`, `clarity`) in Markdown."""
    made = {
        "law": _law,
        "verdicts": _verdicts,
        "grounds": _grounds,
        "three": _three,
        "questions": _questions,
        "readings": _readings,
        "clarity": _clarity,
    }
    head = _HEADS[name][lang]
    rows = [head, ("---",) * len(head), *made[name](lang)]
    return "\n" + "".join(f"| {' | '.join(row)} |\n" for row in rows) + "\n"


def _law(lang: str) -> Iterable[Row]:
    read = Session().read(str(ROOT / "examples" / "drones" / "proposal.yaml"))
    assert read.method is not None
    found = Counter(str(entry.certainty) for entry in read.method.evaluator.rubric.law)
    assert set(found) <= set(_CERTAINTY)
    return [(f"*{name}*", meaning[lang], str(found[name])) for name, meaning in _CERTAINTY.items()]


@cache
def _found(*, hindsight: bool = False, decided: bool = True) -> list[Found]:
    return [found_in(case, hindsight=hindsight, decided=decided) for case in read_cases()]


def _of(found: list[Found], polarity: str) -> list[Found]:
    return [one for one in found if one.case.polarity == polarity]


def _verdicts(lang: str) -> Iterable[Row]:
    negative, positive = _of(_found(), "negative"), _of(_found(), "positive")
    before = _of(_found(decided=False), "negative")
    defective, sound = sum(one.defective for one in negative), sum(not one.defective for one in positive)
    settled = len(negative) + len(positive)
    figures = {
        "defective": (defective, len(negative)),
        "refused": (sum(one.stopped for one in positive), len(positive)),
        "sound": (sound, len(positive)),
        "agree": (defective + sound, settled),
        "always": (len(negative), settled),
        "before": (sum(one.defective for one in before), len(before)),
    }
    return [(_WORDS[name][lang], _AT_ONCE[lang].format(*figure)) for name, figure in figures.items()]


def _grounds(lang: str) -> Iterable[Row]:
    read = Session().read(str(read_cases()[0].proposal))
    assert read.method is not None
    every = {safeguard.id for safeguard in read.method.evaluator.rubric.safeguards}
    now, before, hindsight = (_wanting(found) for found in (_found(), _found(decided=False), _found(hindsight=True)))
    scores: dict[str, Score] = {
        "established": grounds(now, unshown=False),
        "unshown": grounds(now, unshown=True),
        "everything": everything(now, every),
        "established-before": grounds(before, unshown=False),
        "unshown-before": grounds(before, unshown=True),
        "hindsight": grounds(hindsight, unshown=False),
    }
    return [(_WORDS[name][lang], _decimal(score.recall, lang), _decimal(score.precision, lang)) for name, score in scores.items()]


def _three(lang: str) -> Iterable[Row]:
    for name in ("negative-sound", "positive-defective", "positive-sound"):
        polarity, _, verdict = name.partition("-")
        own = _of(_found(), polarity)
        yield _WORDS[name][lang], *(_AT_ONCE[lang].format(sum(one.verdicts[at] == verdict for one in own), len(own)) for at in range(2))
    found = _found()
    settled = (sum(one.verdicts[at] != "not-shown" for one in found) for at in range(2))
    yield _WORDS["settled"][lang], *(_AT_ONCE[lang].format(count, len(found)) for count in settled)


def _questions(lang: str) -> Iterable[Row]:
    own = [one for one in _found() if one.case.polarity != "positive"]
    scores = {"first-apart": first_questions(own), "first-known": first_questions(own, known=True)}
    return [(_WORDS[name][lang], _decimal(score.recall, lang)) for name, score in scores.items()]


def _readings(lang: str) -> Iterable[Row]:
    """A column a reading: verdicts as answered, then recall as in `questions`."""
    every = [[found_in(case) for case in read_cases(proposals=folder)] for folder in READINGS.values()]
    for name in ("negative-sound", "positive-defective", "negative-defective"):
        polarity, _, verdict = name.partition("-")
        own = [_of(found, polarity) for found in every]
        yield _WORDS[name][lang], *(_AT_ONCE[lang].format(sum(one.verdicts[1] == verdict for one in found), len(found)) for found in own)
    contested = [[one for one in found if one.case.polarity != "positive"] for found in every]
    for name in ("first-apart", "first-known"):
        yield _WORDS[name][lang], *(_decimal(first_questions(found, known=name == "first-known").recall, lang) for found in contested)


def _wanting(found: list[Found]) -> list[Found]:
    return [one for one in found if one.defective and one.case.polarity != "positive"]


def _clarity(lang: str) -> Iterable[Row]:
    found = readings()
    yield _WORDS["readings"][lang], f"{len(found)}, {len({reading.note for reading in found})}"
    for what in ("levels", "tiers"):
        reached = alpha(units(found, what).values())
        assert reached is not None
        yield _WORDS[what][lang], _decimal(float(reached), lang)
    yield _WORDS["pathways"][lang], _AT_ONCE[lang].format(*agreement(found))


def _decimal(number: float, lang: str) -> str:
    return f"{number:.2f}".replace(".", "," if lang == "fr" else ".")
