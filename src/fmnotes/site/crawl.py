"""Every internal link, anchor and asset of the built pages, looked at as a browser would (law 3)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import unquote, urljoin, urlsplit

from fmnotes.diagnostics import Diagnostic, Place, diagnose
from fmnotes.site.output import OutputFile
from fmnotes.text.names import nfc

_ORIGIN = "http://site.invalid"
_ADDRESSES = {"href", "src", "poster"}


@dataclass
class _Seen(HTMLParser):
    """The ids and the addresses of one page."""

    ids: set[str] = field(default_factory=set)
    targets: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id" and value:
                self.ids.add(value)
            elif name in _ADDRESSES and value is not None:
                self.targets.append(value)
            elif name == "srcset" and value:
                self.targets += [part.split()[0] for part in value.split(",") if part.split()]


def broken_links(files: Mapping[str, OutputFile], base_path: str) -> Iterator[Diagnostic]:
    """A diagnostic for each address in a page that has no file, or no such id, among `files` (by path in the site).

    The page 404.html is read as one at `base_path`, where a server shows it.
    """
    pages = {name: _seen(file.data) for name, file in files.items() if name.endswith(".html") and file.data}
    names = {nfc(name) for name in files}
    for name, page in sorted(pages.items()):
        base = _ORIGIN + base_path + name.removesuffix("index.html")
        for target in dict.fromkeys(page.targets):
            parts = urlsplit(urljoin(base, target))
            if f"{parts.scheme}://{parts.netloc}" != _ORIGIN:
                continue
            inside = nfc(unquote(parts.path)).removeprefix(base_path)
            found = inside + "index.html" if not inside or inside.endswith("/") else inside
            known = pages.get(found)
            if found not in names or (known and parts.fragment and unquote(parts.fragment) not in known.ids):
                yield diagnose("page-link-broken", Place(), page=f"/{name.removesuffix('index.html')}", target=target)


def _seen(data: bytes) -> _Seen:
    page = _Seen()
    page.feed(data.decode("utf-8", "replace"))
    page.close()
    return page
