"""The font of the formulas: STIX Two Math out of the package `ziamath`, cut down to the characters that a site uses.

A site without formulas has none. What was cut is kept, by the characters, so that a build cuts only when they change.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

from fmnotes.disk import replace_whole
from fmnotes.markdown.body import Body
from fmnotes.site.assets.woff import woff
from fmnotes.site.cache.versions import program_digest

FONT = "_/math.woff"
"""The font's path in the output; `body.css` names it."""

_SOURCE = "fonts/STIXTwoMath-Regular.ttf"
# What a browser draws without its character in the text: the radical of `<msqrt>`.
_DRAWN = "√"
# MathML sets single letters in italics by itself (MathML Core, 2.1.6): those glyphs have code points of their own.
_ITALICS = {
    **{chr(ord("A") + i): chr(0x1D434 + i) for i in range(26)},
    **{chr(ord("a") + i): chr(0x1D44E + i) for i in range(26)},
    **{chr(0x391 + i): chr(0x1D6E2 + i) for i in range(25)},
    **{chr(0x3B1 + i): chr(0x1D6FC + i) for i in range(25)},
    "h": "\u210e",
    "ı": "\U0001d6a4",
    "ȷ": "\U0001d6a5",
    "∂": "\U0001d715",
    "ϵ": "\U0001d716",
    "ϑ": "\U0001d717",
    "ϰ": "\U0001d718",
    "ϕ": "\U0001d719",
    "ϱ": "\U0001d71a",
    "ϖ": "\U0001d71b",
}


def math_font(bodies: Iterable[Body], kept: Path) -> bytes:
    """A WOFF with what the formulas of `bodies` need; empty without formulas. `kept` is a folder for what was cut."""
    used = {ch for body in bodies for ch in body.math_characters}
    if not used:
        return b""
    characters = "".join(sorted(used | set(_DRAWN)))
    key = hashlib.blake2b(f"{program_digest()} {characters}".encode(), digest_size=12).hexdigest()
    for known in kept.glob(f"math-{key}-*.woff"):
        if known.name == _name(key, data := known.read_bytes()):
            return data
    data = _cut(characters)
    with suppress(OSError):
        _keep(data, key, kept)
    return data


def _keep(data: bytes, key: str, kept: Path) -> None:
    """In the place of what was cut before. Raises OSError."""
    kept.mkdir(parents=True, exist_ok=True)
    for old in kept.glob("math-*.woff"):
        old.unlink(missing_ok=True)
    replace_whole(kept / _name(key, data), data)


def _name(key: str, data: bytes) -> str:
    """The file that keeps `data`: what was damaged is not taken for it."""
    return f"math-{key}-{hashlib.blake2b(data, digest_size=8).hexdigest()}.woff"


def _cut(characters: str) -> bytes:
    # Only where there is something to cut.
    import uharfbuzz

    wanted = uharfbuzz.SubsetInput()
    wanted.unicode_set.update(map(ord, characters + "".join(_ITALICS.get(ch, "") for ch in characters)))
    wanted.flags = uharfbuzz.SubsetFlags.NO_HINTING
    # An empty set that is turned round: formulas use every feature of the layout.
    wanted.layout_feature_tag_set.clear()
    wanted.layout_feature_tag_set.invert()
    face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(font_file())))
    return woff(uharfbuzz.subset(face, wanted).blob.data)


def font_file() -> Path:
    """The font in the installed package, found without importing it."""
    found = find_spec("ziamath")
    if found is None or found.origin is None:
        raise ModuleNotFoundError("ziamath")
    return Path(found.origin).parent / _SOURCE
