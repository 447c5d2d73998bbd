"""Tools that publish a note only if it says so: what they left in the folder, and what a note says to them."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from fmnotes.config import Config, OptIn
from fmnotes.notes.vault import listed, read_settings, vaults
from fmnotes.text.regex import regex


class _Plugin(NamedTuple):
    """A plug-in of Obsidian, with where its settings name another key than `key`, and say that all are published."""

    folder: str
    tool: str
    key: str
    named: str = ""
    every: str = ""


_PLUGINS = (
    # README of oleeskild/obsidian-digital-garden
    _Plugin("digitalgarden", "Digital Garden", "dg-publish"),
    # README and settings of Enveloppe/obsidian-enveloppe
    _Plugin("obsidian-mkdocs-publisher", "Enveloppe", "share", "plugin.shareKey", "plugin.shareAll.enable"),
    # Documentation and settings of saberzero1/quartz-syncer
    _Plugin("quartz-syncer", "Quartz Syncer", "publish", "publishFrontmatterKey", "allNotesPublishableByDefault"),
)
_QUARTZ = (
    # https://quartz.jzhao.xyz/plugins/ExplicitPublish, of Quartz 4 and 5
    ("quartz.config.ts", regex(r"^[^/\n]*\bExplicitPublish\(", re.MULTILINE)),
    ("quartz.config.yaml", regex(r"^[^#\n]*\bexplicit-publish\b[^\n]*\n\s+enabled:\s*true\b", re.MULTILINE)),
)

_ALL_PUBLIC = regex(r"^[^;\n]*:publishing/all-pages-public\?\s+true\b", re.MULTILINE)
_PUBLIC = regex(r"^[ \t]*(?:-[ \t]+)?public::[ \t]*true\b", re.MULTILINE)


def opt_in(config: Config) -> OptIn | None:
    """The tool by which these notes are published one by one; None where there is none."""
    folders = vaults(config)
    by_plugin = (_by_plugin(folder) for folder in folders if "obsidian" in config.dialects)
    return next(filter(None, (*by_plugin, *map(_by_quartz, folders), *map(_by_logseq, folders))), None)


def _by_plugin(vault: Path) -> OptIn | None:
    enabled = listed(vault / ".obsidian/community-plugins.json")
    for plugin in _PLUGINS:
        folder = f".obsidian/plugins/{plugin.folder}"
        if not (vault / folder).is_dir() or (enabled is not None and plugin.folder not in enabled):
            continue
        settings = read_settings(vault / folder / "data.json")
        if _at(settings, plugin.every) is not True:
            key = _at(settings, plugin.named)
            return OptIn(folder, plugin.tool, key.strip() if isinstance(key, str) and key.strip() else plugin.key)
    return None


def _by_quartz(folder: Path) -> OptIn | None:
    return next((OptIn(name, "Quartz", "publish") for name, asks in _QUARTZ if asks.search(_text(folder / name))), None)


def _by_logseq(folder: Path) -> OptIn | None:
    """A graph of which some pages say `public:: true`: unless all are, the others are not (Logseq, Publishing)."""
    settings = folder / "logseq/config.edn"
    if not settings.is_file() or _ALL_PUBLIC.search(_text(settings)):
        return None
    pages = (page for name in ("pages", "journals") for page in (folder / name).glob("*.md"))
    asked = any(_PUBLIC.search(_text(page)) for page in pages)
    return OptIn("logseq/config.edn", "Logseq", "public") if asked else None


def _at(settings: object, path: str) -> object:
    for key in path.split("."):
        settings = settings.get(key) if isinstance(settings, dict) else None
    return settings


def _text(file: Path) -> str:
    with suppress(OSError, UnicodeDecodeError):
        return file.read_text("utf-8") if file.is_file() else ""
    return ""
