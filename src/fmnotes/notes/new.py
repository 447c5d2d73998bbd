"""A new note as the other notes of its site are written: which file, and what stands in it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from fmnotes.config import Config
from fmnotes.notes.folder import SKIPPED_FOLDERS, read_folder
from fmnotes.notes.front_matter import read_front_matter
from fmnotes.notes.source import Source
from fmnotes.text.characters import squeeze
from fmnotes.text.dates import date_in_name
from fmnotes.text.names import slug
from fmnotes.text.quotes import in_quotes
from fmnotes.text.regex import regex

_LONGEST = 200
_FORBIDDEN = regex(r'[\\/:*?"<>|#^\[\]]+')
"""What a file name cannot hold on some system, or a link in Obsidian."""


class FolderOutsideError(Exception):
    """The folder that was asked for is not inside the notes folder."""


@dataclass(frozen=True, slots=True)
class _Habits:
    """How the notes of a site are written: in TOML or YAML; with a date, with spaces in the name; in which folder."""

    toml: bool
    dated: bool
    folder: str
    spaced: bool


def new_note(config: Config, title: str, day: date, language: str | None, folder: str | None) -> tuple[Path, str]:
    """The file of a note called `title`, and its text. Raises FolderOutsideError."""
    habits = _habits(read_folder(config).sources)
    parent = (config.notes / (habits.folder if folder is None else folder)).resolve()
    inside = parent.relative_to(config.notes).parts if parent.is_relative_to(config.notes) else (".",)
    if any(part.startswith(".") or part in SKIPPED_FOLDERS for part in inside):
        # No build would read it there.
        raise FolderOutsideError(folder)
    name = squeeze(_FORBIDDEN.sub(" ", title)).strip(" .") if habits.spaced else ""
    if habits.dated:
        stem = f"{day.isoformat()}-{slug(title)}"
    else:
        stem = name if 0 < len(name.encode()) <= _LONGEST else slug(title)
    return parent / f"{stem}.md", _front(habits, title, day, language)


def _habits(sources: tuple[Source, ...]) -> _Habits:
    kinds = Counter(read_front_matter(source.text).kind for source in sources)
    dated = [source.path for source in sources if date_in_name(Path(source.path).stem)[0]]
    folders = Counter(path.rpartition("/")[0] for path in dated)
    posts = any("_posts" in path.split("/") for path in dated)
    in_names = posts or (bool(sources) and 2 * len(dated) > len(sources))
    stems = [Path(source.path).stem for source in sources]
    spaced = sum(" " in stem for stem in stems) > sum("-" in stem for stem in stems)
    return _Habits(kinds["toml"] > kinds["yaml"], in_names, folders.most_common(1)[0][0] if in_names else "", spaced)


def _front(habits: _Habits, title: str, day: date, language: str | None) -> str:
    pairs = [("title", in_quotes(title)), ("date", day.isoformat()), ("tags", "[]")]
    if language:
        pairs.insert(2, ("lang", f'"{language}"' if habits.toml else language))
    if habits.toml:
        return "+++\n" + "".join(f"{key} = {value}\n" for key, value in pairs) + "+++\n\n"
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in pairs) + "---\n\n"
