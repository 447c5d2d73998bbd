"""Draws notes/vision/images/multimodal-alignment.svg: run from the root of the repository."""

from vision_svg import GREY, LINE, ORANGE, SOFT, VIOLET, Figure

FROZEN, TRAINED = GREY, ORANGE


def panel(figure: Figure, column: int, row: int, title: str, note: str) -> tuple[float, float]:
    x, y = 16 + column * 368, 16 + row * 236
    figure.rect(x, y, 360, 226, "#ffffff", rx=10, stroke="#d5dae0")
    figure.text(x + 16, y + 28, title, 16, "start", font_weight="600")
    figure.text(x + 16, y + 210, note, 13, "start", fill=SOFT)
    return x, y


def dual(figure: Figure) -> None:
    x, y = panel(figure, 0, 0, "이중 인코더", "CLIP, ALIGN: 마지막 벡터끼리만 만난다")
    figure.frame(x + 20, y + 54, 130, 44, "이미지 인코더", TRAINED)
    figure.frame(x + 20, y + 126, 130, 44, "텍스트 인코더", TRAINED)
    figure.way((x + 154, y + 76), (x + 196, y + 76))
    figure.way((x + 154, y + 148), (x + 196, y + 148))
    figure.frame(x + 200, y + 60, 32, 32, "u", VIOLET)
    figure.frame(x + 200, y + 132, 32, 32, "v", VIOLET)
    figure.way((x + 236, y + 80), (x + 272, y + 104))
    figure.way((x + 236, y + 144), (x + 272, y + 120))
    figure.frame(x + 276, y + 92, 66, 40, "u · v", "#ffffff")


def cross(figure: Figure) -> None:
    x, y = panel(figure, 1, 0, "교차 어텐션", "Flamingo: 언어 모델 층 사이에서 이미지를 본다")
    figure.frame(x + 16, y + 130, 84, 44, "이미지\n인코더", FROZEN)
    figure.way((x + 58, y + 128), (x + 58, y + 102))
    figure.frame(x + 16, y + 54, 84, 44, "리샘플러", TRAINED)
    for i, (words, fill) in enumerate(
        (("언어 모델 층", FROZEN), ("tanh(α)·교차 어텐션", TRAINED), ("언어 모델 층", FROZEN))
    ):
        figure.frame(x + 172, y + 148 - i * 50, 172, 34, words, fill)
        if i:
            figure.way((x + 258, y + 197 - i * 50), (x + 258, y + 184 - i * 50))
    figure.way((x + 104, y + 76), (x + 136, y + 76), (x + 136, y + 115), (x + 168, y + 115))


def query(figure: Figure) -> None:
    x, y = panel(figure, 0, 1, "질의 병목", "BLIP-2: 질의 32개로 요약해 앞에 붙인다")
    figure.frame(x + 16, y + 74, 74, 56, "이미지\n인코더", FROZEN)
    figure.way((x + 94, y + 102), (x + 112, y + 102))
    figure.frame(x + 116, y + 74, 84, 56, "Q-Former", TRAINED)
    figure.way((x + 158, y + 162), (x + 158, y + 134))
    figure.text(x + 158, y + 180, "학습한 질의", 13)
    figure.way((x + 204, y + 102), (x + 222, y + 102))
    figure.frame(x + 226, y + 74, 40, 56, "FC", TRAINED)
    figure.way((x + 270, y + 102), (x + 286, y + 102))
    figure.frame(x + 290, y + 74, 56, 56, "언어\n모델", FROZEN)


def projection(figure: Figure) -> None:
    x, y = panel(figure, 1, 1, "투영", "LLaVA: 조각마다 토큰 하나, 언어 모델은 2단계에서 학습")
    figure.frame(x + 16, y + 74, 84, 56, "이미지\n인코더", FROZEN)
    figure.way((x + 104, y + 102), (x + 126, y + 102))
    figure.frame(x + 130, y + 74, 46, 56, "W", TRAINED)
    figure.way((x + 180, y + 102), (x + 200, y + 102))
    for i in range(3):
        figure.rect(x + 206 + i * 15, y + 86, 11, 32, VIOLET, rx=3)
    figure.way((x + 254, y + 102), (x + 272, y + 102))
    figure.frame(x + 276, y + 74, 68, 56, "언어\n모델", TRAINED)


drawing = Figure(
    760,
    520,
    "모달리티를 잇는 네 방법",
    "이중 인코더는 내적으로, 교차 어텐션은 언어 모델 층 사이에서, 질의 병목은 요약한 질의로, "
    "투영은 조각마다 토큰으로 잇는다. 회색은 얼린 부분, 주황은 학습하는 부분이다.",
)
for part in (dual, cross, query, projection):
    part(drawing)
for i, (words, fill) in enumerate((("얼린 부분", FROZEN), ("학습하는 부분", TRAINED), ("벡터, 토큰", VIOLET))):
    drawing.rect(24 + i * 130, 492, 16, 16, fill, rx=3, stroke=LINE)
    drawing.text(48 + i * 130, 505, words, 13, "start")
drawing.publish("multimodal-alignment.svg")
