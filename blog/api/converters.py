"""What may stand in an address in the place of an id."""

from __future__ import annotations

import re

from werkzeug.routing import BaseConverter, Map


class NotIn(BaseConverter):
    """Any one part of a path but the words given, which have routes of their own."""

    def __init__(self, map: Map, *words: str) -> None:  # noqa: A002 - Werkzeug's name
        super().__init__(map)
        self.regex = f"(?!(?:{'|'.join(re.escape(word) for word in words)})(?:/|$))[^/]+"
