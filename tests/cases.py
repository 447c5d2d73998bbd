"""Readable text cases: a title, a dot, Markdown, a dot, HTML, a dot. `FMNOTES_UPDATE=1` rewrites the HTML."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from html import escape
from pathlib import Path

from fmnotes.markdown.body import (
    Address,
    BlockClose,
    BlockOpen,
    Body,
    Embed,
    HeadingClose,
    HeadingOpen,
    IdDef,
    IdRef,
    Image,
    LinkClose,
    LinkOpen,
    Piece,
)

FOLDER = Path(__file__).parent / "cases"
_MATH = re.compile(r"<math.*?</math>", re.DOTALL)


@dataclass(frozen=True)
class Case:
    file: str
    line: int
    title: str
    markdown: str
    html: str


def read_cases(path: Path) -> list[Case]:
    """All cases of a file; text between cases is comment."""
    cases: list[Case] = []
    lines = path.read_text("utf-8").split("\n")
    number = 0
    while number < len(lines):
        if lines[number] == "." and number:
            middle = lines.index(".", number + 1)
            end = lines.index(".", middle + 1)
            markdown, html = "\n".join(lines[number + 1 : middle]), "\n".join(lines[middle + 1 : end])
            cases.append(Case(path.name, number + 1, lines[number - 1], markdown, html))
            number = end
        number += 1
    return cases


def update(path: Path, case: Case, html: str) -> None:
    """Write `html` as what the case expects."""
    text = path.read_text("utf-8")
    old = (
        f"{case.title}\n.\n{case.markdown}\n.\n{case.html}\n.\n"
        if case.html
        else f"{case.title}\n.\n{case.markdown}\n.\n.\n"
    )
    assert text.count(old) == 1, case.title
    path.write_text(text.replace(old, f"{case.title}\n.\n{case.markdown}\n.\n{html}\n.\n"), "utf-8")


def updating() -> bool:
    return os.environ.get("FMNOTES_UPDATE") == "1"


def flat(body: Body, *, ids: bool = True, short_math: bool = True) -> str:
    """A body with every hole filled by what the author wrote: what it is before any site is known."""
    html = "".join(_written(body, piece, ids=ids) for piece in body.pieces).strip("\n")
    return _MATH.sub(_tex, html) if short_math else html


def _tex(found: re.Match[str]) -> str:
    """MathML as the TeX it was made of: the cases are about where formulas begin and end."""
    source = re.search(r'<annotation encoding="application/x-tex">(.*?)</annotation>', found[0], re.DOTALL)
    assert source
    return f"⟦{source[1]}⟧"


def _written(body: Body, piece: Piece, *, ids: bool) -> str:
    if isinstance(piece, str):
        return piece
    if isinstance(piece, LinkClose):
        return "</a>"
    if isinstance(piece, HeadingOpen | HeadingClose):
        heading = body.headings[piece.index]
        own = f' id="{heading.id}"' if ids else ""
        return f"<h{heading.level}{own}>" if isinstance(piece, HeadingOpen) else f"</h{heading.level}>"
    if isinstance(piece, IdDef | IdRef):
        return f' id="{piece.id}"' if isinstance(piece, IdDef) else f' href="#{piece.id}"'
    if isinstance(piece, BlockOpen | BlockClose):
        return f'<div id="{piece.id}">\n' if isinstance(piece, BlockOpen) else "</div>\n"
    ref = body.references[piece.ref]
    title = f' title="{escape(ref.title)}"' if ref.title else ""
    if isinstance(piece, LinkOpen):
        kind = ' class="wiki"' if ref.kind == "wikilink" else ""
        return f'<a href="{escape(ref.target)}"{kind}{title}{piece.attributes}>'
    if isinstance(piece, Image):
        sized = f' size="{ref.size[0]}x{ref.size[1]}"' if any(ref.size) else ""
        image = f'<img src="{escape(ref.target)}" alt="{escape(piece.alt)}"{title}{sized}{piece.attributes}>'
        return f"<p>{image}</p>\n" if piece.figure else image
    if isinstance(piece, Embed):
        size = f" {ref.size[0]}x{ref.size[1]}" if any(ref.size) else ""
        return f"⟪{ref.target}{size}{' block' if piece.block else ''}⟫"
    assert isinstance(piece, Address)
    return escape(ref.target)
