"""Finding documents to link to, by their titles or their addresses. A link names a document, never where it lies, so
that it follows when the document moves."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import unquote, urlsplit

from flask import Response, current_app, jsonify, request

from blog.admin.addresses import HOME, public_address
from blog.admin.choices import name_of, searched
from blog.admin.identity import actor
from blog.admin.prose.answers import prose
from blog.admin.prose.pictures import COLUMNS, shown_picture
from blog.content import operations
from blog.content.registry import Collection, registry
from blog.errors import BadQuery, Forbidden
from blog.models.record import PUBLISHED

#: What a link may lead to, what is written most first.
KINDS = ("posts", "projects", "pages", "categories", "technologies", "media", "forms")
EACH, MOST, MOST_NAMED = 6, 20, 200
LONGEST = 200
_NAMED = re.compile(r"([a-z][a-z0-9-]{0,60}):([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})")


@prose.get("/documents")
def documents() -> Response:
    """Documents whose titles have these words; without words, those that were changed last."""
    text = " ".join(request.args.get("search", "").replace("\0", " ").split())[:LONGEST]
    wanted = request.args.get("of", "").split(",")
    kinds = [kind for kind in KINDS if kind in registry.collections and (kind in wanted or wanted == [""])]
    there = document_at(text) if text else None
    found = [there] if there and there["collection"] in kinds else []
    if not found:
        for kind in kinds:
            found.extend(_titled(registry.collections[kind], text))
        found.sort(key=lambda each: _rank(each["title"], text))
    return jsonify(found[:MOST])


@prose.get("/named")
def named() -> Response:
    """The documents that `of` names as `collection:id`, separated by commas; what is gone or hidden is left out."""
    wanted: dict[str, list[str]] = {}
    for kind, id_ in _NAMED.findall(request.args.get("of", "")[:20_000])[:MOST_NAMED]:
        if kind in registry.collections:
            wanted.setdefault(kind, []).append(id_)
    found = []
    for kind, ids in wanted.items():
        where = {"id": {"in": ids}}
        found.extend(_found(registry.collections[kind], where, limit=len(ids)))
    return jsonify(found)


def document_at(address: str) -> dict[str, Any] | None:
    """The document of this site that is shown at an address, given whole or as a path; None where there is none."""
    path = own_path(address)
    if path is None:
        return None
    for kind in KINDS:
        collection = registry.collections.get(kind)
        slug = _slug_at(collection, path) if collection and collection.address else None
        if collection and slug and (found := _found(collection, {"slug": {"equals": slug}}, limit=1)):
            return found[0]
    return None


def own_path(address: str) -> str | None:
    """The path of an address of this site that names nothing but a page; None for any other."""
    try:
        parts = urlsplit(address.strip())
        own = {request.host, urlsplit(current_app.config["SITE_URL"]).netloc}
    except ValueError:
        return None
    is_own = (parts.scheme in ("http", "https") and parts.netloc in own) or (
        not parts.scheme and not parts.netloc and parts.path.startswith("/")
    )
    return unquote(parts.path) if is_own and not parts.query and not parts.fragment and "\0" not in address else None


def _slug_at(collection: Collection, path: str) -> str | None:
    start, _, end = collection.address.partition("{slug}")
    if collection.slug == "pages" and path == "/":
        return HOME
    path = path.rstrip("/")
    slug = path[len(start) : len(path) - len(end)]
    return slug if slug and len(slug) <= LONGEST and path == f"{start}{slug}{end}" else None


def _titled(collection: Collection, text: str) -> list[dict[str, Any]]:
    """The first few of a collection, by whole words where the search knows it, else by any part of the title."""
    if not text:
        return _found(collection, None, sort="-updatedAt")
    ids, _ = operations.matching(collection.slug, text, actor=actor())
    found = _found(collection, {"id": {"in": ids[: 5 * EACH]}}, limit=5 * EACH) if ids else []
    found = [each for each in found if _has_all(each["title"], text)]
    return found[:EACH] or _found(collection, searched(collection, text))


def _has_all(title: str, text: str) -> bool:
    return all(word in title.casefold() for word in text.casefold().split())


def _rank(title: str, text: str) -> tuple[bool, bool]:
    """Titles that begin with the words come first, those that hold them next."""
    title, text = title.casefold(), text.casefold()
    return not title.startswith(text), text not in title


def _found(
    collection: Collection, where: Any, *, limit: int = EACH, sort: str | None = None
) -> list[dict[str, Any]]:  # fmt: skip
    names = (collection.title, "name", "slug", "status", "email", *(COLUMNS if collection.slug == "media" else ()))
    select: Sequence[str] = [name for name in dict.fromkeys(names) if name in collection.by_name]
    try:
        page = operations.find(
            collection.slug, actor=actor(), where=where, sort=sort, limit=limit, depth=0, select=select, count=False
        )
    except (Forbidden, BadQuery):
        return []
    return list(_told(collection, page.docs))


def _told(collection: Collection, docs: Iterable[dict[str, Any]]) -> Iterable[dict[str, Any]]:
    for doc in docs:
        is_file = collection.slug == "media"
        yield {
            "collection": collection.slug,
            "id": doc["id"],
            "kind": collection.singular,
            "title": (doc.get("alt") if is_file else "") or name_of(collection, doc),
            "draft": collection.drafts and doc.get("status") != PUBLISHED,
            "path": doc.get("url") or "" if is_file else public_address(collection, doc),
            "picture": shown_picture(doc) if is_file else None,
        }
