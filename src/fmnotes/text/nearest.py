"""Names that look alike, for "did you mean"."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(wanted: str, names: Iterable[str], least: float, limit: int = 1) -> list[tuple[str, float]]:
    """Up to `limit` of `names` that are at least `least` percent like `wanted`, with their percentage, best first."""
    # Loaded where a name is missing: a sound site never asks.
    from rapidfuzz import fuzz, process

    # A list: of a mapping it would compare the values.
    found = process.extract(wanted, list(names), scorer=fuzz.ratio, score_cutoff=least, limit=limit)
    return [(name, score) for name, score, _ in found]
