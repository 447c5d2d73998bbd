"""A file of another tool's configuration, in TOML or YAML."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from fmnotes.notes.front_matter.values import Block, MalformedError
from fmnotes.notes.front_matter.yaml_block import parse_yaml
from fmnotes.text.toml import TomlError, read_toml

_TAG = re.compile(r"(?<=[:-] )!!?[A-Za-z]\S*")
_LARGEST = 64 * 1024


def read_table(file: Path) -> dict[str, Any]:
    """Its keys in lower case; none where it cannot be read: it is not ours to complain of."""
    try:
        text = file.read_bytes()[: _LARGEST + 1].decode("utf-8-sig")
        if len(text) > _LARGEST:
            return {}
        table: Mapping[str, Any] = read_toml(text) if file.suffix == ".toml" else _yaml(text)
    except (OSError, ValueError, TomlError, MalformedError):
        return {}
    return {str(key).lower(): value for key, value in table.items()}


def _yaml(text: str) -> dict[str, Any]:
    """As front matter is read; MkDocs names functions by tags, which mean nothing here. Raises MalformedError."""
    entries, _ = parse_yaml(Block(tuple(_TAG.sub('""', text).split("\n")), 1))
    return {key: entry.value for key, entry in entries.items()}
