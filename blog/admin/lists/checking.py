"""What there is to look at in documents before many of them are published at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from blog.collections import checks
from blog.collections.checks import Finding
from blog.content import operations
from blog.content.access import Actor
from blog.content.registry import Collection
from blog.models.record import PUBLISHED

#: How many documents are named and looked at; each costs some statements.
NAMED = 20


def warnings(collection: Collection, docs: Sequence[dict[str, Any]], actor: Actor) -> dict[str, list[Finding]]:
    """The warnings about the first of these documents, by id, as their authors see them; those that are published as
    they are were looked at before."""
    ids = [doc["id"] for doc in docs[:NAMED] if doc["status"] != PUBLISHED or doc["edited"]]
    if not ids:
        return {}
    page = operations.find(
        collection.slug, actor=actor, where={"id": {"in": ids}}, limit=len(ids), depth=0, draft=True, count=False
    )  # fmt: skip
    found = {doc["id"]: checks.warnings(checks.checked(collection, doc, doc["id"])) for doc in page.docs}
    return {id_: some for id_, some in found.items() if some}
