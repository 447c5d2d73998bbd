"""A folder -> Notes: sources, front matter, metadata, body."""
