"""Numbers that can be written down as text."""

from __future__ import annotations

_BITS = 64


def is_large(value: object) -> bool:
    """Is a number in it, however deep, that needs more than 64 bits?

    TOML has none (TOML 1.0, Integer), and Python writes none of thousands of digits.
    """
    if isinstance(value, dict | list):
        return any(map(is_large, value.values() if isinstance(value, dict) else value))
    return isinstance(value, int) and value.bit_length() > _BITS
