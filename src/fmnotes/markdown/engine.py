"""The Markdown of fmnotes: every rule, by name, in its order, and the parser made of them."""

from __future__ import annotations

from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.ruler import Ruler
from markdown_it.rules_block import (
    blockquote,
    code,
    fence,
    heading,
    reference,
)
from markdown_it.rules_core import block as find_blocks
from markdown_it.rules_inline import backtick, entity, escape, fragments_join, link_pairs, newline

from fmnotes.config import HtmlPolicy
from fmnotes.markdown.parsers import BlockRule, CoreRule, DispatchingBlock, DispatchingInline, InlineRule, PairRule
from fmnotes.markdown.rules import (
    abbreviation,
    container,
    d2l,
    directive,
    emphasis,
    equations,
    footnotes,
    headings,
    highlight,
    html,
    kramdown,
    label,
    liquid_block,
    logseq,
    marks,
    math,
    positions,
    quarto,
    role,
    shortcode,
    strikethrough,
    template_address,
    template_tag,
    wrapper,
)
from fmnotes.markdown.rules.bare_url import bare_url
from fmnotes.markdown.rules.block_id import block_ids
from fmnotes.markdown.rules.bracketed_span import bracketed_span
from fmnotes.markdown.rules.callout import callouts
from fmnotes.markdown.rules.comment import comments
from fmnotes.markdown.rules.date_line import date_line, undated_list
from fmnotes.markdown.rules.definition_list import definition_list
from fmnotes.markdown.rules.drawing import drawings
from fmnotes.markdown.rules.emoji import emoji
from fmnotes.markdown.rules.equation_label import equation_labels
from fmnotes.markdown.rules.escaped_brackets import escaped_brackets
from fmnotes.markdown.rules.hashtag import hashtag
from fmnotes.markdown.rules.html_heading import html_headings
from fmnotes.markdown.rules.liquid_include import liquid_includes
from fmnotes.markdown.rules.paragraph import paragraph
from fmnotes.markdown.rules.percent_comment import percent_comment, percent_comments
from fmnotes.markdown.rules.shortcode_in_line import shortcodes_in_line
from fmnotes.markdown.rules.shortcode_text import shortcode_text
from fmnotes.markdown.rules.spaced_link import spaced
from fmnotes.markdown.rules.superscript import superscript
from fmnotes.markdown.rules.table_pipes import mask_pipes, unmask_pipes
from fmnotes.markdown.rules.tables import headless_table, table
from fmnotes.markdown.rules.task_marks import task_marks
from fmnotes.markdown.rules.text import tagged_text, text
from fmnotes.markdown.rules.unlikely import hr, lheading
from fmnotes.markdown.rules.velog import velog_embed
from fmnotes.markdown.rules.wikilink import wikilink

BEFORE_INLINE = [
    CoreRule("comments", comments),
    CoreRule("drawings", drawings),
    CoreRule("percent_comments", percent_comments),
    CoreRule("raw_marks", template_tag.raw_marks, "jekyll"),
    CoreRule("abbreviations", abbreviation.abbreviations),
    CoreRule("other_marks", marks.other_marks),
    CoreRule("d2l_marks", d2l.d2l_marks),
    CoreRule("quarto_references", quarto.quarto_references),
    CoreRule("block_references", logseq.block_references),
    CoreRule("equation_labels", equation_labels),
    CoreRule("hugo_addresses", template_address.hugo_addresses, "hugo"),
    CoreRule("directive_comments", directive.directive_comments),
    CoreRule("shortcodes_in_line", shortcodes_in_line, "hugo"),
    CoreRule("liquid_includes", liquid_includes, "jekyll"),
    CoreRule("jekyll_addresses", template_address.jekyll_addresses, "jekyll"),
    CoreRule("escaped_brackets", escaped_brackets),
    CoreRule("mask_pipes", mask_pipes),
    CoreRule("block", find_blocks),
    CoreRule("cell_labels", quarto.cell_labels),
    CoreRule("d2l_code", d2l.d2l_code),
    CoreRule("unmask_pipes", unmask_pipes),
    CoreRule("html_headings", html_headings),
    CoreRule("contents_marks", kramdown.contents_marks),
    CoreRule("attribute_lists", kramdown.attribute_lists, "jekyll"),
    CoreRule("block_properties", logseq.block_properties),
    CoreRule("block_ids", block_ids),
    CoreRule("task_marks", task_marks, "obsidian"),
    CoreRule("callouts", callouts),
    CoreRule("written_heading_ids", headings.written_heading_ids),
]

AFTER_INLINE = [
    CoreRule("raw_in_code", template_tag.raw_in_code, "jekyll"),
    CoreRule("restore_addresses", template_address.restore_addresses),
    CoreRule("emoji", emoji, "emoji"),
    CoreRule("heading_ids", headings.heading_ids),
    CoreRule("abbreviated", abbreviation.abbreviated),
    CoreRule("spare_footnotes", footnotes.spare_footnotes),
    CoreRule("footnote_tail", footnotes.footnote_tail),
    CoreRule("labelled", label.labelled),
    CoreRule("equations", equations.equations),
]

_ANY = ("paragraph", "reference", "blockquote", "list")
_NOT_LIST = ("paragraph", "reference", "blockquote")
_DIGITS = "0123456789"

BLOCK_RULES = [
    BlockRule("math_block", math.math_block, "$\\", _ANY),
    BlockRule("directive", directive.directive, "`~:", _ANY),
    BlockRule("label_line", label.label_line, "(:", _ANY),
    BlockRule("d2l_tab", d2l.d2l_tab, ":", _ANY),
    BlockRule("quarto_div", quarto.quarto_div, ":", _ANY),
    BlockRule("table_caption", quarto.table_caption, ":", _ANY),
    BlockRule("raw_block", quarto.raw_block, "`", _ANY),
    BlockRule("container", container.container, ":", _ANY, "docusaurus"),
    BlockRule("admonition", container.admonition, "!?=", _ANY, "mkdocs"),
    BlockRule("snippet", container.snippet, "-", _ANY, "mkdocs"),
    BlockRule("slash_block", container.slash_block, "/", _ANY, "mkdocs"),
    BlockRule("aside", container.aside, "<", _ANY),
    BlockRule("admonition_fence", container.admonition_fence, "`~", _ANY),
    BlockRule("mermaid", shortcode.mermaid, "<", _ANY),
    BlockRule("velog_embed", velog_embed, "!@", _ANY),
    BlockRule("component", wrapper.component, "<", _ANY, "docusaurus"),
    BlockRule("module_line", wrapper.module_line, "ie", (), "docusaurus"),
    BlockRule("hugo_wrapper", wrapper.hugo_wrapper, "{<", _ANY, "hugo"),
    BlockRule("liquid_wrapper", wrapper.liquid_wrapper, "{", _ANY, "jekyll"),
    BlockRule("shortcode", shortcode.shortcode, "{", _ANY, "hugo"),
    BlockRule("shortcode_text", shortcode_text, "{", _ANY, "hugo"),
    BlockRule("liquid_note", liquid_block.liquid_note, "{", _ANY, "jekyll"),
    BlockRule("liquid_block", liquid_block.liquid_block, "{", _ANY, "jekyll"),
    BlockRule("attribute_line", kramdown.attribute_line, "{", _ANY, "jekyll"),
    BlockRule("table", table, "", ("paragraph", "reference")),
    BlockRule("headless_table", headless_table, "|", (), "jekyll"),
    BlockRule("code", code, ""),
    BlockRule("fence", fence, "`~", _ANY),
    BlockRule("bare_quote", kramdown.bare_quote, ">", (), "jekyll"),
    BlockRule("blockquote", blockquote, ">", _ANY),
    BlockRule("hr", hr, "*-_", _ANY),
    BlockRule("date_line", date_line, _DIGITS, ("paragraph", "list")),
    BlockRule("list", undated_list, "*+-" + _DIGITS, _NOT_LIST),
    BlockRule("footnote_definition", footnotes.footnote_definition, "[", ("paragraph", "reference")),
    BlockRule("reference", reference, "["),
    BlockRule("html_block", html.html_block, "<", _NOT_LIST),
    BlockRule("org_block", logseq.org_block, "#", _ANY),
    BlockRule("heading", heading, "#", _NOT_LIST),
    BlockRule("lheading", lheading, ""),
    BlockRule("definition_list", definition_list, "", _NOT_LIST),
    BlockRule("paragraph", paragraph, ""),
]

# Plain text comes before all others, up to the next character at which a rule can begin.
TEXT_RULE = InlineRule("text", text, "h%=!{^")
TAGGED_TEXT_RULE = InlineRule("text", tagged_text, "h%=!{^#")

INLINE_RULES = [
    InlineRule("newline", newline, "\n"),
    InlineRule("percent_comment", percent_comment, "%"),
    InlineRule("role", role.role, "{"),
    InlineRule("hugo_tag", template_tag.hugo_tag, "{", "hugo"),
    InlineRule("liquid_tag", template_tag.liquid_tag, "{", "jekyll"),
    InlineRule("picture_attributes", template_tag.picture_attributes, "{"),
    InlineRule("span_attributes", template_tag.span_attributes, "{", "jekyll"),
    InlineRule("hashtag", hashtag, "#", "obsidian"),
    InlineRule("math", math.math_inline, "$\\"),
    InlineRule("equation_reference", equations.reference, "\\"),
    InlineRule("escape", escape, "\\"),
    InlineRule("backtick", backtick, "`"),
    InlineRule("strikethrough", strikethrough.strikethrough, "~"),
    InlineRule("highlight", highlight.highlight, "="),
    InlineRule("emphasis", emphasis.emphasis, "*_"),
    InlineRule("footnote_reference", footnotes.footnote_reference, "["),
    InlineRule("superscript", superscript, "^"),
    InlineRule("footnote_inline", footnotes.footnote_inline, "^"),
    InlineRule("wikilink", wikilink, "[!"),
    InlineRule("link", spaced(positions.link), "["),
    InlineRule("bracketed_span", bracketed_span, "["),
    InlineRule("image", spaced(positions.image), "!"),
    InlineRule("bare_url", bare_url, "h"),
    InlineRule("autolink", positions.autolink, "<"),
    InlineRule("html_inline", html.html_inline, "<"),
    InlineRule("entity", entity, "&"),
]

# After the inline rules: delimiters find their partners.
PAIR_RULES = [
    PairRule("balance_pairs", link_pairs),
    PairRule("strikethrough", strikethrough.resolve),
    PairRule("highlight", highlight.resolve),
    PairRule("emphasis", emphasis.resolve),
    PairRule("fragments_join", fragments_join),
]


@lru_cache(maxsize=8)
def parser(html_policy: HtmlPolicy, dialects: frozenset[str]) -> MarkdownIt:
    """A parser with exactly the rules above, but for those of dialects that are not asked for."""
    asked = {"", *dialects}
    made = MarkdownIt("commonmark", {"html": html_policy != "escape", "maxNesting": 100, "tasklists": True})
    made.options["html_elements_only"] = html_policy == "safe"
    # Whether an address may be a link is judged where it is resolved (library.links), with a message.
    made.validateLink = _any_address  # type: ignore[assignment]
    plain = TAGGED_TEXT_RULE if "obsidian" in asked else TEXT_RULE
    inline = DispatchingInline([rule for rule in INLINE_RULES if rule.dialect in asked], plain, PAIR_RULES)
    blocks = DispatchingBlock([rule for rule in BLOCK_RULES if rule.dialect in asked])
    made.core.ruler, made.block, made.inline = Ruler(), blocks, inline
    for core in [*BEFORE_INLINE, CoreRule("inline", inline.parse_blocks), *AFTER_INLINE]:
        if core.dialect in asked:
            made.core.ruler.push(core.name, core.rule)
    return made


def _any_address(_: str) -> bool:
    return True
