"""Boxes, arrows and words as SVG: what the figures of notes/vision/ share."""

from pathlib import Path
from xml.sax.saxutils import escape

IMAGES = Path("notes/vision/images")
INK, SOFT, LINE, PAPER = "#1f2933", "#4a5663", "#7b8794", "#fbfbf9"
BLUE, GREEN, ORANGE, GREY, VIOLET = "#cfe0fc", "#cdebd8", "#fddcb5", "#e4e7eb", "#e3d8f8"
FONT = "system-ui, sans-serif"
HEAD = 1024  # bytes that readers of image sizes decode


class Figure:
    """Collects elements and writes them over a light rounded background."""

    def __init__(self, width: int, height: int, title: str, desc: str) -> None:
        self.size, self.title, self.desc = (width, height), title, desc
        self.parts: list[str] = []

    def rect(self, x: float, y: float, w: float, h: float, fill: str = GREY, **more: object) -> None:
        style = {"rx": 6, "stroke": LINE, "stroke-width": 1.2} | {k.replace("_", "-"): v for k, v in more.items()}
        attributes = " ".join(f'{name}="{value}"' for name, value in style.items())
        self.parts.append(f'<rect x="{x:g}" y="{y:g}" width="{w:g}" height="{h:g}" fill="{fill}" {attributes}/>')

    def text(self, x: float, y: float, words: str, size: float = 14, anchor: str = "middle", **more: object) -> None:
        extra = "".join(f' {k.replace("_", "-")}="{v}"' for k, v in more.items())
        self.parts.append(
            f'<text x="{x:g}" y="{y:g}" font-size="{size:g}" text-anchor="{anchor}"{extra}>{escape(words)}</text>'
        )

    def box(self, x: float, y: float, w: float, h: float, words: str, fill: str = GREY) -> None:
        """A box with one or more centred lines."""
        self.rect(x, y, w, h, fill)
        lines = words.split("\n")
        size = 15 if len(lines) == 1 else 14
        step = size * 1.3
        top = y + h / 2 + size * 0.35 - step * (len(lines) - 1) / 2
        for i, line in enumerate(lines):
            self.text(x + w / 2, top + i * step, line, size)

    def arrow(self, *points: tuple[float, float]) -> None:
        path = " L".join(f"{x:g} {y:g}" for x, y in points)
        self.parts.append(
            f'<path d="M{path}" fill="none" stroke="{SOFT}" stroke-width="1.6" marker-end="url(#arrow)"/>'
        )

    def save(self, name: str) -> None:
        w, h = self.size
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{w}" height="{h}" viewBox="0 0 {w} {h}" role="img" '
            f'aria-labelledby="t d" font-family="{FONT}" fill="{INK}">\n'
            f'<title id="t">{escape(self.title)}</title>\n<desc id="d">{escape(self.desc)}</desc>\n'
            '<defs><marker id="arrow" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" '
            f'orient="auto"><path d="M0 0 L10 5 L0 10 z" fill="{SOFT}"/></marker></defs>\n'
            f'<rect width="{w}" height="{h}" rx="12" fill="{PAPER}"/>\n'
        )
        IMAGES.mkdir(parents=True, exist_ok=True)
        data = (head + "\n".join(self.parts) + "\n</svg>\n").encode()
        start = len(head.encode())
        while start < HEAD < len(data) and data[HEAD] & 0xC0 == 0x80:  # a character is cut in two there
            data = data[:start] + b"\n" + data[start:]
        (IMAGES / name).write_bytes(data)
