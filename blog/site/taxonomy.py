"""The categories, small and named on nearly every page: asked for once, then remembered until one of them changes."""

from __future__ import annotations

from typing import Any

from blog.content import operations
from blog.content.access import ANONYMOUS
from blog.content.changes import remember
from blog.content.registry import registry

MOST = 500


def known_categories() -> dict[str, dict[str, dict[str, Any]]]:
    """Categories as readers get them beside a document, by id: what `find` takes as `known`. Not to be changed.

    Of a site with more than a question may hold, those that are missing here are asked for as ever."""
    return remember(("known", "categories"), ("categories",), _ask)


def _ask() -> dict[str, dict[str, dict[str, Any]]]:
    found = operations.find(
        "categories",
        actor=ANONYMOUS,
        limit=MOST,
        count=False,
        depth=0,
        select=registry["categories"].populate,
    )
    return {"categories": {category["id"]: category for category in found.docs}}
