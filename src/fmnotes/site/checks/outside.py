"""Asking whether the links to elsewhere still open: politely, a few at a time, and not again for a week."""

from __future__ import annotations

import json
import queue
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit, urlunsplit

from fmnotes.diagnostics import Diagnostic, Place, diagnose
from fmnotes.disk import replace_whole
from fmnotes.library.library import Library
from fmnotes.site.state import make_state_folder

_HOSTS_AT_ONCE = 8
_PAUSE = 0.5
_PATIENCE = 15.0
_WEEK, _DAY = 7 * 86_400, 86_400
_AGENT = "Mozilla/5.0 (compatible; fmnotes-link-check; one HEAD a link)"
_LATER = {408, 425, 429, 500, 502, 503, 504, 999}
"""The server is busy, or does not answer programs: nothing is known of the page."""
_NOT_BY_HEAD = {400, 403, 404, 405, 501}


@dataclass(frozen=True, slots=True)
class Answer:
    """When an address was asked (seconds since 1970), and why it did not open (empty: it did)."""

    asked: float
    reason: str

    def is_fresh(self, now: float) -> bool:
        return 0 <= now - self.asked < (_DAY if self.reason else _WEEK)


def broken_outside(library: Library, kept: Path, now: float) -> Iterator[Diagnostic]:
    """A diagnostic for each link that does not open, at its place. Answers are kept in the file `kept`."""
    places: dict[str, list[Place]] = {}
    for path, targets in library.targets.items():
        for ref, target in zip(library.notes[path].outline.references, targets, strict=True):
            if target.kind == "external" and target.url.startswith(("http://", "https://")):
                url = target.url.partition("#")[0]
                places.setdefault(url, []).append(Place(path, ref.line, ref.column, ref.width))
    known = _load(kept)
    fresh = {url: answer for url, answer in known.items() if answer.is_fresh(now)}
    answers = fresh | _ask([url for url in places if url not in fresh], now)
    # Where no server answered, it or this machine may have been away for a moment: that is not remembered.
    _save(kept, {url: one for url, one in (known | answers).items() if not one.reason or one.reason.isdigit()})
    for url, where in places.items():
        if url in answers and answers[url].reason:
            for place in where:
                yield diagnose("external-broken", place, url=url, reason=answers[url].reason)


def _ask(urls: Iterable[str], now: float) -> dict[str, Answer]:
    """Hosts side by side, the pages of one host one after the other with a pause."""
    hosts: dict[str, list[str]] = {}
    for url in urls:
        hosts.setdefault(urlsplit(url).netloc, []).append(url)
    found: dict[str, Answer] = {}
    waiting = queue.SimpleQueue[list[str]]()
    for own in hosts.values():
        waiting.put(own)

    def visit() -> None:
        with suppress(queue.Empty):
            while True:
                for number, url in enumerate(waiting.get_nowait()):
                    time.sleep(_PAUSE if number else 0)
                    reason = _in_time(url)
                    if reason is not None:
                        found[url] = Answer(now, reason)

    visitors = [threading.Thread(target=visit, daemon=True) for _ in range(min(_HOSTS_AT_ONCE, len(hosts)))]
    for one in visitors:
        one.start()
    for one in visitors:
        # In steps, so that Ctrl-C is heard.
        while one.is_alive():
            one.join(0.2)
    return dict(found)


def _in_time(url: str) -> str | None:
    """The same as `reason_of`, but for a server that answers letter by letter."""
    told: list[str | None] = []
    asking = threading.Thread(target=lambda: told.append(reason_of(url)), daemon=True)
    asking.start()
    asking.join(2 * _PATIENCE)
    return told[0] if told else "timed out"


def reason_of(url: str) -> str | None:
    """Why `url` does not open; empty when it does, None where nothing can be said today."""
    reason = _request(url, "HEAD")
    if reason in _NOT_BY_HEAD:
        reason = _request(url, "GET")
    return None if reason in _LATER else str(reason)


def _request(url: str, method: str) -> int | str:
    """The status or the fault of one request; empty when the page is there."""
    opener = urllib.request.build_opener()
    try:
        request = urllib.request.Request(_ascii(url), method=method, headers={"User-Agent": _AGENT, "Accept": "*/*"})
        with opener.open(request, timeout=_PATIENCE):
            return ""
    except urllib.error.HTTPError as answer:
        with answer:
            return answer.code
    except (OSError, HTTPException, ValueError) as problem:
        return str(getattr(problem, "reason", "") or problem or type(problem).__name__)


def _ascii(url: str) -> str:
    """As it goes over the wire: RFC 3986, the host by IDNA. Raises ValueError for a host that has no such form."""
    parts = urlsplit(url)
    host = unquote(parts.netloc)
    host = host if host.isascii() else host.encode("idna").decode()
    path, query = quote(parts.path, safe="/%:@!$&'()*+,;=~-._"), quote(parts.query, safe="=&%:@!$'()*+,;/?~-._")
    return urlunsplit((parts.scheme, host, path, query, ""))


def _load(path: Path) -> dict[str, Answer]:
    try:
        rows = json.loads(path.read_text("utf-8"))
        return {str(url): Answer(float(asked), str(reason)) for url, (asked, reason) in rows.items()}
    except (OSError, ValueError, TypeError, AttributeError, RecursionError):
        return {}


def _save(path: Path, answers: Mapping[str, Answer]) -> None:
    rows = {url: [one.asked, one.reason] for url, one in sorted(answers.items())}
    # What is not kept is asked again.
    with suppress(OSError):
        make_state_folder(path.parent)
        replace_whole(path, json.dumps(rows, ensure_ascii=False, indent=0))
