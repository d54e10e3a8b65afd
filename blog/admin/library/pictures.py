"""What the page of a picture asks and shows besides plain fields: tags as one line, the part shown, its sizes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from blog.collections.filing import SIDES, tidy_tags
from blog.errors import Invalid, Problem

#: What each size is for, in the order of the page.
USES = {
    "thumbnail": "Lists",
    "square": "Cards and faces",
    "small": "Telephones",
    "medium": "Text",
    "large": "Wide text",
    "xlarge": "Whole windows",
    "og": "Links shared elsewhere",
}
CROPPED = ("square", "og")


def tags_said(form: Mapping[str, str]) -> dict[str, Any]:
    """The tags that the form says, if it asks for them. Raises Invalid."""
    if "tags" not in form:
        return {}
    try:
        return {"tags": tidy_tags(form["tags"].replace("\x00", "")) or None}
    except ValueError as refusal:
        raise Invalid([Problem("tags", str(refusal), "Tags")]) from None


def cut_said(form: Mapping[str, str]) -> dict[str, Any]:
    """The part of the picture that the form says, in hundredths, if it asks for it. Raises Invalid."""
    if not all(f"crop.{side}" in form for side in SIDES):
        return {}
    texts = {side: form[f"crop.{side}"].strip() for side in SIDES}
    if not any(texts.values()):
        return {"crop": None}
    try:
        part = {side: round(float(text), 2) for side, text in texts.items()}
    except ValueError:
        raise Invalid([Problem("crop", "Enter four numbers from 0 to 100, or none.", "Crop")]) from None
    return {"crop": None if part == {"x": 0, "y": 0, "width": 100, "height": 100} else part}


def shown_sizes(doc: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The sizes of a picture with what each is for and its formats, each format with its address and bytes."""
    found: dict[str, dict[str, Any]] = {}
    for each in doc.get("renditions") or ():
        size = found.setdefault(each["name"], {**each, "use": USES.get(each["name"], ""), "formats": []})
        size["formats"].append(each)
    return list(found.values())
