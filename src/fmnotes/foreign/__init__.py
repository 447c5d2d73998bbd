"""What the configuration of other tools says of the same folder: Hugo, Jekyll, MkDocs, Obsidian's neighbours."""

from fmnotes.foreign.hugo import is_of_hugo, main_language
from fmnotes.foreign.jekyll import has_undated_posts
from fmnotes.foreign.left_out import left_out, left_out_above, tool_files
from fmnotes.foreign.patterns import below
from fmnotes.foreign.settings import Said, breaks_lines, foreign_notes, foreign_settings, shows_emoji

__all__ = [
    "Said",
    "below",
    "breaks_lines",
    "foreign_notes",
    "foreign_settings",
    "has_undated_posts",
    "is_of_hugo",
    "left_out",
    "left_out_above",
    "main_language",
    "shows_emoji",
    "tool_files",
]
