"""Which runs of `*`, `~~` and `==` may open and close next to Korean.

CommonMark takes `**강조(emphasis)**는` for plain text: the closing run follows punctuation and a letter comes next.
The amendment at github.com/tats-u/markdown-cjk-friendly lets a run open or close when either neighbour is a CJK
character. For text without CJK nothing changes. `_` keeps the rule of CommonMark.
"""

from __future__ import annotations

import unicodedata
from functools import cache

from markdown_it.common.utils import isMdAsciiPunct, isPunctChar, isWhiteSpace
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Scanned

_EMOJI_IDEOGRAPHS = frozenset("🈁🈚🈯🈲🈳🈴🈵🈶🈸🈹🈺🉐🉑")
_HANGUL = ((0x1100, 0x11FF), (0x302E, 0x302F), (0x3131, 0x318E), (0xA960, 0xA97C), (0xD7B0, 0xD7FB))


@cache
def is_cjk(ch: str) -> bool:
    """East Asian Width W, F or H and not shown as emoji by default; or Hangul, jamo of NFD text included."""
    code = ord(ch)
    if 0xAC00 <= code <= 0xD7A3:
        return True
    if code < 0x1100:
        return False
    if any(first <= code <= last for first, last in _HANGUL):
        return True
    if unicodedata.east_asian_width(ch) not in "WFH":
        return False
    return not _is_emoji(ch, code)


def _is_emoji(ch: str, code: int) -> bool:
    """Emoji_Presentation=Yes among the wide characters (Unicode emoji-data)."""
    if code < 0x2E80:
        return unicodedata.category(ch) == "So"
    if 0x1F200 <= code < 0x1F300:
        return ch in _EMOJI_IDEOGRAPHS
    return 0x1F000 <= code < 0x1FB00


def _before(src: str, start: int) -> tuple[str, bool]:
    """The character before a run, and whether it counts as CJK: a variation selector asks the one before it."""
    if start == 0:
        return " ", False
    ch = src[start - 1]
    code = ord(ch)
    if 0xE0100 <= code <= 0xE01EF:
        return ch, True
    if 0xFE00 <= code <= 0xFE0E and start > 1:
        base = src[start - 2]
        return ch, is_cjk(base) or (code == 0xFE0E and unicodedata.east_asian_width(base) in "WFH")
    return ch, is_cjk(ch)


def _is_punctuation(ch: str) -> bool:
    return isMdAsciiPunct(ord(ch)) or isPunctChar(ch)


def scan(state: StateInline, start: int) -> Scanned:
    """What the run at `start` may do; `_` may stand inside no word, the other markers may."""
    src, marker, end = state.src, state.src[start], start
    while end < state.posMax and src[end] == marker:
        end += 1
    length = end - start
    if marker == "_":
        return state.scanDelims(start, False)
    last, last_cjk = _before(src, start)
    following = src[end] if end < state.posMax else " "
    next_cjk = is_cjk(following)
    last_space, next_space = isWhiteSpace(ord(last)), isWhiteSpace(ord(following))
    last_punct = not last_cjk and _is_punctuation(last)
    next_punct = not next_cjk and _is_punctuation(following)
    # Right behind a bracket that opens nothing closes, and the other way round: `(**주의**)`, `f(**a)와 g(**b)`.
    opens = not next_space and (not next_punct or last_space or last_punct or (last_cjk and following not in ")]}"))
    closes = not last_space and (not last_punct or next_space or next_punct or (next_cjk and last not in "([{"))
    return Scanned(opens, closes, length)
