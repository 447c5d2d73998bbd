"""Finding the note that a link means: by path, by address, by file name, title or other name."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from urllib.parse import unquote, urljoin

from fmnotes.library.choice import Choice, Chooser
from fmnotes.library.lazy import with_values
from fmnotes.library.names import Names, names_of, stem_of
from fmnotes.library.translations import Group
from fmnotes.notes.file_names import (
    INDEX_STEMS,
    NOTE_SUFFIXES,
    OPENING_FILES,
    OPENING_STEMS,
    unnumbered,
    without_suffix,
)
from fmnotes.notes.location import address_folders
from fmnotes.notes.note import Note
from fmnotes.notes.plain_words import plain_title
from fmnotes.text.names import Address, name_key, nfc, path_key
from fmnotes.text.nearest import nearest
from fmnotes.text.regex import regex

_FILES = ("", *NOTE_SUFFIXES)
_SUFFIXES = (*_FILES, *(f"/{name}" for name in OPENING_FILES))
# Jekyll's default address of a post.
_DATED = regex(r"(?:.*/)?\d{4}/\d{2}/\d{2}/([^/]+?)(?:\.html|/)?")
_CLOSE = 74
_NEARLY = 88
_SHORTEST = 3


@dataclass(frozen=True)
class NoteIndex:
    """Every way to name a note. Hidden notes are in it too, so that a link to a draft can be told from a slip."""

    notes: Mapping[str, Note]
    names: Mapping[str, Names]
    addresses: Mapping[str, Address]
    groups: Mapping[str, Group]
    pages: frozenset[str] = field(default_factory=frozenset)
    redirects: Mapping[Address, str] = field(default_factory=dict)
    asked: dict[str, set[str]] = field(default_factory=dict)
    """The names that each note asked for."""
    _suggestions: dict[tuple[str, str], str] = field(default_factory=dict)

    def renewed(self, fresh: Mapping[str, Note]) -> NoteIndex:
        """The same with other notes at some of its paths; their addresses stay."""
        now = {path: names_of(note) for path, note in fresh.items()}
        notes, names = with_values(self.notes, fresh), with_values(self.names, now)
        made = replace(self, notes=notes, names=names, asked={}, _suggestions={})
        stems, titles, aliases = self._by_name
        titles, aliases, labels = dict(titles), dict(aliases), dict(self._by_label)
        for path, own in now.items():
            old = self.names[path]
            _rename(titles, path, [old.title], [own.title])
            _rename(aliases, path, old.aliases, own.aliases)
            _rename(labels, path, old.labels, own.labels)
        for name in ("_by_path", "_spelled", "_by_address"):
            made.__dict__[name] = getattr(self, name)
        made.__dict__["_by_name"] = (stems, titles, aliases)
        made.__dict__["_by_label"] = labels
        return made

    @cached_property
    def _chooser(self) -> Chooser:
        return Chooser(self.notes, self.groups, self.addresses)

    @cached_property
    def _by_path(self) -> dict[str, str]:
        return {path_key(path): path for path in sorted(self.notes, reverse=True)}

    @cached_property
    def _spelled(self) -> dict[str, str]:
        """The paths that differ in case alone from one that `_by_path` has."""
        return {nfc(path): path for path in self.notes if self._by_path[path_key(path)] != path}

    @cached_property
    def _by_address(self) -> dict[str, str]:
        old = {path_key(address): path for address, path in self.redirects.items()}
        return old | {path_key(address): path for path, address in self.addresses.items()}

    @cached_property
    def _by_name(self) -> tuple[dict[str, list[str]], dict[str, list[str]], dict[str, list[str]]]:
        stems: dict[str, list[str]] = {}
        titles: dict[str, list[str]] = {}
        aliases: dict[str, list[str]] = {}
        for path in sorted(self.names):
            own = self.names[path]
            for stem in own.stems:
                stems.setdefault(name_key(stem), []).append(path)
            titles.setdefault(name_key(own.title), []).append(path)
            for alias in own.aliases:
                aliases.setdefault(name_key(alias), []).append(path)
        return stems, titles, aliases

    @cached_property
    def _by_label(self) -> dict[str, list[str]]:
        labels: dict[str, list[str]] = {}
        for path in sorted(self.names):
            for label in dict.fromkeys(map(name_key, self.names[path].labels)):
                labels.setdefault(label, []).append(path)
        return labels

    def by_label(self, note_path: str, label: str) -> str | None:
        """The note that has the label, as `name_key` makes it, nothing being said of which."""
        self.asked.setdefault(note_path, set()).add(f"#{label}")
        paths = self._by_label.get(label, [])
        return self._chooser.choose(note_path, f"#{label}", paths).path if paths else None

    def by_path(self, note_path: str, target: str) -> str | None:
        """The note whose file `target` points at, relative to the note at `note_path` or from the notes folder."""
        path = nfc(unquote(target)).removeprefix("@/")
        top = path.lstrip("/")
        # Hugo and Pelican begin at their folder of notes.
        rooted = target.startswith(("/", "@/"))
        bases = [top, f"content/{top}"] if rooted else [_join(note_path, path), path]
        return self._at(bases, _SUFFIXES)

    def _at(self, bases: Iterable[str], suffixes: Iterable[str]) -> str | None:
        for base in bases:
            normal = posixpath.normpath(base) if base else ""
            for suffix in suffixes:
                found = self._spelled.get(normal + suffix) or self._by_path.get(path_key(normal + suffix))
                if found:
                    return found
        return None

    @cached_property
    def _by_unnumbered(self) -> dict[str, str]:
        """The paths with such numbers, as `by_unnumbered` is asked for them; nothing for one that two would have."""
        found: dict[str, str] = {}
        for path in self.notes:
            written = path_key(without_suffix(path))
            if (name := unnumbered(written)) != written:
                own = posixpath.dirname(name) if posixpath.basename(name) in OPENING_STEMS else name
                found[own] = "" if own in found else path
        return found

    def by_unnumbered(self, path: str) -> str:
        """The only note at this path without a suffix and without numbers that order files; empty for none."""
        return self._by_unnumbered.get(unnumbered(path_key(path)), "")

    def by_address(self, address: Address, target: str) -> str | Address | None:
        """The note's path, or the address of another page, that `target` reaches from the page at `address`."""
        try:
            wanted = path_key(urljoin(address, unquote(target)))
        except ValueError:
            return None
        # `/post/clip/` was the address of `content/post/clip/index.md` on the site it came from.
        parts = tuple(wanted.strip("/").split("/"))
        plain = "/" + "".join(f"{part}/" for part in address_folders(parts) if part)
        # The notes of `content/en/` have that language in their addresses as well.
        spellings = (
            *(wanted, wanted.rstrip("/") + "/", wanted.removesuffix(".html") + "/"),
            *((f"/{parts[0]}{plain}",) if not address_folders(parts[:1]) else ()),
            plain,
        )
        for spelling in spellings:
            if spelling in self._by_address:
                return self._by_address[spelling]
            if spelling in self.pages:
                return Address(spelling)
        return None

    def reach(self, note_path: str, target: str) -> str | Address | None:
        """The note's path, or another page's address, that a relative or rooted link means; files first."""
        found = self.by_path(note_path, target) or self.by_address(self.addresses[note_path], target)
        own = self.notes[note_path].metadata.permalink
        if not found and own and not own.endswith("/"):
            # Where its page was, `./b` was beside it.
            found = self.by_address(Address(own), target)
        dated = None if found else _DATED.fullmatch(unquote(target))
        if dated:
            choice = self.by_name(note_path, dated[1])
            return choice.path if choice else None
        return found

    def by_name(self, note_path: str, name: str) -> Choice | None:
        """A wikilink's note: path or its tail, file name, title, other name; `choice` settles ties."""
        wanted = without_suffix(name_key(name)).strip("/")
        if not wanted:
            return None
        self.asked.setdefault(note_path, set()).add(wanted)
        stems, titles, aliases = self._by_name
        if "/" in wanted:
            exact = self.by_path(note_path, name.strip())
            if exact:
                return Choice(exact)
            tail = [path for path in stems.get(wanted.rpartition("/")[2], []) if _ends_with(path, wanted)]
            tail = tail or stems.get(wanted, [])
            return self._chooser.choose(note_path, wanted, tail) if tail else None
        if name.strip().startswith("/") and wanted in stems:
            # `[[/log]]` starts at the root of a wiki: the note highest up.
            return Choice(min(stems[wanted], key=lambda path: (path.count("/"), path)))
        own = nfc(name.strip())
        beside = self._at([_join(note_path, own), own], _FILES)
        if beside:
            return Choice(self._chooser.in_language(beside, self.notes[note_path].metadata.language))
        # A title is known by its words: formulas and code in it were marks.
        for called in dict.fromkeys((wanted, name_key(plain_title(name)) if "`" in name or "$" in name else wanted)):
            found = [names[called] for names in (stems, titles, aliases) if called in names]
            if found:
                shown = (paths for paths in found if any(path in self.addresses for path in paths))
                return self._chooser.choose(note_path, called, next(shown, found[0]))
        return None

    def close_to(self, note_path: str, name: str) -> str:
        """The note whose title or file name is most like `name`, one in the asking note's language first."""
        key = (self.notes[note_path].metadata.language, name)
        if key not in self._suggestions:
            self._suggestions[key] = self._closest(*key)
        return self._suggestions[key]

    def _closest(self, language: str, name: str) -> str:
        wanted = name_key(without_suffix(unquote(name).strip("/")).rpartition("/")[2])
        if len(wanted) < _SHORTEST or wanted.isdigit():
            return ""
        # Of a long address only the end is compared, so it has to be nearly the name itself.
        least = _CLOSE if "/" not in name.strip("/") else _NEARLY
        paths = [
            (score, self._shown_names[one])
            for one, score in nearest(wanted, self._shown_names, least, limit=5, numbered=True)
        ]
        best = max(
            paths, key=lambda pair: (self.notes[pair[1]].metadata.language == language, pair[0]), default=(0, "")
        )
        return str(best[1])

    @cached_property
    def _shown_names(self) -> dict[str, str]:
        """Names to suggest: hidden notes are never named."""
        named = ((path, (stem_of(path), self.names[path].title)) for path in sorted(self.addresses))
        return {name_key(name): path for path, names in named for name in names}


def _rename(names: dict[str, list[str]], path: str, before: Iterable[str], now: Iterable[str]) -> None:
    for name in map(name_key, before):
        names[name] = [one for one in names.get(name, ()) if one != path]
        if not names[name]:
            del names[name]
    for name in map(name_key, now):
        names[name] = sorted([*names.get(name, ()), path])


def _join(note_path: str, target: str) -> str:
    return posixpath.join(posixpath.dirname(note_path), target)


def _ends_with(path: str, tail: str) -> bool:
    whole = f"/{name_key(path.rpartition('.')[0])}"
    return whole.endswith(f"/{tail}") or any(
        whole.removesuffix(f"/{stem}").endswith(f"/{tail}") for stem in INDEX_STEMS
    )
