"""Reading time of mixed text (syllables after ngryman/reading-time#54, words after Brysbaert 2019)."""

from __future__ import annotations

import math

from fmnotes.text.hangul import Letters

_SYLLABLES_A_MINUTE = 500
_WORDS_A_MINUTE = 238
_CODE_LINES_A_MINUTE = 40
_MINUTES_AN_IMAGE = 0.1


def reading_minutes(prose: Letters, code_lines: int, images: int) -> int:
    """Whole minutes, at least 1: Hangul by syllable, Latin by word, code by line, a little for each image."""
    minutes = (
        prose.syllables / _SYLLABLES_A_MINUTE
        + prose.words / _WORDS_A_MINUTE
        + code_lines / _CODE_LINES_A_MINUTE
        + images * _MINUTES_AN_IMAGE
    )
    return max(1, math.ceil(minutes))
