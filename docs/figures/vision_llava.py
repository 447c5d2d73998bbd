"""Draws notes/vision/images/llava.svg and llava-en.svg: python docs/figures/vision_llava.py, from the root."""

from vision_svg import BLUE, GREEN, GREY, ORANGE, VIOLET, Figure

WORDS = {
    "llava.svg": {
        "title": "LLaVA의 구조와 두 단계 학습",
        "desc": "이미지 특징을 투영 W로 언어 모델의 폭에 맞춰 질문 토큰과 나란히 넣는다. "
        "1단계에서는 W만, 2단계에서는 W와 언어 모델을 학습한다. 이미지 인코더는 늘 얼려 둔다.",
        "image": "이미지",
        "question": "질문",
        "answer": "답",
        "embed": "단어 임베딩",
        "frozen": "얼림",
        "trained": "학습",
        "stage1": "1단계: 특징 맞추기",
        "stage2": "2단계: 지시 학습",
    },
    "llava-en.svg": {
        "title": "The architecture of LLaVA and its two training stages",
        "desc": "Image features are projected by W to the width of the language model and stand beside the question "
        "tokens. Stage 1 trains W only, stage 2 trains W and the language model; the image encoder stays frozen.",
        "image": "image",
        "question": "question",
        "answer": "answer",
        "embed": "word embedding",
        "frozen": "frozen",
        "trained": "trained",
        "stage1": "Stage 1: align",
        "stage2": "Stage 2: instruct",
    },
}
COLUMNS = ((132, 150), (350, 90), (556, 164))


def symbol(figure: Figure, x: float, y: float, letter: str, index: str) -> None:
    figure.text(x, y, letter, 16, "end", font_style="italic")
    figure.text(x + 1, y + 4, index, 12, "start", font_style="italic")


def architecture(figure: Figure, words: dict[str, str]) -> None:
    figure.text(58, 83, words["image"])
    figure.way((96, 78), (128, 78))
    figure.frame(132, 52, 150, 52, "CLIP ViT-L/14", BLUE)
    figure.way((286, 78), (346, 78))
    symbol(figure, 316, 66, "Z", "v")
    figure.frame(350, 52, 90, 52, "W", ORANGE)
    figure.text(58, 173, words["question"])
    figure.way((96, 168), (128, 168))
    figure.frame(132, 142, 150, 52, words["embed"], BLUE)
    for i in range(4):
        figure.rect(472 + i * 15, 60, 12, 36, ORANGE, rx=3)
        figure.rect(472 + i * 15, 150, 12, 36, VIOLET, rx=3)
    symbol(figure, 500, 48, "H", "v")
    symbol(figure, 500, 210, "H", "q")
    figure.way((444, 78), (468, 78))
    figure.way((286, 168), (468, 168))
    figure.way((534, 78), (552, 92))
    figure.way((534, 168), (552, 154))
    figure.frame(556, 62, 164, 122, "LLM (Vicuna)", GREEN)
    figure.way((638, 60), (638, 38))
    figure.text(638, 30, words["answer"])


def stages(figure: Figure, words: dict[str, str]) -> None:
    for row, (key, trained) in enumerate((("stage1", (False, True, False)), ("stage2", (False, True, True)))):
        y = 252 + row * 74
        figure.text(24, y - 6, words[key], 14, "start", font_weight="600")
        for (x, width), learns, part in zip(COLUMNS, trained, ("ViT", "W", "LLM"), strict=True):
            state = words["trained" if learns else "frozen"]
            figure.frame(x, y + 4, width, 34, f"{part} {state}" if width > 100 else state, ORANGE if learns else GREY)


for name, words in WORDS.items():
    drawing = Figure(760, 386, words["title"], words["desc"])
    architecture(drawing, words)
    stages(drawing, words)
    drawing.publish(name)
