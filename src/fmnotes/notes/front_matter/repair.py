"""Second try for front matter that does not parse: quotes around what people leave without (NOTES-IN-THE-WILD)."""

from __future__ import annotations

import re
from dataclasses import replace

from fmnotes.diagnostics import Diagnostic
from fmnotes.notes.front_matter.values import Block

_PAIR = re.compile(r"^(\s*)([\w가-힣][\w가-힣 .-]*?)(\s*:)(?:(\s+)(.*?))?\s*$")
_GLUED = re.compile(r"^(\s*)([\w가-힣][\w가-힣.-]*)(:)()([^\s:/].*?)\s*$")
_LONGEST_LINE = 2000
_TOML_PAIR = re.compile(r"^(\s*)([\w-]+)(\s*=\s*)(.*?)\s*$")
_HASHTAG = re.compile(r"(\s*-\s+)(#[^\s#][^\s]*)\s*")
_ITEM = re.compile(r"^(\s*-)(\s+)(.*?)\s*$")
_NEEDS_QUOTES = re.compile(r"^[\[\]{}@`%&*!|>#?,]|: |:$| #")
_QUOTED = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'")
_ITEMS = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'|[^,]+")
_PLAIN_LIST = re.compile(r"\[(?:\s*(?:\"[^\"\\\\]*\"|'[^']*'|[\w가-힣][\w가-힣 .+-]*)\s*,?)*\]")
_BLOCK_SCALAR = re.compile(r"^[|>][+-]?\d*$")
_TOML_VALUE = re.compile(r"[\"'\[{]|true$|false$|[+-]?\d")


def repair_yaml(block: Block) -> tuple[Block, list[Diagnostic]]:
    """The block with quotes where they are missing, and a warning for each line that names what was assumed."""
    lines: list[str] = []
    warnings: list[Diagnostic] = []
    key = ""
    for number, line in enumerate(block.lines, 1):
        if len(line) > _LONGEST_LINE:
            lines.append(line)
            continue
        pair, item = _PAIR.match(line) or _GLUED.match(line), _ITEM.match(line)
        made = line.replace("\t", "  ") if line.lstrip(" ").startswith("\t") else line
        if pair and pair[5]:
            key = pair[2]
            value = _mended(pair[5])
            made = f"{pair[1]}{pair[2]}{pair[3]}{pair[4] or ' '}{value}"
        elif item and item[3]:
            value = _mended(item[3])
            made = f"{item[1]}{item[2]}{value}"
        else:
            value = ""
            key = pair[2] if pair else key
        if made != line and not _same_list(line, made):
            column = len(line) - len(line.lstrip()) + 1
            assumed = value or made.strip()
            warnings.append(
                block.report("front-matter-repaired", number, column, len(line.strip()), key=key, value=assumed)
            )
        lines.append(made)
    return replace(block, lines=tuple(lines)), warnings


def _same_list(line: str, made: str) -> bool:
    """A flow list of plain words means the same with quotes around them."""
    plain = line.partition(":")[2].strip()
    return bool(_PLAIN_LIST.fullmatch(plain)) and line.partition(":")[0] == made.partition(":")[0]


def _mended(value: str) -> str:
    if _QUOTED.fullmatch(value) or _BLOCK_SCALAR.match(value):
        return value
    if value.startswith("[") and value.rstrip(",").endswith("]") and not value.startswith("[["):
        inner = value.rstrip(",")[1:-1]
        if "[" not in inner and "{" not in inner:
            items = [one.strip() for one in _ITEMS.findall(inner)]
            return "[" + ", ".join(one if _QUOTED.fullmatch(one) else quoted(one) for one in items if one) + "]"
    if _NEEDS_QUOTES.search(value) or value[0] in "\"'":
        return quoted(value)
    return value


def quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def repair_toml(block: Block) -> tuple[Block, list[Diagnostic]]:
    """The block with quotes around bare words."""
    lines: list[str] = []
    warnings: list[Diagnostic] = []
    for number, line in enumerate(block.lines, 1):
        pair = _TOML_PAIR.match(line) if len(line) < _LONGEST_LINE else None
        value = pair[4] if pair else ""
        if pair and value and not _TOML_VALUE.match(value):
            lines.append(f"{pair[1]}{pair[2]}{pair[3]}{quoted(value)}")
            column = pair.start(4) + 1
            warnings.append(
                block.report("front-matter-repaired", number, column, len(value), key=pair[2], value=quoted(value))
            )
        else:
            lines.append(line)
    return replace(block, lines=tuple(lines)), warnings


def quote_hashtags(block: Block) -> tuple[Block, list[Diagnostic]]:
    """`- #태그` in a list is no comment: quoted, with a warning; YAML would read nothing there."""
    lines: list[str] = []
    warnings: list[Diagnostic] = []
    for number, line in enumerate(block.lines, 1):
        found = _HASHTAG.fullmatch(line) if "#" in line and len(line) < _LONGEST_LINE else None
        lines.append(f"{found[1]}{quoted(found[2])}" if found else line)
        if found:
            column = found.start(2) + 1
            warnings.append(
                block.report("front-matter-repaired", number, column, len(found[2]), key="-", value=quoted(found[2]))
            )
    return (replace(block, lines=tuple(lines)), warnings) if warnings else (block, [])
