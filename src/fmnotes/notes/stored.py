"""A parsed text as JSON and back: what goes from one process to another, and what a cache keeps (never pickle).

Two parts: the facts, which the whole site needs, and the content, which is asked for when a page is rendered.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime, time
from operator import attrgetter
from typing import Any, NamedTuple

from fmnotes.diagnostics import Diagnostic
from fmnotes.markdown.body import (
    Address,
    BlockClose,
    BlockOpen,
    Body,
    Embed,
    Heading,
    HeadingClose,
    HeadingOpen,
    IdDef,
    IdRef,
    Image,
    Label,
    LinkClose,
    LinkOpen,
    Piece,
    Reference,
)
from fmnotes.notes.front_matter import Entry, FrontMatter, Plain, Value
from fmnotes.notes.note import ParsedText
from fmnotes.text.hangul import Letters


class Stored(NamedTuple):
    """`facts` without, `content` with what is large: the pieces of the body and its plain text.

    `grams` is what a search finds it by, where that was asked for.
    """

    facts: str
    content: str
    grams: str = ""


def store(text: ParsedText) -> Stored:
    """`text` as two JSON texts; its digest is not in them."""
    front, body = text.front, text.body
    facts = [
        front.kind, front.body_line, [one.row() for one in front.diagnostics],
        {key: [_value(one.value), *one[1:]] for key, one in front.entries.items()},
        body.references, body.headings, body.ids, body.labels, body.counts, body.abstract, body.code_lines, body.images,
        body.formulas, body.math_characters, body.trusted_html, body.size, [one.row() for one in body.diagnostics],
    ]  # fmt: skip
    content = [list(map(_piece, body.pieces)), body.prose, body.verbatim]
    return Stored(_json(facts), _json(content))


def restore(digest: str, facts: str) -> ParsedText:
    """The text with this digest, its body without pieces and plain text. Raises ValueError for what is no such JSON."""
    try:
        (
            kind, line, problems, entries, references, headings, ids, labels, counts, abstract, code_lines, images,
            formulas, math_characters, trusted_html, size, found,
        ) = json.loads(facts)  # fmt: skip
        # Most ids are those of headings: a string is held once.
        shared = {row[1]: row[1] for row in headings}
        return ParsedText(
            digest,
            FrontMatter(
                {key: Entry(_valued(row[0]), *row[1:]) for key, row in entries.items()},
                kind, "", line, tuple(map(Diagnostic.of_row, problems)),
            ),
            Body(
                (),
                tuple(map(_reference, references)),
                tuple(Heading(*row) for row in headings),
                tuple(map(shared.get, ids, ids)),
                tuple(Label(*row) for row in labels), "", "", size, Letters(*counts), abstract, code_lines, images,
                formulas, math_characters, trusted_html, tuple(map(Diagnostic.of_row, found)),
            ),
        )  # fmt: skip
    except (TypeError, KeyError, IndexError, AttributeError, RecursionError) as problem:
        raise ValueError(str(problem)) from None


_NO_SIZE = (0, 0)


def _reference(row: Any) -> Reference:
    made = Reference(*row)
    return made._replace(size=(made.size[0], made.size[1]) if any(made.size) else _NO_SIZE)


def whole_body(body: Body, content: str) -> Body:
    """`body` with its content. Raises ValueError for what is no such JSON."""
    try:
        pieces, prose, verbatim = json.loads(content)
        return replace(body, pieces=tuple(map(_pieced, pieces)), prose=prose, verbatim=verbatim)
    except (TypeError, IndexError, RecursionError) as problem:
        raise ValueError(str(problem)) from None


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), check_circular=False)


# -- pieces: text as it is, holes as lists that begin with their number ------------------------------------------

_KINDS: tuple[Callable[..., Piece], ...] = (
    LinkOpen, LinkClose, Image, Address, Embed, IdDef, IdRef, HeadingOpen, HeadingClose, BlockOpen, BlockClose,
)  # fmt: skip
_FIELDS: Mapping[object, tuple[int, Callable[[Any], object]]] = {
    LinkOpen: (0, list),
    LinkClose: (1, lambda _: []),
    Image: (2, attrgetter("ref", "alt", "attributes", "figure")),
    Address: (3, lambda one: [one.ref]),
    Embed: (4, attrgetter("ref", "label", "block")),
    IdDef: (5, lambda one: [one.id]),
    IdRef: (6, lambda one: [one.id]),
    HeadingOpen: (7, lambda one: [one.index]),
    HeadingClose: (8, lambda one: [one.index]),
    BlockOpen: (9, lambda one: [one.id]),
    BlockClose: (10, lambda one: [one.id]),
}


def _piece(piece: Piece) -> object:
    if isinstance(piece, str):
        return piece
    number, fields = _FIELDS[type(piece)]
    return [number, *fields(piece)]  # type: ignore[misc]


def _pieced(row: Any) -> Piece:
    return row if isinstance(row, str) else _KINDS[row[0]](*row[1:])


# -- values of front matter --------------------------------------------------------------------------------------


def _value(value: Value) -> object:
    """Text, numbers and lists as they are; what JSON has no word for in an object with one key."""
    if isinstance(value, Plain):
        return {"plain": str(value)}
    if isinstance(value, datetime | date | time):
        return {type(value).__name__: value.isoformat()}
    if isinstance(value, list):
        return [_value(one) for one in value]
    if isinstance(value, dict):
        return {"map": [[key, _value(one)] for key, one in value.items()]}
    return value


_READ: Mapping[str, Callable[[Any], Value]] = {
    "plain": Plain,
    "datetime": datetime.fromisoformat,
    "date": date.fromisoformat,
    "time": time.fromisoformat,
    "map": lambda rows: {key: _valued(one) for key, one in rows},
}


def _valued(value: Any) -> Value:
    if isinstance(value, list):
        return [_valued(one) for one in value]
    if isinstance(value, dict):
        ((kind, inner),) = value.items()
        return _READ[kind](inner)
    made: Value = value
    return made
