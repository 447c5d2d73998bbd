"""The bodies of a site, whole: they lie in the cache, and are fetched when a page shows them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set
from contextlib import suppress
from dataclasses import dataclass, field, replace

from fmnotes.markdown.body import Body
from fmnotes.notes.note import Note
from fmnotes.notes.stored import restore, whole_body
from fmnotes.site.cache.database import Cache


@dataclass(frozen=True, slots=True)
class Bodies:
    """Bodies by the digest of their text. `held` are whole in memory; `again` parses one that the cache has lost."""

    cache: Cache
    keys: Mapping[str, str]
    facts: Mapping[str, Body]
    again: Callable[[str], Body]
    held: Mapping[str, Body] = field(default_factory=dict)

    def load(self, digest: str) -> Body:
        """Raises KeyError for a text that is none of the site's."""
        if digest in self.held:
            return self.held[digest]
        content = self.cache.content(self.keys[digest])
        if content is not None:
            with suppress(ValueError):
                return whole_body(self.facts[digest], content)
        return self.again(digest)

    def earlier(self, key: str) -> Body | None:
        """The body that a text had before, by its key in the cache; None where the cache has forgotten it."""
        facts, content = dict(self.cache.facts([key])).get(key), self.cache.content(key)
        if facts is None or content is None:
            return None
        try:
            return whole_body(restore("", facts).body, content)
        except ValueError:
            return None

    def renewed(self, notes: Mapping[str, Note], gone: Set[str] = frozenset()) -> Bodies:
        """The same with the bodies of `notes`, which are whole, and without those of texts that are no note's."""
        held = {digest: body for digest, body in self.held.items() if digest not in gone}
        return replace(self, held=held | {note.text.digest: note.body for note in notes.values()})
