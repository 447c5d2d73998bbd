"""What Obsidian's own settings (`.obsidian/`) say of a vault."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from fmnotes.config import Config, folders_above

_TEMPLATES = (
    (".obsidian/templates.json", "folder"),
    (".obsidian/plugins/templater-obsidian/data.json", "templates_folder"),
)
"""Where the core plug-in and Templater keep the folder of templates."""


def template_folders(config: Config) -> frozenset[Path]:
    """The folders of templates, which are no notes; none where the notes are not read as Obsidian's."""
    if "obsidian" not in config.dialects:
        return frozenset()
    named = ((vault, _setting(vault / file, key)) for vault in vaults(config) for file, key in _TEMPLATES)
    return frozenset(vault / name for vault, name in named if name)


def shows_line_ends(config: Config) -> bool:
    """Does Obsidian show the line ends inside a paragraph of these notes? It does unless it is told otherwise."""
    files = [vault / ".obsidian/app.json" for vault in vaults(config) if (vault / ".obsidian").is_dir()]
    return bool(files) and not any(read_settings(file).get("strictLineBreaks") for file in files)


def settings_files(config: Config) -> list[Path]:
    """The files that say so, those that are not there too."""
    return [vault / file for vault in vaults(config) for file, _ in _TEMPLATES]


def vaults(config: Config) -> tuple[Path, ...]:
    """The folders that may be the vault of these notes: of those far above, one that has Obsidian's settings."""
    above = folders_above(config.root)
    far = (folder for folder in above[1:] if (folder / ".obsidian").is_dir())
    return (config.notes, config.root, *above[:1], *far)


def _setting(file: Path, key: str) -> str:
    """A folder below the vault, without slashes at its ends; nothing where the file does not say so."""
    value = read_settings(file).get(key)
    return value.strip("/") if isinstance(value, str) and ".." not in value.split("/") else ""


def read_settings(file: Path) -> dict[str, Any]:
    """What a file of settings says; nothing where there is none, or none that can be read."""
    settings = _loaded(file)
    return settings if isinstance(settings, dict) else {}


def listed(file: Path) -> list[Any] | None:
    """What a file lists; None where there is none, or none that can be read."""
    settings = _loaded(file)
    return settings if isinstance(settings, list) else None


def _loaded(file: Path) -> object:
    try:
        return json.loads(file.read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
