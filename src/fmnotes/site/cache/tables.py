"""The tables of the cache: texts in three, by what is asked for together; files, and what they hold."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

SCHEMA = 5
TABLES = {"texts": "facts", "contents": "content", "grams": "grams"}
CONTENT = "SELECT content FROM contents JOIN texts USING (id)"
FILES = ("files", "assets")


class _Connection(sqlite3.Connection):
    """One that is closed when its thread ends, when another process has made its own, or when opening it fails."""

    def __del__(self) -> None:
        with suppress(sqlite3.Error):
            self.close()


def connect(path: Path, *, writable: bool) -> sqlite3.Connection:
    """A connection to the cache at `path`. Raises sqlite3.Error."""
    mode = "rwc" if writable else "ro"
    database = sqlite3.connect(
        f"{path.as_uri()}?mode={mode}",
        uri=True, timeout=5, isolation_level=None, check_same_thread=False, factory=_Connection,
    )  # fmt: skip
    if writable:
        begun = database.execute("PRAGMA user_version").fetchone()[0] == SCHEMA
        database.execute(f"PRAGMA journal_mode = {'WAL' if begun else 'OFF'}")
        database.execute(f"PRAGMA synchronous = {'NORMAL' if begun else 'OFF'}")
    return database


def write(database: sqlite3.Connection, rows: Sequence[tuple[str, ...]]) -> None:
    """Raises sqlite3.Error, with nothing written."""
    with transaction(database):
        forget(database, [row[0] for row in rows])
        (last,) = database.execute("SELECT coalesce(max(id), 0) FROM texts").fetchone()
        numbered = list(enumerate(rows, last + 1))
        database.executemany("INSERT INTO texts VALUES (?, ?, ?)", [(number, *row[:2]) for number, row in numbered])
        database.executemany("INSERT INTO contents VALUES (?, ?)", [(number, row[2]) for number, row in numbered])
        database.executemany("INSERT INTO grams VALUES (?, ?)", [(number, row[3]) for number, row in numbered])


@contextmanager
def transaction(database: sqlite3.Connection) -> Iterator[None]:
    """All or nothing. Raises sqlite3.Error."""
    database.execute("BEGIN IMMEDIATE")
    try:
        yield
        database.execute("COMMIT")
    except sqlite3.Error:
        with suppress(sqlite3.Error):
            database.execute("ROLLBACK")
        raise


def forget(database: sqlite3.Connection, keys: Iterable[str]) -> None:
    """Raises sqlite3.Error."""
    found = (database.execute("SELECT id FROM texts WHERE key = ?", (key,)).fetchone() for key in keys)
    old = [row for row in found if row]
    for table in TABLES:
        database.executemany(f"DELETE FROM {table} WHERE id = ?", old)


def begin(database: sqlite3.Connection) -> None:
    """An empty database. It counts as one only when the first texts are whole in it: until then no journal is kept."""
    database.execute("PRAGMA page_size = 16384")
    for table, column in TABLES.items():
        key = "key TEXT UNIQUE, " if table == "texts" else ""
        database.execute(f"DROP TABLE IF EXISTS {table}")
        # Numbered in the order they come: large rows by a key without order would be moved about.
        database.execute(f"CREATE TABLE {table} (id INTEGER PRIMARY KEY, {key}{column} TEXT)")
    columns = ", ".join(f"{name} INTEGER" for name in ("mtime", "size", "inode", "ctime"))
    for table in FILES:
        database.execute(f"DROP TABLE IF EXISTS {table}")
        database.execute(f"CREATE TABLE {table} (path TEXT PRIMARY KEY, {columns}, found TEXT)")


def files_of(table: str) -> str:
    """The query for all of a table of files."""
    return f"SELECT path, mtime, size, inode, ctime, found FROM {table}"
