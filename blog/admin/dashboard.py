"""The admin's first page: what waits for this person, what comes by itself, and what happened meanwhile."""

from __future__ import annotations

from typing import Any

from flask import Response, make_response
from flask_admin import AdminIndexView, expose

from blog.admin.choices import name_of
from blog.admin.condition import troubles
from blog.admin.frame import Room
from blog.admin.identity import actor
from blog.admin.messages import summary
from blog.admin.waiting import open_reviews
from blog.clock import now
from blog.content import operations
from blog.content.readers import most_read, readers_by_day
from blog.content.recent import recent_changes
from blog.content.registry import Collection, registry
from blog.errors import ContentError
from blog.models.record import DRAFT, PUBLISHED

MOST = 6
#: What people read of the steps in the log.
DONE = {
    "create": "began", "update": "edited", "publish": "published", "unpublish": "unpublished", "delete": "deleted",
    "ask-review": "asked for a review of", "withdraw-review": "took back the request for a review of",
    "approve-review": "approved", "return-review": "returned", "trash": "moved to the trash",
    "restore": "restored", "duplicate": "copied",
}  # fmt: skip
Pair = tuple[Collection, dict[str, Any]]


class Dashboard(Room, AdminIndexView):
    """One's drafts, what is scheduled, new messages, recent changes, and whether the site is well."""

    def __init__(self) -> None:
        super().__init__(name="Dashboard", url="/admin", endpoint="admin")
        # Flask-Admin would serve its own Bootstrap and jQuery from here.
        self.static_folder = None

    @expose("/")
    def index(self) -> Response:
        written = [c for c in registry.collections.values() if c.drafts and c.access.allows("versions", actor())]
        return make_response(
            self.render(
                "admin/dashboard.html",
                drafts=_own_drafts(written),
                coming=_coming(written),
                reviews=open_reviews(MOST),
                changes=recent_changes(actor=actor(), limit=8),
                done=DONE,
                reading=_reading(),
                known={**registry.collections, **registry.globals},
                messages=_messages(),
                troubles=troubles() if actor().role == "admin" else None,
                new=[room.collection for room in self._rooms() if room.may("create")],
            )
        )

    def _rooms(self) -> list[Any]:
        """The rooms of what is written, in the order of the menu."""
        views = self.admin._views if self.admin else []
        return [view for view in views if getattr(view, "collection", None) and _is_drafted(view.collection)]


def _is_drafted(collection: Collection) -> bool:
    return collection.drafts and not collection.single


def _own_drafts(collections: list[Collection]) -> list[Pair]:
    """The drafts that name this person as one of their authors, the latest first; one statement for each kind."""
    found: list[Pair] = []
    for collection in collections:
        signed = [f.name for f in collection.fields if f.kind == "relation" and f.targets == ("users",)]
        if signed:
            mine = {"or": [{name: {"equals": str(actor().id)}} for name in signed]}
            found += _find(collection, {"and": [{"status": {"equals": DRAFT}}, mine]}, "-updatedAt")
    return sorted(found, key=lambda pair: pair[1]["updatedAt"], reverse=True)[:MOST]


def _find(collection: Collection, where: dict[str, Any], sort: str) -> list[Pair]:
    names = [name for name in (collection.title, "status", "updatedAt", "publishedAt") if name in collection.by_name]
    page = operations.find(
        collection.slug, actor=actor(), where=where, sort=sort, limit=MOST, count=False, depth=0, select=names
    )
    return [(collection, {**doc, "title": name_of(collection, doc)}) for doc in page.docs]


def _coming(collections: list[Collection]) -> list[dict[str, Any]]:
    """What is to happen at a time, the next first: schedules, and what is published already for later."""
    by_slug = {collection.slug: collection for collection in collections}
    planned = operations.upcoming(actor=actor(), limit=MOST)
    ids: dict[str, list[str]] = {slug: [] for slug in by_slug}
    for plan in planned:
        ids[plan["collection"]].append(plan["id"])
    later = {"and": [{"status": {"equals": PUBLISHED}}, {"publishedAt": {"greater_than": now().isoformat()}}]}
    found: dict[tuple[str, str], dict[str, Any]] = {}
    coming = []
    for slug, collection in by_slug.items():
        where = {"or": [later, {"id": {"in": ids[slug]}}]} if ids[slug] else later
        for _, doc in _find(collection, where, "publishedAt"):
            found[slug, doc["id"]] = doc
            if doc.get("publishedAt") and doc["publishedAt"] > now() and doc["status"] == PUBLISHED:
                coming.append({"collection": slug, "id": doc["id"], "action": "appear", "at": doc["publishedAt"]})
    coming += [plan for plan in planned if (plan["collection"], plan["id"]) in found]
    coming = [plan | {"title": found[plan["collection"], plan["id"]]["title"]} for plan in coming]
    return sorted(coming, key=lambda plan: plan["at"])[:MOST]


def _reading() -> dict[str, Any] | None:
    """What was read in the last weeks, each day's number as a part of the highest; None where nobody counts."""
    if not operations.read_global("site", actor=actor(), depth=0, select=["analytics"]).get("analytics"):
        return None
    days = readers_by_day()
    highest = max(count for _, count in days) or 1
    bars = [(day, count, round(24 * count / highest, 1)) for day, count in days]
    return {"bars": bars, "total": sum(count for _, count in days), "most": most_read(actor=actor(), limit=MOST)}


def _messages() -> dict[str, Any] | None:
    """Unread messages, for who may read them."""
    where = {"read": {"equals": False}, "spam": {"equals": False}}
    try:
        page = operations.find("form-submissions", actor=actor(), where=where, limit=MOST, depth=1)
    except (ContentError, KeyError):
        return None
    return {"total": page.total_docs, "lines": [(doc, summary(doc)) for doc in page.docs]}
