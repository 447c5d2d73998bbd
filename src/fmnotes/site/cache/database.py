"""What was parsed before: `.fmnotes/cache.db`, SQLite. Only JSON is in it; a corrupt one is begun anew.

Rows are found by a digest of the text, the options, and the program that parsed it: nothing in it is ever out of date.
"""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Collection, Iterable, Iterator
from contextlib import closing, suppress
from pathlib import Path

from fmnotes.git.run import Git, GitError, repository_of
from fmnotes.notes.source import Known
from fmnotes.notes.stored import Stored
from fmnotes.site.cache.tables import (
    CONTENT,
    FILES,
    SCHEMA,
    TABLES,
    begin,
    connect,
    files_of,
    forget,
    transaction,
    write,
)
from fmnotes.site.state import make_state_folder

NAME = "cache.db"
_MANY = 500
_BATCH = 1000
_SPARE = 500
"""Old texts are kept beside the new: an edit is often taken back, a branch switched."""


class Cache:
    """Parsed texts by their keys. Without a file, and where it cannot be written, it lives in this process only."""

    def __init__(self, path: Path | None, *, writable: bool = True) -> None:
        self.parsed = 0
        """How many texts had to be parsed since it was opened."""
        self._path = path if path and (writable or path.is_file()) else None
        self._writable = writable
        self._fresh: dict[str, Stored] = {}
        self._local = threading.local()
        if self._path and not self._sound():
            self._path = None

    def _sound(self) -> bool:
        """Open it, or begin it anew; whether that worked."""
        assert self._path
        for _ in range(2):
            try:
                if self._writable:
                    make_state_folder(self._path.parent)
                with closing(connect(self._path, writable=self._writable)) as database:
                    if database.execute("PRAGMA user_version").fetchone()[0] == SCHEMA:
                        for table, column in TABLES.items():
                            database.execute(f"SELECT id, {column} FROM {table} LIMIT 1").fetchone()
                        for table in FILES:
                            database.execute(f"{files_of(table)} LIMIT 1").fetchone()
                        return True
                    if self._writable:
                        begin(database)
                        return True
                    return False
            except (sqlite3.Error, OSError):
                if not self._writable:
                    return False
                with suppress(OSError):
                    remove(self._path)
        return False

    def _database(self) -> sqlite3.Connection | None:
        """A connection of this thread of this process: neither may share one."""
        if self._path is None:
            return None
        if getattr(self._local, "owner", None) != os.getpid():
            self._local.connection, self._local.owner = connect(self._path, writable=self._writable), os.getpid()
        connection: sqlite3.Connection = self._local.connection
        return connection

    def facts(self, keys: Iterable[str]) -> Iterator[tuple[str, str]]:
        """The facts of those texts that are known, with their keys, one after another."""
        return self._column("texts", 0, set(keys))

    def grams(self, keys: Iterable[str]) -> dict[str, str]:
        """What those texts are found by that are known with it."""
        return {key: grams for key, grams in self._column("grams", 2, set(keys)) if grams}

    def keys(self) -> set[str]:
        """Those of all texts that are known."""
        with suppress(sqlite3.Error):
            database = self._database()
            return {str(key) for (key,) in database.execute("SELECT key FROM texts")} if database else set()
        return set()

    def _column(self, table: str, place: int, wanted: set[str]) -> Iterator[tuple[str, str]]:
        held = wanted & self._fresh.keys()
        yield from ((key, str(self._fresh[key][place])) for key in held)
        join = "" if table == "texts" else f" JOIN {table} USING (id)"
        with suppress(sqlite3.Error):
            database = self._database()
            if database:
                # Many are found sooner by reading all.
                few = "" if len(wanted) > _MANY else f" WHERE key IN ({', '.join('?' * len(wanted))})"
                rows = database.execute(
                    f"SELECT key, {TABLES[table]} FROM texts{join}{few}", tuple(wanted) if few else ()
                )
                yield from ((key, value) for key, value in rows if key in wanted and key not in held)

    def files(self, table: str = "files") -> Known:
        """Which files were read before, and what was in them: notes (`files`) or what they show (`assets`)."""
        with suppress(sqlite3.Error, TypeError):
            database = self._database()
            return {row[0]: (row[1:5], row[5]) for row in database.execute(files_of(table))} if database else {}
        return {}

    def keep_files(self, rows: Known, before: Known, table: str = "files") -> None:
        """Remember what was read; `before` is what is remembered."""
        fresh = [(path, *row[0], row[1]) for path, row in rows.items() if before.get(path) != row]
        gone = [(path,) for path in before.keys() - rows.keys()]
        with suppress(sqlite3.Error):
            database = self._database() if self._writable and (fresh or gone) else None
            if database:
                with transaction(database):
                    database.executemany(f"DELETE FROM {table} WHERE path = ?", gone)
                    database.executemany(f"INSERT OR REPLACE INTO {table} VALUES (?, ?, ?, ?, ?, ?)", fresh)

    def add(self, key: str, stored: Stored) -> None:
        """Hold a text; many are written as they come, so that they are not all in memory."""
        self._fresh[key] = stored
        self.parsed += 1
        if self.parsed % _BATCH == 0:
            self._flush()

    def content(self, key: str) -> str | None:
        """The content of a text; None where it is not known."""
        if key in self._fresh:
            return self._fresh[key].content
        with suppress(sqlite3.Error):
            database = self._database()
            row = database.execute(f"{CONTENT} WHERE key = ?", (key,)).fetchone() if database else None
            return str(row[0]) if row else None
        return None

    def keep(self, used: Collection[str]) -> None:
        """Write what is new, and forget what is not `used` where there is much of it.

        What cannot be written stays in this process.
        """
        database = self._flush()
        if database:
            with suppress(sqlite3.Error), transaction(database):
                (count,) = database.execute("SELECT count(*) FROM texts").fetchone()
                if count > 2 * len(used) + _SPARE:
                    forget(database, {key for (key,) in database.execute("SELECT key FROM texts")} - set(used))
                # Only now it counts as begun: a build that was killed leaves one that does not.
                database.execute(f"PRAGMA user_version = {SCHEMA}")

    def _flush(self) -> sqlite3.Connection | None:
        """Write what is new; None where that cannot be."""
        try:
            database = self._database() if self._writable else None
            rows = [(key, *stored) for key, stored in self._fresh.items() if _is_text(stored)]
            if database and rows:
                write(database, rows)
        except sqlite3.Error:
            return None
        if database:
            written = {row[0] for row in rows}
            self._fresh = {key: stored for key, stored in self._fresh.items() if key not in written}
        return database


def _is_text(stored: Stored) -> bool:
    """A lone surrogate, which an escape in front matter can make, is nothing that a database takes."""
    try:
        "".join(stored).encode()
    except UnicodeEncodeError:
        return False
    return True


def remove(path: Path) -> None:
    """Delete the cache, and only it. Raises OSError."""
    for suffix in ("", "-wal", "-shm", "-journal"):
        Path(f"{path}{suffix}").unlink(missing_ok=True)


def is_tracked(path: Path) -> bool:
    """Is the cache in a repository? Then a stranger may have written it, and what is in it goes into pages."""
    if not path.is_file() or repository_of(path.parent) is None:
        return False
    try:
        return bool(Git(path.parent).run("ls-files", "--", path.name))
    except GitError:
        return False


def open_cache(folder: Path, *, writable: bool = True) -> Cache:
    """The cache in the state folder `folder`; one that is in a repository is left alone."""
    path = folder / NAME
    return Cache(None if is_tracked(path) else path, writable=writable)
