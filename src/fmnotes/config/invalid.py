"""What is wrong with a value of the configuration."""

from __future__ import annotations


class InvalidValueError(Exception):
    """A value that does not fit its key; the two words are what was expected, in Korean and in English."""

    def __init__(self, ko: str, en: str) -> None:
        super().__init__(en)
        self.ko, self.en = ko, en
