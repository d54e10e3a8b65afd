"""What was changed lately, for everybody who writes: of the collections that a person may read all of, and nothing
about accounts and messages. Knows no request."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from blog.content.access import Actor
from blog.content.registry import registry
from blog.db import db
from blog.models import AuditEvent

#: How many events are looked through: a person who writes saves the same document over and over.
LOOKED_THROUGH = 60


def recent_changes(*, actor: Actor, limit: int = 8) -> list[dict[str, Any]]:
    """Who did what to which document, the latest first; repeated steps of a person at a document are told once.

    `{actor, action, collection, id, title, at}`, the id empty where the document is gone since; one statement."""
    slugs = [
        collection.slug
        for collection in (*registry.collections.values(), *registry.globals.values())
        if (collection.drafts or collection.address or collection.single)
        and collection.by_name.get("email") is None
        and collection.access.verdict("read", actor) is True
    ]
    event = AuditEvent
    query = (
        sa.select(event.actor_id, event.actor_name, event.action, event.collection, event.document_id,
                  event.document_title, event.at)
        .where(event.collection.in_(slugs))
        .order_by(event.at.desc(), event.id.desc())
        .limit(LOOKED_THROUGH)
    )  # fmt: skip
    found: dict[Any, dict[str, Any]] = {}
    rows = db.session.execute(query).all()
    gone = {row.document_id for row in rows if row.action == "delete"}
    for row in rows:
        found.setdefault(
            (row.actor_id, row.action, row.document_id),
            {
                "actor": row.actor_name,
                "action": row.action,
                "collection": row.collection,
                "id": str(row.document_id) if row.document_id not in gone else "",
                "title": row.document_title,
                "at": row.at,
            },
        )
    return list(found.values())[:limit]
