"""The output folder belongs to the user: what may be written there, what deleted, and how."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from fmnotes.diagnostics import Diagnostic, Place, Severity, diagnose, unwritten
from fmnotes.site.output.manifest import KEPT, Manifest, OutputFolder, Written, is_intact
from fmnotes.site.output.writing import OutputFile, delete_files, digest_of, record_of, remove_temporary, write_files

Save = Callable[[Manifest], None]
_OURS = 'id="fm-main"'


@dataclass
class Synced:
    """What a sync did."""

    written: int = 0
    unchanged: int = 0
    deleted: int = 0
    diagnostics: list[Diagnostic] = field(default_factory=list)


def sync(output: OutputFolder, files: Mapping[str, OutputFile], site: str, save: Save) -> Synced:
    """Make the folder hold exactly `files`, beside what others put there.

    Refusals come back as errors before anything is written. A crash at any point leaves a folder that the next sync
    mends: the manifest names what is about to be written before it is.
    """
    result, root, manifest = Synced(), output.folder, output.manifest
    doomed, kept = _doomed(root, files, manifest, result)
    records, changed = _examine(output, files, frozenset(doomed), result)
    if any(problem.severity is Severity.ERROR for problem in result.diagnostics):
        return result
    if changed or doomed or not manifest.exists:
        save(_journal(files, manifest))
    try:
        # First, as what a note that is hidden now had shown must not outlive a disk that is full.
        delete_files(root, sorted(doomed))
        write_files(root, files, changed, records)
    except OSError as problem:
        with suppress(OSError):
            remove_temporary(root)
        result.diagnostics.append(unwritten(problem, root))
        return result
    result.written, result.deleted, result.unchanged = len(changed), len(doomed), len(files) - len(changed)
    final = Manifest({**records, **kept}, site, exists=True)
    if final != manifest:
        save(final)
    return result


def _examine(
    output: OutputFolder, files: Mapping[str, OutputFile], doomed: Set[str], result: Synced
) -> tuple[dict[str, Written], list[str]]:
    """Records of the files that are right already, and the names of those that must be written.

    What is in the way, but for what is `doomed`, is a problem in `result`: an error stops the examination.
    """
    root, manifest = output.folder, output.manifest
    if not os.path.lexists(root):
        return {}, list(files)
    blocked = "" if root.is_dir() and not root.is_symlink() else str(root)
    foreign = next(_foreign(root, files), "") if not blocked and not manifest.exists else ""
    if blocked or foreign:
        code = "output-link" if blocked else "output-forgotten" if _is_site(root) else "output-foreign"
        path = root if code == "output-forgotten" else blocked or foreign
        result.diagnostics.append(diagnose(code, Place(), path=path))
        return {}, []
    records: dict[str, Written] = {}
    changed: list[str] = []
    folders: dict[str, str] = {"": "real", **dict.fromkeys(doomed, "none")}
    for name, wanted in files.items():
        known = manifest.files.get(name)
        if known and known.digest == wanted.digest and name in output.intact:
            records[name] = known._replace(fingerprint=wanted.fingerprint, before="", why=wanted.why or known.why)
            continue
        folder = _folder_kind(root, os.path.dirname(name), folders)  # noqa: PTH120 (a string for each file)
        if folder == "link":
            code, differs = "output-link", False
        elif folder == "real" and _goes(root, name, doomed):
            code, differs = "", True
        else:
            code, differs = _compare(root / name, wanted, known)
        if code:
            result.diagnostics.append(diagnose(code, Place(), path=name))
        if differs:
            changed.append(name)
        elif code:
            return {}, []
        else:
            records[name] = record_of(os.lstat(root / name), wanted)
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


def _goes(root: Path, name: str, doomed: Set[str]) -> bool:
    """Is there a folder of this name, and nothing in it but files that go?"""
    path = f"{root}/{name}"
    if not os.path.isdir(path) or os.path.islink(path):  # noqa: PTH112, PTH114
        return False
    inside = ((folder, [*names, *_links(folder, folders)]) for folder, folders, names in os.walk(path))
    return all(f"{folder}/{one}".removeprefix(f"{root}/") in doomed for folder, names in inside for one in names)


def _links(folder: str, names: Iterable[str]) -> list[str]:
    return [name for name in names if os.path.islink(f"{folder}/{name}")]  # noqa: PTH114


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
    return ("" if found in known.digests else "output-changed"), True


def _foreign(root: Path, files: Mapping[str, OutputFile]) -> Iterator[str]:
    """Files in a folder without a manifest that are not what we would write; dotfiles at its root do not count."""
    for folder, folders, names in os.walk(root):
        here = Path(folder).relative_to(root)
        folders.sort()
        if here == Path():
            folders[:] = [name for name in folders if not name.startswith(".")]
            names = [name for name in names if not name.startswith(".")]
        for name in sorted([*names, *_links(folder, folders)]):
            relative = (here / name).as_posix()
            wanted = files.get(relative)
            if not wanted or _compare(root / relative, wanted, None) != ("", False):
                yield relative


def _is_site(root: Path) -> bool:
    """Does it look like a site of ours whose manifest is lost: the folder was moved, or the cache emptied?"""
    with suppress(OSError, UnicodeDecodeError):
        return (root / "_/base.css").is_file() and _OURS in (root / "index.html").read_text("utf-8")
    return False


def _doomed(
    root: Path, files: Mapping[str, OutputFile], manifest: Manifest, result: Synced
) -> tuple[list[str], dict[str, Written]]:
    """Files of ours that the site has no more; those changed by hand stay ours, and are told each time."""
    doomed: list[str] = []
    kept: dict[str, Written] = {}
    folders: dict[str, str] = {"": "real"}
    for name, known in manifest.files.items():
        if name in files or _folder_kind(root, os.path.dirname(name), folders) != "real":  # noqa: PTH120
            continue
        path = root / name
        if path.is_symlink() or not path.is_file():
            continue
        if is_intact(root, name, known) or digest_of(path.read_bytes()) in known.digests:
            doomed.append(name)
        else:
            kept[name] = known._replace(fingerprint="", why=KEPT)
            result.diagnostics.append(diagnose("output-kept", Place(), path=name))
    return doomed, kept


def _journal(files: Mapping[str, OutputFile], manifest: Manifest) -> Manifest:
    """What may be ours at any moment of the writing to come."""
    records = dict(manifest.files)
    for name, wanted in files.items():
        known = manifest.files.get(name)
        records[name] = Written(wanted.digest, before=" ".join(known.digests) if known else "")
    return Manifest(records, "", exists=True)
