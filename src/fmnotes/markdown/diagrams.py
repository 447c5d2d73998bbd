"""Mermaid -> a picture at build time, by merman (the extra `mermaid`).

A page holds it as an SVG in an `<img>`, where no script of it could run, with its source below: that is what can be
read aloud, searched and copied.
"""

from __future__ import annotations

import atexit
import json
import re
from functools import cache
from html import escape
from typing import Any, NamedTuple
from urllib.parse import quote

from fmnotes.text.regex import regex

LANGUAGE = "mermaid"
_OPTIONS = json.dumps(
    {
        "version": 2,
        # As they come, the limits for strangers refuse a tree of sixty nodes.
        "resources": {
            "profile": "constrained",
            "limits": {"max_layout_work_units": 100_000_000, "max_svg_bytes": 1_000_000},
        },
        # Without HTML in it, which a picture shows in some browsers only.
        "svg": {"pipeline": "resvg-safe"},
        "site_config": {"theme": "neutral", "fontFamily": "Arial, Helvetica, Liberation Sans, sans-serif"},
    }
)
_PATIENCE = 2_000
"""Milliseconds for one diagram."""
_LONGEST = 32_000
_MOST_DAYS = 1_000_000
_WIDE = 800
"""Pixels; the column of text has some 650."""
_SAFE = "/:;=,()*!'~$+@?-._"
_HEAD = regex(r"<svg\b[^>]*>")
_VIEW = regex(r' viewBox="[-\d.]+ [-\d.]+ ([\d.]+) ([\d.]+)"')
_SIZES = regex(r' (?:width|height)="[^"]*"')
_FRONT_MATTER = regex(r"\A\s*---[ \t]*\n(.*?)\n[ \t]*---[ \t]*(?:\n|\Z)", re.DOTALL)
_NAMED = regex(r"^[ \t]*title[ \t]*:[ \t]*(\S[^\n]*)", re.MULTILINE)
_TITLE = regex(r"(?:pie[ \t]+(?:showData[ \t]+)?)?title[ \t]+(\S.*)")
_ACCESSIBLE = regex(r"accTitle[ \t]*:[ \t]*(\S.*)")
_TITLED = frozenset("gantt pie journey timeline quadrantchart xychart radar sequencediagram".split())
_KIND = regex(r"[A-Za-z]+")
_SPAN = regex(r"(\d+)([yMwdh])\b")
_YEAR = regex(r"\b(\d{4,})-\d")
_DAYS = {"y": 366, "M": 31, "w": 7, "d": 1, "h": 1 / 24}
_WORDS = {False: ("Diagram", "Source of the diagram"), True: ("도식", "도식의 원문")}


class DiagramError(Exception):
    """A diagram that merman cannot draw; `str()` is its reason."""


class TooLargeError(DiagramError):
    """One that would take too long, or be too large for a page."""


class Drawing(NamedTuple):
    """An SVG, and how large it is in pixels (0: not known)."""

    svg: str
    width: int = 0
    height: int = 0


@cache
def can_draw() -> bool:
    """Is merman there, and does it draw?"""
    try:
        draw("flowchart LR\n  A --> B\n")
    except Exception:  # a library of another machine fails in many ways
        return False
    return True


@cache
def _client() -> Any:
    from merman import Merman

    # It frees what it holds through a library that is gone when the interpreter clears up.
    atexit.register(_client.cache_clear)
    return Merman()


def draw(source: str) -> Drawing:
    """The picture of a diagram, the same for the same source. Raises DiagramError."""
    from merman import MermanOperationControl, MermanOperationRequestV4

    if len(source) > _LONGEST or _days(source) > _MOST_DAYS:
        raise TooLargeError("too long")
    control = MermanOperationControl(timeout_ms=_PATIENCE)
    asked = MermanOperationRequestV4(
        operation_id="svg", source=source, uri=None, options_json=_OPTIONS, control=control
    )
    try:
        svg = _client().execute(asked).data.decode()
    except Exception as problem:  # the kinds of its errors change from version to version
        reason = getattr(problem, "message", "") or str(problem) or type(problem).__name__
        large = reason.startswith(("resource limit", "operation cancelled"))
        raise (TooLargeError if large else DiagramError)(reason) from None
    # It measures letters by a font of its own: what is a little wider in the reader's is not to be cut off.
    return _sized(svg.replace("overflow:hidden", "overflow:visible"))


def _days(source: str) -> float:
    """How many days merman looks at one by one for a chart that leaves some out, which it does not stop at."""
    if "excludes" not in source:
        return 0
    years = [int(year) for year in _YEAR.findall(source)]
    reach = (max(years) - min(years) + 1) * _DAYS["y"] if years else 0
    return reach * source.count("\n") + sum(int(count) * _DAYS[unit] for count, unit in _SPAN.findall(source))


def _sized(svg: str) -> Drawing:
    """With its own size for that of the page around it, which a picture has not."""
    head = _HEAD.search(svg)
    view = _VIEW.search(head[0]) if head else None
    if not head or not view:
        return Drawing(svg)
    width, height = round(float(view[1])), round(float(view[2]))
    opening = _SIZES.sub("", head[0]).replace("<svg", f'<svg width="{width}" height="{height}"', 1)
    return Drawing(svg[: head.start()] + opening + svg[head.end() :], width, height)


def diagram_html(source: str, drawing: Drawing, *, caption: str, korean: bool) -> str:
    """The picture, with its caption and its source below."""
    address = f"data:image/svg+xml,{quote(drawing.svg, _SAFE)}"
    size = f' width="{drawing.width}" height="{drawing.height}"' if drawing.width else ""
    # On a narrow screen its words would be too small: it scrolls.
    wide = " wide" if drawing.width > _WIDE else ""
    below = f"<figcaption>{escape(caption, quote=False)}</figcaption>\n" if caption else ""
    alt = caption or title_of(source) or f"{_WORDS[korean][0]}: {_kind(_lines(source))}"
    return (
        f'<figure class="diagram{wide}"><img src="{address}" alt="{escape(alt)}"{size} data-diagram>\n{below}'
        f'<details><summary>{_WORDS[korean][1]}</summary><pre><code class="language-{LANGUAGE}">'
        f"{escape(source, quote=False)}</code></pre></details></figure>\n"
    )


def title_of(source: str) -> str:
    """What a diagram calls itself: in its front matter, for screen readers, or where its kind has a title."""
    front, lines = _FRONT_MATTER.match(source), _lines(source)
    named = _NAMED.search(front[1]) if front else None
    found = [named, *map(_ACCESSIBLE.fullmatch, lines)]
    if _kind(lines).lower() in _TITLED:
        found += map(_TITLE.fullmatch, lines)
    title = next((one[1] for one in found if one), "").strip()
    return title[1:-1] if len(title) > 1 and title[0] == title[-1] and title[0] in "\"'" else title


def _kind(lines: list[str]) -> str:
    word = _KIND.match(lines[0]) if lines else None
    return word[0] if word else ""


def _lines(source: str) -> list[str]:
    """Its statements: without front matter, settings (`%%{…}%%`) and comments."""
    first, *others = _FRONT_MATTER.sub("", source, count=1).split("%%{")
    rest = "".join([first, *(one.partition("}%%")[2] for one in others)])
    return [line for line in map(str.strip, rest.splitlines()) if line and not line.startswith("%%")]
