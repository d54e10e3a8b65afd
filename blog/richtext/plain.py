"""Words without any markup as a document: an empty line parts paragraphs, a line break stays one."""

from __future__ import annotations

import re
from typing import Any

from blog.richtext.building import Building

_EMPTY_LINES = re.compile(r"\n[ \t]*\n\s*")


def from_plain(text: str) -> dict[str, Any]:
    """Return the document of a text that is nothing but words."""
    building = Building()
    for paragraph in _EMPTY_LINES.split(text.replace("\r\n", "\n").replace("\r", "\n")):
        building.open_text("paragraph")
        for number, words in enumerate(paragraph.strip("\n").split("\n")):
            if number:
                building.inline({"type": "hardBreak"})
            building.text(words)
        building.close_text()
    return building.result()
