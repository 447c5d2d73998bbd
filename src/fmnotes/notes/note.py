"""One note: its parsed text (cacheable, from the text alone), then what its path adds."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache, cached_property

from fmnotes.config import Config, Defaults, OptIn
from fmnotes.diagnostics import Diagnostic, Place, Severity, diagnose
from fmnotes.git.history import Dates
from fmnotes.markdown.body import Body, Heading, Label, Reference
from fmnotes.markdown.render import BodyOptions, render_body
from fmnotes.notes import values
from fmnotes.notes.body_metadata import with_body_metadata
from fmnotes.notes.cover import cover_of
from fmnotes.notes.dialects import FIELDS, field_of, key_name, language_code
from fmnotes.notes.front_matter import Entry, FrontMatter, Plain, Value, read_front_matter
from fmnotes.notes.front_matter.repair import once_repaired
from fmnotes.notes.location import Location, locate
from fmnotes.notes.metadata import Metadata, infer_metadata
from fmnotes.notes.source import Source
from fmnotes.text.hangul import count_letters
from fmnotes.text.names import nfc
from fmnotes.text.reading_time import reading_minutes
from fmnotes.text.regex import regex

_SAMPLE = 1000
_UNSPOKEN = regex(
    r"^ {0,3}(`{3,}).*?^ {0,3}\1`*[ \t]*$|\$\$[^$]{1,2000}\$\$|\$[^$\n]{1,200}\$|https?://[^\s()<>]+",
    re.DOTALL | re.MULTILINE,
)
_NO_FRONT = FrontMatter()
GATHERED = ("tags", "categories", "series", "translation_key", "permalink", "slug", "aliases", "redirects")
"""The fields whose places are asked for when notes are brought together."""
_GATHERED = frozenset(key for name in GATHERED for key in FIELDS[name])


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
    labels: tuple[Label, ...]
    abstract: str
    minutes: int
    size: int
    cover: int = -1
    """The reference that is the picture of the note, as its front matter names it; -1 for none."""


@dataclass(frozen=True)
class Note:
    """A note of the site: its path from the notes folder, its outline, the text it was parsed from."""

    path: str
    outline: Outline
    text: ParsedText
    diagnostics: tuple[Diagnostic, ...] = ()
    entries: Mapping[str, Entry] = field(default_factory=dict)
    """The front matter, completed by the configuration's defaults for the note's folder."""

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
        for written, entry in self.entries.items():
            if any(key_name(written) in FIELDS[name] for name in names):
                return replace(values.place_of(entry), path=self.path)
        return Place(self.path)

    def lean(self) -> Note:
        """The same without its front matter, but for places that problems of lists and addresses are told of."""
        placed = ((written, entry) for written, entry in self.entries.items() if key_name(written) in _GATHERED)
        entries = {written: entry._replace(value=None) for written, entry in placed}
        return replace(self, entries=entries, text=replace(self.text, front=_NO_FRONT))

    @property
    def failed(self) -> bool:
        return any(one.severity is Severity.ERROR for one in self.diagnostics)

    @cached_property
    def outline_digest(self) -> str:
        """Equal digests mean that no page can tell the two notes apart, but by the text of their bodies.

        In which line headings and links stand does not matter.
        """
        outline, body = self.outline, self.body
        headings, references = outline.headings, outline.references
        lines = [heading.line for heading in headings]
        # A page may show one section or block alone: what stands in which must be the same.
        places: list[object] = [bisect_right(lines, ref.line) for ref in references]
        blocks, embeds = any(one.startswith("^") for one in outline.ids), any(ref.kind == "embed" for ref in references)
        if blocks or embeds:
            places += [lines, [ref.line for ref in references]]
        if blocks and embeds:
            # Which of them stand in which block is known of the whole body only.
            places.append(self.text.digest)
        told = (
            self.path,
            outline.metadata,
            outline.location,
            [heading._replace(line=0) for heading in headings],
            [ref._replace(line=0, column=0, width=0) for ref in references],
            places,
            (outline.ids, outline.labels, outline.abstract, outline.minutes, bool(outline.size), outline.cover),
            (bool(body.code_lines), bool(body.images), bool(body.formulas), body.math_characters, body.trusted_html),
        )
        return hashlib.blake2b(repr(told).encode("utf-8", "replace"), digest_size=16).hexdigest()


def parse_text(source: Source, config: Config) -> ParsedText:
    """Front matter and body of a text, knowing neither its path nor any other note."""
    front = with_body_metadata(read_front_matter(source.text))
    body = render_body(
        front.body,
        first_line=front.body_line,
        # Few ask for it, and to tell takes a look at the whole text.
        language=cache(lambda: _language_hint(front)),
        options=BodyOptions(config.html, config.macros, config.dialects, _breaks(front, config)),
    )
    return ParsedText(source.digest, front, body)


def _breaks(front: FrontMatter, config: Config) -> bool:
    """Do line ends inside a paragraph show? As the note says, else as the site does."""
    for written, entry in front.entries.items():
        if key_name(written) in FIELDS["breaks"]:
            return config.breaks if (said := values.on_off(entry.value)) is None else said
    return config.breaks


def abandoned(digest: str) -> ParsedText:
    """What stands for a text that could not be parsed to its end: an error, and nothing of the text."""
    front = FrontMatter(diagnostics=(diagnose("note-abandoned", Place()),))
    return ParsedText(digest, front, Body(()))


def _language_hint(front: FrontMatter) -> str:
    """The language for words that the body needs before its language is known: titles of callouts without one."""
    for written, entry in front.entries.items():
        if field_of(written) == "language" and isinstance(entry.value, str | Plain):
            code = language_code(str(entry.value))
            if code in {"ko", "en"}:
                return code
    # Code, formulas and addresses say nothing of the language that their author speaks.
    sample = front.body[:_SAMPLE]
    if any(mark in sample for mark in ("```", "$", "://")):
        sample = _UNSPOKEN.sub("", front.body[: 8 * _SAMPLE])[:_SAMPLE]
    return count_letters(sample).language


def make_note(
    path: str, text: ParsedText, config: Config, known: frozenset[str], dates: Mapping[str, Dates] | None = None
) -> Note:
    """Join a parsed text and its path; `known` are the paths of all notes, `dates` what git knows of them."""
    location = locate(path, known)
    if location.undated and config.undated_posts:
        location = replace(location, undated=False)
    entries = _completed(text.front.entries, path, (*_unsaid(config.opt_in), *config.defaults))
    if config.of_hugo or text.front.kind == "toml":
        entries = _as_hugo_reads(entries)
    front, committed = replace(text.front, entries=entries), dates.get(nfc(path)) if dates else None
    metadata, problems = infer_metadata(front, text.body, location, config.zone, committed, config.opt_in)
    body, cover = text.body, cover_of(entries)
    found = [*once_repaired([*text.front.diagnostics, *problems]), *body.diagnostics]
    if location.undated:
        found.append(diagnose("post-undated", Place()))
    if not (entries or text.front.diagnostics or _holds_something(body)):
        found.append(diagnose("note-empty", Place()))
    outline = Outline(
        metadata=metadata,
        location=location,
        headings=body.headings,
        references=(*body.references, *cover),
        ids=body.ids,
        labels=body.labels,
        abstract=metadata.description or body.abstract,
        minutes=reading_minutes(body.counts, body.code_lines, body.images),
        size=body.size,
        cover=len(body.references) if cover else -1,
    )
    return Note(path, outline, text, tuple(one.at(path) for one in found), entries)


def _holds_something(body: Body) -> bool:
    found = body.diagnostics or body.size or body.references
    return bool(found or body.headings or body.images or body.formulas or body.code_lines)


def _unsaid(opt_in: OptIn | None) -> tuple[Defaults, ...]:
    """What a note that does not say otherwise says where notes are published one by one."""
    return (Defaults("", ((opt_in.key, False),)),) if opt_in else ()


def _as_hugo_reads(entries: Mapping[str, Entry]) -> Mapping[str, Entry]:
    """Hugo takes a string of a taxonomy for one name, words and all; Jekyll takes each word for one."""
    keys = FIELDS["tags"] + FIELDS["categories"]
    return {
        written: entry._replace(value=[entry.value])
        if key_name(written) in keys and isinstance(entry.value, str | Plain) and "," not in str(entry.value)
        else entry
        for written, entry in entries.items()
    }


def _completed(own: Mapping[str, Entry], path: str, defaults: Sequence[Defaults]) -> Mapping[str, Entry]:
    """`own`, with what the defaults say of fields that it does not mention; of two tables the later one counts."""
    fitting = [one for one in defaults if one.fits(path)]
    if not fitting:
        return own
    given = {field_of(key) for key in own}
    values = {key: value for one in fitting for key, value in one.values}
    added = {key: Entry(_value(value), 0, 0, 0, 0, "") for key, value in values.items() if field_of(key) not in given}
    return {**own, **added}


def _value(value: object) -> Value:
    return value if isinstance(value, str | bool | int | float | date | list | dict) else str(value)
