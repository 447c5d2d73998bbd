"""What is safe to mend in a note's source: spaces that make a heading, a list or bold of what was meant as one."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from fmnotes.lint.lines import ITEM, is_heading, spaced_bold
from fmnotes.lint.prose import prose_lines
from fmnotes.text.regex import regex


class Fix(NamedTuple):
    """A line (from 1) before and after."""

    line: int
    before: str
    after: str


_PARTICLE = regex(
    r"(?:은|는|이|가|을|를|의|에|에서|에게|으로|로|와|과|도|만|이란|란|이다|다|입니다|처럼|보다|까지|부터)"
    r"(?![가-힣])"
)


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

    The one that keeps two words apart goes outside; of two the author meant none.
    """
    for found in reversed(spaced_bold(prose)):
        inner, before, after = text[found.start() + 2 : found.end() - 2], text[: found.start()], text[found.end() :]
        one_side = inner[:1].isspace() != inner[-1:].isspace()
        left = " " * (one_side and inner[:1].isspace() and before[-1:].isalnum())
        right = " " * (one_side and inner[-1:].isspace() and after[:1].isalnum() and not _PARTICLE.match(after))
        text = f"{before}{left}**{inner.strip()}**{right}{after}"
    return text
