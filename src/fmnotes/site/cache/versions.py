"""What makes the pages: another version of the program or of a library may write other bytes."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[2]
"""The program as it is installed, or as a checkout has it."""
_LIBRARIES = (
    "exifread", "imagesize", "jinja2", "markdown-it-py", "math-core", "mdit-py-plugins", "nh3", "pygments", "pyyaml",
    "rapidfuzz", "uharfbuzz", "ziamath",
)  # fmt: skip
_OPTIONAL = ("merman", "pillow")


def version_of(name: str) -> str:
    """The version of an installed package, by its normalised name. Raises PackageNotFoundError."""
    if name not in _installed():
        # It takes longer to load than all names take to read, so it is asked for what they do not tell.
        from importlib.metadata import version

        return version(name)
    return _installed()[name]


@cache
def _installed() -> Mapping[str, str]:
    """The versions that names of folders tell, as `jinja2-3.1.6.dist-info` (PyPA, Recording installed projects)."""
    found: dict[str, str] = {}
    for folder in sys.path:
        with suppress(OSError):
            for entry in os.listdir(folder or "."):  # noqa: PTH208 (names, not paths)
                name, dash, version = entry.removesuffix(".dist-info").partition("-")
                if dash and entry.endswith(".dist-info"):
                    found.setdefault(name.lower().replace("_", "-").replace(".", "-"), version)
    return found


@cache
def library_versions() -> str:
    """Equal for equal versions of all of them, and of Python."""
    optional = (f"{name}={_installed().get(name, '')}" for name in _OPTIONAL)
    return " ".join([sys.version.split()[0], *map(version_of, _LIBRARIES), *optional])


@cache
def program_digest() -> str:
    """Equal for equal program sources and libraries: what they make may be kept from one build to the next."""
    return digest_of_sources(PACKAGE.rglob("*.py"))


def digest_of_sources(paths: Iterable[Path]) -> str:
    """Equal for equal sources of the program at `paths`, and equal libraries."""
    hasher = hashlib.blake2b(library_versions().encode(), digest_size=16)
    for path in sorted(paths):
        hasher.update(path.relative_to(PACKAGE).as_posix().encode() + b"\0" + path.read_bytes())
    return hasher.hexdigest()
