"""What makes the pages: another version of the program or of a library may write other bytes."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable
from functools import cache
from importlib.metadata import version
from pathlib import Path

_LIBRARIES = ("fonttools", "jinja2", "markdown-it-py", "math-core", "mdit-py-plugins", "nh3", "pygments", "pyyaml")


@cache
def library_versions() -> str:
    """Equal for equal versions of all of them, and of Python."""
    return " ".join([sys.version.split()[0], *map(version, _LIBRARIES)])


@cache
def program_digest() -> str:
    """Equal for equal program sources and libraries: what they make may be kept from one build to the next."""
    return digest_of_sources(Path(__file__).resolve().parents[1].rglob("*.py"))


def digest_of_sources(paths: Iterable[Path]) -> str:
    """Equal for equal sources of the program at `paths`, and equal libraries."""
    package = Path(__file__).resolve().parents[1]
    hasher = hashlib.blake2b(library_versions().encode(), digest_size=16)
    for path in sorted(paths):
        hasher.update(path.relative_to(package).as_posix().encode() + b"\0" + path.read_bytes())
    return hasher.hexdigest()
