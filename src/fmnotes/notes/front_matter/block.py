"""Finding the front matter of a text and reading it: strictly first, then with repairs, else an error in its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from fmnotes.diagnostics import Diagnostic, Place, diagnose
from fmnotes.notes.front_matter.json_block import parse_json
from fmnotes.notes.front_matter.repair import quote_hashtags, repair_toml, repair_yaml
from fmnotes.notes.front_matter.toml_block import parse_toml
from fmnotes.notes.front_matter.values import Block, Entry, MalformedError
from fmnotes.notes.front_matter.yaml_block import parse_yaml

_OPENING = re.compile(
    r"(?:[ \t\u00a0\u200b\ufeff]*(?:<!--(?:(?!-->)[\s\S]){0,2000}-->[ \t]*)?\n)*"
    r"[\u00a0\u200b\ufeff]*(?P<indent>[ \t]*)(?P<fence>---|\+\+\+)[ \t]*(?:\n|$)"
)
_CLOSING = {
    "---": re.compile(r"^[^\S\n]*(?:---|\.\.\.)[^\S\n]*$", re.MULTILINE),
    "+++": re.compile(r"^[^\S\n]*\+\+\+[^\S\n]*$", re.MULTILINE),
}
_KEY = re.compile(r"[\"']?[\w가-힣][^:=\n]{0,80}$")
_SWITCH = r'"(?:draft|private|publish|published|public)"\s*:'
_JSON_SWITCH = re.compile(r"\{\s*(?:\"[^\n]{0,500})?" + _SWITCH)
_Parse = Callable[[Block], tuple[dict[str, Entry], list[Diagnostic]]]
_Repair = Callable[[Block], tuple[Block, list[Diagnostic]]]
_DIALECTS: Mapping[str, tuple[_Parse, _Repair]] = {
    "---": (parse_yaml, repair_yaml),
    "+++": (parse_toml, repair_toml),
}


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
    if not opening:
        return FrontMatter(body=text)
    return _fenced(text, opening)


def _json(text: str) -> FrontMatter:
    skipped = len(text) - len(text.lstrip(" \t\n"))
    found = parse_json(text[skipped:])
    if not found:
        if _JSON_SWITCH.match(text, skipped):
            # Broken, but it says whether the note may be published: better an error than a leak.
            place = Place("", text.count("\n", 0, skipped) + 1, 1, 1, text[skipped:].split("\n", 1)[0])
            return FrontMatter(diagnostics=(diagnose("front-matter-syntax", place, problem="not a JSON object"),))
        return FrontMatter(body=text)
    entries, length = found
    end = skipped + length
    return FrontMatter(entries, "json", text[end + 1 :], text.count("\n", 0, end) + 2)


def _fenced(text: str, opening: re.Match[str]) -> FrontMatter:
    fence, indent = opening["fence"], len(opening["indent"].expandtabs(4))
    first_line = text.count("\n", 0, opening.start("fence")) + 2
    start = opening.end()
    closing = _CLOSING[fence].search(text, start)
    if closing is None:
        first = next((line for line in text[start:].split("\n") if line.strip()), "")
        if not _looks_like_pair(first):
            return FrontMatter(body=text)
        place = Place("", first_line - 1, indent + 1, 3, opening[0].strip("\n").rpartition("\n")[2])
        return FrontMatter(diagnostics=(diagnose("front-matter-unclosed", place, fence=fence),))
    lines = text[start : closing.start()].split("\n")[:-1]
    inner = [_dedented(line, indent) for line in lines]
    content = [line for line in inner if line.strip()]
    if content and not any(map(_looks_like_pair, content)):
        return FrontMatter(body=text)
    entries, found = _read(Block(tuple(inner), first_line, indent), *_DIALECTS[fence])
    kind = "toml" if fence == "+++" else "yaml"
    return FrontMatter(entries, kind, text[closing.end() + 1 :], first_line + len(lines) + 1, tuple(found))


def _looks_like_pair(line: str) -> bool:
    """`key: value`, `key:value`, `key = value`, or the head of a flow mapping, a table, a comment."""
    stripped = line.strip()[:200]
    if stripped[:1] in {"{", "#", "["}:
        return True
    for mark in ":=":
        key, found, value = stripped.partition(mark)
        glued = value[:1] not in {"", " "}
        if found and _KEY.match(key) and not value.startswith("//") and not (" " in key.strip() and glued):
            return True
    return False


def _dedented(line: str, indent: int) -> str:
    return line[indent:] if not line[:indent].strip() else line.lstrip()


def _read(block: Block, parse: _Parse, repair: _Repair) -> tuple[dict[str, Entry], list[Diagnostic]]:
    block, tagged = quote_hashtags(block) if parse is parse_yaml else (block, [])
    try:
        entries, found = parse(block)
        return entries, [*tagged, *found]
    except MalformedError as problem:
        failure = problem
    if failure.repairable:
        mended, warnings = repair(block)
        if warnings:
            try:
                entries, more = parse(mended)
            except MalformedError:
                pass
            else:
                return entries, warnings + more
    return {}, [block.report(failure.code, failure.line, failure.column, problem=failure.problem, what=failure.problem)]
