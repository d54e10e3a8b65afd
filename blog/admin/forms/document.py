"""The form of one document: built from its collection's fields, filled, read, and given back with what was wrong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from werkzeug.datastructures import MultiDict

from blog.admin.forms.inputs import Asked, Pick, Picks
from blog.admin.forms.nested import answers, build, complain, defaults
from blog.collections.writing import signature
from blog.content.access import Actor
from blog.content.fields import Block, Field
from blog.content.registry import Collection
from blog.errors import Invalid, Problem

#: What the engine itself keeps.
SYSTEM = frozenset({"createdAt", "updatedAt", "revisedAt", "deletedAt"})
#: What stands beside the text rather than in it, where a document is something to write.
ASIDE = frozenset({"slug", "checkbox", "select", "date", "datetime", "integer", "number"})


def asked_fields(collection: Collection, actor: Actor) -> list[Field]:
    """The fields that this person may see and that can be written, in the order of the form."""
    skipped = SYSTEM | {f.name for f in collection.virtual} | ({"status"} if collection.drafts else set())
    skipped |= {"publishedAt"} if collection.single else set()
    return [
        f
        for f in collection.fields
        if f.name not in skipped and not f.read_only and collection.access.field_allows(f.name, "read", actor)
    ]


def shown_fields(collection: Collection, actor: Actor) -> list[Field]:
    """The fields that nobody writes but that are worth reading beside the form."""
    readable = [f for f in collection.fields if collection.access.field_allows(f.name, "read", actor)]
    told = {*collection.columns, "url"}
    return [
        f
        for f in readable
        if f.read_only and f.name not in SYSTEM and (f.kind in ("integer", "number", "datetime") or f.name in told)
    ]


class DocumentForm:
    """Every input of a document, with what is stored beneath it."""

    def __init__(
        self,
        collection: Collection,
        actor: Actor,
        stored: Mapping[str, Any] | None = None,
        sent: MultiDict[str, str] | None = None,
        *,
        read_only: bool = False,
    ) -> None:
        self.collection = collection
        self.is_new = stored is None
        self.read_only = read_only
        fields = asked_fields(collection, actor)
        action = "create" if stored is None else "update"
        allows = collection.access.field_allows
        locked = {f.name for f in fields if read_only or not allows(f.name, action, actor)}
        if self.is_new:
            fields = [f for f in fields if f.name not in locked]
        self.stored = _unwritten(fields, collection, actor) if stored is None else stored
        self.form = build(fields, collection.registry.blocks, locked=frozenset(locked))
        self.form.process(sent, data=self.stored)
        self.problems: list[Problem] = []

    def __iter__(self) -> Iterator[Asked]:
        return iter(self.form._fields.values())

    @property
    def main(self) -> list[Asked]:
        """What is written: everything, where there is nothing to publish."""
        return [each for each in self if not self._is_aside(each)]

    @property
    def aside(self) -> list[Asked]:
        """What stands beside the text."""
        return [each for each in self if self._is_aside(each)]

    def _is_aside(self, each: Asked) -> bool:
        if not self.collection.drafts or self.collection.single:
            return False
        return each.about.kind in ASIDE or (isinstance(each, Picks) and each.about.kind == "relation") or (
            isinstance(each, Pick)
        )  # fmt: skip

    @property
    def has_prose(self) -> bool:
        """Whether there is rich text in the form, or can be in rows and blocks that are added to it."""
        blocks = self.collection.registry.blocks.values()
        return any(_holds_prose(each.about, blocks) for each in self)

    def value(self, path: str) -> Any:
        """What stands in an input within groups, such as `theme.accent`; None if there is none."""
        inputs = {inner.name: inner for each in self for inner in each.inside()}
        return getattr(inputs.get(path), "data", None)

    def picks(self) -> Iterator[Pick | Picks]:
        """Every input, however deep, that points to other documents."""
        for each in self:
            yield from (inner for inner in each.inside() if isinstance(inner, (Pick, Picks)))

    def changes(self) -> dict[str, Any]:
        """What the person changed, by field. Raises Invalid for a text that cannot be read at all."""
        problems: list[Problem] = []
        said = answers(self.form, self.stored, problems)
        if problems:
            raise Invalid(problems)
        return {name: value for name, value in said.items() if value is not self.stored.get(name)}

    def complain(self, problems: Iterable[Problem]) -> None:
        """Show problems beside their inputs, and all of them once more above the form."""
        self.problems = list(problems)
        for problem in self.problems:
            complain(self.form, problem.path.split("."), problem.message)


def _unwritten(fields: list[Field], collection: Collection, actor: Actor) -> dict[str, Any]:
    """What stands in the form of a new document: the defaults, and who signs it."""
    names = {f.name for f in fields}
    signed = {name: value for name, value in signature(collection, actor).items() if name in names}
    return defaults(fields) | signed


def _holds_prose(field: Field, blocks: Iterable[Block]) -> bool:
    inner = [*field.fields, *(each for block in blocks for each in block.fields if field.kind == "blocks")]
    return field.kind == "richtext" or any(_holds_prose(each, ()) for each in inner)
