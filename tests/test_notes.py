"""The study notes of this repository: their code runs, their figures are what their scripts draw."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[1]
NOTES = sorted((REPOSITORY / "notes").rglob("*.md"))
FIGURES = sorted(path for path in (REPOSITORY / "docs/figures").glob("*.py") if not path.stem.endswith("svg"))
_CODE = re.compile(r"^```python[^\n]*\n(.*?)^```", re.MULTILINE | re.DOTALL)
WITH_CODE = [path for path in NOTES if _CODE.search(path.read_text("utf-8"))]


def _run(arguments: list[str], folder: Path) -> str:
    environment = os.environ | {"PYTHONPATH": "", "PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, *arguments], cwd=folder, env=environment, capture_output=True, encoding="utf-8", timeout=60
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("path", WITH_CODE, ids=lambda path: path.relative_to(REPOSITORY / "notes").as_posix())
def test_the_code_of_a_note_runs(path: Path, tmp_path: Path) -> None:
    """All blocks of a note, one after the other, as a reader would type them; their asserts hold."""
    (tmp_path / "note.py").write_text("\n".join(_CODE.findall(path.read_text("utf-8"))), "utf-8")
    _run(["note.py"], tmp_path)


@pytest.mark.parametrize("script", FIGURES, ids=lambda path: path.stem)
def test_a_script_draws_the_figures_of_the_notes(script: Path, tmp_path: Path) -> None:
    _run([str(script)], tmp_path)
    drawn = {path.relative_to(tmp_path): path.read_bytes() for path in tmp_path.rglob("*.svg")}
    assert drawn
    for name, data in drawn.items():
        assert (REPOSITORY / name).read_bytes() == data, name


def test_every_figure_has_a_script(tmp_path: Path) -> None:
    for script in FIGURES:
        _run([str(script)], tmp_path)
    drawn = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.svg")}
    assert {path.relative_to(REPOSITORY).as_posix() for path in (REPOSITORY / "notes").rglob("*.svg")} == drawn


def test_the_collection_is_worth_a_visit() -> None:
    assert len(NOTES) >= 20
    assert sum(path.stem.endswith(".en") for path in NOTES) >= 8
