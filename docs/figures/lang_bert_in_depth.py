"""Draws the figures of notes/nlp/bert-in-depth: python docs/figures/lang_bert_in_depth.py, from the root."""

from __future__ import annotations

from pathlib import Path

from svg import FAINT, GREY, LINE, PALE_BLUE, PALE_GREEN, PALE_ORANGE, PALE_VIOLET, SOFT, WHITE, Drawing

IMAGES = Path("notes/nlp/images")
TOKENS = (
    ("[CLS]", "고양이", "##가", "[MASK]", "[SEP]", "밖", "##은", "비", "##다", "[SEP]"),
    ("[CLS]", "the", "cat", "[MASK]", "[SEP]", "it", "rain", "##ed", "all", "[SEP]"),
)


def inputs(ko: bool) -> None:
    """Three rows of vectors under the tokens, added down each column."""
    tokens = TOKENS[0 if ko else 1]
    figure = Drawing(
        (760, 330),
        "BERT의 입력" if ko else "The input of BERT",
        "토큰 열 개의 칸마다 토큰, 세그먼트, 위치 임베딩을 더하고 층 정규화를 거쳐 인코더에 넣는다. 첫째 구간은 "
        "A, 둘째 구간은 B이다."
        if ko
        else "For each of ten tokens a token, a segment and a position embedding are added, normalized, and "
        "given to the "
        "encoder. The first segment is A, the second is B.",
    )
    names = ("조각", "토큰", "세그먼트", "위치") if ko else ("pieces", "token", "segment", "position")
    for row, name in enumerate(names):
        figure.text(20, 52 + 58 * row, name, 13, "start", font_weight=600)
    for column, token in enumerate(tokens):
        x, special = 96 + 65 * column, token.startswith("[")
        first = column <= tokens.index("[SEP]")
        figure.box((x, 30, 60, 34), token, PALE_ORANGE if token == "[MASK]" else GREY if special else WHITE, 13)
        figure.box((x, 88, 60, 34), f"E {token.strip('[]')}", PALE_BLUE, 11.5)
        figure.box((x, 146, 60, 34), "A" if first else "B", PALE_GREEN if first else PALE_ORANGE, 14)
        figure.box((x, 204, 60, 34), str(column), PALE_VIOLET, 14)
        for y in (139, 197):
            figure.text(x + 30, y, "+", 15, fill=SOFT)
        figure.arrow((x + 30, 66), (x + 30, 85))
        figure.arrow((x + 30, 240), (x + 30, 265))
    figure.box((96, 268, 645, 40), "LayerNorm → dropout → Transformer encoder", WHITE, 14)
    figure.save(IMAGES / ("bert-input.svg" if ko else "bert-input-en.svg"))


def masking(ko: bool) -> None:
    """All tokens in one bar; the picked 15% again below, widened."""
    figure = Drawing(
        (760, 272),
        "가릴 토큰의 몫" if ko else "The shares of masking",
        "토큰의 85%는 손대지 않고 손실에도 넣지 않는다. 고른 15% 가운데 12%포인트는 MASK로, 1.5%포인트는 무작위 "
        "토큰으로 바꾸고 "
        "1.5%포인트는 그대로 둔다."
        if ko
        else "85% of the tokens are left alone and not scored. Of the picked 15%, 12 points become MASK, 1.5 "
        "points a random "
        "token, and 1.5 points stay.",
    )
    left, width = 30.0, 700.0
    cut = left + width * 0.85
    figure.text(left, 34, "모든 토큰" if ko else "all tokens", 14, "start", font_weight=600)
    figure.box(
        (left, 46, width * 0.85, 48), "85%: 그대로, 손실 없음" if ko else "85%: as they are, not scored", GREY, 14
    )
    figure.box((cut, 46, width * 0.15, 48), "15%: 고름" if ko else "15%: picked", PALE_BLUE, 14)
    for a, b in (((cut, 96), (left, 146)), ((left + width, 96), (left + width, 146))):
        figure.line(a, b, LINE, stroke_dasharray="4 4")
    figure.text(left, 122, "고른 토큰" if ko else "picked tokens", 14, "start", font_weight=600)
    shares = (
        (0.8, "80% → [MASK]", PALE_ORANGE, "12%"),
        (0.1, "10% ↻", PALE_VIOLET, "1.5%"),
        (0.1, "10% =", PALE_GREEN, "1.5%"),
    )
    x = left
    for share, label, fill, total in shares:
        figure.box((x, 148, width * share, 48), label, fill, 14)
        small = share < 0.5
        figure.text(
            x + width * share / 2, 216, total if small else f"{'전체의' if ko else 'of all tokens:'} {total}", 12
        )
        x += width * share
    figure.line((left, 230), (left + width, 230), FAINT)
    notes = (
        ("[MASK]: 답을 볼 수 없다", "↻ 무작위 토큰: 틀린 답이 보인다", "= 그대로: 답이 보인다")
        if ko
        else ("[MASK]: the answer is hidden", "↻ a random token: a wrong answer", "= unchanged: the answer itself")
    )
    for x, note in zip((left, 270, 530), notes, strict=True):
        figure.text(x, 252, note, 13, "start", fill=SOFT)
    figure.save(IMAGES / ("bert-masking.svg" if ko else "bert-masking-en.svg"))


if __name__ == "__main__":
    for korean in (True, False):
        inputs(korean)
        masking(korean)
