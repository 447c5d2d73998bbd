"""Hangul: shares, initial consonants, particles that cling to Latin words and addresses."""

from __future__ import annotations

from typing import NamedTuple

from fmnotes.text.regex import regex

_LETTER = b"a"
_LETTERS = bytes(ord(_LETTER) if 0x41 <= byte & 0xDF <= 0x5A else 0x20 for byte in range(256))
# The rows of 256 code points that hold Hangul syllables; the last one holds others too.
_NO_SYLLABLES = bytes(row for row in range(256) if not 0xAC <= row <= 0xD7)
_LAST_ROW = 0xD7
_OTHER_IN_LAST_ROW = regex("[\ud7a4-\ud7ff]")
_INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_SYLLABLES_EACH = 588
_HANGUL_ENOUGH = 0.10
_PLAIN_INITIAL = {"ㄲ": "ㄱ", "ㄸ": "ㄷ", "ㅃ": "ㅂ", "ㅆ": "ㅅ", "ㅉ": "ㅈ"}

# Particles and copulas that follow a bare address without a space: `https://example.com/를 보라`.
PARTICLES = frozenset(
    "은 는 이 가 을 를 와 과 의 에 도 만 로 으로 에서 에게 께 부터 까지 보다 처럼 같이 마다 조차 "
    "마저 이나 나 이며 며 이고 고 이다 다 입니다 이랑 랑 하고 라고 이라고 라는 이라는 에는 에도 에서는 "
    "에서도 로는 로도 으로는 으로도 에서의 와의 과의 인데 이지만 지만 이라 라 이므로 란 이란 등 등을 "
    "등의 등이 등은 인 일 임 입니다만 이에요 예요 이네요 네요".split()
)


class Letters(NamedTuple):
    """What a text is made of: Hangul syllables, Latin letters, Latin words."""

    syllables: int
    latin: int
    words: int

    @property
    def language(self) -> str:
        """`ko` where a tenth of it is Hangul: Korean notes are full of English terms and code."""
        return "ko" if self.hangul_share >= _HANGUL_ENOUGH else "en"

    @property
    def hangul_share(self) -> float:
        """Hangul syllables as a share of Hangul and Latin letters; 0.0 where there are neither."""
        return self.syllables / (self.syllables + self.latin) if self.syllables or self.latin else 0.0


def count_letters(text: str) -> Letters:
    """Counted in bytes, by few passes of C code: this is asked of every text."""
    letters = text.encode("utf-8", "replace").translate(_LETTERS)
    syllables = 0
    if not text.isascii():
        rows = text.encode("utf-16-be", "replace")[::2].translate(None, _NO_SYLLABLES)
        others = len(_OTHER_IN_LAST_ROW.findall(text)) if _LAST_ROW in rows else 0
        syllables = len(rows) - others
    return Letters(syllables, letters.count(_LETTER), len(letters.split()))


def leading(syllable: str) -> str:
    """The consonant that a syllable begins with (Unicode 3.12, Conjoining Jamo Behavior)."""
    return _INITIALS[(ord(syllable) - 0xAC00) // _SYLLABLES_EACH]


def initial_consonant(syllable: str) -> str:
    """The 가나다 heading of a syllable: its initial consonant, tense ones folded (ㄲ under ㄱ)."""
    initial = leading(syllable)
    return _PLAIN_INITIAL.get(initial, initial)
