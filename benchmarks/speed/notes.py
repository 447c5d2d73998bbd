"""The notes of the benchmark: about 4 KB of mixed Korean and English with links, formulas, lists, code and tables.

The same numbers give the same bytes. Each generator gets the same bodies, with the metadata in its own dialect.
"""

from __future__ import annotations

import random
from typing import NamedTuple

_SIZE = 4096
_KOREAN = "어텐션은 질의와 키의 내적으로 가중치를 구하고 값의 가중합을 낸다 트랜스포머 모델 학습 언어 표현".split()
_ENGLISH = "attention computes weights from queries and keys then sums the values the model learns from data".split()


class BenchmarkNote(NamedTuple):
    """`date` is YYYY-MM-DD; the body ends with a line end."""

    number: int
    title: str
    date: str
    tags: tuple[str, ...]
    category: str
    body: str


def benchmark_note(number: int, notes: int) -> BenchmarkNote:
    """Note `number` of `notes`, which link to each other."""
    return with_body(number, _body(number, notes))


def with_body(number: int, body: str) -> BenchmarkNote:
    """Note `number`, of a given body."""
    tags = (f"tag{number % 20}", "nlp", f"태그{number % 7}")
    date = f"2023-{number % 12 + 1:02d}-{number % 28 + 1:02d}"
    return BenchmarkNote(number, f"노트 {number}: 어텐션", date, tags, "ai", body)


def _body(number: int, notes: int) -> str:
    source = random.Random(number)
    parts: list[str] = []
    section = 0
    while sum(len(part.encode()) for part in parts) < _SIZE - 800:
        section += 1
        parts.append(f"## 절 {section}\n\n" + " ".join(_sentence(source, 12, notes) for _ in range(4)) + "\n")
        parts.append("\n".join(f"- {_sentence(source, 6, notes)}" for _ in range(4)) + "\n")
        if section % 3 == 0:
            parts.append("```python\ndef f(x):\n    return [x + i for i in range(10)]\n```\n")
        if section % 4 == 0:
            parts.append("| a | b |\n|---|---|\n| 1 | 2 |\n")
    return "\n".join(parts)


def _sentence(source: random.Random, length: int, notes: int) -> str:
    words = [source.choice(_KOREAN if source.random() < 0.7 else _ENGLISH) for _ in range(length)]
    place, kind = source.randrange(length), source.random()
    if kind < 0.25:
        words[place] = f"**{words[place]}(term)**은"
    elif kind < 0.35:
        words[place] = f"`{words[place]}`"
    elif kind < 0.45:
        words[place] = f"[{words[place]}](note-{source.randrange(notes)}.md)"
    elif kind < 0.5:
        words[place] = rf"$x_{place} = \frac{{a}}{{b}}$"
    return " ".join(words) + "다."


def as_yaml(note: BenchmarkNote) -> str:
    """What fmnotes, Hugo and MkDocs read."""
    tags = f"[{', '.join(note.tags)}]"
    front = f'---\ntitle: "{note.title}"\ndate: {note.date}\ntags: {tags}\ncategories: [{note.category}]\n---\n\n'
    return front + note.body


def as_pelican(note: BenchmarkNote) -> str:
    """Its links name the file with `{filename}`."""
    front = f"Title: {note.title}\nDate: {note.date}\nTags: {', '.join(note.tags)}\nCategory: {note.category}\n\n"
    return front + note.body.replace("](note-", "]({filename}note-")


def as_nikola(note: BenchmarkNote) -> str:
    """Its links name the post with `link://`."""
    front = (
        f"<!--\n.. title: {note.title}\n.. slug: note-{note.number}\n.. date: {note.date} 00:00:00 UTC\n"
        f".. tags: {', '.join(note.tags)}\n.. category: {note.category}\n-->\n\n"
    )
    body = note.body.replace("](note-", "](link://slug/note-")
    return front + "\n".join(line.replace(".md)", ")") for line in body.split("\n"))
