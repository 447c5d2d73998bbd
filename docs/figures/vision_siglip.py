"""Draws notes/vision/images/siglip.svg and siglip-en.svg: python docs/figures/vision_siglip.py, from the root."""

from svg import INK
from vision_svg import BLUE, GREEN, GREY, ORANGE, SOFT, Figure

WORDS = {
    "siglip.svg": {
        "title": "소프트맥스와 시그모이드가 보는 유사도 행렬",
        "desc": "왼쪽: 소프트맥스는 한 칸의 손실에 그 행과 열 전체가 필요하다. "
        "오른쪽: 시그모이드는 칸마다 따로 계산하므로 장치 세 대가 블록을 차례로 처리한다.",
        "softmax": "소프트맥스",
        "softmax_why": "한 칸의 손실에 행과 열이 모두 든다",
        "sigmoid": "시그모이드",
        "sigmoid_why": "칸마다 따로: 블록의 손실을 더하면 끝",
        "image": "이미지",
        "text": "텍스트",
        "device": "장치",
        "step": "단계",
    },
    "siglip-en.svg": {
        "title": "The similarity matrix as softmax and sigmoid see it",
        "desc": "Left: with softmax the loss of one cell needs its whole row and column. "
        "Right: with sigmoid every cell stands alone, so three devices work through blocks in turn.",
        "softmax": "softmax",
        "softmax_why": "one cell needs its row and its column",
        "sigmoid": "sigmoid",
        "sigmoid_why": "every cell alone: add up the blocks",
        "image": "images",
        "text": "texts",
        "device": "device",
        "step": "step",
    },
}
CELL, TOP = 38, 84
STEPS = (ORANGE, BLUE, GREEN)


def cell(figure: Figure, left: float, row: int, column: int, fill: str) -> None:
    x, y = left + column * CELL, TOP + row * CELL
    figure.rect(x, y, CELL - 2, CELL - 2, fill, rx=3)
    sign = "+" if row == column else "−"
    weight = "700" if row == column else "400"
    figure.text(x + CELL / 2 - 1, y + CELL / 2 + 4, sign, 15, font_weight=weight)


def frame(figure: Figure, left: float, words: dict[str, str], key: str) -> None:
    middle = left + 3 * CELL
    figure.text(middle, 36, words[key], 17, font_weight="600")
    figure.text(middle, 70, words["text"] + " j →", 13, fill=SOFT)
    figure.text(middle, TOP + 6 * CELL + 26, words[key + "_why"])


def draw(name: str, words: dict[str, str]) -> None:
    figure = Figure(760, 400, words["title"], words["desc"])
    left = 84
    frame(figure, left, words, "softmax")
    figure.text(left - 12, TOP + 3 * CELL, words["image"], 13, "end", fill=SOFT)
    figure.text(left - 12, TOP + 3 * CELL + 18, "i ↓", 13, "end", fill=SOFT)
    for i in range(36):
        row, column = divmod(i, 6)
        cell(figure, left, row, column, ORANGE if 2 in (row, column) else GREY)
    figure.rect(left + 2 * CELL - 2, TOP + 2 * CELL - 2, CELL + 2, CELL + 2, "none", rx=4, stroke=INK, stroke_width=2.4)

    left = 472
    frame(figure, left, words, "sigmoid")
    for i in range(36):
        row, column = divmod(i, 6)
        cell(figure, left, row, column, STEPS[(column // 2 - row // 2) % 3])
    for device in range(3):
        y = TOP + device * 2 * CELL
        figure.text(left - 12, y + CELL + 4, f"{words['device']} {device + 1}", 13, "end", fill=SOFT)
        for block in range(3):
            x = left + block * 2 * CELL
            figure.rect(x - 2, y - 2, 2 * CELL + 2, 2 * CELL + 2, "none", rx=4, stroke=INK, stroke_width=1.8)
    for step, fill in enumerate(STEPS):
        x = left + 4 + step * 82
        figure.rect(x, 360, 16, 16, fill, rx=3)
        figure.text(x + 24, 373, f"{words['step']} {step + 1}", 13, "start")
    figure.publish(name)


for name, words in WORDS.items():
    draw(name, words)
