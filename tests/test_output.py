"""The output folder belongs to the user."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from fmnotes.cli.main import main
from fmnotes.pages.page import Page
from fmnotes.site.output.lock import LockedError, build_lock
from tests.support import SiteTest
from tests.test_cli import run


def test_a_folder_with_the_users_files_is_refused_and_named(site: SiteTest) -> None:
    site.file("site/precious.txt", b"mine").note("a.md", "글").build()
    assert site.codes == ["output-foreign"]
    assert site.tree() == ["precious.txt"]


def test_a_folder_with_only_root_dotfiles_counts_as_empty(site: SiteTest) -> None:
    site.file("site/.gitignore", b"*").note("a.md", "글").build()
    assert site.codes == []
    assert (site.root / "site/.gitignore").read_bytes() == b"*"


def test_equal_files_are_adopted_without_a_manifest(site: SiteTest) -> None:
    site.note("a.md", "글").build()
    for path in (site.root / ".fmnotes").glob("output-*.json"):
        path.unlink()
    site.build()
    assert site.codes == []
    assert site.result is not None
    assert site.result.synced.written == 0


def test_the_users_file_beside_ours_stays(site: SiteTest) -> None:
    site.note("a.md", "글").build().file("site/a/precious.txt", b"mine")
    (site.root / "notes/a.md").unlink()
    site.note("b.md", "글").build()
    assert "a/index.html" not in site.tree()
    assert (site.root / "site/a/precious.txt").read_bytes() == b"mine"


def test_builds_that_stop_again_and_again_forget_none_of_our_files(
    site: SiteTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.note("a.md", "# 가\n\n하나").note("b.md", "# 나").build()
    with monkeypatch.context() as patch:

        def full(*_: object) -> None:
            raise OSError(errno.ENOSPC, "No space left on device", "x")

        patch.setattr("fmnotes.site.output.sync.write_files", full)
        for text in ("둘", "둘", "셋"):
            site.note("a.md", f"# 가\n\n{text}").build()
            assert site.codes == ["output-write"]
    site.note("a.md", "---\ndraft: true\n---\n# 가").build()
    assert site.codes == []
    assert "a/index.html" not in site.tree()


def test_a_file_and_a_folder_may_take_each_others_place(site: SiteTest) -> None:
    site.note("a.md", "글").file("static/keys", b"one").build()
    (site.root / "static/keys").unlink()
    site.file("static/keys/deep/k1", b"two").build()
    assert site.codes == []
    assert (site.root / "site/keys/deep/k1").read_bytes() == b"two"
    shutil.rmtree(site.root / "static/keys")
    site.file("static/keys", b"three").build()
    assert site.codes == []
    assert (site.root / "site/keys").read_bytes() == b"three"


def test_a_folder_with_files_of_others_is_not_written_over(site: SiteTest) -> None:
    site.note("a.md", "글").file("static/keys/k1", b"two").build().file("site/keys/precious.txt", b"mine")
    shutil.rmtree(site.root / "static/keys")
    site.file("static/keys", b"three").build()
    assert site.codes == ["output-link"]
    assert (site.root / "site/keys/precious.txt").read_bytes() == b"mine"


@pytest.mark.parametrize("name", ["lock", ".gitignore", "cache.db", "output-x.tmp", "pages"])
def test_through_a_link_in_the_state_folder_nothing_is_written(site: SiteTest, name: str, tmp_path: Path) -> None:
    victim = tmp_path / "victim.txt"
    victim.write_text("precious", "utf-8")
    site.file("fmnotes.toml", b'title = "x"').note("a.md", "글")
    (site.root / ".fmnotes").mkdir()
    (site.root / ".fmnotes" / name).symlink_to(victim)
    done = CliRunner().invoke(main, ["build", str(site.root), "--lang", "en"])
    assert done.exit_code == 2
    assert f"{name}: a link" in done.stderr
    assert victim.read_text("utf-8") == "precious"


def test_a_state_folder_that_is_a_link_is_refused(site: SiteTest, tmp_path: Path) -> None:
    site.file("fmnotes.toml", b'title = "x"').note("a.md", "글")
    (tmp_path / "elsewhere").mkdir()
    (site.root / ".fmnotes").symlink_to(tmp_path / "elsewhere")
    assert CliRunner().invoke(main, ["build", str(site.root)]).exit_code == 2
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_page_that_is_gone_leaves_no_file_and_no_empty_folder(site: SiteTest) -> None:
    site.note("deep/er/a.md", "글").note("b.md", "글").build()
    (site.root / "notes/deep/er/a.md").unlink()
    site.build()
    assert not (site.root / "site/deep").exists()


def test_a_generated_file_changed_by_hand_is_kept_when_it_would_be_deleted(site: SiteTest) -> None:
    site.note("a.md", "글").note("b.md", "글").build().file("site/a/index.html", b"by hand")
    (site.root / "notes/a.md").unlink()
    site.build()
    assert site.codes == ["output-kept"]
    assert site.page("/a/") == "by hand"
    # Each time, as it may hold what was hidden; it stays ours.
    assert site.build().codes == ["output-kept"]
    assert "by hand" not in site.note("a.md", "글").build().page("/a/")


def test_only_temporary_files_of_ours_are_taken_away(site: SiteTest) -> None:
    site.note("a.md", "글").build().file("site/.fmnotes-tmp-mine.txt", b"x").file("site/.fmnotes-tmp-123", b"x")
    site.note("a.md", "다른 글").build()
    assert sorted(path.name for path in (site.root / "site").glob(".fmnotes*")) == [".fmnotes-tmp-mine.txt"]


def test_a_generated_file_changed_by_hand_is_written_over_with_a_warning(site: SiteTest) -> None:
    site.note("a.md", "글").build().file("site/a/index.html", b"by hand").build()
    assert site.codes == ["output-changed"]
    assert "by hand" not in site.page("/a/")


def test_a_foreign_file_in_the_place_of_a_new_page_is_a_refusal(site: SiteTest) -> None:
    site.note("a.md", "글").build().file("site/b/index.html", b"mine")
    before = site.bytes()
    site.note("b.md", "글").build()
    assert site.codes == ["output-foreign"]
    assert site.bytes() == before


@pytest.mark.parametrize("name", ["a", "a/index.html"])
def test_links_are_never_written_through(site: SiteTest, tmp_path: Path, name: str) -> None:
    victim = tmp_path / "victim"
    victim.mkdir()
    (victim / "index.html").write_text("untouched")
    site.note("b.md", "글").build()
    link = site.root / "site" / name
    link.parent.mkdir(exist_ok=True)
    link.symlink_to(victim if name == "a" else victim / "index.html")
    site.note("a.md", "글").build()
    assert site.codes == ["output-link"]
    assert (victim / "index.html").read_text() == "untouched"


def test_unchanged_bytes_are_not_touched(site: SiteTest) -> None:
    site.note("a.md", "글").note("b.md", "글").build()
    before = {path: (site.root / "site" / path).stat().st_mtime_ns for path in site.tree()}
    site.note("a.md", "`코드`만 바뀐 글").build()
    after = {path: (site.root / "site" / path).stat().st_mtime_ns for path in site.tree()}
    assert {path for path in after if before[path] != after[path]} <= {
        *("a/index.html", "index.html", "404.html", "_/search/notes/0.json", "_/search/grams/0.json")
    }


def test_nothing_is_written_when_a_note_has_an_error(site: SiteTest) -> None:
    site.note("a.md", "---\ndate: 어제\n---\n").note("b.md", "글").build()
    assert site.result is not None
    assert not site.result.wrote
    assert not (site.root / "site").exists()
    site.build(keep_going=True)
    assert "b/index.html" in site.tree()
    assert "a/index.html" not in site.tree()


def test_strict_takes_warnings_for_errors(site: SiteTest) -> None:
    site.note("a.md", "[[없음]]").build(strict=True)
    assert not (site.root / "site").exists()


def test_only_pages_whose_fingerprint_changed_are_rendered(site: SiteTest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Equal pages are equal bytes, so a page's fingerprint is its cache key."""
    from fmnotes.site.theme.theme import Theme

    site.note("a.md", "글").note("b.md", "글").build()
    rendered: list[str] = []
    real = Theme.render

    def counted(self: Theme, page: Page, *rest: Any) -> bytes:
        rendered.append(page.address)
        return real(self, page, *rest)

    monkeypatch.setattr(Theme, "render", counted)
    site.build()
    assert rendered == []
    site.note("b.md", "글 `코드`").build()
    assert "/b/" in rendered
    assert "/a/" not in rendered


def test_what_a_killed_build_laid_aside_is_taken_away_and_nothing_else(site: SiteTest, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "7").write_text("of another")
    site.note("a.md", "# 가").file(".fmnotes/pages/12/7").file(".fmnotes/pages/8")
    (site.root / ".fmnotes/pages/13").symlink_to(elsewhere)
    site.build()
    assert not (site.root / ".fmnotes/pages").exists()
    assert (elsewhere / "7").read_text() == "of another"


def test_a_killed_build_is_mended_by_the_next(site: SiteTest, tmp_path: Path) -> None:
    """Kill -9 at any moment; then the output equals a clean build."""
    for number in range(150):
        site.note(f"n{number}.md", f"# 글 {number}\n\n[[n{number - 1}]] 안의 글" if number else "글")
    site.build()
    for number in range(150):
        site.note(f"n{number}.md", f"# 새 글 {number}\n\n바뀐 글")
    for delay in (0.25, 0.32, 0.4):
        command = [sys.executable, "-m", "fmnotes", "build", str(site.root)]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(delay)
        process.send_signal(signal.SIGKILL)
        process.wait()
    site.build()
    assert site.codes == []
    clean = SiteTest(tmp_path / "clean", language="ko", title="시험")
    for path in (site.root / "notes").iterdir():
        clean.note(path.name, path.read_text("utf-8"))
    assert clean.build().bytes() == site.bytes()


def test_a_full_disk_leaves_the_old_page_and_no_temporary_file(site: SiteTest) -> None:
    """RLIMIT_FSIZE stands for the full disk."""
    site.note("a.md", "글").build()
    old = site.page("/a/")
    site.note("a.md", "긴 글\n\n" + "가나다라마바사 " * 20_000)
    script = (
        "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000));"
        "from fmnotes.cli.main import main; main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, "build", str(site.root), "--lang", "en"], capture_output=True, text=True
    )
    assert done.returncode == 1
    assert "error[output-write]" in done.stderr
    assert site.page("/a/") == old
    assert not list((site.root / "site").glob(".fmnotes*"))
    site.build()
    assert site.codes == []
    assert "가나다라" in site.page("/a/")


def test_two_builds_do_not_run_at_once(tmp_path: Path) -> None:
    with build_lock(tmp_path), pytest.raises(LockedError, match=str(os.getpid())), build_lock(tmp_path, patience=0.2):
        pass


def test_the_state_folder_ignores_itself_in_git(site: SiteTest) -> None:
    site.note("a.md", "글").build()
    assert (site.root / ".fmnotes/.gitignore").read_text() == "*\n"


def test_a_poisoned_manifest_reaches_nothing_outside(site: SiteTest) -> None:
    """A repository may ship a `.fmnotes/` of its own: its names are checked before they are believed."""
    import json

    from fmnotes.site.output.writing import digest_of

    victim = site.root / "victim.txt"
    victim.write_bytes(b"mine")
    site.note("a.md", "글").build()
    (manifest,) = (site.root / ".fmnotes").glob("output-*.json")
    data = json.loads(manifest.read_text())
    for name in ("../victim.txt", str(victim), "a/../../victim.txt", "/etc/hostname"):
        data["files"][name] = [digest_of(b"mine"), -1, -1, "", ""]
    manifest.write_text(json.dumps(data))
    site.build()
    assert victim.read_bytes() == b"mine"
    for broken in ("[" * 100_000, '{"version": 1, "site": 1, "files": {"a": ["x", "y"]}}', "\x00"):
        manifest.write_text(broken)
        assert site.build().codes == []


def test_a_locked_site_says_who_holds_it(site: SiteTest, monkeypatch: pytest.MonkeyPatch) -> None:
    site.note("a.md", "글").build()
    monkeypatch.setattr("fmnotes.cli.build.build_lock", lambda folder: build_lock(folder, patience=0.2))
    with build_lock(site.root / ".fmnotes"):
        done = CliRunner().invoke(main, ["build", str(site.root), "--lang", "en"])
    assert done.exit_code == 2
    assert f"error[build-locked]: another build is running (pid {os.getpid()})" in done.stderr


def test_static_names_that_differ_in_case_alone_are_an_error(site: SiteTest) -> None:
    site.note("a.md", "# 가").file("static/Data.txt").file("static/data.txt").build()
    assert site.codes == ["static-clash"]
    assert not (site.root / "site").exists()


def test_a_site_goes_on_when_its_folder_gets_a_configuration(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# 가\n", "utf-8")
    assert [run(name, tmp_path).exit_code for name in ("build", "init", "build")] == [0, 0, 0]
    (tmp_path / "a.md").unlink()
    (tmp_path / "b.md").write_text("# 나\n", "utf-8")
    assert run("build", tmp_path).exit_code == 0
    assert (tmp_path / "site/b/index.html").is_file()
    assert not (tmp_path / "site/a").exists()


def test_a_site_whose_manifest_is_lost_is_told_from_files_of_others(site: SiteTest) -> None:
    site.note("a.md", "글").build()
    shutil.rmtree(site.root / ".fmnotes")
    assert site.note("a.md", "다른 글").build().codes == ["output-forgotten"]
