"""`fmnotes new "제목"`: a dated note in the site's own way of writing them; nothing is ever written over."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from fmnotes.cli.report import EXIT_FINE, EXIT_USAGE, Reporter
from fmnotes.cli.settings import CommandOptions, UsageError, refuse, settings
from fmnotes.config import Config
from fmnotes.diagnostics import Place, diagnose
from fmnotes.notes.front_matter import read_front_matter
from fmnotes.notes.source import Source, read_folder
from fmnotes.text.characters import squeeze, without_controls
from fmnotes.text.dates import date_in_name, today
from fmnotes.text.names import slug


@dataclass(frozen=True, slots=True)
class _Habits:
    """How the notes of a site are written: TOML or YAML, with a date in the name or not, and in which folder."""

    toml: bool
    dated: bool
    folder: str


def run_new(given: CommandOptions, title: str, language: str | None, folder: str | None) -> int:
    """Write a new note and print its path; returns the exit code."""
    try:
        config, reporter = settings(given)
    except UsageError as problem:
        return problem.code
    name = squeeze(without_controls(title))
    if not name:
        return refuse(reporter, diagnose("title-empty", Place()))
    habits = _habits(read_folder(config).sources)
    day = today(given.now, config.zone)
    parent = (config.notes / (habits.folder if folder is None else folder)).resolve()
    if not parent.is_relative_to(config.notes):
        return refuse(reporter, diagnose("folder-outside", Place(), path=folder))
    stem = f"{day.isoformat()}-{slug(name)}" if habits.dated else slug(name)
    return _write(reporter, config, parent / f"{stem}.md", _front(habits, name, day, language))


def _habits(sources: tuple[Source, ...]) -> _Habits:
    kinds = Counter(read_front_matter(source.text).kind for source in sources)
    dated = [source.path for source in sources if date_in_name(Path(source.path).stem)[0]]
    folders = Counter(path.rpartition("/")[0] for path in dated)
    posts = any("_posts" in path.split("/") for path in dated)
    in_names = posts or (bool(sources) and 2 * len(dated) > len(sources))
    return _Habits(kinds["toml"] > kinds["yaml"], in_names, folders.most_common(1)[0][0] if in_names else "")


def _front(habits: _Habits, title: str, day: date, language: str | None) -> str:
    quoted = '"' + title.replace("\\", "\\\\").replace('"', '\\"') + '"'
    pairs = [("title", quoted), ("date", day.isoformat()), ("tags", "[]")]
    if language:
        pairs.insert(2, ("lang", f'"{language}"' if habits.toml else language))
    if habits.toml:
        return "+++\n" + "".join(f"{key} = {value}\n" for key, value in pairs) + "+++\n\n"
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in pairs) + "---\n\n"


def _write(reporter: Reporter, config: Config, path: Path, text: str) -> int:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        reporter.problems([diagnose("file-exists", Place(), path=path)])
        return EXIT_USAGE
    except OSError as problem:
        reporter.problems([diagnose("output-write", Place(), path=path, problem=problem.strerror or problem)])
        return EXIT_USAGE
    shown = path.relative_to(config.root) if path.is_relative_to(config.root) else path
    reporter.answer(str(shown), str(shown))
    return EXIT_FINE
