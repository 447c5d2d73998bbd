"""가나다 and ABC order without ICU."""

from __future__ import annotations

import unicodedata

from fmnotes.text.hangul import initial_consonant
from fmnotes.text.names import nfc
from fmnotes.text.regex import regex

_NUMBERS = regex(r"(\d+)")
_OTHER_HEADING = {"ko": "기타", "en": "Other"}
_SYMBOLS_HEADING = {"ko": "기호", "en": "Symbols"}
_DIGITS_HEADING = "0-9"
_MOST_DIGITS = 100
"""Python refuses to read numbers of thousands."""

NaturalKey = tuple[tuple[int, int, str], ...]
SortKey = tuple[int, NaturalKey, str]


def _script(ch: str) -> str:
    if "가" <= ch <= "힣" or "ㄱ" <= ch <= "ㅣ":
        return "hangul"
    if not ch.isalpha():
        return "digits" if ch.isdigit() else "symbols"
    return "latin" if "a" <= _fold(ch)[:1] <= "z" else "other"


def _fold(text: str) -> str:
    split = unicodedata.normalize("NFD", text.casefold())
    return "".join(ch for ch in split if not unicodedata.combining(ch))


def sort_key(text: str, language: str) -> SortKey:
    """Symbols and digits first, the reader's own script, the other one, then the rest; `2주차` before `10주차`."""
    clean = nfc(text.strip()) or "~"
    ranks = {"symbols": 0, "digits": 1, "hangul": 2, "latin": 3, "other": 4}
    if language != "ko":
        ranks |= {"latin": 2, "hangul": 3}
    script = _script(clean[0])
    # `ㄱ자` stands under the same heading as `가나`.
    letters = group_heading(clean, language) + clean if script == "hangul" else _fold(clean)
    return (ranks[script], natural_key(letters), clean)


def natural_key(path: str) -> NaturalKey:
    """Paths as people number them: `2-x` before `10-x`."""
    parts = _NUMBERS.split(nfc(path).casefold())
    return tuple((0, int(part[:_MOST_DIGITS]), "") if part.isdecimal() else (1, 0, part) for part in parts if part)


def group_heading(text: str, language: str) -> str:
    """The index heading a name stands under: symbols, 0-9, ㄱ … ㅎ, A … Z, or the rest."""
    first = nfc(text.strip())[:1] or "~"
    script = _script(first)
    if script == "hangul":
        return initial_consonant(first) if "가" <= first <= "힣" else first
    if script == "latin":
        return _fold(first)[:1].upper()
    if script == "digits":
        return _DIGITS_HEADING
    return (_SYMBOLS_HEADING if script == "symbols" else _OTHER_HEADING)["ko" if language == "ko" else "en"]
