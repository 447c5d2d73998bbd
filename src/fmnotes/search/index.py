"""Library -> the files of the search index, below `/_/search/`."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from fmnotes.library.library import Library
from fmnotes.library.taxonomy import Taxonomy
from fmnotes.markdown.body import Heading
from fmnotes.notes.note import Note
from fmnotes.search.documents import Grams, names_found_by, papers_of, term_grams
from fmnotes.search.endings import FILTERS, PARTICLES, endings
from fmnotes.search.phrases import changed_files, files_for, phrase_files
from fmnotes.search.postings import encoder, gather, shard_file, shards_for, shards_of
from fmnotes.search.update import Edit, changed_shards, numbers
from fmnotes.text.names import quoted
from fmnotes.text.regex import regex

FOLDER = "_/search/"
_VERSION = 1
_CHUNK = 8
"""Notes in one file of abstracts and headings: a result needs one of them."""
_EXCERPT = 200
_MANY = 500
_HALVES = regex(r"([^()（）]{2,80})[(（]([^()（）]{2,80})[)）]")
_HANGUL = regex("[가-힣]")
_AS_ADDRESS = regex("[^a-z0-9가-힣]+")


Job = Callable[[], Iterable[tuple[str, bytes]]]
"""Makes some files of the index, by their names in the site."""


Load = Callable[[Sequence[str]], Mapping[str, Grams]]
"""The grams of texts, by their digests."""


def index_jobs(library: Library, load: Load, terms: Sequence[Sequence[str]]) -> list[Job]:
    """What makes the index, in whatever order and perhaps in several processes; the larger jobs come first.

    `load` gives the grams of some texts at a time: those of all are never held at once. `terms` are groups of names of
    one thing. Notes are numbered in site order: newest first.
    """
    notes = list(library.notes.values())
    encode = encoder(len(notes))

    def pairs() -> Iterator[tuple[str, bytes]]:
        found = _with_grams(notes, load)
        postings = gather((names_found_by(note).grams, term_grams(note, library), grams) for note, grams in found)
        for number, shard in enumerate(shards_of(postings, len(notes))):
            yield f"{FOLDER}grams/{number}.json", shard_file(shard, postings, encode)

    def others() -> Iterator[tuple[str, bytes]]:
        yield f"{FOLDER}meta.json", _json(_meta(library, terms))
        yield f"{FOLDER}headings.json", _json([[one.text for one in _headings(note)] for note in notes])
        for start in range(0, len(notes), _CHUNK):
            yield about_file(notes[start : start + _CHUNK], start)

    def phrases() -> Iterator[tuple[str, bytes]]:
        bonds = [(grams.bonds, names_found_by(note).bonds) for note, grams in _with_grams(notes, load)]
        for number, data in phrase_files(bonds, encode):
            yield f"{FOLDER}phrases/{number}.json", data

    return [pairs, phrases, others]


def _with_grams(notes: Sequence[Note], load: Load) -> Iterator[tuple[Note, Grams]]:
    for start in range(0, len(notes), _MANY):
        some = notes[start : start + _MANY]
        held = load([note.text.digest for note in some])
        yield from ((note, held[note.text.digest]) for note in some)


def updated_files(library: Library, edits: list[Edit], load: Callable[[str], bytes]) -> Iterator[tuple[str, bytes]]:
    """Those files of an index that change with `edits`, which leave languages, tags and categories as they were.

    `load` gives a file of the index before. Raises ValueError, TypeError or LookupError for one that is none of ours.
    """
    paths = list(library.notes)
    notes = {edit.number: library.notes[paths[edit.number]] for edit in edits if edit.renamed}
    if notes:
        yield f"{FOLDER}meta.json", _renamed(json.loads(load(f"{FOLDER}meta.json")), notes, library)
        yield f"{FOLDER}headings.json", _with_headings(json.loads(load(f"{FOLDER}headings.json")), notes)
    shards = changed_shards(edits, len(paths), lambda number: load(f"{FOLDER}grams/{number}.json"))
    for number, data in shards.items():
        yield f"{FOLDER}grams/{number}.json", data
    bonds, files = ((edit.number, *edit.bonds) for edit in edits), files_for(len(paths))
    phrases = changed_files(
        bonds, files, lambda number: load(f"{FOLDER}phrases/{number}.json"), numbers, encoder(len(paths))
    )
    for number, data in phrases.items():
        yield f"{FOLDER}phrases/{number}.json", data
    for start in {edit.number // _CHUNK * _CHUNK for edit in edits}:
        yield about_file([library.notes[path] for path in paths[start : start + _CHUNK]], start)


def _renamed(meta: dict[str, Any], notes: Mapping[int, Note], library: Library) -> bytes:
    """The columns with the names of `notes` as they are now."""
    for number, note in notes.items():
        meta["titles"][number], meta["addresses"][number] = note.metadata.title, _address(note, library)
    for column, names_of in (("aliases", lambda note: note.metadata.aliases), ("halves", _halves)):
        names = {int(number): own for number, own in meta[column].items()}
        names |= {number: names_of(note) for number, note in notes.items()}
        meta[column] = {number: names[number] for number in sorted(names) if names[number]}
    return _json(meta)


def _with_headings(headings: list[Any], notes: Mapping[int, Note]) -> bytes:
    for number, note in notes.items():
        headings[number] = [one.text for one in _headings(note)]
    return _json(headings)


def about_file(notes: Sequence[Note], start: int) -> tuple[str, bytes]:
    """The file of abstracts and headings of `notes`, which begin with note number `start`."""
    return f"{FOLDER}notes/{start // _CHUNK}.json", _json([_about(note) for note in notes])


def told_of(note: Note, library: Library) -> tuple[object, ...]:
    """All that the index says of a note beside the words of its text."""
    data, headings = note.metadata, [(heading.text, heading.id) for heading in note.outline.headings]
    names = (note.path, library.addresses[note.path], data.title, data.aliases, data.language, data.description)
    return (*names, data.tags, data.categories, data.title_heading, headings, sorted(papers_of(note)))


def _meta(library: Library, terms: Sequence[Sequence[str]]) -> dict[str, object]:
    """What every query needs, in columns: a note is its place in them."""
    notes = list(library.notes.values())
    languages = sorted({note.metadata.language for note in notes})
    return {
        "version": _VERSION,
        "shards": shards_for(len(notes)),
        "chunk": _CHUNK,
        "phrases": files_for(len(notes)),
        "titles": [note.metadata.title for note in notes],
        "addresses": [_address(note, library) for note in notes],
        "languages": languages,
        "language": [languages.index(note.metadata.language) for note in notes],
        "aliases": {number: note.metadata.aliases for number, note in enumerate(notes) if note.metadata.aliases},
        "halves": {number: names for number, note in enumerate(notes) if (names := _halves(note))},
        **_terms_of("tags", library.tags, library),
        **_terms_of("categories", library.categories, library),
        "terms": terms,
        "particles": PARTICLES,
        "endings": endings(),
        "kinds": FILTERS,
    }


def _halves(note: Note) -> tuple[str, ...]:
    """Of a title in two languages, `무어의 법칙 (Moore's Law)`, each half."""
    found = _HALVES.fullmatch(note.metadata.title)
    names = tuple(map(str.strip, found.groups())) if found else ()
    return names if len({bool(_HANGUL.search(name)) for name in names}) > 1 else ()


def _address(note: Note, library: Library) -> str:
    """The address without its first slash; `=` for the title as the reader will write it there, which most are."""
    address = library.addresses[note.path].removeprefix("/")
    folder, _, last = address.rstrip("/").rpartition("/")
    same = address.endswith("/") and last == _AS_ADDRESS.sub("-", note.metadata.title.lower()).strip("-")
    return f"{folder}/=".removeprefix("/") if same else address


def _terms_of(name: str, taxonomy: Taxonomy, library: Library) -> dict[str, object]:
    """The names of a taxonomy, and those of each note by their place among them; a category has those above it."""
    numbers = {key: number for number, key in enumerate(taxonomy.terms)}
    return {
        name: ["/".join(term.names) for term in taxonomy.terms.values()],
        f"{name}Of": [[numbers[term.key] for term in taxonomy.terms_of(path)] for path in library.notes],
    }


def _headings(note: Note) -> list[Heading]:
    return [
        heading
        for index, heading in enumerate(note.outline.headings)
        if index != note.metadata.title_heading and heading.text
    ]


def _about(note: Note) -> list[object]:
    """What a result shows: the beginning of the note, its headings and their ids."""
    headings = _headings(note)
    return [note.outline.abstract[:_EXCERPT], [one.text for one in headings], [quoted(one.id) for one in headings]]


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
