"""Comments in code that say how its lines look, and are not shown.

`// [!code ++]` of VitePress and Shiki, `// highlight-next-line` of Docusaurus and Gatsby.
"""

from __future__ import annotations

from typing import NamedTuple

from fmnotes.text.regex import regex

_OPEN = r"(?://|\#|--|;|%|<!--|/\*|\{/\*)"
_CLOSE = r"(?:-->|\*/\}?)?"
_BEGUN = regex(rf"{_OPEN}\Z")
_LONGEST_OPEN = 4
_BEHIND = regex(rf"\[!code[ \t]+(highlight|hl|\+\+|--|focus)(?::(\d{{1,3}}))?\][ \t]*{_CLOSE}[ \t]*")
_LINE = regex(rf"[ \t]*{_OPEN}[ \t]*highlight-(next-line|start|end)[ \t]*{_CLOSE}[ \t]*")


class MarkedCode(NamedTuple):
    """Code without such comments, and the lines, from 1, that they mark, add and remove."""

    code: str
    marked: frozenset[int] = frozenset()
    added: frozenset[int] = frozenset()
    removed: frozenset[int] = frozenset()


def read_marks(code: str) -> MarkedCode:
    """What the comments in `code` say."""
    if "[!code" not in code and "highlight-" not in code:
        return MarkedCode(code)
    kept: list[str] = []
    found: dict[str, set[int]] = {"marked": set(), "added": set(), "removed": set()}
    following = within = False
    for line in code.split("\n"):
        if comment := _LINE.fullmatch(line):
            following = comment[1] == "next-line"
            within = within if following else comment[1] == "start"
            continue
        number = len(kept) + 1
        while behind := _comment_behind(line):
            line, kind, lines = behind
            found[kind].update(range(number, number + lines))
        kept.append(line)
        if following or within:
            found["marked"].add(len(kept))
        following = False
    return MarkedCode("\n".join(kept), **{kind: frozenset(lines) for kind, lines in found.items()})


def _comment_behind(line: str) -> tuple[str, str, int] | None:
    """The line without the comment at its end, what that says, and of how many lines."""
    start = line.rfind("[!code")
    said = _BEHIND.fullmatch(line, start) if start > 0 else None
    head = line[:start].rstrip(" \t")
    begun = _BEGUN.search(head[-_LONGEST_OPEN:]) if said else None
    if not said or not begun:
        return None
    kind = {"++": "added", "--": "removed"}.get(said[1], "marked")
    return head[: len(head) - len(begun[0])].rstrip(" \t"), kind, int(said[2] or 1)
