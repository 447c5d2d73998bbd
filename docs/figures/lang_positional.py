"""Draws the figures of notes/post/positional-encoding: python docs/figures/lang_positional.py, from the root."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path

from svg import BLUE, FAINT, GREEN, GREY, INK, ORANGE, SOFT, WHITE, Drawing

IMAGES = Path("notes/post/positional-encoding/images")
Point = tuple[float, float]


def minus(value: float) -> str:
    return f"{value or 0:g}".replace("-", "\N{MINUS SIGN}")


def mix(a: str, b: str, t: float) -> str:
    """The colour at t between two of them."""
    pairs = zip(bytes.fromhex(a[1:]), bytes.fromhex(b[1:]), strict=True)
    return "#" + "".join(f"{round(x + (y - x) * t):02x}" for x, y in pairs)


def waves(ko: bool) -> None:
    d = 32
    title = "사인 위치 인코딩의 세 차원" if ko else "Three dimensions of the sinusoidal encoding"
    desc = (
        "위치 0에서 60까지, 차원 쌍 0, 4, 8의 사인 값. 파장은 차례로 약 6.3, 62.8, 628이다."
        if ko
        else "Sine values of dimension pairs 0, 4 and 8 at positions 0 to 60. Wavelengths are about 6.3, 62.8 and 628."
    )
    figure = Drawing((720, 380), title, desc)
    top = f"차원이 올라갈수록 느려지는 사인파 (d = {d})" if ko else f"Waves slow down as the dimension rises (d = {d})"
    figure.heading(405, 30, top)
    for row, (i, colour, turns) in enumerate(
        ((0, BLUE, "2π ≈ 6.3"), (4, ORANGE, "20π ≈ 62.8"), (8, GREEN, "200π ≈ 628"))
    ):
        middle = 88 + 100 * row
        omega = 10000 ** (-2 * i / d)

        def place(p: float, omega: float = omega, middle: float = middle) -> Point:
            return 120 + 9.5 * p, middle - 34 * math.sin(omega * p)

        figure.line((120, middle), (690, middle), FAINT)
        figure.text(18, middle - 5, f"i = {i}", 14, "start", fill=colour, font_weight=600)
        figure.text(18, middle + 15, "파장" if ko else "period", 12, "start")
        figure.text(18, middle + 31, turns, 12, "start")
        figure.curve([place(k / 4) for k in range(241)], colour)
        for p in range(61):
            figure.dot(*place(p), 2.4, colour)
    figure.line((120, 336), (690, 336), SOFT)
    for p in range(0, 61, 10):
        figure.line((120 + 9.5 * p, 336), (120 + 9.5 * p, 341), SOFT)
        figure.text(120 + 9.5 * p, 355, str(p), 12)
    figure.text(405, 372, "위치" if ko else "position", 12)
    figure.save(IMAGES / ("sinusoidal-waves.svg" if ko else "sinusoidal-waves-en.svg"))


def turned(centre: Point, radius: float, degrees: float) -> Point:
    angle = math.radians(degrees)
    return centre[0] + radius * math.cos(angle), centre[1] - radius * math.sin(angle)


def circle(figure: Drawing, x: float, positions: tuple[int, int], ko: bool) -> None:
    """A query at 0 and a key at 20 degrees, both turned by 15 degrees a position."""
    centre, radius = (x, 208.0), 120.0
    figure.dot(*centre, radius, "none", stroke=FAINT)
    figure.line((x - 134, 208), (x + 134, 208), FAINT)
    figure.line((x, 74), (x, 342), FAINT)
    ends = []
    for name, colour, start, position in (("q", BLUE, 0, positions[0]), ("k", ORANGE, 20, positions[1])):
        angle = start + 15 * position
        ends.append(angle)
        figure.line(
            centre, turned(centre, radius, start), colour, stroke_width=1.5, stroke_dasharray="4 4", opacity=0.7
        )
        figure.arrow(centre, turned(centre, radius, angle), colour, 2.5)
        at = turned(centre, radius + 12, angle)
        anchor = "end" if at[0] < x else "start"
        words = f"{name}, {'위치' if ko else 'position'} {position}"
        figure.text(at[0], at[1] + 4, words, 14, anchor, fill=colour, font_weight=600)
    a, b = turned(centre, 46, ends[0]), turned(centre, 46, ends[1])
    figure.path(
        f"M {a[0]:.1f} {a[1]:.1f} A 46 46 0 0 0 {b[0]:.1f} {b[1]:.1f}", fill="none", stroke=GREEN, stroke_width=2
    )
    at = turned(centre, 66, sum(ends) / 2)
    figure.text(at[0], at[1] + 5, f"{ends[1] - ends[0]}°", 14, fill=GREEN, font_weight=600)
    low, high = positions
    below = (
        f"위치 {low}과 {high}: 차이 3, 사이각 20° + 3 × 15° = 65°" if ko else f"{high} − {low} = 3, 20° + 3 × 15° = 65°"
    )
    figure.text(x, 366, below, 14)


def rotation(ko: bool) -> None:
    title = "회전 위치 인코딩" if ko else "Rotary position embedding"
    desc = (
        "두 단위원. 왼쪽은 질의를 위치 1, 키를 위치 4만큼, 오른쪽은 위치 5와 8만큼 돌렸다. 두 경우 모두 "
        "사이각이 65도이다."
        if ko
        else "Two unit circles. On the left the query is turned for position 1 and the key for position 4, on "
        "the right "
        "for positions 5 and 8. The angle between them is 65 degrees in both."
    )
    figure = Drawing((760, 404), title, desc)
    top = (
        "위치만큼 돌리면 사이각은 위치의 차이에만 달려 있다 (θ = 15°)"
        if ko
        else "Turned by position, the angle depends on the difference only (θ = 15°)"
    )
    figure.heading(380, 30, top)
    circle(figure, 190, (1, 4), ko)
    circle(figure, 570, (5, 8), ko)
    note = "점선은 돌리기 전의 벡터, 실선은 돌린 뒤의 벡터" if ko else "dashed: before turning, solid: after"
    figure.text(380, 392, note, 12, fill=SOFT)
    figure.save(IMAGES / ("회전 위치 인코딩.svg" if ko else "rotary-position-encoding-en.svg"))


def bias_matrix(figure: Drawing, n: int) -> None:
    """Slope 1/2: what is taken off the score of query i and key j, nothing above the diagonal."""
    for i in range(n):
        figure.text(60, 80 + 38 * i, str(i), 12, "end")
        figure.text(88 + 38 * i, 48, str(i), 12)
        for j in range(n):
            x, y, bias = 70 + 38 * j, 56 + 38 * i, (i - j) / 2
            shown = i >= j
            figure.rect(x, y, 36, 36, mix(BLUE, "#dee8fc", bias / 3) if shown else GREY)
            if shown:
                figure.text(x + 18, y + 23, minus(-bias), 12, fill=WHITE if bias < 2 else INK)


def axes(figure: Drawing, across: range, down: range, place: Callable[[float, float], Point]) -> None:
    for value in across:
        figure.text(place(value, 0)[0], 326, str(value), 12)
    for value in down:
        x, y = place(0, value)
        figure.line((x, y), (720, y), FAINT)
        figure.text(x - 8, y + 4, minus(value), 12, "end")


def alibi(ko: bool) -> None:
    title = "ALiBi의 편향" if ko else "The biases of ALiBi"
    desc = (
        "왼쪽은 질의와 키의 거리에 1/2을 곱해 뺀 하삼각 행렬, 오른쪽은 1/2에서 1/256까지 기울기가 다른 헤드 8개의 직선."
        if ko
        else "Left: a lower triangular matrix of minus one half times the distance between query and key. "
        "Right: lines of "
        "eight heads with slopes from 1/2 to 1/256."
    )
    figure = Drawing((760, 364), title, desc)
    figure.heading(203, 28, "헤드 하나의 편향 (기울기 1/2)" if ko else "One head (slope 1/2)")
    figure.heading(575, 28, "헤드 8개의 편향과 거리" if ko else "Eight heads: bias and distance")
    bias_matrix(figure, 7)
    figure.text(
        203, 346, "키의 위치 (가로), 질의의 위치 (세로)" if ko else "key position across, query position down", 12
    )

    def place(distance: float, bias: float) -> Point:
        return 430 + 290 * distance / 32, 56 - 252 * bias / 16

    figure.rect(430, 56, 290, 252, "none", stroke=FAINT)
    axes(figure, range(0, 33, 8), range(0, -17, -4), place)
    for head in range(1, 9):
        colour = mix(BLUE, ORANGE, (head - 1) / 7)
        figure.line(place(0, 0), place(32, -32 * 2**-head), colour, stroke_width=2)
    for head in (1, 2, 3):
        x, y = place(25, -25 * 2**-head)
        figure.text(x - 6, y + 14, f"1/{2**head}", 12, "end")
    figure.text(575, 346, "거리" if ko else "distance", 12)
    figure.save(IMAGES / ("alibi-bias.svg" if ko else "alibi-bias-en.svg"))


def bucket(distance: int, buckets: int = 16, furthest: int = 128) -> int:
    """The bucket of a distance to the left in a bidirectional T5: exact up to 7, then by the logarithm."""
    exact = buckets // 2
    if distance < exact:
        return distance
    return min(exact + int(math.log(distance / exact) / math.log(furthest / exact) * (buckets - exact)), buckets - 1)


def buckets(ko: bool) -> None:
    title = "T5의 거리 버킷" if ko else "The distance buckets of T5"
    desc = (
        "왼쪽 거리 0에서 140까지의 버킷 번호. 0에서 7까지는 하나씩, 그 뒤는 로그 간격으로 넓어지고 91부터는 "
        "모두 15번이다."
        if ko
        else "Bucket numbers of distances 0 to 140 to the left. Distances 0 to 7 have a bucket each, later ones "
        "widen "
        "logarithmically, and everything from 91 on shares bucket 15."
    )
    figure = Drawing((720, 330), title, desc)
    figure.heading(392, 30, "가까우면 하나씩, 멀면 묶어서" if ko else "One each when near, shared when far")

    def place(distance: float, number: float) -> Point:
        return 70 + 4.6 * distance, 266 - 14 * number

    for number in range(0, 16, 5):
        figure.line(place(0, number), place(140, number), FAINT)
        figure.text(58, place(0, number)[1] + 4, str(number), 12, "end")
    figure.line(place(0, 0), place(140, 0), SOFT)
    for distance in (0, 8, 16, 32, 64, 91, 128):
        x, y = place(distance, 0)
        figure.line((x, y), (x, y + 5), SOFT)
        figure.text(x, y + 20, str(distance), 12)
    for start, end, colour in ((0, 8, BLUE), (8, 91, ORANGE), (91, 140, GREEN)):
        steps = [place(start, bucket(max(start - 1, 0)))]
        for distance in range(start, end):
            steps += [place(distance, bucket(distance)), place(distance + 1, bucket(distance))]
        figure.curve(steps, colour)
    figure.text(place(20, 0)[0], place(0, 4)[1], "거리마다 하나" if ko else "one per distance", 13, "start", fill=BLUE)
    figure.text(place(58, 0)[0], place(0, 10)[1], "로그 간격" if ko else "logarithmic", 13, "start", fill=ORANGE)
    figure.text(place(116, 0)[0], place(0, 13)[1], "모두 15번" if ko else "all bucket 15", 13, fill=GREEN)
    figure.text(392, 312, "왼쪽 거리 (질의 위치 − 키 위치)" if ko else "distance to the left (query − key)", 12)
    figure.text(18, 32, "버킷" if ko else "bucket", 12, "start")
    figure.save(IMAGES / ("t5-buckets.svg" if ko else "t5-buckets-en.svg"))


if __name__ == "__main__":
    for korean in (True, False):
        waves(korean)
        rotation(korean)
        alibi(korean)
        buckets(korean)
