"""Judged queries: fmnotes beside MiniSearch, lunr and Pagefind, all in one run.

    python -m benchmarks.search.compare [--notes FOLDER] [--judged FILE]

Without a folder over this repository's notes, with `judged.json`. `judged-korean.json` is for a folder that holds the
notes of johngrib.github.io and the Korean translation of Dive into Deep Learning (d2l-ai/d2l-ko), as `johngrib-ko/` and
`d2l-ko-en/`: judged by what a note is about, before any engine was asked. A note is told by its address or by its path.

MiniSearch, lunr and Pagefind are installed from npm into a folder of their own; Pagefind is asked in Chromium, in the
language of the query, as its page would be. Recall: how many of the notes that a query should find are among the first
ten. Empty: queries without one of them. Precision: how many of the first ten are judged relevant (most queries have one
or two). fmnotes is built within the site: its time is that of a cold build with search less one without (the median of
five pairs), its memory that of the whole build.
"""

from __future__ import annotations

import argparse
import gzip
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote

from tests.browser import CHROMIUM, REPOSITORY, served
from tests.support import NOW
from tests.test_search import ask

from fmnotes.config import Config, load_config
from fmnotes.notes.note import parse_text
from fmnotes.site.check import check
from fmnotes.site.plan import BuildOptions, SitePlan

_PAIRS = 5
_PACKAGES = ["minisearch", "lunr", "lunr-languages", "pagefind"]
_PAGEFIND = """async (queries) => {
  const pagefind = await import(location.origin + "/pagefind/pagefind.js");
  await pagefind.init();
  const found = [];
  for (const query of queries) {
    const { results } = await pagefind.search(query);
    found.push((await Promise.all(results.slice(0, 10).map((one) => one.data()))).map((one) => one.url.slice(1)));
  }
  return found;
}"""


Judged = list[tuple[str, list[str]]]


def planned(folder: Path) -> tuple[Config, SitePlan]:
    config, problems = load_config(folder)
    assert config, problems
    return config, check(config, BuildOptions(NOW, config.output, keep_going=True), lambda *_: None).plan


def _judged(file: Path, plan: SitePlan) -> Judged:
    """Queries with the addresses that they should find."""
    rows: Judged = json.loads(file.read_text("utf-8"))
    return [
        (query, [plan.library.addresses.get(one, f"/{one}").removeprefix("/") for one in names])
        for query, names in rows
    ]


def _notes(config: Config, plan: SitePlan) -> list[dict[str, str]]:
    """What other engines index: the same notes, their words without markup."""
    texts = {source.path: source for source in plan.reading.sources}
    return [
        {
            "url": plan.library.addresses[path].removeprefix("/"),
            "title": note.metadata.title,
            "aliases": " ".join(note.metadata.aliases),
            "tags": " ".join(note.metadata.tags),
            "text": "\n".join((body.prose, body.verbatim)),
        }
        for path, note in plan.library.notes.items()
        for body in (parse_text(texts[path], config).body,)
    ]


class Engine(NamedTuple):
    """What an engine found, the bytes of its index and of a query (compressed), and what both cost.

    `memory` is that of the process that made the index, in MB.
    """

    answers: list[list[str]]
    size: int
    loaded: int
    each: float
    built: float
    memory: float


def _row(name: str, engine: Engine, judged: Judged) -> str:
    relevant = found = first = shown = empty = 0
    for (_, wanted), urls in zip(judged, engine.answers, strict=True):
        hits = {unquote(url) for url in urls[:10]} & set(wanted)
        relevant, found, shown = relevant + len(wanted), found + len(hits), shown + len(urls[:10])
        empty += not hits
        first += bool(urls) and unquote(urls[0]) in wanted
    return (
        f"| {name} | {found / relevant:.0%} | {empty} | {first / len(judged):.0%} | {found / shown:.0%} | "
        f"{engine.size / 1000:.0f} kB | {engine.loaded / 1000:.0f} kB | {engine.each:.1f} ms | {engine.built:.2f} s | "
        f"{engine.memory:.0f} MB |"
    )


def _measured(command: list[str], folder: Path) -> tuple[float, float]:
    """Seconds and the most memory (MB) of a command, told by a process that waits for it alone."""
    code = (
        "import resource, subprocess, sys, time; start = time.perf_counter();"
        "subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL);"
        "print(time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1000)"
    )
    done = subprocess.run([sys.executable, "-c", code, *command], cwd=folder, capture_output=True, check=True)
    seconds, memory = map(float, done.stdout.split())
    return seconds, memory


def _pagefind(site: Path, folder: Path, queries: list[str]) -> Engine:
    from playwright.sync_api import sync_playwright

    copy = folder / "pagefind-site"
    shutil.copytree(site, copy)
    built, memory = _measured(["npx", "--no-install", "pagefind", "--site", str(copy)], folder)
    size = sum(len(gzip.compress(path.read_bytes())) for path in (copy / "pagefind").rglob("*") if path.is_file())
    with served(copy) as base, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        answers: dict[str, list[list[str]]] = {}
        loaded: list[int] = []
        start = time.perf_counter()
        for language, home in (("ko", "/robots-none.html"), ("en", "/en-none.html")):
            (copy / home[1:]).write_text(f'<!doctype html><html lang="{language}"><title>x</title>', "utf-8")
            page = browser.new_page()
            page.on("response", lambda response: loaded.append(len(gzip.compress(response.body()))))
            page.goto(base + home)
            answers[language] = page.evaluate(_PAGEFIND, queries)
        each = (time.perf_counter() - start) * 1000 / len(queries) / 2
        browser.close()
    korean = [any("ㄱ" <= ch <= "힣" for ch in query) for query in queries]
    found = [answers["ko" if one else "en"][at] for at, one in enumerate(korean)]
    return Engine(found, size, sum(loaded) // (2 * len(queries)), each, built, memory)


def _indexed(notes: Path, folder: Path) -> tuple[Path, float, float]:
    """The site with its index; the seconds that search adds to a cold build, the median of a few pairs; the memory."""
    copy, added, most = folder / "copy", list[float](), 0.0
    shutil.copytree(notes, copy, ignore=shutil.ignore_patterns(".*", "site", "node_modules"))
    for number in range(_PAIRS):
        took = []
        for name, more in (("plain", ["--no-search"]), ("site", [])):
            cache, out = folder / f"cache-{name}-{number}", folder / f"{name}-{number}"
            shutil.rmtree(copy / ".fmnotes", ignore_errors=True)
            words = [sys.executable, "-m", "fmnotes", "build", str(copy), "--keep-going", "--out", str(out), *more]
            seconds, most = _measured(["env", f"XDG_CACHE_HOME={cache}", *words], folder)
            took.append(seconds)
        added.append(took[1] - took[0])
    return folder / f"site-{_PAIRS - 1}", statistics.median(added), most


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--notes", type=Path, default=REPOSITORY)
    parser.add_argument("--judged", type=Path, default=Path(__file__).with_name("judged.json"))
    chosen = parser.parse_args()
    config, plan = planned(chosen.notes.resolve())
    judged = _judged(chosen.judged, plan)
    queries = [query for query, _ in judged]
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        subprocess.run(["npm", "init", "-y"], cwd=folder, check=True, capture_output=True)
        subprocess.run(["npm", "install", "--silent", *_PACKAGES], cwd=folder, check=True, capture_output=True)
        site, built, memory = _indexed(config.root, folder)
        print(
            "| engine | recall | empty | first is right | precision | index | a query loads | takes | built | memory |"
        )
        print("|---|---|---|---|---|---|---|---|---|---|")
        options: dict[str, object] = {"limit": 10}
        start = time.perf_counter()
        own = ask(site, *((query, options) for query in queries))
        each = (time.perf_counter() - start) * 1000 / len(queries)
        size = sum(len(gzip.compress(path.read_bytes())) for path in (site / "_/search").rglob("*.json"))
        answers = [[one["url"] for one in answer["results"]] for answer in own]
        loaded = sum(answer["bytes"] for answer in own) // len(own)
        print(_row("fmnotes", Engine(answers, size, loaded, each, built, memory), judged))
        given = json.dumps({"notes": _notes(config, plan), "queries": queries})
        script = ["node", str(Path(__file__).parent / "engines.mjs"), str(folder)]
        done = subprocess.run(script, input=given, capture_output=True, text=True, check=True)
        told: dict[str, Any] = json.loads(done.stdout)
        for name, one in told.items():
            # All of the index is loaded before the first query, and nothing after it.
            engine = Engine(one["answers"], one["size"], 0, one["each"], one["built"] / 1000, one["memory"])
            print(_row(name, engine, judged))
        print(_row("Pagefind", _pagefind(site, folder, queries), judged))


if __name__ == "__main__":
    main()
