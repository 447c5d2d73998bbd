"""Writing through what somebody else put in the way."""

from __future__ import annotations

from pathlib import Path

import pytest

from fmnotes.disk import create, replace_whole
from tests.test_checking import run


def test_a_link_in_the_way_is_replaced_and_never_written_through(tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_text("mine", "utf-8")
    (tmp_path / "a").symlink_to(victim)
    (tmp_path / ".b.fmnotes").symlink_to(victim)
    replace_whole(tmp_path / "a", "new")
    replace_whole(tmp_path / "b", "new", 0o600)
    assert victim.read_text("utf-8") == "mine"
    assert [(tmp_path / name).read_text("utf-8") for name in "ab"] == ["new", "new"]
    assert not (tmp_path / "a").is_symlink()


def test_what_is_made_is_made_inside_and_never_over_another(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "top").mkdir()
    (tmp_path / "top/out").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OSError, match="a link"):
        create(tmp_path / "top/out/deep/a", "x", tmp_path / "top")
    assert list((tmp_path / "elsewhere").iterdir()) == []
    create(tmp_path / "top/in/a", "x", tmp_path / "top")
    with pytest.raises(FileExistsError):
        create(tmp_path / "top/in/a", "y", tmp_path / "top")


def test_mending_a_note_writes_through_no_link(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    victim = tmp_path / "victim"
    victim.write_text("mine", "utf-8")
    (tmp_path / "in/a.md").write_text("##제목\n", "utf-8")
    (tmp_path / "in/.a.md.fmnotes").symlink_to(victim)
    assert run("check", tmp_path / "in", "--fix", "--yes").exit_code == 0
    assert victim.read_text("utf-8") == "mine"
    assert (tmp_path / "in/a.md").read_text("utf-8") == "## 제목\n"
