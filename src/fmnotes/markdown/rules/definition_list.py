"""Definition lists (`용어` then `: 뜻`) as mdit-py-plugins reads them."""

from __future__ import annotations

from markdown_it import MarkdownIt
from mdit_py_plugins.deflist import deflist_plugin

# The plugin keeps its rule inside a closure; a throw-away parser hands it over, so that the engine can list it.
_parser = MarkdownIt().use(deflist_plugin)
definition_list = next(rule.fn for rule in _parser.block.ruler.__rules__ if rule.name == "deflist")
