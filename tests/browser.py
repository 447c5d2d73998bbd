"""A real browser on a site that was built for it: what the browser tests share."""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import pytest

REPOSITORY = Path(__file__).parents[1]
CHROMIUM = next(filter(None, map(shutil.which, ("chromium-headless-shell", "chromium", "google-chrome"))), None)


def need(present: object, what: str) -> None:
    """Skip where a tool is missing; in CI that is a failure."""
    if not present:
        if os.environ.get("CI") == "true":
            pytest.fail(f"{what} is missing on a CI machine")
        pytest.skip(f"needs {what}")


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """A wrong address shows the site's own page, as GitHub Pages does."""
        page = Path(self.directory) / "repo/404.html"
        if code != 404 or not page.is_file():
            super().send_error(code, message, explain)
            return
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(page.read_bytes())


class _Slow(_Quiet):
    """Pages come in two parts, with a pause where `pause` stands for the first time."""

    pause = b""

    def copyfile(self, source: BinaryIO, outputfile: BinaryIO) -> None:  # type: ignore[override]
        head, found, rest = source.read().partition(self.pause)
        outputfile.write(head)
        if found:
            outputfile.flush()
            time.sleep(0.3)
        outputfile.write(found + rest)


@contextmanager
def served(folder: Path, pause: bytes = b"") -> Iterator[str]:
    """The address of a server of `folder` on this machine; with `pause` it is slow before what begins so."""
    handler = type("_Handler", (_Slow,), {"pause": pause}) if pause else _Quiet
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
