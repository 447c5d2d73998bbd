"""Draws the figures of notes/nlp/elmo-ulmfit-gpt: python docs/figures/lang_elmo_ulmfit_gpt.py, from the root."""

from __future__ import annotations

from pathlib import Path

from svg import BLUE, FAINT, GREEN, GREY, INK, LINE, ORANGE, SOFT, VIOLET, WHITE, Drawing

IMAGES = Path("notes/nlp/images")
Point = tuple[float, float]
MIDDLE, COLUMNS = 2, 5


class Panel:
    """Five positions across and an input with two layers upwards; filled nodes are what the middle one has seen."""

    def __init__(self, figure: Drawing, left: float, heading: str, notes: tuple[str, str]) -> None:
        self.figure, self.left = figure, left
        figure.heading(left + 112, 34, heading)
        figure.text(left + 112, 256, notes[0], 13)
        figure.text(left + 112, 276, notes[1], 13, fill=SOFT)

    def at(self, column: int, row: int, shift: float = 0) -> Point:
        return self.left + 24 + 44 * column + shift, 210 - 62 * row + shift

    def edge(self, a: Point, b: Point, colour: str) -> None:
        self.figure.line(a, b, colour, stroke_width=1.5)

    def node(self, place: Point, fill: str, r: float = 8.5) -> None:
        self.figure.dot(*place, r, fill, stroke=LINE, stroke_width=1.2)

    def inputs(self, seen: range) -> None:
        for c in range(COLUMNS):
            self.node(self.at(c, 0), GREY if c in seen else WHITE)
        self.figure.dot(*self.at(MIDDLE, 0), 8.5, GREEN, stroke=INK, stroke_width=1.2)


def elmo(panel: Panel) -> None:
    """Two recurrent stacks that meet only where the outputs are put side by side."""
    for colour, seen, shift in ((BLUE, range(MIDDLE + 1), -8), (ORANGE, range(COLUMNS - 1, MIDDLE - 1, -1), 8)):
        for row in (1, 2):
            for c in seen:
                panel.edge(panel.at(c, row - 1, shift if row == 2 else 0), panel.at(c, row, shift), colour)
            panel.edge(panel.at(seen[0], row, shift), panel.at(MIDDLE, row, shift), colour)
    for colour, seen, shift in ((BLUE, range(MIDDLE + 1), -8), (ORANGE, range(MIDDLE, COLUMNS), 8)):
        for row in (1, 2):
            for c in range(COLUMNS):
                panel.node(panel.at(c, row, shift), colour if c in seen else WHITE, 6.5)
    x, y = panel.at(MIDDLE, 2)
    panel.figure.rect(x - 20, y - 20, 40, 40, "none", rx=9, stroke=INK, stroke_width=1.6)
    panel.inputs(range(COLUMNS))


def attention(panel: Panel, seen: range, colour: str) -> None:
    """Every seen node of a layer reads every node that it may of the layer below."""
    causal = seen.stop == MIDDLE + 1
    for row in (1, 2):
        for c in seen if row == 1 else (MIDDLE,):
            for below in range(c + 1) if causal else seen:
                panel.edge(panel.at(below, row - 1), panel.at(c, row), colour)
    for c in range(COLUMNS):
        for row in (1, 2):
            panel.node(panel.at(c, row), colour if (c in seen if row == 1 else c == MIDDLE) else WHITE)
    panel.inputs(seen)


def context(ko: bool) -> None:
    figure = Drawing(
        (760, 296),
        "한 자리가 보는 문맥" if ko else "What one position sees",
        "다섯 단어 가운데 셋째 자리. ELMo는 왼쪽만 본 망과 오른쪽만 본 망을 끝에서 잇는다. GPT-1은 층마다 "
        "왼쪽만 보고, "
        "BERT는 층마다 양쪽을 함께 본다."
        if ko
        else "The third of five words. ELMo joins a network that has seen the left with one that has seen the "
        "right. GPT-1 "
        "sees the left in every layer, BERT both sides in every layer.",
    )
    words = (
        (
            ("ELMo", ("따로 읽고 끝에서 잇는다", "LSTM 두 벌")),
            ("GPT-1", ("층마다 왼쪽만 본다", "인과 마스크")),
            ("BERT", ("층마다 양쪽을 함께 본다", "마스크 없음")),
        )
        if ko
        else (
            ("ELMo", ("read apart, joined at the end", "two LSTM stacks")),
            ("GPT-1", ("the left only, in every layer", "causal mask")),
            ("BERT", ("both sides, in every layer", "no mask")),
        )
    )
    panels = [Panel(figure, 22 + 246 * i, *pair) for i, pair in enumerate(words)]
    for x in (257, 503):
        figure.line((x, 20), (x, 280), FAINT)
    elmo(panels[0])
    attention(panels[1], range(MIDDLE + 1), BLUE)
    attention(panels[2], range(COLUMNS), VIOLET)
    figure.save(IMAGES / ("context-flow.svg" if ko else "context-flow-en.svg"))


def rate(t: float, total: float = 1.0, fraction: float = 0.1, ratio: float = 32) -> float:
    """The slanted triangular schedule of Howard and Ruder, with a highest rate of 1."""
    cut = total * fraction
    p = t / cut if t < cut else 1 - (t - cut) / (cut * (1 / fraction - 1))
    return (1 + p * (ratio - 1)) / ratio


def schedule(ko: bool) -> None:
    figure = Drawing(
        (720, 300),
        "비스듬한 삼각 학습률" if ko else "Slanted triangular learning rates",
        "학습의 처음 10%에서 최댓값까지 곧게 오르고 나머지 90%에서 곧게 내려 최댓값의 32분의 1로 끝난다. "
        "아래층의 선은 층마다 2.6배씩 낮다."
        if ko
        else "The rate rises straight to its maximum in the first 10% of training and falls straight to a 32nd "
        "of it in the "
        "other 90%. The line of each lower layer is lower by a factor of 2.6.",
    )
    figure.heading(
        385, 30, "짧게 올리고 길게 내린다, 아래층은 낮게" if ko else "A short rise, a long fall, lower layers lower"
    )

    def place(t: float, value: float) -> Point:
        return 80 + 560 * t, 240 - 180 * value

    figure.line(place(0, 0), place(1, 0), SOFT)
    figure.line(place(0, 0), place(0, 1), SOFT)
    for t, words in ((0, "0"), (0.1, "0.1 T"), (0.5, "0.5 T"), (1, "T")):
        x, y = place(t, 0)
        figure.line((x, y), (x, y + 5), SOFT)
        figure.text(x, y + 20, words, 12)
    for value, words in ((1, "η max"), (1 / 32, "η max / 32")):
        figure.text(72, place(0, value)[1] + (4 if value == 1 else 0), words, 11 if value < 1 else 12, "end")
    for layer, (colour, name) in enumerate(((BLUE, "l = L"), (ORANGE, "L − 1"), (GREEN, "L − 2"))):
        points = [place(t / 20, rate(t / 20) / 2.6**layer) for t in (0, 2, 20)]
        figure.curve(points, colour)
        x, y = place(0.32, rate(0.32) / 2.6**layer)
        figure.text(x + 4, y - 7, name, 13, "start", fill=colour, font_weight=600)
    figure.text(360, 282, "학습 스텝" if ko else "training step", 12)
    figure.save(IMAGES / ("slanted-triangular.svg" if ko else "slanted-triangular-en.svg"))


if __name__ == "__main__":
    for korean in (True, False):
        context(korean)
        schedule(korean)
