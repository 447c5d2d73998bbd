"""Finding the front matter of a text and reading it: strictly first, then with repairs, else an error in its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from fmnotes.diagnostics import Diagnostic, Place, diagnose
from fmnotes.notes.front_matter.json_block import parse_json
from fmnotes.notes.front_matter.repair import repair_toml, repair_yaml
from fmnotes.notes.front_matter.toml_block import parse_toml
from fmnotes.notes.front_matter.values import Block, Entry, MalformedError
from fmnotes.notes.front_matter.yaml_block import parse_yaml

_OPENING = re.compile(r"(?P<blank>(?:[ \t]*\n)*)(?P<indent>[ \t]*)(?P<fence>---|\+\+\+)[ \t]*(?:\n|$)")
_PAIR = re.compile(r"\s*[\"']?[\w가-힣][^:\n]*?[\"']?\s*:(?:\s|$)|\s*[{#]")
_TOML_PAIR = re.compile(r"\s*(?:[\w\"'.-]+\s*=|\[)")
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
        return FrontMatter(body=text)
    entries, length = found
    end = skipped + length
    return FrontMatter(entries, "json", text[end + 1 :], text.count("\n", 0, end) + 2)


def _fenced(text: str, opening: re.Match[str]) -> FrontMatter:
    fence, indent = opening["fence"], len(opening["indent"].expandtabs(4))
    first_line = text.count("\n", 0, opening.start("fence")) + 2
    lines = text[opening.end() :].split("\n") if opening.end() < len(text) or text.endswith("\n") else []
    closings = {fence, "..."} if fence == "---" else {fence}
    last = next((number for number, line in enumerate(lines) if line.strip() in closings), None)
    looks = _TOML_PAIR if fence == "+++" else _PAIR
    if last is None:
        first = next((line for line in lines if line.strip()), "")
        if not looks.match(first):
            return FrontMatter(body=text)
        place = Place("", first_line - 1, indent + 1, 3, opening[0].strip("\n"))
        return FrontMatter(diagnostics=(diagnose("front-matter-unclosed", place, fence=fence),))
    inner = [_dedented(line, indent) for line in lines[:last]]
    content = [line for line in inner if line.strip()]
    if content and not any(looks.match(line) for line in content):
        return FrontMatter(body=text)
    entries, found = _read(Block(tuple(inner), first_line, indent), *_DIALECTS[fence])
    kind = "toml" if fence == "+++" else "yaml"
    return FrontMatter(entries, kind, "\n".join(lines[last + 1 :]), first_line + last + 1, tuple(found))


def _dedented(line: str, indent: int) -> str:
    return line[indent:] if not line[:indent].strip() else line.lstrip()


def _read(block: Block, parse: _Parse, repair: _Repair) -> tuple[dict[str, Entry], list[Diagnostic]]:
    try:
        return parse(block)
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
