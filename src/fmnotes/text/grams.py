"""What a text is found by: pairs of syllables, words and their parts.

A Korean word hardly ever stands alone: particles cling to it, compounds are written with and without spaces. So Hangul
(and other scripts without reliable spaces) is indexed by pairs of neighbouring syllables; a pair across one space has
the space in it. `templates/static/js/search.js` reads queries by the same rules.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from operator import add
from zlib import crc32

from fmnotes.text.hangul import leading
from fmnotes.text.regex import regex

SYLLABIC = "가-힣ㄱ-ㆎ぀-ヿ㐀-鿿"
LETTERS = "a-z0-9ß-ɏͰ-ϿЀ-ӿ"
_TOKEN = regex(rf"[{SYLLABIC}]+|[{LETTERS}]+(?:[+#]+|(?:[._'-][{LETTERS}]+)*)|\0")
_MARK = regex(r"(?<!\d)[-._]|[-._](?!\d)")
_PARTS = regex(rf"[{LETTERS}]+")
_DROPPED = dict.fromkeys([0xAD, 0xFEFF, 0x2060, *range(0x200B, 0x200E)])
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | _DROPPED | {0x3000: 0x20, 0xA0: 0x20}
_UNUSUAL = regex("[\u00a0\u00ad\u00c0-\u024f\u200b-\u200d\u2060\ufeff\u3000\uff01-\uff5e]")
_ACCENTED = regex("[\u00c0-\u024f]")
_LONGEST = 40


def folded(text: str) -> str:
    """Letters that are typed alike are alike: case, width, accents. Not NFKC, which would break ㄱ."""
    text = unicodedata.normalize("NFC", text).lower()
    if not text.isascii() and _UNUSUAL.search(text):
        text = text.translate(_WIDE)
        text = _ACCENTED.sub(lambda found: unicodedata.normalize("NFD", found[0])[0], text)
    return text


def tokens_of(text: str) -> list[str]:
    """What of a folded text can be looked for, in order: `bert-base는` has two. U+0000 stays, between what is apart."""
    return _TOKEN.findall(text)


def parts_of(token: str) -> list[str]:
    """The words of letters in a token: `bert-base` has two."""
    return _PARTS.findall(token)


def grams_of(token: str) -> Sequence[str]:
    """What a token is found by: `u-net` as `unet` too, as others write it; a number keeps its marks (`3.5`)."""
    if token[0] >= "\u3000":
        return list(map(add, token, token[1:])) or [token]
    if len(token) > _LONGEST:
        return [part for part in parts_of(token) if len(part) <= _LONGEST]
    return [token] if token.isalnum() else [_MARK.sub("", token), *parts_of(token)]


def _head(gram: str) -> str:
    """What of a gram decides its file: a syllable half typed, and the head of a word, lead to the same one."""
    first, last = gram[0], gram[-1]
    if first < "\u3000":
        return gram[:3]
    if len(gram) < 2:
        return first
    return first + (leading(last) if "가" <= last <= "힣" else last)


def shard_of(gram: str, shards: int) -> int:
    """The number of the file that holds `gram`, from a checksum (CRC-32) of what decides it."""
    return crc32(_head(gram).encode()) % shards
