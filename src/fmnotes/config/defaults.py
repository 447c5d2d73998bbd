"""`[[defaults]]`: front matter for the notes of a folder, in the words that other tools use for its path."""

from __future__ import annotations

import posixpath
from fnmatch import fnmatchcase
from typing import Any, NamedTuple

from fmnotes.config.invalid import InvalidValueError
from fmnotes.text.names import nfc
from fmnotes.text.nearest import nearest
from fmnotes.text.numbers import is_large
from fmnotes.text.regex import regex

_GLOB = regex(r"[*?\[]")


class Defaults(NamedTuple):
    """Front matter that some notes need not write.

    `path` is a folder, a note or a pattern (`til/*`), without slashes at its ends; all notes where it is empty.
    """

    path: str
    values: tuple[tuple[str, object], ...]

    def fits(self, path: str) -> bool:
        """Is the note at `path` one of them?"""
        own = nfc(path)
        if not self.path or own == self.path or own.startswith(f"{self.path}/"):
            return True
        # `**/` is no folder or more; of a name with brackets in it the letters counted above.
        patterns = {self.path, self.path.replace("**/", "")} if _GLOB.search(self.path) else set[str]()
        return any(fnmatchcase(own, one) or fnmatchcase(own, f"{one}/*") for one in patterns)

    @property
    def folders(self) -> tuple[str, ...]:
        """What has to be there: the path, and the part of it that is no pattern."""
        found = _GLOB.search(self.path)
        return (self.path, *filter(None, [self.path[: found.start()].rpartition("/")[0] if found else ""]))


def read_defaults(value: object) -> tuple[Defaults, ...]:
    """The tables. Raises InvalidValueError."""
    tables: list[dict[str, Any]] = value if isinstance(value, list) else [{}]
    if not isinstance(value, list) or not all(map(_is_sound, tables)):
        raise InvalidValueError("[[defaults]] 표 (path와 머리말 키)", "[[defaults]] tables: a path, front-matter keys")
    return tuple(
        Defaults(_normal(table.get("path", "")), tuple((str(key), one) for key, one in table.items() if key != "path"))
        for table in tables
    )


def _is_sound(table: object) -> bool:
    if not isinstance(table, dict) or not isinstance(table.get("path", ""), str):
        return False
    if "path" not in table and any(map(_is_slip, table)):
        return False
    if ".." in table.get("path", "").split("/"):
        return False
    return not is_large(table)


def _is_slip(key: str) -> bool:
    """Is `path` meant? Without one a table holds for every note."""
    return sorted(key.lower()) == sorted("path") or bool(nearest(key.lower(), ["path"], least=80))


def _normal(path: str) -> str:
    return posixpath.normpath(nfc(path).strip("/")) if path.strip("./") else ""
