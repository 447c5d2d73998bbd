"""The study notes of this repository: their code runs, their figures are what their scripts draw."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import SiteTest

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


def test_a_post_without_a_date_in_its_name_is_parked_as_in_jekyll(site: SiteTest) -> None:
    site.note("ai/_posts/생각.md", "# 생각\n\n글").note("_posts/2024-01-31-글.md", "# 글\n\n글").build()
    assert [one for one in site.tree() if "생각" in one] == []
    assert site.codes == ["post-undated"]
    assert site.main("/글/")


def test_list_pages_of_other_themes_give_way(site: SiteTest) -> None:
    liquid = "{% assign posts = site.categories.NLP %}\n{% for post in posts %} {% include single.html %} {% endfor %}"
    site.note("_pages/tags.md", "---\ntitle: Tags\nlayout: tags\npermalink: /tags/\n---\n")
    site.note("_pages/nlp.md", f"---\nlayout: archive\npermalink: categories/nlp\n---\n\n{liquid}\n")
    site.note("a.md", "---\ntags: [가]\ncategories: [NLP]\n---\n글").build()
    assert [code for code in site.codes if code != "template-tag"] == []
    assert site.result
    assert dict(site.result.outcome.hidden) == {"list": 2}
    assert "태그" in site.main("/tags/")


@pytest.mark.parametrize("name", ["2024-07-19(금)", "2024.07.22(월)", "2024-07-20 (토)", "2024-07-23_화"])
def test_a_daily_note_may_name_the_day_of_the_week(site: SiteTest, name: str) -> None:
    site.note(f"{name}.md", "글").build()
    (page,) = [one for one in site.tree() if one.startswith("2024")]
    assert f"<h1>{name}</h1>" in site.page(f"/{page.removesuffix('index.html')}")
    assert "2024. 7. " in site.page(f"/{page.removesuffix('index.html')}")


def test_a_callout_may_be_named_on_a_line_of_its_own(site: SiteTest) -> None:
    site.note("a.md", ">[!summary]\n>내용\n>\n>^summary\n\n글").build()
    assert 'class="callout callout-abstract"' in site.body("/a/")
    assert 'id="^summary"' in site.body("/a/")
