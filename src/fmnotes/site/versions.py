"""Which libraries make the pages: another version of one may write other bytes."""

from __future__ import annotations

import sys
from functools import cache
from importlib.metadata import version

_LIBRARIES = ("fonttools", "jinja2", "markdown-it-py", "math-core", "mdit-py-plugins", "nh3", "pygments", "pyyaml")


@cache
def library_versions() -> str:
    """Equal for equal versions of all of them, and of Python."""
    return " ".join([sys.version.split()[0], *map(version, _LIBRARIES)])
