"""Markdown in and out: the dialect that authors write, and documents written in it."""

from __future__ import annotations

from blog.richtext.markdown.escaping import escape_line
from blog.richtext.markdown.reading import from_markdown
from blog.richtext.markdown.recognition import is_markdown
from blog.richtext.markdown.writing import to_markdown

__all__ = ["escape_line", "from_markdown", "is_markdown", "to_markdown"]
