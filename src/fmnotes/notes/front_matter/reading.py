"""The lines of a block of front matter -> entries: strictly first, then with repairs, else an error in its place."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from fmnotes.diagnostics import Diagnostic
from fmnotes.notes.front_matter.repair import Repair, quote_hashtags, repair_toml, repair_yaml
from fmnotes.notes.front_matter.toml_block import parse_toml
from fmnotes.notes.front_matter.values import Block, Entry, MalformedError
from fmnotes.notes.front_matter.yaml_block import parse_yaml
from fmnotes.text.regex import regex

_GLUED_ITEM = regex(r"[ \t]*-(?=[^\s-])")
_MOST_RETRIES = 30
FORMS: Mapping[str, Mapping[str, str]] = {
    "---": {"form_ko": "`키: 값`", "form_en": "`key: value`"},
    "+++": {"form_ko": "`키 = 값`", "form_en": "`key = value`"},
    "{": {"form_ko": '`"키": 값`', "form_en": '`"key": value`'},
}
_Parse = Callable[[Block], tuple[dict[str, Entry], list[Diagnostic]]]
_Repair = Callable[[Block], list[Repair]]
_DIALECTS: Mapping[str, tuple[_Parse, _Repair]] = {
    "---": (parse_yaml, repair_yaml),
    "+++": (parse_toml, repair_toml),
}


def read_block(block: Block, fence: str) -> tuple[dict[str, Entry], list[Diagnostic]]:
    """Strictly; else with the repairs that the parser's complaints ask for, one line after another."""
    parse, repair = _DIALECTS[fence]
    tried, found = quote_hashtags(block) if parse is parse_yaml else (block, [])
    failures: list[MalformedError] = []
    repairs: dict[int, Repair] = {}
    while True:
        try:
            entries, more = parse(tried)
            return _as_written(entries, block), [*sorted(found), *more]
        except MalformedError as problem:
            failures.append(problem)
        if len(failures) == 1 and failures[0].repairable:
            repairs = {one.line: one for one in repair(tried)}
        if not repairs or not failures[-1].repairable:
            break
        # The line that is complained of, or the nearest above it: an open bracket shows only further down.
        below = max((line for line in repairs if line <= failures[-1].line), default=min(repairs))
        for line in [below] if len(failures) < _MOST_RETRIES else list(repairs):
            tried, warning = repairs.pop(line).applied(tried)
            found.append(warning)
    first = failures[0]
    if parse is parse_yaml and first.repairable and (stray := _stray_line(block)):
        first = stray
    form = FORMS[fence]
    return {}, [block.report(first.code, first.line, first.column, 1, ko=first.ko, en=first.en, **form)]


def _as_written(entries: dict[str, Entry], block: Block) -> dict[str, Entry]:
    """With the lines that stand in the file, not those that were repaired."""
    first, indent = block.first_line, " " * block.indent
    return {
        key: entry._replace(raw=indent + block.lines[entry.value_line - first])
        if 0 <= entry.value_line - first < len(block.lines)
        else entry
        for key, entry in entries.items()
    }


def _stray_line(block: Block) -> MalformedError | None:
    """The first line that is nothing of YAML's: no key, no item, no comment, not indented; an item without a space."""
    for number, line in enumerate(block.lines, 1):
        if (item := _GLUED_ITEM.match(line)) and number > 1 and block.lines[number - 2].lstrip().startswith("- "):
            words = "목록의 `-` 뒤에 빈칸이 없습니다", "no space behind the `-` of an item"
            return MalformedError(*words, number, item.end())
        if line[:1].strip() and not line.startswith(("-", "#", "}", "]", "{", "[", "?", '"', "'")) and ":" not in line:
            return MalformedError("`키: 값`이 아닌 줄입니다", "a line that is no `key: value`", number, 1)
    return None
