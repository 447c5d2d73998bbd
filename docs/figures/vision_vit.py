"""Draws notes/vision/images/vit.svg and vit-en.svg: python docs/figures/vision_vit.py, from the root."""

from vision_svg import BLUE, GREEN, GREY, LINE, ORANGE, SOFT, VIOLET, Figure

WORDS = {
    "vit.svg": {
        "title": "ViT의 입력과 위치 임베딩의 보간",
        "desc": "위: 이미지를 조각 9개로 나누고 선형 투영해 class 토큰과 함께 인코더에 넣는다. "
        "아래: 3×3 위치 임베딩을 5×5로 2차원 보간한다.",
        "patches": "조각 N = 9개",
        "project": "선형 투영 E (조각마다 같은 것)",
        "encoder": "트랜스포머 인코더 (L층)",
        "head": "분류기",
        "position": "위치 임베딩 (1차원)",
        "class": "학습한 벡터",
        "learned": "학습한 위치\n3×3",
        "interpolate": "2차원 보간",
        "finer": "더 높은 해상도\n5×5",
        "kept": "0번(class)은 그대로",
        "cost": "N = 9 → 25",
    },
    "vit-en.svg": {
        "title": "The input of a ViT and the interpolation of its position embeddings",
        "desc": "Top: an image becomes 9 patches, is projected linearly and enters the encoder with a class token. "
        "Bottom: 3×3 position embeddings are interpolated to 5×5.",
        "patches": "N = 9 patches",
        "project": "linear projection E (shared by all patches)",
        "encoder": "Transformer encoder (L layers)",
        "head": "head",
        "position": "position embeddings (1-D)",
        "class": "a learned vector",
        "learned": "learned\n3×3",
        "interpolate": "2-D interpolation",
        "finer": "higher resolution\n5×5",
        "kept": "0 (class) is kept",
        "cost": "N = 9 → 25",
    },
}
CORNERS = ((207, 224, 252), (205, 235, 216), (253, 220, 181), (240, 190, 205))


def shade(row: float, column: float) -> str:
    """The colour at a point of the unit square, bilinear between four corners."""
    top_left, top_right, low_left, low_right = CORNERS
    mixed = (
        (1 - row) * ((1 - column) * a + column * b) + row * ((1 - column) * c + column * d)
        for a, b, c, d in zip(top_left, top_right, low_left, low_right, strict=True)
    )
    return "#" + "".join(f"{round(v):02x}" for v in mixed)


def grid(figure: Figure, x: float, y: float, cells: int, size: float) -> None:
    for i in range(cells * cells):
        row, column = divmod(i, cells)
        left, top = x + column * size, y + row * size
        figure.rect(left, top, size - 2, size - 2, shade((row + 0.5) / cells, (column + 0.5) / cells), rx=3)
        figure.text(left + size / 2 - 1, top + size / 2 + 4, str(i + 1), 13 if cells == 3 else 11)


def pipeline(figure: Figure, words: dict[str, str]) -> None:
    grid(figure, 32, 168, 3, 44)
    figure.text(97, 322, words["patches"])
    figure.way((170, 256), (377, 256))
    figure.rect(381, 238, 348, 36, GREY)
    figure.text(555, 261, words["project"])
    figure.rect(342, 74, 388, 38, BLUE)
    figure.text(536, 98, words["encoder"])
    for i in range(10):
        x = 342 + i * 39
        fill = ORANGE if i == 0 else shade((((i - 1) // 3) + 0.5) / 3, (((i - 1) % 3) + 0.5) / 3)
        figure.way((x + 18, 134), (x + 18, 115))
        figure.rect(x + 4, 136, 28, 24, VIOLET, rx=12)
        figure.text(x + 18, 153, str(i), 12)
        figure.text(x + 18, 176, "+", 15, fill=SOFT)
        figure.rect(x, 182, 36, 34, fill)
        figure.text(x + 18, 204, "class" if i == 0 else str(i), 11 if i == 0 else 13)
        if i:
            figure.way((x + 18, 236), (x + 18, 219))
    figure.text(332, 153, words["position"], 13, "end")
    figure.text(332, 204, words["class"], 13, "end")
    figure.way((360, 72), (360, 54))
    figure.frame(324, 18, 72, 34, words["head"], GREEN)


def interpolation(figure: Figure, words: dict[str, str]) -> None:
    figure.parts.append(f'<path d="M24 342 H736" stroke="{LINE}" stroke-width="1" stroke-dasharray="4 4"/>')
    grid(figure, 152, 370, 3, 44)
    for i, line in enumerate(words["learned"].split("\n")):
        figure.text(134, 430 + 20 * i, line, anchor="end")
    figure.way((298, 435), (426, 435))
    figure.text(360, 422, words["interpolate"])
    figure.text(360, 460, words["kept"], 13, fill=SOFT)
    figure.text(360, 482, words["cost"], 13, fill=SOFT)
    grid(figure, 440, 362, 5, 29)
    for i, line in enumerate(words["finer"].split("\n")):
        figure.text(600, 430 + 20 * i, line, anchor="start")


for name, words in WORDS.items():
    drawing = Figure(760, 528, words["title"], words["desc"])
    pipeline(drawing, words)
    interpolation(drawing, words)
    drawing.publish(name)
