"""Hugo's configuration: where it lies, and its main language."""

from __future__ import annotations

from itertools import product
from pathlib import Path

from fmnotes.foreign.table import read_table

_KINDS = ("toml", "yaml", "yml", "json")
_FOLDERS = ("", "config/_default/")
_OWN = tuple(f"{folder}hugo.{kind}" for folder, kind in product(_FOLDERS, _KINDS))
_OLD = tuple(f"{folder}config.{kind}" for folder, kind in product(_FOLDERS, _KINDS))
HUGO_FILES = (*_OWN, *_OLD)
"""Hugo, Configuration: the names before version 0.110 may be those of any tool."""


def hugo_names(root: Path) -> tuple[str, ...]:
    """The names that a file has which configures a site of Hugo in `root`."""
    return HUGO_FILES if (root / "content").is_dir() else _OWN


def hugo_file(root: Path) -> Path | None:
    """The file that configures a site of Hugo in `root`; None where there is none."""
    return next((file for name in hugo_names(root) if (file := root / name).is_file()), None)


def is_of_hugo(root: Path) -> bool:
    """Does Hugo's configuration lie in `root`, or in the folder above it?"""
    return bool(hugo_file(root) or hugo_file(root.parent))


def main_language(root: Path) -> str:
    """The language whose notes have no part of an address for it, where Hugo is told of several; else nothing.

    With one language Hugo's default says little: many sites in Korean keep it.
    """
    file = hugo_file(root) or hugo_file(root.parent)
    table = read_table(file) if file and not file.is_symlink() else {}
    main, languages = table.get("defaultcontentlanguage"), table.get("languages")
    several = isinstance(languages, dict) and len(languages) > 1
    return main.lower() if several and isinstance(main, str) and main.lower() in {"ko", "en"} else ""
