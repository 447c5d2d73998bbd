"""Front matter in YAML, TOML, JSON or none, with a position for every key."""

from fmnotes.notes.front_matter.block import FrontMatter, read_front_matter
from fmnotes.notes.front_matter.values import Entry, Plain, Value

__all__ = ["Entry", "FrontMatter", "Plain", "Value", "read_front_matter"]
