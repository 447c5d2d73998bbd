"""Addresses, lists, languages, archives, feeds: the site that comes out."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from xml.etree import ElementTree
from zoneinfo import ZoneInfo

import pytest

from fmnotes.config import load_config
from tests.support import NOW, SiteTest
from tests.test_cli import run

SEOUL = ZoneInfo("Asia/Seoul")
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.mark.parametrize(
    ("path", "text", "address"),
    [
        ("nlp/BERT 정리.md", "글", "nlp/bert-정리"),
        ("clip/index.md", "글", "clip"),
        ("clip/_index.md", "글", "clip"),
        ("_posts/2024-01-01-x.md", "글", "x"),
        ("content/post/docs/a.md", "글", "a"),
        ("ko/nlp/a.md", "글", "nlp/a"),
        ("en/nlp/a.md", "text", "en/nlp/a"),
        ("a.en.md", "text", "en/a"),
        ("a.ko.md", "글", "a"),
        ("a.md", "---\nlang: en\n---\ntext", "en/a"),
        ("a.md", "English text that is only guessed to be English", "a"),
        ("x/a.md", "---\nslug: JAVA-익명-객체\n---\n글", "x/java-익명-객체"),
        ("x/a.md", "---\npermalink: /Folder/노트/\n---\n글", "Folder/노트"),
        ("x/a.md", "---\npermalink: Obsidian Basics/Links\n---\n글", "Obsidian Basics/Links"),
        ("x/a.md", "+++\nurl = '/old/x.html'\n+++\n글", "old/x.html"),
        ("_wiki/a.md", "글", "wiki/a"),
        ("!!!.md", "글", "note-9a7b006d"),
    ],
)
def test_addresses(site: SiteTest, path: str, text: str, address: str) -> None:
    """The promise that is kept across versions."""
    site.note(path, text).build()
    assert site.result is not None
    (made,) = site.result.plan.library.addresses.values()
    assert made == f"/{address}" + ("" if address.endswith(".html") else "/")
    assert (address if address.endswith(".html") else f"{address}/index.html") in site.tree()


def test_long_names_are_cut_and_stay_apart(site: SiteTest) -> None:
    site.note("가" * 80 + "나.md", "글").note("가" * 80 + "다.md", "글").build()
    names = [path.split("/")[0] for path in site.tree() if path.startswith("가")]
    assert len(set(names)) == 2
    assert all(len(name.encode()) <= 180 for name in names)


@pytest.mark.parametrize(
    "permalink",
    ["../../etc/x", "/../x", "..\\..\\x", "C:/x", "'%2e%2e/x'", "a/.git/hooks/post-commit", "nul/", "a./b",
     "'a\u202eb'", "a//b"],
)  # fmt: skip
def test_permalinks_that_are_refused(site: SiteTest, permalink: str) -> None:
    site.note("a.md", f"---\npermalink: {permalink}\n---\n글").note("b.md", "글").build(keep_going=True)
    assert site.codes == ["permalink-invalid"]
    assert site.places("permalink-invalid") == [("notes/a.md", 2, 12)]
    assert site.result is not None
    assert site.result.outcome.failed == ("a.md",)


def test_explicit_addresses_that_clash_are_an_error_naming_both(site: SiteTest) -> None:
    site.note("a.md", "---\nslug: x\n---\n글").note("b.md", "---\nslug: X\n---\n글").build()
    (problem,) = [one for one in site.diagnostics if one.code == "address-clash"]
    assert (problem.place.path, problem.place.line, dict(problem.values)["other"]) == ("notes/b.md", 2, "a.md")
    assert site.result is not None
    assert not site.result.wrote


def test_a_clash_of_notes_with_tags_is_told_like_any_other(site: SiteTest) -> None:
    text = "---\nslug: x\ntags: [a]\ncategories: [b]\ndate: 2024-01-02\n---\n글"
    site.note("a.md", text).note("b.md", text.replace("[a]", "[only]")).build(keep_going=True)
    assert site.codes == ["address-clash"]
    assert "tags/only/index.html" not in site.tree()


def test_inferred_addresses_that_clash_move_with_a_warning(site: SiteTest) -> None:
    site.note("Foo.md", "글").note("foo/index.md", "글").note("tags.md", "글").build()
    assert site.codes == ["address-moved", "address-moved"]
    assert {"foo/index.html", "foo-2/index.html", "tags-2/index.html"} <= set(site.tree())


def test_terms_keep_apart_what_differs_and_merge_what_does_not(site: SiteTest) -> None:
    """`AI`/`ai` are one, `C`/`C++`/`C#` three, and no address is empty."""
    site.note("a.md", "---\ntags: [AI, C, C++, C#, '~`!@', GPT-3]\n---\n글")
    site.note("b.md", "---\ntags: [ai, AI, gpt 3, 🌳]\n---\n글").build()
    tags = {path.split("/")[1] for path in site.tree() if path.startswith("tags/") and path.count("/") == 2}
    assert tags == {"ai", "c", "cpp", "csharp", "tag-a759d058", "gpt-3", "tag-7e366d44"}
    assert '<a href="../tags/ai/">AI</a> <span class="count">2</span>' in site.main("/tags/")


def test_different_names_with_one_slug_are_told_apart(site: SiteTest) -> None:
    site.note("a.md", "---\ntags: [a.b, a b c, a-b]\n---\n글").note(
        "b.md", "---\ntags: ['x!y', 'x y']\n---\n글"
    ).build()
    assert site.codes == []
    site.note("c.md", "---\ntags: [c++ x, cpp x]\n---\n글").build()
    assert site.codes == ["term-clash"]


def test_categories_are_a_tree(site: SiteTest) -> None:
    site.note("a.md", "---\ncategories: [AI/NLP]\n---\n글").note("b.md", "---\ncategories: [ai]\n---\n글").build()
    assert {"categories/index.html", "categories/ai/index.html", "categories/ai/nlp/index.html"} <= set(site.tree())
    assert '<a href="../categories/ai/">AI</a> <span class="count">2</span><ul class="tree">' in site.main(
        "/categories/"
    )
    assert '<a href="../../../categories/ai/">AI</a> / <span aria-current="page">NLP</span>' in site.main(
        "/categories/ai/nlp/"
    )


def test_index_groups_are_in_the_readers_order(site: SiteTest) -> None:
    site.note("a.md", "---\ntags: [AI, 가중치, 까치, 3D, 대조 학습]\n---\n글").note("b.en.md", "English text").build()
    assert re.findall(r'<h2 id="fm-group-\d">(.*?)</h2>', site.main("/tags/")) == ["0-9", "ㄱ", "ㄷ", "A"]
    assert re.findall(r'<h2 id="fm-group-\d">(.*?)</h2>', site.main("/en/tags/")) == ["0-9", "A", "ㄱ", "ㄷ"]


def test_both_interfaces_exist_as_soon_as_there_are_notes_of_both(site: SiteTest) -> None:
    site.note("a.md", "한국어 글").build()
    assert "en/index.html" not in site.tree()
    site.note("b.md", "English words only").build()
    assert "en/index.html" in site.tree()
    assert ">노트 <" in site.main("/")
    assert ">Notes <" in site.main("/en/")
    site.note("a.md", "---\ndate: 2024-01-02\n---\n한국어 글").build()
    assert "최근 글" in site.main("/")
    assert "Recent notes" in site.main("/en/")


def test_a_reader_in_either_language_sees_every_note_once(site: SiteTest) -> None:
    """A translation group appears in the reader's language, other notes marked."""
    site.note("pair.md", "# 짝\n\n한국어 글").note("pair.en.md", "# Pair\n\nEnglish text")
    site.note("only.md", "# 혼자\n\n한국어 글").build()
    korean, english = site.main("/"), site.main("/en/")
    assert ("짝" in korean, "Pair" in korean) == (True, False)
    assert ("짝" in english, "Pair" in english, "혼자" in english) == (False, True, True)
    assert '<span class="other-language" lang="ko">한국어</span>' in english
    assert '<a href="../en/pair/" hreflang="en" lang="en">English</a>' in site.page("/pair/")
    assert '<html lang="en">' in site.page("/en/pair/")


@pytest.mark.parametrize(
    ("korean", "english"),
    [
        ("x.ko.md", "x.en.md"),
        ("x.md", "x_en.md"),
        ("x.md", "x.en.md"),
        ("ko/a/x.md", "en/a/x.md"),
        ("a/index.md", "a/index.en.md"),
    ],
)
def test_translations_by_path(site: SiteTest, korean: str, english: str) -> None:
    site.note(korean, "한국어 글이다").note(english, "English text here").build()
    assert site.result is not None
    assert site.result.plan.library.translations[korean] == {"ko": korean, "en": english}


@pytest.mark.parametrize(
    ("block", "folders"),
    [
        ("translationKey: k", ("", "")),
        ("translation_key: k", ("", "")),
        ("lang_ref: k", ("", "")),
        ("permalink: /p/", ("ko/", "en/")),
    ],
)
def test_translations_by_key(site: SiteTest, block: str, folders: tuple[str, str]) -> None:
    site.note(f"{folders[0]}하나.md", f"---\n{block}\n---\n한국어 글").note(
        f"{folders[1]}one.md", f"---\n{block}\n---\nEnglish"
    ).build()
    assert site.codes == []
    assert site.result is not None
    assert len(site.result.plan.library.translations) == 2


def test_previous_and_next_follow_time_then_folders(site: SiteTest) -> None:
    for day in ("01", "02", "03"):
        site.note(f"d{day}.md", f"---\ndate: 2024-01-{day}\n---\n글")
    site.note("course/2.md", "글").note("course/10.md", "글").build()
    assert '<span>이전 글</span> <a rel="prev" href="../d01/">d01</a>' in site.main("/d02/")
    assert '<span>다음 글</span> <a rel="next" href="../d03/">d03</a>' in site.main("/d02/")
    assert '<span>다음 글</span> <a rel="next" href="../../course/10/">10</a>' in site.main("/course/2/")


def test_scheduled_notes_are_hidden_and_counted(site: SiteTest) -> None:
    site.note("a.md", "---\ndate: 2026-11-22\n---\n미래").note("b.md", "---\ndate: 2026-11-21\n---\n오늘")
    site.note("c.md", "---\nexpiryDate: 2026-11-20\n---\n지남").note("d.md", "---\npublishDate: 2027-01-01\n---\n나중")
    site.build(now=NOW)
    assert site.result is not None
    assert dict(site.result.outcome.hidden) == {"scheduled": 2, "expired": 1}
    assert set(site.result.plan.library.notes) == {"b.md"}
    site.build(now=datetime(2026, 11, 22, 0, 0, tzinfo=SEOUL))
    assert set(site.result.plan.library.notes) == {"a.md", "b.md"}


def test_drafts_only_with_drafts(site: SiteTest) -> None:
    site.note("_drafts/a.md", "초안").build()
    assert "a/index.html" not in site.tree()
    site.build(out="preview", drafts=True)
    assert "a/index.html" in site.tree("preview")


def test_archive_by_year_and_month(site: SiteTest) -> None:
    site.note("a.md", "---\ndate: 2023-12-09\n---\n글").note("b.md", "---\ndate: 2024-01-02\n---\n글").build()
    assert {
        "archive/index.html",
        "archive/2023/index.html",
        "archive/2023/12/index.html",
        "archive/2024/01/index.html",
    } <= set(site.tree())
    month = site.main("/archive/2023/12/")
    assert (
        '<li id="day-12-09"><time datetime="2023-12-09">2023. 12. 9.</time> <ul> <li><a href="../../../a/">a</a>'
        in month
    )
    assert 'href="../archive/2023/12/#day-12-09"' in site.main("/archive/")
    assert 'href="./archive/2024/01/#day-01-02"' in site.main("/")


def test_lists_are_paginated(site: SiteTest) -> None:
    site.config(language="ko", per_page=2)
    for number in range(5):
        site.note(f"n{number}.md", "---\ntags: [t]\n---\n글")
    site.build()
    assert {"page/2/index.html", "page/3/index.html", "tags/t/page/3/index.html"} <= set(site.tree())
    assert '<a rel="prev" href="../../page/2/">' in site.main("/page/3/")
    assert '<a rel="prev" href="../../">' in site.main("/page/2/")


def test_a_root_index_note_introduces_the_home(site: SiteTest) -> None:
    site.note("index.md", "# 환영\n\n소개 글 [가](a.md)").note("a.md", "[홈](index.md) [홈](/)").build()
    assert '<h1 id="환영">환영</h1>' in site.main("/")
    assert '소개 글 <a href="./a/">가</a>' in site.main("/")
    assert site.body("/a/").count('<a href="../">홈</a>') == 2
    assert site.codes == []


def test_a_readme_opens_its_folder_unless_that_has_an_index(site: SiteTest) -> None:
    """As on GitHub, and in MkDocs and GitBook."""
    site.note("README.md", "공부한 것 [운영체제](os) [또](./os/)").note("os/readme.md", "# 운영체제\n\n글")
    site.note("web/README.md", "# 읽기\n\n글").note("web/index.md", "# 웹\n\n글").build()
    assert "<h1>시험</h1>" in site.main("/")
    assert '공부한 것 <a href="./os/">운영체제</a> <a href="./os/">또</a>' in site.main("/")
    assert {"web/index.html", "web/readme/index.html"} <= set(site.tree())
    assert site.note("docs/README.md", "# 문서\n\n글").build().codes == []
    assert "docs/readme/index.html" not in site.tree()
    assert "readme/index.html" in site.tree()
    (site.root / "notes/docs/README.md").unlink()
    assert site.note("content/_index.md", "# 처음\n\n글").build().codes == []
    assert '<h1 id="처음">처음</h1>' in site.main("/")
    (site.root / "notes/content/_index.md").unlink()
    (site.root / "notes/web/index.md").unlink()
    site.build()
    assert "읽기</h1>" in site.main("/web/")
    assert "web/readme/index.html" not in site.tree()


def test_other_h1s_are_shown_one_level_lower(site: SiteTest) -> None:
    site.note("a.md", "---\ntitle: 제목\n---\n# 첫째\n\n## 그 아래\n\n# 둘째").build()
    assert re.findall(r"<(h\d) id", site.body("/a/")) == ["h2", "h3", "h2"]
    site.note("a.md", "# 제목\n\n## 절").build()
    assert re.findall(r"<(h\d) id", site.body("/a/")) == ["h2"]


def test_404_uses_the_path_of_the_base_url(site: SiteTest) -> None:
    site.note("a.md", "글").build()
    assert 'href="/_/base.css"' in site.page("/404.html")
    site.config(language="ko", base_url="https://u.github.io/repo").build()
    assert 'href="/repo/_/base.css"' in site.page("/404.html")
    assert 'href="/repo/a/"' in site.page("/404.html")


def test_without_a_base_url_there_is_no_feed_and_one_info_line(site: SiteTest) -> None:
    site.note("a.md", "---\ndate: 2024-01-01\n---\n글").build()
    assert not [path for path in site.tree() if path.endswith(".xml")]
    assert [one.code for one in site.diagnostics] == ["base-url-missing"]


def test_a_feed_was_updated_when_its_newest_entry_was(site: SiteTest) -> None:
    site.config(language="ko", base_url="https://u.github.io/")
    site.note("a.md", "---\ndate: 2024-01-02T01:00:00+09:00\n---\n글")
    site.note("b.md", "---\ndate: 2024-01-01T23:00:00-05:00\n---\n글").build()
    feed = ElementTree.fromstring(site.page("/feed.xml"))
    assert feed.findtext("{http://www.w3.org/2005/Atom}updated") == "2024-01-01T23:00:00-05:00"


NASTY = "제목 \x08 <b> & ]]> \u202e \\ud800 '\""


def test_feed_and_sitemap_are_well_formed_whatever_a_title_contains(site: SiteTest) -> None:
    site.config(language="ko", base_url="https://u.github.io/repo/", title="사이트 & <이름>")
    title = NASTY.replace("\\", "\\\\").replace('"', '\\"').replace("\x08", "\\b").replace("\u202e", "\\u202e")
    site.note(
        "a.md", f'{{"title": "{title}", "date": "2024-01-02", "tags": ["<t>&"]}}\n본문 [b](b.md) ]]> \x08 &amp; <br>'
    )
    site.note("한글 이름.md", "---\ndate: 2024-01-03 10:00\n---\n글").note("b.md", "글").build()
    feed = ElementTree.fromstring(site.page("/feed.xml"))
    entries = feed.findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}id") for entry in entries] == [
        "https://u.github.io/repo/%ED%95%9C%EA%B8%80-%EC%9D%B4%EB%A6%84/",
        "https://u.github.io/repo/a/",
    ]
    assert entries[0].findtext(f"{ATOM}updated") == "2024-01-03T10:00:00+09:00"
    assert feed.findtext(f"{ATOM}title") == "사이트 & <이름>"
    content = entries[1].findtext(f"{ATOM}content") or ""
    assert 'href="https://u.github.io/repo/b/"' in content
    assert " id=" not in content
    sitemap = ElementTree.fromstring(site.page("/sitemap.xml"))
    assert len(sitemap) == len(
        [path for path in site.tree() if path.endswith(".html") and path not in {"404.html", "search/index.html"}]
    )
    ElementTree.fromstring(site.page("/tags/t-and/feed.xml"))


def test_pages_tell_search_engines_about_translations(site: SiteTest) -> None:
    site.config(language="ko", base_url="https://u.github.io/")
    site.note("가.md", "한국어 글").note("가.en.md", "English text").build()
    page = site.page("/가/")
    assert '<link rel="canonical" href="https://u.github.io/%EA%B0%80/">' in page
    assert '<link rel="alternate" hreflang="en" href="https://u.github.io/en/%EA%B0%80/">' in page
    assert '<link rel="alternate" hreflang="ko" href="https://u.github.io/%EA%B0%80/">' in page


def test_every_page_has_a_policy_and_no_inline_code(site: SiteTest) -> None:
    site.note("a.md", "$\\begin{aligned}a&=b\\end{aligned}$\n\n| a |\n|:-:|\n| b |\n\n<b onclick='x'>굵게</b>").build()
    for path, data in site.bytes().items():
        if path.endswith(".html"):
            html = data.decode()
            assert html.index("charset") < html.index("Content-Security-Policy") < html.index("<title>")
            assert not re.search(
                r"<script(?! (?:type=\"module\" )?src=\"[^\":]+\"></script>)|<style|\sstyle=|\son\w+=", html
            ), path


def test_trusted_html_is_as_written_and_its_page_is_not_restricted(site: SiteTest) -> None:
    site.config(language="ko", html="trusted")
    site.note("a.md", "<script>let x = 1;</script>").note("b.md", "글").build()
    assert "<script>let x = 1;</script>" in site.body("/a/")
    assert "Content-Security-Policy" not in site.page("/a/")
    assert "Content-Security-Policy" in site.page("/b/")


def test_escaped_html_is_text(site: SiteTest) -> None:
    site.config(language="ko", html="escape")
    site.note("a.md", "<b>굵게</b>").build()
    assert "&lt;b&gt;굵게&lt;/b&gt;" in site.body("/a/")


def test_a_site_overrides_templates_by_name_and_by_block(site: SiteTest) -> None:
    site.file("templates/note.html", b'{% extends "!note.html" %}{% block title %}X-{{ page.title }}{% endblock %}')
    site.file("templates/static/base.css", b"body{}").note("a.md", "글").build()
    assert "<title>X-a</title>" in site.page("/a/")
    assert site.page("/_/base.css") == "body{}"


def test_a_broken_template_is_an_error_with_its_line(site: SiteTest) -> None:
    site.file("templates/note.html", b"\n{{ page.nonsense }}").note("a.md", "글").build()
    (problem,) = [one for one in site.diagnostics if one.code == "theme-template"]
    assert (problem.place.path, problem.place.line) == ("templates/note.html", 2)
    site.file("templates/note.html", b"\n\n{% if %}").build()
    (problem,) = [one for one in site.diagnostics if one.code == "theme-template"]
    assert problem.place.line == 3


@pytest.mark.parametrize(
    ("template", "line", "column", "ko", "en"),
    [
        ('{% extends "base.html" %}\n{% block main %}\n  {{ page.nope.x }}{% endblock %}', 3, 11,
         "Page object에 nope 값이 없습니다", "'Page object' has no attribute 'nope'"),
        ("{{ {}['nope'] }}", 1, 8, "dict object에 nope 값이 없습니다", "'dict object' has no attribute 'nope'"),
        ("{% if %}", 1, 7, "값이 있어야 할 자리입니다: %}", "Expected an expression, got '%}'"),
        ("{{ x", 1, 1, "템플릿이 끝나기 전에 있어야 합니다: }}", "unexpected end of template, expected '}}'"),
        ("{{ 5 5 }}", 1, 8, "}} 자리에 integer 항목이 있습니다", "expected token '}}', got 'integer'"),
        ("{% foo %}", 1, 4, "없는 태그입니다: foo", "Encountered unknown tag 'foo'"),
        ("{% for a in [] %}", 1, 4, "닫지 않은 태그가 있습니다: for", "Unexpected end of template."),
        ("{{ page.title|bar }}", 1, 15, "없는 필터입니다: bar", "No filter named 'bar'"),
        ("{{ page.title is bar }}", 1, 18, "없는 검사입니다: bar", "No test named 'bar'"),
        ("{{ bar() }}", 1, 4, "bar 값이 없습니다", "'bar' is undefined"),
        ("{{ [1,2 }}", 1, 9, "] 자리에 } 문자가 있습니다", "unexpected '}', expected ']'"),
        ('{{ "x }}', 1, 4, "여기에 올 수 없습니다: \"", "unexpected char '\"' at 3"),
        ("{% block a %}{% endblock %}{% block a %}{% endblock %}", 1, 10,
         "같은 이름의 블록이 둘입니다: a", "block 'a' defined twice"),
        ("{% block a-b %}{% endblock %}", 1, 1, "블록 이름에는 - 대신 _ 기호를 쓰세요", "Block names in Jinja"),
        ('{% extends "none.html" %}', 1, 13, "없는 템플릿입니다: none.html", "there is no template none.html"),
        ("\n{{ 1/0 }}", 2, 1, "0으로 나눌 수 없습니다", "division by zero"),
        ('{% include "note.html" %}', 1, 1, "템플릿이 자기 자신을 끝없이 부릅니다", "maximum recursion depth"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_template_is_told_in_both_languages(
    site: SiteTest, template: str, line: int, column: int, ko: str, en: str
) -> None:
    site.file("templates/note.html", template.encode()).note("a.md", "글").build()
    (problem,) = [one for one in site.diagnostics if one.code == "theme-template"]
    assert (problem.place.line, problem.place.column) == (line, column)
    assert problem.message("ko") == f"템플릿을 쓸 수 없습니다: {ko}"
    assert problem.message("en").startswith(f"a template does not work: {en}")


def test_names_of_templates_need_not_be_utf_8(site: SiteTest) -> None:
    with suppress(OSError):
        site.file("templates/static/" + os.fsdecode(b"\xff.css"), b"b{}")
    assert "theme-template" not in site.note("a.md", "글").build().codes


def test_the_theme_is_not_left_through_its_mark(site: SiteTest) -> None:
    site.file("templates/404.html", b'{% include "!../pyproject.toml" %}').note("a.md", "글").build()
    assert "theme-template" in site.codes


def test_numbers_and_dates_at_the_edge(site: SiteTest) -> None:
    """Python reads no number of five thousand digits, and knows no day before the year 1."""
    site.note("a.md", f"---\ntags: ['{'9' * 5000}', b]\nseries: '{'8' * 5000}'\ndate: 0002-01-01\n---\n글").build()
    assert site.tree()


def test_a_bare_folder_never_gives_a_template(tmp_path: object) -> None:
    """Without a configuration, no template is loaded from the folder."""
    from pathlib import Path

    from fmnotes.config import load_config
    from fmnotes.site.build import build
    from fmnotes.site.plan import BuildOptions

    root = Path(str(tmp_path)) / "bare"
    (root / "templates").mkdir(parents=True)
    (root / "templates/note.html").write_text("뚫림")
    (root / "a.md").write_text("글")
    config, _ = load_config(root)
    assert config is not None
    build(config, BuildOptions(NOW, root / "site"), lambda *_: None)
    assert "뚫림" not in (root / "site/a/index.html").read_text()


def test_static_files_are_copied_to_the_root(site: SiteTest) -> None:
    site.file("static/CNAME", b"a.example").file("static/img/x.png", b"x").note("a.md", "![x](/img/x.png)").build()
    assert {"CNAME", "img/x.png"} <= set(site.tree())
    assert site.codes == []
    site.file("static/a/index.html", b"clash").build()
    assert site.codes == ["static-clash"]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("x.md", "---\npermalink: /index.html\n---\n글"),
        ("x.md", "---\npermalink: /tags/t/page/2/\n---\n글"),
        ("x.md", "---\npermalink: /page/2/\n---\n글"),
        ("x.md", "---\npermalink: feed.xml\n---\n글"),
        ("x.md", "---\npermalink: /_/base.css\n---\n글"),
        ("x.md", "---\nslug: en\n---\n글"),
    ],
)
def test_no_note_takes_the_file_of_another_page(site: SiteTest, path: str, text: str) -> None:
    """Addresses are unique by the file they are written to."""
    site.config(language="ko", per_page=2, base_url="https://u.github.io/")
    for number in range(5):
        site.note(f"n{number}.md", "---\ntags: [t]\ndate: 2024-01-02\n---\n글")
    before = site.note("e.en.md", "English text").build().bytes()
    site.note(path, text).build(keep_going=True)
    assert site.codes == ["address-clash"]
    assert {name: data for name, data in site.bytes().items() if name != "404.html"} == {
        name: data for name, data in before.items() if name != "404.html"
    }


def test_files_and_folders_never_want_one_name(site: SiteTest) -> None:
    site.file("notes/x/data").note("x/data.md", "글").note("x/a.md", "[x](./data)").build()
    assert "output-write" not in site.codes
    site.note("p.md", "---\npermalink: /q.html\n---\n글").note("r.md", "---\npermalink: /q.html/s/\n---\n글").build()
    assert "address-clash" in site.codes


def test_two_translations_in_one_language(site: SiteTest) -> None:
    for name in ("하나", "둘"):
        site.note(f"{name}.md", "---\ntranslation_key: k\n---\n한국어 글")
    site.note("one.md", "---\ntranslation_key: k\n---\nEnglish").build()
    assert site.codes == ["translation-duplicate"]


def test_an_empty_note_makes_no_second_interface(site: SiteTest) -> None:
    site.note("a.md", "한국어 글").note("빈.md", "").note("_index.md", "---\ntitle: 시작\n---\n").build()
    assert "en/index.html" not in site.tree()


def test_the_sites_own_words_are_marked_in_the_other_interface(site: SiteTest) -> None:
    site.config(language="ko", title="노트", description="설명").note("a.md", "한국어").note("b.md", "English").build()
    assert '<h1 lang="ko">노트</h1> <p class="lead" lang="ko">설명</p>' in site.main("/en/")
    assert "lang=" not in site.main("/").split("<section")[0]


def test_old_addresses_lead_to_the_note(site: SiteTest) -> None:
    """An alias that begins with `/` or a scheme is an old address; Jekyll has `redirect_from`."""
    site.note(
        "nlp/bert.md",
        "---\naliases: [버트, /old/bert/, 'https://old.example/a/b.html']\nredirect_from: /2019/bert\n---\n# BERT\n",
    )
    site.note("a.md", "[옛 글](/old/bert/)").config(base_url="https://x.example/").build()
    assert site.codes == []
    page = site.page("/old/bert/")
    assert '<meta http-equiv="refresh" content="0; url=../../nlp/bert/">' in page
    assert '<link rel="canonical" href="https://x.example/nlp/bert/">' in page
    assert {"a/b.html", "2019/bert/index.html"} <= set(site.tree())
    assert "/old/bert/" not in site.page("/sitemap.xml")
    assert 'href="../nlp/bert/"' in site.body("/a/")


def test_an_old_address_never_takes_the_place_of_anything(site: SiteTest) -> None:
    site.note("a.md", "---\naliases: [/b/, /tags/, /c/]\n---\n# 가\n").note("b.md", "# 나").note(
        "c.md", "---\naliases: [/x/]\n---\n"
    )
    site.note("d.md", "---\naliases: [/x/, '/../up/', '/a:b/', /d/]\ntags: [t]\n---\n# 라\n").build()
    assert site.codes == [
        "redirect-clash",
        "redirect-clash",
        "redirect-clash",
        "redirect-clash",
        "redirect-invalid",
        "redirect-invalid",
    ]
    assert ">나</h1>" in site.page("/b/")
    assert "url=../c/" in site.page("/x/")


def test_a_draft_leaves_no_old_address(site: SiteTest) -> None:
    site.note("a.md", "---\ndraft: true\naliases: [/old/]\n---\n# 가\n").note("b.md", "글").build()
    assert "old/index.html" not in site.tree()


def test_a_series_is_read_in_its_order(site: SiteTest) -> None:
    site.note("c.md", "---\nseries: 트랜스포머\nseries_order: 1\ndate: 2024-03-01\n---\n# 첫째\n")
    site.note("b.md", "---\nseries: [트랜스포머]\ndate: 2024-01-01\n---\n# 둘째\n")
    site.note("a.md", "---\nseries: 트랜스포머\ndate: 2024-02-01\n---\n# 셋째\n")
    site.note("alone.md", "# 홀로").build()
    assert site.codes == []
    listed = re.findall(r'<p class="card-title"><a [^>]*>([^<]+)</a>', site.main("/series/트랜스포머/"))
    assert listed == ["첫째", "둘째", "셋째"]
    main = site.main("/b/")
    assert '<span class="count">2 / 3</span>' in main
    assert 'rel="prev" href="../c/"' in main
    assert 'rel="next" href="../a/"' in main
    assert "트랜스포머" in site.main("/series/")
    assert "series" not in site.main("/alone/")


def test_a_series_counts_a_translated_note_once(site: SiteTest) -> None:
    site.note("a.md", "---\nseries: S\nseries_order: 1\n---\n# 가\n\n한국어 글이다.\n")
    site.note("a.en.md", "---\nseries: S\nseries_order: 1\n---\n# A\n\nAn English text.\n")
    site.note("b.md", "---\nseries: S\nseries_order: 2\n---\n# 나\n\n한국어 글이다.\n").build()
    assert '<span class="count">1 / 2</span>' in site.main("/a/")
    assert '<span class="count">1 / 2</span>' in site.main("/en/a/")
    assert ">A</a>" in site.main("/en/series/s/")


def test_a_series_number_that_is_none_is_a_warning(site: SiteTest) -> None:
    site.note("a.md", "---\nseries: S\nseries_order: 첫째\n---\n# 가\n").build()
    assert site.places("value-type") == [("notes/a.md", 3, 15)]


def test_defaults_complete_the_notes_of_a_folder(site: SiteTest) -> None:
    site.note("til/a.md", "# 가").note("til/b.md", "---\ntags: [own]\n---\n# 나").note("c.md", "# 다")
    config = 'title = "x"\n[[defaults]]\nauthor = "모두"\n[[defaults]]\npath = "til"\ntags = ["til"]\ncategory = "오늘 배운 것"\n'
    site.file("fmnotes.toml", config.encode()).build()
    assert site.codes == []
    assert "til</a>" in site.main("/til/a/")
    assert "오늘 배운 것</a>" in site.main("/til/a/")
    assert "own</a>" in site.main("/til/b/")
    assert ">til</a>" not in site.main("/til/b/")
    assert "모두" in site.main("/c/")
    assert "tags/til" not in site.main("/c/")


@pytest.mark.parametrize(
    "wrong", ["defaults = 3", 'defaults = ["x"]', "[[defaults]]\npath = 3", "[tag_aliases]\na = 3"]
)
def test_defaults_and_aliases_are_tables(site: SiteTest, wrong: str) -> None:
    site.file("fmnotes.toml", wrong.encode())
    config, problems = load_config(site.root)
    assert config is None
    assert [one.code for one in problems] == ["config-value"]


def test_permalinks_follow_the_pattern_of_the_configuration(site: SiteTest) -> None:
    site.note("nlp/bert.md", "---\ndate: 2024-03-05\n---\n# BERT").note("b.md", "# 날짜 없음")
    site.note("c.md", "---\ndate: 2024-03-05\npermalink: /own/\n---\n")
    site.note("d.md", "---\ndate: 2024-03-05\nslug: 다른\n---\n[[bert]]").config(
        permalink="/:year/:month/:folders/:slug"
    ).build()
    assert site.codes == []
    assert {"2024/03/nlp/bert/index.html", "b/index.html", "own/index.html", "2024/03/다른/index.html"} <= set(
        site.tree()
    )


@pytest.mark.parametrize("pattern", ["/:year/", ":slug", "/:name/:slug/", "/../:slug/"])
def test_a_permalink_pattern_must_tell_notes_apart(site: SiteTest, pattern: str) -> None:
    site.config(permalink=pattern)
    assert [one.code for one in load_config(site.root)[1]] == ["config-value"]


def test_tag_aliases_join_tags(site: SiteTest) -> None:
    site.note("a.md", "---\ntags: [NN]\n---\n# 가").note("b.md", "---\ntags: [신경망]\n---\n# 나")
    site.file("fmnotes.toml", '[tag_aliases]\nnn = "신경망"\n'.encode()).build()
    assert [path for path in site.tree() if path.startswith("tags/")] == ["tags/index.html", "tags/신경망/index.html"]


def test_line_ends_show_where_the_note_or_the_site_says_so(site: SiteTest) -> None:
    site.note("a.md", "하나\n둘").note("b.md", "---\nbreaks: true\n---\n하나\n둘").build()
    assert "<br>" not in site.body("/a/")
    assert "하나<br> 둘" in site.body("/b/")
    site.note("c.md", "---\nbreaks: false\n---\n하나\n둘").note("d.md", "---\nbreaks: yes\n---\n하나\n둘")
    site.note("e.md", "---\nbreaks: maybe\n---\n하나\n둘").config(breaks=True).build()
    assert "<br>" in site.body("/d/")
    assert "<br>" in site.body("/e/")
    assert site.places("value-type") == [("notes/e.md", 2, 9)]
    assert "<br>" in site.body("/a/")
    assert "<br>" not in site.body("/c/")


def test_what_a_title_holds_beside_words_stays_in_the_text(site: SiteTest) -> None:
    site.file("notes/a.png", b"x").note("a.md", "# ![로고](a.png) 이름[^1]\n\n글\n\n[^1]: 각주").note(
        "b.md", "# 말뿐\n\n글"
    )
    assert '<p><img src="../a.png"' in site.build().body("/a/")
    assert 'id="fnref1"' in site.body("/a/")
    assert site.body("/b/") == "<p>글</p>"


def test_links_to_the_own_text_lead_to_the_page_in_a_feed(site: SiteTest) -> None:
    site.config(base_url="https://u.github.io/r/")
    site.note("a.md", "---\ndate: 2024-01-01\n---\n[절](#절)\n\n## 절").build()
    assert "https://u.github.io/r/a/#%EC%A0%88&#34;&gt;절&lt;/a&gt;" in site.page("/feed.xml")


def test_an_embedded_path_is_whole_names(site: SiteTest) -> None:
    site.file("notes/ca/b.pdf").note("a.md", "![[a/b.pdf]]")
    assert site.build().codes == ["asset-misspelt"]


def test_the_contents_show_formulas(site: SiteTest) -> None:
    text = "# 글\n\n## 근 $x_i^2$은 **둘**\n\n글\n\n## 둘 $O(n)$\n\n글\n\n## 셋 $x^2$ <b>굵게</b> & <x\n\n글\n\n"
    text += "## 넷 $x^2$과 $\\eqref{eq:a}$ \\eqref{eq:a}\n\n$$y \\label{eq:a}$$\n"
    shown = re.findall(r'<li class="level-2"><a [^>]*>(.*?)</a></li>', site.note("a.md", text).build().page("/a/"))
    assert shown[0].startswith("근 <math><msubsup><mi>x</mi>")
    assert shown[0].endswith("</math>은 <strong>둘</strong>")
    assert "annotation" not in shown[0]
    assert not any("<a" in one or "id=" in one for one in shown)
    assert shown[1:3] == ["둘 O(n)", "셋 x^2 굵게 &amp; &lt;x"]


def test_a_title_shows_its_formulas(site: SiteTest) -> None:
    site.note("a.md", "# $O(n \\log n)$ 정렬\n\n글").note("b.md", "---\ntitle: 다른 제목\n---\n# $x^2$ 글").build()
    title = re.search(r"<h1[^>]*>(.*?)</h1>", site.page("/a/"), re.DOTALL)
    assert title
    assert "<math" in title[1]
    assert title[1].endswith(" 정렬")
    assert "<h1>다른 제목</h1>" in site.page("/b/")


def test_names_of_emoji_are_read_where_they_are_asked_for(site: SiteTest) -> None:
    text = "# :sparkles: 제목\n\n## :pushpin: 요약\n\n:bulb: 값 :nope: 10:one:20 `:star:` [:+1:](#pushpin-요약)"
    site.note("a.md", text).build()
    assert ":bulb: 값" in site.body("/a/")
    site.config(dialects=["jekyll", "emoji"])
    site.build()
    assert site.codes == []
    body = site.body("/a/")
    assert "💡 값 :nope: 10:one:20 <code>:star:</code>" in body
    assert '<h2 id="pushpin-요약">📌 요약' in body
    assert ">👍</a>" in body
    assert "<title>✨ 제목" in site.page("/a/")


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("hugo.toml", "enableEmoji = true"),
        ("_config.yml", "title: x\nplugins:\n  - jemoji\n"),
        ("mkdocs.yml", "site_name: x\nmarkdown_extensions:\n  - pymdownx.emoji:\n      options: {}\n"),
    ],
)
def test_emoji_that_another_tool_shows_are_shown(tmp_path: Path, file: str, text: str) -> None:
    (tmp_path / file).write_text(text, "utf-8")
    (tmp_path / "a.md").write_text(":rocket: 글", "utf-8")
    assert run("build", tmp_path, "--out", tmp_path / "out").exit_code == 0
    assert "🚀 글" in (tmp_path / "out/a/index.html").read_text("utf-8")
    assert run("init", tmp_path).exit_code == 0
    assert '"emoji"]' in (tmp_path / "fmnotes.toml").read_text("utf-8")


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("hugo.toml", "[markup.goldmark.renderer]\nhardWraps = true\n"),
        ("_config.yml", "title: x\nkramdown:\n  hard_wrap: true\n"),
        ("mkdocs.yml", "site_name: x\nmarkdown_extensions:\n  - nl2br\n"),
    ],
)
def test_line_ends_that_another_tool_shows_are_shown(tmp_path: Path, file: str, text: str) -> None:
    (tmp_path / file).write_text(text, "utf-8")
    (tmp_path / "a.md").write_text("하나\n둘", "utf-8")
    assert run("build", tmp_path, "--out", tmp_path / "out").exit_code == 0
    assert "하나<br" in (tmp_path / "out/a/index.html").read_text("utf-8")
    assert run("init", tmp_path).exit_code == 0
    assert "breaks = true" in (tmp_path / "fmnotes.toml").read_text("utf-8")
