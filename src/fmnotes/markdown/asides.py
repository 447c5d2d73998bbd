"""Callouts and footnotes -> HTML and holes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markdown_it.token import Token

from fmnotes.markdown.body import IdDef, IdRef
from fmnotes.markdown.writer import BodyWriter, Handler


def _callout_open(writer: BodyWriter, tokens: Sequence[Token], index: int) -> None:
    meta = tokens[index].meta
    name = f'class="callout callout-{meta["kind"]}"'
    if meta["fold"]:
        writer.parts.append(f"<details {name}{' open' if meta['fold'] == '+' else ''}>\n")
    else:
        writer.parts.append(f"<div {name}>\n")


def _callout_close(writer: BodyWriter, tokens: Sequence[Token], index: int) -> None:
    writer.parts.append("</details>\n" if tokens[index].meta["fold"] else "</div>\n")


def _callout_title(writer: BodyWriter, tokens: Sequence[Token], index: int) -> None:
    opening = tokens[index].nesting == 1
    folds = bool(tokens[index - (1 if opening else 3)].meta.get("fold"))
    tag = "summary" if folds else "p"
    label = tokens[index].meta.get("label") if opening else ""
    kind = f'<span class="kind">{label}</span>' if label else ""
    writer.parts.append(f'<{tag} class="callout-title">{kind}' if opening else f"</{tag}>\n")


def _footnotes_open(writer: BodyWriter, tokens: Sequence[Token], index: int) -> None:
    writer.end_abstract()
    writer.parts.append('<section class="footnotes">\n<ol>\n')


def _footnotes_close(writer: BodyWriter, tokens: Sequence[Token], index: int) -> None:
    writer.parts.append("</ol>\n</section>\n")


def _footnote_open(writer: BodyWriter, tokens: Sequence[Token], index: int) -> None:
    own = f"fn{tokens[index].meta['id'] + 1}"
    writer.ids[own] = None
    writer.parts += ["<li", IdDef(own), ">"]


def _footnote_close(writer: BodyWriter, tokens: Sequence[Token], index: int) -> None:
    writer.parts.append("</li>\n")


def _footnote_anchor(writer: BodyWriter, tokens: Sequence[Token], index: int) -> None:
    sub = tokens[index].meta["subId"]
    back = f"fnref{tokens[index].meta['id'] + 1}" + (f"-{sub}" if sub else "")
    if back not in writer.footnotes_called:
        return
    # Of several, each says to which it leads.
    words = "본문으로 돌아가기" if writer.language() == "ko" else "Back to the text"
    number = str(sub + 1) if sub or f"{back}-1" in writer.footnotes_called else ""
    label = f' aria-label="{words}{" " * bool(number)}{number}">↩\ufe0e'
    raised = f"<sup>{number}</sup>" if number else ""
    writer.parts += [' <a class="footnote-back"', IdRef(back), f"{label}{raised}</a>"]


ASIDES: Mapping[str, Handler] = {
    "callout_open": _callout_open,
    "callout_close": _callout_close,
    "callout_title_open": _callout_title,
    "callout_title_close": _callout_title,
    "footnote_block_open": _footnotes_open,
    "footnote_block_close": _footnotes_close,
    "footnote_open": _footnote_open,
    "footnote_close": _footnote_close,
    "footnote_anchor": _footnote_anchor,
}
