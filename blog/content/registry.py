"""The list of collections and globals, each said once: model, rules, hooks and words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from blog.content.access import Access
from blog.content.describe import Described, LinkTable, RowTable, describe
from blog.content.fields import Block, Field, words
from blog.models.record import DRAFT, PUBLISHED

Hook = Callable[[Any], None]


@dataclass(frozen=True)
class FieldHooks:
    """What happens to one field's value: each is called with (value, event) and returns the value to go on with."""

    before_change: tuple[Callable[[Any, Any], Any], ...] = ()
    after_change: tuple[Callable[[Any, Any], Any], ...] = ()
    before_read: tuple[Callable[[Any, Any], Any], ...] = ()
    after_read: tuple[Callable[[Any, Any], Any], ...] = ()


@dataclass(frozen=True)
class Hooks:
    """What happens around an operation, in the order they are called; each gets the event and may change it.

    `prepare` is for what takes long and needs no rows: it comes before the transaction of a write, and so before its
    access is checked. Where one transaction holds several operations, it comes within that one."""

    prepare: tuple[Hook, ...] = ()
    before_operation: tuple[Hook, ...] = ()
    before_validate: tuple[Hook, ...] = ()
    before_change: tuple[Hook, ...] = ()
    after_change: tuple[Hook, ...] = ()
    before_read: tuple[Hook, ...] = ()
    after_read: tuple[Hook, ...] = ()
    before_delete: tuple[Hook, ...] = ()
    after_delete: tuple[Hook, ...] = ()
    after_operation: tuple[Hook, ...] = ()
    after_error: tuple[Hook, ...] = ()
    fields: Mapping[str, FieldHooks] = field(default_factory=dict)


@dataclass
class Collection:
    """One kind of document. What is stored comes from the model; what is said here, the model cannot say."""

    model: type
    slug: str
    access: Access
    title: str = "title"
    columns: tuple[str, ...] = ()
    order: str = "-createdAt"
    search: tuple[str, ...] = ()
    shapes: Mapping[str, tuple[Field, ...]] = field(default_factory=dict)
    virtual: tuple[Field, ...] = ()
    hooks: Hooks = field(default_factory=Hooks)
    populate: tuple[str, ...] = ()
    byline: tuple[str, ...] = ()
    address: str = ""
    labels: tuple[str, str] = ("", "")
    single: bool = False

    registry: Registry = field(default=None, repr=False, compare=False)  # type: ignore[assignment]

    @cached_property
    def described(self) -> Described:
        return describe(self.model, self.registry.by_model, self.shapes)

    @cached_property
    def fields(self) -> tuple[Field, ...]:
        """Every field in the order of the form: the model's own, then status and dates."""
        return (*self.described.fields, *self.virtual, *self._system_fields())

    def _system_fields(self) -> tuple[Field, ...]:
        fields = []
        if self.drafts:
            fields.append(Field("status", "select", "status", choices=(DRAFT, PUBLISHED), default=DRAFT))
            fields.append(Field("publishedAt", "datetime", "published_at", label="Published"))
            fields.append(Field("deletedAt", "datetime", "deleted_at", label="In the trash since", read_only=True))
        fields.append(Field("createdAt", "datetime", "created_at", label="Created", read_only=True))
        fields.append(Field("updatedAt", "datetime", "updated_at", label="Changed", read_only=True))
        if self.drafts:
            fields.append(Field("revisedAt", "datetime", "revised_at", label="Changed for readers", read_only=True))
        return tuple(fields)

    @cached_property
    def by_name(self) -> dict[str, Field]:
        return {field.name: field for field in self.fields}

    @property
    def links(self) -> Mapping[str, LinkTable]:
        return self.described.links

    @property
    def rows(self) -> Mapping[str, RowTable]:
        return self.described.rows

    @property
    def content_fields(self) -> tuple[Field, ...]:
        """The fields that a person writes and a working copy may hold."""
        skipped = {"createdAt", "updatedAt", "revisedAt"}
        if self.drafts:  # elsewhere a status is a field like any other
            skipped |= {"status", "deletedAt"}
        stored = {f.name for f in self.virtual}
        return tuple(f for f in self.fields if f.name not in skipped and f.name not in stored)

    @property
    def drafts(self) -> bool:
        """Whether documents are drafted, published, versioned and trashed."""
        return hasattr(self.model, "draft")

    @property
    def singular(self) -> str:
        return self.labels[0] or words(self.slug.replace("-", "_")).removesuffix("s")

    @property
    def plural(self) -> str:
        return self.labels[1] or words(self.slug.replace("-", "_"))


class Registry:
    """All collections and globals by slug, and the layout blocks by `blockType`."""

    def __init__(self) -> None:
        self.collections: dict[str, Collection] = {}
        self.globals: dict[str, Collection] = {}
        self.blocks: dict[str, Block] = {}
        self.by_model: dict[type, str] = {}
        self.watchers: list[Hook] = []

    def add(self, collection: Collection) -> Collection:
        """Take in a collection or, where it is single, a global. Raises ValueError for a slug or model used twice."""
        shelf = self.globals if collection.single else self.collections
        if collection.slug in self.collections or collection.slug in self.globals:
            raise ValueError(f"There are two collections called {collection.slug}.")
        if collection.model in self.by_model:
            raise ValueError(f"{collection.model.__name__} is stored by two collections.")
        collection.registry = self
        collection.access = replace(collection.access, slug=collection.slug)
        shelf[collection.slug] = collection
        self.by_model[collection.model] = collection.slug
        return collection

    def add_block(self, block: Block) -> Block:
        """Take in a kind of layout block."""
        self.blocks[block.slug] = block
        return block

    def watch(self, watcher: Hook) -> None:
        """Have `watcher` called with the event of every write, in its transaction, after the hooks."""
        self.watchers.append(watcher)

    def __getitem__(self, slug: str) -> Collection:
        return self.collections.get(slug) or self.globals[slug]

    def __contains__(self, slug: str) -> bool:
        return slug in self.collections or slug in self.globals

    def check(self) -> None:
        """Describe everything now, so that a mistake in a declaration stops the program as it starts."""
        for collection in (*self.collections.values(), *self.globals.values()):
            named = {collection.title, *collection.columns, *collection.search, *collection.populate}
            named |= {*collection.access.fields, *collection.hooks.fields, *collection.byline}
            unknown = named - {*collection.by_name, "id", ""}
            if unknown:
                raise ValueError(f"{collection.slug} has no field called {', '.join(sorted(unknown))}.")


registry = Registry()
