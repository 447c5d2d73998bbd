"""Where the theme lies that came with the program."""

from __future__ import annotations

from pathlib import Path

from fmnotes.site.cache.versions import PACKAGE


def theme_folder() -> Path:
    """In an installed package, or beside its source in a checkout."""
    packaged = PACKAGE / "_theme"
    return packaged if packaged.is_dir() else PACKAGE.parents[1] / "templates"
