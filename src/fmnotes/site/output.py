"""The output folder belongs to the user: what may be written there, what deleted, and how (DESIGN 7, SAFETY 3)."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from fmnotes.diagnostics import Diagnostic, Place, diagnose
from fmnotes.site.manifest import Manifest, Written

_TEMPORARY = ".fmnotes-tmp"

Save = Callable[[Manifest], None]


@dataclass(frozen=True, slots=True)
class OutputFile:
    """A file of the site: its bytes, or where to copy them from; neither when the file on disk is known to be it."""

    digest: str
    data: bytes | None = None
    source: Path | None = None
    fingerprint: str = ""


@dataclass
class Synced:
    """What a sync did."""

    written: int = 0
    unchanged: int = 0
    deleted: int = 0
    diagnostics: list[Diagnostic] = field(default_factory=list)


def digest_of(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def is_intact(root: Path, name: str, known: Written | None) -> bool:
    """Is the file as we left it, by size and time? (A hand that edits it changes the time.)"""
    if known is None or known.mtime_ns < 0:
        return False
    try:
        found = os.lstat(root / name)
    except OSError:
        return False
    return stat.S_ISREG(found.st_mode) and (found.st_size, found.st_mtime_ns) == (known.size, known.mtime_ns)


def sync(root: Path, files: Mapping[str, OutputFile], manifest: Manifest, site: str, save: Save) -> Synced:
    """Make the folder hold exactly `files`, beside what others put there.

    Refusals come back as errors before anything is written. A crash at any point leaves a folder that the next sync
    mends: the manifest names what is about to be written before it is.
    """
    result = Synced()
    changed = _examine(root, files, manifest, result)
    if any(problem.severity.name == "ERROR" for problem in result.diagnostics):
        return result
    result.unchanged = len(files) - len(changed)
    doomed = _doomed(root, files, manifest, result)
    if changed or doomed or not manifest.exists:
        save(_journal(files, manifest, site))
    records = {name: manifest.files[name] for name in files if name in manifest.files and name not in changed}
    try:
        _write(root, files, changed, records)
        result.written = len(changed)
        for name in doomed:
            (root / name).unlink(missing_ok=True)
            _remove_empty(root, Path(name).parent)
        result.deleted = len(doomed)
    except OSError as problem:
        (root / _TEMPORARY).unlink(missing_ok=True)
        path = problem.filename2 or problem.filename or root
        reason = problem.strerror or str(problem)
        result.diagnostics.append(diagnose("output-write", Place(), path=path, problem=reason))
        return result
    for name in files:
        if (
            name not in records
            or not is_intact(root, name, records[name])
            or records[name].fingerprint != files[name].fingerprint
        ):
            records[name] = _record(root, name, files[name])
    final = Manifest(dict(records), site, exists=True)
    if final.files != manifest.files or final.site != manifest.site or changed or doomed or not manifest.exists:
        save(final)
    return result


def _examine(root: Path, files: Mapping[str, OutputFile], manifest: Manifest, result: Synced) -> set[str]:
    """Which files must be written; refusals for what is in the way."""
    if os.path.lexists(root) and (root.is_symlink() or not root.is_dir()):
        result.diagnostics.append(diagnose("output-link", Place(), path=root))
        return set()
    if not manifest.exists:
        foreign = next(_foreign(root, files), None)
        if foreign:
            result.diagnostics.append(diagnose("output-foreign", Place(), path=foreign))
            return set()
    changed: set[str] = set()
    folders: dict[Path, bool] = {}
    for name, wanted in files.items():
        if not _real_folders(root, Path(name).parent, folders):
            result.diagnostics.append(diagnose("output-link", Place(), path=name))
            return set()
        known = manifest.files.get(name)
        if known and known.digest == wanted.digest and is_intact(root, name, known):
            continue
        code, differs = _compare(root / name, wanted, known)
        if code:
            result.diagnostics.append(diagnose(code, Place(), path=name))
        if code in {"output-link", "output-foreign"}:
            return set()
        if differs:
            changed.add(name)
    return changed


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
            path = root / relative
            same = wanted and path.is_file() and not path.is_symlink() and digest_of(path.read_bytes()) == wanted.digest
            if not same:
                yield relative


def _real_folders(root: Path, folder: Path, known: dict[Path, bool]) -> bool:
    """Is every folder on the way a folder (or not there yet), and no link?"""
    if folder == Path():
        return True
    if folder not in known:
        path = root / folder
        real = not path.is_symlink() and (path.is_dir() or not os.path.lexists(path))
        known[folder] = real and _real_folders(root, folder.parent, known)
    return known[folder]


def _doomed(root: Path, files: Mapping[str, OutputFile], manifest: Manifest, result: Synced) -> list[str]:
    """Files of ours that the site has no more; one changed by hand stays, with a warning."""
    doomed: list[str] = []
    for name, known in manifest.files.items():
        path = root / name
        if name in files or not os.path.lexists(path) or not _real_folders(root, Path(name).parent, {}):
            continue
        if path.is_symlink() or not path.is_file():
            continue
        if is_intact(root, name, known) or digest_of(path.read_bytes()) in {known.digest, known.before}:
            doomed.append(name)
        else:
            result.diagnostics.append(diagnose("output-kept", Place(), path=name))
    return doomed


def _journal(files: Mapping[str, OutputFile], manifest: Manifest, site: str) -> Manifest:
    """What may be ours at any moment of the writing to come."""
    records = dict(manifest.files)
    for name, wanted in files.items():
        known = manifest.files.get(name)
        records[name] = Written(wanted.digest, before=known.digest if known else "")
    return Manifest(records, "", exists=True)


def _write(root: Path, files: Mapping[str, OutputFile], changed: set[str], records: dict[str, Written]) -> None:
    root.mkdir(parents=True, exist_ok=True)
    temporary = root / _TEMPORARY
    temporary.unlink(missing_ok=True)
    made: set[Path] = set()
    for name in sorted(changed):
        wanted, path = files[name], root / name
        if path.parent not in made:
            path.parent.mkdir(parents=True, exist_ok=True)
            made.add(path.parent)
        data = wanted.data if wanted.data is not None else (wanted.source or path).read_bytes()
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
        descriptor = os.open(temporary, flags, 0o644)
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
        temporary.replace(path)
        records[name] = _record(root, name, wanted)


def _record(root: Path, name: str, wanted: OutputFile) -> Written:
    found = os.lstat(root / name)
    return Written(wanted.digest, found.st_size, found.st_mtime_ns, wanted.fingerprint)


def _remove_empty(root: Path, folder: Path) -> None:
    while folder != Path():
        try:
            (root / folder).rmdir()
        except OSError:
            return
        folder = folder.parent
