"""Pages at the old addresses of notes: they say where the note is now, and lead there."""

from __future__ import annotations

from collections.abc import Iterator

from fmnotes.pages.context import Planner
from fmnotes.pages.page import NoteLink, Page, root_of


def plan_redirects(planner: Planner) -> Iterator[Page]:
    """A page for every redirect of the library; its content is the link to the note."""
    library = planner.library
    for old, path in library.redirects.items():
        link: NoteLink = planner.note_link(path)
        yield Page(
            address=old,
            template="redirect.html",
            root=root_of(old),
            language=library.interface_language(path),
            content_language=link.language,
            title=link.title,
            content=link,
            canonical=planner.url(library.addresses[path]),
            notes=(path,),
        )
