"""Which notes are published: drafts, private, scheduled and expired ones are hidden, and counted."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from fmnotes.notes.note import Note


def hidden_reason(note: Note, now: datetime, zone: ZoneInfo, *, drafts: bool) -> str:
    """`draft`, `private`, `scheduled`, `expired`, or nothing for a note that is shown at `now`."""
    data = note.metadata
    if data.hidden:
        return "" if drafts and data.hidden == "draft" else data.hidden
    start = data.publish_date or data.date
    if start and start.is_after(now, zone):
        return "" if drafts else "scheduled"
    if data.expires and not data.expires.is_after(now, zone) and data.expires.day != now.astimezone(zone).date():
        return "expired"
    return ""
