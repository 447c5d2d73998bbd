"""Colours that authors gave to words -> classes: the content policy lets no style stand in a page.

A theme has a shade of each for light and for dark, that can be read on its paper; black, white and near them are no
colours, but what an editor wrote of its own accord.
"""

from __future__ import annotations

import colorsys
import re
from collections.abc import Iterator

from fmnotes.text.regex import regex

_NAMES = {
    "crimson": "red", "darkred": "red", "firebrick": "red", "tomato": "red", "maroon": "red", "coral": "orange",
    "darkorange": "orange", "gold": "yellow", "lime": "green", "darkgreen": "green", "forestgreen": "green",
    "seagreen": "green", "olive": "green", "lightgreen": "green", "teal": "green", "navy": "blue", "skyblue": "blue",
    "royalblue": "blue", "dodgerblue": "blue", "steelblue": "blue", "lightblue": "blue", "cyan": "blue",
    "aqua": "blue", "violet": "purple", "indigo": "purple", "magenta": "pink", "fuchsia": "pink", "hotpink": "pink",
    "gray": "grey", "darkgray": "grey", "darkgrey": "grey", "lightyellow": "yellow",
}  # fmt: skip
_HUES = {"red": 0.04, "orange": 0.115, "yellow": 0.19, "green": 0.47, "blue": 0.71, "purple": 0.83, "pink": 0.95}
"""Where each ends on the way around, from red (0) to red (1)."""
_HEX = regex(r"#(?:([0-9a-f]{3})[0-9a-f]?|([0-9a-f]{6})(?:[0-9a-f]{2})?)")
_RGB = regex(r"rgba?\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})\b[^()]*\)")
_INK = regex(r"""(?:^|[\s;"'])color\s*[:=][\s"']*([#\w]+(?:\([^()<>]*\))?)""", re.IGNORECASE)
_WASH = regex(r"""background(?:-color)?\s*:\s*([#\w]+(?:\([^()<>]*\))?)""", re.IGNORECASE)
_DARKEST, _LIGHTEST, _FADED = 0.1, 0.97, 0.2
_GREYS = (0.35, 0.75)


def colour_classes(tag: str) -> list[str]:
    """The classes for the colours that a tag of HTML asks for: `ink-red`, `wash-yellow`."""
    return list(_found(tag)) if "color" in tag.lower() or "background" in tag.lower() else []


def _found(tag: str) -> Iterator[str]:
    for kind, shape in (("ink", _INK), ("wash", _WASH)):
        if (found := shape.search(tag)) and (shade := shade_of(found[1])) and (kind, shade) != ("wash", "grey"):
            yield f"{kind}-{shade}"


def shade_of(colour: str) -> str:
    """The shade nearest to a colour of CSS; empty for what is none, or is nearly black or white."""
    colour = colour.strip().lower()
    if colour in _HUES or colour in _NAMES or colour == "grey":
        return _NAMES.get(colour, colour)
    if found := _HEX.fullmatch(colour):
        digits = found[2] or "".join(digit * 2 for digit in found[1])
        parts = list(bytes.fromhex(digits))
    elif found := _RGB.fullmatch(colour):
        parts = [min(255, int(part)) for part in found.groups()]
    else:
        return ""
    hue, lightness, saturation = colorsys.rgb_to_hls(*(part / 255 for part in parts))
    if saturation < _FADED:
        return "grey" if _GREYS[0] < lightness < _GREYS[1] else ""
    if not _DARKEST < lightness < _LIGHTEST:
        return ""
    return next((shade for shade, end in _HUES.items() if hue < end), "red")
