"""Markdown in and out: the dialect that authors write, and documents written in it."""

from __future__ import annotations

from blog.richtext.markdown.reading import from_markdown

__all__ = ["from_markdown"]
