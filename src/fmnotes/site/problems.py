"""Problems as they are told: by file and line, with the line itself, and paths as seen from the site's folder."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from dataclasses import replace

from fmnotes.config import CONFIGURATIONS, TERMS, Config
from fmnotes.diagnostics import Diagnostic, shown_line
from fmnotes.notes.file_names import without_suffix
from fmnotes.notes.folder import Reading
from fmnotes.text.names import name_key

_OF_THE_SITE = ("templates/", "static/CNAME", TERMS, *CONFIGURATIONS)
_NO_NOTE = {"link-missing", "link-misspelt"}


def in_order(problems: Iterable[Diagnostic], reading: Reading, config: Config) -> tuple[Diagnostic, ...]:
    """Problems by file and line, with the line itself, and paths as seen from the site's folder."""
    sources = {source.path: source for source in reading.sources}
    lines: dict[str, list[str]] = {}
    made = []
    for problem in problems:
        place = problem.place
        if place.line and not place.text and place.path in sources:
            if place.path not in lines:
                lines[place.path] = sources[place.path].text.split("\n")
            own = lines[place.path]
            place = replace(place, text=shown_line(own[place.line - 1]) if place.line <= len(own) else "")
        problem = replace(problem, place=place)
        others = place.path in {"", "."} or place.path.startswith(_OF_THE_SITE)
        made.append(problem if others and place.path not in sources else in_folder(problem, config))
    return tuple(sorted(set(made)))


def without_links_to(broken: Iterable[str], problems: Iterable[Diagnostic]) -> list[Diagnostic]:
    """`problems`, but not that the notes at the paths `broken` do not exist: what is wrong with them is told there."""
    names = {name_key(posixpath.basename(path).rpartition(".")[0]) for path in broken}
    return [one for one in problems if one.code not in _NO_NOTE or not names or _named(one) not in names]


def _named(problem: Diagnostic) -> str:
    return name_key(without_suffix(posixpath.basename(dict(problem.values)["target"].rstrip("/"))))


def in_folder(problem: Diagnostic, config: Config) -> Diagnostic:
    """A problem of a note, with its path as seen from the site's folder."""
    return problem.at(shown_folder(config) + problem.place.path)


def shown_folder(config: Config) -> str:
    """What stands before the path of a note where it is shown: its folder, as seen from the site's."""
    if config.notes == config.root:
        return ""
    try:
        return config.notes.relative_to(config.root).as_posix() + "/"
    except ValueError:
        return config.notes.as_posix() + "/"
