"""`ignore`: patterns of files and folders that are not read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from fnmatch import fnmatchcase

from fmnotes.text.names import nfc


@dataclass
class Ignored:
    """What `patterns` leave out, whichever way a Mac spells a name; `used` are those that fitted something.

    `private` and `private/` fit that name anywhere, `/private` only at the top, `til/*` a path; `**/` is no folder or
    more.
    """

    patterns: tuple[str, ...]
    used: set[str] = field(default_factory=set)

    def fits(self, path: str) -> bool:
        """Is what lies at `path` left out?"""
        whole = nfc(path)
        name = whole.rpartition("/")[2]
        found = [one for one in self.patterns if any(_fits(whole, name, form) for form in _forms(one))]
        self.used.update(found)
        return bool(found)

    @property
    def unused(self) -> list[str]:
        """The names that nothing has: slips, perhaps, for what was to be kept private."""
        return [one for one in self.patterns if one not in self.used and "*" not in one.lstrip("/").partition("/")[0]]


def _forms(pattern: str) -> Iterable[str]:
    form = nfc(pattern).rstrip("/")
    return {form, form.replace("**/", "")}


def _fits(whole: str, name: str, form: str) -> bool:
    rooted = form.startswith("/")
    shown, wanted = (whole, form[1:]) if rooted else (whole if "/" in form else name, form)
    # A name may hold the marks of patterns; other tools' patterns have them. Either way less is published.
    return fnmatchcase(shown, wanted.replace("[", "[[]").replace("?", "[?]")) or fnmatchcase(shown, wanted)
