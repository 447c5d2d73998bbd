"""The keys of texts in the cache: equal ones mean equal parsing."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from functools import cache

from fmnotes.config import Config
from fmnotes.notes.source import Source
from fmnotes.site.cache.versions import PACKAGE, digest_of_sources

_PARSING = ("config", "diagnostics", "markdown", "notes", "search", "text")


def keys_of(sources: Iterable[Source], config: Config) -> Mapping[str, str]:
    """The key of each text by its digest: the text, what the configuration says of parsing, the program."""
    suffix = key_suffix(config)
    return {source.digest: f"{source.digest}{suffix}" for source in sources}


def key_suffix(config: Config) -> str:
    """What follows the digest of a text in its key."""
    told = (config.html, sorted(config.macros.items()), config.dialects, config.breaks)
    return hashlib.blake2b(f"{told!r}\0{_parser()}".encode(), digest_size=8).hexdigest()


@cache
def _parser() -> str:
    """Equal for equal parsing: our own sources of it and of what a search finds, and the libraries that do it."""
    return digest_of_sources(path for folder in _PARSING for path in (PACKAGE / folder).rglob("*.py"))
