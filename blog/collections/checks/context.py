"""Asks the site what a document's checks need to know of it: a few statements, however many links there are."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import sqlalchemy as sa
from flask import current_app

from blog.clock import now
from blog.collections.checks.finding import DRAFT, LATER, MISSING, PUBLIC, TRASHED, Context, Subject, Target
from blog.collections.checks.links import links_of, own_path
from blog.collections.checks.pictures import pictures_of
from blog.content import operations
from blog.content.access import ANONYMOUS, SYSTEM
from blog.content.registry import Collection, registry
from blog.db import db
from blog.models.record import PUBLISHED

#: Each address of the site costs a statement or two.
MOST_ADDRESSES = 60
MOST_TARGETS = 300
#: Where the door that shows pages leaves the function that tells what it answers to a path and a query.
RESOLVER = "what addresses answer"


def subject_of(collection: Collection, doc: Mapping[str, Any]) -> Subject:
    """A document with those of its fields that readers may see."""
    fields = [f for f in collection.fields if collection.access.field_allows(f.name, "read", ANONYMOUS)]
    return Subject(fields, collection.registry.blocks, doc, frozenset(f.name for f in fields))


def gather(collection: Collection, subject: Subject, id_: str | None) -> Context:
    """What is known of everything that the document points to."""
    site_url = current_app.config["SITE_URL"]
    links = list(links_of(subject))
    named = {link.reference for link in links if link.reference}
    paths = dict.fromkeys(path for link in links if not link.reference and (path := own_path(link.href, site_url)))
    return Context(
        site_url=site_url,
        targets=_targets(named),
        pictures=_pictures({media for _, media, _ in pictures_of(subject) if media}),
        answers=_answers(list(paths)[:MOST_ADDRESSES]),
        taken=_taken(collection, subject.doc, id_),
    )


def _targets(named: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Target]:
    by_slug: dict[str, list[str]] = {}
    for slug, id_ in sorted(named)[:MOST_TARGETS]:
        by_slug.setdefault(slug, []).append(id_)
    found = {(slug, id_): Target(MISSING) for slug, ids in by_slug.items() for id_ in ids}
    for slug, ids in by_slug.items():
        collection = registry.collections.get(slug)
        keys = [id_ for id_ in ids if _is_id(id_)]
        if collection and keys:
            wanted = (collection.title, "status", "publishedAt", "deletedAt")
            page = operations.find(
                slug, actor=SYSTEM, where={"id": {"in": keys}}, limit=len(keys), depth=0, count=False, trash=True,
                select=[name for name in wanted if name in collection.by_name],
            )  # fmt: skip
            found |= {(slug, doc["id"]): Target(_state(collection, doc), _title(collection, doc)) for doc in page.docs}
    return found


def _state(collection: Collection, doc: Mapping[str, Any]) -> str:
    if not collection.drafts:
        return PUBLIC
    if doc.get("deletedAt"):
        return TRASHED
    if doc.get("status") != PUBLISHED:
        return DRAFT
    return LATER if doc.get("publishedAt") and doc["publishedAt"] > now() else PUBLIC


def _title(collection: Collection, doc: Mapping[str, Any]) -> str:
    # Only what staff may read in full is called by its name.
    return str(doc.get(collection.title) or "") if collection.drafts else ""


def _pictures(ids: set[str]) -> dict[str, Mapping[str, Any]]:
    keys = [id_ for id_ in sorted(ids) if _is_id(id_)][:MOST_TARGETS]
    if not keys:
        return {}
    page = operations.find(
        "media", actor=SYSTEM, where={"id": {"in": keys}}, limit=len(keys), depth=0, count=False,
        select=("filename", "alt", "decorative"),
    )  # fmt: skip
    return {doc["id"]: doc for doc in page.docs}


def _answers(addresses: Iterable[str]) -> dict[str, int]:
    resolver: Callable[[str, str], int] | None = current_app.extensions.get(RESOLVER)
    if resolver is None:
        return {}
    return {each: resolver(*each.partition("?")[::2]) for each in addresses}


def _taken(collection: Collection, doc: Mapping[str, Any], id_: str | None) -> str:
    """The address of the document if another one has it, in the trash or not."""
    slug, field = doc.get("slug"), collection.by_name.get("slug")
    if not isinstance(slug, str) or not slug or field is None or not field.unique:
        return ""
    model = collection.model
    others = sa.select(model.id).where(model.slug == slug, *([model.id != uuid.UUID(id_)] if id_ else [])).limit(1)
    is_taken = db.session.scalar(others) is not None
    return collection.address.format(**{**doc, "slug": slug}) if is_taken and collection.address else ""


def _is_id(text: str) -> bool:
    try:
        return str(uuid.UUID(text)) == text
    except ValueError:
        return False
