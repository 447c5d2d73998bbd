"""Names, order, dates, sentences, reading time."""

from __future__ import annotations

import unicodedata
from datetime import datetime
from itertools import groupby
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fmnotes.text.dates import NoteDate, date_in_name, parse_date
from fmnotes.text.hangul import count_letters
from fmnotes.text.names import UniqueIds, heading_slug, quoted, slug
from fmnotes.text.order import group_heading, natural_key, sort_key
from fmnotes.text.reading_time import reading_minutes
from fmnotes.text.sentences import abstract_of, sentence_around

SEOUL = ZoneInfo("Asia/Seoul")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("C", "c"),
        ("C++", "cpp"),
        ("C#", "csharp"),
        (".NET", "dotnet"),
        ("Q&A", "q-and-a"),
        ("bayes' theorem", "bayes-theorem"),
        ("Array 객체", "array-객체"),
        ("한글/영어", "한글-영어"),
        ("C++ 템플릿", "cpp-템플릿"),
        ("🌳", "tag-7e366d44"),
        (unicodedata.normalize("NFD", "인공지능"), "인공지능"),
        ("FP-B+-Tree", "fp-bplus-tree"),
        ("../../etc", "etc"),
    ],
)
def test_slug(name: str, expected: str) -> None:
    """Hangul kept, symbols as words, never empty."""
    assert slug(name, "tag") == expected


@given(st.text(max_size=300))
def test_a_slug_is_a_safe_segment_and_the_same_for_nfc_and_nfd(name: str) -> None:
    made = slug(name)
    assert made
    assert not set(made) & set("/\\.?#%: \x00")
    assert len(made.encode()) <= 200
    assert slug(unicodedata.normalize("NFD", name)) == slug(unicodedata.normalize("NFC", name))
    assert slug(made) == made


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("파운데이션 모델 개념", "파운데이션-모델-개념"),
        ("대표적 ai 파운데이션 모델(clip)", "대표적-ai-파운데이션-모델clip"),
        ("T5 bias · ALiBi", "t5-bias--alibi"),
        ("3~5개", "35개"),
        ("C++", "c"),
        ("🌳", "section"),
        ("① 하나", "-하나"),
    ],
)
def test_heading_slug(heading: str, expected: str) -> None:
    """The ids of github-slugger."""
    assert heading_slug(heading) == expected


def test_ten_thousand_equal_headings_get_unique_ids_in_linear_time() -> None:
    ids = UniqueIds()
    made = [ids.claim("a") for _ in range(10_000)]
    assert len(set(made)) == 10_000
    assert made[:3] == ["a", "a-1", "a-2"]


def test_quoted_addresses_are_ascii() -> None:
    assert quoted("/nlp/bert-정리/") == "nlp/bert-%EC%A0%95%EB%A6%AC/"


def test_korean_order_is_digits_hangul_latin_rest() -> None:
    names = ["AI", "가", "あ", "3D", "까치", "C", "각", "agents", "대조"]
    assert sorted(names, key=lambda name: sort_key(name, "ko")) == [
        "3D", "가", "각", "까치", "대조", "agents", "AI", "C", "あ"
    ]  # fmt: skip
    numbered = ["10주차", "2주차", "태그10", "태그2", "a10", "a2"]
    assert sorted(numbered, key=lambda name: sort_key(name, "ko")) == [
        "2주차",
        "10주차",
        "태그2",
        "태그10",
        "a2",
        "a10",
    ]
    assert sorted(["가", "AI"], key=lambda name: sort_key(name, "en")) == ["AI", "가"]


def test_names_under_one_heading_stand_together() -> None:
    names = sorted(["ㄱ자", "ㅋㅋ", "가나", "까치", "나무", "카드"], key=lambda name: sort_key(name, "ko"))
    headings = [group_heading(name, "ko") for name in names]
    assert [one for one, _ in groupby(headings)] == ["ㄱ", "ㄴ", "ㅋ"]


def test_group_headings_fold_tense_consonants() -> None:
    assert [group_heading(name, "ko") for name in ["까치", "ai", "3D", "あ", "Élan"]] == ["ㄱ", "A", "0-9", "기타", "E"]


def test_paths_sort_as_people_number_them() -> None:
    assert sorted(["10-b.md", "2-a.md"], key=natural_key) == ["2-a.md", "10-b.md"]


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2023. 12. 9. 14:26", "2023-12-09T14:26:00+09:00"),
        ("2023.12.09", "2023-12-09"),
        ("2023년 12월 9일", "2023-12-09"),
        ("2023년 12월 9일 토요일", "2023-12-09"),
        ("2023년 12월 9일 오후 2:26", "2023-12-09T14:26:00+09:00"),
        ("2023-12-09", "2023-12-09"),
        ("2023-12-09 14:26", "2023-12-09T14:26:00+09:00"),
        ("2018-04-12 13:00:57 +0900", "2018-04-12T13:00:57+09:00"),
        ("2018-04-12 9:00:00 -0400", "2018-04-12T09:00:00-04:00"),
        ("2024-01-01T23:00:00Z", "2024-01-02T08:00:00+09:00"),
        ("2024-01-01T00:00:00.123+09:00", "2024-01-01T00:00:00+09:00"),
        ("2024/1/2", "2024-01-02"),
        ("Dec 9, 2023", "2023-12-09"),
        ("9 December 2023", "2023-12-09"),
        ("20231209", "2023-12-09"),
        ("2024-11-24 09:30:00 +/-TTTT", "2024-11-24T09:30:00+09:00"),
        ("2021-01-24-17:45:23 +/-0900", "2021-01-24T17:45:23+09:00"),
        ("2025-08-07 17:42:54 GMT-04:00", "2025-08-07T17:42:54-04:00"),
        ("2025-12-09 00:00:00+0900+0900", "2025-12-09T00:00:00+09:00"),
        ("2025-12-09 09:30 GMT+9", "2025-12-09T09:30:00+09:00"),
        ("Mon Jan 02 2023 00:00:00 GMT+0900 (대한민국 표준시)", "2023-01-02T00:00:00+09:00"),
        ("2025-08-07 17:42:54 UTC", "2025-08-08T02:42:54+09:00"),
    ],
)
def test_dates_as_people_write_them(written: str, iso: str) -> None:
    found = parse_date(written, SEOUL)
    assert found is not None
    assert found.iso() == iso


def test_what_is_no_date() -> None:
    assert parse_date("어제", SEOUL) is None
    with pytest.raises(ValueError, match="day"):
        parse_date("2026-02-30", SEOUL)


def test_dates_are_shown_as_koreans_write_them() -> None:
    date = parse_date("2023-12-09 14:26", SEOUL)
    assert date is not None
    assert date.text("ko") == "2023. 12. 9. 14:26"
    assert date.text("en") == "9 December 2023, 14:26"


def test_a_bare_date_is_never_in_the_future_on_its_own_day() -> None:
    """Today's post must appear, whatever the hour and the zone."""
    date = parse_date("2026-11-21", SEOUL)
    assert date is not None
    first_minute = datetime(2026, 11, 21, 0, 1, tzinfo=SEOUL)
    assert not date.is_after(first_minute, SEOUL)
    assert date.is_after(datetime(2026, 11, 20, 23, 59, tzinfo=SEOUL), SEOUL)


def test_date_in_a_file_name() -> None:
    date, rest = date_in_name("2024-03-18-bert")
    assert isinstance(date, NoteDate)
    assert (date.iso(), rest) == ("2024-03-18", "bert")
    assert date_in_name("2024-13-18-bert") == (None, "2024-13-18-bert")


def test_the_sentence_around_a_link() -> None:
    text = "첫 문장이다. 둘째는 BERT를 말한다. 셋째다."
    start = text.index("BERT")
    assert sentence_around(text, start, start + 4) == "둘째는 BERT를 말한다."


def test_abstract_ends_at_a_sentence() -> None:
    text = "한 문장이다. " * 30
    made = abstract_of(text)
    assert len(made) <= 180
    assert made.endswith("다.")
    assert abstract_of("끝없이 " * 100).endswith("…")


def test_reading_time_adds_scripts_up() -> None:
    """500 syllables or 238 words a minute."""
    assert reading_minutes(count_letters("가" * 500), 0, 0) == 1
    assert reading_minutes(count_letters("가" * 1000 + " word" * 238), 0, 0) == 3
    assert reading_minutes(count_letters(""), 0, 0) == 1


@given(st.text(max_size=200))
def test_syllables_are_counted_right_however_they_are_counted(text: str) -> None:
    assert count_letters(text).syllables == sum("가" <= ch <= "힣" for ch in text)
