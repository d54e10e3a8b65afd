"""Where a post or project is filed, as ways through the tree of categories. Asks the database nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from blog.site.addresses import address

Step = dict[str, str]


def ways(categories: Iterable[Any] | None) -> list[list[Step]]:
    """The way down to each category, from the top; one that lies on the way to another is not said twice."""
    known = [category for category in categories or () if isinstance(category, Mapping) and category.get("title")]
    above = {crumb.get("id") for category in known for crumb in _above(category)}
    return [
        [step for part in (*_above(category), category) if (step := _step(part))]
        for category in known
        if category.get("id") not in above
    ]


def _above(category: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [crumb for crumb in category.get("breadcrumbs") or () if crumb.get("id") != category.get("id")]


def _step(part: Mapping[str, Any]) -> Step | None:
    label, url = part.get("label") or part.get("title"), address("categories", part)
    return {"label": label, "url": url} if label and url else None
