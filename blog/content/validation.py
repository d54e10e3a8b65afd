"""Data in, values or problems out: walks what a door was given along a collection's fields.

Asks the database nothing. The related documents it met are left in `references`, for the caller to look for.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from blog import richtext
from blog.content.fields import RELATIONS, Block, Field
from blog.content.values import CONTROL, Refused, parse, parse_id
from blog.errors import Problem

REQUIRED = "This field is required."
MOST_ROWS = 500
ROW_ID = re.compile(r"[A-Za-z0-9_-]{1,40}")


@dataclass
class Checked:
    """What became of the data: values by field, problems, and every related document that was named."""

    blocks: Mapping[str, Block]
    values: dict[str, Any] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    references: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)

    def refuse(self, path: str, label: str, message: str) -> None:
        self.problems.append(Problem(path, message, label))

    def tree(self, field_: Field, given: Any, old: Any, path: str, label: str) -> Any:
        """The value of a field of any kind; `old` is what is stored, which a group or row keeps where not named."""
        try:
            if given is None:
                return [] if field_.many or field_.kind in ("array", "blocks") else None
            if field_.kind in RELATIONS:
                return self._relation(field_, given, path, label)
            if field_.kind == "group":
                return self._group(field_.fields, given, old, path, label)
            if field_.kind == "array":
                return self._rows(field_, given, old, path, label)
            if field_.kind == "blocks":
                return self._blocks(given, old, path, label)
            value = parse(field_, given)
            if field_.kind == "richtext" and value is not None:
                self._note_richtext(value, path, label)
            # Inside JSON a date is text, as the document stores it.
            return value.isoformat() if isinstance(value, date) and not field_.attr else value
        except Refused as refusal:
            self.refuse(path, label, str(refusal))
            return old

    def _note_richtext(self, document: Any, path: str, label: str) -> None:
        for reference in richtext.references(document):
            self.references.setdefault(reference, (path, label))

    def _relation(self, field_: Field, given: Any, path: str, label: str) -> Any:
        if field_.many:
            if not isinstance(given, list):
                given = [given]
            if len(given) > MOST_ROWS:
                raise Refused(f"There may be at most {MOST_ROWS} here.")
            ids = [self._one(field_, item, path, label) for item in given]
            return ids if field_.polymorphic else list(dict.fromkeys(ids))
        return self._one(field_, given, path, label) if given != "" else None

    def _one(self, field_: Field, given: Any, path: str, label: str) -> Any:
        if not field_.polymorphic:
            id_ = parse_id(given)
            self.references.setdefault((field_.targets[0], id_), (path, label))
            return id_
        if not isinstance(given, Mapping) or given.get("relationTo") not in field_.targets:
            raise Refused(f"Name a collection in relationTo ({', '.join(field_.targets)}) and an id in value.")
        id_ = parse_id(given.get("value"))
        self.references.setdefault((given["relationTo"], id_), (path, label))
        return {"relationTo": given["relationTo"], "value": id_}

    def _group(self, fields: tuple[Field, ...], given: Any, old: Any, path: str, label: str) -> dict[str, Any]:
        if not isinstance(given, Mapping):
            raise Refused("This must be a group of fields.")
        old = old if isinstance(old, Mapping) else {}
        known = {f.name for f in fields}
        for name in given:
            if name not in known and name not in ("id", "blockType", "blockName"):
                self.refuse(f"{path}.{name}", f"{label} > {name}", f"There is no field called {name}.")
        values = {}
        for f in fields:
            if f.name in given:
                values[f.name] = self.tree(
                    f, given[f.name], old.get(f.name), f"{path}.{f.name}", f"{label} > {f.title}"
                )
            else:
                values[f.name] = old.get(f.name, [] if f.many or f.kind in ("array", "blocks") else f.default)
        return values

    def _rows(self, field_: Field, given: Any, old: Any, path: str, label: str) -> list[dict[str, Any]]:
        rows = []
        kept = _by_id(old)
        for number, item in enumerate(self._list(given)):
            here = f"{path}.{number}"
            if not isinstance(item, Mapping):
                self.refuse(here, f"{label} {number + 1}", "This must be a row of fields.")
                continue
            row = self._group(field_.fields, item, kept.get(str(item.get("id"))), here, f"{label} {number + 1}")
            rows.append({"id": _row_id(item), **row})
        return rows

    def _blocks(self, given: Any, old: Any, path: str, label: str) -> list[dict[str, Any]]:
        rows = []
        kept = _by_id(old)
        for number, item in enumerate(self._list(given)):
            here, name = f"{path}.{number}", f"{label} {number + 1}"
            kind = item.get("blockType") if isinstance(item, Mapping) else None
            block = self.blocks.get(kind) if isinstance(kind, str) else None
            if block is None:
                self.refuse(here, name, f"blockType must be one of: {', '.join(self.blocks)}.")
                continue
            row = self._group(block.fields, item, kept.get(str(item.get("id"))), here, name)
            title = item.get("blockName")
            row_name = title if isinstance(title, str) and len(title) <= 255 and not CONTROL.search(title) else None
            rows.append({"id": _row_id(item), "blockType": block.slug, "blockName": row_name, **row})
        return rows

    def _list(self, given: Any) -> list[Any]:
        if not isinstance(given, list):
            raise Refused("This must be a list.")
        if len(given) > MOST_ROWS:
            raise Refused(f"There may be at most {MOST_ROWS} here.")
        return given


def missing(fields: tuple[Field, ...], values: Mapping[str, Any], blocks: Mapping[str, Block]) -> list[Problem]:
    """A problem for each required field without a value, inside groups, rows and blocks too."""
    problems: list[Problem] = []
    _missing(fields, values, "", "", problems, blocks)
    return problems


def _missing(
    fields: tuple[Field, ...],
    values: Mapping[str, Any],
    path: str,
    label: str,
    problems: list[Problem],
    blocks: Mapping[str, Block],
) -> None:
    for f in fields:
        value, here, name = values.get(f.name), f"{path}{f.name}", f"{label}{f.title}"
        if f.required and is_empty(f, value):
            problems.append(Problem(here, REQUIRED, name))
        elif f.kind == "group" and isinstance(value, Mapping):
            _missing(f.fields, value, f"{here}.", f"{name} > ", problems, blocks)
        elif f.kind in ("array", "blocks") and value:
            for number, row in enumerate(value):
                # A stored block may be of a kind that a plugin has taken away with it.
                kind = blocks.get(row["blockType"]) if f.kind == "blocks" else f
                inside = kind.fields if kind else ()
                _missing(inside, row, f"{here}.{number}.", f"{name} {number + 1} > ", problems, blocks)


def is_empty(field_: Field, value: Any) -> bool:
    """Whether a required field with this value still needs one."""
    if field_.kind == "richtext":
        return value is None or value == richtext.EMPTY or not value.get("content")
    return value is None or value == "" or value == [] or (isinstance(value, str) and not value.strip())


def _by_id(rows: Any) -> dict[str, Any]:
    return {str(row["id"]): row for row in rows or () if isinstance(row, Mapping) and row.get("id")}


def _row_id(item: Mapping[str, Any]) -> str:
    given = item.get("id")
    return given if isinstance(given, str) and ROW_ID.fullmatch(given) else str(uuid.uuid4())
