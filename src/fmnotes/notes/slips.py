"""Keys of front matter that are one slip away from a known one."""

from __future__ import annotations

import unicodedata

from fmnotes.notes.dialects import FIELDS, KNOWN_KEYS, READ_KEYS, SWITCHES

HIDING_DAYS = frozenset({"publishdate", "expirydate", "unpublishdate"})
"""Keys that hide a note by a day (Hugo)."""
_KOREAN = sorted(one for one in SWITCHES if not one.isascii())


def misspelt(key: str) -> str:
    """The known key that `key` is one slip away from (a letter more, less, other, or two swapped); else nothing."""
    if key in KNOWN_KEYS or (key.isascii() and len(key) < 4):
        return ""
    if not key.isascii():
        # 비공게 for 비공개: a letter of a syllable is one slip.
        return next((one for one in _KOREAN if _one_slip(_letters(key), _letters(one))), "")
    names = {"tags", "draft", "visibility", "categories", "aliases", "description"}
    names |= {one for one in (*SWITCHES, *HIDING_DAYS) if one.isascii()}
    for known in sorted((set(FIELDS) & READ_KEYS) | names):
        if len(known) >= 4 and (_one_slip(key, known) or _one_slip(key.replace("_", ""), known.replace("_", ""))):
            return known
    return ""


def _one_slip(left: str, right: str) -> bool:
    start = next((i for i, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), min(len(left), len(right)))
    rest, other = left[start:], right[start:]
    swapped = rest[:2] == other[1::-1] and rest[2:] == other[2:] and len(rest) > 1
    if min(len(left), len(right)) < 5:
        # Short words are near to many: only `draf`, `titl`, with their last letter gone.
        return swapped or (len(right) == 5 and right[:4] == left)
    return swapped or rest[1:] == other[1:] or rest[1:] == other or rest == other[1:]


def _letters(word: str) -> str:
    return unicodedata.normalize("NFD", word)
