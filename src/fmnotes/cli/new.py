"""`fmnotes new "제목"`: a note of today, in the dialect of its site; never writes over a file."""

from __future__ import annotations

from fmnotes.cli.exit_codes import EXIT_FINE
from fmnotes.cli.settings import CommandOptions, refuse, settings
from fmnotes.diagnostics import Place, diagnose, unwritten
from fmnotes.disk import create
from fmnotes.notes.new import FolderOutsideError, new_note
from fmnotes.text.characters import squeeze, without_controls
from fmnotes.text.dates import today


def run_new(given: CommandOptions, title: str, language: str | None, folder: str | None) -> int:
    """Write a new note and print its path; returns the exit code."""
    config, reporter = settings(given)
    # An argument may hold bytes that are no text.
    name = squeeze(without_controls(title.encode("utf-8", "ignore").decode().replace("\n", " ")))
    if not name:
        return refuse(reporter, diagnose("title-empty", Place()))
    try:
        path, text = new_note(config, name, today(given.now, config.zone), language, folder)
        create(path, text, config.notes)
    except FolderOutsideError:
        return refuse(reporter, diagnose("folder-outside", Place(), path=folder))
    except FileExistsError as problem:
        return refuse(reporter, diagnose("file-exists", Place(), path=problem.filename))
    except OSError as problem:
        return refuse(reporter, unwritten(problem))
    shown = path.relative_to(config.root) if path.is_relative_to(config.root) else path
    reporter.answer(str(shown), str(shown))
    return EXIT_FINE
