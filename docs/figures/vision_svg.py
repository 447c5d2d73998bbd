"""Boxes and arrows as the figures of notes/vision/ have them."""

from pathlib import Path

from svg import GREY, LINE, SOFT, Drawing
from svg import PALE_BLUE as BLUE
from svg import PALE_GREEN as GREEN
from svg import PALE_ORANGE as ORANGE
from svg import PALE_VIOLET as VIOLET

__all__ = ["BLUE", "GREEN", "GREY", "LINE", "ORANGE", "SOFT", "VIOLET", "Figure"]

IMAGES = Path("notes/vision/images")
EDGE: dict[str, object] = {"rx": 6, "stroke": LINE, "stroke_width": 1.2}


class Figure(Drawing):
    """A drawing whose boxes have an edge and whose arrows may bend."""

    def __init__(self, width: int, height: int, title: str, desc: str) -> None:
        super().__init__((width, height), title, desc)

    def rect(self, x: float, y: float, w: float, h: float, fill: str = GREY, **more: object) -> None:
        super().rect(x, y, w, h, fill, **(EDGE | more))

    def frame(self, x: float, y: float, w: float, h: float, words: str, fill: str = GREY) -> None:
        """A box with one or more centred lines."""
        self.box((x, y, w, h), words, fill, 14 if "\n" in words else 15)

    def way(self, *points: tuple[float, float]) -> None:
        """An arrow through `points`."""
        d = " L".join(f"{x:g} {y:g}" for x, y in points)
        self.path(f"M{d}", fill="none", stroke=SOFT, stroke_width=1.6, marker_end="url(#head4)")

    def publish(self, name: str) -> None:
        """Write it beside the notes."""
        self.save(IMAGES / name)
