"""Series: posts that are parts of one whole, read in order from the oldest on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from blog.content import operations
from blog.content.access import ANONYMOUS
from blog.content.changes import remember

PART_ORDER = "publishedAt"
PART = ("title", "slug", "summary", "meta", "publishedAt")
#: A category with more posts than anybody would number is shown as a topic, whatever it is called.
MOST_PARTS = 200

Document = dict[str, Any]


@dataclass(frozen=True)
class Series:
    """A post's place in its series: all parts that readers may see, and which of them it is, counted from one."""

    category: Document
    parts: list[Document]
    number: int

    @property
    def previous(self) -> Document | None:
        return self.parts[self.number - 2] if self.number > 1 else None

    @property
    def next(self) -> Document | None:
        return self.parts[self.number] if self.number < len(self.parts) else None


def is_series(category: Any) -> bool:
    """Whether the posts of a category are parts to be read in order."""
    return isinstance(category, Mapping) and category.get("kind") == "series"


def series_of(post: Mapping[str, Any]) -> Series | None:
    """The place of a post in the first series that it is filed under, or None when it is in none."""
    category = next((category for category in post.get("categories") or [] if is_series(category)), None)
    if not category:
        return None
    parts = parts_of(category)
    number = next((number for number, part in enumerate(parts, 1) if part["id"] == post["id"]), None)
    return Series(category, parts, number) if number else None


def parts_of(category: Mapping[str, Any]) -> list[Document]:
    """The parts of a series, oldest first; none where there are too many to be read as one. They are shared."""
    if not is_series(category):
        return []
    return remember(("parts", category["id"]), ("posts", "categories"), lambda: _parts(category["id"]))


def _parts(category: str) -> list[Document]:
    found = operations.find(
        "posts",
        actor=ANONYMOUS,
        where={"categories": {"in": [category]}},
        sort=PART_ORDER,
        limit=MOST_PARTS,
        count=False,
        depth=0,
        select=PART,
    )
    return [] if found.has_next else found.docs
