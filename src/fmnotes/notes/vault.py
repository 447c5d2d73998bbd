"""What Obsidian's own settings (`.obsidian/`) say of a vault."""

from __future__ import annotations

import json
from pathlib import Path

from fmnotes.config import Config

_TEMPLATES = (("templates.json", "folder"), ("plugins/templater-obsidian/data.json", "templates_folder"))
"""Where the core plug-in and Templater keep the folder of templates."""


def template_folders(config: Config) -> frozenset[Path]:
    """The folders of templates, which are no notes; none where the notes are not read as Obsidian's."""
    if "obsidian" not in config.dialects:
        return frozenset()
    vaults = (config.notes, config.root, config.root.parent)
    named = ((vault, _setting(vault / ".obsidian" / file, key)) for vault in vaults for file, key in _TEMPLATES)
    return frozenset(vault / name for vault, name in named if name)


def _setting(file: Path, key: str) -> str:
    """A folder below the vault, without slashes at its ends; nothing where the file does not say so."""
    try:
        settings = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return ""
    value = settings.get(key) if isinstance(settings, dict) else ""
    return value.strip("/") if isinstance(value, str) and ".." not in value.split("/") else ""
