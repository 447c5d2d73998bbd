"""Finding the front matter of a text: what it may be fenced by, and where the body begins."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from fmnotes.diagnostics import Diagnostic, Place, diagnose
from fmnotes.notes.dialects import KNOWN_KEYS, SWITCHES, key_name
from fmnotes.notes.front_matter.json_block import parse_json
from fmnotes.notes.front_matter.reading import FORMS, read_block
from fmnotes.notes.front_matter.template import as_template
from fmnotes.notes.front_matter.values import Block, Entry
from fmnotes.text.regex import regex

_OPENING = regex(
    r"(?:[ \t\u00a0\u200b\ufeff]*(?:<!--(?:(?!-->)[\s\S]){0,2000}-->[ \t]*)?\n)*"
    r"[\u00a0\u200b\ufeff]*(?P<indent>[ \t]*)(?P<fence>---|\+\+\+)"
    r"[ \t]*(?P<named>json5?|toml|ya?ml)?[ \t]*(?:(?<=[ \t])#[^\n]*)?(?:\n|$)"
)
_ODD_FENCE = regex(r"\ufeff?[-\u2010-\u2015]{2,8}[ \t]*\n")
_CLOSING = {
    "---": regex(r"^(?P<indent>[^\S\n]*)(?:---|\.\.\.)[^\S\n]*$", re.MULTILINE),
    "+++": regex(r"^(?P<indent>[^\S\n]*)\+\+\+[^\S\n]*$", re.MULTILINE),
}
_KEY = regex(r"[\"'“‘\u200b]?\w[^:=\n]{0,80}$")
_TABLE = regex(r"\[{1,2}[\w.-]+\]{1,2}")
_JSON_START = regex(
    r"\{\s*+(?://[^\n]{0,400}(?:\n\s*+|$)|/\*[^*]{0,400}\*/\s*+){0,20}+(?:([\"']?)[\w-][^\"'\n:]{0,80}\1\s*:|$)"
)
_WORDS = "|".join(one.replace("_", "[-_ ]?") for one in SWITCHES)
_SAID = "true|false|yes|no|on|off|예|아니요|아니오"
_JSON_SWITCH = regex(rf"(?<![\w-])([\"']?)(?:{_WORDS})\1\s*:", re.IGNORECASE)
_SWITCH = regex(
    rf"^[ \t]*(?:[{{][ \t]*)?[\"']?(?:{_WORDS})[\"']?[ \t]*[:=]|^[ \t]*\?[ \t]*(?:{_WORDS})[ \t]*$"
    rf"|^[ \t]*(?:-[ \t]+)+[\"']?(?:{_WORDS})[\"']?[ \t]*[:=][ \t]*(?:{_SAID})?[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
_HEAD = 2000
_JSON_HEAD = 4000
_NESTED = ("taxonomies", "extra", "params")
_DAYS = ("created", "updated")
_MOST_LINES = 60


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What stands above the body. `kind` is yaml, toml, json or none; `body_line` the body's first line, from 1."""

    entries: Mapping[str, Entry] = field(default_factory=dict)
    kind: str = "none"
    body: str = ""
    body_line: int = 1
    diagnostics: tuple[Diagnostic, ...] = ()


def read_front_matter(text: str) -> FrontMatter:
    """Split `text` into front matter and body. A block that cannot be read is an error and no part of the body."""
    if text.lstrip(" \t\n").startswith("{"):
        return _json(text)
    opening = _OPENING.match(text)
    return _fenced(text, opening) if opening else _oddly_fenced(text) or _unopened(text)


def _oddly_fenced(text: str) -> FrontMatter | None:
    """`—-`, which phones make of `---`, and four dashes: keys of a note between two such lines."""
    if not _ODD_FENCE.match(text):
        return None
    head = text.split("\n", _MOST_LINES)[:_MOST_LINES]
    end = next((number for number, line in enumerate(head[1:], 1) if _ODD_FENCE.fullmatch(f"{line}\n")), 0)
    lines = head[1:end]
    if not _is_head_of_note(lines, fewest=1):
        return None
    entries, found = read_block(Block(tuple(lines), 2, 0), "---")
    told = diagnose("metadata-in-body", Place("", 1, 1, len(head[0]), head[0]), names=", ".join(entries))
    body = "\n".join(text.split("\n")[end + 1 :])
    return FrontMatter(_unnested(entries), "yaml", body, end + 2, (*found, *([told] if entries else ())))


def _unopened(text: str) -> FrontMatter:
    """Hexo needs no `---` above its front matter (Hexo, Front-matter): keys of a note, lists, then the line."""
    if "\n---" not in text[: 2 * _HEAD] or not text[:1].isalpha():
        return FrontMatter(body=text)
    head = text.split("\n", _MOST_LINES)[:_MOST_LINES]
    end = next((number for number, line in enumerate(head) if line.rstrip() == "---"), 0)
    lines = head[:end]
    if not _is_head_of_note(lines):
        return FrontMatter(body=text)
    entries, found = read_block(Block(tuple(lines), 1, 0), "---")
    if not entries and not _SWITCH.search("\n".join(lines)):
        # No front matter after all: words of the note.
        return FrontMatter(body=text)
    return FrontMatter(_unnested(entries), "yaml", "\n".join(text.split("\n")[end + 1 :]), end + 2, tuple(found))


def _is_head_of_note(lines: list[str], fewest: int = 2) -> bool:
    """Are these keys with their values and nothing else, as many of them those of a note as asked for?"""
    keys = [key_name(line.partition(":")[0]) for line in lines if line[:1].isalpha()]
    filled = True
    for line in lines:
        if line[:1] in {" ", "-"} and line.strip():
            # An item of a list stands below a key that has no value beside it.
            if filled:
                return False
        elif not _looks_like_pair(line) or not line[:1].isalpha():
            return False
        else:
            filled = line.partition(":")[2].strip() != ""
    return len(set(keys) & KNOWN_KEYS) >= fewest


def _json(text: str) -> FrontMatter:
    skipped = len(text) - len(text.lstrip(" \t\n"))
    found = parse_json(text[skipped:])
    if not found:
        head = text[skipped : skipped + _JSON_HEAD].partition("\n}")[0]
        if _JSON_START.match(head) and _JSON_SWITCH.search(head):
            # Broken, but it says whether the note may be published: better an error than a leak.
            place = _json_fault(text, skipped)
            words = {"ko": "JSON이 아닙니다", "en": "not a JSON object", **FORMS["{"]}
            return FrontMatter(diagnostics=(diagnose("front-matter-syntax", place, **words),))
        return FrontMatter(body=text)
    entries, length = found
    end = skipped + length
    return FrontMatter(entries, "json", text[end + 1 :], text.count("\n", 0, end) + 2)


def _json_fault(text: str, start: int) -> Place:
    """Where what begins at `start` is no JSON any more."""
    try:
        json.JSONDecoder().raw_decode(text, start)
        at = start
    except json.JSONDecodeError as problem:
        at = min(problem.pos, len(text) - 1)
    except (ValueError, RecursionError):
        at = start
    line = text.count("\n", 0, at) + 1
    return Place("", line, at - text.rfind("\n", 0, at), 1, text.split("\n")[line - 1])


def _fenced(text: str, opening: re.Match[str]) -> FrontMatter:
    fence, indent = opening["fence"], len(opening["indent"].expandtabs(4))
    first_line = text.count("\n", 0, opening.start("fence")) + 2
    start = opening.end()
    # A `---` that stands deeper than the opening one is part of a value.
    ends = (one for one in _CLOSING[fence].finditer(text, start) if len(one["indent"].expandtabs(4)) <= indent + 1)
    closing = next(ends, None)
    if closing is None:
        head = text[start : start + _HEAD].lstrip("\n").partition("\n\n")[0]
        first = next((line for line in head.split("\n") if line.strip() and not line.lstrip().startswith("#")), "")
        if not _looks_like_pair(first) and not _SWITCH.search(head):
            return FrontMatter(body=text)
        place = Place("", first_line - 1, indent + 1, 3, opening[0].strip("\n").rpartition("\n")[2])
        return FrontMatter(diagnostics=(diagnose("front-matter-unclosed", place, fence=fence),))
    lines = text[start : closing.start()].split("\n")[:-1]
    inner = [_dedented(line, indent) for line in lines]
    content = [line for line in inner if line.strip()]
    if content and not any(map(_looks_like_pair, content)) and not _SWITCH.search("\n".join(inner)):
        return FrontMatter(body=text)
    if (opening["named"] or "").startswith("json"):
        return _named_json(text, opening, closing)
    # Eleventy and others name the language behind the fence.
    kind = "toml" if fence == "+++" or opening["named"] == "toml" else "yaml"
    entries, found = read_block(Block(tuple(inner), first_line, indent), "+++" if kind == "toml" else "---")
    entries, found = as_template(_unnested(entries), found)
    return FrontMatter(entries, kind, text[closing.end() + 1 :], first_line + len(lines) + 1, tuple(found))


def _named_json(text: str, opening: re.Match[str], closing: re.Match[str]) -> FrontMatter:
    """`---json`, a JSON object, `---`."""
    found = _json("\n" * text.count("\n", 0, opening.end()) + text[opening.end() : closing.start()])
    if found.kind != "json" and not found.diagnostics:
        words = {"ko": "JSON이 아닙니다", "en": "not a JSON object", **FORMS["{"]}
        place = Place("", text.count("\n", 0, opening.end()) + 1, 1, 1, "")
        return FrontMatter(diagnostics=(diagnose("front-matter-syntax", place, **words),))
    body, line = text[closing.end() + 1 :], text.count("\n", 0, closing.end()) + 2
    return replace(found, body=body, body_line=line) if found.kind == "json" else found


def _unnested(entries: dict[str, Entry]) -> dict[str, Entry]:
    """Zola keeps tags under `[taxonomies]`, an author under `[extra]`: they count where the note says no other."""
    inner = {
        str(key): entries[name]._replace(value=value)
        for name in _NESTED
        if name in entries and isinstance(table := entries[name].value, dict)
        for key, value in table.items()
    }
    dated = entries.get("date")
    if dated and isinstance(dated.value, dict):
        # Material for MkDocs (blog plug-in) keeps both days under one key.
        table = dated.value
        days: dict[str, Entry] = {key: dated._replace(value=table[key]) for key in _DAYS if key in table}
        entries = {**{key: entry for key, entry in entries.items() if key != "date" or not days}, **days}
    return {**entries, **{key: entry for key, entry in inner.items() if key not in entries}}


def _looks_like_pair(line: str) -> bool:
    """`key: value`, `key:value`, `key = value`, or the head of a flow mapping or of a table."""
    stripped = line.strip()[:200]
    if stripped[:1] == "{" or _TABLE.fullmatch(stripped):
        return True
    for mark in ":=":
        key, found, value = stripped.partition(mark)
        glued = value[:1] not in {"", " "}
        if found and _KEY.match(key) and not value.startswith("//") and not (" " in key.strip() and glued):
            return True
    return False


def _dedented(line: str, indent: int) -> str:
    return line[indent:] if not line[:indent].strip() else line.lstrip()
