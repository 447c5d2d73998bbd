"""`https://…` in running text: an ASCII host, a Hangul path kept, Korean particles left outside.

Linear: linkify-it and the GFM autolink plugin are quadratic on hostile input, and glue particles to the host.
"""

from __future__ import annotations

import unicodedata

from markdown_it.rules_inline import StateInline

from fmnotes.text.hangul import PARTICLES
from fmnotes.text.regex import regex

_URL = regex(
    r"https?://(?:[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*\.?|\[[0-9a-fA-F:.]+\])(?::\d+)?"
    r"(?:[/?#](?:(?!\*\*|~~|==)(?:\[[^\s\[\]]*\]|[^\s\[\]<>\"`|\\“”‘’「」『』《》〈〉、。，：；！？（）…\u200b\ufdd0-\ufdef]))*)?"
)
_REMARK = regex(
    r"(?<=[0-9/])\((?=[가-힣])|\((?=(?:원문|출처|링크|논문|코드|참고|참조|번역|영상|깃허브)[가-힣 ]{0,9}\))"
    r"|\((?=[가-힣][^()]*$)|,(?=[가-힣])"
)
"""`…/392(그림 출처)`, `…,논문`: what stands behind an address. `…/GPT(언어모델)` is one."""
_FOOTNOTE = regex(r"\[\^([^\]]+)\]")
_TAIL = "?!.,:;*_~'"
_HANGUL_TAIL = regex("[가-힣ㄱ-ㆎ]+$")
_BEFORE_ANY = regex(r"[A-Za-z0-9)\]}]$")
_BEFORE_PARTICLE = regex(r"[/=#?&_.-]$")
_BRACKETS = {")": "(", "]": "[", "}": "{"}


def bare_url(state: StateInline, silent: bool) -> bool:
    """Link a bare address; whether a Hangul tail was cut that is no known particle is kept in `meta["cut"]`."""
    start = state.pos
    src = state.src
    if state.linkLevel > 0 or not src.startswith(("http://", "https://"), start):
        return False
    if start and (src[start - 1].isascii() and src[start - 1].isalnum()):
        return False
    found = _URL.match(src, start, state.posMax)
    if not found:
        return False
    url, cut = _trim(_without_remarks(found[0], state))
    if not silent:
        token = state.push("link_open", "a", 1)
        token.attrs = {"href": state.md.normalizeLink(url)}
        token.info = "auto"
        token.meta = {"at": (start, start + len(url)), "cut": cut}
        state.push("text", "", 0).content = url
        state.push("link_close", "a", -1)
    state.pos = start + len(url)
    return True


def _without_remarks(url: str, state: StateInline) -> str:
    """The address without a remark in Korean, and without the mark of a footnote that the note defines."""
    if remark := _REMARK.search(url):
        url = url[: remark.start()]
    for found in _FOOTNOTE.finditer(url):
        if f":{found[1]}" in state.env.get("footnotes", {}).get("refs", {}):
            return url[: found.start()]
    return url


def _trim(url: str) -> tuple[str, str]:
    """The address without what belongs to the sentence, and a Hangul tail that was cut but is no known particle."""
    balance = {mark: url.count(mark) for mark in "()[]{}"}
    cut = ""
    while url:
        last = url[-1]
        if last in _TAIL:
            url = url[:-1]
        elif last in _BRACKETS and balance[last] > balance[_BRACKETS[last]]:
            balance[last] -= 1
            url = url[:-1]
        else:
            url, run = _without_particle(url)
            if not run:
                break
            cut = cut or ("" if unicodedata.normalize("NFC", run) in PARTICLES else run)
    return url, cut


def _without_particle(url: str) -> tuple[str, str]:
    found = _HANGUL_TAIL.search(url[-64:])
    if not found:
        return url, ""
    run = found[0]
    head = url[: -len(run)]
    if _BEFORE_ANY.search(head[-1:]) or (_BEFORE_PARTICLE.search(head[-1:]) and run in PARTICLES):
        return head, run
    return url, ""
