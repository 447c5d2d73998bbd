"""What GitHub Pages refuses or forgets, checked before it does.

Limits: docs.github.com, "GitHub Pages limits" (a site up to 1 GB) and "About large files on GitHub" (a file up to
100 MB).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from fmnotes.config import Config
from fmnotes.diagnostics import Diagnostic, Place, diagnose

_SITE, _NEARLY, _FILE = 1_000_000_000, 900_000_000, 100_000_000
_MEGA = 1_000_000


def check_limits(files: Mapping[str, Path], config: Config) -> Iterator[Diagnostic]:
    """Problems of the files of a site, by their path in it."""
    sizes = {name: path.stat().st_size for name, path in files.items()}
    total = sum(sizes.values())
    if total > _NEARLY:
        yield diagnose("pages-too-large" if total > _SITE else "pages-large", Place(), size=total // _MEGA)
    for name, size in sizes.items():
        if size > _FILE:
            yield diagnose("pages-file-too-large", Place(), path=name, size=size // _MEGA)
    if "robots.txt" in files and config.base_path != "/":
        yield diagnose("pages-robots", Place("static/robots.txt"))
