"""Draws notes/adaptation/images/adaptation-methods*.svg: python docs/figures/lang_fine_tuning.py, from the root."""

from __future__ import annotations

from pathlib import Path

from svg import FAINT, GREY, PALE_ORANGE, SOFT, Drawing

IMAGES = Path("notes/adaptation/images")
KOREAN = {
    "title": "무엇을 학습하는가",
    "desc": "다섯 방법의 트랜스포머 블록. 주황은 학습하는 부분, 회색은 얼린 부분. 전체 미세 조정은 모두, 선형 "
    "탐침은 출력층만, 어댑터는 "
    "어텐션과 FFN 뒤의 작은 망, 프리픽스는 어텐션에 이어 붙인 키와 값, LoRA는 가중치 옆의 두 행렬을 학습한다.",
    "heads": ("전체 미세 조정", "선형 탐침", "어댑터", "프리픽스", "LoRA"),
    "head": "출력층",
    "ffn": "FFN",
    "attention": "어텐션",
    "embedding": "임베딩",
    "adapter": "어댑터",
    "prefix": "K, V",
    "notes": ("새 부품 없음", "새 부품 없음", "층이 깊어진다", "길이가 늘어난다", "합칠 수 있다"),
    "trained": "학습",
    "frozen": "얼림",
}
ENGLISH = {
    "title": "What is trained",
    "desc": "A Transformer block under five methods; orange is trained and grey is frozen. Full fine-tuning "
    "trains all, a "
    "linear probe the head, adapters small networks after attention and FFN, a prefix keys and values put "
    "before those of "
    "attention, LoRA two matrices beside a weight.",
    "heads": ("full tuning", "linear probe", "adapters", "prefix", "LoRA"),
    "head": "head",
    "ffn": "FFN",
    "attention": "attention",
    "embedding": "embedding",
    "adapter": "adapter",
    "prefix": "K, V",
    "notes": ("nothing added", "nothing added", "deeper", "longer", "can be merged"),
    "trained": "trained",
    "frozen": "frozen",
}


def stack(figure: Drawing, column: int, words: dict) -> None:
    """The block of one method, from the embedding at the bottom to the head at the top."""
    full, adapters, prefix, lora = (column == i for i in (0, 2, 3, 4))
    x, colour = 22 + 148 * column, PALE_ORANGE if full else GREY
    middle = x + 62
    figure.heading(middle, 36, words["heads"][column])
    figure.box((x, 52, 124, 32), words["head"], PALE_ORANGE)
    figure.box((x, 136, 124, 40), words["ffn"], colour)
    beside = 44 if prefix or lora else 0
    figure.box((x + beside, 228, 124 - beside, 40), words["attention"], colour)
    if beside:
        figure.box((x, 228, 40, 40), words["prefix"] if prefix else "BA", PALE_ORANGE, 13 if prefix else 14)
    figure.box((x, 300, 124, 32), words["embedding"], colour)
    for below, above in ((136, 84), (228, 176), (300, 268)):
        gap = adapters and above < 268
        if gap:
            figure.box((x + 18, below - 28, 88, 24), words["adapter"], PALE_ORANGE, 12)
        figure.arrow((middle, below - (29 if gap else 1)), (middle, above + 2))
    figure.text(middle, 358, words["notes"][column], 13, fill=SOFT)


def methods(words: dict, name: str) -> None:
    figure = Drawing((760, 404), words["title"], words["desc"])
    for column in range(5):
        stack(figure, column, words)
        if column:
            figure.line((10 + 148 * column, 22), (10 + 148 * column, 366), FAINT)
    for i, (word, fill) in enumerate(((words["trained"], PALE_ORANGE), (words["frozen"], GREY))):
        figure.box((22 + 110 * i, 374, 20, 18), "", fill)
        figure.text(50 + 110 * i, 388, word, 13, "start")
    figure.save(IMAGES / name)


if __name__ == "__main__":
    methods(KOREAN, "adaptation-methods.svg")
    methods(ENGLISH, "adaptation-methods-en.svg")
