"""The output folder belongs to the user: what may be written there, what deleted, and how (DESIGN 7, SAFETY 3)."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from fmnotes.diagnostics import Diagnostic, Place, Severity, diagnose
from fmnotes.site.manifest import Manifest, Written

_TEMPORARY = ".fmnotes-tmp"

Save = Callable[[Manifest], None]


class OutputFile(NamedTuple):
    """A file of the site: its bytes, or where to copy them from, or the file that is moved to its place (`staged`).

    None of them when the file on disk is known to be it.
    """

    digest: str
    data: bytes | None = None
    source: Path | None = None
    fingerprint: str = ""
    why: str = ""
    staged: str = ""


@dataclass
class Synced:
    """What a sync did."""

    written: int = 0
    unchanged: int = 0
    deleted: int = 0
    diagnostics: list[Diagnostic] = field(default_factory=list)


def digest_of(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def is_intact(root: Path | str, name: str, known: Written | None) -> bool:
    """Is the file as we left it, by size and time? (A hand that edits it changes the time.)"""
    if known is None or known.mtime_ns < 0:
        return False
    try:
        found = os.lstat(f"{root}/{name}")
    except OSError:
        return False
    return stat.S_ISREG(found.st_mode) and (found.st_size, found.st_mtime_ns) == (known.size, known.mtime_ns)


def sync(root: Path, files: Mapping[str, OutputFile], manifest: Manifest, site: str, save: Save) -> Synced:
    """Make the folder hold exactly `files`, beside what others put there.

    Refusals come back as errors before anything is written. A crash at any point leaves a folder that the next sync
    mends: the manifest names what is about to be written before it is.
    """
    result = Synced()
    records, changed = _examine(root, files, manifest, result)
    if any(problem.severity is Severity.ERROR for problem in result.diagnostics):
        return result
    doomed = _doomed(root, files, manifest, result)
    if changed or doomed or not manifest.exists:
        save(_journal(files, manifest))
    try:
        _write(root, files, changed, records)
        _delete(root, doomed)
    except OSError as problem:
        with suppress(OSError):
            (root / _TEMPORARY).unlink(missing_ok=True)
        path = problem.filename2 or problem.filename or root
        result.diagnostics.append(diagnose("output-write", Place(), path=path, problem=problem.strerror or problem))
        return result
    result.written, result.deleted, result.unchanged = len(changed), len(doomed), len(files) - len(changed)
    final = Manifest(records, site, exists=True)
    if final != manifest:
        save(final)
    return result


def _examine(
    root: Path, files: Mapping[str, OutputFile], manifest: Manifest, result: Synced
) -> tuple[dict[str, Written], list[str]]:
    """Records of the files that are right already, and the names of those that must be written.

    What is in the way is a problem in `result`: an error stops the examination.
    """
    if not os.path.lexists(root):
        return {}, list(files)
    blocked = "" if root.is_dir() and not root.is_symlink() else str(root)
    foreign = next(_foreign(root, files), "") if not blocked and not manifest.exists else ""
    if blocked or foreign:
        code = "output-link" if blocked else "output-foreign"
        result.diagnostics.append(diagnose(code, Place(), path=blocked or foreign))
        return {}, []
    records: dict[str, Written] = {}
    changed: list[str] = []
    folders: dict[str, str] = {"": "real"}
    for name, wanted in files.items():
        known = manifest.files.get(name)
        folder = _folder_kind(root, os.path.dirname(name), folders)  # noqa: PTH120 (a string for each file)
        if folder == "real" and known and known.digest == wanted.digest and is_intact(root, name, known):
            records[name] = known._replace(fingerprint=wanted.fingerprint, before="", why=wanted.why or known.why)
            continue
        code, differs = ("output-link", False) if folder == "link" else _compare(root / name, wanted, known)
        if code:
            result.diagnostics.append(diagnose(code, Place(), path=name))
        if differs:
            changed.append(name)
        elif code:
            return {}, []
        else:
            records[name] = _record(os.lstat(root / name), wanted)
    return records, changed


def _folder_kind(root: Path, folder: str, known: dict[str, str]) -> str:
    """`real` for a folder, `none` for one that is not there yet, `link` for anything else on the way."""
    if folder not in known:
        above = _folder_kind(root, os.path.dirname(folder), known)  # noqa: PTH120
        if above != "real":
            known[folder] = above
        else:
            known[folder] = _kind(f"{root}/{folder}")
    return known[folder]


def _kind(path: str) -> str:
    try:
        found = os.lstat(path)
    except OSError:
        return "none"
    return "real" if stat.S_ISDIR(found.st_mode) else "link"


def _compare(path: Path, wanted: OutputFile, known: Written | None) -> tuple[str, bool]:
    """What stands in the place of a file: the code of a problem with it, and whether it must be written."""
    if not os.path.lexists(path):
        return "", True
    if path.is_symlink() or not path.is_file():
        return "output-link", False
    found = digest_of(path.read_bytes())
    if found == wanted.digest:
        return "", False
    if known is None:
        return "output-foreign", False
    return ("" if found in {known.digest, known.before} else "output-changed"), True


def _foreign(root: Path, files: Mapping[str, OutputFile]) -> Iterator[str]:
    """Files in a folder without a manifest that are not what we would write; dotfiles at its root do not count."""
    for folder, folders, names in os.walk(root):
        here = Path(folder).relative_to(root)
        folders.sort()
        if here == Path():
            folders[:] = [name for name in folders if not name.startswith(".")]
            names = [name for name in names if not name.startswith(".")]
        linked = [name for name in folders if (Path(folder) / name).is_symlink()]
        for name in sorted([*names, *linked]):
            relative = (here / name).as_posix()
            wanted = files.get(relative)
            if not wanted or _compare(root / relative, wanted, None) != ("", False):
                yield relative


def _doomed(root: Path, files: Mapping[str, OutputFile], manifest: Manifest, result: Synced) -> list[str]:
    """Files of ours that the site has no more; one changed by hand stays, with a warning."""
    doomed: list[str] = []
    folders: dict[str, str] = {"": "real"}
    for name, known in manifest.files.items():
        path = root / name
        if name in files or _folder_kind(root, os.path.dirname(name), folders) != "real":  # noqa: PTH120
            continue
        if path.is_symlink() or not path.is_file():
            continue
        if is_intact(root, name, known) or digest_of(path.read_bytes()) in {known.digest, known.before}:
            doomed.append(name)
        else:
            result.diagnostics.append(diagnose("output-kept", Place(), path=name))
    return doomed


def _journal(files: Mapping[str, OutputFile], manifest: Manifest) -> Manifest:
    """What may be ours at any moment of the writing to come."""
    records = dict(manifest.files)
    for name, wanted in files.items():
        known = manifest.files.get(name)
        records[name] = Written(wanted.digest, before=known.digest if known else "")
    return Manifest(records, "", exists=True)


def _write(root: Path, files: Mapping[str, OutputFile], changed: list[str], records: dict[str, Written]) -> None:
    """Each file through a temporary one in the same file system, so that no reader ever sees half of it."""
    root.mkdir(parents=True, exist_ok=True)
    temporary = f"{root}/{_TEMPORARY}"
    Path(temporary).unlink(missing_ok=True)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    made: set[str] = {str(root)}
    for name in changed:
        wanted, path = files[name], f"{root}/{name}"
        folder = os.path.dirname(path)  # noqa: PTH120
        if folder not in made:
            _make_folder(folder, made)
        if wanted.staged and _moved(wanted.staged, path):
            records[name] = _record(os.lstat(path), wanted)
            continue
        data = wanted.data if wanted.data is not None else Path(wanted.staged or wanted.source or path).read_bytes()
        with os.fdopen(os.open(temporary, flags, 0o644), "wb") as file:
            file.write(data)
            file.flush()
            records[name] = _record(os.fstat(file.fileno()), wanted)
        os.replace(temporary, path)  # noqa: PTH105


def _moved(staged: str, path: str) -> bool:
    """Put a file in its place; false where it lies on another disk. Raises OSError."""
    try:
        os.replace(staged, path)  # noqa: PTH105
    except OSError as problem:
        if problem.errno != errno.EXDEV:
            raise
        return False
    return True


def _make_folder(folder: str, made: set[str]) -> None:
    above = os.path.dirname(folder)  # noqa: PTH120
    if above not in made:
        _make_folder(above, made)
    with suppress(FileExistsError):
        os.mkdir(folder)  # noqa: PTH102
    made.add(folder)


def _record(found: os.stat_result, wanted: OutputFile) -> Written:
    return Written(wanted.digest, found.st_size, found.st_mtime_ns, wanted.fingerprint, why=wanted.why)


def _delete(root: Path, doomed: list[str]) -> None:
    for name in doomed:
        (root / name).unlink(missing_ok=True)
        folder = Path(name).parent
        while folder != Path():
            try:
                (root / folder).rmdir()
            except OSError:
                break
            folder = folder.parent
