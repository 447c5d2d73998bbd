"""JSON front matter: an object at the very top, taken only if all of it parses and a line end follows (DESIGN 11)."""

from __future__ import annotations

import json
import re

from fmnotes.notes.front_matter.values import Block, Entry

_KEY = r'^\s*\{{?\s*"{}"\s*:\s*'


def parse_json(text: str) -> tuple[dict[str, Entry], int] | None:
    """The entries and the number of characters they take; None where `text` does not begin with such an object."""
    try:
        value, end = json.JSONDecoder().raw_decode(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(value, dict) or (end < len(text) and text[end] != "\n"):
        return None
    block = Block(tuple(text[:end].split("\n")), 1)
    return {str(key): _entry(block, str(key), one) for key, one in value.items()}, end


def _entry(block: Block, key: str, value: object) -> Entry:
    pattern = re.compile(_KEY.format(re.escape(key)))
    for number, line in enumerate(block.lines, 1):
        found = pattern.match(line)
        if found:
            return block.entry(value, (number, line.index('"') + 1), (number, found.end() + 1))  # type: ignore[arg-type]
    return block.entry(value, (1, 1), (1, 1))  # type: ignore[arg-type]
