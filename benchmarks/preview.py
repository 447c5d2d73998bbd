"""How long from saving a note until a browser shows it, with N notes: bodies and titles, medians and 95th percentiles.

    python benchmarks/preview.py [--notes 1000] [--rounds 20] [--hugo hugo]

The notes are those of `benchmarks.speed`. fmnotes is measured in Chromium, from just before the file is written until
the new text is in the page. Of `hugo server` only its answer to a request is measured, so its browser comes on top.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.speed.notes import as_yaml, benchmark_note
from benchmarks.speed.peers import LAYOUTS
from playwright.sync_api import Page, sync_playwright
from tests.browser import CHROMIUM

_SEEN = """(selector) => { window.seen = {}; new MutationObserver(() => {
  for (const [, n] of document.querySelector(selector).textContent.matchAll(/MARK(\\d+)END/g))
    seen[n] ??= performance.timeOrigin + performance.now();
}).observe(document.body, { subtree: true, childList: true, characterData: true }); }"""


def _shown(times: list[float]) -> str:
    ordered = sorted(times)
    return f"median {statistics.median(ordered):.0f} ms, 95th percentile {ordered[int(len(ordered) * 0.95) - 1]:.0f} ms"


def _edits(note: Path, rounds: int, change: Callable[[str, int], str], seen: Callable[[int], float]) -> list[float]:
    text, times = note.read_text("utf-8"), []
    for number in range(rounds):
        start = time.time() * 1000
        note.write_text(change(text, number), "utf-8")
        times.append(seen(number) - start)
    note.write_text(text, "utf-8")
    time.sleep(0.5)
    return times


def _body(text: str, number: int) -> str:
    return f"{text}\n\nMARK{number}END\n"


def _title(text: str, number: int) -> str:
    return text.replace('title: "', f'title: "MARK{number}END ', 1)


def _in_page(page: Page) -> Callable[[int], float]:
    def seen(number: int) -> float:
        deadline = time.time() + 30
        while time.time() < deadline:
            if found := page.evaluate(f"seen[{number}]"):
                return float(found)
            page.wait_for_timeout(20)
        return float("inf")

    return seen


def _by_request(url: str) -> Callable[[int], float]:
    def seen(number: int) -> float:
        deadline = time.time() + 30
        while time.time() < deadline:
            if f"MARK{number}END".encode() in urllib.request.urlopen(url).read():
                return time.time() * 1000
            time.sleep(0.005)
        return float("inf")

    return seen


def _memory(process: subprocess.Popen[str]) -> str:
    """What the process holds now and at most held, in MB (Linux)."""
    told = Path(f"/proc/{process.pid}/status").read_text("utf-8").splitlines()
    now, most = (int(next(line for line in told if line.startswith(name)).split()[1]) for name in ("VmRSS", "VmHWM"))
    return f"{now / 1000:.0f} MB, at most {most / 1000:.0f} MB"


def _served(folder: Path, cache: Path, what: str) -> tuple[subprocess.Popen[str], str]:
    """A server that has answered its first request, and its address."""
    command = [sys.executable, "-m", "fmnotes", "serve", str(folder), "--port", "0", "--lang", "en"]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1", "XDG_CACHE_HOME": str(cache)}
    start = time.perf_counter()
    server = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment)
    assert server.stderr
    address = next(line for line in server.stderr if "preview: " in line).split()[1]
    urllib.request.urlopen(address).read()
    print(f"fmnotes: first page after {time.perf_counter() - start:.2f} s, {what}")
    return server, address


def _stop(server: subprocess.Popen[str]) -> None:
    server.terminate()
    server.wait()


def _fmnotes(folder: Path, rounds: int) -> None:
    cache = folder.parent / "cache"
    _stop(_served(folder, cache, "nothing kept")[0])
    for _ in range(2):
        _stop(_served(folder, cache, "started again")[0])
    server, address = _served(folder, cache, "started again")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page()
        page.goto(f"{address}note-0/")
        page.evaluate(_SEEN, "main")
        page.wait_for_timeout(500)
        note = folder / "note-0.md"
        print("fmnotes: body,", _shown(_edits(note, rounds, _body, _in_page(page))))
        page.evaluate(_SEEN, "main")
        print("fmnotes: title,", _shown(_edits(note, max(5, rounds // 4), _title, _in_page(page))))
        print("fmnotes: memory,", _memory(server))
        browser.close()
    _stop(server)


def _hugo(folder: Path, site: Path, hugo: str, rounds: int) -> None:
    shutil.copytree(folder, site / "content")
    (site / "layouts/_default").mkdir(parents=True)
    for name, text in LAYOUTS.items():
        (site / "layouts/_default" / name).write_text(text, "utf-8")
    (site / "hugo.toml").write_text(
        'baseURL = "http://localhost:1414/"\n[taxonomies]\ntag = "tags"\ncategory = "categories"\n', "utf-8"
    )
    start = time.perf_counter()
    server = subprocess.Popen([hugo, "server", "-s", str(site), "--port", "1414"], stdout=subprocess.PIPE, text=True)
    assert server.stdout
    next(line for line in server.stdout if "available at" in line)
    print(f"hugo: first page after {time.perf_counter() - start:.2f} s")
    url = "http://localhost:1414/note-0/"
    note = site / "content/note-0.md"
    print("hugo: body,", _shown(_edits(note, rounds, _body, _by_request(url))))
    print("hugo: title,", _shown(_edits(note, max(5, rounds // 4), _title, _by_request(url))))
    print("hugo: memory,", _memory(server))
    _stop(server)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--notes", type=int, default=1000)
    options.add_argument("--rounds", type=int, default=20)
    options.add_argument("--hugo", default=shutil.which("hugo") or "", help="empty: without Hugo")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        notes = Path(folder) / "notes"
        notes.mkdir()
        for number in range(given.notes):
            (notes / f"note-{number}.md").write_text(as_yaml(benchmark_note(number, given.notes)), "utf-8")
        print(f"{given.notes} notes")
        _fmnotes(notes, given.rounds)
        if given.hugo:
            _hugo(notes, Path(folder) / "hugo", given.hugo, given.rounds)


if __name__ == "__main__":
    main()
