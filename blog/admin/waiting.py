"""The reviews on the dashboard: what waits for this person, what they asked for, and what came back to them."""

from __future__ import annotations

from typing import Any

from blog.admin.choices import name_of
from blog.admin.identity import actor
from blog.content import operations, reviews
from blog.content.registry import registry
from blog.models.review import RETURNED, WAITING

#: What the lines are called, in the order in which they stand.
RETURNED_TO_ME, FOR_ME, BY_ME = "returned", "for me", "by me"
ORDER = (RETURNED_TO_ME, FOR_ME, BY_ME)


def open_reviews(limit: int) -> list[dict[str, Any]]:
    """The open requests that concern this person, with the title of what each is about and whose turn it is."""
    found = reviews.find_all_open(actor=actor(), limit=limit)
    titles = _titles(found)
    lines = [
        {**each, "title": titles[each["collection"], each["document"]], "kind": _kind(each)}
        for each in found
        if (each["collection"], each["document"]) in titles
    ]
    return sorted(lines, key=lambda line: ORDER.index(line["kind"]))


def _kind(request: dict[str, Any]) -> str:
    if request["state"] == RETURNED:
        return RETURNED_TO_ME
    decides = reviews.may_decide(registry[request["collection"]], actor())
    return FOR_ME if request["state"] == WAITING and decides else BY_ME


def _titles(found: list[dict[str, Any]]) -> dict[tuple[str, str], str]:
    """What the documents are called by those who write them: one statement for each collection."""
    ids: dict[str, list[str]] = {}
    for each in found:
        ids.setdefault(each["collection"], []).append(each["document"])
    titles = {}
    for slug, chosen in ids.items():
        collection = registry.collections[slug]
        page = operations.find(
            slug, actor=actor(), where={"id": {"in": chosen}}, limit=len(chosen), depth=0, count=False, draft=True,
            select=(collection.title,),
        )  # fmt: skip
        titles |= {(slug, doc["id"]): name_of(collection, doc) for doc in page.docs}
    return titles
