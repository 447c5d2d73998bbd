"""Pictures for sharing, drawn from a note's title in a font of the site's (the extra `cards`).

A font is asked for every character before it is used: a card with empty boxes is not drawn at all.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from fmnotes.config import Config
from fmnotes.diagnostics import Diagnostic, Place, diagnose
from fmnotes.pages.page import ShareCard
from fmnotes.pages.sharing import CARD_HEIGHT, CARD_WIDTH

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

_PAPER, _INK, _MUTED, _ACCENT = "#fbfaf7", "#1d1b17", "#5f5a50", "#9a3b1f"
_MARGIN = 90
_SIZES = (84, 72, 62, 54, 46)
_LINES = 4
_SITE_SIZE = 34
_COLOURS = 32
_LONGEST = 160


@dataclass(frozen=True)
class CardFont:
    """The font that cards are drawn in."""

    path: Path

    @cached_property
    def _known(self) -> frozenset[int]:
        import uharfbuzz

        return frozenset(uharfbuzz.Face(self.path.read_bytes()).unicodes)

    @cached_property
    def digest(self) -> str:
        """Equal for equal fonts."""
        return hashlib.blake2b(self.path.read_bytes(), digest_size=8).hexdigest()

    def missing(self, text: str) -> str:
        """The characters of `text` that the font cannot show."""
        return "".join(sorted({ch for ch in text if not ch.isspace() and ord(ch) not in self._known}))


def card_font(config: Config) -> tuple[CardFont | None, list[Diagnostic]]:
    """The font that the configuration names; None with the reason where cards cannot be drawn."""
    if not config.card_font:
        return None, []
    if find_spec("PIL") is None:
        return None, [diagnose("card-font", Place(), problem="Pillow")]
    font = CardFont(config.root / config.card_font)
    try:
        font.missing("가")
        draw(ShareCard("A", "A"), font)
    except Exception as problem:  # a file that is no font fails in many ways
        return None, [diagnose("card-font", Place(), problem=f"{config.card_font}: {problem}")]
    return font, []


def drawable(font: CardFont, titles: Mapping[str, str], site: str) -> tuple[dict[str, ShareCard], list[Diagnostic]]:
    """A card for every title by its note's path; where a glyph is missing, a warning instead."""
    cards: dict[str, ShareCard] = {}
    problems: list[Diagnostic] = []
    for path, title in titles.items():
        if missing := font.missing(title + site):
            problems.append(diagnose("card-glyphs", Place(path), missing=missing))
        else:
            cards[path] = ShareCard(title, site)
    return cards, problems


@lru_cache(maxsize=16)
def _sized(path: Path, size: int) -> FreeTypeFont:
    from PIL import ImageFont

    return ImageFont.truetype(str(path), size)


def draw(card: ShareCard, font: CardFont) -> bytes:
    """A PNG of 1200 by 630: the title, wrapped and as large as it fits, the site's name below."""
    from PIL import Image, ImageDraw

    picture = Image.new("RGB", (CARD_WIDTH, CARD_HEIGHT), _PAPER)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 0, 18, CARD_HEIGHT), fill=_ACCENT)
    size, lines = _fitted(card.title, font)
    for number, line in enumerate(lines):
        pen.text((_MARGIN, _MARGIN + number * size * 1.35), line, font=_sized(font.path, size), fill=_INK)
    below = CARD_HEIGHT - _MARGIN - _SITE_SIZE
    pen.text((_MARGIN, below), card.site, font=_sized(font.path, _SITE_SIZE), fill=_MUTED)
    made = BytesIO()
    picture.quantize(_COLOURS).save(made, "PNG", optimize=True)
    return made.getvalue()


def _fitted(title: str, font: CardFont) -> tuple[int, list[str]]:
    """The largest size at which the title fits; at the smallest, its beginning."""
    lines: list[str] = []
    if len(title) > _LONGEST:
        title = title[:_LONGEST] + "…"
    for size in _SIZES:
        lines = list(_wrapped(title, _sized(font.path, size)))
        if len(lines) <= _LINES:
            return size, lines
    return _SIZES[-1], lines[:_LINES]


def _wrapped(title: str, font: FreeTypeFont) -> Iterable[str]:
    """Lines broken between words, and inside a word only where it alone is too long."""
    width, line = CARD_WIDTH - 2 * _MARGIN, ""
    for word in title.split():
        if line and font.getlength(f"{line} {word}") > width:
            yield line
            line = ""
        line = f"{line} {word}".strip()
        while font.getlength(line) > width:
            cut = next(end for end in range(len(line) - 1, 0, -1) if font.getlength(line[:end]) <= width or end == 1)
            yield line[:cut]
            line = line[cut:]
    yield line
