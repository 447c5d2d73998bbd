"""Korean nouns: which texts that have one are found by it, and how many of what is found have it.

    python -m benchmarks.search.nouns FOLDER [--texts 5366] [--nouns 300]

The notes below FOLDER are cut into texts of about 600 characters, without markup; each becomes a note. Which nouns a
text has is told by kiwipiepy, a morphological analyser (installed from PyPI into a folder of its own, kept for the next
time). The nouns are random ones of two syllables or more that 3 to 1,500 texts have. Beside fmnotes stand what finds
the letters of the noun anywhere, with and without regard to spaces, and what finds whole words. Precision and recall
are means over the nouns.
"""

from __future__ import annotations

import argparse
import importlib
import json
import random
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from benchmarks.search.compare import planned
from tests.test_search import ask

from fmnotes.notes.note import parse_text

_LENGTH = 600
_KOREAN = 100
_FEWEST, _MOST = 3, 1_500
_NOUNS = {"NNG", "NNP"}

Found = Mapping[str, set[int]]
"""For each noun the numbers of texts."""


def texts_of(folder: Path) -> Iterator[str]:
    """The prose of notes in pieces; those with little Korean are left out."""
    config, plan = planned(folder)
    for source in plan.reading.sources:
        piece = ""
        for line in (*parse_text(source, config).body.prose.split("\n"), ""):
            piece += re.sub(r"[^\w\s.,]|_", " ", line) + "\n"
            if len(piece) >= _LENGTH or not line:
                if len(re.findall("[가-힣]", piece)) >= _KOREAN:
                    yield piece
                piece = ""


def nouns_of(texts: Sequence[str], folder: Path) -> dict[str, set[int]]:
    """Which texts have which nouns, by kiwipiepy in `folder`."""
    if not (folder / "kiwipiepy").is_dir():
        command = [sys.executable, "-m", "pip", "install", "--quiet", "--target", str(folder), "kiwipiepy"]
        subprocess.run(command, check=True)
    sys.path.append(str(folder))
    found: dict[str, set[int]] = {}
    for number, tokens in enumerate(importlib.import_module("kiwipiepy").Kiwi().tokenize(texts)):
        for token in tokens:
            if token.tag in _NOUNS and re.fullmatch("[가-힣]{2,}", token.form):
                found.setdefault(token.form, set()).add(number)
    return found


def found_by_fmnotes(texts: Sequence[str], nouns: Sequence[str]) -> Found:
    """What the search of a site finds that has each text as a note."""
    with tempfile.TemporaryDirectory() as temporary:
        notes, site = Path(temporary, "notes"), Path(temporary, "site")
        notes.mkdir()
        for number, text in enumerate(texts):
            (notes / f"t{number}.md").write_text(f"---\ntitle: t{number}\n---\n\n{text}", "utf-8")
        command = [sys.executable, "-m", "fmnotes", "build", str(notes), "--out", str(site)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        answers = ask(site, *((noun, {"limit": len(texts)}) for noun in nouns))
    titles = ({int(one["title"][1:]) for one in answer["results"]} for answer in answers)
    return dict(zip(nouns, titles, strict=True))


def found_in(texts: Sequence[str], nouns: Sequence[str], has: Callable[[str, str], bool]) -> Found:
    """The texts that have each noun in the sense of `has`."""
    return {noun: {number for number, text in enumerate(texts) if has(text, noun)} for noun in nouns}


def row(name: str, found: Found, truth: Found) -> str:
    """A line of the table."""
    hits = {noun: len(found[noun] & wanted) for noun, wanted in truth.items()}
    recall = sum(hits[noun] / len(wanted) for noun, wanted in truth.items()) / len(truth)
    precision = [hits[noun] / len(found[noun]) for noun in truth if found[noun]]
    nothing = sum(not found[noun] for noun in truth)
    return f"| {name} | {recall:.1%} | {sum(precision) / len(precision):.1%} | {nothing} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--texts", type=int, default=5_366)
    parser.add_argument("--nouns", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    some = random.Random(chosen.seed)
    texts = list(texts_of(chosen.folder.resolve()))
    texts = some.sample(texts, min(chosen.texts, len(texts)))
    known = nouns_of(texts, Path(tempfile.gettempdir()) / "fmnotes-benchmark-kiwi")
    truth = {noun: held for noun, held in sorted(known.items()) if _FEWEST <= len(held) <= _MOST}
    nouns = some.sample(list(truth), chosen.nouns)
    truth = {noun: truth[noun] for noun in nouns}
    print(json.dumps({"texts": len(texts), "characters": sum(map(len, texts)), "nouns": len(nouns)}))
    print("| what is found | recall | precision | nothing found |\n|---|---|---|---|")
    print(row("fmnotes", found_by_fmnotes(texts, nouns), truth))
    squashed = ["".join(text.split()) for text in texts]
    words = [" ".join(["", *re.findall(r"\w+", text), ""]) for text in texts]
    print(row("the letters, across spaces", found_in(squashed, nouns, lambda text, noun: noun in text), truth))
    print(row("the letters", found_in(texts, nouns, lambda text, noun: noun in text), truth))
    print(row("whole words", found_in(words, nouns, lambda text, noun: f" {noun} " in text), truth))


if __name__ == "__main__":
    main()
