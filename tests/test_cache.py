"""The cache: what is kept comes back as it was; what is wrong with it costs time and nothing else."""

from __future__ import annotations

import importlib.metadata
import os
import random
import re
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from fmnotes.cli.build import run_build
from fmnotes.cli.main import main
from fmnotes.cli.settings import CommandOptions
from fmnotes.config import Config
from fmnotes.markdown.body import Body
from fmnotes.notes.note import parse_text
from fmnotes.notes.source import Source, read_source
from fmnotes.notes.stored import restore, store, whole_body
from fmnotes.site.assets import measure
from fmnotes.site.cache.database import open_cache
from fmnotes.site.cache.versions import version_of
from fmnotes.site.texts import parse_texts
from tests.support import SiteTest
from tests.test_laws import BLOCKS, FRONTS

VALUES = [
    "title: 제목", "n: 3", "f: .5", "ok: true", "d: 2024-01-02", "m: 2024-01-02T03:04:05+09:00", "l: [1, [a, b]]",
    "o: {a: {b: c}}", "'q': \"quoted\"", "t: ~", "tags: [가, 나]", "date: 2024-02-30", "b: @x",
]  # fmt: skip
EXTRA = [
    "$$\nx = \\frac{a}{b}\n$$", "![[그림.png|300]]", "[글](a.md \"제목\")", "문장[^1]\n\n[^1]: 각주", "<img src='a.png' id='k'>",
    "글 ^block", "[[a]] [[b#절|다른 말]]", "| a | b |\n|---|---|\n| 1 | 2 |", "<div>\n\n**굵게**\n\n</div>", "{{< x >}}",
]  # fmt: skip


@given(st.lists(st.sampled_from(VALUES), unique=True), st.lists(st.sampled_from([*BLOCKS, *EXTRA])))
def test_what_is_kept_comes_back_as_it_was(values: list[str], blocks: list[str]) -> None:
    front = "---\n" + "".join(f"{value}\n" for value in values) + "---\n" if values else ""
    text = parse_text(Source("a.md", front + "\n\n".join(blocks), "digest"), Config(Path("/x")))
    stored = store(text)
    made = restore("digest", stored.facts)
    whole = whole_body(made.body, stored.content)
    assert whole == text.body
    assert whole.diagnostics == text.body.diagnostics
    assert replace(made.front, body=text.front.body) == text.front
    assert [type(one.value) for one in made.front.entries.values()] == [
        type(one.value) for one in text.front.entries.values()
    ]


@pytest.mark.parametrize(
    "front", [*FRONTS, "+++\nd = 2024-01-02\nt = 07:32:00\nm = 2024-01-02T03:04:05\ni = inf\n+++\n"]
)
def test_front_matter_comes_back_as_it_was(front: str) -> None:
    text = parse_text(Source("a.md", f"{front}글", "digest"), Config(Path("/x")))
    assert replace(restore("digest", store(text).facts).front, body=text.front.body) == text.front


@pytest.mark.parametrize("facts", ["", "{}", "[]", "null", "[1,2]", "[" * 5000, '["none",1,[],{"a":[{"x":1}]}]'])
def test_what_was_not_kept_by_us_is_a_value_error(facts: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 (whatever it says)
        restore("digest", facts)
    with pytest.raises(ValueError):  # noqa: PT011
        whole_body(Body(()), facts.replace("null", "5"))


def _build(site: SiteTest, *options: str) -> Result:
    return CliRunner().invoke(main, ["build", str(site.root), "--lang", "en", *options])


def _aged(site: SiteTest) -> SiteTest:
    """Everything written a minute ago: an author does not build in the same moment as he writes."""
    for path in site.root.rglob("*"):
        if path.is_file() and ".fmnotes" not in path.parts and "site" not in path.parts:
            found = path.stat()
            os.utime(path, ns=(found.st_atime_ns, found.st_mtime_ns - 60_000_000_000))
    return site


def _work(done: Result) -> str:
    return next(line for line in done.stderr.splitlines() if line.endswith("rendered"))


@pytest.fixture
def three(site: SiteTest) -> SiteTest:
    return site.note("a.md", "# 가\n\n글").note("b.md", "# 나\n\n[[가]]").note("c.md", "---\ntags: [t]\n---\n# 다")


def test_each_change_does_what_it_must_and_no_more(three: SiteTest) -> None:
    first = _work(_build(three))
    assert first.startswith("3 notes parsed, ")
    assert _work(_build(three)) == "0 notes parsed, 0 pages rendered"
    three.note("a.md", "# 가\n\n`다른 코드`")
    assert _work(_build(three)).startswith("1 note parsed, ")
    three.note("a.md", "# 가\n\n글")
    assert _work(_build(three)).startswith("0 notes parsed, "), "a text that was known before is not parsed again"
    three.config(language="ko", title="다른 이름")
    assert _work(_build(three)) == first.replace("3 notes", "0 notes")
    three.config(language="ko", title="다른 이름", html="escape")
    assert _work(_build(three)) == first


def test_a_build_with_nothing_to_do_reads_no_note(three: SiteTest, monkeypatch: pytest.MonkeyPatch) -> None:
    _build(_aged(three))
    time.sleep(0.1)
    _build(three)
    monkeypatch.setattr("fmnotes.site.build.build", None)
    done = _build(three)
    assert done.exit_code == 0
    assert _work(done) == "0 notes parsed, 0 pages rendered"
    assert "3 notes: 3 shown" in done.stderr


def _relink(site: SiteTest) -> None:
    link = site.root / "notes/ln"
    link.unlink()
    link.symlink_to(site.root.parent)


CHANGES: dict[str, Callable[[SiteTest], object]] = {
    "note": lambda site: site.note("a.md", "# 가\n\n글!"),
    "new": lambda site: site.note("d.md", "# 라"),
    "gone": lambda site: (site.root / "notes/c.md").unlink(),
    "folder": lambda site: (site.root / "notes/c.md").rename(site.note("x/y.md", "# 와").root / "notes/x/c.md"),
    "config": lambda site: site.config(language="ko", title="새 이름"),
    "template": lambda site: site.file(
        "templates/note.html", b'{% extends "!note.html" %}{% block after %}X{% endblock %}'
    ),
    "static": lambda site: site.file("static/s.txt", b"2"),
    "hidden static": lambda site: site.file("static/.well-known/x", b"2"),
    "output": lambda site: site.file("site/a/index.html", b"by hand"),
    "missing": lambda site: (site.root / "site/a/index.html").unlink(),
    "compiled": lambda site: site.file("static/m.pyc", b"2"),
    "static in .venv": lambda site: site.file("static/.venv/f.txt", b"2"),
    "dangling link": lambda site: (site.root / "static/gone").symlink_to("nowhere"),
    "folder link": _relink,
    "terms": lambda site: site.file("terms.yml", "- [가, ga]\n".encode()),
}


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_changes_is_seen_by_the_next_build(three: SiteTest, change: str) -> None:
    (three.root / "notes/ln").symlink_to(three.root / "notes/x")
    three.file("static/m.pyc", b"1").file("static/.venv/f.txt", b"1").file("static/s.txt", b"1").file(
        "static/.well-known/x", b"1"
    ).file("templates/note.html", b'{% extends "!note.html" %}')
    _build(_aged(three))
    time.sleep(0.1)
    _build(three)
    CHANGES[change](three)
    _build(three)
    clean = SiteTest(three.root.parent / "clean")
    for path in three.root.rglob("*"):
        inside = path.relative_to(three.root)
        if path.is_file() and inside.parts[0] not in {"site", ".fmnotes"}:
            clean.file(inside.as_posix(), path.read_bytes())
    _build(clean)
    assert three.bytes() == clean.bytes()


def test_a_template_that_is_a_link_is_seen_to_change(three: SiteTest, tmp_path: Path) -> None:
    shared = tmp_path / "shared.html"
    shared.write_text('{% extends "!note.html" %}{% block after %}AAA{% endblock %}')
    (three.root / "templates").mkdir()
    (three.root / "templates/note.html").symlink_to(shared)
    _build(_aged(three))
    time.sleep(0.1)
    _build(three)
    shared.write_text('{% extends "!note.html" %}{% block after %}BBB{% endblock %}')
    _build(three)
    assert "BBB" in three.page("/a/")


def test_a_commit_is_seen_where_dates_come_from_git(three: SiteTest) -> None:
    three.config(language="ko", git_dates=True)
    notes = three.root / "notes"
    subprocess.run(["git", "init", "-q", str(notes)], check=True)
    _build(_aged(three))
    time.sleep(0.1)
    _build(three)
    subprocess.run(["git", "-C", str(notes), "add", "-A"], check=True)
    date = {"GIT_AUTHOR_DATE": "2022-05-05T12:00:00+09:00"}
    subprocess.run(["git", "-C", str(notes), "commit", "-qm", "x"], env=os.environ | date, check=True)
    _build(three)
    assert '<time datetime="2022-05-05">' in three.page("/a/")


def test_a_note_that_is_due_at_noon_appears_after_noon(three: SiteTest) -> None:
    _aged(three.note("d.md", "---\ntitle: 라\npublishDate: 2026-11-21T12:00:00+09:00\n---\n"))
    shown = []
    for hour in (11, 11, 13):
        time.sleep(0.1)
        run_build(CommandOptions(three.root, datetime(2026, 11, 21, hour, 0, tzinfo=ZoneInfo("Asia/Seoul"))))
        shown.append((three.root / "site/d/index.html").exists())
    assert shown == [False, False, True]


def test_law_1_across_processes_after_random_edits(tmp_path: Path) -> None:
    """Each build is a process of its own, as a user's is."""
    source = random.Random(7)
    site = SiteTest(tmp_path / "grown", language="ko", title="법")
    for turn in range(4):
        for _ in range(3):
            name = source.choice(["a.md", "b/c.md", "한글.md", "d.en.md"])
            if source.random() < 0.2:
                (site.root / "notes" / name).unlink(missing_ok=True)
            else:
                site.note(name, source.choice(FRONTS) + "\n\n".join(source.choices(BLOCKS, k=3)))
        command = [sys.executable, "-m", "fmnotes", "build", "--keep-going"]
        subprocess.run([*command, str(site.root)], capture_output=True, check=False)
        clean = SiteTest(tmp_path / f"clean{turn}", language="ko", title="법")
        for path in (site.root / "notes").rglob("*"):
            if path.is_file():
                clean.file(path.relative_to(site.root).as_posix(), path.read_bytes())
        subprocess.run([*command, str(clean.root)], capture_output=True, check=False)
        assert site.bytes() == clean.bytes()


@pytest.mark.parametrize("harm", ["random", "empty", "folder", "other schema", "bad rows", "read only"])
def test_a_cache_that_is_broken_costs_time_only(three: SiteTest, harm: str) -> None:
    _build(three)
    wanted = three.bytes()
    cache = three.root / ".fmnotes/cache.db"
    if harm == "bad rows":
        with sqlite3.connect(cache) as database:
            database.execute("UPDATE texts SET facts = '[]'")
            database.execute("UPDATE contents SET content = 'x'")
        database.close()
    elif harm == "other schema":
        with sqlite3.connect(cache) as database:
            database.execute("PRAGMA user_version = 99")
        database.close()
    elif harm == "read only":
        cache.chmod(0o444)
    else:
        for path in cache.parent.glob("cache.db*"):
            path.unlink()
        if harm == "folder":
            cache.mkdir()
        else:
            cache.write_bytes(os.urandom(5000) if harm == "random" else b"")
    for path in sorted((three.root / "site").rglob("*.html")):
        path.unlink()
    done = _build(three.note("a.md", "# 가\n\n글"))
    assert done.exit_code == 0, done.stderr
    assert three.bytes() == wanted


def test_a_cache_in_a_repository_is_not_read(three: SiteTest) -> None:
    """A stranger may have written it, and what is in it goes into pages."""
    _build(three)
    with sqlite3.connect(three.root / ".fmnotes/cache.db") as database:
        database.execute("UPDATE contents SET content = replace(content, '글', '독')")
    database.close()
    subprocess.run(["git", "init", "-q", str(three.root)], check=True)
    subprocess.run(["git", "-C", str(three.root), "add", "-f", ".fmnotes/cache.db"], check=True)
    for path in sorted((three.root / "site").rglob("*.html")):
        path.unlink()
    _build(three)
    assert "독" not in three.page("/a/")


def test_clean_empties_the_cache_and_only_it(three: SiteTest) -> None:
    _build(three)
    before = three.bytes()
    done = CliRunner().invoke(main, ["clean", str(three.root), "--lang", "en"])
    assert done.exit_code == 0
    names = {path.name.split("-")[0].split(".")[0] for path in (three.root / ".fmnotes").iterdir() if path.is_file()}
    assert "cache" not in names
    assert "output" in names
    assert three.bytes() == before
    assert _work(_build(three)) == "3 notes parsed, 0 pages rendered"
    assert CliRunner().invoke(main, ["clean", str(three.root / "none")]).exit_code == 2


def test_why_rebuilt_says_what_has_changed(three: SiteTest) -> None:
    _build(three)

    def why(page: str) -> str:
        done = CliRunner().invoke(main, ["why", "--rebuilt", page, str(three.root), "--lang", "en"])
        assert done.exit_code == 0, done.stderr
        return done.stdout

    assert "nothing has changed" in why("/a/")
    three.note("a.md", "# 가\n\n`다른` 글")
    assert "the text of a.md" in why("/a/")
    three.note("b.md", "# 새 제목\n\n[[가]]")
    assert "what it shows of other notes" in why("/a/")
    (three.root / "site/c/index.html").unlink()
    assert "the file is not there" in why("/c/")
    done = CliRunner().invoke(main, ["why", "--rebuilt", "/none/", str(three.root)])
    assert (done.exit_code, "error[page-unknown]" in done.stderr) == (2, True)


def test_versions_are_those_that_the_metadata_tells() -> None:
    names = ("uharfbuzz", "ziamath", "jinja2", "markdown-it-py", "math-core", "mdit-py-plugins", "nh3", "pyyaml")
    assert [version_of(name) for name in names] == [importlib.metadata.version(name) for name in names]
    with pytest.raises(importlib.metadata.PackageNotFoundError):
        version_of("no-such-package")


def test_a_text_that_is_saved_while_it_is_read_is_not_kept_as_the_old_one(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("옛 글", "utf-8")
    old = read_source(tmp_path, "a.md")
    assert isinstance(old, Source)
    (tmp_path / "a.md").write_text("새 글", "utf-8")
    cache = open_cache(tmp_path / "state")
    unread = [replace(old, _text=tmp_path)]
    (made,) = parse_texts(unread, Config(tmp_path), lambda *_: None, cache, {old.digest: "key"})
    assert made.body.abstract == "새 글"
    assert dict(cache.facts(["key"])) == {}


def test_what_notes_show_is_read_once(site: SiteTest, monkeypatch: pytest.MonkeyPatch) -> None:
    """An edit of a note reads no picture; a picture that changes is read."""
    picture = Path(__file__).parents[1] / "docs/note.png"
    site.file("notes/a.png", picture.read_bytes()).note("a.md", "![그림](a.png)").note("b.md", "글 하나")
    old = time.time() - 60
    os.utime(site.root / "notes/a.png", (old, old))
    read: list[str] = []
    plain = measure.holds_location

    def _noting(data: bytes) -> bool:
        read.append("a")
        return plain(data)

    monkeypatch.setattr(measure, "holds_location", _noting)
    monkeypatch.setattr(measure, "is_settled", lambda newest, now: True)
    first = re.findall(r'width="\d+" height="\d+"', site.build().page("/a/"))
    assert (bool(first), read) == (True, ["a"])
    site.note("b.md", "글 둘").build()
    assert re.findall(r'width="\d+" height="\d+"', site.page("/a/")) == first
    site.note("c.md", "새 글").build()
    assert read == ["a"]
    site.file("notes/a.png", picture.read_bytes() + b" ").build()
    assert read == ["a", "a"]
    assert (site.root / "site/a.png").read_bytes() == picture.read_bytes() + b" "
