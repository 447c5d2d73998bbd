"""Notes out of the cache, each when it is asked for: as the last build saw them, and as they are now."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property

from fmnotes.config import Config
from fmnotes.library.lazy import Lazy
from fmnotes.markdown.body import Body
from fmnotes.notes.folder import Reading
from fmnotes.notes.note import Note, ParsedText, make_note, parse_text
from fmnotes.notes.source import Source
from fmnotes.notes.stored import restore
from fmnotes.site.cache.database import Cache
from fmnotes.site.cache.keys import key_suffix


@dataclass(frozen=True)
class Known:
    """`texts` are those that were parsed just now, `before` the digest of every note's text in the last build."""

    reading: Reading
    config: Config
    cache: Cache
    texts: Mapping[str, ParsedText]
    before: Mapping[str, str]

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        return {source.digest: source for source in self.reading.sources}

    @cached_property
    def _now(self) -> Mapping[str, str]:
        return {source.path: source.digest for source in self.reading.sources}

    @cached_property
    def _paths(self) -> frozenset[str]:
        return frozenset(self._now)

    @cached_property
    def _suffix(self) -> str:
        return key_suffix(self.config)

    def bodies(self) -> Mapping[str, Body]:
        """What is known of the body of each text, by its digest; not kept here, where it would close a circle."""
        return Lazy(self.sources, lambda digest: self._text(digest).body)

    def note(self, path: str) -> Note:
        """The note as it is now."""
        return self._made(path, self._text(self._now[path]))

    def earlier(self, path: str) -> Note:
        """The note as it was. Raises ValueError for a text that the cache has forgotten."""
        return self._made(path, self._text(self.before[path]))

    def _made(self, path: str, text: ParsedText) -> Note:
        return make_note(path, text, self.config, self._paths, self.reading.dates)

    def _text(self, digest: str) -> ParsedText:
        known = self.texts.get(digest) or self._kept(digest)
        if known is None and digest not in self.sources:
            raise ValueError(digest)
        return known or parse_text(self.sources[digest], self.config)

    def _kept(self, digest: str) -> ParsedText | None:
        key = digest + self._suffix
        with suppress(ValueError, KeyError):
            return restore(digest, dict(self.cache.facts([key]))[key])
        return None
