"""`assess new`: a commented proposal to fill in, for one technology."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from assess import files, store
from assess.commands.session import Method, Session, refused, today_or
from assess.messages import filled
from assess.model.exit_codes import DONE
from assess.model.finding import Finding, Place
from assess.reporters.starting import Start, starting, typed
from assess.reporters.visible import inert
from assess.yaml_source.nearest import nearest
from assess.yaml_source.unseen import composed


def new(session: Session, technology: str, output: str, *, listing: bool) -> int:
    """Write a new proposal of *technology* to *output* (`-`: stdout), never over a file; or print the technologies. Gives the exit code."""
    lang, method = session.lang(), session.default()
    day, faults = today_or(session.chosen_as_of, "--as-of")
    if method is None or faults:
        return refused([*session.told(), *faults], lang)
    if listing:
        return _list(method, lang)
    if wrong := _wrong(method, technology, output):
        return refused([wrong], lang)
    target = output or f"{technology}.yaml"
    schema = f"{method.evaluator.rubric.id}.schema.json"
    name = Path(target).name if target != "-" else f"{technology}.yaml"
    chosen = session.chosen_rubric if session.chosen_rubric not in store.rubric_names() else ""
    start = Start(technology, day, lang, name, schema, _identifier(Path(name).stem, technology), chosen)
    text = starting(method.evaluator, start)
    if target == "-":
        sys.stdout.write(text)
        return DONE

    def made(data: bytes | None) -> bytes:
        if data is not None:  # somebody was faster
            raise files.FileFault("new-there", files.shown(target))
        return text.encode()

    files.rewrite(target, made)
    told = (filled("starting", message, lang, {"path": typed(files.shown(target))}) for message in ("created", "next"))
    sys.stderr.write(inert("".join(f"{line}\n" for line in told)))
    return DONE


def _wrong(method: Method, technology: str, output: str) -> Finding | None:
    names = method.names.technologies
    if technology not in names:
        message = "new-technology" if technology else "new-which"
        near = nearest(technology, list(names))
        return Finding(message, Place(method.evaluator.rubric.id), {"found": technology}, nearest=near)
    target = output or f"{technology}.yaml"
    if target != "-" and not target.lower().endswith(files.YAML):
        return Finding("new-ending", Place(files.shown(target)))
    return Finding("new-there", Place(files.shown(target))) if target != "-" and files.there(target) else None


def _list(method: Method, lang: str) -> int:
    values = next((fact.values for fact in method.evaluator.rubric.facts if fact.id == "technology"), ())
    wide = max((len(value.id) for value in values), default=0)
    sys.stdout.write(inert("".join(f"{value.id:<{wide}}  {value.text[lang]}\n" for value in values)))
    return DONE


def _identifier(stem: str, otherwise: str) -> str:
    """The id of a proposal in the file called *stem*: letters, digits and hyphens."""
    plain = composed(stem, "NFKD").encode("ascii", "ignore").decode()
    made = re.sub(r"[^A-Za-z0-9]+", "-", plain).strip("-").lower()
    return made if re.match("[a-z]", made) else otherwise
