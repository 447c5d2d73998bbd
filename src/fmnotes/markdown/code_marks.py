"""Comments in code that say how its lines look, and are not shown.

`// [!code ++]` of VitePress and Shiki, `// highlight-next-line` of Docusaurus and Gatsby.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_OPEN = r"(?://|\#|--|;|%|<!--|/\*|\{/\*)"
_CLOSE = r"(?:-->|\*/\}?)?"
_BEHIND = re.compile(
    rf"[ \t]*{_OPEN}[ \t]*\[!code[ \t]+(highlight|hl|\+\+|--|focus)(?::(\d{{1,3}}))?\][ \t]*{_CLOSE}[ \t]*$"
)
_LINE = re.compile(rf"[ \t]*{_OPEN}[ \t]*highlight-(next-line|start|end)[ \t]*{_CLOSE}[ \t]*")


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
            following, within = comment[1] == "next-line", comment[1] == "start"
            continue
        behind = _BEHIND.search(line)
        kept.append(line[: behind.start()] if behind else line)
        if behind:
            kind = {"++": "added", "--": "removed"}.get(behind[1], "marked")
            found[kind].update(range(len(kept), len(kept) + int(behind[2] or 1)))
        if following or within:
            found["marked"].add(len(kept))
        following = False
    return MarkedCode("\n".join(kept), **{kind: frozenset(lines) for kind, lines in found.items()})
