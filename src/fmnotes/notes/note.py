"""One note: its parsed text (cacheable, from the text alone), then what its path adds."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from functools import cached_property
from zoneinfo import ZoneInfo

from fmnotes.config import Config
from fmnotes.diagnostics import Diagnostic, Place, Severity, diagnose
from fmnotes.markdown.body import Body, Heading, Reference
from fmnotes.markdown.engine import render_body
from fmnotes.notes import values
from fmnotes.notes.body_metadata import with_body_metadata
from fmnotes.notes.dialects import FIELDS, key_name
from fmnotes.notes.front_matter import FrontMatter, Plain, read_front_matter
from fmnotes.notes.location import Location, locate
from fmnotes.notes.metadata import Metadata, infer_metadata
from fmnotes.notes.source import Source
from fmnotes.text.hangul import count_letters
from fmnotes.text.reading_time import reading_minutes

_SAMPLE = 1000


@dataclass(frozen=True, slots=True)
class ParsedText:
    """What a text alone gives: the unit that a cache can keep, by the text's digest and a few options."""

    digest: str
    front: FrontMatter
    body: Body


@dataclass(frozen=True, slots=True)
class Outline:
    """All that other pages may show of a note."""

    metadata: Metadata
    location: Location
    headings: tuple[Heading, ...]
    references: tuple[Reference, ...]
    ids: tuple[str, ...]
    abstract: str
    minutes: int
    size: int


@dataclass(frozen=True)
class Note:
    """A note of the site: its path from the notes folder, its outline, the text it was parsed from."""

    path: str
    outline: Outline
    text: ParsedText
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def metadata(self) -> Metadata:
        return self.outline.metadata

    @property
    def location(self) -> Location:
        return self.outline.location

    @property
    def body(self) -> Body:
        return self.text.body

    def place(self, *names: str) -> Place:
        """Where the front matter gives the first of the fields `names` that it has; else the file alone."""
        for written, entry in self.text.front.entries.items():
            if any(key_name(written) in FIELDS[name] for name in names):
                return replace(values.place_of(entry), path=self.path)
        return Place(self.path)

    @property
    def failed(self) -> bool:
        return any(one.severity is Severity.ERROR for one in self.diagnostics)

    @cached_property
    def outline_digest(self) -> str:
        """Equal digests mean that no other page can tell the two notes apart."""
        return hashlib.blake2b(repr((self.path, self.outline)).encode("utf-8", "replace"), digest_size=16).hexdigest()


def parse_text(source: Source, config: Config) -> ParsedText:
    """Front matter and body of a text, knowing neither its path nor any other note."""
    front = with_body_metadata(read_front_matter(source.text))
    body = render_body(
        front.body,
        first_line=front.body_line,
        language=_language_hint(front),
        html=config.html,
        macros=config.macros,
        dialects=config.dialects,
    )
    return ParsedText(source.digest, front, body)


def abandoned(source: Source) -> ParsedText:
    """What stands for a text that could not be parsed to its end: an error, and nothing of the text."""
    front = FrontMatter(diagnostics=(diagnose("note-abandoned", Place()),))
    return ParsedText(source.digest, front, Body(()))


def _language_hint(front: FrontMatter) -> str:
    """The language for words that the body needs before its language is known: titles of callouts without one."""
    entry = front.entries.get("lang")
    if entry and isinstance(entry.value, str | Plain) and str(entry.value)[:2] in {"ko", "en"}:
        return str(entry.value)[:2]
    return "ko" if count_letters(front.body[:_SAMPLE]).hangul_share >= 0.10 else "en"


def make_note(path: str, text: ParsedText, zone: ZoneInfo, known: frozenset[str]) -> Note:
    """Join a parsed text and its path; `known` are the paths of all notes."""
    location = locate(path, known)
    metadata, problems = infer_metadata(text.front, text.body, location, zone)
    body = text.body
    found = [*text.front.diagnostics, *problems, *body.diagnostics]
    outline = Outline(
        metadata=metadata,
        location=location,
        headings=body.headings,
        references=body.references,
        ids=body.ids,
        abstract=metadata.description or body.abstract,
        minutes=reading_minutes(body.counts, body.code_lines, body.images),
        size=len(body.prose),
    )
    return Note(path, outline, text, tuple(one.at(path) for one in found))
