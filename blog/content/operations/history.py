"""Versions of documents and globals: list, one, restore, compare, pin."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa
from flask import current_app
from sqlalchemy_continuum import version_class

from blog.content.access import Actor
from blog.content.fields import Field
from blog.content.operations.failing import reporting
from blog.content.operations.reading import Page, Select
from blog.content.operations.saving import Answer, answer, load
from blog.content.operations.writing import save
from blog.content.populate import Populator, wanted_fields
from blog.content.present import present
from blog.content.query import Scope, check_size, condition, visible
from blog.content.query.values import truth
from blog.content.registry import Collection, registry
from blog.content.selection import Selection, selection
from blog.content.snapshots import state_at, states_at
from blog.db import db, transaction
from blog.errors import BadQuery, Forbidden, NotFound, Problem
from blog.models import DocumentVersion

FIELDS = {
    "id": Field("id", "id", "id"),
    "parent": Field("parent", "id", "document_id"),
    "author": Field("author", "id", "author_id"),
    "reason": Field("reason", "text", "reason"),
    "draft": Field("draft", "checkbox", "is_draft"),
    "autosave": Field("autosave", "checkbox", "autosave"),
    "pinned": Field("pinned", "checkbox", "pinned"),
    "name": Field("name", "text", "name"),
    "createdAt": Field("createdAt", "datetime", "created_at"),
    "updatedAt": Field("updatedAt", "datetime", "updated_at"),
}
VERSION = "version."
#: What is said of a version besides, and cannot be asked for.
BESIDES = ("latest", "published")
#: Beyond it, the offset would be more than a database can count to.
LAST_PAGE = 10**6


def find_versions(
    slug: str,
    id: str | uuid.UUID | None = None,
    *,
    actor: Actor,
    where: Mapping[str, Any] | None = None,
    sort: str = "-createdAt",
    limit: int = 10,
    page: int = 1,
    depth: int = 0,
    select: Select = None,
    populate: Mapping[str, Any] | None = None,
    count: bool = True,
    trash: bool = False,
) -> Page:
    """A page of versions, of one document or of all, newest first. Raises NotFound, Forbidden and BadQuery.

    `where` may ask for a version's own fields and, as `version.title`, for the content of its row. What is in the
    trash has no versions unless `trash` includes it."""
    collection = _versioned(slug, actor)
    query = sa.select(DocumentVersion).where(DocumentVersion.collection == slug)
    if id is not None:
        query = query.where(DocumentVersion.document_id == _key(id))
    if not trash:
        query = query.where(~_in_trash(collection))
    check_size(where or {})
    shown = _Shown.asked(collection, actor, depth, select, populate)
    query = query.where(_where(collection, actor, where or {}))
    if limit < 0 or page < 1:
        raise BadQuery([Problem("limit", "limit must be 0 or more, and page 1 or more.")])
    limit = min(limit, current_app.config["MAX_LIMIT"]) or current_app.config["MAX_LIMIT"]
    page = min(page, LAST_PAGE)
    placed = query.order_by(*_order(sort)).limit(limit + 1).offset((page - 1) * limit)
    rows = db.session.scalars(placed).all()
    if id is not None and not rows and not _is_there(collection, _key(id), trash):
        raise NotFound
    total = db.session.scalar(sa.select(sa.func.count()).select_from(query.subquery())) if count else None
    return Page(shown.show(rows[:limit]), limit, page, total, len(rows) > limit)


def _in_trash(collection: Collection) -> Any:
    """That a version's document is in the trash."""
    model = collection.model
    return sa.exists().where(model.id == DocumentVersion.document_id, model.deleted_at.is_not(None))


def _is_there(collection: Collection, key: uuid.UUID, trash: bool) -> bool:
    row = db.session.get(collection.model, key)
    return row is not None and (trash or row.deleted_at is None)


def _versioned(slug: str, actor: Actor) -> Collection:
    collection = registry[slug]
    if not collection.drafts:
        raise Forbidden(f"{collection.plural} have no versions.")
    collection.access.require("versions", actor)
    return collection


def _key(id_: str | uuid.UUID) -> uuid.UUID:
    try:
        return uuid.UUID(str(id_))
    except ValueError:
        raise NotFound from None


def _order(sort: str) -> list[Any]:
    name, descending = sort.lstrip("-").removeprefix(VERSION), sort.startswith("-")
    field = FIELDS.get(name)
    if field is None:
        raise BadQuery([Problem(sort.lstrip("-"), f"The following path cannot be queried: {sort.lstrip('-')}")])
    keys = [getattr(DocumentVersion, field.attr), DocumentVersion.transaction_id]
    return [key.desc() if descending else key.asc() for key in keys]


def _where(collection: Collection, actor: Actor, where: Any) -> Any:
    """The SQL of a where over versions: their own fields, and the content's as `version.…`."""
    if not isinstance(where, Mapping):
        raise BadQuery([Problem("where", "The following path cannot be queried: where")])
    history = version_class(collection.model)
    own = replace(_OWN, registry=collection.registry)
    parts = [sa.true()]
    for path, value in where.items():
        if path.lower() in ("and", "or"):
            listed = list(value.values()) if isinstance(value, Mapping) else value
            if not isinstance(listed, list):
                raise BadQuery([Problem(path, f"The following path cannot be queried: {path}")])
            items = [_where(collection, actor, item) for item in listed]
            parts.append(sa.and_(sa.true(), *items) if path.lower() == "and" else sa.or_(sa.false(), *items))
        elif path == "latest":
            wanted = truth(value.get("equals")) if isinstance(value, Mapping) else None
            if wanted is None:
                raise BadQuery([Problem(path, "latest can be asked for with equals true or false.")])
            parts.append(_latest(collection) if wanted else sa.not_(_latest(collection)))
        elif path.startswith(VERSION):
            inner = [
                sa.and_(
                    DocumentVersion.is_draft.is_(edited),
                    condition(
                        Scope(collection, history, actor, draft=edited, guard=visible),
                        {path.removeprefix(VERSION): value},
                    ),
                )
                for edited in (False, True)
            ]
            parts.append(
                sa.exists().where(
                    history.id == DocumentVersion.document_id,
                    history.transaction_id == DocumentVersion.transaction_id,
                    sa.or_(*inner),
                )
            )
        else:
            parts.append(condition(Scope(own, DocumentVersion, actor, trusted=True), {path: value}))
    return sa.and_(*parts)


class _OwnFields(Collection):
    """A version's own fields, in the shape that questions are compiled from."""

    @property
    def by_name(self) -> dict[str, Field]:  # type: ignore[override]
        return FIELDS

    @property
    def links(self) -> dict[str, Any]:
        return {}

    @property
    def rows(self) -> dict[str, Any]:
        return {}

    @property
    def content_fields(self) -> tuple[Field, ...]:
        return ()


_OWN = _OwnFields(DocumentVersion, "versions", access=None)  # type: ignore[arg-type]


def _latest(collection: Collection) -> Any:
    later = sa.orm.aliased(DocumentVersion)
    return ~sa.exists().where(
        later.collection == collection.slug,
        later.document_id == DocumentVersion.document_id,
        later.transaction_id > DocumentVersion.transaction_id,
    )


def _newest(collection: Collection, rows: Any) -> set[int]:
    ids = {row.document_id for row in rows}
    query = sa.select(sa.func.max(DocumentVersion.transaction_id)).where(
        DocumentVersion.collection == collection.slug, DocumentVersion.document_id.in_(ids)
    )
    return set(db.session.scalars(query.group_by(DocumentVersion.document_id)))


@dataclass(frozen=True)
class _Shown:
    """How versions are shown to one person: which of their own fields, and what of their content."""

    collection: Collection
    actor: Actor
    depth: int
    own: Selection
    content: Selection
    populate: Mapping[str, Any] | None

    @classmethod
    def asked(
        cls, collection: Collection, actor: Actor, depth: int, select: Select, populate: Mapping[str, Any] | None
    ) -> _Shown:
        """As `select` says, in which `version` holds the choice of content. Raises BadQuery."""
        tree = dict(select) if isinstance(select, Mapping) else None if select is None else dict.fromkeys(select, True)
        inner = (tree or {}).get("version")
        unknown = [name for name in tree or {} if name not in FIELDS and name not in (*BESIDES, "version")]
        if unknown:
            raise BadQuery(Problem(name, f"The following path cannot be queried: {name}") for name in unknown)
        content = selection(collection, inner if isinstance(inner, Mapping) else None)
        return cls(collection, actor, min(depth, current_app.config["MAX_DEPTH"]), Selection(tree), content, populate)

    def show(self, versions: Sequence[DocumentVersion]) -> list[dict[str, Any]]:
        newest = _newest(self.collection, versions) if self.own.wants("latest") else set()
        docs = [self._facts(version, newest) for version in versions]
        if self.own.wants("version") and versions:
            for doc, content in zip(docs, self._contents(versions), strict=True):
                doc["version"] = content
        return docs

    def _facts(self, version: DocumentVersion, newest: set[int]) -> dict[str, Any]:
        own = {name: getattr(version, field.attr) for name, field in FIELDS.items()}
        for name in ("id", "parent", "author"):
            own[name] = str(own[name]) if own[name] else None
        if self.collection.single:
            del own["parent"]
        own |= {"latest": version.transaction_id in newest, "published": version.is_published}
        return {name: value for name, value in own.items() if self.own.wants(name)}

    def _contents(self, versions: Sequence[DocumentVersion]) -> list[dict[str, Any]]:
        states = states_at(self.collection, versions, wanted_fields(self.collection, self.content))
        contents = present(self.collection, states, self.actor, self.content)
        Populator(registry, self.actor, self.populate).run(self.collection, contents, self.depth)
        return contents


def _one(collection: Collection, version_id: str | uuid.UUID, *, trash: bool = True) -> DocumentVersion:
    query = sa.select(DocumentVersion).where(
        DocumentVersion.id == _key(version_id), DocumentVersion.collection == collection.slug
    )
    version = db.session.scalar(query if trash else query.where(~_in_trash(collection)))
    if version is None:
        raise NotFound
    return version


def find_version(
    slug: str, version_id: str | uuid.UUID, *, actor: Actor, depth: int = 0, select: Select = None,
    populate: Mapping[str, Any] | None = None, trash: bool = False,
) -> dict[str, Any]:  # fmt: skip
    """One version with its content; of what is in the trash only with `trash`. Raises NotFound and Forbidden."""
    collection = _versioned(slug, actor)
    version = _one(collection, version_id, trash=trash)
    return _Shown.asked(collection, actor, depth, select, populate).show([version])[0]


def restore_version(
    slug: str, version_id: str | uuid.UUID, *, actor: Actor, draft: bool | None = None, depth: int = 1,
    select: Select = None, populate: Mapping[str, Any] | None = None, trash: bool = False,
) -> dict[str, Any]:  # fmt: skip
    """Bring a version's content back, whole: as a working copy if the document is published (unless `draft` is False),
    else on the document itself; in the trash only with `trash`. Raises NotFound, Forbidden, Invalid."""
    collection = _versioned(slug, actor)
    with transaction():
        version = _one(collection, version_id, trash=trash)
        write = load(collection, version.document_id, actor, "update")
        event = write.event
        event.operation, write.reason = "restoreVersion", "restore"
        with reporting(event):
            event.run("before_operation")
            content = state_at(collection, version)
            names = [f.name for f in collection.content_fields if f.name in content and f.name != "publishedAt"]
            event.data = {name: content[name] for name in names}
            event.context |= {"writes_read_only": True, "restored": content}
            changes = save(write, draft=draft is not False)
            answered = answer(write, Answer(depth, select, populate), changes)
            return answered | ({"globalType": slug} if collection.single else {})


def compare_versions(
    slug: str, a: str | uuid.UUID, b: str | uuid.UUID, *, actor: Actor
) -> list[dict[str, Any]]:  # fmt: skip
    """What differs between two versions: `{name, label, before, after}` for each field that this person may read."""
    collection = _versioned(slug, actor)
    versions = [_one(collection, version_id) for version_id in (a, b)]
    before, after = present(collection, states_at(collection, versions), actor, Selection())
    return [
        {"name": f.name, "label": f.title, "before": before.get(f.name), "after": after.get(f.name)}
        for f in collection.fields
        if f.name not in ("updatedAt", "createdAt", "revisedAt") and before.get(f.name) != after.get(f.name)
    ]


def mark_version(
    slug: str, version_id: str | uuid.UUID, *, actor: Actor, pinned: bool | None = None, name: str | None = None
) -> dict[str, Any]:
    """Pin a version, so that pruning leaves it, or give it a name. Raises NotFound and Forbidden."""
    collection = _versioned(slug, actor)
    with transaction():
        collection.access.require("update", actor)
        version = _one(collection, version_id)
        version.pinned = version.pinned if pinned is None else pinned
        version.name = version.name if name is None else (name.strip()[:255] or None)
    return find_version(slug, version_id, actor=actor, trash=True)
