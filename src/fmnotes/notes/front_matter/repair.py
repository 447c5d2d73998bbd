"""Second try for front matter that does not parse: quotes around what people leave without."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from fmnotes.diagnostics import Diagnostic
from fmnotes.notes.front_matter.values import Block
from fmnotes.text.quotes import in_quotes
from fmnotes.text.regex import regex

_PAIR = regex(r"^(\s*)(\w[\w .-]*?)(\s*:)(?:(\s+)(.*?))?\s*$")
_GLUED = regex(r"^(\s*)(\w[\w.-]*)(:)()([^\s:/].*?)\s*$")
_LONGEST_LINE = 2000
_TOML_PAIR = regex(r"^(\s*)([\w-]+)(\s*+=\s*+)(.*?)\s*$")
_HASHTAG_ITEM = regex(r"(\s*-\s+)(#[^\s#].*?)\s*")
_HASHTAG_VALUE = regex(r"(\s*(?:tags?|태그|keywords?)\s*:\s+)([^\s\[\"'|>].*?|)\s*", re.IGNORECASE)
_ITEM = regex(r"^(\s*-)(\s++)(.*?)\s*$")
_NEEDS_QUOTES = regex(r"^[\[\]{}@`%&*!|>#?,]|: |:$| #")
_QUOTED = regex(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'")
_ITEMS = regex(r"\s*(\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'|[^,]+)")
_PLAIN_LIST = regex(r"\[(?:\s*+(?:\"[^\"\\\\]*\"|'[^']*'|\w[\w .+-]*+)\s*+,?)*+\]")
_BLOCK_SCALAR = regex(r"^[|>][+-]?\d*$")
_COMMENT = regex(r"\s+#(?:\s.*)?$")
_TOML_VALUE = regex(r"[\"'\[{]|true$|false$|[+-]?\d")
_TOML_DATE = regex(r"\d{4}[-./]")
# YAML 1.2.2, 5.7: what may follow a backslash in double quotes.
_ODD_ESCAPE = regex(
    r"((?:[^\\]|^)(?:\\\\)*)\\(?![0abtnvfre \"/\\N_LP\t]|x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8})"
)


class Repair(NamedTuple):
    """A line (from 1, in the block) as it was probably meant; `key` and `value` tell the author what was assumed."""

    line: int
    made: str
    column: int
    width: int
    key: str
    value: str

    def applied(self, block: Block) -> tuple[Block, Diagnostic]:
        lines = list(block.lines)
        warning = block.report(
            "front-matter-repaired", self.line, self.column, self.width, key=self.key, value=self.value
        )
        lines[self.line - 1] = self.made
        return replace(block, lines=tuple(lines)), warning


def repair_yaml(block: Block) -> list[Repair]:
    """What could be wrong with each line: quotes that are missing, tabs. Lines inside block scalars are text."""
    repairs = []
    key = ""
    for number, line in _outside_block_scalars(block.lines):
        written = line.replace("\t", "  ") if line.lstrip(" ").startswith("\t") else line
        pair, item = _PAIR.match(written) or _GLUED.match(written), _ITEM.match(written)
        key = pair[2] if pair else key
        value, made = "", written
        if pair and pair[5]:
            value = _mended(pair[5])
            made = f"{pair[1]}{pair[2]}{pair[3]}{pair[4] or ' '}{value}"
        elif item and item[3]:
            value = _mended(item[3])
            made = f"{item[1]}{item[2]}{value}"
        if made != line and not _same_list(line, made):
            column = len(line) - len(line.lstrip()) + 1
            repairs.append(Repair(number, made, column, len(line.strip()), key, value or made.strip()))
    return repairs


def _outside_block_scalars(lines: tuple[str, ...]) -> Iterator[tuple[int, str]]:
    """Lines with their numbers, without those of `|` and `>` values, of flow lists over lines, and very long ones."""
    deeper, inside_list = -1, False
    for number, line in enumerate(lines, 1):
        indent = len(line) - len(line.lstrip())
        if deeper >= 0 and (not line.strip() or indent > deeper):
            continue
        if inside_list:
            inside_list = "]" not in line
            continue
        deeper = -1
        if len(line) > _LONGEST_LINE:
            continue
        value = _COMMENT.sub("", line).partition(":")[2].strip()
        if _BLOCK_SCALAR.match(value):
            deeper = indent
        elif value.startswith("[") and "]" not in value and _closes_below(lines, number, indent):
            inside_list = True
            continue
        yield number, line


def _closes_below(lines: tuple[str, ...], number: int, indent: int) -> bool:
    """Does a flow list that opens on line `number` close before the next key of its depth?"""
    for line in lines[number : number + 50]:
        if line.strip() and len(line) - len(line.lstrip()) <= indent and _PAIR.match(line):
            return False
        if "]" in line:
            return True
    return False


def _same_list(line: str, made: str) -> bool:
    """A flow list of plain words means the same with quotes around them."""
    plain = line.partition(":")[2].strip()
    return bool(_PLAIN_LIST.fullmatch(plain)) and line.partition(":")[0] == made.partition(":")[0]


def _mended(written: str) -> str:
    """A value as it was meant; a comment behind it stays one."""
    comment = _COMMENT.search(written)
    value = written[: comment.start()] if comment else written
    after = comment[0] if comment else ""
    if value.startswith('"') and _QUOTED.fullmatch(value):
        # TeX in double quotes: `"$\[x$"`.
        return _ODD_ESCAPE.sub(r"\1\\\\", value) + after
    if _QUOTED.fullmatch(value) or _BLOCK_SCALAR.match(value):
        return written
    if value[:1] in "\"'" and _QUOTED.fullmatch(value.rstrip(", ")):
        return value.rstrip(", ") + after
    if value.startswith("[") and not value.startswith("[[") and (value.rstrip(",").endswith("]") or "]" not in value):
        inner = value.rstrip(",").removesuffix("]")[1:]
        if "[" not in inner and "{" not in inner:
            items = [one.strip() for one in _ITEMS.findall(inner)]
            return (
                "[" + ", ".join(one if _QUOTED.fullmatch(one) else in_quotes(one) for one in items if one) + "]" + after
            )
    if _NEEDS_QUOTES.search(value) or value[:1] in "\"'":
        return in_quotes(_between_quotes(value)) + after
    return written


def _between_quotes(value: str) -> str:
    """What `"LoRA, "저랭크" 적응"` and `'It's'` say: a quote inside that opens, or an apostrophe. Else all of it."""
    mark, inner = value[:1], value[1:-1]
    at = inner.find(mark)
    closes = inner[max(0, at - 1) : at].isalnum() and not inner[at + 1 : at + 2].isalnum()
    return inner if mark in {'"', "'"} and value.endswith(mark) and at >= 0 and not closes else value


def repair_toml(block: Block) -> list[Repair]:
    """Quotes around bare words and dates that TOML does not know; the first of two equal keys taken out."""
    repairs = []
    seen: dict[str, int] = {}
    table = ""
    for number, line in enumerate(block.lines, 1):
        pair = _TOML_PAIR.match(line) if len(line) < _LONGEST_LINE else None
        table = line.strip() if line.strip().startswith("[") and not pair else table
        if not pair:
            continue
        key, value = pair[2], _COMMENT.sub("", pair[4])
        earlier = seen.get(f"{table} {key}")
        if earlier:
            repairs.append(Repair(earlier, "", 1, len(block.lines[earlier - 1]), key, value))
        seen[f"{table} {key}"] = number
        if value and (not _TOML_VALUE.match(value) or _TOML_DATE.match(value)):
            made = f"{pair[1]}{key}{pair[3]}{in_quotes(value)}"
            repairs.append(Repair(number, made, pair.start(4) + 1, len(value), key, in_quotes(value)))
    return repairs


def quote_hashtags(block: Block) -> tuple[Block, list[Diagnostic]]:
    """`- #태그` in a list and `tags: #하나 #둘` are no comments: quoted, with a warning; YAML would read nothing."""
    warnings: list[Diagnostic] = []
    lines = list(block.lines)
    for number, line in enumerate(block.lines, 1):
        if "#" not in line or len(line) > _LONGEST_LINE:
            continue
        found = _HASHTAG_ITEM.fullmatch(line) or _HASHTAG_VALUE.fullmatch(line)
        value = _COMMENT.sub("", found[2]) if found else ""
        if found and ("#" in value.split(" ", 1)[0] or " #" in value) and not _COMMENT.fullmatch(" " + found[2]):
            lines[number - 1] = f"{found[1]}{in_quotes(value)}{found[2][len(value) :]}"
            column, width = found.start(2) + 1, len(value)
            warnings.append(block.report("front-matter-repaired", number, column, width, key=_key(line), value=value))
    return (replace(block, lines=tuple(lines)) if warnings else block), warnings


def _key(line: str) -> str:
    return line.partition(":")[0].strip() if ":" in line else "-"


def once_repaired(found: Sequence[Diagnostic]) -> list[Diagnostic]:
    """Of a value that was read in two steps, the last, where the first says so."""
    last: dict[tuple[int, str], Diagnostic] = {}
    kept: list[Diagnostic] = []
    for one in found:
        key = (one.place.line, dict(one.values).get("key", ""))
        if one.code == "front-matter-repaired" and key in last:
            kept[kept.index(last[key])] = replace(one, place=last[key].place)
        else:
            kept.append(one)
        if one.code == "front-matter-repaired":
            last.setdefault(key, one)
    return kept
