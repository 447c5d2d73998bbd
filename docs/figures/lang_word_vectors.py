"""Draws notes/nlp/images/skip-gram.svg: python docs/figures/lang_word_vectors.py, from the root."""

from __future__ import annotations

from pathlib import Path

from svg import BLUE, GREEN, ORANGE, PALE_BLUE, PALE_GREEN, PALE_ORANGE, SOFT, Drawing

IMAGES = Path("notes/nlp/images")
SENTENCE = ("고양이가", "따뜻한", "우유를", "천천히", "마신다")
NOISE = ("자동차", "은행", "겨울")


def skip_gram() -> None:
    figure = Drawing(
        (720, 344),
        "스킵그램과 부정 표본 추출",
        "가운데 단어 우유를에서 앞뒤 두 단어씩 네 개의 주변 단어로 초록 화살표가, 무작위로 뽑은 세 단어로 주황 "
        "화살표가 나간다. "
        "초록은 내적을 키우고 주황은 줄인다.",
    )
    figure.text(24, 42, "함께 나온 단어: 내적을 키운다", 15, "start", fill=GREEN, font_weight=600)
    figure.text(24, 322, "무작위로 뽑은 단어: 내적을 줄인다", 15, "start", fill=ORANGE, font_weight=600)
    for i, word in enumerate(SENTENCE):
        middle = i == 2
        figure.box((24 + 136 * i, 66 + 74 * middle, 128, 44), word, PALE_BLUE if middle else PALE_GREEN, 15)
    for i in (0, 1, 3, 4):
        figure.arrow((360 + 26 * (i - 2), 138), (88 + 136 * i, 114), GREEN, 1.8)
    figure.text(360, 204, "가운데 단어 v", 13, fill=BLUE)
    for i, word in enumerate(NOISE):
        figure.box((160 + 136 * i, 252, 128, 44), word, PALE_ORANGE, 15)
        figure.arrow((360 + 40 * (i - 1), 212), (224 + 136 * i, 248), ORANGE, 1.8)
    figure.text(696, 42, "창 c = 2", 13, "end", fill=SOFT)
    figure.text(696, 322, "표본 k = 3", 13, "end", fill=SOFT)
    figure.save(IMAGES / "skip-gram.svg")


if __name__ == "__main__":
    skip_gram()
