"""A site's own templates: copies of the theme's files, and which of them the theme has left behind.

`copy_file` keeps what it copied under `.origin/`, so that later the theme's changes can be told from the site's.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, NamedTuple

import jinja2
from jinja2 import nodes

from fmnotes.diagnostics import Diagnostic, Place, diagnose
from fmnotes.disk import create
from fmnotes.site.theme.folder import theme_folder
from fmnotes.text.nearest import nearest

_ORIGIN = ".origin"
State = Literal["current", "stale", "unknown", "own"]


class Override(NamedTuple):
    """A file of the site's templates. `changes` is what the theme changed since it was copied, as a unified diff.

    `unknown` is a copy that nobody knows the origin of (its diff is to the theme), `own` a file that the theme has not.
    `missing` are blocks that it fills and that the theme no longer has.
    """

    name: str
    state: State
    changes: str = ""
    missing: tuple[str, ...] = ()


def theme_names() -> list[str]:
    """The files of the theme that a site may have its own of."""
    folder = theme_folder()
    names = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return sorted(name for name in names if not name.startswith((".", "theme.toml")) and "__" not in name)


def copy_file(name: str, templates: Path) -> Path:
    """Copy the theme's file `name` into `templates`. Raises FileExistsError, and OSError where it cannot be written."""
    data = (theme_folder() / name).read_bytes()
    target, origin = templates / name, templates / _ORIGIN / name
    create(target, data, templates)
    origin.unlink(missing_ok=True)
    create(origin, data, templates)
    return target


def overrides(templates: Path) -> Iterator[Override]:
    """The files of `templates`, in order of name, each with what the theme has changed under it."""
    known = set(theme_names())
    for path in sorted(templates.rglob("*")):
        name = path.relative_to(templates).as_posix()
        if not path.is_file() or any(part.startswith(".") for part in name.split("/")):
            continue
        if name not in known:
            yield Override(name, "own")
            continue
        blocks = _missing_blocks(path, name)
        if blocks is not None:
            yield Override(name, "stale" if blocks else "current", missing=tuple(blocks))
            continue
        origin, theme = templates / _ORIGIN / name, theme_folder() / name
        if not origin.is_file():
            yield Override(name, "unknown", _diff(theme, path, name))
        elif origin.read_bytes() == theme.read_bytes():
            yield Override(name, "current")
        else:
            yield Override(name, "stale", _diff(origin, theme, name))


def unknown_blocks(templates: Path, shown: str) -> Iterator[Diagnostic]:
    """Blocks of a site's templates that fill none of the theme's: what stands in them would not be seen.

    `shown` is the name of the folder, as the site's owner knows it.
    """
    known = set(theme_names())
    for path in sorted(templates.rglob("*.html")):
        name = path.relative_to(templates).as_posix()
        for block in (_missing_blocks(path, name) or ()) if name in known else ():
            lines = path.read_text("utf-8", "replace").splitlines()
            line = next((at for at, one in enumerate(lines, 1) if re.search(rf"block\s+{block}\b", one)), 0)
            close = nearest(block, blocks_of((theme_folder() / name).read_text("utf-8")), least=60)
            values = {"name": block, "file": name, "close": close[0][0] if close else "…"}
            yield diagnose("template-block", Place(f"{shown}/{name}", line, 1), **values)


def blocks_of(source: str) -> set[str]:
    """The names of a template's blocks. Raises jinja2.TemplateSyntaxError."""
    return {block.name for block in jinja2.Environment(autoescape=True).parse(source).find_all(nodes.Block)}


def _missing_blocks(path: Path, name: str) -> list[str] | None:
    """Blocks that an override by `{% extends "!name" %}` fills and the theme has not; None where it is a whole file."""
    source = path.read_text("utf-8", "replace")
    if f'"!{name}"' not in source and f"'!{name}'" not in source:
        return None
    try:
        filled = blocks_of(source)
    except jinja2.TemplateSyntaxError:
        return None
    folder = theme_folder()
    offered = blocks_of((folder / name).read_text("utf-8")) | blocks_of((folder / "base.html").read_text("utf-8"))
    return sorted(filled - offered)


def _diff(old: Path, new: Path, name: str) -> str:
    before, after = (path.read_text("utf-8", "replace").splitlines(keepends=True) for path in (old, new))
    return "".join(difflib.unified_diff(before, after, f"old/{name}", f"new/{name}"))
