"""The admin's first page: what waits for this person."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from flask import Response, make_response
from flask_admin import AdminIndexView, expose

from blog.admin.choices import name_of
from blog.admin.frame import Room
from blog.admin.identity import actor
from blog.admin.messages import summary
from blog.content import operations
from blog.content.registry import Collection, registry
from blog.errors import ContentError
from blog.jobs import count_failed, overdue
from blog.models.record import DRAFT

MOST = 6
BEGINNING = datetime.min.replace(tzinfo=UTC)


class Dashboard(Room, AdminIndexView):
    """Drafts, recent changes, new messages, and whether the site's own work gets done."""

    def __init__(self) -> None:
        super().__init__(name="Dashboard", url="/admin", endpoint="admin")
        # Flask-Admin would serve its own Bootstrap and jQuery from here.
        self.static_folder = None

    @expose("/")
    def index(self) -> Response:
        written = [c for c in registry.collections.values() if c.drafts and c.access.allows("read", actor())]
        return make_response(
            self.render(
                "admin/dashboard.html",
                drafts=_latest(written, {"status": {"equals": DRAFT}}),
                changes=_latest(written, None),
                messages=_messages(),
                work=_work(),
                new=[room.collection for room in self._rooms() if room.may("create")],
            )
        )

    def _rooms(self) -> list[Any]:
        """The rooms of what is written, in the order of the menu."""
        views = self.admin._views if self.admin else []
        return [view for view in views if getattr(view, "collection", None) and _is_drafted(view.collection)]


def _is_drafted(collection: Collection) -> bool:
    return collection.drafts and not collection.single


def _latest(collections: list[Collection], where: dict[str, Any] | None) -> list[tuple[Collection, dict[str, Any]]]:
    """The documents that were changed last, of all kinds together."""
    found = []
    for collection in collections:
        page = operations.find(
            collection.slug, actor=actor(), where=where, sort="-updatedAt", limit=MOST, count=False, depth=0,
            select=[name for name in (collection.title, "status", "updatedAt") if name in collection.by_name],
        )  # fmt: skip
        found += [(collection, {**doc, "title": name_of(collection, doc)}) for doc in page.docs]
    return sorted(found, key=lambda pair: pair[1].get("updatedAt") or BEGINNING, reverse=True)[:MOST]


def _messages() -> dict[str, Any] | None:
    """Unread messages, for who may read them."""
    where = {"read": {"equals": False}, "spam": {"equals": False}}
    try:
        page = operations.find("form-submissions", actor=actor(), where=where, limit=MOST, depth=1)
    except (ContentError, KeyError):
        return None
    return {"total": page.total_docs, "lines": [(doc, summary(doc)) for doc in page.docs]}


def _work() -> dict[str, int] | None:
    """Jobs that are late or have failed, for administrators."""
    if actor().role != "admin":
        return None
    return {"overdue": overdue(), "failed": count_failed()}
