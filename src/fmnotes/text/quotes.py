"""Text in double quotes, as YAML, TOML and JSON read it."""

from __future__ import annotations

_ESCAPED = {"\\": "\\\\", '"': '\\"'}


def in_quotes(text: str) -> str:
    """`text`, of one line, with quotes around it (YAML 1.2.2, 7.3.1; TOML 1.0, String)."""
    return '"' + "".join(_ESCAPED.get(ch, ch) for ch in text) + '"'
