"""Search: the index that a build makes, and what the engine finds in it (in Node, as in a browser)."""

from __future__ import annotations

import gzip
import json
import random
import re
import shutil
import subprocess
import unicodedata
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fmnotes.search.phrases import files_for, phrase_files
from fmnotes.search.postings import encoder
from fmnotes.search.terms import TermsError, read_terms
from fmnotes.search.update import numbers
from fmnotes.search.words import found_by
from fmnotes.text.grams import folded, shard_of
from tests.browser import need
from tests.support import SiteTest

REPOSITORY = Path(__file__).parents[1]
ENGINE = REPOSITORY / "templates/static/js/search.js"
NODE = shutil.which("node")
JUDGED: list[tuple[str, list[str]]] = json.loads((REPOSITORY / "benchmarks/search/judged.json").read_text("utf-8"))

Answer = dict[str, Any]


def ask(site: Path, *queries: str | tuple[str, dict[str, object]]) -> list[Answer]:
    """What the engine answers to each query."""
    need(NODE, "node")
    asked = [query if isinstance(query, tuple) else (query, {}) for query in queries]
    done = subprocess.run(
        [str(NODE), str(Path(__file__).parent / "engine.mjs"), str(ENGINE), str(site / "_/search")],
        input=json.dumps(asked), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    answers: list[Answer] = json.loads(done.stdout)
    return answers


def titles(site: SiteTest, *queries: str | tuple[str, dict[str, object]]) -> list[list[str]]:
    return [[one["title"] for one in answer["results"]] for answer in ask(site.root / "site", *queries)]


# -- what a text is found by ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "grams"),
    [
        ("파운데이션 모델", {"파운", "운데", "데이", "이션", "션 모", "모델"}),
        ("BERT는 GPT-3", {"bert", "는", "gpt3", "gpt", "3"}),
        ("C++ c# node.js", {"c++", "c", "c#", "nodejs", "node", "js"}),
        (
            "U-Net top_k 3.5 10-20 a100-80gb",
            {"unet", "u", "net", "topk", "top", "k", "3.5", "3", "5", "10-20", "10", "20"}
            | {"a100-80gb", "a100", "80gb"},
        ),
        ("Résumé ＡＢＣ", {"resume", "abc"}),
        ("注意 機構", {"注意", "意 機", "機構"}),
        ("값 ㅋㅋ", {"값", "값 ㅋ", "ㅋㅋ"}),
        ("한\n 줄", {"한", "한 줄", "줄"}),
        ("x" * 50, set()),
        ("", set()),
    ],
)
def test_grams(text: str, grams: set[str]) -> None:
    assert {gram for gram in found_by(text).grams if gram[0] != "="} == grams


@pytest.mark.parametrize(
    ("text", "count"),
    [("일부분", 1), ("파운데이션", 2), ("모델은", 0), ("일부 분", 0), ("transformer", 0), ("自然言語", 2)],
)
def test_three_syllables_beside_each_other_have_a_row(text: str, count: int) -> None:
    """But not those that end like a particle."""
    rows = {gram for gram in found_by(text).grams if gram[0] == "="}
    assert len(rows) == count
    assert all(re.fullmatch("=[0-9a-z]{3}", row) for row in rows)


def test_folding_keeps_consonants_that_stand_alone() -> None:
    """NFKC would make ㄱ another character, and no query of consonants would ever match."""
    assert folded("ㄱ\u200bＡ\u00a0É 한글") == "ㄱa e 한글"


def test_a_syllable_half_typed_and_the_head_of_a_word_lead_to_the_same_file() -> None:
    assert len({shard_of(gram, 1024) for gram in ("파우", "파운", "파울", "파 우")}) == 1
    assert len({shard_of(gram, 1024) for gram in ("atten", "attention", "att")}) == 1


def test_numbers_are_coded_as_distances() -> None:
    encode = encoder(2000)
    assert encode([]) == ""
    assert encode([0, 1, 2]) == "==="
    assert encode([32]) == "]>"
    assert encode([5, 1999]) == "B" + encode([1993])


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("- [대조 학습, contrastive learning]\n", (("대조 학습", "contrastive learning"),)),
        ("# 말\n- [a, b, c]\n- ['d: e', f]\n", (("a", "b", "c"), ("d: e", "f"))),
        ("어텐션: [attention, 주의]\nBERT: 버트\n", (("어텐션", "attention", "주의"), ("BERT", "버트"))),
        ("", ()),
    ],
)
def test_terms(text: str, groups: tuple[tuple[str, ...], ...]) -> None:
    assert read_terms(text) == groups


@pytest.mark.parametrize("text", ["- a\n", "- [a]\n", "x", "- [a, [b]]\n", "- [a, b\n", "- !!python/object:os.x {}\n"])
def test_terms_that_are_none(text: str) -> None:
    with pytest.raises(TermsError):
        read_terms(text)


def test_hundreds_of_terms_are_read() -> None:
    lines = [f"- [말{number}, word{number}]" for number in range(1_500)]
    assert len(read_terms("\n".join(lines))) == 1_500
    with pytest.raises(TermsError) as raised:
        read_terms("\n".join([*lines[:700], "- [a, : b"]))
    assert raised.value.line == 701
    with pytest.raises(TermsError, match="2000"):
        read_terms("\n".join(lines * 2))


def test_a_broken_terms_file_is_a_warning_with_its_line(site: SiteTest) -> None:
    site.note("a.md", "# 가").file("terms.yml", b"- [a, b]\n- [c, : d\n").build()
    assert site.codes == ["terms-invalid"]
    assert site.places("terms-invalid") == [("terms.yml", 2, 0)]
    site.file("terms.yml", "- [a, b]\n- [한글, c]\n".encode("cp949")).build()
    assert site.places("terms-invalid") == [("terms.yml", 2, 4)]
    assert "UTF-8이 아닙니다" in site.diagnostics[-1].message("ko")


# -- what is found -------------------------------------------------------------------------------------------------


@pytest.fixture
def korean(site: SiteTest) -> SiteTest:
    site.file("terms.yml", "- [어텐션, attention]\n".encode())
    site.note(
        "fm.md", "---\ntitle: 파운데이션 모델\naliases: [기반 모델]\ndate: 2024-03-01\n---\n넓은 데이터로 학습한다."
    )
    site.note(
        "tr.md", "---\ntitle: 트랜스포머\ntags: [NLP]\ncategories: [AI/언어]\n---\n## 어텐션의 뜻\n\n언어모델의 뼈대."
    )
    site.note("lm.md", "---\ntitle: 언어를 배우다\ndate: 2024-02-01\n---\n큰 언어 모델은 글을 쓴다. 정확도를 잰다.")
    site.note(
        "en.md", "---\ntitle: Attention is all\nlang: en\n---\nThe paper https://arxiv.org/abs/1706.03762 on GPT-3."
    )
    site.note("code.md", "---\ntitle: 코드\n---\n```python\nsoftmax(x)\n```\n\n$$\n\\operatorname{attn}\n$$\n")
    return site.build()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("책", ["책"]),
        ("책을", ["책"]),
        ("값", ["값싼 글"]),
        ("ㅋㅋ", ["값싼 글"]),
        (unicodedata.normalize("NFD", "태그:꼬리"), ["책"]),
        ("lang:KO 책", ["책"]),
        ("좋은 책", ["책"]),
    ],
)
def test_short_words_and_other_spellings(site: SiteTest, query: str, found: list[str]) -> None:
    site.note("a.md", "---\ntitle: 책\ntags: [꼬리]\n---\n좋은 책을 읽는다.").note(
        "b.md", "# 값싼 글\n\n값싼 것이다 ㅋㅋ"
    )
    assert titles(site.build(), query) == [found]


def test_a_long_text_with_many_hits_is_marked_in_bounded_time(tmp_path: Path) -> None:
    """Opening a result marks its words: a table or log of a note may be one block of hundreds of kilobytes."""
    need(NODE, "node")
    module = shutil.copyfile(ENGINE, tmp_path / "search.mjs")
    script = (
        f"import {{ excerptOf, marksOf }} from {json.dumps(module.as_uri())};"
        "const text = '데이터 x '.repeat(100000);"
        "console.log(marksOf(text, ['데이터', 'x']).length, excerptOf(text, ['데이터', 'x']).marks.length);"
    )
    command = [str(NODE), "--input-type=module", "-e", script]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    assert int(done.stdout.split()[0]) == 200_000


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("모델", ["파운데이션 모델", "언어를 배우다", "트랜스포머"]),
        ("파운데이션모델은", ["파운데이션 모델"]),
        ("기반 모델", ["파운데이션 모델"]),
        ("ㅍㅇㄷㅇㅅ", ["파운데이션 모델"]),
        ("ㅁㄷ", ["파운데이션 모델"]),
        ("파운ㄷ", ["파운데이션 모델"]),
        ("트랜스폼", ["트랜스포머"]),
        ("vkdnsepdltus", ["파운데이션 모델"]),
        ("트렌스포머", ["트랜스포머"]),
        ("언어 모델", ["언어를 배우다", "트랜스포머"]),
        ("언어모델", ["언어를 배우다", "트랜스포머"]),
        ('"언어 모델은"', ["언어를 배우다"]),
        ("attention", ["Attention is all", "트랜스포머"]),
        ("어텐션", ["Attention is all", "트랜스포머"]),
        ("tag:NLP", ["트랜스포머"]),
        ("category:AI", ["트랜스포머"]),
        ("카테고리:AI/언어 뼈대", ["트랜스포머"]),
        ("lang:en", ["Attention is all"]),
        ("paper:1706.03762", ["Attention is all"]),
        ("gpt", ["Attention is all"]),
        ("GPT-3은", ["Attention is all"]),
        ("softm", ["코드"]),
        ("정확도", ["언어를 배우다"]),
        ("operatorname", ["코드"]),
        ("쿠버네티스", []),
        ("<script>", []),
        ("c++ (", []),
    ],
)
def test_what_a_query_finds(korean: SiteTest, query: str, found: list[str]) -> None:
    assert titles(korean, query) == [found]


def test_what_was_meant_is_said(korean: SiteTest) -> None:
    answers = ask(korean.root / "site", "vkdnsepdltus", "ㅁㅇㅁㄴ", "모델", "ㅎㅔㅅ")
    assert [answer.get("meant") for answer in answers] == ["파운데이션", None, None, "gpt"]


def test_a_result_says_where(korean: SiteTest) -> None:
    (answer,) = ask(korean.root / "site", "어텐션의 뜻")
    result = answer["results"][0]
    assert (result["url"], result["lang"], result["heading"]) == ("tr/", "ko", "어텐션의 뜻")
    assert unquote(result["anchor"]) == "어텐션의-뜻"
    assert 'id="어텐션의-뜻"' in korean.page("/tr/")
    (answer,) = ask(korean.root / "site", "데이터로")
    result = answer["results"][0]
    assert [result["excerpt"][start:end] for start, end in result["marks"]] == ["데이터"]


def test_titles_come_before_headings_before_text_and_new_before_old(site: SiteTest) -> None:
    site.note("text-old.md", "---\ntitle: 옛글\ndate: 2020-01-01\n---\n손실")
    site.note("text-new.md", "---\ntitle: 새글\ndate: 2024-01-01\n---\n손실")
    site.note("heading.md", "# 절\n\n## 손실\n\n글").note("alias.md", "---\ntitle: 별명\naliases: [손실]\n---\n")
    site.note("tag.md", "---\ntitle: 꼬리표\ntags: [손실]\n---\n").note("title.md", "# 손실 함수")
    site.note("exact.md", "# 손실").note("code.md", "---\ntitle: 코드\n---\n```\n손실\n```").build()
    assert titles(site, "손실") == [["손실", "별명", "손실 함수", "절", "꼬리표", "새글", "옛글", "코드"]]


def test_options_narrow_what_is_found(korean: SiteTest) -> None:
    found = titles(korean, ("모델", {"limit": 1}), ("attention", {"lang": "ko"}), ("모델", {"tag": "NLP"}))
    assert found == [["파운데이션 모델"], ["트랜스포머"], ["트랜스포머"]]


def test_nothing_of_a_draft_is_in_the_index(site: SiteTest) -> None:
    site.note("a.md", "# 가").note(
        "d.md", "---\ntitle: 카나리아\ndraft: true\naliases: [별명]\n---\n비밀 카나리아"
    ).build()
    assert titles(site, "카나리아", "별명") == [[], []]
    assert not any("카나".encode() in data for name, data in site.bytes().items() if "search" in name)


def test_the_index_is_not_made_again_when_nothing_changed(korean: SiteTest, monkeypatch: pytest.MonkeyPatch) -> None:
    before = korean.bytes()
    monkeypatch.setattr("fmnotes.site.search.index_jobs", None)
    assert korean.build().bytes() == before


def test_an_edit_changes_few_files_and_the_index_is_that_of_a_clean_build(tmp_path: Path) -> None:
    def fill(site: SiteTest, text: str) -> SiteTest:
        for number in range(80):
            site.note(f"n{number}.md", f"# 글 {number}\n\n## 절\n\n" + " ".join(_words(number)))
        return site.note("n7.md", text)

    grown = fill(SiteTest(tmp_path / "grown", title="시험"), "# 글 7\n\n## 절\n\n처음 쓴 글").build()
    before = grown.bytes()
    edited = "# 글 7\n\n## 절\n\n나중에 쓴 낱말과 kubernetes\n\n```\nnew_code\n```"
    after = grown.note("n7.md", edited).build().bytes()
    assert after == fill(SiteTest(tmp_path / "clean", title="시험"), edited).build().bytes()
    changed = {name for name in after if name.startswith("_/search/") and after[name] != before[name]}
    assert "_/search/meta.json" not in changed
    assert 0 < len(changed) < 30 < len([name for name in after if name.startswith("_/search/")])


def _words(number: int) -> list[str]:
    return [chr(0xAC00 + (number * 7 + index * 131) % 11172) * 2 for index in range(40)]


@given(st.lists(st.sets(st.integers(0, 5000)), max_size=5))
def test_coded_numbers_come_back(lists: list[set[int]]) -> None:
    encode = encoder(5001)
    assert [numbers(encode(sorted(one))) for one in lists] == [sorted(one) for one in lists]


def test_words_of_a_phrase_stand_beside_each_other(site: SiteTest) -> None:
    """Words in whatever script; what clings to a Hangul word does not matter, nor does a hyphen."""
    site.note("a.md", "---\ntitle: 하나\naliases: [Deep Nets]\n---\nThe self-attention layer. BERT 모델은 크다.\n")
    site.note("b.md", "# 둘\n\nA layer of attention by itself, self made. 모델 BERT가 크다. Nets are deep.\n").build()
    queries = [
        "attention layer",
        "self attention",
        "layer attention",
        "bert 모델",
        "모델 bert",
        "deep nets",
        "nets deep",
    ]
    phrases = [f'"{query}"' for query in queries]
    assert titles(site, *phrases) == [["하나"], ["하나"], [], ["하나"], ["둘"], ["하나"], []]
    assert all(sorted(found) == ["둘", "하나"] for found in titles(site, *queries[:6]))


def test_a_name_that_is_too_long_for_a_word_is_found_by_its_parts(site: SiteTest) -> None:
    name = "lang_method_registry_key_exists_in_this_very_syntax"
    site.note("a.md", f"# 하나\n\n`{name}`").note("b.md", f"# 둘\n\n{'x' * 41} registry").build()
    assert titles(site, name, f'"{name}"', "registry key", '"registry key"') == [["하나"]] * 4
    assert titles(site, "x" * 41) == [[]]


def test_a_title_of_symbols_and_a_quote_that_is_still_open(site: SiteTest) -> None:
    site.note("a.md", "---\ntitle: 🤖\ntags: [foundation model]\n---\n글이다.").note("b.md", "# ∑\n\n글이다.").build()
    assert titles(site, "🤖", "∑", 'tag:"foundation model', "…") == [["🤖"], ["∑"], ["🤖"], []]


def test_a_part_of_a_longer_name_is_found(site: SiteTest) -> None:
    site.note("a.md", "# 하나\n\n`np.random.default_rng(0)` 과 `np.linalg.norm(x)`.").note(
        "b.md", "# 둘\n\n`rng` 와 default 값."
    )
    site.build()
    assert titles(site, "default_rng", "linalg.norm", "random.default_rng", "norm.linalg") == [["하나"]] * 3 + [[]]


def test_words_that_are_no_filters_are_words(site: SiteTest) -> None:
    site.note("a.md", "# 하나\n\nconstructor 어텐션.").note("b.md", "# 둘\n\n다른 글.").build()
    assert titles(site, "constructor:어텐션", "__proto__:어텐션", "constructor") == [["하나"]] * 3


def test_particles_that_may_end_a_noun_hide_nothing_in_a_small_site(site: SiteTest) -> None:
    site.note("a.md", "# 하나\n\n이 모델도 크다.").note("b.md", "# 둘\n\n모델을 본다. 학습을 한다.").build()
    assert [set(found) for found in titles(site, "모델도", "모델만", "모델로서", "모델에도")] == [{"하나", "둘"}] * 4
    assert titles(site, "모델도", "학습된")[0][0] == "하나"
    assert titles(site, "학습된") == [["둘"]]


def test_each_word_that_no_note_has_may_be_a_slip(site: SiteTest) -> None:
    site.note("a.md", "# Binary search\n\n둘로 나눈다.").note("b.md", "# 어텐션과 트랜스포머\n\n글이다.")
    site.note("c.md", "# Fine-tuning\n\nbinary.").build()
    assert titles(site, "binary serach", "어탠션", "tnuing") == [
        ["Binary search", "Fine-tuning"],
        ["어텐션과 트랜스포머"],
        ["Fine-tuning"],
    ]


def test_what_was_typed_comes_before_what_may_have_been_meant(site: SiteTest) -> None:
    site.note("a.md", "# 정렬\n\n글이다.").note("b.md", "# 퀵 정렬 (Quick Sort)\n\n빠르다.")
    site.note("c.md", "# Layer normalization\n\n글이다.").note("d.md", "# 넷\n\nlocalization 이다.").build()
    assert titles(site, "퀵정렬", "localization") == [["퀵 정렬 (Quick Sort)", "정렬"], ["넷", "Layer normalization"]]


def test_latin_letters_count_from_the_beginning_of_a_word_of_a_title(site: SiteTest) -> None:
    site.note("a.md", "# Attention and more\n\n글이다.").note("b.md", "# 둘\n\nNaN 이 된다.").build()
    assert titles(site, "NaN", "and") == [["둘"], ["Attention and more"]]


def test_a_name_in_code_that_ends_in_s_is_found_inside_a_longer_one(site: SiteTest) -> None:
    site.note("a.md", '```python\nnet.save_parameters("a.params")\n```\n').note("b.md", "# 다른 글\n\n글")
    assert titles(site.build(), "save_parameters") == [["a"]]


def test_a_word_inside_a_title_counts_from_where_it_begins(site: SiteTest) -> None:
    for name in ("false positive and false negative", "false alarms"):
        site.note(f"{name}.md", "글")
    site.note("c.md", "# ls 명령어\n\n`ls -al`")
    assert titles(site.build(), "ls -al")[0][0] == "ls 명령어"


def test_a_title_that_is_one_of_many_words_comes_behind_the_text_that_has_them_all(site: SiteTest) -> None:
    site.note("a.md", "# IP\n\n글").note("b.md", "# 계층 모형\n\n왜 TCP/IP 모델을 OSI 모델로 설명하지 않는가?")
    assert titles(site.build(), "왜 TCP/IP 모델을 OSI 모델로 설명하지 않는가?")[0][0] == "계층 모형"


def test_numbers_behind_letters_are_no_wrong_keyboard(site: SiteTest) -> None:
    site.note("a.md", "# 언어 모형\n\nGPT-3은 크다").note("b.md", "# 온도\n\n글")
    assert titles(site.build(), "gpt3", "GPT3", "gpt-3") == [["언어 모형"]] * 3


def test_who_asks_what_something_is_finds_the_title(site: SiteTest) -> None:
    site.note("a.md", "# 트랜스포머\n\n글").note("b.md", "# BERT 정리\n\n## 트랜스포머란 무엇인가\n\n글")
    assert titles(site.build(), "트랜스포머란", "트랜스포머란?") == [["트랜스포머", "BERT 정리"]] * 2


def test_a_title_that_ends_in_s_counts_beside_another_word(site: SiteTest) -> None:
    site.note("a.md", "# Redis\n\n글").note("b.md", "# 시작\n\nredis 설치를 한다")
    assert "Redis" in titles(site.build(), "redis 설치")[0]


def test_endings_of_verbs_hide_nothing(site: SiteTest) -> None:
    site.note("a.md", "# 글\n\n모델을 학습하는 방법")
    assert titles(site.build(), "학습합니다", "학습하려면", "학습하나요") == [["글"]] * 3


def test_an_english_plural_finds_the_singular(site: SiteTest) -> None:
    site.note("a.md", "# Temperature\n\n글이다.").note("b.md", "# 둘\n\nRedis, redirect.").note(
        "c.md", "# 셋\n\nredirect."
    )
    site.build()
    assert titles(site, "temperatures", "redis") == [["Temperature"], ["둘"]]


def test_a_word_that_is_nowhere_does_not_hide_the_others(site: SiteTest) -> None:
    site.note("a.md", "# 하나\n\n소프트맥스 오버플로가 난다.").note(
        "b.md", "# 둘\n\n소프트맥스 글. 워크플로우."
    ).build()
    assert set(titles(site, "소프트맥스 언더플로우")[0]) == {"하나", "둘"}


@pytest.mark.parametrize("query", ["ㅁㅅㅅ두샤ㅐㅜ", "djxpstus!", "attnetion"])
def test_the_wrong_keyboard_and_slips_tell_what_was_meant(site: SiteTest, query: str) -> None:
    site.note("a.md", "# Attention\n\n어텐션이다.").note("b.md", "# 둘\n\nattention 두 줄.").build()
    assert "Attention" in titles(site, query)[0]


def test_filters_do_not_mind_spaces_and_width(site: SiteTest) -> None:
    site.note("a.md", "---\ntags: [파운데이션 모델, C++]\ncategories: [AI/NLP]\n---\n# 하나\n\n글이다.").note(
        "b.md", "# 둘"
    ).build()
    asked = ("tag:파운데이션모델", "tag：c++", "category:ai/", "tag:c")
    assert titles(site, *asked) == [["하나"]] * 3 + [[]]


@pytest.mark.parametrize(("notes", "files"), [(999, 64), (1_000, 256), (20_000, 1024)])
def test_phrases_of_a_large_site_are_in_more_files(notes: int, files: int) -> None:
    bonds = sorted(found_by("self-attention layer").bonds)
    held: list[tuple[list[int], set[int]]] = [([], set())] * (notes - 2)
    made = dict(phrase_files([*held, (bonds, set()), ([], {bonds[0]})], encoder(notes)))
    rows = [numbers(row) for number in range(files_for(notes)) for row in json.loads(made[number])]
    assert (files_for(notes), len(rows)) == (files, 65_536)
    places = [bond >> 4 for bond in bonds]
    assert {at: row for at, row in enumerate(rows) if row} == {
        places[0]: [notes - 2, notes - 1],
        places[1]: [notes - 2],
    }


@given(st.lists(st.text("ab가나 -", max_size=6), max_size=8))
def test_a_bond_is_of_two_words_that_stand_beside_each_other(words: list[str]) -> None:
    """Not of two of Hangul, which have a pair of syllables; words of symbols do not part their neighbours."""
    text = " ".join(words)
    parts = re.findall("[가나]+|[ab]+", text)
    pairs = [(left, right) for left, right in pairwise(parts) if not left > "z" < right]
    assert found_by(text).bonds == set().union(*(found_by(" ".join(pair)).bonds for pair in pairs))
    assert all(len(found_by(" ".join(pair)).bonds) == 1 for pair in pairs)


def test_a_phrase_is_known_after_an_edit_as_after_a_clean_build(tmp_path: Path) -> None:
    texts = ["Deep nets learn.", "Nets learn deep.", "Deep nets: layers."]
    site = (
        SiteTest(tmp_path / "a", title="x")
        .note("a.md", "---\ntitle: 하나\n---\n" + texts[0])
        .note("b.md", "# 둘\n\n글")
        .build()
    )
    for text in texts[1:]:
        site.note("a.md", "---\ntitle: 하나\n---\n" + text).build()
        clean = (
            SiteTest(tmp_path / text[:4], title="x")
            .note("a.md", "---\ntitle: 하나\n---\n" + text)
            .note("b.md", "# 둘\n\n글")
        )
        assert site.bytes() == clean.build().bytes()
    assert titles(site, '"deep nets"', '"nets learn"', '"nets layers"') == [["하나"], [], ["하나"]]


@pytest.mark.parametrize("files", [64, 256, 1024])
def test_phrases_are_found_by_however_many_files(site: SiteTest, monkeypatch: pytest.MonkeyPatch, files: int) -> None:
    monkeypatch.setattr("fmnotes.search.phrases._FILES", ((1_000, files),))
    text = "---\ntitle: 하나\naliases: [Deep Nets]\n---\nThe self-attention layer. BERT 모델은 크다.\n"
    other = "# 둘\n\nA layer of attention by itself, self made. 모델 BERT가 크다. Nets are deep.\n"
    site.note("a.md", text).note("b.md", other).build()
    assert sum("phrases/" in name for name in site.tree()) == files
    found = titles(site, '"attention layer"', '"self attention"', '"bert 모델"', '"deep nets"', '"모델 bert"')
    assert found == [["하나"]] * 4 + [["둘"]]
    assert titles(site, '"layer attention"', '"nets deep"') == [[], []]
    site.note("b.md", "# 둘\n\nlayer attention. Deep nets.\n").build()
    found = titles(site, '"layer attention"', '"deep nets"', '"모델 bert"')
    assert [sorted(one) for one in found] == [["둘"], ["둘", "하나"], []]


def test_a_syllable_half_typed_is_found_in_texts(site: SiteTest) -> None:
    for number in range(70):
        site.note(f"n{number}.md", f"# 글 {number}\n\n{' '.join(_words(number))}")
    site.note("a.md", "# 하나\n\n어제 파운데이션을 보았다.").build()
    options: dict[str, object] = {"composing": True}
    assert titles(site, ("파ㅇ", options), ("파우", options), ("파운ㄷ", options)) == [["하나"]] * 3


def test_a_site_without_search_has_none(site: SiteTest) -> None:
    site.config(search=False).note("a.md", "# 가").build()
    assert not any("search" in name and not name.endswith(".js") for name in site.tree())
    assert "data-find" not in site.page("/a/")


def test_the_judged_queries_of_this_repository(tmp_path: Path) -> None:
    """At least 96 of 100 relevant notes among the first ten, and no query without one (issue 8)."""
    from click.testing import CliRunner

    from fmnotes.cli.main import main

    assert CliRunner().invoke(main, ["build", str(REPOSITORY), "--out", str(tmp_path / "site")]).exit_code == 0
    options: dict[str, object] = {"limit": 10}
    answers = ask(tmp_path / "site", *((query, options) for query, _ in JUDGED))
    relevant = found = 0
    for (query, wanted), answer in zip(JUDGED, answers, strict=True):
        urls = {unquote(one["url"]) for one in answer["results"]}
        relevant, found = relevant + len(wanted), found + len(urls & set(wanted))
        assert urls & set(wanted), query
    assert len(JUDGED) >= 60
    assert found / relevant >= 0.96


def test_a_word_is_found_however_its_parts_are_joined(site: SiteTest) -> None:
    site.note("one.md", "# One\n\npre-training U-Net ResNet-50 k-means GPT-4 Falcon-H1\n")
    site.note("two.md", "# Two\n\npretraining UNet ResNet50 kmeans GPT4 Falcon H1\n")
    site.note("three.md", "# Three\n\ntraining nets before 50 means of 4, 3.5 and 10-20\n")
    site.build()
    for spellings in (
        ("pretraining", "pre-training"), ("unet", "u-net", "U-Net은"), ("resnet50", "resnet-50", "resnet 50"),
        ("kmeans", "k-means", "k means"), ("gpt4", "gpt-4", "GPT 4"), ("falcon-h1", "falcon h1"),
    ):  # fmt: skip
        for found in titles(site, *spellings):
            assert set(found[:2]) == {"One", "Two"}, spellings
    assert titles(site, "35", "1020") == [[], []]


def test_the_engine_is_small_and_knows_no_page() -> None:
    text = ENGINE.read_text("utf-8")
    assert len(gzip.compress(text.encode(), 9)) <= 8 * 1024
    assert not any(name in text for name in ("document.", "window.", "fetch(", "innerHTML", "localStorage"))


def test_particles_in_a_row_behind_latin_letters_are_no_words(site: SiteTest) -> None:
    site.note("a.md", "# 하나\n\nGRPO 는 크다.").note("b.md", "# 둘\n\n여기에서 GRPO와 본다.").note(
        "c.md", "# 셋\n\n여기에서 본다."
    )
    site.build()
    assert [set(found) for found in titles(site, "GRPO에서는", "GRPO으로", "GRPO에서의")] == [{"하나", "둘"}] * 3


def test_a_paper_is_found_by_its_number_however_it_is_written(site: SiteTest) -> None:
    site.note("a.md", "# 하나\n\n[논문](https://arxiv.org/abs/1706.03762v5)").note("b.md", "# 둘\n\n글이다.").build()
    queries = ("1706.03762", "arXiv:1706.03762", "paper:https://arxiv.org/abs/1706.03762", "paper:1706.03762v1")
    assert titles(site, *queries) == [["하나"]] * 4


def test_filters_are_read_as_people_type_them(site: SiteTest) -> None:
    site.note("a.md", "---\ntags: [파운데이션 모델]\nlang: ko\n---\n# 하나\n\n손실을 본다.").note(
        "b.md", "---\nlang: en\n---\n# Two\n\n손실"
    )
    site.build()
    queries = ("tag:“파운데이션 모델” 손실", "tag:'파운데이션 모델' 손실", "lang:ko, 손실", "lang:ko-KR 손실")
    assert titles(site, *queries) == [["하나"]] * 4


def test_the_korean_layout_keeps_the_spaces_of_a_slip(site: SiteTest) -> None:
    site.note("a.md", "# 하나\n\nloop unrolling 이다.").note("b.md", "# 둘\n\nloop 이다.").build()
    assert titles(site, "ㅣㅐㅐㅔ ㅕㅜ개ㅣㅣㅑㅜㅎ")[0][0] == "하나"


def test_a_plural_in_a_title_comes_first(site: SiteTest) -> None:
    for number in range(6):
        site.note(f"{number}.md", f"---\ndate: 2024-01-01\n---\n# 글 {number}\n\nhost 와 파일, host.")
    site.note("h.md", "---\ndate: 2000-01-01\n---\n# /etc/hosts\n\n파일이다.").build()
    assert titles(site, "hosts 파일")[0][0] == "/etc/hosts"


def test_notes_with_the_weightier_of_two_words_follow(site: SiteTest) -> None:
    site.note("a.md", "# 스크럼 (Scrum)\n\n글이다.").note("b.md", "# 회고\n\n스크럼과 칸반을 했다.").note(
        "c.md", "# 셋\n\n다른 글."
    )
    site.build()
    assert titles(site, "스크럼과 칸반")[0][0] == "회고"
    assert "스크럼 (Scrum)" in titles(site, "스크럼과 칸반", "칸반 스크럼")[1]


@pytest.mark.parametrize(
    "form",
    ["학습됐다", "학습했습니다", "학습시키기", "학습시켰다", "학습하려고", "학습하면", "학습되는", "학습합니다", "학습하는지", "학습만의"],
)  # fmt: skip
def test_endings_of_verbs_go(site: SiteTest, form: str) -> None:
    site.note("a.md", "# 하나\n\n모델의 학습을 본다.").note("b.md", "# 둘\n\n정렬과 함수를 본다.").build()
    assert titles(site, form) == [["하나"]]


def test_what_only_looks_like_an_ending_stays(site: SiteTest) -> None:
    site.note("a.md", "# 하나\n\n손실함수를 본다.").note("b.md", "# 둘\n\n손실만 본다.").build()
    assert titles(site, "손실함수")[0][0] == "하나"


def test_endings_behind_latin_words_go(site: SiteTest) -> None:
    site.note("a.md", "# 하나\n\nfine-tuning을 본다.").note("b.md", "# 둘\n\n다른 글.").build()
    assert titles(site, "fine-tuning하는", "fine-tuning했습니다", "fine-tuning에서") == [["하나"]] * 3


def test_a_word_of_three_syllables_is_found_in_either_spelling(site: SiteTest) -> None:
    """Where a name has it with a space."""
    site.note("a.md", "# 하나와 딥 러닝\n\n글.").note("b.md", "# 둘\n\n딥러닝을 본다.").note("c.md", "# 셋\n\n러닝.")
    site.note("d.md", "# 넷\n\n딥 러닝을 본다.").build()
    assert [sorted(one) for one in titles(site, "딥러닝", "딥 러닝")] == [["넷", "둘", "하나와 딥 러닝"]] * 2


def test_compounds_whose_parts_stand_apart_are_better_than_nothing(site: SiteTest) -> None:
    site.note("a.md", "# 하나\n\n손실은 함수의 값이다.").note("b.md", "# 둘\n\n다른 글이다.").build()
    assert titles(site, "손실함수") == [["하나"]]


def test_pairs_of_syllables_that_stand_apart_are_no_word(site: SiteTest) -> None:
    site.note("a.md", "# 하나\n\n일부를 본다. 드라이를 보고, 두 부분과 아이버를 본다.")
    site.note("b.md", "# 둘\n\n일부분이다. 드라이버를 쓴다.").note("c.md", "# 셋\n\n언어 모델은 크다.").build()
    assert titles(site, "일부분", "드라이버", "부분", "언어모델") == [["둘"], ["둘"], ["하나", "둘"], ["셋"]]


def test_every_word_is_found_by_the_note_that_has_it(site: SiteTest) -> None:
    """The engine names the rows of three syllables as the index does."""
    some = random.Random(3)
    words = ["".join(chr(some.randrange(0xAC00, 0xD7A4)) for _ in range(some.randrange(3, 6))) for _ in range(240)]
    for number in range(80):
        site.note(f"n{number}.md", f"# n{number}\n\n" + "은 ".join(words[number::80]) + "을 본다.")
    assert titles(site.build(), *words) == [[f"n{at % 80}"] for at in range(240)]


def test_a_first_syllable_that_may_still_change_is_looked_for_in_names(site: SiteTest) -> None:
    """Of a large site it would load twenty files, and the next key another one."""
    for number in range(501):
        site.note(f"n{number}.md", f"# 글 {number}\n\n모델은 크다. 값 {number}.")
    site.note("a.md", "# 모델\n\n글이다.").build()
    typing, whole = ask(site.root / "site", ("모", {"composing": True}), "모")
    assert [one["title"] for one in typing["results"]] == ["모델"]
    assert (whole["total"], whole["results"][0]["title"]) == (502, "모델")
    assert typing["bytes"] < whole["bytes"] / 2


def test_a_short_word_comes_before_longer_ones_that_begin_so(site: SiteTest) -> None:
    """`Gan` is the beginning of a name in a note that is newer."""
    site.note("2024-01-01-a.md", "# 하나\n\nGAN을 본다.").note("2025-01-01-b.md", "# 둘\n\nGandhi said, Gandalf too.")
    assert titles(site.build(), "GAN")[0][0] == "하나"


def test_a_word_comes_before_names_that_begin_so(site: SiteTest) -> None:
    site.note("2024-01-01-a.md", "# C 언어\n\n글.").note("2025-01-01-b.md", "# CASIO\n\n글.").build()
    assert titles(site, "C")[0][0] == "C 언어"


def test_a_part_of_a_query_on_the_other_keyboard(site: SiteTest) -> None:
    site.note("a.md", "# CLIP과 손실\n\n글.").note("b.md", "# SigLIP\n\n손실.").note("c.md", "# CLIP\n\n글.").build()
    assert titles(site, "CLIP thstlf")[0][0] == "CLIP과 손실"


def test_an_abbreviation_that_no_note_has_is_no_syllable(site: SiteTest) -> None:
    site.note("a.md", "# 하나\n\n모르는 것을 본다.").build()
    assert titles(site, "FM", "RL") == [[], []]


def test_each_half_of_a_title_in_two_languages_names_the_note(site: SiteTest) -> None:
    """After an edit too, which changes a part of the index alone."""
    site.note("2024-01-01-a.md", "---\ntitle: 무어의 법칙 (Moore's Law)\n---\n글.")
    site.note("2025-01-01-b.md", "# 둘\n\n무어의 법칙과 Moore's Law를 본다.").build()
    first = "무어의 법칙 (Moore's Law)"
    assert [one[0] for one in titles(site, "무어의 법칙", "Moore's law", "무어법칙")] == [first] * 3
    site.note("2024-01-01-a.md", "---\ntitle: 암달의 법칙 (Amdahl's Law)\n---\n글.").build()
    assert titles(site, "Amdahl's law")[0][0] == "암달의 법칙 (Amdahl's Law)"
    clean = SiteTest(site.root).build(out="clean").bytes("clean")
    assert {name: data for name, data in site.bytes().items() if name.startswith("_/search/")} == {
        name: data for name, data in clean.items() if name.startswith("_/search/")
    }


def test_names_in_code_are_found_by_what_they_end_with(site: SiteTest) -> None:
    site.note("a.md", "# 하나\n\n`NullPointerException` 을 본다.").note("b.md", "# 둘\n\n`d2l.train_ch3(x)` 을 본다.")
    assert titles(site.build(), "PointerException", "train_ch3") == [["하나"], ["둘"]]
