"""A folder of Korean and English Markdown notes becomes a linked static site."""
