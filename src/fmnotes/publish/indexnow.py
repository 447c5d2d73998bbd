"""Telling search engines which pages changed (indexnow.org, protocol of 2021; Naver and Bing take part)."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Sequence
from urllib.parse import urlsplit

ENDPOINT = "https://api.indexnow.org/indexnow"
_MOST = 10_000
_PATIENCE = 20.0


def tell_search_engines(base_url: str, key: str, urls: Sequence[str], endpoint: str = ENDPOINT) -> None:
    """Name the changed pages, at most 10,000 at once. Raises OSError where it is not taken."""
    told = {
        "host": urlsplit(base_url).netloc,
        "key": key,
        "keyLocation": f"{base_url}{key}.txt",
        "urlList": list(urls[:_MOST]),
    }
    request = urllib.request.Request(
        endpoint, json.dumps(told).encode(), {"Content-Type": "application/json; charset=utf-8"}
    )
    try:
        with urllib.request.urlopen(request, timeout=_PATIENCE):
            pass
    except urllib.error.HTTPError as answer:
        # It is a response too, with a connection.
        with answer:
            raise
