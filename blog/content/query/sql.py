"""The few expressions that SQLite and PostgreSQL write differently: each is a template for either."""

from __future__ import annotations

from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import GenericFunction
from sqlalchemy.types import NullType, TypeEngine


def expression(name: str, *, sqlite: str, postgresql: str, type_: TypeEngine[Any] | None = None) -> Any:
    """A function of SQLAlchemy's that is written by the database's own template; `{0}` is its first argument."""
    function = type(name, (GenericFunction,), {"inherit_cache": True, "type": type_ or NullType(), "name": name})
    for dialect, template in (("sqlite", sqlite), ("postgresql", postgresql)):
        compiles(function, dialect)(_writer(template))
    return function


def _writer(template: str) -> Any:
    def write(element: Any, compiler: Any, **kw: Any) -> str:
        return template.format(*(compiler.process(clause, **kw) for clause in element.clauses))

    return write


class Written(sa.types.TypeDecorator[Any]):
    """A day or a moment inside JSON, where it is text."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: sa.Dialect) -> Any:  # noqa: ARG002 - the same text in both
        return value.isoformat() if isinstance(value, date) else value


#: Text without its letter case, so that a comparison can leave it out of account.
folded = expression("folded", sqlite="casefold({0})", postgresql="lower({0})", type_=sa.Text())

#: Whether a JSON object has a key at its top, be its value null.
has_key = expression(
    "has_key",
    sqlite="(json_type({0}, '$.' || {1}) IS NOT NULL)",
    postgresql="jsonb_exists({0}, {1})",
    type_=sa.Boolean(),
)

#: A JSON document as text.
as_text = expression("as_text", sqlite="{0}", postgresql="CAST({0} AS TEXT)", type_=sa.Text())

#: The elements of a JSON list as rows with one column, `value`; what is no list has none.
json_items = expression(
    "json_items",
    sqlite="json_each({0})",
    postgresql="jsonb_array_elements(CASE WHEN jsonb_typeof({0}) = 'array' THEN {0} ELSE '[]'::jsonb END)",
)

#: An element of `json_items` that is a text, bare.
item_text = expression("item_text", sqlite="{0}", postgresql="({0} #>> '{{}}')", type_=sa.Text())

#: An id's text as the id is stored: SQLite keeps 32 digits without hyphens.
as_uuid = expression("as_uuid", sqlite="replace({0}, '-', '')", postgresql="CAST({0} AS UUID)")

#: A moment's and a day's frozen text as the column keeps it.
as_moment = expression(
    "as_moment",
    sqlite="replace(substr({0}, 1, 26), 'T', ' ')",
    postgresql="CAST({0} AS TIMESTAMP WITH TIME ZONE)",
)
as_day = expression("as_day", sqlite="{0}", postgresql="CAST({0} AS DATE)")

#: A condition that nearly every row fulfils, so that SQLite does not pick an index for it.
likely = expression("likely", sqlite="likely({0})", postgresql="({0})", type_=sa.Boolean())
