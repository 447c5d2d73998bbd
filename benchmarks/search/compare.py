"""Judged queries over this repository's notes: fmnotes beside MiniSearch, lunr and Pagefind, all in one run.

    python -m benchmarks.search.compare

MiniSearch, lunr and Pagefind are installed from npm into a folder of their own; Pagefind is asked in Chromium, in the
language of the query, as its page would be. `judged.json` says which notes a query should find. Recall: how many of
these are among the first ten. Empty: queries without one of them.
"""

from __future__ import annotations

import gzip
import json
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from tests.browser import CHROMIUM, REPOSITORY, served
from tests.support import NOW
from tests.test_search import JUDGED, ask

from fmnotes.config import load_config
from fmnotes.notes.note import parse_text
from fmnotes.site.build import check
from fmnotes.site.plan import BuildOptions

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


def _notes() -> list[dict[str, str]]:
    """What other engines index: the same notes, their words without markup."""
    config, problems = load_config(REPOSITORY)
    assert config, problems
    plan = check(config, BuildOptions(NOW, config.output), lambda *_: None).plan
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


def _row(name: str, answers: list[list[str]], size: int, each: float) -> str:
    relevant = found = first = 0
    empty = 0
    for (_, wanted), urls in zip(JUDGED, answers, strict=True):
        hits = [unquote(url) for url in urls[:10] if unquote(url) in wanted]
        relevant, found = relevant + len(wanted), found + len(set(hits))
        empty += not hits
        first += bool(urls) and unquote(urls[0]) in wanted
    return (
        f"| {name} | {found / relevant:.0%} | {empty} | {first / len(JUDGED):.0%} | "
        f"{sum(map(len, answers))} | {size // 1000} kB | {each:.1f} ms |"
    )


def _pagefind(site: Path, folder: Path) -> tuple[list[list[str]], int, float]:
    from playwright.sync_api import sync_playwright

    copy = folder / "pagefind-site"
    shutil.copytree(site, copy)
    subprocess.run(
        ["npx", "--no-install", "pagefind", "--site", str(copy)], cwd=folder, check=True, capture_output=True
    )
    size = sum(len(gzip.compress(path.read_bytes())) for path in (copy / "pagefind").rglob("*") if path.is_file())
    queries = [query for query, _ in JUDGED]
    with served(copy) as base, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        answers: dict[str, list[list[str]]] = {}
        start = time.perf_counter()
        for language, home in (("ko", "/robots-none.html"), ("en", "/en-none.html")):
            (copy / home[1:]).write_text(f'<!doctype html><html lang="{language}"><title>x</title>', "utf-8")
            page = browser.new_page()
            page.goto(base + home)
            answers[language] = page.evaluate(_PAGEFIND, queries)
        each = (time.perf_counter() - start) * 1000 / len(queries) / 2
        browser.close()
    korean = [any("ㄱ" <= ch <= "힣" for ch in query) for query in queries]
    return [answers["ko" if one else "en"][at] for at, one in enumerate(korean)], size, each


def main() -> None:
    queries = [query for query, _ in JUDGED]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        subprocess.run(["npm", "init", "-y"], cwd=folder, check=True, capture_output=True)
        subprocess.run(["npm", "install", "--silent", *_PACKAGES], cwd=folder, check=True, capture_output=True)
        site = folder / "site"
        command = [sys.executable, "-m", "fmnotes", "build", str(REPOSITORY), "--out", str(site)]
        subprocess.run(command, check=True, capture_output=True)
        print("| engine | recall at 10 | empty | first is right | shown | index, compressed | a query |")
        print("|---|---|---|---|---|---|---|")
        options: dict[str, object] = {"limit": 10}
        ask(site, *((query, options) for query in queries[:1]))
        start = time.perf_counter()
        own = ask(site, *((query, options) for query in queries))
        each = (time.perf_counter() - start) * 1000 / len(queries)
        size = sum(len(gzip.compress(path.read_bytes())) for path in (site / "_/search").rglob("*.json"))
        print(_row("fmnotes", [[one["url"] for one in answer["results"]] for answer in own], size, each))
        given = json.dumps({"notes": _notes(), "queries": queries})
        script = Path(__file__).parent / "engines.mjs"
        done = subprocess.run(
            ["node", str(script), str(folder)], input=given, capture_output=True, text=True, check=True
        )
        told: dict[str, Any] = json.loads(done.stdout)
        for engine, one in told.items():
            print(_row(engine, one["answers"], one["size"], one["each"]))
        print(_row("Pagefind", *_pagefind(site, folder)))


if __name__ == "__main__":
    main()
