"""A list as a file: every document that fits, in the columns that are shown, written as it is read."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

import orjson
from flask import Flask

from blog.admin.choices import name_of
from blog.admin.lists.listing import Asked
from blog.content import operations
from blog.content.access import Actor
from blog.content.fields import Field
from blog.content.people import names_of
from blog.content.registry import Collection, registry

#: What spreadsheets take for the beginning of a formula (OWASP, "CSV Injection").
FORMULA = ("=", "+", "-", "@", "\t", "\r")
BATCH = 100
TYPES = {"csv": "text/csv; charset=utf-8", "json": "application/json"}
#: Tells spreadsheets that the text is UTF-8.
MARK = "\ufeff"


def streamed(app: Flask, parts: Iterator[str | bytes]) -> Iterator[str | bytes]:
    """The parts of a file, each made in a context of its own: the request's ends before its answer is read."""
    while True:
        with app.app_context():
            part = next(parts, None)
        if part is None:
            return
        yield part


def as_csv(collection: Collection, asked: Asked, columns: Sequence[Field], actor: Actor) -> Iterator[str]:
    """The lines of a CSV file, in batches. What could be taken for a formula begins with an apostrophe."""
    yield MARK + _line(["id", *(column.title for column in columns)])
    for docs in batches(collection, asked, columns, actor):
        yield "".join(_line([doc["id"], *(_safe(_text(doc[column.name])) for column in columns)]) for doc in docs)


def as_json(collection: Collection, asked: Asked, columns: Sequence[Field], actor: Actor) -> Iterator[bytes]:
    """The text of a JSON array with an object for each document, in batches."""
    before = b"[\n"
    for docs in batches(collection, asked, columns, actor):
        for doc in docs:
            yield before + orjson.dumps({"id": doc["id"], **{column.name: doc[column.name] for column in columns}})
            before = b",\n"
    yield b"[]\n" if before == b"[\n" else b"\n]\n"


def batches(
    collection: Collection, asked: Asked, columns: Sequence[Field], actor: Actor
) -> Iterator[list[dict[str, Any]]]:
    """All documents that fit, as many at a time as one answer holds, related ones by id and name."""
    cursor = None
    while True:
        page = operations.find(
            collection.slug, actor=actor, where=asked.where or None, sort=asked.sort, limit=BATCH, cursor=cursor,
            depth=1, select=[column.name for column in columns], count=False, trash=asked.trash,
        )  # fmt: skip
        yield [_row(doc, columns, _people(columns, page.docs)) for doc in page.docs]
        cursor = page.next_cursor
        if not page.has_next or cursor is None:
            return


def _row(doc: Mapping[str, Any], columns: Sequence[Field], people: Mapping[str, str]) -> dict[str, Any]:
    return {"id": doc["id"], **{column.name: _value(column, doc.get(column.name), people) for column in columns}}


def _people(columns: Sequence[Field], docs: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """The names of people whose accounts this person may not read."""
    shown = [column.name for column in columns if "users" in column.targets]
    values = [value for doc in docs for name in shown for value in _several(doc.get(name))]
    return names_of(value for value in values if isinstance(value, str)) if values else {}


def _several(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _value(column: Field, value: Any, people: Mapping[str, str]) -> Any:
    if isinstance(value, list):
        return [_value(column, each, people) for each in value]
    if column.targets and isinstance(value, Mapping):
        target = value.get("relationTo", column.targets[0])
        found = value.get("value", value) if "relationTo" in value else value
        if not isinstance(found, Mapping):
            return {"id": found}
        return {"id": found.get("id"), "name": name_of(registry.collections[target], dict(found))}
    if column.targets and isinstance(value, str):
        return {"id": value, **({"name": people[value]} if value in people else {})}
    return value


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return "; ".join(map(_text, value))
    if isinstance(value, Mapping):
        return str(value.get("name") or value.get("id") or "")
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value.isoformat() if isinstance(value, (date, datetime)) else str(value)


def _safe(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULA) else text


def _line(values: Sequence[str]) -> str:
    out = io.StringIO()
    csv.writer(out).writerow(values)
    return out.getvalue()
