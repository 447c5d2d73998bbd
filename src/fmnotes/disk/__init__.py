"""Writing a file so that nobody sees half of it, and nothing else is written over."""

from fmnotes.disk.write import create, replace_whole

__all__ = ["create", "replace_whole"]
