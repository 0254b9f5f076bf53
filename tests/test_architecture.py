"""The house rules that a machine can hold."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted((ROOT / "assess").rglob("*.py"))
CODE = [*MODULES, *sorted((ROOT / "benchmarks").glob("*.py")), ROOT / "hatch_build.py"]
MAY_PRINT = ("assess/commands/", "assess/terminal.py", "benchmarks/")
MACHINE = re.compile(r"(?<![\w.:/$}-])/(?:work|tmp|root|farm|opt|home/\w+|Users/\w+|var/folders)/" + r"|\b[A-Z]:\\\\?Users\\")
TEXT = (".py", ".md", ".yaml", ".yml", ".toml", ".j2", ".txt", ".svg", ".json", ".csv", "")
BUILT = {
    ".git",
    ".venv",
    "dist",
    "build",
    "__pycache__",
    ".hypothesis",
    ".mypy_cache",
    ".ruff_cache",
    ".pytest_cache",
    ".import_linter_cache",
}


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def tracked() -> list[Path]:
    """The files that git tracks; in a tree without git, those that are not built."""
    if (ROOT / ".git").exists() and shutil.which("git"):
        listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
        return [path for item in listed.decode().split("\0") if item and (path := ROOT / item).is_file()]
    return [path for path in ROOT.rglob("*") if path.is_file() and not BUILT.intersection(path.relative_to(ROOT).parts)]


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def calls(tree: ast.AST, *names: str) -> Iterator[ast.Call]:
    """The calls of functions and methods of these *names*."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            if called in names:
                yield node


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def test_imports_point_down_only_and_each_library_has_one_home() -> None:
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()", "--no-cache"]
    found = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
    assert found.returncode == 0, found.stdout + found.stderr


def test_no_function_is_longer_than_forty_lines() -> None:
    lengths = {
        f"{name(path)}: {found.name}": (found.end_lineno or 0) - found.lineno + 1 for path in CODE for found in functions(parsed(path))
    }
    assert {where: length for where, length in lengths.items() if length > 40} == {}


def test_no_module_is_longer_than_five_hundred_lines() -> None:
    lengths = {name(path): len(path.read_text(encoding="utf-8").splitlines()) for path in CODE}
    assert {where: length for where, length in lengths.items() if length > 500} == {}


def test_only_the_commands_and_the_terminal_print() -> None:
    printing = [
        f"{name(path)}:{call.lineno}"
        for path in CODE
        if not name(path).startswith(MAY_PRINT)
        for call in calls(parsed(path), "print", "echo")
        if name(path) != "assess/cli.py"
    ]
    assert printing == []


def test_every_text_file_is_opened_with_its_encoding_named() -> None:
    silent = [
        f"{name(path)}:{call.lineno}"
        for path in [*CODE, *sorted((ROOT / "tests").rglob("*.py"))]
        for call in calls(parsed(path), "open", "read_text", "write_text", "fdopen")
        if _of_text(call) and not any(word.arg == "encoding" for word in call.keywords)
    ]
    assert silent == []


def _of_text(call: ast.Call) -> bool:
    """Whether *call* reads or writes a file of text: a method `open` without a mode is one of ours, as is a function `read_text`."""
    method = call.func.attr if isinstance(call.func, ast.Attribute) else ""
    if method in ("read_text", "write_text"):
        return True
    modes = [item.value for item in (*call.args, *(word.value for word in call.keywords)) if isinstance(item, ast.Constant)]
    binary = any(isinstance(mode, str) and "b" in mode and set(mode) <= set("rwxab+") for mode in modes)
    named = method or (call.func.id if isinstance(call.func, ast.Name) else "")
    return named in ("open", "fdopen") and not binary and (bool(modes) or not method)


def test_text_is_composed_in_one_place() -> None:
    """Composing takes the square of the marks that follow each other: `unseen.composed` parts them first."""
    found = [path.name for path in sorted((ROOT / "assess").rglob("*.py")) if re.search(r"\bnormalize\(", path.read_text(encoding="utf-8"))]
    assert found == ["unseen.py"]


@pytest.mark.parametrize("folder", ["assess", "tests", "benchmarks"])
def test_every_folder_of_code_is_a_package(folder: str) -> None:
    folders = {path.parent for path in (ROOT / folder).rglob("*.py")}
    assert [name(path) for path in sorted(folders) if not (path / "__init__.py").is_file()] == []


def test_no_file_names_a_place_of_the_machine_it_was_written_on() -> None:
    found = []
    for path in tracked():
        if path.suffix in TEXT and "bad" not in path.parts and path != Path(__file__).resolve():
            lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
            found += [f"{name(path)}:{number}: {line[:100]}" for number, line in enumerate(lines, 1) if MACHINE.search(line)]
    assert found == []


def test_a_place_of_a_machine_is_recognised() -> None:
    assert MACHINE.search("see /" + "home/alice/notes.txt")
    assert MACHINE.search("'/" + "tmp/x'")
    assert not MACHINE.search("https://example.org/work/item")
    assert not MACHINE.search("either/work/or rest")


@pytest.mark.parametrize(
    ("code", "of_text"),
    [
        ("path.read_text()", True),
        ("path.write_text(text)", True),
        ("open(path)", True),
        ("path.open('w')", True),
        ("open(path, 'rb')", False),
        ("path.open('wb+')", False),
        ("session.open(folder)", False),
        ("read_text(tokens)", False),
    ],
)
def test_what_opens_text_is_recognised(code: str, of_text: bool) -> None:
    (call,) = calls(ast.parse(code), "open", "read_text", "write_text", "fdopen")
    assert _of_text(call) == of_text


def test_no_modules_import_each_other_in_a_circle() -> None:
    graph = grimp.build_graph("assess", cache_dir=None)
    imports = {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
    assert circles(imports) == []


@pytest.mark.parametrize(
    ("imports", "expected"),
    [
        ({"a": {"b"}, "b": {"c"}, "c": set()}, []),
        ({"a": {"b"}, "b": {"a"}, "c": {"a"}}, [["a", "b"]]),
        ({"a": {"b"}, "b": {"c"}, "c": {"a", "d"}, "d": {"e"}, "e": {"d"}}, [["a", "b", "c"], ["d", "e"]]),
    ],
)
def test_a_circle_is_recognised(imports: dict[str, set[str]], expected: list[list[str]]) -> None:
    assert circles(imports) == expected


def circles(imports: dict[str, set[str]]) -> list[list[str]]:
    """The modules that lead back to themselves, each group that hangs together in a list."""
    reached = {module: reachable(module, imports) for module in imports}
    groups = {
        tuple(sorted(other for other in reached[module] if module in reached[other])) for module in imports if module in reached[module]
    }
    return [list(group) for group in sorted(groups)]


def reachable(module: str, imports: dict[str, set[str]]) -> set[str]:
    found: set[str] = set()
    left = [module]
    while left:
        new = imports[left.pop()] - found
        found |= new
        left += new
    return found
