"""Patterns of other tools, as ours: those of a .gitignore, and the strings that a program lists."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from fmnotes.text.regex import regex

_LARGEST = 64 * 1024
_REMARK = regex(r"^[ \t]*(?://|#).*$", re.MULTILINE)
_LISTED = r"\s*[:=]\s*(?:\[([^\]]*)\]|\(([^)]*)\))"
_GROUP = regex(r"\{([^{}]*,[^{}]*)\}")
_BRACED = regex(r"\{.*\}")
_MOST_GROUPS = 3
_MOST_CHOICES = 1_000
QUOTED = regex(r"""(["'`])([^"'`\n]+)\1""")


def below(patterns: Iterable[str], folder: str) -> Iterator[str]:
    """Patterns as they are written from the top of `folder`, without those that lead elsewhere."""
    for one in patterns:
        if one.startswith(f"/{folder}/"):
            yield one.removeprefix(f"/{folder}")
        elif not one.startswith("/") or one.startswith("/*"):
            yield one


def anchored(patterns: Iterable[str], folder: str) -> Iterator[str]:
    """Those of a .gitignore in `folder`; what one shows again stays left out."""
    for line in patterns:
        one = line.strip().rstrip("/")
        if not one or one.startswith(("#", "!")) or ".." in one.split("/"):
            continue
        if "/" not in one or one.startswith("**/"):
            yield one
        else:
            yield "/" + f"{folder}/{one.lstrip('/')}".lstrip("/")


def from_top(patterns: Iterable[str], folder: str) -> Iterator[str]:
    """Those of tools whose patterns all begin in `folder`: a name there is no name further down."""
    every = (each.strip().removeprefix("./") for one in patterns for each in expanded(one))
    return anchored((one if one.startswith("**/") else f"/{one.lstrip('/')}" for one in every), folder)


def expanded(pattern: str) -> list[str]:
    """`*.{a,b}` as `*.a` and `*.b`; of several such groups the first ones, of very many choices `*`."""
    made = [pattern]
    for _ in range(_MOST_GROUPS):
        if len(made) * pattern.count(",") > _MOST_CHOICES:
            return [_BRACED.sub("*", pattern)]
        made = [
            one[: found.start()] + choice + one[found.end() :] if found else one
            for one in made
            for found in [_GROUP.search(one)]
            for choice in (found[1].split(",") if found else [""])
        ]
    return made


def listed(file: Path, key: str) -> list[str]:
    """The strings in every list `key` of a program."""
    found = re.finditer(rf"\b{key}{_LISTED}", _REMARK.sub("", text_of(file)))
    return [one[2] for each in found for one in QUOTED.finditer(each[1] or each[2] or "")]


def text_of(file: Path) -> str:
    try:
        return file.read_bytes()[:_LARGEST].decode("utf-8", "replace")
    except OSError:
        return ""


def names_in(value: object) -> list[str]:
    names = [one.strip() for one in value if isinstance(one, str)] if isinstance(value, list) else []
    return [name for name in names if name and ".." not in name.split("/")]
