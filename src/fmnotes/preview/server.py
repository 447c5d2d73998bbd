"""The HTTP of the preview: HTTP/1.1 on this machine, GET and HEAD, one stream of events; nothing but the site is sent.

Any page that a browser shows could ask a server on this machine: Host and Origin must be ours.
"""

from __future__ import annotations

import json
import socket
import sys
import threading
from hmac import compare_digest
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from secrets import token_urlsafe
from selectors import EVENT_READ, DefaultSelector
from typing import Any
from urllib.parse import parse_qs

from fmnotes.preview.answers import CLIENT, Answer, answer, make_note_named, part_of, told
from fmnotes.preview.clock import Clock
from fmnotes.preview.live import Live

_USUAL_PORT = 80
_MOST_STREAMS = 32
_PATIENCE = 30
_BEAT = 1.0
_LONGEST_TITLE = 2000
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "SAMEORIGIN",
    "Cache-Control": "no-cache",
}


class PreviewServer(ThreadingHTTPServer):
    """Answers from `live`; raises OSError where the port is taken."""

    daemon_threads = True
    # A port that another server holds is taken, whatever the system would allow.
    allow_reuse_address = sys.platform != "win32"

    def __init__(self, host: str, port: int, live: Live, clock: Clock) -> None:
        self.live, self.clock = live, clock
        self.streams = threading.Semaphore(_MOST_STREAMS)
        if ":" in host:
            self.address_family = socket.AF_INET6
        super().__init__((host, port), _Handler)
        self.name = f"[{host}]" if ":" in host else host
        names = {"localhost", "127.0.0.1", "[::1]", self.name}
        self.hosts = frozenset(f"{name}:{self.server_port}" for name in names)
        if self.server_port == _USUAL_PORT:
            # A browser leaves it out.
            self.hosts |= names
        self.open_to_all = host in {"0.0.0.0", "::"}
        self.shared = host not in {"127.0.0.1", "localhost", "::1"}
        self.token = token_urlsafe(16)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that goes away in the middle is no error."""
        if not isinstance(sys.exception(), ConnectionError | TimeoutError | BrokenPipeError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    server: PreviewServer
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "fmnotes", ""
    timeout = _PATIENCE
    # Head and body are two writes: the second must not wait for the first to be acknowledged.
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        self._handle(body=True)

    def do_HEAD(self) -> None:
        self._handle(body=False)

    def do_POST(self) -> None:
        """Make the note that a link misses: only for a page of ours, which alone can know the token."""
        self.close_connection = True
        written = self.headers.get("Content-Length", "0")
        length = int(written) if written.isascii() and written.isdecimal() and len(written) < 6 else -1
        known = compare_digest(self.headers.get("X-Fmnotes-Token", "").encode(), self.server.token.encode())
        if refused := self._refused():
            self._send(refused, body=True)
        elif (
            self._below_base() != f"{CLIENT}new" or not known or self.server.shared or not 0 < length <= _LONGEST_TITLE
        ):
            self._send(Answer(403, body=b"not allowed\n"), body=True)
        else:
            self._send(
                make_note_named(self.server.live.snapshot, self.rfile.read(length), self.server.clock()), body=True
            )

    def _handle(self, *, body: bool) -> None:
        asked_for = self._below_base()
        if refused := self._refused():
            self._send(refused, body=body)
        elif asked_for == f"{CLIENT}events" and body:
            self._events()
        elif asked_for.startswith(f"{CLIENT}page?"):
            asked = parse_qs(self.path.partition("?")[2]).get("path", ["/"])[0]
            token = "" if self.server.shared else self.server.token
            self._send(told(self.server.live.snapshot, asked, self.server.clock(), token), body=body)
        else:
            self._send(answer(self.server.live.snapshot, self.path), body=body)

    def _below_base(self) -> str:
        """The path without that of the base_url, for what belongs to the preview itself."""
        base = self.server.live.snapshot.config.base_path
        return (
            CLIENT + self.path[len(base) + len(CLIENT) - 1 :] if self.path.startswith(base + CLIENT[1:]) else self.path
        )

    def _refused(self) -> Answer | None:
        host = self.headers.get("Host", "")
        if host not in self.server.hosts and not (self.server.open_to_all and _is_address(host)):
            return Answer(421, body=b"this server answers for this machine only\n")
        origin = self.headers.get("Origin")
        if origin is not None and origin.partition("://")[2] != host:
            return Answer(403, body=b"another site may not ask\n")
        navigates = self.headers.get("Sec-Fetch-Mode") in {None, "navigate"}
        if self.headers.get("Sec-Fetch-Site") == "cross-site" and not navigates:
            return Answer(403, body=b"another site may not ask\n")
        return None

    def _send(self, made: Answer, *, body: bool) -> None:
        same = made.tag and made.status == 200 and made.tag in self.headers.get("If-None-Match", "")
        if body and not same and self.headers.get("If-Range", made.tag) == made.tag:
            made = part_of(made, self.headers.get("Range", ""))
        self.send_response(304 if same else made.status)
        for name, value in _HEADERS.items():
            self.send_header(name, value)
        if made.tag:
            self.send_header("ETag", made.tag)
        if made.status in {200, 206}:
            self.send_header("Accept-Ranges", "bytes")
        if made.part:
            self.send_header("Content-Range", made.part)
        if made.location:
            self.send_header("Location", made.location)
        if not same:
            self.send_header("Content-Type", made.type)
            self.send_header("Content-Length", str(len(made.body)))
        self.end_headers()
        if body and not same:
            self.wfile.write(made.body)

    def _events(self) -> None:
        """Server-sent events: what there is at the beginning, then one message a change."""
        if not self.server.streams.acquire(blocking=False):
            self._send(Answer(503, body=b"too many streams\n"), body=True)
            return
        try:
            self.send_response(200)
            for name, value in {**_HEADERS, "Content-Type": "text/event-stream", "Cache-Control": "no-store"}.items():
                self.send_header(name, value)
            self.send_header("Connection", "close")
            self.end_headers()
            self.close_connection = True
            live, version = self.server.live, self.server.live.snapshot.version
            self._event({"version": version, "hello": True})
            # A browser says nothing more on this connection: if there is something to read, it has gone.
            while not live.closed and not self._has_gone():
                news = live.wait(version, _BEAT)
                if news.version > version:
                    version = news.version
                    self._event(news._asdict())
        finally:
            self.server.streams.release()

    def _has_gone(self) -> bool:
        # `select` refuses a connection beyond the first thousand of a process.
        with DefaultSelector() as selector:
            selector.register(self.connection, EVENT_READ)
            return bool(selector.select(0))

    def _event(self, data: dict[str, object]) -> None:
        self.wfile.write(f"data: {json.dumps(data)}\n\n".encode())
        self.wfile.flush()

    def log_message(self, *_: object) -> None:
        pass


def _is_address(host: str) -> bool:
    """An IP literal with our port: the name of no site."""
    name = host.rpartition(":")[0]
    return name.startswith("[") or (bool(name) and all(part.isdecimal() for part in name.split(".")))
