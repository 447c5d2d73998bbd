"""Front matter: every dialect, positions, repairs, and what is refused."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fmnotes.notes.body_metadata import with_body_metadata
from fmnotes.notes.front_matter import read_front_matter


def _values(text: str) -> dict[str, object]:
    return {key: entry.value for key, entry in read_front_matter(text).entries.items()}


def _codes(text: str) -> list[str]:
    return [one.code for one in read_front_matter(text).diagnostics]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("---\ntitle: 제목\n---\n본문", "yaml"),
        ('+++\ntitle = "제목"\n+++\n본문', "toml"),
        ('{"title": "제목"}\n본문', "json"),
        ('---\n{"title": "제목"}\n---\n본문', "yaml"),
        ("\n\n---\ntitle: 제목\n---\n본문", "yaml"),
        ("    ---\n    title: 제목\n    ---\n본문", "yaml"),
        ("---  \ntitle: 제목\n---  \n본문", "yaml"),
        ("---\ntitle   : 제목\n...\n본문", "yaml"),
    ],
)
def test_dialects(text: str, kind: str) -> None:
    front = read_front_matter(text)
    assert front.kind == kind
    assert front.entries["title"].value == "제목"
    assert front.body == "본문"
    assert text.split("\n")[front.body_line - 1] == "본문"
    assert front.diagnostics == ()


@pytest.mark.parametrize(
    "text",
    [
        "본문뿐",
        "---\n\n가로줄 다음 글\n\n---\n",
        "{{ template }}\n",
        "{% if %}",
        "{: .class}",
        '{"a": 1} 글',
        "",
        "---",
    ],
)
def test_no_front_matter(text: str) -> None:
    """A thematic break, a template, a broken object: all of it is the body."""
    front = read_front_matter(text)
    assert (front.kind, front.body, front.diagnostics) == ("none", text, ())


def test_empty_blocks() -> None:
    assert read_front_matter("---\n---\n본문").body == "본문"
    assert read_front_matter("+++\n+++\n본문").body == "본문"


def test_positions_of_keys_and_values() -> None:
    entry = read_front_matter("---\ntitle: x\ndate:   2024-02-30\n---\n").entries["date"]
    assert (entry.line, entry.column) == (3, 1)
    assert (entry.value_line, entry.value_column) == (3, 9)
    toml = read_front_matter("+++\n  date = 2024-02-03\n+++\n").entries["date"]
    assert (toml.line, toml.column, toml.value_column) == (2, 3, 10)


def test_yaml_scalars_stay_as_written() -> None:
    """YAML 1.1 would make of these: false, 1.1, 83, 750, True, 31102000."""
    text = "---\ntags: [NO, 1.10, 0123, 12:30, Yes, 0x1DA9430]\n---\n"
    assert _values(text)["tags"] == ["NO", "1.10", "0123", "12:30", "Yes", "0x1DA9430"]


@pytest.mark.parametrize(
    ("block", "key", "expected"),
    [
        ("title: [논문 리뷰] Contrastive Learning", "title", "[논문 리뷰] Contrastive Learning"),
        ("title: @Transactional 내부 호출", "title", "@Transactional 내부 호출"),
        ("title: 제목: 부제", "title", "제목: 부제"),
        ("tags: [#backoffice, #reporting]", "tags", ["#backoffice", "#reporting"]),
        ("aliases:\n- @beaussan", "aliases", ["@beaussan"]),
        ('title: "따옴표" 다음 글', "title", '"따옴표" 다음 글'),
        ("title: `코드` 제목", "title", "`코드` 제목"),
        ("tags: #딥러닝 #NLP", "tags", "#딥러닝 #NLP"),
        ("tags:\n- #그래프 신경망", "tags", ["#그래프 신경망"]),
        ('title: "Algorithm",', "title", "Algorithm"),
        ('tags: [@a, "c, d"]', "tags", ["@a", "c, d"]),
        ("tags: [a, b", "tags", ["a", "b"]),
        ("tags:\n\t- a", "tags", ["a"]),
    ],
)
def test_repairs_are_warnings_that_name_what_was_assumed(block: str, key: str, expected: object) -> None:
    text = f"---\n{block}\ndate: 2024-01-01\n---\n본문"
    assert _values(text)[key] == expected
    assert _values(text)["date"] == "2024-01-01"
    assert _codes(text) == ["front-matter-repaired"]
    assert read_front_matter(text).body == "본문"


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ('"LoRA 정리 - "저랭크" 적응"', 'LoRA 정리 - "저랭크" 적응'),
        ("'It's LoRA'", "It's LoRA"),
        ('""BERT" 논문"', '"BERT" 논문'),
        ('"BERT" 논문 "리뷰"', '"BERT" 논문 "리뷰"'),
        ('"BERT" 논문', '"BERT" 논문'),
    ],
)
def test_quotes_inside_of_quotes_are_part_of_the_title(written: str, title: str) -> None:
    found = read_front_matter(f"---\ntitle: {written}\n---\n")
    assert str(found.entries["title"].value) == title
    assert [one.code for one in found.diagnostics] == ["front-matter-repaired"]


def test_only_the_lines_that_the_parser_complains_of_are_repaired() -> None:
    """One bad title must not turn `status: draft # 작성 중` into a published note."""
    text = (
        "---\ntitle: [논문] x\nstatus: draft # 작성 중\ndate: 2024-01-01 # 작성일\n"
        "tags: [a,\n  b]\ndescription: |\n  주의: 이것: 저것\n---\n"
    )
    assert _values(text) == {
        "title": "[논문] x",
        "status": "draft",
        "date": "2024-01-01",
        "tags": ["a", "b"],
        "description": "주의: 이것: 저것\n",
    }
    assert [(one.code, one.place.line) for one in read_front_matter(text).diagnostics] == [("front-matter-repaired", 2)]


def test_what_toml_will_not_have_is_repaired_too() -> None:
    text = '+++\ntitle = 제목\ndate = 2024-02-03 9:00:00\ntitle = "둘"\n[taxonomies]\ntags = ["a"]\n+++\n'
    assert _values(text)["title"] == "둘"
    assert _values(text)["date"] == "2024-02-03 9:00:00"
    assert _values(text)["tags"] == ["a"]
    assert set(_codes(text)) == {"front-matter-repaired"}


def test_a_deeper_fence_is_part_of_a_value_and_a_rule_is_no_fence() -> None:
    assert _values("---\ndescription: |\n  a\n  ---\n  b\ndraft: true\n---\n글")["draft"] == "true"
    assert read_front_matter("---\n# 제목\n---\n글").kind == "none"
    assert read_front_matter("---\n\n# 제목\n\n글").diagnostics == ()


def test_a_broken_object_with_a_switch_is_an_error_and_no_leak() -> None:
    front = read_front_matter('{\n  "title": "x",\n  "draft": true,\n}\n\n비밀')
    assert [one.code for one in front.diagnostics] == ["front-matter-syntax"]
    assert front.body == ""


def test_a_line_that_is_no_pair_is_named() -> None:
    found = read_front_matter("---\na: 1\nfoo bar\nb: 2\n---\n").diagnostics
    assert [(one.code, one.place.line, one.message("ko")) for one in found] == [
        ("front-matter-syntax", 3, "머리말을 읽을 수 없습니다: `키: 값`이 아닌 줄입니다")
    ]


def test_a_duplicate_key_takes_the_last_value_with_a_warning() -> None:
    text = "---\ntitle: 하나\ntitle: 둘\n---\n"
    assert _values(text)["title"] == "둘"
    found = read_front_matter(text).diagnostics
    assert [(one.code, one.place.line) for one in found] == [("key-duplicate", 3)]


@pytest.mark.parametrize(
    ("block", "code"),
    [
        ("a: &x 1", "front-matter-forbidden"),
        ("a: &x 1\nb: *x", "front-matter-forbidden"),
        ("a: !!python/object:os.system 1", "front-matter-forbidden"),
        ("a: " + "[" * 9 + "]" * 9, "front-matter-forbidden"),
        ("a: " + "[" * 30_000, "front-matter-forbidden"),
        ("a: [" + "x, " * 3000 + "]", "front-matter-forbidden"),
        ("a: " + "x" * 70_000, "front-matter-too-large"),
        ("a: \x0b", "front-matter-syntax"),
        ("aliases: LifeOS\n- \ntags:\n- x", "front-matter-syntax"),
    ],
)
def test_what_is_refused_is_an_error_and_no_part_of_the_body(block: str, code: str) -> None:
    front = read_front_matter(f"---\n{block}\n---\n본문")
    assert [one.code for one in front.diagnostics] == [code]
    assert front.body == "본문"
    assert front.diagnostics[0].place.line >= 2


@pytest.mark.parametrize("text", ["---\ntitle: x\n본문", "+++\ntitle = 'x'\n본문"])
def test_an_unclosed_block_is_an_error_and_is_not_shown(text: str) -> None:
    front = read_front_matter(text)
    assert [one.code for one in front.diagnostics] == ["front-matter-unclosed"]
    assert front.body == ""


def test_toml_errors_have_a_place() -> None:
    found = read_front_matter("+++\ntitle = 'x'\ntags = [1\n+++\n").diagnostics
    assert [(one.code, one.place.line) for one in found] == [("front-matter-syntax", 3)]


@pytest.mark.parametrize(
    ("text", "ko", "hint"),
    [
        ("---\na: 1\n  b: 2\n---\n", "값에 `:`이 또 있거나 들여쓰기가 맞지 않습니다", "한 줄에 `키: 값` 하나씩 쓰고"),
        ('+++\ntitle = "a\nb"\n+++\n', "따옴표가 닫히지 않았습니다", "한 줄에 `키 = 값` 하나씩 쓰고"),
        ("+++\ntitle = 'a' 'b'\n+++\n", "값 뒤에 다른 글이 있습니다", "한 줄에 `키 = 값` 하나씩 쓰고"),
        ('{\n "draft": true,\n}\n', "JSON이 아닙니다", '한 줄에 `"키": 값` 하나씩 쓰고'),
    ],
)
def test_what_is_wrong_is_told_in_the_words_of_its_format(text: str, ko: str, hint: str) -> None:
    (one,) = read_front_matter(text).diagnostics
    assert one.message("ko") == f"머리말을 읽을 수 없습니다: {ko}"
    assert one.hint("ko").startswith(hint)


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("---\ntags:\n  - a\n  -b\nx: 1\n---\n", 4, 3),
        ('{\n  "title": "x",\n  "draft": true,\n}\n', 4, 1),
        ('{\n  // 메모\n  "draft": true\n}\n', 2, 3),
        ('{\n  title: "x",\n  draft: true\n}\n', 2, 3),
    ],
)
def test_what_is_wrong_is_told_where_it_is(text: str, line: int, column: int) -> None:
    front = read_front_matter(text + "본문")
    assert [(one.code, one.place.line, one.place.column) for one in front.diagnostics] == [
        ("front-matter-syntax", line, column)
    ]
    assert "draft" not in front.body


def test_braces_that_are_no_object_are_text() -> None:
    for text in ("{가: 나} 글", "{{ x }}", "{ 문장이다 }\n글", "{a, b: c}\n초안"):
        assert read_front_matter(text).body == text


@given(st.lists(st.sampled_from([*"ab:-[]{},\"'&*!%@`|>#?=\n\t\\1. ", ": ", "\n- ", "\n  ", "k = "]), max_size=12))
def test_no_parser_speaks_for_itself(parts: list[str]) -> None:
    for fence in ("---", "+++"):
        for one in read_front_matter(f"{fence}\ndraft: true\n{''.join(parts)}\n{fence}\n").diagnostics:
            if one.code in {"front-matter-syntax", "front-matter-forbidden"}:
                assert re.search("[가-힣]", one.message("ko").partition(": ")[2])


def test_json_is_taken_only_whole() -> None:
    assert _values('{"title": "x",\n "tags": [null, "a"]}\n본문')["tags"] == [None, "a"]
    assert read_front_matter('{"title": "x", }\n본문').kind == "none"


@given(st.text(max_size=400))
def test_no_text_makes_it_fail(text: str) -> None:
    """Notes are data: any text gives front matter, a body and diagnostics."""
    for opening in ("---\n", "+++\n", "{", ""):
        front = with_body_metadata(read_front_matter(opening + text + "\n---\n"))
        assert front.body_line >= 1


def test_a_head_far_below_empty_lines_is_text() -> None:
    text = "\n" * 70 + "Title: x\n\n###### tags: `a`\n"
    assert with_body_metadata(read_front_matter(text)).entries.keys() == {"tags"}


def test_hostile_blocks_take_no_time() -> None:
    start = time.monotonic()
    for block in ("{" * 30_000, "- " * 30_000, "? " * 30_000, "a: " * 20_000, "[[[" * 20_000):
        read_front_matter(f"---\nx: {block}\n---\n")
    assert time.monotonic() - start < 20


@pytest.mark.parametrize(
    "text",
    [
        "Title: 글\nTags: 하나\n\n둘째 문단\n\n---\n본문",
        "title: 글\ntags: 하나\n# 제목\n---\n본문",
        "title: 글\ndate: 어제\n- 항목\n---\n본문",
        "title: 글\ntags: - 하나\n---\n본문",
    ],
)
def test_words_above_a_line_are_no_front_matter_of_hexo(text: str) -> None:
    front = read_front_matter(text)
    assert (front.kind, front.body, front.diagnostics) == ("none", text, ())


def test_hexo_needs_no_opening_line() -> None:
    front = read_front_matter("title: 글\ntags:\n  - 하나\npublished: false\n---\n본문")
    assert {key: entry.value for key, entry in front.entries.items()} == {
        "title": "글",
        "tags": ["하나"],
        "published": "false",
    }
    assert front.body == "본문"
    assert _codes("title: 글\ntags: - 하나\npublished: false\n---\n본문") == ["front-matter-syntax"]


@pytest.mark.parametrize(("above", "below"), [("—-", "—-"), ("----", "----"), ("———", "---"), ("----", "---")])
def test_front_matter_between_odd_lines_is_read(above: str, below: str) -> None:
    found = read_front_matter(f"{above}\ntitle: 가\ndraft: true\n{below}\n글\n")
    assert [str(one.value) for one in found.entries.values()] == ["가", "true"]
    assert (found.body, found.body_line) == ("글\n", 5)
    assert [one.code for one in found.diagnostics] == ["metadata-in-body"]


@pytest.mark.parametrize("text", ["----\n글이다: 값\n----\n", "----\n글\n\n----\n", "----\ntitle: x\n", "—-\n"])
def test_a_rule_at_the_top_is_no_front_matter(text: str) -> None:
    assert read_front_matter(text).body == text
