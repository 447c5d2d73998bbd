"""The endings that a query is read without: the engine takes them from the index, so that they need not be in it.

A search for 모델 finds 모델은 by its pairs of syllables; a search for 모델은 needs to know that 은 may go.
"""

from __future__ import annotations

from itertools import chain

FILTERS = (("tag", "태그"), ("category", "카테고리", "분류"), ("lang", "언어"), ("paper", "논문", "arxiv"))
"""What may stand before a colon in a query, each first as the engine calls it."""

PARTICLES = (
    # After any syllable.
    "의 에 들 등 에서 에게 께서 부터 까지 보다 처럼 마다 조차 마저 밖에 에도 에서도 까지도 들도 만으로 만의 "
    "하고 하는 한다 하기 하여 해서 했다 한 할 된다 되는 되어 되기 된 될 합니다 하나요 하려면 "
    "적인 적으로 입니다 이다 이란 인지 일까 인가",
    # After a final consonant.
    "은 을 이 과 이고 이라 이므로 이었다 이에요 인데",
    # After none.
    "는 를 가 와 로 로도 로서 로써 나 며 랑 라고 라는 라도 라면 지만 였다 예요",
    # Perhaps the end of a noun.
    "도 만 란 고 다 라 인 일 임 적",
)
_VERB = (
    "(하|한|할|해|했|함|합|되|된|될|됐|시[키켜켰킨킬])"
    "[가거게고기까나는니다던데도라려록로면며므서세습십더때야여였오요으을을자지]*"
)
"""하다, 되다, 시키다 behind a noun, and what follows: 학습시켰습니다. 함수 is none, as 수 is not among them."""


LOOSE = frozenset(chain.from_iterable(one.split() for one in PARTICLES))
"""Three syllables that end in one of these are not looked for as a whole (`search.words`): most that do are a word
and its particle."""


def endings() -> tuple[str, str]:
    """Patterns: an ending that stands alone behind a Latin word (`BERT에서`), and that of a verb behind a noun."""
    every = "|".join(chain.from_iterable(one.split() for one in PARTICLES))
    return f"^[이으]?({every}){{0,4}}$|^{_VERB}$", f"^(..+?)({_VERB})$"
