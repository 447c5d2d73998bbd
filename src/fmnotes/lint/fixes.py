"""What is safe to mend in a note's source: spaces that make a heading, a list or bold of what was meant as one."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from fmnotes.lint.lines import ITEM, is_heading, spaced_bold
from fmnotes.lint.prose import prose_lines


class Fix(NamedTuple):
    """A line (from 1) before and after."""

    line: int
    before: str
    after: str


def mend(text: str, body_line: int, ignored: Collection[str], *, tags: bool = False) -> tuple[str, list[Fix]]:
    """`text`, a whole file, with its slips mended, and the lines that changed. With `tags`, `#name` is one."""
    lines = text.split("\n")
    fixes: list[Fix] = []
    body = "\n".join(lines[body_line - 1 :])
    for line in prose_lines(body, body_line):
        after = line.text
        if "bold-spaces" not in ignored and not line.ignores("bold-spaces"):
            after = _bold(after, line.prose)
        heading, item = is_heading(line.prose), ITEM.match(line.prose)
        if heading and tags and heading.end() == 1:
            heading = None
        if heading and "heading-space" not in ignored and not line.ignores("heading-space"):
            after = f"{after[: heading.end()]} {after[heading.end() :]}"
        elif item and "list-space" not in ignored and not line.ignores("list-space"):
            after = f"{after[: item.end()]} {after[item.end() :]}"
        if after != line.text:
            fixes.append(Fix(line.number, line.text, after))
            lines[line.number - 1] = after
    return "\n".join(lines), fixes


def _bold(text: str, prose: str) -> str:
    """Without the spaces inside `** 강조 **`; the places are found in the prose, from the last to the first.

    One that keeps two words apart goes outside.
    """
    for found in reversed(spaced_bold(prose)):
        inner, before, after = text[found.start() + 2 : found.end() - 2], text[: found.start()], text[found.end() :]
        left = " " * (inner[:1].isspace() and before[-1:].isalnum())
        right = " " * (inner[-1:].isspace() and after[:1].isalnum())
        text = f"{before}{left}**{inner.strip()}**{right}{after}"
    return text
