"""Where a reader goes from a post: to the one before and the one after it, and to those that are like it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from blog.content import operations
from blog.content.access import ANONYMOUS
from blog.site.addresses import address
from blog.site.lists import POST_LINE, POST_ORDER
from blog.site.series import PART, Series

MOST_RELATED = 3

Document = dict[str, Any]


@dataclass(frozen=True)
class Way:
    """One of the two ways on: what it is called, and the post it leads to."""

    rel: str
    label: str
    post: Document


def ways_on(post: Mapping[str, Any], series: Series | None) -> list[Way]:
    """Back and forth: through the parts of the series that the post is in, else through all posts by their dates."""
    if series:
        before, after, kind = series.previous, series.next, "part"
    elif post.get("publishedAt"):
        after, before = operations.neighbours("posts", post, actor=ANONYMOUS, sort=POST_ORDER, select=PART)
        kind = "post"
    else:
        return []
    ways = (("prev", f"Previous {kind}", before), ("next", f"Next {kind}", after))
    return [Way(rel, label, other) for rel, label, other in ways if other]


def related_posts(post: Mapping[str, Any], ways: list[Way]) -> list[Document]:
    """What to read next: what the author chose, else what is most like it and not among the ways on already."""
    chosen = [other for other in post.get("relatedPosts") or [] if address("posts", other)]
    if chosen:
        return chosen
    named = {way.post["id"] for way in ways}
    # Two more than are shown, since the neighbours may be among them.
    alike = operations.alike("posts", post["id"], actor=ANONYMOUS, limit=MOST_RELATED + 2, select=POST_LINE)
    return [other for other in alike if other["id"] not in named][:MOST_RELATED]
