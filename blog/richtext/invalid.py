"""The one error of this tool: a document that cannot be stored, said in a sentence for the person who wrote it."""

from __future__ import annotations


class InvalidDocument(ValueError):
    """Raised for a document that does not follow the schema; its text is a sentence."""
