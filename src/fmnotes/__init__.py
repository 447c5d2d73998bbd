"""A folder of Korean and English Markdown notes becomes a linked static site."""

__version__ = "0.1.0"
