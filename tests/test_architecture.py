"""The house: imports one way, types, lint, small files and functions, and what must not be in the code base."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[1]
SOURCES = sorted((REPOSITORY / "src/fmnotes").rglob("*.py"))
LONGEST_FILE = 260
LONGEST_FUNCTION = 45


@pytest.mark.parametrize(
    "command",
    [
        ["-c", "from importlinter.cli import lint_imports_command as run; run()"],
        ["-m", "ruff", "check", "src", "tests", "benchmarks"],
        ["-m", "ruff", "format", "--check", "src", "tests", "benchmarks"],
        ["-m", "mypy"],
    ],
    ids=["imports go one way", "lint", "format", "types"],
)
def test_the_tools_agree(command: list[str]) -> None:
    done = subprocess.run([sys.executable, *command], cwd=REPOSITORY, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(REPOSITORY).as_posix())
def test_files_and_functions_are_small(path: Path) -> None:
    text = path.read_text("utf-8")
    assert text.count("\n") <= LONGEST_FILE
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            assert (node.end_lineno or 0) - node.lineno < LONGEST_FUNCTION, node.name
    assert path.stem not in {"utils", "helpers", "common", "misc"}


def test_nothing_is_shipped_that_a_tool_left_behind() -> None:
    folders = (REPOSITORY / "src", REPOSITORY / "templates", REPOSITORY / "tests", REPOSITORY / "docs")
    found = (path.name for folder in folders for path in folder.rglob("*"))
    assert [name for name in found if name.endswith((".orig", ".rej", ".bak", "~"))] == []


def test_modules_say_what_they_are_for() -> None:
    assert [path.name for path in SOURCES if not ast.get_docstring(ast.parse(path.read_text("utf-8")))] == []


def test_nothing_executes_or_deletes_what_it_should_not() -> None:
    """No pickle, eval, exec, shell, recursive delete, or YAML's own loaders."""
    calls = {"eval", "exec", "compile_command", "rmtree", "system", "popen"}
    modules = {"pickle", "marshal", "shelve", "shutil", "subprocess", "socket", "urllib.request"}
    allowed = {
        "git/run.py": {"subprocess"},
        "publish/indexnow.py": {"urllib.request"},
        "preview/server.py": {"socket"},
        "site/checks/outside.py": {"urllib.request"},
        "site/workers.py": {"socket"},
    }
    every = modules
    for path in SOURCES:
        modules = every - allowed.get(path.relative_to(REPOSITORY / "src/fmnotes").as_posix(), set())
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
                assert name not in calls, (path, node.lineno)
                if isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Name):
                    assert (node.func.value.id, name) not in {("yaml", "load"), ("yaml", "full_load")}, path
            if isinstance(node, ast.Import):
                assert not {alias.name for alias in node.names} & modules, path
            if isinstance(node, ast.ImportFrom):
                assert node.module not in modules, path


def test_templates_quote_every_attribute() -> None:
    """Autoescape does not save an unquoted attribute."""
    import re

    for path in sorted((REPOSITORY / "templates").glob("*.html")):
        assert not re.search(r"(?<!; url)=\s*\{\{", path.read_text("utf-8")), path
        assert "|safe" not in path.read_text("utf-8").replace(" ", "")
