"""The few expressions that SQLite and PostgreSQL write differently."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import GenericFunction


class folded(GenericFunction[str]):
    """Text without its letter case, so that a comparison can leave it out of account."""

    type = sa.Text()
    inherit_cache = True


@compiles(folded, "sqlite")
def _folded_sqlite(element: Any, compiler: Any, **kw: Any) -> str:
    return f"casefold({compiler.process(element.clauses, **kw)})"


@compiles(folded, "postgresql")
def _folded_postgresql(element: Any, compiler: Any, **kw: Any) -> str:
    return f"lower({compiler.process(element.clauses, **kw)})"


class has_key(GenericFunction[bool]):
    """Whether a JSON object has a key at its top, be its value null."""

    type = sa.Boolean()
    inherit_cache = True


@compiles(has_key, "sqlite")
def _has_key_sqlite(element: Any, compiler: Any, **kw: Any) -> str:
    column, key = element.clauses
    return f"(json_type({compiler.process(column, **kw)}, '$.' || {compiler.process(key, **kw)}) IS NOT NULL)"


@compiles(has_key, "postgresql")
def _has_key_postgresql(element: Any, compiler: Any, **kw: Any) -> str:
    column, key = element.clauses
    return f"jsonb_exists({compiler.process(column, **kw)}, {compiler.process(key, **kw)})"


class as_text(GenericFunction[str]):
    """A JSON document as text."""

    type = sa.Text()
    inherit_cache = True


@compiles(as_text, "sqlite")
def _as_text_sqlite(element: Any, compiler: Any, **kw: Any) -> str:
    return compiler.process(element.clauses, **kw)


@compiles(as_text, "postgresql")
def _as_text_postgresql(element: Any, compiler: Any, **kw: Any) -> str:
    return f"CAST({compiler.process(element.clauses, **kw)} AS TEXT)"


class json_items(GenericFunction[Any]):
    """The elements of a JSON list, as rows with one column, `value`."""

    inherit_cache = True


@compiles(json_items, "sqlite")
def _items_sqlite(element: Any, compiler: Any, **kw: Any) -> str:
    return f"json_each({compiler.process(element.clauses, **kw)})"


@compiles(json_items, "postgresql")
def _items_postgresql(element: Any, compiler: Any, **kw: Any) -> str:
    inner = compiler.process(element.clauses, **kw)
    # A scalar or null in the list's place would be an error; it counts as an empty list.
    return f"jsonb_array_elements(CASE WHEN jsonb_typeof({inner}) = 'array' THEN {inner} ELSE '[]'::jsonb END)"


class as_uuid(GenericFunction[Any]):
    """An id's text as the id is stored: SQLite keeps 32 digits without hyphens."""

    inherit_cache = True


@compiles(as_uuid, "sqlite")
def _as_uuid_sqlite(element: Any, compiler: Any, **kw: Any) -> str:
    return f"replace({compiler.process(element.clauses, **kw)}, '-', '')"


@compiles(as_uuid, "postgresql")
def _as_uuid_postgresql(element: Any, compiler: Any, **kw: Any) -> str:
    return f"CAST({compiler.process(element.clauses, **kw)} AS UUID)"


class item_text(GenericFunction[str]):
    """An element of `json_items` that is a text, bare."""

    type = sa.Text()
    inherit_cache = True


@compiles(item_text, "sqlite")
def _item_text_sqlite(element: Any, compiler: Any, **kw: Any) -> str:
    return compiler.process(element.clauses, **kw)


@compiles(item_text, "postgresql")
def _item_text_postgresql(element: Any, compiler: Any, **kw: Any) -> str:
    return f"({compiler.process(element.clauses, **kw)} #>> '{{}}')"


class likely(GenericFunction[bool]):  # noqa: N801
    """A condition that nearly every row fulfils, so that SQLite does not pick an index for it."""

    type = sa.Boolean()
    inherit_cache = True


@compiles(likely, "postgresql")
def _likely_postgresql(element: Any, compiler: Any, **kw: Any) -> str:
    return f"({compiler.process(element.clauses, **kw)})"


class as_moment(GenericFunction[Any]):
    """A moment's frozen text as the column keeps it."""

    inherit_cache = True


@compiles(as_moment, "sqlite")
def _as_moment_sqlite(element: Any, compiler: Any, **kw: Any) -> str:
    return f"replace(substr({compiler.process(element.clauses, **kw)}, 1, 26), 'T', ' ')"


@compiles(as_moment, "postgresql")
def _as_moment_postgresql(element: Any, compiler: Any, **kw: Any) -> str:
    return f"CAST({compiler.process(element.clauses, **kw)} AS TIMESTAMP WITH TIME ZONE)"


class as_day(GenericFunction[Any]):
    """A day's frozen text as the column keeps it."""

    inherit_cache = True


@compiles(as_day, "sqlite")
def _as_day_sqlite(element: Any, compiler: Any, **kw: Any) -> str:
    return compiler.process(element.clauses, **kw)


@compiles(as_day, "postgresql")
def _as_day_postgresql(element: Any, compiler: Any, **kw: Any) -> str:
    return f"CAST({compiler.process(element.clauses, **kw)} AS DATE)"
