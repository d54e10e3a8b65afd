"""What is searched of a document: the words of its live columns that every reader may see. Written with the document.

A collection is searched if its documents have an address and strangers may read some of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import sqlalchemy as sa

from blog import richtext, search
from blog.content.access import ANONYMOUS
from blog.content.fields import RELATIONS, Field
from blog.content.registry import Collection, Registry
from blog.content.states import State
from blog.models.record import PUBLISHED

#: The fields that say in short what a document is about; everything else with words is its body.
SUMMARIES = ("summary", "description")
WORDY = frozenset({"text", "textarea"})
#: What is written in a field of text but chosen rather than said: the language of a code block, the name of a picture.
CHOSEN = frozenset({"language", "icon"})


def is_searched(collection: Collection) -> bool:
    """Whether a collection's documents are in the index."""
    return bool(collection.address) and not collection.single and collection.access.allows("read", ANONYMOUS)


def searched(registry: Registry) -> dict[str, Collection]:
    """The collections whose documents are in the index."""
    return {slug: collection for slug, collection in registry.collections.items() if is_searched(collection)}


def follow(collection: Collection, row: Any, state: Mapping[str, Any]) -> None:
    """Have the index say of a row what its live columns, which are `state`, say. Joins the open transaction."""
    if not is_searched(collection):
        return
    if getattr(row, "deleted_at", None) is not None:
        search.remove(collection.slug, str(row.id))
    else:
        search.write(entry(collection, row, state))


def forget(collection: Collection, row: Any) -> None:
    """Take a row that is deleted out of the index. Joins the open transaction."""
    if is_searched(collection):
        search.remove(collection.slug, str(row.id))


def matters(row: Any, changes: State) -> bool:
    """Whether a change that is about to be written concerns the index; working copies do not."""
    stored = sa.inspect(row).attrs
    moved = (stored[name].history.has_changes() for name in ("status", "deleted_at") if hasattr(row, name))
    return bool(changes) or any(moved)


def entry(collection: Collection, row: Any, state: Mapping[str, Any]) -> search.Entry:
    """A row's entry in the index."""
    summary = next((name for name in SUMMARIES if name in collection.by_name), "")
    parts = [
        text
        for field in collection.content_fields
        if field.name not in (collection.title, summary) and _is_open(collection, field)
        for text in _texts(collection.registry, field, state.get(field.name))
    ]
    return search.Entry(
        collection=collection.slug,
        document_id=str(row.id),
        slug=state.get("slug") or "",
        title=state.get(collection.title) or "",
        summary=state.get(summary) or "",
        body="\n".join(part for part in parts if part),
        terms=tuple(_filed(collection, state, people=False)),
        people=tuple(_filed(collection, state, people=True)),
        public=not collection.drafts or row.status == PUBLISHED,
        published_at=getattr(row, "published_at", None),
    )


def _is_open(collection: Collection, field: Field) -> bool:
    return collection.access.field_allows(field.name, "read", ANONYMOUS)


def _texts(registry: Registry, field: Field, value: Any) -> Iterator[str]:
    """The words of a field's value, at whatever depth of groups, rows and blocks."""
    if not value or field.name in CHOSEN:
        return
    if field.kind in WORDY:
        yield str(value)
    elif field.kind == "richtext":
        yield richtext.plain_text(value)
    elif field.kind in ("group", "array", "blocks"):
        for part in [value] if field.kind == "group" else value:
            block = registry.blocks.get(part.get("blockType", ""))
            for inner in block.fields if block and field.kind == "blocks" else field.fields:
                yield from _texts(registry, inner, part.get(inner.name))


def _filed(collection: Collection, state: Mapping[str, Any], *, people: bool) -> dict[str, None]:
    """The ids of what a document is filed under, such as categories, or of the people who made it."""
    found: dict[str, None] = {}
    for field in collection.fields:
        if field.kind not in RELATIONS or field.polymorphic or not _is_open(collection, field):
            continue
        target = collection.registry[field.targets[0]]
        # What is drafted is another document; a collection with a byline is one of people.
        if target.address and not target.drafts and target is not collection and bool(target.byline) == people:
            value = state.get(field.name)
            found |= dict.fromkeys(value if isinstance(value, list) else [value] if value else [])
    return found
