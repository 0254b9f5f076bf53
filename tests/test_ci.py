"""What `docs/ci.md` tells people to copy is true, and the files it leads to work."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
import yaml

from assess.model import exit_codes as codes
from tests.processes import ROOT
from tests.running import run

PAGES = {"en": "ci.md", "fr": "ci.fr.md"}
BOTH = pytest.mark.parametrize("lang", sorted(PAGES))
DRAFT = "essai.impact-study.md"


def page(lang: str) -> str:
    return (ROOT / "docs" / PAGES[lang]).read_text(encoding="utf-8")


def blocks(lang: str, kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```$", page(lang), re.MULTILINE | re.DOTALL)


def shown(tool: str) -> list[Any]:
    """The YAML blocks of the page for *tool*."""
    return [yaml.safe_load(block) for block in blocks("en", "yaml") if block.startswith(f"# {tool}\n")]


def read(name: str) -> Any:
    return yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))


@pytest.fixture
def tree(here: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A tree with a proposal, its draft, and a link that leads nowhere."""
    here = here / "copie du dépôt"
    here.mkdir()
    monkeypatch.chdir(here)
    shutil.copy(ROOT / "tests" / "checks" / "base" / "proposal.yaml", here / "essai.yaml")
    assert run("essai.yaml", "-q").code == codes.DONE
    with (here / DRAFT).open("a", encoding="utf-8") as draft:
        draft.write("\nVoir [l’annexe](annexe.md).\n")
    return here


def test_both_pages_have_the_same_blocks() -> None:
    assert blocks("en", "yaml") == blocks("fr", "yaml")
    assert blocks("en", "sh") == blocks("fr", "sh")
    assert re.findall(r"^#+ ", page("en"), re.MULTILINE) == re.findall(r"^#+ ", page("fr"), re.MULTILINE)


@BOTH
def test_links_lead_somewhere(lang: str) -> None:
    assert all((ROOT / "docs" / target).is_file() for target in re.findall(r"\]\(([^):]+)\)", page(lang)))


def test_the_hooks_shown_exist_and_all_are_shown() -> None:
    used = [hook for block in shown("pre-commit") for repo in block["repos"] for hook in repo["hooks"]]
    assert {hook["id"] for hook in used} == {hook["id"] for hook in read(".pre-commit-hooks.yaml")}


@pytest.mark.usefixtures("tree")
def test_the_entries_of_the_hooks_find_what_is_wrong() -> None:
    extra = {hook["id"]: [*hook.get("args", [])] for block in shown("pre-commit") for hook in block["repos"][0]["hooks"]}
    for hook in read(".pre-commit-hooks.yaml"):
        name, *arguments = shlex.split(hook["entry"])
        passed = [] if hook.get("pass_filenames") is False else [DRAFT]
        extra[hook["id"]] = extra[hook["id"]] or hook.get("args", [])
        assert re.search(hook["files"], DRAFT)
        ended = run(*arguments, *extra[hook["id"]], *passed)
        assert (name, ended.code) == ("assess", codes.FOUND)
        assert re.search(r": (?:error|erreur|warning|avertissement) ?: ", ended.out.partition("\n")[0]), "first what makes the commit fail"
        assert "[link-broken]" in ended.out
        assert re.match(r"(Errors|Erreurs) ?: 1", ended.err), "and always how much there is"


def test_the_action_has_the_inputs_and_the_outputs_shown() -> None:
    action = read("action.yml")
    uses = [step for block in shown("github") for step in block["jobs"]["check"]["steps"]]
    ours = [step for step in uses if step["uses"].startswith("example/assess@")]
    assert len(ours) == len(shown("github"))
    assert {name for step in ours for name in step["with"]} <= set(action["inputs"])
    named = set(re.findall(r"inputs\.([a-z-]+)", (ROOT / "action.yml").read_text(encoding="utf-8")))
    assert named == set(action["inputs"])
    sarif = next(step for step in ours if step["with"].get("format") == "sarif")
    assert next(step["with"]["sarif_file"] for step in uses if "upload-sarif" in step["uses"]) == sarif["with"]["output"]


def program(folder: Path) -> None:
    """Put `assess` in *folder*, as an installation does."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "assess").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m assess "$@"\n', encoding="utf-8")
    (folder / "assess").chmod(0o755)


def step(tree: Path, folder: str = ".", **inputs: str) -> subprocess.CompletedProcess[str]:
    """The step of the action that checks, run as a runner does, in *folder* of the checkout *tree*."""
    action = read("action.yml")
    values = {name: str(entry["default"]) for name, entry in action["inputs"].items()} | {k.replace("_", "-"): v for k, v in inputs.items()}
    check = next(step for step in action["runs"]["steps"] if step.get("id") == "check")
    given = {name: re.sub(r"\$\{\{ inputs\.([a-z-]+) \}\}", lambda found: values[found[1]], text) for name, text in check["env"].items()}
    assert "${{" not in check["run"], "inputs reach a script by its environment only"
    programs = tree.parent / "programs"
    program(programs)
    (programs / "step.sh").write_text(check["run"], encoding="utf-8")
    environment = os.environ | given | {"PATH": f"{programs}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT)}
    environment |= {"GITHUB_OUTPUT": str(tree / "outputs"), "GITHUB_WORKSPACE": str(tree), "CI": "true"}
    command = ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", str(programs / "step.sh")]
    return subprocess.run(command, cwd=tree / folder, env=environment, capture_output=True, text=True, encoding="utf-8", check=False)


@pytest.mark.skipif(sys.platform == "win32", reason="the runner has bash; this machine may not")
def test_the_action_annotates_and_fails(tree: Path) -> None:
    ended = step(tree, lang="en")
    assert ended.returncode == codes.FOUND
    assert f"::error file={DRAFT},line=" in ended.stdout
    assert step(tree, fail_on="never").returncode == codes.DONE


SPACED = "Projet de loi – été"
"""A folder with spaces, an accent and a dash, as people name theirs."""


def spaced(tree: Path) -> str:
    """The draft and its proposal, moved to a folder of such a name; its path."""
    (tree / SPACED).mkdir()
    for name in (DRAFT, "essai.yaml"):
        (tree / name).rename(tree / SPACED / name)
    return f"{SPACED}/{DRAFT}"


@pytest.mark.skipif(sys.platform == "win32", reason="the runner has bash; this machine may not")
def test_the_action_takes_a_path_a_line_whatever_is_in_it(tree: Path) -> None:
    path = spaced(tree)
    for paths in (path, f"  {path}  \n\n{SPACED}/essai.yaml\n", f"{path}\r\n", SPACED):
        ended = step(tree, lang="en", paths=paths)
        assert (ended.returncode, "link-broken" in ended.stdout) == (codes.FOUND, True), ended.stderr


def test_the_name_of_a_file_is_never_an_option(tree: Path) -> None:
    hostile = "--write-baseline=x.impact-study.md"
    (tree / DRAFT).rename(tree / hostile)
    hook = next(hook for hook in read(".pre-commit-hooks.yaml") if hook["id"] == "assess-check")
    ended = run(*shlex.split(hook["entry"])[1:], *hook["args"], hostile)
    assert (ended.code, "[link-broken]" in ended.out) == (codes.FOUND, True)
    assert not (tree / "x.impact-study.md").exists()


@pytest.mark.parametrize("name", ["--write-baseline=x.impact-study.md", "-q", "--quiet", "--fail-on=never"])
def test_what_is_both_a_file_and_an_option_is_refused_without_two_hyphens(tree: Path, name: str) -> None:
    (tree / name).write_text("# Étude\n", encoding="utf-8")
    ended = run("check", DRAFT, name)
    assert (ended.code, ended.out) == (codes.INVALID, "")
    assert f"`{name}`" in ended.err
    assert not (tree / "x.impact-study.md").exists()
    assert run("check", "--quiet", "--", DRAFT).code == codes.FOUND, "options that are written before two hyphens are options"


@pytest.mark.skipif(sys.platform == "win32", reason="the runner has bash; this machine may not")
def test_the_action_writes_its_report_to_a_folder_that_is_not_there_and_one_output(tree: Path) -> None:
    assert step(tree, output="rapports/de ce jour/assess.txt", format="text").returncode == codes.FOUND
    assert "link-broken" in (tree / "rapports/de ce jour/assess.txt").read_text(encoding="utf-8")
    (tree / "outputs").unlink()
    for output in ("a.txt\nreport=autre", "a.txt\r\nreport=autre", "\nreport=autre"):
        assert step(tree, output=output).returncode == codes.INVALID
        assert not (tree / "outputs").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="the runner has bash; this machine may not")
def test_the_action_writes_a_report_and_takes_no_input_for_a_command(tree: Path) -> None:
    ended = step(tree, format="sarif", output="assess.sarif", paths=f"{DRAFT}\nessai.yaml")
    assert (ended.returncode, ended.stdout) == (codes.FOUND, "")
    assert '"link-broken"' in (tree / "assess.sarif").read_text(encoding="utf-8")
    assert (tree / "outputs").read_text(encoding="utf-8") == "report=assess.sarif\n"
    assert step(tree, paths="$(touch taken); touch taken").returncode == codes.INVALID
    assert not (tree / "taken").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="the runner has bash; this machine may not")
@pytest.mark.parametrize(("folder", "path"), [(".", f"{SPACED}/{DRAFT}"), (SPACED, DRAFT), (SPACED, "."), (SPACED, f"../{SPACED}")])
def test_the_action_names_files_from_the_root_wherever_it_is_run(tree: Path, folder: str, path: str) -> None:
    spaced(tree)
    ended = step(tree, folder, paths=path)
    assert re.findall("^::error file=(.*?),line=", ended.stdout, re.MULTILINE) == [f"{SPACED}/{DRAFT}"]
    ended = step(tree, folder, paths=path, format="sarif", output="rapport.sarif")
    assert f'"uri": "{quote(SPACED)}/{DRAFT}"' in (tree / folder / "rapport.sarif").read_text(encoding="utf-8")


TRUST = 'templates = "../dehors"\n'
"""A setting that leaves the checkout."""


def outside(tree: Path) -> None:
    """Have the settings of *tree* lead out of it."""
    (tree / "assess.toml").write_text(TRUST, encoding="utf-8")
    (tree.parent / "dehors").mkdir()


@pytest.mark.skipif(sys.platform == "win32", reason="the runner has bash; this machine may not")
def test_the_action_follows_what_leaves_the_checkout_only_when_it_is_trusted(tree: Path) -> None:
    outside(tree)
    assert step(tree).returncode == codes.INVALID
    assert step(tree, trust="true").returncode == codes.FOUND


def test_the_template_of_gitlab_has_the_variables_shown() -> None:
    template = read("docs/ci/gitlab.yml")
    for block in shown("gitlab"):
        assert (ROOT / block["include"][0]["file"]).is_file()
        given = block.get("variables", {}) | block.get("assess-check", {}).get("variables", {})
        assert given
        assert set(given) <= set(template["variables"])
        assert set(block) <= {"include", "variables", "assess-check"}


def job(tree: Path, folder: str = ".", **variables: str) -> subprocess.CompletedProcess[str]:
    """The script of the job of GitLab, run as a runner does, in *folder* of the checkout *tree*."""
    template = read("docs/ci/gitlab.yml")
    script = "set -e\n" + "\n".join(template["assess-check"]["script"])
    program(tree / ".assess-venv" / "bin")
    environment = os.environ | template["variables"] | {"PYTHONPATH": str(ROOT), "CI_PROJECT_DIR": str(tree), "CI": "true"} | variables
    return subprocess.run(
        ["sh", "-c", script], cwd=tree / folder, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )


ON_SH = pytest.mark.skipif(sys.platform == "win32", reason="the job runs in a container with sh")


@ON_SH
def test_the_job_of_gitlab_writes_its_reports_and_fails(tree: Path) -> None:
    assert job(tree).returncode == codes.FOUND
    for report in read("docs/ci/gitlab.yml")["assess-check"]["artifacts"]["reports"].values():
        assert "link-broken" in (tree / report).read_text(encoding="utf-8")


@ON_SH
def test_the_job_of_gitlab_takes_a_path_a_line_whatever_is_in_it(tree: Path) -> None:
    path = spaced(tree)
    for end in ("\n", "\r\n", "\n\n"):
        ended = job(tree, ASSESS_PATHS=f"{path}{end}{SPACED}/essai.yaml{end}")
        assert ended.returncode == codes.FOUND
        assert "(files checked: 2)" in ended.stderr


@ON_SH
@pytest.mark.parametrize(("fail_on", "failures"), [("error", True), ("never", False)])
def test_the_tests_shown_by_gitlab_fail_when_the_job_does(tree: Path, fail_on: str, failures: bool) -> None:
    ended = job(tree, ASSESS_FAIL_ON=fail_on)
    report = (tree / "assess-junit.xml").read_text(encoding="utf-8")
    assert (ended.returncode == codes.FOUND) == ("<failure" in report) == failures


@ON_SH
@pytest.mark.parametrize(("folder", "path"), [(".", f"{SPACED}/{DRAFT}"), (SPACED, DRAFT), (SPACED, ".")])
def test_the_job_of_gitlab_names_files_from_the_root_wherever_it_is_run(tree: Path, folder: str, path: str) -> None:
    spaced(tree)
    assert job(tree, folder, ASSESS_PATHS=path).returncode == codes.FOUND
    quality = json.loads((tree / "gl-code-quality-report.json").read_text(encoding="utf-8"))
    assert {row["location"]["path"] for row in quality} == {f"{SPACED}/{DRAFT}"}
    assert f'<testsuite name="{SPACED}/{DRAFT}"' in (tree / "assess-junit.xml").read_text(encoding="utf-8")


@ON_SH
def test_the_job_of_gitlab_follows_what_leaves_the_checkout_only_when_it_is_trusted(tree: Path) -> None:
    outside(tree)
    assert job(tree, ASSESS_TRUST="false").returncode == codes.INVALID
    assert job(tree, ASSESS_TRUST="true").returncode == codes.FOUND
