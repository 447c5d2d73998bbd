"""Numbers that can be written down as text."""

from __future__ import annotations

_BITS = 64


def is_large(value: object) -> bool:
    """Is a number in it, however deep, that needs more than 64 bits?

    TOML has none (TOML 1.0, Integer), and Python writes none of thousands of digits.
    """
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict | list):
            waiting += one.values() if isinstance(one, dict) else one
        elif isinstance(one, int) and one.bit_length() > _BITS:
            return True
    return False
