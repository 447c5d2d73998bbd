"""Reading a folder: what is a note, what is left out, what cannot be read."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from tests.support import SiteTest
from tests.test_links import png


def test_a_bom_and_crlf_change_nothing(site: SiteTest, tmp_path: Path) -> None:
    text = "---\ntitle: 제목\n---\n\n본문 [x](없음.md)\n"
    plain = site.note("a.md", text).build().bytes()
    other = SiteTest(tmp_path / "other", language="ko", title="시험")
    other.file("notes/a.md", b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()).build()
    assert other.bytes() == plain
    assert other.places("link-missing") == site.places("link-missing") == [("notes/a.md", 5, 4)]


def test_a_file_that_is_not_utf8_names_the_byte_the_line_and_a_guess(site: SiteTest) -> None:
    site.file("notes/a.md", "ok\n한글".encode("cp949")).note("b.md", "글").build()
    (problem,) = [one for one in site.diagnostics if one.code == "encoding-invalid"]
    assert (problem.place.line, problem.place.column) == (2, 1)
    assert dict(problem.values) == {"offset": "3", "guess": "CP949"}
    assert "iconv -f CP949" in problem.hint("en")
    assert site.result is not None
    assert site.result.outcome.failed == ("a.md",)
    assert site.result.outcome.read == 2


@pytest.mark.parametrize("data", [b"", b"---\n---\n", b"---", b"\x00\x00", b"\n\n\n"])
def test_empty_and_odd_files_are_pages(site: SiteTest, data: bytes) -> None:
    site.file("notes/a.md", data).build()
    assert "a/index.html" in site.tree()
    assert site.codes == ["note-empty"]


@pytest.mark.parametrize(
    "text", ["![](https://a.b/c.png)", "$x$", "---\ntitle: 글\n---\n", "```\nx\n```", "# 글", "글"]
)
def test_what_holds_anything_is_not_empty(site: SiteTest, text: str) -> None:
    assert "note-empty" not in site.note("a.md", text).build().codes


def test_links_in_what_is_not_read_are_no_matter(tmp_path: Path, site: SiteTest) -> None:
    (tmp_path / "elsewhere").mkdir()
    site.config(ignore=["linked"]).note("a.md", "글")
    for name in ("linked", "node_modules"):
        (site.root / "notes" / name).symlink_to(tmp_path / "elsewhere")
    (site.root / "notes/.#a.md").symlink_to("me@host.1234")
    assert site.build().codes == []


def test_utf16_is_an_error(site: SiteTest) -> None:
    site.file("notes/a.md", "제목".encode("utf-16")).build()
    assert site.codes == ["encoding-invalid"]


def test_what_is_skipped_is_counted(site: SiteTest) -> None:
    site.config(language="ko", ignore=["private/*"])
    for path in (".obsidian/x.md", "_templates/x.md", "node_modules/x.md", "archetypes/x.md", "private/x.md", "a.mdx"):
        site.note(path, "글")
    site.note("a.md", "글").note("b.markdown", "글").build()
    assert site.result is not None
    assert site.result.outcome.read == 2
    assert dict(site.result.plan.reading.skipped) == {
        ".": 1, "_templates/": 1, "node_modules/": 1, "archetypes/": 1, "ignore": 1, ".mdx": 1
    }  # fmt: skip


def test_pictures_of_gitbook_are_found_and_its_notes_are_not(site: SiteTest) -> None:
    site.file("notes/.gitbook/assets/a.png", png(2, 2)).note(".gitbook/includes/b.md", "비밀")
    site.note("README.md", "![그림](.gitbook/assets/a.png)").build()
    assert site.codes == []
    assert [path for path in site.tree() if path.endswith("a.png")] == ["dotgitbook/assets/a.png"]
    assert not any("비밀".encode() in data for data in site.bytes().values())


def test_a_symlink_out_of_the_folder_is_an_error_and_is_never_read(site: SiteTest, tmp_path: Path) -> None:
    secret = tmp_path / "secret.md"
    secret.write_text("비밀문장")
    (site.root / "notes/x.md").symlink_to(secret)
    (site.root / "notes/folder").symlink_to(tmp_path)
    site.note("a.md", "글").build(keep_going=True)
    assert site.codes == ["symlink-outside", "symlink-outside"]
    assert not any("비밀문장".encode() in data for data in site.bytes().values())


def test_names_are_compared_in_nfc(site: SiteTest) -> None:
    """A note from a Mac (NFD) linked as it is typed (NFC), and its address."""
    site.note(unicodedata.normalize("NFD", "노트/한글 이름.md"), "글")
    site.note("a.md", "[[한글 이름]]과 [글](노트/한글%20이름.md)").build()
    assert site.codes == []
    assert "노트/한글-이름/index.html" in site.tree()


def test_invisible_characters_in_names_are_reported_and_left_out(site: SiteTest) -> None:
    site.note("x/\x08코덱.md", "글").build()
    assert site.codes == ["name-control"]
    assert "x/코덱/index.html" in site.tree()


def test_control_characters_in_text_do_not_reach_the_page(site: SiteTest) -> None:
    site.note("a.md", "가\x08나\x1b다\ufdd0라\ufffe").build()
    assert "가나다\ufffd라" in site.page("/a/")


def test_a_note_over_two_megabytes_is_an_error(site: SiteTest) -> None:
    site.note("a.md", "가" * 700_000).build()
    assert site.codes == ["note-too-large"]


def test_a_link_inside_the_folder_is_left_out_with_a_warning(site: SiteTest) -> None:
    site.note("a.md", "글")
    (site.root / "notes/b.md").symlink_to(site.root / "notes/a.md")
    assert site.build().codes == ["symlink-skipped"]


def test_a_file_that_cannot_be_read_is_an_error_in_its_place(site: SiteTest, monkeypatch: pytest.MonkeyPatch) -> None:
    site.note("a.md", "글").note("b.md", "글")
    real = Path.read_bytes

    def denied(self: Path) -> bytes:
        if self.name == "a.md":
            raise PermissionError(13, "Permission denied")
        return real(self)

    monkeypatch.setattr(Path, "read_bytes", denied)
    assert site.build().codes == ["note-unreadable"]
