"""The method of annexes, read from `templates/annexes/`: what an authority must receive, what a protocol says, risks, duties."""

from __future__ import annotations

from typing import Final

import msgspec
from msgspec import Struct

from assess.model.rubric import Text
from assess.yaml_source.document import read_document

FOLDER: Final = "annexes"


class Field(Struct, frozen=True, forbid_unknown_fields=True):
    """Something that a form asks for."""

    text: Text
    expects: Text
    """What is to be written where the proposal is silent."""
    at: str = ""
    """Where the text asks for it."""
    says: tuple[str, ...] = ()
    """Where the proposal may say it: `fact:area`, `criterion:maturity.trl`, `safeguard:withdrawal`, `study:evaluation`…"""
    columns: tuple[Text, ...] = ()
    """A table that people complete, where the proposal has none."""


class Part(Struct, frozen=True, forbid_unknown_fields=True):
    """Fields under a title."""

    title: Text
    fields: tuple[Field, ...]


class Form(Struct, frozen=True, forbid_unknown_fields=True):
    """What someone must receive, or what a document must say."""

    id: str
    title: Text
    parts: tuple[Part, ...]
    to: Text | None = None
    """Who receives it."""
    law: tuple[str, ...] = ()
    """The entries of law that ask for it, as `law:<id>`; the first one is the text of which the fields name the places."""
    texts: tuple[str, ...] = ()
    """The texts made for such uses that call for it; none, like `safeguards`: every use does."""
    safeguards: tuple[str, ...] = ()
    """The guarantees of which any, required or perhaps so, calls for it."""
    certainty: str = "confirmed"
    """How sure we are that the text asks for these very fields."""
    since: str = ""
    """The first day of the wording that asks for them, where it is later than that of the entry."""
    remark: Text | None = None


class Duty(Struct, frozen=True, forbid_unknown_fields=True):
    """A duty of an act, and whose it is."""

    law: str
    who: Text
    classes: tuple[str, ...]
    """The classes of use that carry it."""
    known: str = ""
    """The day from which it was known, where it came later than the act."""


class Forms(Struct, frozen=True, forbid_unknown_fields=True):
    """`requests.yaml`, `experiment.yaml`, `dpia.yaml`."""

    forms: tuple[Form, ...]


class Risks(Struct, frozen=True, forbid_unknown_fields=True):
    """`safeguards.yaml`: the risk that each guarantee answers."""

    risks: dict[str, Text]


class Duties(Struct, frozen=True, forbid_unknown_fields=True):
    """`ai-act.yaml`."""

    rubric: str
    """The rubric that tells the class of the use."""
    duties: tuple[Duty, ...]


AnnexData = Forms | Risks | Duties
FILES: Final[dict[str, tuple[str, type[Forms | Risks | Duties]]]] = {
    "request": (f"{FOLDER}/requests.yaml", Forms),
    "experiment": (f"{FOLDER}/experiment.yaml", Forms),
    "dpia": (f"{FOLDER}/dpia.yaml", Forms),
    "safeguards": (f"{FOLDER}/safeguards.yaml", Risks),
    "ai-act": (f"{FOLDER}/ai-act.yaml", Duties),
}
"""The file of each kind that has one, and what it holds."""


def read(kind: str, text: str) -> AnnexData:
    """What the YAML *text* says for the annex *kind*. Raises `msgspec.ValidationError`."""
    name, holds = FILES[kind]
    return msgspec.convert(read_document(text, name).root, type=holds)
