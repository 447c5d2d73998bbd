"""What git tells: dates out of the history, the address of the site out of the remote."""

from __future__ import annotations

import re
import subprocess
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from click.testing import CliRunner

from fmnotes.cli.main import main
from fmnotes.config import load_config
from fmnotes.git.history import Dates, dates_of
from fmnotes.git.remote import github_of
from tests.repository import Repository, git
from tests.support import SiteTest

SEOUL = ZoneInfo("Asia/Seoul")


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path).file("fmnotes.toml", 'title = "시험"\nlanguage = "ko"\ngit_dates = true\n')


def test_dates_follow_renames_and_are_days_of_the_site(repository: Repository) -> None:
    repository.note("옛 이름.md", "글\n" * 20).note("same.md", "a").commit(date="2024-01-01T23:00:00+00:00")
    git(repository.work, "mv", "notes/옛 이름.md", "notes/새 이름.md")
    repository.commit(date="2024-02-01T12:00:00+09:00")
    repository.note("새 이름.md", "글\n" * 20 + "더\n").commit(date="2024-03-01T12:00:00+09:00")
    assert dates_of(repository.work / "notes", SEOUL) == {
        "새 이름.md": Dates(date(2024, 1, 2), date(2024, 3, 1)),
        "same.md": Dates(date(2024, 1, 2), date(2024, 1, 2)),
    }


def test_a_file_that_came_back_is_as_old_as_its_second_life(repository: Repository) -> None:
    repository.note("a.md", "하나").commit(date="2020-01-01T12:00:00+09:00")
    (repository.work / "notes/a.md").unlink()
    repository.commit(date="2021-01-01T12:00:00+09:00")
    repository.note("a.md", "다른 것").commit(date="2022-01-01T12:00:00+09:00")
    assert dates_of(repository.work / "notes", SEOUL) == {"a.md": Dates(date(2022, 1, 1), date(2022, 1, 1))}


def test_pages_show_the_dates_and_why_says_where_from(repository: Repository) -> None:
    repository.note("a.md", "# 가").note("b.md", "---\ndate: 2020-05-05\n---\n# 나").commit()
    repository.note("a.md", "# 가\n\n고침").commit(date="2024-06-01T12:00:00+09:00").note("new.md", "# 다")
    done = CliRunner().invoke(main, ["build", str(repository.work)])
    assert done.exit_code == 0, done.stderr
    page = (repository.work / "site/a/index.html").read_text("utf-8")
    assert '<time datetime="2024-01-01">' in page
    assert '<time datetime="2024-06-01">' in page
    assert '<time datetime="2020-05-05">' in (repository.work / "site/b/index.html").read_text("utf-8")
    assert "<time" not in (repository.work / "site/new/index.html").read_text("utf-8").split("note-footer")[0]
    told = CliRunner().invoke(main, ["why", "a.md", str(repository.work), "--lang", "en"]).stdout
    assert "date: 2024-01-01  (git)" in told
    assert "updated: 2024-06-01  (git)" in told


def test_a_shallow_clone_gives_no_dates_and_a_warning(repository: Repository, tmp_path: Path) -> None:
    repository.note("a.md", "# 가").commit().note("b.md", "# 나").commit()
    shallow = tmp_path / "shallow"
    subprocess.run(["git", "clone", "-q", "--depth=1", f"file://{repository.work}", str(shallow)], check=True)
    done = CliRunner().invoke(main, ["build", str(shallow), "--lang", "en"])
    assert "warning[git-shallow]" in done.stderr
    assert "2024" not in (shallow / "site/a/index.html").read_text("utf-8")


def test_git_dates_outside_of_a_repository_are_a_warning(site: SiteTest) -> None:
    site.config(git_dates=True).note("a.md", "# 가").build()
    assert site.codes == ["git-dates"]


@pytest.mark.parametrize(
    ("remote", "address"),
    [
        ("git@github.com:Me/Notes.git", "https://me.github.io/Notes/"),
        ("https://github.com/me/me.github.io", "https://me.github.io/"),
        ("https://token@github.com/a/b.c.git/", "https://a.github.io/b.c/"),
        ("ssh://git@ssh.github.com:443/a/b.git", "https://a.github.io/b/"),
        ("https://gitlab.com/a/b.git", ""),
        ("../remote.git", ""),
    ],
)
def test_the_address_of_the_site_out_of_the_remote(remote: str, address: str) -> None:
    found = github_of(remote)
    assert (found.site if found else "") == address


def test_a_build_takes_the_address_from_the_domain_or_the_remote_and_says_so(repository: Repository) -> None:
    git(repository.work, "remote", "set-url", "origin", "git@github.com:me/notes.git")
    repository.note("a.md", "---\ndate: 2024-01-01\n---\n# 가").commit()
    done = CliRunner().invoke(main, ["build", str(repository.work), "--lang", "en"])
    assert "info[base-url-guessed]: no base_url; taken from git remote: https://me.github.io/notes/" in done.stderr
    site = repository.work / "site"
    assert 'rel="canonical" href="https://me.github.io/notes/a/"' in (site / "a/index.html").read_text("utf-8")
    assert 'href="/notes/_/base.css"' in (site / "404.html").read_text("utf-8")
    assert not (site / "robots.txt").exists()
    repository.file("static/CNAME", "Notes.Example.org\n")
    done = CliRunner().invoke(main, ["build", str(repository.work), "--lang", "en"])
    assert "taken from static/CNAME: https://notes.example.org/" in done.stderr
    assert (site / "robots.txt").read_text() == (
        "User-agent: *\nAllow: /\n\nSitemap: https://notes.example.org/sitemap.xml\n"
    )
    assert load_config(repository.work)[0] is not None


def test_links_to_notes_in_the_own_repository_on_github_lead_to_their_pages(repository: Repository) -> None:
    git(repository.work, "remote", "set-url", "origin", "git@github.com:me/notes.git")
    there = "https://github.com/me/notes"
    text = (
        f"# 목차\n\n[가]({there}/blob/main/notes/a/%EA%B0%80.md#절) [나]({there}/tree/master/notes/b) [자기]({there}/blob/main/notes/README.md)"
        f" [코드]({there}/blob/main/x.py) [초안]({there}/blob/main/notes/c.md) [곁]({there}-2/blob/main/notes/a/%EA%B0%80.md)\n"
    )
    repository.note("README.md", text).note("a/가.md", "# 가\n\n## 절\n").note("b/README.md", "# 나")
    repository.note("c.md", "---\ndraft: true\n---\n글").commit()
    done = CliRunner().invoke(main, ["build", str(repository.work), "--strict"])
    assert done.exit_code == 0, done.stderr
    page = (repository.work / "site/index.html").read_text("utf-8")
    links = re.findall(r'href="([^"]*)"[^>]*>(?:가|나|자기|코드|초안|곁)</a>', page.partition("<main")[2])
    assert links[:2] == ["./a/%EA%B0%80/#%EC%A0%88", "./b/"]
    elsewhere = ("notes/README.md", "x.py", "notes/c.md")
    assert links[2:6] == [
        *(f"{there}/blob/main/{path}" for path in elsewhere),
        f"{there}-2/blob/main/notes/a/%EA%B0%80.md",
    ]
    assert "목차" in (repository.work / "site/a/가/index.html").read_text("utf-8")


def test_commits_with_dates_that_are_none_are_passed_over(repository: Repository) -> None:
    repository.note("a.md", "# 가").commit()
    tree, parent = git(repository.work, "rev-parse", "HEAD^{tree}"), git(repository.work, "rev-parse", "HEAD")
    text = f"tree {tree}\nparent {parent}\nauthor a <a@b.c> 99999999999999 +9999\ncommitter a <a@b.c> 1 +0000\n\nodd\n"
    command = ["git", "-C", str(repository.work), "hash-object", "-w", "-t", "commit", "--literally", "--stdin"]
    made = subprocess.run(command, input=text, capture_output=True, text=True, check=True).stdout.strip()
    git(repository.work, "update-ref", "HEAD", made)
    assert dates_of(repository.work / "notes", SEOUL) == {"a.md": Dates(date(2024, 1, 1), date(2024, 1, 1))}
