"""What a field is: one description that validation, queries, forms, REST and GraphQL all read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

TEXT = frozenset({"text", "textarea", "email", "url", "slug", "select", "colour"})
RELATIONS = frozenset({"relation", "upload"})
#: Kinds whose value is a tree in a JSON column.
TREES = frozenset({"group", "array", "blocks", "richtext", "json"})


@dataclass(frozen=True)
class Field:
    """A field under the name the doors use. `attr` is the model's attribute; a field inside JSON has none."""

    name: str
    kind: str = "text"
    attr: str = ""
    label: str = ""
    help: str = ""
    required: bool = False
    unique: bool = False
    max_length: int | None = None
    choices: tuple[Any, ...] = ()
    target: str | tuple[str, ...] = ""
    many: bool = False
    fields: tuple[Field, ...] = ()
    default: Any = None
    read_only: bool = False

    @property
    def title(self) -> str:
        """The label a person reads."""
        return self.label or words(self.name)

    @property
    def targets(self) -> tuple[str, ...]:
        """The collections a relation may point to; several make it polymorphic."""
        return self.target if isinstance(self.target, tuple) else (self.target,) if self.target else ()

    @property
    def polymorphic(self) -> bool:
        return isinstance(self.target, tuple)

    def child(self, name: str) -> Field | None:
        return next((field for field in self.fields if field.name == name), None)


@dataclass(frozen=True)
class Block:
    """A kind of layout block: its slug (`blockType`) and its fields."""

    slug: str
    label: str
    fields: tuple[Field, ...]
    help: str = ""


def camel(name: str) -> str:
    """`published_at` as the doors say it: `publishedAt`."""
    head, *rest = name.split("_")
    return head + "".join(part.capitalize() for part in rest)


def words(name: str) -> str:
    """`publishedAt` as a person says it: `Published at`."""
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", name.lstrip("_")).replace("_", " ").lower()
    return spaced[:1].upper() + spaced[1:]


def walk(fields: tuple[Field, ...]) -> Iterator[Field]:
    """Every field and every field inside it, outermost first."""
    for field in fields:
        yield field
        yield from walk(field.fields)
