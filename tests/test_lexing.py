"""Lexers that try fewer rules make the same tokens, whatever stands there."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pygments.lexers import get_lexer_by_name

from fmnotes.markdown import lexing
from fmnotes.markdown.lexing import quicken
from fmnotes.text.first_characters import ASCII, first_characters

_DIRECT = ("python", "bash", "java", "javascript", "go", "rust", "sql", "css", "html", "nasm", "haskell", "toml", "tex")
_WORDS = (
    "def f(x):\n", "    return x", "class A", "\n", "\n\n", " ", '"', "'", '"""', "'''", "#", "//", "/*", "*/", "{", "}",
    "(", ")", "<b a='1'>", "</b>", "\\", "$x", "`", "0x1F", "1.5e-3", "select *", "FROM", "가나", "é", "\u212a",
    "\u017f", "@", "->", "==", "fn main", "let mut", "import os", "\t", ";", "r'", 'f"{a!r}"', "\\begin{x}", "%",
)  # fmt: skip


@given(st.sampled_from(_DIRECT), st.lists(st.sampled_from(_WORDS), max_size=40).map("".join))
def test_tokens_are_the_same(language: str, code: str) -> None:
    quick = quicken(get_lexer_by_name(language))
    vars(quick)["get_tokens_unprocessed"]._read = lexing._WORTH
    assert list(quick.get_tokens(code)) == list(get_lexer_by_name(language).get_tokens(code))


def test_a_lexer_is_quick_once_it_has_read_enough() -> None:
    lexer = quicken(get_lexer_by_name("python"))
    code = "x = [1, 'two', f(3)]  # 넷\n" * 50
    expected = list(get_lexer_by_name("python").get_tokens(code))
    states = vars(lexer)["get_tokens_unprocessed"]._states
    assert list(lexer.get_tokens(code)) == expected
    assert not states
    for _ in range(lexing._WORTH // len(code)):
        assert list(lexer.get_tokens(code)) == expected
    assert "root" in states
    # Of the rules of a state few are tried.
    assert len(states["root"]["x"]) < len(states["root"]["가"])


@pytest.mark.parametrize("language", ["yaml", "ruby", "pycon", "json", "html+jinja"])
def test_lexers_with_more_than_rules_are_left_alone(language: str) -> None:
    lexer = get_lexer_by_name(language)
    assert vars(quicken(lexer)).get("get_tokens_unprocessed") is None


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("abc", "a"),
        ("a?b", "ab"),
        ("a*", None),
        ("a+", "a"),
        ("(?:a|bc|d)e", "abd"),
        ("(?:a|b?)c", "abc"),
        ("(?i:k)x", "kK"),
        ("(?i)[^k]", ASCII - {*"kK"}),
        ("(?i)\u212a", None),
        ("(?i)[\u212a]", None),
        ("[a-c\\d]x", "abc0123456789"),
        ("[^a]", ASCII - {"a"}),
        ("[^\\W\\d_]", frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")),
        (".a", None),
        ("(?=a)b", "b"),
        ("(?<!x)\\b^a", "a"),
        ("(a)?(?(1)b|c)", None),
        ("(a)\\1", "a"),
        ("(?>ab|c)", "ac"),
        ("a++b", "a"),
        ("가", ""),
        ("[가a]", "a"),
        ("", None),
    ],
)
def test_first_characters(pattern: str, expected: str | frozenset[str] | None) -> None:
    assert first_characters(re.compile(pattern)) == (ASCII if expected is None else frozenset(expected))


def test_without_a_reader_of_patterns_all_are_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fmnotes.text.first_characters._READER", "re._no_such_reader")
    assert first_characters.__wrapped__(re.compile("abc")) == ASCII
