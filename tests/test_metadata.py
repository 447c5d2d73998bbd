"""What the program knows of a note, whatever dialect said it."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from click.testing import CliRunner

from fmnotes.cli.main import main
from fmnotes.config import Config, load_config
from fmnotes.library.visibility import hidden_reasons
from fmnotes.notes.location import locate
from fmnotes.notes.metadata import Metadata
from fmnotes.notes.note import Note, make_note, parse_text
from fmnotes.notes.source import Source
from fmnotes.text.dates import parse_date
from tests.support import NOW, SiteTest

SEOUL = ZoneInfo("Asia/Seoul")


def note(path: str, text: str, *others: str) -> Note:
    config = Config(root=__import__("pathlib").Path("/nowhere"))
    return make_note(path, parse_text(Source(path, text, "d"), config), config, frozenset([path, *others]))


def data(text: str, path: str = "a.md") -> Metadata:
    return note(path, text).metadata


@pytest.mark.parametrize(
    ("path", "text", "title"),
    [
        ("a.md", "---\ntitle: 제목\n---\n# 다른 제목", "제목"),
        ("a.md", "# 첫 제목\n\n본문", "첫 제목"),
        ("a.md", " # Positional Encoding", "Positional Encoding"),
        ("강의 노트.md", "## Hard\n\n본문", "강의 노트"),
        ("_posts/2024-03-18-bert-in-depth.md", "본문", "bert in depth"),
        ("clip/index.md", "본문", "clip"),
        ("a.md", '---\ntitle: " Inner Join이란? "\n---\n', "Inner Join이란?"),
        ("a.md", "---\ntitle: Generics에서 &lt;?&gt; 와\n---\n", "Generics에서 <?> 와"),
        ("a.md", "---\ntitle:\n---\n# 제목", "제목"),
        ("a.md", "---\ntitle: 2023\n---\n", "2023"),
        ("a.md", "---\ntitle: [논문 리뷰]\n---\n", "[논문 리뷰]"),
        ("a.md", "---\ntitle: 이슈 #12 정리\n---\n", "이슈 #12 정리"),
        ("a.md", "---\ntitle: Algorithm,\n---\n", "Algorithm"),
    ],
)
def test_titles(path: str, text: str, title: str) -> None:
    assert note(path, text).metadata.title == title


@pytest.mark.parametrize(
    ("text", "day", "updated"),
    [
        ("---\ndate:\n  created: 2023-12-31\n  updated: 2024-01-02\n---\n", date(2023, 12, 31), date(2024, 1, 2)),
        ("---\npubDatetime: 2022-09-23\nmodDatetime: 2023-12-21\n---\n", date(2022, 9, 23), date(2023, 12, 21)),
        ("---\npubDate: 2022-07-08\nupdatedDate: 2022-08-01\n---\n", date(2022, 7, 8), date(2022, 8, 1)),
        ("---\npublishedAt: 2022-07-08\n---\n", date(2022, 7, 8), None),
        ("---\ndate: today\n---\n", None, None),
        ("# 글\n\nAuthor: 김철수<br>\nDate: 2023-05-29<br>\n\n글", date(2023, 5, 29), None),
        ("title: 글\ndate: 2020-03-04\n---\n글", date(2020, 3, 4), None),
    ],
)
def test_days_under_the_keys_of_other_tools(text: str, day: date | None, updated: date | None) -> None:
    made = data(text)
    assert (made.date and made.date.day, made.updated and made.updated.day) == (day, updated)


@pytest.mark.parametrize(
    ("line", "tags"),
    [
        ("tags:: #[[Deep Learning]] #NLP", ("Deep Learning", "NLP")),
        ("tags:: [[Deep Learning]] [[NLP]]", ("Deep Learning", "NLP")),
        ("tags:: [[Deep Learning]], NLP", ("Deep Learning", "NLP")),
        ("Tags: [CLIP, BERT]", ("CLIP", "BERT")),
        ("Tags: nlp, bert<br>", ("nlp", "bert")),
        ("tags::", ()),
        ("###### tags: `BERT` `자연어 처리`", ("BERT", "자연어 처리")),
        ("###### tags: `ml, nlp`", ("ml", "nlp")),
    ],
)
def test_tags_at_the_head_of_the_body(line: str, tags: tuple[str, ...]) -> None:
    assert data(f"{line}\n\n글").tags == tags


@pytest.mark.parametrize("url", ["https://arxiv.org/abs/2103.00020", "https://velog.io/@user/clip"])
def test_an_address_with_a_scheme_is_where_a_text_is_from(url: str) -> None:
    assert data(f"---\nurl: {url}\n---\n글").permalink == ""


def test_the_h1_that_gave_the_title_or_equals_it_leaves_the_body() -> None:
    assert data("# 제목\n").title_heading == 0
    assert data("---\ntitle: 제목\n---\n# 제목\n").title_heading == 0
    assert data("---\ntitle: 다른 것\n---\n# 제목\n").title_heading == -1


@pytest.mark.parametrize(
    ("block", "tags"),
    [
        ("tags: [a, b]", ["a", "b"]),
        ("tags:\n- a\n- b", ["a", "b"]),
        ("tags: 신호처리 기초수학", ["신호처리", "기초수학"]),
        ("tag: word class", ["word class"]),
        ("tag: SVD, PCA, LSA", ["SVD", "PCA", "LSA"]),
        ("tags: 알고리즘, 탐색,", ["알고리즘", "탐색"]),
        ("tags: [NO, 1.10, 0123, 12:30]", ["NO", "1.10", "0123", "12:30"]),
        ("tags: [amazon, 2023, null, no, '']", ["amazon", "2023", "no"]),
        ("tags:\n- \npublish: true", []),
        ("tags: []", []),
        ("tags:", []),
        ("tags: ['#Stack', Stack]", ["Stack"]),
        ("Tags: [a]", ["a"]),
    ],
)
def test_tags(block: str, tags: list[str]) -> None:
    """Plural keys split a string at spaces, singular keys never; commas always."""
    assert list(data(f"---\n{block}\n---\n").tags) == tags


@pytest.mark.parametrize(
    ("block", "categories"),
    [
        ("categories: blog post", [("blog", "post")]),
        ("category: computer vision", [("computer vision",)]),
        ("categories: [AI/NLP, 'AI > 비전']", [("AI", "NLP"), ("AI", "비전")]),
        ("categories: Github, AWS", [("Github",), ("AWS",)]),
        ("categories: DB", [("DB",)]),
        ("category: From frequency to semantics", [("From frequency to semantics",)]),
        ("categories: []", [("folder",)]),
    ],
)
def test_categories(block: str, categories: list[tuple[str, ...]]) -> None:
    assert list(data(f"---\n{block}\n---\n", "folder/a.md").categories) == categories


def test_folders_that_are_no_category() -> None:
    assert data("x", "content/post/nlp/a.md").categories == (("nlp",),)
    assert data("x", "content/post/clip/index.md").categories == ()
    assert data("x", "_posts/2024-01-01-a.md").categories == ()


@pytest.mark.parametrize(
    ("block", "hidden"),
    [
        ("draft: true", "draft"),
        ("draft: false", ""),
        ("published: false", "private"),
        ("published: 2020-01-01", ""),
        ("publish: true", ""),
        ("public: false", "private"),
        ("dg-publish: false", "private"),
        ("private: true", "private"),
        ("draft: 'true'", "draft"),
        ("complete: false", ""),
        ("tistoryVisibility: '0'", "private"),
        ("tistoryVisibility: '3'", ""),
        ("is_private: true", "private"),
        ("isPrivate: true", "private"),
        ("is_draft: true", "private"),
        ("hidden: true", "private"),
        ("hidden: false", ""),
        ("비밀글: true", "private"),
        ("visibility: private", "draft"),
        ("state: draft", "draft"),
        ("status: 비공개", "draft"),
        ("status: done", ""),
        ("password: '1234'", "private"),
        ("password:", ""),
    ],
)
def test_publication_switches(block: str, hidden: str) -> None:
    assert data(f"---\n{block}\n---\n").hidden == hidden


def test_a_switch_that_is_no_boolean_hides_the_note_with_a_warning() -> None:
    """`draft: yes` must never publish a draft."""
    made = note("a.md", "---\ndraft: yes\n---\n")
    assert made.metadata.hidden == "draft"
    assert [one.code for one in made.diagnostics] == ["switch-not-boolean"]


def test_a_draft_folder_hides() -> None:
    assert data("x", "_drafts/a.md").hidden == "draft"
    assert data("---\nprivate: true\n---\nx", "_drafts/a.md").hidden == "private"


@pytest.mark.parametrize("value", ["2024-02-30", "2026-13-45", "어제", "[a]"])
def test_a_date_that_is_none_is_an_error_at_its_value(value: str) -> None:
    made = note("a.md", f"---\ntitle: x\ndate: {value}\n---\n")
    assert [(one.code, one.place.line, one.place.column) for one in made.diagnostics] == [("date-invalid", 3, 7)]
    assert made.failed


def test_dates_from_the_key_then_the_file_name() -> None:
    assert str(data("---\ndate: 2020-01-02\n---\n", "_posts/2024-03-18-x.md").date).count("2020") == 1
    day = data("x", "_posts/2024-03-18-x.md").date
    assert day is not None
    assert day.iso() == "2024-03-18"
    assert data("x").date is None


def test_toml_dates_are_native() -> None:
    made = data("+++\ndate = 2024-01-02T03:04:05+09:00\nlastmod = 2024-02-03\n+++\n")
    assert made.date is not None
    assert made.updated is not None
    assert (made.date.iso(), made.updated.iso()) == ("2024-01-02T03:04:05+09:00", "2024-02-03")
    for written, shown in {"20:00:00": "2024-01-03T05:00:00+09:00", "00:00:00": "2024-01-02T09:00:00+09:00"}.items():
        # In UTC it was written by a machine: the reader's clock is the site's. Midnight is a moment too: a note that is
        # to appear then must not appear hours before.
        for front in (f"+++\ndate = 2024-01-02T{written}Z\n+++\n", f"---\ndate: 2024-01-02T{written}Z\n---\n"):
            found = data(front).date
            assert found
            assert found.iso() == shown


def test_languages() -> None:
    assert (data("안녕하세요 모델입니다").language, data("안녕").marked_language) == ("ko", False)
    assert data("Plain English words").language == "en"
    assert data("x", "x.en.md").marked_language
    assert (data("x", "ko/a.md").language, data("x", "ko/a.md").marked_language) == ("ko", True)
    assert data("---\nlang: en-US\n---\n한국어").language == "en"


def test_a_twin_needs_its_partner() -> None:
    assert note("x_en.md", "글", "x.md").metadata.marked_language
    assert not note("x_en.md", "글").metadata.marked_language


def test_aliases_are_names_or_old_addresses() -> None:
    made = data("---\naliases: [다른 이름, /old/path/, 'https://a.com/x', null]\nredirect_from: /older/\n---\n")
    assert made.aliases == ("다른 이름",)
    assert made.redirects == ("/old/path/", "https://a.com/x", "/older/")


def test_misspelt_keys_are_reported_others_kept() -> None:
    made = note("a.md", "---\ntitel: x\nmenu: main\ncatagories: a\nmood: good\n---\n")
    assert [(one.code, dict(one.values)["close"]) for one in made.diagnostics] == [
        ("key-misspelt", "title"),
        ("key-misspelt", "categories"),
    ]
    assert made.metadata.extra["mood"] == "good"


def test_the_outline_digest_tells_what_other_pages_can_see() -> None:
    """An edit inside one body touches one page."""
    one = note("a.md", "# 제목\n\n첫 문장이다.\n\n## 절\n\n`코드`")
    same = note("a.md", "# 제목\n\n첫 문장이다.\n\n## 절\n\n**`코드`**")
    other = note("a.md", "# 제목\n\n첫 문장이다.\n\n## 다른 절\n\n`코드`")
    assert one.outline_digest == same.outline_digest
    assert one.outline_digest != other.outline_digest


def test_a_value_of_the_wrong_shape_is_a_warning_and_not_used() -> None:
    made = note("a.md", "---\nslug: [a, b]\n---\n글")
    assert [one.code for one in made.diagnostics] == ["value-type"]
    assert made.metadata.slug == ""


@pytest.mark.parametrize(
    "text",
    [
        "---\ndraft:true\n---\n비밀",
        "<!-- 주석 -->\n---\ndraft: true\n---\n비밀",
        "+++\ndraft: true\n+++\n비밀",
        '{"draft": true} \n비밀',
        '{"draft": true,}\n비밀',
        "\u200b---\ndraft: true\n---\n비밀",
        "\ufeff\ufeff---\ndraft: true\n---\n비밀",
        "---\nstatus: draft\n---\n비밀",
        "---\n초안: true\n---\n비밀",
    ],
)
def test_a_draft_is_hidden_or_an_error_however_it_is_written(text: str) -> None:
    made = note("a.md", text)
    assert made.metadata.hidden or made.failed


def test_draft_folders_in_any_case() -> None:
    assert data("x", "_Drafts/a.md").hidden == "draft"


def test_keys_that_differ_in_case_are_one_key() -> None:
    made = note("a.md", "---\nTitle: 하나\ntitle: 둘\n---\n")
    assert (made.metadata.title, [one.code for one in made.diagnostics]) == ("둘", ["key-duplicate"])


SCRAPED = "# [논문 리뷰] CLIP 읽기\n\n• Category: [Paper Review](/category/paper)\n• Date: 2023-05-29\n\n본문이다.\n"


def test_metadata_under_the_title_is_read_and_leaves_the_body(site: SiteTest) -> None:
    """A scraped Jekyll page says its category and date in bullets that are no Markdown."""
    site.note("a.md", SCRAPED).build()
    assert site.places("metadata-in-body") == [("notes/a.md", 3, 1)]
    main = site.main("/a/")
    assert "2023. 5. 29." in main
    assert "Paper Review</a>" in main
    assert site.body("/a/") == "<p>본문이다.</p>"


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("# Ch03_Linear Regression\n\nDate: 2021년 1월 6일", date(2021, 1, 6)),
        ("Date:2023-05-29", date(2023, 5, 29)),
        ("\n\n# 제목\n- **날짜**: 2024.01.02", date(2024, 1, 2)),
        ("# 제목\n- **작성일:** 2024. 1. 2.", date(2024, 1, 2)),
        ("# 어텐션\n\n딥러닝/논문\n\n2023. 12. 9. 14:26\n", date(2023, 12, 9)),
        ("# 어텐션\n2023. 12. 9. 14:26ㆍNLP/논문\n", date(2023, 12, 9)),
        ("[홈](/)\n\n# 어텐션\n\n• Date: 2023-12-09\n", date(2023, 12, 9)),
        ("# 어텐션\n\nStatus: Done\nCreated: 2023-12-09\n", date(2023, 12, 9)),
    ],
)
def test_dates_in_the_body(head: str, day: date) -> None:
    found = data(f"{head}\n\n본문").date
    assert found is not None
    assert found.day == day


@pytest.mark.parametrize(
    "text",
    [
        "# 제목\n\n날짜: 다음 주에 정한다.\n",
        "# 제목\n\n본문이다.\n\nDate: 2023-05-29\n",
        "# 제목\n\nNote: 2023-05-29\n",
        "# 제목\n\nDate: 2023-13-29\n",
        "# 제목\n\nTags: 이 글은 태그를 다룬다\n",
        "# 제목\n\n## 2023. 12. 9. 14:26\n",
    ],
)
def test_prose_is_not_taken_for_metadata(site: SiteTest, text: str) -> None:
    site.note("a.md", text).build()
    assert site.codes == []
    assert "<time" not in site.main("/a/")


def test_front_matter_comes_before_the_body(site: SiteTest) -> None:
    site.note("a.md", "---\ndate: 2024-01-01\n---\n# 제목\n\nDate: 2023-05-29\n").build()
    assert site.codes == []
    assert "Date: 2023-05-29" in site.body("/a/")


def test_a_switch_in_the_body_hides_the_note(site: SiteTest) -> None:
    site.note("a.md", "# 제목\n\nDate: 2023-05-29\nDraft: true\n\n비밀이다.\n").build()
    assert site.result is not None
    assert site.result.outcome.hidden == {"draft": 1}


def test_properties_that_stay_are_lines_and_no_beginning_of_a_note(site: SiteTest) -> None:
    head = "생성일: 2024년 1월 5일 (오전 9:00) → 오후 3:00\n태그: NLP\n상태: 완료\n담당자: 홍길동"
    site.note("a.md", f"# 마\n\n{head}\n\n본문이다.").build()
    assert "태그: NLP<br> 상태: 완료<br> 담당자" in site.body("/a/")
    assert 'content="본문이다."' in site.page("/a/")
    assert 'datetime="2024-01-05T09:00:00+09:00"' in site.page("/a/")


@pytest.mark.parametrize("line", ["공개 여부: 비공개", "공개: X", "Public: private", "비공개: O", "Draft: 초안"])
def test_other_words_for_a_switch_in_the_body_hide_too(site: SiteTest, line: str) -> None:
    site.note("a.md", f"# 제목\n\nDate: 2023-05-29\n{line}\n\n글").build()
    assert site.result is not None
    assert sum(site.result.outcome.hidden.values()) == 1


@pytest.mark.parametrize("line", ["공개 여부: 공개", "Public: 공개 키를 쓴다", "Secret: 비밀 분산", "비공개: X"])
def test_words_that_hide_nothing_are_text(site: SiteTest, line: str) -> None:
    site.note("a.md", f"# 제목\n\n{line}\n\n글").build()
    assert line in site.body("/a/")


def test_page_properties_that_say_nothing_of_the_note_stay_with_their_links(site: SiteTest) -> None:
    head = "up:: [[b]]\ntags:: CLIP\nStatus:: 읽는 중\nicon:: 📌\n"
    site.note("a.md", f"{head}\n# 제목\n\n글").note("b.md", "글").build()
    body = site.body("/a/")
    assert '<p>up:: <a href="../b/">b</a></p>' in body
    assert "Status:: 읽는 중" in body
    assert "tags::" not in body
    assert "icon::" not in body


def test_what_stands_below_page_properties_is_text(site: SiteTest) -> None:
    site.note("a.md", "title:: 글이다\n\n- 요약: 이것은 중요한 문장이다.\n- 둘").build()
    assert "이것은 중요한 문장이다." in site.body("/a/")
    site.note("b.md", "tags:: x\n\nLevel: Gold\n\n글").build()
    assert "tags::" not in site.body("/b/")


def test_lines_that_break_by_themselves_are_not_broken_twice(site: SiteTest) -> None:
    site.note("a.md", "# 제목\n\nDate: 2024-01-01\\\n상태: 완료\\\n담당: 홍<br>\n끝: 예").build()
    assert "Date: 2024-01-01<br> 상태: 완료<br> 담당: 홍<br>" in " ".join(site.body("/a/").split())


def test_a_day_as_linter_of_obsidian_writes_it_in_korean() -> None:
    moment = data("---\ndate created: 월요일, 6월 17일 2024, 3:55:59 오후\n---\n").date
    assert moment
    assert moment.iso() == "2024-06-17T15:55:59+09:00"
    day = data("---\ndate: 월요일, 9월 5일 2022\n---\n").date
    assert day
    assert day.iso() == "2022-09-05"


def test_categories_and_covers_may_be_wikilinks() -> None:
    head = '---\ncategories:\n  - "[[Clippings]]"\n  - "[[Notes/AI|인공지능]]"\ncover: "[[a b.png]]"\n---\n'
    made = note("a.md", head)
    assert made.metadata.categories == (("Clippings",), ("인공지능",))
    assert [one.target for one in made.outline.references] == ["a%20b.png"]
    assert [one.target for one in note("a.md", "---\ncover: ![](b.png)\n---\n").outline.references] == ["b.png"]
    assert [one.target for one in note("a.md", '---\ncover: "![](b.png)"\n---\n').outline.references] == ["b.png"]


def test_a_week_in_a_name_is_the_title() -> None:
    made = note("2023-08-21 ~ 08-27.md", "글")
    assert made.metadata.title == "2023-08-21 ~ 08-27"
    assert made.metadata.date
    assert made.metadata.date.iso() == "2023-08-21"


def test_a_version_in_header_is_no_picture() -> None:
    assert note("a.md", "---\nheader: v1.0 소개\n---\n글").outline.references == ()


def test_a_tistory_line_gives_the_category_too() -> None:
    assert data("# 어텐션\n2023. 12. 9. 14:26ㆍNLP/논문\n").categories == (("NLP", "논문"),)


@pytest.mark.parametrize(
    "key",
    [
        "draf: true",
        "privat: true",
        "publishd: false",
        "publsh: false",
        "drafts: true",
        "draf: yes",
        "draf: 1",
        "publishd: 0",
        "비공게: 예",
        "publishdat: tomorrow",
    ],
)
def test_a_misspelt_switch_hides_the_note_and_is_told(key: str) -> None:
    made = note("a.md", f"---\n{key}\n---\n글")
    assert made.metadata.hidden == "draft"
    assert [one.code for one in made.diagnostics] == ["key-hides"]


@pytest.mark.parametrize(
    ("head", "hidden"),
    [
        ("build: {render: never}", "private"), ("_build:\n  list: false", "private"), ("build:\n  render: always", ""),
        ("unlisted: true", "private"), ("공개: false", "private"), ("headless: false", ""),
    ],
)  # fmt: skip
def test_what_other_tools_do_not_list_is_hidden(head: str, hidden: str) -> None:
    assert note("a.md", f"---\n{head}\n---\n글").metadata.hidden == hidden


def test_a_cascade_hides_what_is_below_it(site: SiteTest) -> None:
    """Hugo's, in its forms: a table, a list of tables, with a target or without."""
    site.note("content/all/_index.md", "---\ncascade:\n  draft: true\n---\n글").note("content/all/x/a.md", "비밀")
    site.note(
        "content/some/_index.md", '+++\n[[cascade]]\ndraft = true\n[cascade.target]\npath = "/some/x/**"\n+++\n글'
    )
    site.note("content/some/x/b.md", "비밀").note("content/some/c.md", "글이다")
    site.note("content/_index.md", "---\ncascade: [{build: {render: never}, target: {kind: section}}]\n---\n글")
    site.note("ko/_index.en.md", "---\ncascade: {_build: {list: never}}\n---\ntext").note("ko/d.md", "글이다").build()
    assert site.result is not None
    assert site.result.outcome.hidden == {"draft": 4}
    assert not {"all/x/a/index.html", "all/index.html", "some/x/b/index.html"} & set(site.tree())
    assert {"some/c/index.html", "d/index.html", "some/index.html"} <= set(site.tree())
    site.note("content/all/_index.md", "---\ncascade:\n  draft: false\n---\n글").build()
    assert {"all/x/a/index.html", "all/index.html"} <= set(site.tree())
    site.note("content/some/_index.md", "---\ncascade: {draft: true}\n---\n글").build()
    assert "some/c/index.html" not in site.tree()


@pytest.mark.parametrize(
    "cascade",
    [
        "{draft: 'yes'}", "{unlisted: true}", "{published: false}", "{draft: true", "{draft: true, target: {path: 'x/**'}}",
        "{draft: true, target: {path: '/x/{a,b}'}}", "[{draft: true, target: {path: '{/x/a,/x/b}'}}]",
        "{params: {draft: true}}", "{draft: vielleicht}",
    ],
)  # fmt: skip
def test_a_cascade_hides_in_whatever_words(site: SiteTest, cascade: str) -> None:
    site.note("x/_index.md", f"---\ncascade: {cascade}\n---\n글").note("x/a.ko.md", "비밀").note("x/b.md", "비밀")
    site.note("x/_index.en.md", "---\ncascade: {draft: true}\n---\ntext").note("x/c.en.md", "secret text").build()
    assert not {"x/a/index.html", "x/b/index.html", "en/x/c/index.html"} & set(site.tree())


def test_a_cascade_hides_although_its_note_has_an_error(site: SiteTest) -> None:
    site.note("x/_index.md", "---\ndate: 2024-13-40\ncascade: {draft: true}\n---\n글").note("x/a.md", "비밀").note(
        "b.md", "글"
    )
    site.build(keep_going=True)
    assert "b/index.html" in site.tree()
    assert "x/a/index.html" not in site.tree()


def test_ids_of_notion_are_no_part_of_names(site: SiteTest) -> None:
    one, two = "0123456789abcdef" * 2, "fedcba9876543210" * 2
    site.note(f"프로젝트 {one}/세부 {two}.md", f"글 [아래](세부%20{two}/끝%20{one}.md) ![](세부%20{two}/a.png)")
    site.file(f"notes/프로젝트 {one}/세부 {two}/a.png", b"x").note(
        f"프로젝트 {one}/세부 {two}/끝 {one}.md", "# 끝\n\n글"
    ).build()
    assert {"프로젝트/세부/index.html", "프로젝트/세부/끝/index.html", "프로젝트/세부/a.png"} <= set(site.tree())
    assert "<h1>세부</h1>" in site.main("/프로젝트/세부/")
    assert not any(one in name or two in name for name in site.tree())


def test_addresses_as_jekyll_and_docusaurus_write_them(site: SiteTest) -> None:
    """A date of single digits in the file's name, a permalink with placeholders, `slug: /` for the home page."""
    site.note("_posts/2021-5-9-첫-글.md", "---\npermalink: /:categories/:year/:title/\ncategories: ai 글\n---\n글")
    site.note("b.md", "---\nslug: /\n---\n# 처음\n\n여기서 시작한다").note("c.md", "---\npermalink: /:year/c/\n---\n글")
    site.build(keep_going=True)
    assert "ai/글/2021/첫-글/index.html" in site.tree()
    assert "2021. 5. 9." in site.main("/ai/글/2021/첫-글/")
    assert "여기서 시작한다" in site.main("/")
    assert site.codes == ["permalink-invalid"]


def test_hashtags_in_a_yaml_list_are_tags() -> None:
    made = note("a.md", "---\ntags:\n  - #해시\n  - 둘\n  # 설명\n---\n글")
    assert made.metadata.tags == ("해시", "둘")
    assert [(one.code, one.place.line) for one in made.diagnostics] == [("front-matter-repaired", 3)]


def test_only_lines_that_change_are_told_as_repaired() -> None:
    made = note("a.md", '---\ntitle: a: b\ntags: [a, "b c"]\ncategories: [x]\n---\n글')
    assert [one.place.line for one in made.diagnostics] == [2]


@pytest.mark.parametrize(
    ("front", "field", "expected"),
    [
        ("categories: [[AI, NLP], [CV]]", "categories", (("AI", "NLP"), ("CV",))),
        ("tags: [논문: 리뷰, x]", "tags", ("논문: 리뷰", "x")),
        ("tags:\n- [PEFT, LoRA]", "tags", ("PEFT", "LoRA")),
        ("tags: [{label: 하나, permalink: /one}]", "tags", ("하나",)),
        ("authors:\n- name: 김철수", "author", "김철수"),
        ('author: ["[[토스 기술 블로그]]"]', "author", "토스 기술 블로그"),
        ("series: {name: 입문, order: 2}", "series", "입문"),
        ("title: |\n  딥러닝\n  입문", "title", "딥러닝 입문"),
        ("lang: 한국어", "language", "ko"),
        ("slug: /parallel/one", "permalink", "/parallel/one"),
        ('tistoryCategory: "1413475"', "categories", ()),
        ("tistoryTitle: 상태 관리", "title", "상태 관리"),
        ('title: "\\alpha와 b"', "title", "\\alpha와 b"),
        ("aliases:\n- 논문: 리뷰\n- [[둘째]]\nalias: 셋째", "aliases", ("논문: 리뷰", "둘째", "셋째")),
    ],
)
def test_values_as_real_notes_write_them(front: str, field: str, expected: object) -> None:
    assert getattr(note("a.md", f"---\n{front}\n---\n글").metadata, field) == expected


@pytest.mark.parametrize(
    "front",
    [
        "toc: maybe",
        "lang: klingon",
        "permalink: [b]",
        "series_order: [1]",
        "series_order: 1e999",
        "tags: {a: 1, b: 2}",
        "categories: {a: 1, b: 2}",
        "aliases: {a: 1, b: 2}",
        "redirects: {a: 1, b: 2}",
    ],
)
def test_what_cannot_be_used_is_told(front: str) -> None:
    assert [one.code for one in note("a.md", f"---\n{front}\n---\n글").diagnostics] == ["value-type"]


@pytest.mark.parametrize("front", ["publish_date: 2099-01-01", "expires: 2000-01-01", "expiry_date: 2000-01-01"])
def test_dates_that_hide_a_note_in_any_spelling(front: str) -> None:
    made = note("a.md", f"---\n{front}\n---\n글")
    assert made.diagnostics == ()
    assert hidden_reasons([made], Config(root=Path("/nowhere"), timezone="Asia/Seoul"), NOW, drafts=False)[
        made.path
    ] in {"scheduled", "expired"}


@pytest.mark.parametrize(
    "text",
    [
        "draft: true\n\n# 제목\n\n글",
        "제목\n===\n\ndraft: true\n\n글",
        "# 제목\n\nDraft: yes\n\n글",
        "# 제목\n\nStatus: Draft\n\n글",
        "---\n“draft”: true\n---\n글",
    ],
)
def test_switches_hide_wherever_they_are_read(text: str) -> None:
    assert note("a.md", text).metadata.hidden == "draft"


@pytest.mark.parametrize(
    "text",
    [
        "글\n\n```yaml\n# 설정\ntags: a\ndraft: true\n```\n",
        "# 제목\n\n    date: 2020-01-01\n    draft: true\n",
        "# 제목\n\nLanguage: Python\n언어: 자바\n",
    ],
)
def test_code_and_other_properties_are_no_metadata(text: str) -> None:
    made = note("a.md", text)
    assert (made.metadata.tags, made.metadata.hidden, made.metadata.date) == ((), "", None)
    assert made.diagnostics == ()
    assert made.text.front.body == text


def test_lines_among_other_properties_are_read_and_stay() -> None:
    made = note("a.md", "# HTTP\n\n날짜: 2023년 3월 23일\n레벨: Gold3\n태그: BFS\n\n글")
    assert made.metadata.date
    assert made.metadata.date.iso() == "2023-03-23"
    assert made.metadata.tags == ("BFS",)
    assert "날짜: 2023년 3월 23일" in made.text.front.body


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("1628697854461", "2021-08-12T01:04:14+09:00"),
        ("9999-12-31T23:59:59Z", "9999-12-31T23:59:59+00:00"),
        ("2024년 1월 2일 오후 3시", "2024-01-02T15:00:00+09:00"),
        ("Tue, 02 Jan 2024 09:05:06 +0900", "2024-01-02T09:05:06+09:00"),
        ("January 2, 2024 at 3:05 PM", "2024-01-02T15:05:00+09:00"),
        ("2nd January 2024", "2024-01-02"),
        ('"[[2023-05-29]]"', "2023-05-29"),
        ("2024-01-01,", "2024-01-01"),
    ],
)
def test_more_dates(written: str, iso: str) -> None:
    made = note("a.md", f"---\ndate: {written}\n---\n글").metadata.date
    assert made
    assert made.iso() == iso


@pytest.mark.parametrize(
    "text",
    [
        "```py\n" + "value = some_function(argument)\n" * 60 + "```\n\n> [!note]\n> 우리말로 쓴 글이다\n",
        "---\n언어: 한국어\n---\n> [!note]\n> Only English words\n",
    ],
)
def test_a_callout_without_a_title_speaks_the_language_of_its_note(site: SiteTest, text: str) -> None:
    site.note("a.md", text).build()
    assert '<p class="callout-title">참고</p>' in site.main("/a/")


def test_a_first_heading_behind_others_gives_the_title_and_stays(site: SiteTest) -> None:
    site.note("a.md", "머리말\n\n## 배경\n\n글\n\n# 큰 제목\n\n본문\n\n## 하위\n\n끝").build()
    assert "<h1>큰 제목</h1>" in site.main("/a/")
    assert re.findall(r"<h(\d) id=\"([^\"]+)\"", site.body("/a/")) == [("3", "배경"), ("2", "큰-제목"), ("3", "하위")]


def test_the_head_of_a_note_of_pelican(site: SiteTest) -> None:
    """And of MultiMarkdown: `Title` is the first line. Elsewhere it may be that of a paper."""
    head = "Title: 내 글?\nDate: 2022-01-30 18:00\nTags: a, b\nSlug: mine\nStatus: published\n\n본문"
    site.note("a.md", head).note("b.md", "# 논문\n\nTitle: Attention\nDate: 2017-06-12\n\n글").build()
    assert "<h1>내 글?</h1>" in site.main("/mine/")
    assert site.body("/mine/") == "<p>본문</p>"
    assert "Title: Attention" in site.body("/b/")


def test_a_head_of_pelican_is_no_text_whatever_stands_in_it(site: SiteTest) -> None:
    site.note("a.md", "Title: 글\nDate: 2022-01-30\nFigure: a.png\nsave_as: x.html\n\n본문")
    site.note("b.md", "Title: Attention\nYear: 2017\nFigure 1: 그림\n\n글").build()
    assert "Figure" not in site.body("/a/")
    assert "Figure 1: 그림" in site.body("/b/")


@pytest.mark.parametrize("written", ["202305301000", "20230530101530", "[[2023-05-30]]"])
def test_dates_of_a_zettelkasten_and_of_a_vault(written: str) -> None:
    found = data(f"---\ndate: {written}\n---\n글").date
    assert found
    assert found.iso() == "2023-05-30"


def test_tex_in_double_quotes_is_repaired(site: SiteTest) -> None:
    site.note("a.md", '---\ndescription: "식 $$\\[x = \\\\alpha \\d"\n---\n글').build()
    assert site.codes == ["front-matter-repaired"]
    assert 'content="식 $$\\[x = \\alpha \\d"' in site.page("/a/")


def test_parts_behind_an_introduction_do_not_name_a_note(site: SiteTest) -> None:
    """As in Obsidian: the file does. Pictures and badges are no introduction."""
    site.note("책.md", "> [!note] 말\n> 글\n\n들어가는 글\n\n# 1부\n\n하나\n\n# 2부\n\n둘").build()
    assert "<h1>책</h1>" in site.main("/책/")
    assert re.findall(r"<h(\d) id=\"([^\"]+)\"", site.body("/책/")) == [("2", "1부"), ("2", "2부")]
    site.note("책.md", "![](https://a.b/c.png)\n\n# 1부\n\n하나\n\n# 2부\n\n둘").build()
    assert "1부</h1>" in site.main("/책/")


def test_what_logseq_keeps_of_deleted_texts_is_no_note(site: SiteTest) -> None:
    site.note("logseq/bak/pages/old.md", "비밀").note("pages/a.md", "글").build()
    assert site.result is not None
    assert list(site.result.plan.notes) == ["pages/a.md"]


def test_properties_of_notion_stand_each_on_its_line(site: SiteTest) -> None:
    site.note("a.md", "# 글\n\n상태: 진행 중\n담당자: 아무개\n태그: NLP, CV\n완료: No\n\n본문").build()
    assert site.body("/a/").count("<br>") == 3


def test_a_checkbox_of_notion_is_a_switch(site: SiteTest) -> None:
    site.note("a.md", "# 하나\n\nPublished: Yes\n\n글").note("b.md", "# 둘\n\n공개: 아니요\n\n글").build()
    assert site.result is not None
    assert dict(site.result.plan.library.hidden) == {"b.md": "private"}


def test_a_vaults_tasks_have_marks_of_their_own(site: SiteTest) -> None:
    text = "- [/] 절반 [[b]]\n- [x] 됨\n- [ ] 할 일\n- [-]\n- [b](b.md) 글\n\n1. [>] 넘김\n"
    site.file("notes/.obsidian/app.json", b"{}").note("a.md", text).note("b.md", "글").build()
    body = site.body("/a/")
    assert body.count('type="checkbox"') == 5
    assert body.count(" checked") == 1
    assert 'aria-label="하는 중" data-mark="/" title="/"> <small>하는 중</small> 절반 <a href="../b/">b</a>' in body
    assert body.count('class="contains-task-list"') == 2
    site.config(dialects=[]).build()
    assert site.body("/a/").count('type="checkbox"') == 2


def test_drawings_of_excalidraw_are_no_notes(site: SiteTest) -> None:
    site.file("notes/그림/a.excalidraw.md", b"---\nexcalidraw-plugin: parsed\n---\n# Excalidraw Data")
    site.file("notes/그림/b.excalidraw.md", b"x").file("notes/그림/b.excalidraw.svg", b'<svg width="4" height="3"/>')
    site.note("n.md", "![[a.excalidraw]]\n\n![[b.excalidraw]]\n\n![[그림/b.excalidraw]]").build()
    assert site.codes == ["asset-missing"]
    assert site.body("/n/").count('b.excalidraw.svg"') == 2
    assert site.result is not None
    assert list(site.result.plan.notes) == ["n.md"]


def test_hugos_paths_lead_to_bundles_wherever_the_content_lies(site: SiteTest) -> None:
    links = " ".join(
        f'[x]({{{{< ref "{path}" >}}}})' for path in ("/posts/att", "posts/att", "/posts/att/", "att", "/posts")
    )
    site.note("content/posts/att/index.md", "글").note("content/posts/_index.md", "글").note(
        "content/b.md", links
    ).build()
    assert site.codes == []


def test_the_abstract_ends_where_the_author_says_so(site: SiteTest) -> None:
    site.note("a.md", "# 글\n\n처음이다.\n\n<!--more-->\n\n나중이다.").note(
        "b.md", "<!-- more -->\n\n처음이다."
    ).build()
    assert site.result is not None
    notes = site.result.plan.notes
    assert [notes[name].outline.abstract for name in ("a.md", "b.md")] == ["처음이다.", "처음이다."]


def test_shortcodes_that_show_nothing_are_not_shown(site: SiteTest) -> None:
    site.note("a.md", "{{< katex >}}\n\n{{< lead >}}\n머리말\n{{< /lead >}}\n\n글 {{< unknown >}}").build()
    assert "katex" not in site.body("/a/")
    assert "lead" not in site.body("/a/")
    assert "unknown" in site.body("/a/")


@pytest.mark.parametrize(("settings", "shown"), [("{}", True), ('{"strictLineBreaks": true}', False), ("broken", True)])
def test_init_in_a_vault_shows_line_ends_as_obsidian_does(tmp_path: Path, settings: str, shown: bool) -> None:
    (tmp_path / ".obsidian").mkdir()
    (tmp_path / ".obsidian/app.json").write_text(settings, "utf-8")
    (tmp_path / "a.md").write_text("하나\n둘", "utf-8")
    assert CliRunner().invoke(main, ["init", str(tmp_path)]).exit_code == 0
    config, problems = load_config(tmp_path)
    assert config, problems
    assert (config.breaks, "obsidian" in config.dialects) == (shown, True)


@pytest.mark.parametrize(
    ("line", "tags"), [("Tags: `CLIP`, `BERT`", ("CLIP", "BERT")), ("Tags: [CLIP, BERT]", ("CLIP", "BERT"))]
)
def test_tags_at_the_head_of_the_body_have_marks_around_them(site: SiteTest, line: str, tags: tuple[str, ...]) -> None:
    site.note("a.md", f"# 글\n\n{line}\n\n본문").build()
    assert site.result is not None
    assert site.result.plan.notes["a.md"].metadata.tags == tags


def test_hackmds_tags_may_be_the_last_line(site: SiteTest) -> None:
    site.note("a.md", "# 글\n\nDate: 2024-01-02\n\n본문이다.\n\n###### tags: `ml` `딥러닝`\n").build()
    assert site.result is not None
    metadata = site.result.plan.notes["a.md"].metadata
    assert (metadata.tags, metadata.date and metadata.date.iso()) == (("ml", "딥러닝"), "2024-01-02")
    assert "tags:" not in site.body("/a/")


def test_a_note_about_404_is_a_note(site: SiteTest) -> None:
    site.note("404.md", "# 404\n\n없는 쪽의 부호이다.").note(
        "b.md", "---\nlayout: page\npermalink: /404.html\n---\nSorry"
    )
    site.build()
    assert "부호" in site.page("/404/")
    assert "Sorry" not in site.page("/404.html")


def test_what_hugo_keeps_for_its_terms_is_a_list_and_no_category(site: SiteTest) -> None:
    """Without words nothing is lost with it; with words it stays a note, beside the list that is made."""
    site.note("content/tags/_index.md", "---\ntitle: 태그\n---\n").note("content/tags/bert/_index.md", "설명")
    site.note("content/a.md", "---\ntags: [BERT]\n---\n글").build()
    assert site.result is not None
    assert site.result.plan.notes["content/tags/_index.md"].metadata.hidden == "list"
    assert "설명" in site.page("/tags/bert-2/")
    assert "categories/tags/index.html" not in site.tree()
    told = CliRunner().invoke(main, ["why", "content/tags/_index.md", str(site.root), "--lang", "en"])
    assert "file name" in told.stdout


def test_a_state_in_the_body_may_be_one_of_a_network(site: SiteTest) -> None:
    site.note("a.md", "# 글\n\nState: hidden\n\n보일 글").note("b.md", "# 글\n\nState: draft\n\n감출 글").build()
    assert "보일 글" in site.page("/a/")
    assert "b/index.html" not in site.tree()


@pytest.mark.parametrize(
    ("stem", "title"), [("AI___모델", "AI/모델"), ("What%3F", "What?"), ("__init__", "__init__"), ("50%25", "50%25")]
)
def test_names_of_logseq_are_read_where_it_wrote_them(stem: str, title: str) -> None:
    assert locate(f"pages/{stem}.md", frozenset()).title == title


def test_a_string_of_a_taxonomy_is_one_name_in_hugo(site: SiteTest) -> None:
    site.note("a.md", '+++\ncategories = "논문 리뷰"\ntags = "자연어 처리"\n+++\n글').note(
        "b.md", "---\ncategories: 논문 리뷰\n---\n글"
    )
    site.build()
    assert site.result is not None
    said = [site.result.plan.notes[name].metadata for name in ("a.md", "b.md")]
    assert [one.categories for one in said] == [(("논문 리뷰",),), (("논문", "리뷰"),)]
    assert said[0].tags == ("자연어 처리",)
    site.file("hugo.toml", b"")
    assert CliRunner().invoke(main, ["build", str(site.root)]).exit_code == 0
    assert (site.root / "site/categories/논문-리뷰/index.html").is_file()
    assert not (site.root / "site/categories/논문/index.html").exists()


def test_posts_of_a_program_in_javascript_need_no_date_in_their_names(site: SiteTest) -> None:
    """Where anything is Jekyll's, or one post has its date in its name, those without are drafts."""
    undated = "---\ndate: 2026-02-01\n---\n글"
    site.note("_posts/learning/debug.md", undated).file("package.json", b'{"dependencies": {"next": "14"}}')
    assert CliRunner().invoke(main, ["build", str(site.root)]).exit_code == 0
    assert "글" in site.page("/learning/debug/")
    for name in ("docs/_config.yml", "_drafts/a.md", "_posts/2024-01-01-ok.md"):
        (site.root / name).parent.mkdir(exist_ok=True)
        (site.root / name).write_text("title: x\n", "utf-8")
        assert "post-undated" in CliRunner().invoke(main, ["build", str(site.root)]).stderr
        (site.root / name).unlink()
        if name.startswith("_drafts"):
            (site.root / "_drafts").rmdir()


def test_a_site_of_hugo_has_its_own_main_language_and_undated_posts(site: SiteTest) -> None:
    site.config(title="책")
    for language, word in (("en", "one"), ("ko", "하나"), ("ko", "둘"), ("ko", "셋")):
        site.note(f"content/{language}/docs/{word}.md", f"{word} 는 것" if language == "ko" else "some words")
    site.note("content/ko/docs/one.md", "글이다").note("content/en/docs/b.md", "See [x](/docs/one/).")
    site.note("content/en/blog/_posts/2015/borg.md", "# Borg\n\nWords.")
    site.file("hugo.toml", b'defaultContentLanguage = "en"\n[languages.en]\nweight = 1\n[languages.ko]\nweight = 2\n')
    result = CliRunner().invoke(main, ["build", str(site.root), "--strict"])
    assert (result.exit_code, "post-undated" in result.stderr) == (0, False)
    assert 'href="../one/">x</a>' in site.page("/b/")
    assert "글이다" in site.page("/ko/one/")
    assert "Borg" in site.page("/blog/2015/borg/")


def test_addresses_and_formulas_say_nothing_of_the_language_of_callouts(site: SiteTest) -> None:
    address = (
        "https://proceedings.neurips.cc/paper_files/paper/2017/hash/3f5ee243547dee91fbd053c1c4a845aa-Abstract.html"
    )
    site.note(
        "a.md", f"# 글\n\n> [!tip]\n> 낮추면 뾰족하다.\n\n[논문]({address})에 있다. $\\mathrm{{softmaxofthings}}$"
    ).build()
    assert 'callout-title">팁' in site.body("/a/")


def test_headings_in_html_are_those_of_the_note(site: SiteTest) -> None:
    site.note(
        "a.md", '<p align="center"><img src="x.png"></p>\n<h1 align="center">제목이다</h1>\n\n<h2>절</h2>\n<p>글</p>'
    )
    site.note("b.md", "[가는 길](a.md#절)").file("notes/x.png").build()
    assert site.result is not None
    assert site.result.plan.notes["a.md"].metadata.title == "제목이다"
    assert site.page("/a/").count("제목이다</h1>") == 1
    assert 'href="../a/#%EC%A0%88"' in site.body("/b/")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# Abstract\n\n글\n\n# 1. Introduction\n\n글", "wgan"),
        ("# 1. 서론\n\n글\n\n# 2. 방법\n\n글", "wgan"),
        ("# 1. 문제 정의\n\n글\n\n# 2. 모델\n\n글", "wgan"),
        ("# 1️⃣ 문제\n\n글\n\n# 2️⃣ 모델\n\n글", "wgan"),
        ("# 1장 문제\n\n글\n\n# 2장 모델\n\n글", "wgan"),
        ("# 📌 개요\n\n글\n\n# 모델\n\n글", "wgan"),
        ("# 1. 물리\n\n글\n\n# 덧붙임\n\n글", "1. 물리"),
        ("# 정의\n\n글\n\n# 특징\n\n글", "wgan"),
        ("# Ⅰ. 서론...\n\n글\n\n# Ⅱ. 본론\n\n글", "wgan"),
        ("# 2024 회고\n\n글\n\n# 2025 계획\n\n글", "2024 회고"),
        ("# 서론\n\n글", "서론"),
        ("# Wasserstein GAN\n\n글\n\n# Abstract\n\n글", "Wasserstein GAN"),
        ("> [!note]\n> # 안쪽\n\n글", "wgan"),
        ("- # 안쪽\n\n글", "wgan"),
        ("> # 안쪽\n\n# 바깥\n\n글", "바깥"),
    ],
)
def test_a_part_of_a_note_does_not_name_it(site: SiteTest, text: str, title: str) -> None:
    site.note("wgan.md", text).build()
    assert f"<title>{title} - 시험</title>" in site.page("/wgan/")


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("제네릭 Map<String, Integer>와 Array<int>", "제네릭 Map<String, Integer>와 Array<int>"),
        ("`Vec<T>`와 __init__.py, f(x)[0](y), 2*3*4", "Vec<T>와 __init__.py, f(x)[0](y), 2*3*4"),
        ("We <i>study</i> **ICL**.<br>[More](https://x.org)", "We study ICL. More"),
    ],
)
def test_a_description_has_words_and_no_marks(written: str, shown: str) -> None:
    assert data(f"---\ndescription: '{written}'\n---\n").description == shown


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("$\\beta$-VAE와 `code`", "β-VAE와 code"),
        ("`echo $a$b` 설명", "echo $a$b 설명"),
        ("$HOME$과 $5, $6", "$HOME$과 $5, $6"),
        ("$O(n)$ 정렬", "O(n) 정렬"),
    ],
)
def test_a_title_has_formulas_as_symbols(written: str, shown: str) -> None:
    assert data(f"---\ntitle: '{written}'\n---\n").title == shown


def test_the_end_of_the_last_day_is_no_day() -> None:
    with pytest.raises(ValueError, match="9999"):
        parse_date("9999-12-31 24:00", ZoneInfo("UTC"))


@pytest.mark.parametrize(
    "written", ["**Foo**와 글", "한글**굵게**와 글", "<div class='x'>설명</div>", "글[링크](https://a.com)입니다"]
)
def test_marks_before_a_particle_go_too(written: str) -> None:
    made = data(f'---\ndescription: "{written}"\n---\n').description
    assert not set(made) & set("*<[(")


@pytest.mark.parametrize("head", ["publishDate: 2099-01-01\nisbn: '9788'", "발행: 초안", "발행: 0", "게시: 안 함"])
def test_a_book_and_a_publication_are_kept_back_all_the_same(head: str) -> None:
    made = data(f"---\n{head}\n---\n")
    assert made.hidden or made.publish_date


def test_words_of_raw_html_tell_the_language_and_begin_the_note() -> None:
    """As Tistory exports its posts."""
    html = '<p data-ke-size="size16">안녕하세요, 어텐션을&nbsp;봅니다.</p>\n<h3>HBM</h3>\n<p>고대역폭 메모리.</p>\n'
    made = note("a.md", f"---\ntitle: FlashAttention\n---\n{html}")
    assert (made.metadata.language, made.outline.abstract) == ("ko", "안녕하세요, 어텐션을 봅니다. 고대역폭 메모리.")
    assert note("a.md", f'<div align="center">소개</div>\n\n{html}').outline.abstract.startswith("소개 안녕")
    assert note("a.md", "<div>소개</div>\n\n첫 문단이다.").outline.abstract == "첫 문단이다."


@pytest.mark.parametrize(
    "html",
    [
        "<div>글 <!-- a > 비밀 --></div>",
        "<div hidden>비밀</div>",
        '<p style="display: none">비밀</p>',
        "<pre>비밀</pre>",
    ],
)
def test_what_html_does_not_show_begins_no_note(html: str) -> None:
    assert "비밀" not in note("a.md", f"{html}\n").outline.abstract
