"""Markdown -> Body: one pass a note, from the text alone."""
