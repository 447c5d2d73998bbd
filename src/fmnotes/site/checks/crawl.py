"""Every internal link, anchor and asset of the built pages, looked at as a browser would."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import unquote, urljoin, urlsplit

from fmnotes.diagnostics import Diagnostic, Place, diagnose
from fmnotes.site.output.writing import OutputFile
from fmnotes.text.names import nfc
from fmnotes.text.regex import regex

_ORIGIN = "http://site.invalid"
_CANDIDATES = regex(r",\s+|(?<=\d[wx]),")
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
            if value and (name == "id" or (name == "name" and tag == "a")):
                self.ids.add(value)
            elif name in _ADDRESSES and value is not None:
                self.targets.append(value)
            elif name == "srcset" and value:
                self.targets += [part.split()[0] for part in _CANDIDATES.split(value.strip()) if part.split()]


def broken_links(files: Mapping[str, OutputFile], base_path: str, base_url: str) -> Iterator[Diagnostic]:
    """A diagnostic for each address in a page that has no file, or no such id, among `files` (by path in the site).

    The page 404.html is read as one at `base_path`, where a server shows it.
    """
    pages = {name: _seen(file.data) for name, file in files.items() if name.endswith(".html") and file.data}
    names = {nfc(name) for name in files}
    for name, page in sorted(pages.items()):
        base = _ORIGIN + base_path + name.removesuffix("index.html")
        for target in dict.fromkeys(page.targets):
            inside = _inside(base, target, base_path, base_url)
            if inside and not _leads(*inside, names, pages):
                yield diagnose("page-link-broken", Place(), page=f"/{name.removesuffix('index.html')}", target=target)


def _inside(base: str, target: str, base_path: str, base_url: str) -> tuple[str, str] | None:
    """The path in the site and the fragment that an address leads to; None for one that leads elsewhere."""
    target = target.strip()
    if base_url and target.startswith(base_url):
        target = base_path + target.removeprefix(base_url)
    try:
        parts = urlsplit(urljoin(base, target))
    except ValueError:
        return None
    path = nfc(unquote(parts.path))
    if f"{parts.scheme}://{parts.netloc}" != _ORIGIN or not path.startswith(base_path):
        return None
    return path.removeprefix(base_path), unquote(parts.fragment)


def _leads(path: str, fragment: str, names: Collection[str], pages: Mapping[str, _Seen]) -> bool:
    """A folder's page is found without the last slash too, as GitHub Pages finds it."""
    found = f"{path}index.html" if not path or path.endswith("/") else path
    if found not in names:
        found = f"{path}/index.html"
    known = pages.get(found)
    return found in names and (not known or not fragment or fragment == "top" or fragment in known.ids)


def _seen(data: bytes) -> _Seen:
    page = _Seen()
    page.feed(data.decode("utf-8", "replace"))
    page.close()
    return page
