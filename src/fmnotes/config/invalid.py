"""What is wrong with a value of the configuration."""

from __future__ import annotations


class InvalidValueError(Exception):
    """A value that does not fit its key; the two words are what was expected, in Korean and in English.

    `inner` is the key in a table whose value it is.
    """

    def __init__(self, ko: str, en: str, inner: str = "") -> None:
        super().__init__(en)
        self.ko, self.en, self.inner = ko, en, inner
