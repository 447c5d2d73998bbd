"""What a code of the catalogue says: how bad it is, its words and its hint, in Korean and in English.

No Korean particle follows a hole: whether it needs 을 or 를 cannot be known.
"""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple


class Severity(IntEnum):
    INFO = 0
    WARNING = 1
    ERROR = 2

    @property
    def word(self) -> str:
        return self.name.lower()


class Entry(NamedTuple):
    severity: Severity
    ko: str
    en: str
    hint_ko: str = ""
    hint_en: str = ""
