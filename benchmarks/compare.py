"""Build N generated notes with fmnotes and with Hugo, in one run, and print both times and their ratio.

    python benchmarks/compare.py [--notes 1000] [--rounds 5] [--hugo hugo]

The notes are about 4 KB of mixed Korean and English with links, formulas, lists, code and tables, the same bytes for
both. fmnotes starts from nothing (no output, no manifest), with its own theme whole; `taskset -c 0` gives both one
core. Hugo gets the smallest templates that show as much: contents, tag and category links, previous and next on a
note; lists by page with an abstract; its own feeds and sitemap. The ratio depends on the version of Hugo, so that is
printed first.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

_SIZE = 4096
_KOREAN = "어텐션은 질의와 키의 내적으로 가중치를 구하고 값의 가중합을 낸다 트랜스포머 모델 학습 언어 표현".split()
_ENGLISH = "attention computes weights from queries and keys then sums the values the model learns from data".split()
_LAYOUTS = {
    "baseof.html": '<!doctype html><html lang="ko"><head><meta charset="utf-8"><title>{{ .Title }}</title></head><body>'
    '<nav><a href="/">home</a><a href="/tags/">tags</a></nav>{{ block "main" . }}{{ end }}</body></html>',
    "single.html": '{{ define "main" }}<article><h1>{{ .Title }}</h1><time>{{ .Date.Format "2006-01-02" }}</time>'
    '{{ .TableOfContents }}{{ .Content }}<ul>{{ range (slice "tags" "categories") }}{{ range $.GetTerms . }}'
    '<li><a href="{{ .RelPermalink }}">{{ .LinkTitle }}</a></li>{{ end }}{{ end }}</ul></article>'
    '{{ with .PrevInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}'
    '{{ with .NextInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}{{ end }}',
    "list.html": '{{ define "main" }}<h1>{{ .Title }}</h1><ul>{{ range (.Paginate .Pages).Pages }}<li>'
    '<a href="{{ .RelPermalink }}">{{ .Title }}</a><p>{{ .Summary }}</p></li>{{ end }}</ul>'
    '{{ template "_internal/pagination.html" . }}{{ end }}',
}


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


def _note(number: int, notes: int) -> str:
    source = random.Random(number)
    tags = f"[tag{number % 20}, nlp, 태그{number % 7}]"
    date = f"2023-{number % 12 + 1:02d}-{number % 28 + 1:02d}"
    parts = [f'---\ntitle: "노트 {number}: 어텐션"\ndate: {date}\ntags: {tags}\ncategories: [ai]\n---\n']
    section = 0
    while sum(len(part.encode()) for part in parts) < _SIZE - 700:
        section += 1
        parts.append(f"## 절 {section}\n\n" + " ".join(_sentence(source, 12, notes) for _ in range(4)) + "\n")
        parts.append("\n".join(f"- {_sentence(source, 6, notes)}" for _ in range(4)) + "\n")
        if section % 3 == 0:
            parts.append("```python\ndef f(x):\n    return [x + i for i in range(10)]\n```\n")
        if section % 4 == 0:
            parts.append("| a | b |\n|---|---|\n| 1 | 2 |\n")
    return "\n".join(parts)


class Run(NamedTuple):
    """Seconds, and the most memory of any one process of the tree in MB."""

    seconds: float
    memory: float


def _run(command: list[str], cwd: Path, cache: Path) -> Run:
    """One command, by a process in between that waits for it alone: what it tells is of this command."""
    environment = os.environ | {"XDG_CACHE_HOME": str(cache)}
    code = (
        "import resource, subprocess, sys, time; start = time.perf_counter();"
        "subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL);"
        "print(time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1000)"
    )
    told = subprocess.run(
        [sys.executable, "-c", code, *command], cwd=cwd, env=environment, check=True, capture_output=True
    )
    return Run(*map(float, told.stdout.split()))


def _write(root: Path, notes: int) -> None:
    for target in (root / "notes", root / "hugo/content/posts"):
        target.mkdir(parents=True)
        for number in range(notes):
            (target / f"note-{number}.md").write_text(_note(number, notes), "utf-8")
    layouts = root / "hugo/layouts/_default"
    layouts.mkdir(parents=True)
    for name, text in _LAYOUTS.items():
        (layouts / name).write_text(text, "utf-8")
    (root / "hugo/config.toml").write_text('baseURL = "https://example.org/"\ntitle = "x"\n', "utf-8")


def _round(root: Path, number: int, hugo: str) -> dict[str, Run]:
    """Everything once, one after the other."""
    # New folders each time: deleting the last output would go on in the background of what is timed.
    out, cache = root / f"out-{number}", root / f"cache-{number}"
    ours = [sys.executable, "-m", "fmnotes", "build", str(root / "notes"), "--out", str(out)]
    plain = [*ours[:-1], str(root / f"plain-{number}"), "--no-search"]
    note = root / "notes/note-7.md"
    made = {
        "Hugo, cold": _run([hugo, "--quiet", "--destination", str(root / f"hugo-{number}")], root / "hugo", cache),
        "fmnotes, cold, no search": _run(plain, root, root / f"cache-plain-{number}"),
        "fmnotes, cold, with search": _run(ours, root, cache),
    }
    # The first build after a change keeps no record of it if it comes within a moment.
    time.sleep(0.2)
    _run(ours, root, cache)
    made["fmnotes, nothing changed"] = _run(ours, root, cache)
    note.write_text(note.read_text("utf-8") + f"\n`{number}`\n", "utf-8")
    made["fmnotes, one body edited"] = _run(ours, root, cache)
    note.write_text(note.read_text("utf-8").replace("노트 7", f"노트 7 {number}", 1), "utf-8")
    made["fmnotes, one title edited"] = _run(ours, root, cache)
    return made


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--notes", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--hugo", default="hugo")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        _write(root, given.notes)
        print(subprocess.run([given.hugo, "version"], capture_output=True, check=True, text=True).stdout.strip())
        rounds = [_round(root, number, given.hugo) for number in range(given.rounds)]
    print(f"{given.notes} notes, medians of {given.rounds}\n")
    print("| work | seconds | of Hugo's | memory |\n|---|---|---|---|")
    middle = {
        work: Run(*(statistics.median(column) for column in zip(*(one[work] for one in rounds), strict=True)))
        for work in rounds[0]
    }
    base = middle["Hugo, cold"].seconds
    for work, run in middle.items():
        print(f"| {work} | {run.seconds:.2f} | {run.seconds / base:.2f} | {run.memory:.0f} MB |")


if __name__ == "__main__":
    main()
