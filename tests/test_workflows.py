"""The workflows that `init` writes, and the guide: their commands are run as they stand."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from fmnotes.cli.main import main
from fmnotes.config import Config, load_config
from fmnotes.publish import workflows
from fmnotes.publish.workflows import workflow_files
from tests.repository import Repository, git

REPOSITORY = Path(__file__).parents[1]
WORKFLOWS = sorted((REPOSITORY / ".github/workflows").glob("*.yml"))
GUIDE = (REPOSITORY / "docs/publishing.md").read_text("utf-8")


def _environment(**more: str) -> dict[str, str]:
    """The program of this environment first on the path; what pip is told to install is there already."""
    return os.environ | {"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}", "PIP_NO_INDEX": "1"} | more


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_actions_are_pinned_and_rights_are_few(path: Path) -> None:
    text = path.read_text("utf-8")
    workflow = yaml.safe_load(text)
    assert workflow["permissions"] == {}
    for name in re.findall(r"uses: (\S+)", text):
        assert re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", name), name
    assert "pull_request_target" not in text
    assert "workflow_run" not in text
    for name, job in workflow["jobs"].items():
        rights = job["permissions"]
        assert ("id-token" in rights) == (name in {"deploy", "publish"}), name
        assert set(rights.values()) <= {"read"} or name in {"deploy", "publish"}
        for step in job["steps"]:
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] is False
            assert "${{" not in step.get("run", ""), "an expression in a script can be injected"


def test_this_repository_uses_what_it_gives_to_others() -> None:
    config, _ = load_config(REPOSITORY)
    assert config is not None
    for path, text in workflow_files(config, package=".").items():
        there = path.read_text("utf-8")
        # The branch of a checkout in CI is not that of the repository.
        assert re.sub(r"branches: \[.*?\]", "", there) == re.sub(r"branches: \[.*?\]", "", text)


@pytest.mark.parametrize(
    ("drawn", "font", "extras"), [(False, "", ""), (True, "", "[mermaid]"), (True, "a.ttf", "[cards,mermaid]")]
)
def test_github_installs_what_is_used_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, drawn: bool, font: str, extras: str
) -> None:
    """Or diagrams that are drawn here would be published as their source."""
    monkeypatch.setattr(workflows, "can_draw", lambda: drawn)
    for text in workflow_files(Config(tmp_path, card_font=font)).values():
        assert f'pip install "fmnotes{extras}==' in text


def _init(folder: Path) -> str:
    done = CliRunner().invoke(main, ["init", str(folder), "--lang", "en"])
    assert done.exit_code == 0, done.stderr
    return done.stderr


def test_the_steps_of_the_pages_workflow_build_the_site(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    _init(repository.work)
    workflow = yaml.safe_load((repository.work / ".github/workflows/pages.yml").read_text("utf-8"))
    job = workflow["jobs"]["build"]
    where = repository.work / job["defaults"]["run"]["working-directory"]
    for step in job["steps"]:
        if "run" in step:
            environment = _environment(**dict.fromkeys(step.get("env", {}), "https://u.github.io/repo/"))
            subprocess.run(["bash", "-e", "-c", step["run"]], cwd=where, env=environment, check=True)
    upload = next(step for step in job["steps"] if "upload-pages-artifact" in step.get("uses", ""))
    page = (repository.work / upload["with"]["path"] / "index.html").read_text("utf-8")
    assert 'href="https://u.github.io/repo/"' in page


def test_the_steps_of_the_pull_request_workflow_build_it_with_no_rights(tmp_path: Path) -> None:
    repository = Repository(tmp_path).note("a.md", "# 가\n\n<b>x</b>")
    _init(repository.work)
    workflow = yaml.safe_load((repository.work / ".github/workflows/pages-pull-request.yml").read_text("utf-8"))
    (job,) = workflow["jobs"].values()
    for step in job["steps"]:
        if "run" in step:
            subprocess.run(["bash", "-e", "-c", step["run"]], cwd=repository.work, env=_environment(), check=True)
    assert "&lt;b&gt;x&lt;/b&gt;" in (repository.work / "site/a/index.html").read_text("utf-8")


def test_a_site_below_the_repository_has_its_workflows_at_the_top(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    folder = repository.work / 'docs "a"'
    _init(folder)
    workflow = yaml.safe_load((repository.work / ".github/workflows/pages.yml").read_text("utf-8"))
    job = workflow["jobs"]["build"]
    assert job["defaults"]["run"]["working-directory"] == 'docs "a"'
    assert any(step.get("with", {}).get("path") == 'docs "a"/site' for step in job["steps"])


def test_the_whole_history_is_fetched_where_dates_come_from_it(tmp_path: Path) -> None:
    repository = Repository(tmp_path).file("fmnotes.toml", "git_dates = true\n").note("a.md", "# 가")
    _init(repository.work)
    assert "fetch-depth: 0" in (repository.work / ".github/workflows/pages.yml").read_text("utf-8")


def test_init_says_where_the_setting_is_and_what_differs(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    git(repository.work, "remote", "set-url", "origin", "git@github.com:me/notes.git")
    said = _init(repository.work)
    assert "https://github.com/me/notes/settings/pages" in said
    assert "https://me.github.io/notes/" in said
    path = repository.work / ".github/workflows/pages.yml"
    path.write_text(path.read_text("utf-8").replace("timeout-minutes: 15", "timeout-minutes: 60"), "utf-8")
    again = _init(repository.work)
    assert "left as it is: .github/workflows/pages.yml" in again
    assert "  -    timeout-minutes: 60" in again
    assert "  +    timeout-minutes: 15" in again
    assert "timeout-minutes: 60" in path.read_text("utf-8")


@pytest.mark.parametrize("section", ["With GitHub Actions", "From your machine"])
def test_the_guide_leads_from_an_empty_folder_to_a_published_site(section: str, tmp_path: Path) -> None:
    found = re.search(rf"## {section}\n.*?```sh\n(.*?)```", GUIDE, re.DOTALL)
    assert found
    remote, folder = tmp_path / "remote.git", tmp_path / "내 노트"
    subprocess.run(["git", "init", "-q", "--bare", str(remote)], check=True)
    folder.mkdir()
    subprocess.run(["bash", "-e", "-c", found[1]], cwd=folder, env=_environment(REPOSITORY=str(remote)), check=True)
    branch = "main" if "Actions" in section else "gh-pages"
    names = git(remote, "ls-tree", "-r", "--name-only", branch)
    assert (".github/workflows/pages.yml" if branch == "main" else "_/notes.json") in names
    assert "site/" not in names
