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
from importlib.util import find_spec
from typing import Any
from urllib.parse import quote

LANGUAGE = "mermaid"
_OPTIONS = {
    "version": 2,
    # As they come, the limits for strangers refuse a tree of sixty nodes; these take about a second to reach.
    "resources": {
        "profile": "constrained",
        "limits": {"max_layout_work_units": 100_000_000, "max_svg_bytes": 1_000_000},
    },
    # Without HTML in it, which a picture shows in some browsers only.
    "svg": {"pipeline": "resvg-safe"},
    "site_config": {"theme": "neutral", "fontFamily": "sans-serif"},
}
_SAFE = "/:;=,()*!'~$+@?-._"
_VIEW = re.compile(r' width="100%"([^>]*? viewBox="[-\d.]+ [-\d.]+ ([\d.]+) ([\d.]+)")')
_SIZE = re.compile(r'\A<svg[^>]*? width="([\d.]+)" height="([\d.]+)"')
_KIND = re.compile(r"\A\s*(?:---\n.*?\n---\s*)?(?:%%[^\n]*\s+)*([A-Za-z]+)", re.DOTALL)
_TITLE = re.compile(
    r"^[ \t]*(?:pie[ \t]+(?:showData[ \t]+)?)?(?:acc)?[tT]itle[ \t]*:?[ \t]+(\S[^\n]*?)[ \t]*$", re.MULTILINE
)
_WORDS = {False: ("Diagram", "Source of the diagram"), True: ("도식", "도식의 원문")}


class DiagramError(Exception):
    """A diagram that merman cannot draw; `str()` is its reason."""


@cache
def can_draw() -> bool:
    """Is merman there?"""
    return find_spec("merman") is not None


@cache
def _engine() -> Any:
    from merman import MermanEngine

    # It frees what it holds through a library that is gone when the interpreter clears up.
    atexit.register(_engine.cache_clear)
    return MermanEngine(options_json=json.dumps(_OPTIONS), services=None)


def draw(source: str) -> str:
    """The SVG of a diagram, the same for the same source. Raises DiagramError."""
    try:
        svg = _engine().render_svg(source, None)
    except Exception as problem:  # the kinds of its errors change from version to version
        raise DiagramError(getattr(problem, "message", "") or str(problem) or type(problem).__name__) from None
    # It measures letters by a font of its own: what is a little wider in the reader's is not to be cut off.
    svg = svg.replace("overflow:hidden", "overflow:visible")
    return _VIEW.sub(r' width="\2" height="\3"\1', svg, count=1)


def diagram_html(source: str, svg: str, *, korean: bool) -> str:
    """The picture, with its source below."""
    size = _SIZE.search(svg)
    measure = f' width="{round(float(size[1]))}" height="{round(float(size[2]))}"' if size else ""
    name, below = _WORDS[korean]
    title, kind = _TITLE.search(source), _KIND.match(source)
    alt = escape(title[1] if title else f"{name}: {kind[1]}" if kind else name)
    address = f"data:image/svg+xml,{quote(svg, _SAFE)}"
    return (
        f'<figure class="diagram"><img src="{address}" alt="{alt}"{measure} data-diagram>\n'
        f'<details><summary>{below}</summary><pre><code class="language-{LANGUAGE}">{escape(source, quote=False)}'
        "</code></pre></details></figure>\n"
    )
