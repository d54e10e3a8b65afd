"""The one thing that an upload can be: bad, with a sentence for the person who sent it."""

from __future__ import annotations


class BadUpload(ValueError):
    """The file is not taken; the text says why and what to do."""
