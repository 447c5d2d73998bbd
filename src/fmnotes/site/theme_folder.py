"""Where the theme lies that came with the program."""

from __future__ import annotations

from pathlib import Path


def theme_folder() -> Path:
    """In an installed package, or beside its source in a checkout."""
    package = Path(__file__).resolve().parents[1]
    packaged = package / "_theme"
    return packaged if packaged.is_dir() else package.parents[1] / "templates"
