"""`assess rubric list`, `show`, `check`, and `assess schema`."""

from __future__ import annotations

import sys
from pathlib import Path

from assess import files, store
from assess.commands.cases import try_cases
from assess.commands.session import Session, complain, law_of, refused, unknown_rubric
from assess.engine.reach import before_law, unreached
from assess.loading.rubric import finding_at
from assess.messages import say
from assess.model.exit_codes import DONE, INVALID
from assess.model.finding import Finding, Place
from assess.reporters import schemas
from assess.reporters.pages import items, page, rubric_page
from assess.reporters.schema_of_proposals import proposal_schema
from assess.reporters.text import json_text
from assess.reporters.visible import inert
from assess.yaml_source.nearest import nearest


def list_rubrics(session: Session) -> int:
    """Print the name, version and title of each rubric at hand."""
    for name in store.rubric_names():
        method = session.open(files.shipped("rubrics") / name)
        if method is not None:
            rubric = method.evaluator.rubric
            sys.stdout.write(f"{name}  {rubric.version}  {rubric.title[session.lang()]}\n")
    findings = session.told()
    complain(findings, session.lang())
    return INVALID if findings else DONE


def check_rubric(session: Session, rubric: str, cases: str = "") -> int:
    """Read the *rubric* of that name afresh and say every fault of it, rules that never hold included; then try the *cases*."""
    lang = session.lang()
    name = rubric or store.DEFAULT
    folder = store.find_rubric(name)
    if folder is None:
        return refused([unknown_rubric(name)], lang)
    try:
        loaded, documents = store.read_rubric(folder, law_of(session.settings(".")))
    except files.FileFault as fault:
        return refused([fault.finding], lang)
    findings = list(loaded.findings)
    if loaded.rubric is not None:
        misplaced = [*unreached(loaded.rubric), *before_law(loaded.rubric)]
        findings += [finding_at(documents, rule.keys, rule.message, dict(rule.values)) for rule in misplaced]
        order = {document.path: at for at, document in enumerate(documents)}
        findings.sort(key=lambda finding: (order[finding.place.path], finding.place.line, finding.place.column))
    complain(findings, lang)
    if loaded.rubric is None or findings:
        return INVALID
    found = loaded.rubric
    counts = {"rules": len(list(found.expressions())), "facts": len(found.facts), "criteria": len(found.criteria)}
    values = {"path": store.label_of(folder), **{name: str(count) for name, count in counts.items()}}
    sys.stdout.write(inert(say("rubric-sound", lang, values)) + "\n")
    return try_cases(session, found, cases) if cases else DONE


def show_rubric(session: Session, rubric: str, item: str, *, no_precedents: bool = False) -> int:
    """Print the page of the *rubric* of that name, or of its *item*; with *no_precedents*, without what decisions came to."""
    lang = session.lang()
    name = rubric or store.DEFAULT
    method = session.named(name)
    if method is None:
        return refused([*session.told(), *([] if store.find_rubric(name) else [unknown_rubric(name)])], lang)
    found = method.evaluator.rubric
    text = page(found, item, lang, blind=no_precedents) if item else rubric_page(found, lang, blind=no_precedents)
    if text is None:
        return refused([Finding("unknown-item", Place(name), {"found": item}, nearest=nearest(item, items(found)))], lang)
    sys.stdout.write(inert(text))
    return DONE


def schema(session: Session, kind: str, output: str = "") -> int:
    """Print the JSON Schema of *kind*, or write it to *output*; that of proposals, under the rubric chosen. Gives the exit code."""
    found = schemas.rubric_schema() if kind == "rubric" else schemas.assessment_schema()
    if kind == "proposal":
        method = session.default()
        if method is None:
            return refused(session.told(), session.lang())
        found = proposal_schema(method.evaluator.rubric, session.lang())
    text = json_text(found, indent=1) + "\n"
    if not output:
        sys.stdout.write(text)
        return DONE
    if Path(output).suffix.lower() != ".json":
        return refused([Finding("schema-ending", Place(files.shown(output)))], session.lang())
    files.rewrite(output, lambda _: text.encode())
    return DONE
