"""What a build leaves for the next: what it gathered, and of which texts."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from fmnotes.config import Config, describe
from fmnotes.diagnostics import Diagnostic
from fmnotes.disk import replace_whole
from fmnotes.library.stored import store_gathered
from fmnotes.notes.folder import Reading
from fmnotes.site.assets.measure import static_files, static_problems
from fmnotes.site.cache.database import is_tracked
from fmnotes.site.cache.versions import program_digest
from fmnotes.site.checks.misplaced import misplaced
from fmnotes.site.checks.unfit_defaults import unfit_defaults
from fmnotes.site.plan import BuildOptions, SitePlan
from fmnotes.site.problems import in_order, shown_folder
from fmnotes.site.state import kept_file, make_state_folder
from fmnotes.site.terms import load_terms
from fmnotes.site.theme.theme import Theme
from fmnotes.text.dates import today

_VERSION = 3


class Last(NamedTuple):
    """What a build leaves for the next.

    `site` is the fingerprint of its files, `inputs` of all it read beside the texts of notes; `texts` are their digests
    by path, `linked` the notes with problems that are neither of their own text nor of their links. `characters` are
    those of formulas, with the number of notes that have each. `shows` are the texts on pages that show others than
    the note whose page it is, `others` the pages that are no note's. `library` is what was gathered, as JSON.
    """

    version: int
    site: str
    inputs: str
    texts: dict[str, str]
    linked: list[str]
    assets: str
    characters: dict[str, int]
    shows: dict[str, list[str]]
    others: list[str]
    diagnostics: list[Any]
    library: bytes

    def renewed(
        self,
        texts: dict[str, str],
        diagnostics: Iterable[Diagnostic],
        characters: dict[str, int],
        library: bytes,
    ) -> Last:
        """The same after the notes at some of the paths got other `texts`."""
        moved = {self.texts[path]: digest for path, digest in texts.items()}
        shows = {address: sorted(moved.get(one, one) for one in shown) for address, shown in self.shows.items()}
        rows = [one.row() for one in diagnostics]
        return self._replace(texts=texts, shows=shows, diagnostics=rows, characters=characters, library=library)


def last_path(state: Path, output: Path) -> Path:
    """Where it is kept what the last build into `output` gathered."""
    return kept_file(state, output, "library")


def load_last(path: Path) -> Last | None:
    """What the last build left; None where there is none, or it is not as we wrote it."""
    try:
        mark, text = path.read_bytes().split(b"\n", 1)
        if mark != _mark(text) or is_tracked(path):
            return None
        head, library = text.split(b"\n")
        last = Last(*[*json.loads(head), library])
    except (OSError, ValueError, TypeError, RecursionError):
        return None
    return last if last.version == _VERSION else None


def save_last(path: Path, last: Last | None) -> None:
    """Keep it; where that is not to be had, the next build does everything."""
    with suppress(OSError, ValueError):
        if last is None:
            path.unlink(missing_ok=True)
            return
        text = b"\n".join([dumped(last[:-1]), last.library])
        make_state_folder(path.parent)
        replace_whole(path, b"\n".join([_mark(text), text]))


def dumped(value: object) -> bytes:
    """JSON in one line. A lone surrogate, which an escape in front matter can make, comes back as it was."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), check_circular=False)
    return text.encode("utf-8", "surrogatepass")


def _object(parts: Iterable[tuple[str, object]]) -> bytes:
    """A JSON object out of its parts, of which there is one at a time."""
    return b"{%b}" % b",".join(b"%b:%b" % (dumped(name), dumped(value)) for name, value in parts)


def _mark(text: bytes) -> bytes:
    return hashlib.blake2b(text, digest_size=16).hexdigest().encode()


def remembered(plan: SitePlan, config: Config, options: BuildOptions, *, written: bool) -> Last | None:
    """What `plan` leaves for the next build; None where time, git or a mistake in a note may change more than texts.

    What is not `written` is left for a preview, which does not ask which pages show what.
    """
    unsure = config.git_dates or config.card_font or "scheduled" in plan.library.hidden.values()
    if unsure or plan.gathered is None or plan.failed or any(note.failed for note in plan.notes.values()):
        return None
    notes = set(plan.library.addresses.values())
    return Last(
        version=_VERSION,
        site="",
        inputs=inputs_of(config, options, plan.reading),
        texts={one.path: one.digest for one in plan.reading.sources},
        linked=_linked(plan, plan.gathered.link_problems, config),
        assets=digest_of_value(plan.assets),
        characters=Counter(ch for body in plan.shown_bodies() for ch in body.math_characters),
        shows={address: sorted(set(texts)) for address, texts in plan.pages.shows().items()} if written else {},
        others=[address for address in plan.pages.addresses if address not in notes] if written else [],
        diagnostics=[one.row() for one in plan.diagnostics],
        library=_object(store_gathered(plan.gathered)),
    )


def _linked(plan: SitePlan, links: Mapping[str, Iterable[Diagnostic]], config: Config) -> list[str]:
    own = [one for note in plan.notes.values() for one in note.diagnostics]
    own += [one for found in links.values() for one in found]
    known, prefix = set(in_order(own, plan.reading, config)), shown_folder(config)
    paths = {prefix + path: path for path in plan.notes}
    return sorted({paths[one.place.path] for one in plan.diagnostics if one.place.path in paths and one not in known})


def inputs_of(config: Config, options: BuildOptions, reading: Reading) -> str:
    """Equal where two builds are told the same and find the same files, but for the texts of notes."""
    day = today(options.now, config.zone)
    told = (describe(config), options.drafts, options.untrusted, day, program_digest(), Theme(config).digest)
    found = (reading.files, reading.failed, reading.skipped, reading.diagnostics)
    static = (sorted(static_files(config.static)), static_problems(config.static))
    problems = (*misplaced(config), *unfit_defaults(reading, config))
    return digest_of_value((told, found, static, problems, load_terms(config) if config.search else ()))


def digest_of_value(value: object) -> str:
    return hashlib.blake2b(repr(value).encode("utf-8", "replace"), digest_size=16).hexdigest()
