"""A command line that cannot be read: what click says of it, and the same in Korean."""

from __future__ import annotations

import click

from fmnotes.text.regex import regex

_OPTION = r"'(?P<name>[^']*)'"
_VALUE = r"Invalid value for '?(?P<name>[^':]+)'?: "
_IN_KOREAN = (
    (regex(rf"No such option:? {_OPTION}?"), "없는 옵션입니다: {name}"),
    (regex(rf"No such command {_OPTION}"), "없는 명령입니다: {name}"),
    (regex(r"Got unexpected extra arguments? \((?P<name>.+)\)"), "무엇인지 알 수 없는 인자입니다: {name}"),
    (regex(rf"Missing argument {_OPTION}"), "빠진 인자가 있습니다: {name}"),
    (regex(r"Missing command"), "명령이 빠졌습니다"),
    (regex(rf"Option {_OPTION} requires an argument"), "값이 있어야 하는 옵션입니다: {name}"),
    (regex(rf"Option {_OPTION} does not take a value"), "값이 없는 옵션입니다: {name}"),
    (regex(rf"{_VALUE}'(?P<value>.*)' is not one of (?P<of>.+)\."), "{name} 값은 {of} 가운데 하나입니다: {value}"),
    (regex(rf"{_VALUE}(?P<value>.*) is not in the range (?P<of>.+)\."), "{name} 값은 범위 {of} 안입니다: {value}"),
    (regex(rf"{_VALUE}'(?P<value>.*)' is not a valid integer"), "{name} 값은 정수여야 합니다: {value}"),
)
_CLOSE = regex(r"Did you mean (?P<close>[^?]+)")


def usage_problem(problem: click.UsageError) -> str:
    """The lines to print: how the command is called, and what is wrong in both languages."""
    said = problem.format_message()
    if problem.ctx is not None and said == problem.ctx.get_help():
        return said
    lines = [f"error[usage]: {said}"]
    if read := next(((found, ko) for pattern, ko in _IN_KOREAN if (found := pattern.match(said))), None):
        close = _CLOSE.search(said)
        more = f" (혹시 이것인가요: {close['close']})" if close else ""
        lines.insert(0, f"error[usage]: {read[1].format_map(read[0].groupdict())}{more}")
    if problem.ctx is not None:
        lines += [f"    {problem.ctx.command_path} --help", problem.ctx.get_usage()]
    return "\n".join(lines)
