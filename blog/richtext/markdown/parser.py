"""The parser of the dialect: CommonMark with tables, strikethrough, definition lists and the rules of this package."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, blockquote, list_block
from markdown_it.rules_core import StateCore
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote.index import footnote_def

from blog.richtext.markdown import bounds, directives, shortcodes, spans

DEEPEST = 60  # deeper marks of quotations and lists are left in the text: the parser would drop what they hold

_ENDS_PARAGRAPH = {"alt": ["paragraph", "reference", "blockquote", "list"]}
_TEMPLATED = re.compile(r"(\]\(\s*)<?((?:[^\s()<>{}]|\{\{.{0,300}?\}\}|\{%.{0,300}?%\})+)>?(?=\s*[)\"'])")
# Pictures whose file names have spaces: CommonMark would show the markup, other dialects show the picture.
_SPACED_PICTURE = re.compile(
    r"""(!\[[^\[\]]*\]\(\s*)([^()<>"'\n]*[^()<>"'\n\s][ ][^()<>"'\n]*\.(?:png|jpe?g|gif|svg|webp|avif))(?=\s*[)"'])""",
    re.I,
)
_CODE_SPAN = re.compile(r"(`+)(?:(?!\1).)+?\1(?!`)", re.S)
_UNSAFE = re.compile(r"[\s\\\x00-\x1f\x7f]")


@cache
def parser() -> MarkdownIt:
    """Return the one parser, which holds no state between texts."""
    markdown = MarkdownIt("commonmark", {"maxNesting": 80})
    markdown.inline = bounds.BoundedInline()
    # Once more, since the rules of lines are new.
    markdown.configure("commonmark", {"maxNesting": 80}).enable(["table", "strikethrough"])
    # Joining would make an escaped character equal to a plain one, and the dialect asks which it was.
    markdown.core.ruler.disable("text_join")
    markdown.core.ruler.before("inline", "cells", bounds.check_cells)
    markdown.core.ruler.before("inline", "templated_links", _clean_links)
    deflist_plugin(markdown)
    block = markdown.block.ruler
    block.at("blockquote", _bounded(blockquote), _ENDS_PARAGRAPH)
    block.at("list", _bounded(list_block), {"alt": ["paragraph", "reference", "blockquote"]})
    block.before("reference", "footnote_def", _bounded(footnote_def), {"alt": ["paragraph", "reference"]})
    block.before("fence", "container", directives.container, _ENDS_PARAGRAPH)
    block.before("fence", "leaf", directives.leaf, _ENDS_PARAGRAPH)
    block.before("fence", "formula_lines", spans.formula_lines, _ENDS_PARAGRAPH)
    block.before("fence", "code_lines", shortcodes.code_lines, _ENDS_PARAGRAPH)
    block.before("fence", "shortcode_lines", shortcodes.shortcode_lines, _ENDS_PARAGRAPH)
    inline = markdown.inline.ruler
    inline.before("link", "footnote_reference", spans.footnote_reference)
    inline.before("link", "shortcode", shortcodes.shortcode)
    inline.before("link", "formula", spans.formula)
    inline.before("link", "settings", spans.settings)
    inline.before("emphasis", "highlight", spans.highlight)
    markdown.inline.ruler2.before("emphasis", "highlight", spans.highlighted)
    # Addresses are judged when the document is built; refusing here would leave the markup in the text.
    markdown.validateLink = lambda _url: True  # type: ignore[method-assign]
    markdown.normalizeLink = tidy_address  # type: ignore[method-assign]
    markdown.normalizeLinkText = str  # type: ignore[method-assign]
    return markdown


def tidy_address(address: str) -> str:
    """Return an address with what may not stand in one encoded."""
    return _UNSAFE.sub(lambda found: f"%{ord(found[0]):02X}" if ord(found[0]) < 128 else "", address.strip())


def _bounded(rule: Any) -> Any:
    def bounded(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        return state.level < DEEPEST and rule(state, start, end, silent)

    return bounded


def _clean_links(state: StateCore) -> None:
    for token in state.tokens:
        if token.type != "inline" or "](" not in token.content or bounds.is_tangled(token.content):
            continue
        if "{{" in token.content or "{%" in token.content or _SPACED_PICTURE.search(token.content):
            token.content = _without_templates(token.content)


def _without_templates(text: str) -> str:
    parts, position = [], 0
    for span in _CODE_SPAN.finditer(text):
        parts += [_plain_targets(text[position : span.start()]), span[0]]
        position = span.end()
    return "".join([*parts, _plain_targets(text[position:])])


def _plain_targets(text: str) -> str:
    text = _SPACED_PICTURE.sub(lambda found: f"{found[1]}<{shortcodes.plain_address(found[2])}>", text)
    return _TEMPLATED.sub(_plain_target, text)


def _plain_target(found: re.Match[str]) -> str:
    if "{" not in found[2]:
        return found[0]
    return f"{found[1]}<{shortcodes.plain_address(found[2])}>"
