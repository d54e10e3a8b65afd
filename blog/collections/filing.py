"""How files are filed: their tags, the words they are found by, who uploaded them, and how they are cut."""

from __future__ import annotations

import math
from typing import Any

from blog import richtext
from blog.content.events import Event
from blog.errors import Invalid, Problem

MOST_TAGS, LONGEST_TAG = 30, 40
#: Signs that would take a tag apart where it is looked for in a list.
UNTAGGED = str.maketrans("", "", '",\\')
SMALLEST = 1.0
SIDES = ("x", "y", "width", "height")


def tidy_tags(given: Any) -> list[str]:
    """Tags as they are kept: bare words in the order given, each once however it is written. Raises ValueError."""
    if isinstance(given, str):
        given = given.split(",")
    if not isinstance(given, list) or not all(isinstance(tag, str) for tag in given):
        raise ValueError("Send a list of texts.")
    tags: dict[str, str] = {}
    for tag in given:
        text = " ".join(tag.translate(UNTAGGED).split())
        if len(text) > LONGEST_TAG:
            raise ValueError(f"A tag has at most {LONGEST_TAG} letters.")
        if text:
            tags.setdefault(text.casefold(), text)
    if len(tags) > MOST_TAGS:
        raise ValueError(f"A file has at most {MOST_TAGS} tags.")
    return list(tags.values())


def check_tags(event: Event) -> None:
    """Tags are a list of texts. Raises Invalid."""
    if event.data.get("tags") is None:
        return
    try:
        event.data["tags"] = tidy_tags(event.data["tags"]) or None
    except ValueError as refusal:
        raise Invalid([Problem("tags", str(refusal), "Tags")]) from None


def check_cut(event: Event) -> None:
    """A picture is turned by quarters, and the part that is kept lies within it. Raises Invalid."""
    if "turn" in event.data:
        event.data["turn"] = event.data["turn"] or 0
        if event.data["turn"] not in (0, 90, 180, 270):
            raise Invalid([Problem("turn", "Send 0, 90, 180 or 270: degrees to the right.", "Turn")])
    if event.data.get("crop") is not None:
        event.data["crop"] = _part(event.data["crop"])


def _part(crop: Any) -> dict[str, float] | None:
    """The part in hundredths, or None where it is the whole picture."""
    sides = [crop.get(name) for name in SIDES] if isinstance(crop, dict) and crop.keys() <= set(SIDES) else [None]
    if not all(isinstance(side, int | float) and not isinstance(side, bool) and math.isfinite(side) for side in sides):
        raise Invalid([Problem("crop", "Send x, y, width and height: hundredths of the turned picture.", "Crop")])
    x, y, width, height = (round(float(side), 2) for side in sides)
    if x < 0 or y < 0 or width < SMALLEST or height < SMALLEST or x + width > 100.02 or y + height > 100.02:
        raise Invalid([Problem("crop", "The part that is shown must lie within the picture.", "Crop")])
    width, height = min(width, round(100 - x, 2)), min(height, round(100 - y, 2))
    return None if (x, y, width, height) == (0, 0, 100, 100) else dict(zip(SIDES, (x, y, width, height), strict=True))


def note_uploader(event: Event) -> None:
    """Keep whose upload it is."""
    if event.operation == "create":
        event.data["uploadedBy"] = str(event.actor.id) if event.actor.id else None


def note_words(event: Event) -> None:
    """Keep all the words that a file is found by in one place."""
    values = event.values | event.data
    caption = richtext.plain_text(values["caption"]) if values.get("caption") else ""
    parts = [values.get("filename"), values.get("alt"), caption, values.get("credit"), *(values.get("tags") or ())]
    words = "\n".join(part for part in parts if part)
    if words != values.get("words"):
        event.data["words"] = words
