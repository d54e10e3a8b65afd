"""Tagging many files at once: the steps of the list, each of which can be taken back."""

from __future__ import annotations

from typing import Any

from blog.admin.lists.bulk import Doc, Step, Unchanged
from blog.content import operations
from blog.content.access import Actor
from blog.content.registry import Collection

LONGEST = 40
REFUSAL = f"Enter one tag of at most {LONGEST} letters, without commas and quotation marks."


def is_tag(text: str) -> bool:
    """Whether a text can be one tag."""
    return 0 < len(text) <= LONGEST and not set(text) & set(',"\\\x00')


ASKED = {"needs": "update", "asks": "Tag", "suggests": ".tags", "accepts": is_tag, "refusal": REFUSAL}
TAG = Step("tag", "Add a tag …", "tagged", reverse="untag", **ASKED)  # type: ignore[arg-type]
UNTAG = Step("untag", "Remove a tag …", "without the tag now", reverse="tag", **ASKED)  # type: ignore[arg-type]
STEPS = (TAG, UNTAG)


def change_tag(collection: Collection, doc: Doc, step: Step, tag: str, actor: Actor) -> None:
    """Add the tag to a file or take it away, however it is written there. Raises Unchanged."""
    found: dict[str, Any] = operations.find_by_id(collection.slug, doc["id"], actor=actor, depth=0, select=["tags"])
    tags = found.get("tags") or []
    others = [each for each in tags if each.casefold() != tag.casefold()]
    has_it = len(others) < len(tags)
    if has_it == (step.name == "tag"):
        raise Unchanged("has the tag already" if has_it else "does not have the tag")
    after = others if has_it else [*tags, tag]
    operations.update(collection.slug, doc["id"], {"tags": after}, actor=actor, depth=0)
