"""Lines, boxes and words as SVG on a light ground of its own: what all figures share."""

from __future__ import annotations

from pathlib import Path
from xml.sax.saxutils import escape

INK, SOFT, LINE, PAPER = "#1f2933", "#4a5663", "#7b8794", "#fbfbf9"
FAINT, WHITE, GREY = "#d9dee4", "#ffffff", "#e4e7eb"
BLUE, ORANGE, GREEN, VIOLET = "#1d4ed8", "#b45309", "#047857", "#6d28d9"
PALE_BLUE, PALE_ORANGE, PALE_GREEN, PALE_VIOLET = "#cfe0fc", "#fddcb5", "#cdebd8", "#e3d8f8"
FONT = "system-ui, 'Apple SD Gothic Neo', 'Malgun Gothic', 'Noto Sans KR', 'Noto Sans CJK KR', sans-serif"
COLOURS = (BLUE, ORANGE, GREEN, VIOLET, SOFT)


def number(value: float) -> str:
    """At most two decimals, and a true minus sign for people is made elsewhere."""
    return f"{round(value, 2):g}"


def attributes(more: dict[str, object]) -> str:
    return "".join(f' {key.replace("_", "-")}="{value}"' for key, value in more.items())


class Drawing:
    """Collects elements; `save` writes them with a title and a description for readers who do not see them."""

    def __init__(self, size: tuple[int, int], title: str, desc: str) -> None:
        self.size, self.title, self.desc = size, title, desc
        self.parts: list[str] = []

    def text(self, x: float, y: float, words: str, size: float = 14, anchor: str = "middle", **more: object) -> None:
        head = f'<text x="{number(x)}" y="{number(y)}" font-size="{size:g}" text-anchor="{anchor}"'
        self.parts.append(f"{head}{attributes(more)}>{escape(words)}</text>")

    def heading(self, x: float, y: float, words: str) -> None:
        self.text(x, y, words, 16, font_weight=600)

    def rect(self, x: float, y: float, w: float, h: float, fill: str, **more: object) -> None:
        place = " ".join(f'{k}="{number(v)}"' for k, v in zip(("x", "y", "width", "height"), (x, y, w, h), strict=True))
        self.parts.append(f'<rect {place} fill="{fill}"{attributes(more)}/>')

    def box(self, place: tuple[float, float, float, float], words: str, fill: str, size: float = 14) -> None:
        """A rounded box with its lines of words in the middle."""
        x, y, w, h = place
        self.rect(x, y, w, h, fill, rx=6, stroke=LINE, stroke_width=1.2)
        lines = words.split("\n") if words else []
        top = y + h / 2 + size * 0.35 - size * 1.3 * (len(lines) - 1) / 2
        for i, line in enumerate(lines):
            self.text(x + w / 2, top + i * size * 1.3, line, size)

    def line(self, a: tuple[float, float], b: tuple[float, float], colour: str = LINE, **more: object) -> None:
        ends = f'x1="{number(a[0])}" y1="{number(a[1])}" x2="{number(b[0])}" y2="{number(b[1])}"'
        self.parts.append(f'<line {ends} stroke="{colour}"{attributes(more)}/>')

    def curve(self, points: list[tuple[float, float]], colour: str, **more: object) -> None:
        places = " ".join(f"{number(x)},{number(y)}" for x, y in points)
        self.parts.append(
            f'<polyline points="{places}" fill="none" stroke="{colour}" stroke-width="2.2"{attributes(more)}/>'
        )

    def dot(self, x: float, y: float, r: float, fill: str, **more: object) -> None:
        self.parts.append(f'<circle cx="{number(x)}" cy="{number(y)}" r="{r:g}" fill="{fill}"{attributes(more)}/>')

    def path(self, d: str, **more: object) -> None:
        self.parts.append(f'<path d="{d}"{attributes(more)}/>')

    def arrow(self, a: tuple[float, float], b: tuple[float, float], colour: str = SOFT, width: float = 1.6) -> None:
        marker = f"url(#head{COLOURS.index(colour)})"
        self.line(a, b, colour, stroke_width=width, marker_end=marker)

    def save(self, path: Path) -> None:
        w, h = self.size
        heads = "".join(
            f'<marker id="head{i}" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" '
            f'orient="auto"><path d="M0 0 L10 5 L0 10 z" fill="{colour}"/></marker>\n'
            for i, colour in enumerate(COLOURS)
            if any(f"url(#head{i})" in part for part in self.parts)
        )
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{w}" height="{h}" viewBox="0 0 {w} {h}" role="img" '
            f'aria-labelledby="t d" font-family="{FONT}" fill="{INK}">\n'
            f'<title id="t">{escape(self.title)}</title>\n<desc id="d">{escape(self.desc)}</desc>\n'
            + (f"<defs>\n{heads}</defs>\n" if heads else "")
            + f'<rect width="{w}" height="{h}" rx="12" fill="{PAPER}"/>\n'
            + "\n".join(self.parts)
            + "\n</svg>\n",
            encoding="utf-8",
        )
