"""Rich text: one schema, checked before storing; HTML, Markdown, words and outline made from it.

Knows no collection, no database and no HTTP: what a document points to is asked of functions that the caller gives.
"""

from __future__ import annotations

from blog.richtext.addresses import is_safe_address
from blog.richtext.headings import Heading, anchor, outline
from blog.richtext.html import Pasted, from_html, from_pasted
from blog.richtext.invalid import InvalidDocument
from blog.richtext.markdown import escape_line, from_markdown, is_markdown, to_markdown
from blog.richtext.plain import from_plain
from blog.richtext.references import populated, references
from blog.richtext.render import render
from blog.richtext.schema import description
from blog.richtext.text import plain_text, reading_minutes, word_count
from blog.richtext.validation import EMPTY, validate

__all__ = [
    "EMPTY",
    "Heading",
    "InvalidDocument",
    "Pasted",
    "anchor",
    "description",
    "escape_line",
    "from_html",
    "from_markdown",
    "from_pasted",
    "from_plain",
    "is_markdown",
    "is_safe_address",
    "outline",
    "plain_text",
    "populated",
    "reading_minutes",
    "references",
    "render",
    "to_markdown",
    "validate",
    "word_count",
]
