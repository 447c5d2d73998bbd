"""JSON front matter: an object at the very top, taken only if all of it parses and a line end follows."""

from __future__ import annotations

import json

from fmnotes.notes.front_matter.values import LARGEST, Block, Entry, is_deep
from fmnotes.text.regex import regex

_KEY = regex(r'\s{0,200}\{?\s{0,20}"([^"\\]{1,80})"\s{0,20}:\s{0,20}')


def parse_json(text: str) -> tuple[dict[str, Entry], int] | None:
    """The entries and the number of characters they take; None where `text` does not begin with such an object."""
    try:
        value, end = json.JSONDecoder().raw_decode(text)
    except (ValueError, RecursionError):
        return None
    rest = text[end : end + 200].lstrip(" \t")
    if not isinstance(value, dict) or end > LARGEST or is_deep(value) or (rest and rest[0] != "\n"):
        return None
    block = Block(tuple(text[:end].split("\n")), 1)
    places = _places(block)
    entries = {str(key): block.entry(one, *places.get(str(key), ((1, 1), (1, 1)))) for key, one in value.items()}
    return entries, text.find("\n", end) if rest else len(text)


def _places(block: Block) -> dict[str, tuple[tuple[int, int], tuple[int, int]]]:
    """Where keys at the beginning of a line stand, and where their values begin."""
    places: dict[str, tuple[tuple[int, int], tuple[int, int]]] = {}
    for number, line in enumerate(block.lines, 1):
        found = _KEY.match(line)
        if found:
            places.setdefault(found[1], ((number, found.start(1)), (number, found.end() + 1)))
    return places
