"""How large authors want pictures -> attributes and classes: the content policy lets no style stand in a page."""

from __future__ import annotations

import re

from fmnotes.text.regex import regex

_WIDTHS = (5, 10, 15, 20, 25, 30, 33, 35, 40, 45, 50, 55, 60, 65, 66, 70, 75, 80, 85, 90)
_WHOLE = 95
_PERCENT = regex(r"\swidth\s*=\s*[\"']?\s*(\d{1,3})(?:\.\d+)?%[\"']?", re.IGNORECASE)
_STYLE = regex(r"\sstyle\s*=\s*(?:\"([^\"<>]{0,400})\"|'([^'<>]{0,400})')", re.IGNORECASE)
_DECLARATION = regex(
    r"(?:^|;)\s*(?:max-)?(width|height|zoom|float)\s*:\s*(?:(\d{1,5})(?:\.\d+)?(px|%)|(left|right))", re.IGNORECASE
)


def width_class(percent: int) -> str:
    """The class for a picture of about that share of the text's width; empty for all of it."""
    return f"w-{min(_WIDTHS, key=lambda one: abs(one - percent))}" if 0 < percent < _WHOLE else ""


def sized(tag: str) -> tuple[str, list[str]]:
    """The `<img>` without a share of the width, with the pixels of its style as attributes; and classes for the rest.

    `zoom-50` is for a page, which knows how large the picture is (Typora writes `zoom: 50%`).
    """
    style = _STYLE.search(tag)
    declared = {name.lower(): rest for name, *rest in _DECLARATION.findall(style[1] or style[2] or "")} if style else {}
    classes: list[str] = []
    if part := _PERCENT.search(tag):
        tag = tag[: part.start()] + tag[part.end() :]
        classes.append(width_class(int(part[1])))
    for name, (number, unit, side) in declared.items():
        if side:
            classes.append(f"align-{side.lower()}")
        elif unit == "%" and name == "width" and not part:
            classes.append(width_class(int(number)))
        elif unit == "%" and name == "zoom":
            classes.append(f"zoom-{int(number)}")
        elif unit == "px" and not re.search(rf"\s{name}\s*=", tag, re.IGNORECASE):
            tag = f'{tag[:4]} {name}="{number}"{tag[4:]}'
    return tag, [one for one in classes if one]
