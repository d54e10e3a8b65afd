"""The database: declarative base, session, and the only commit of the program.

Knows no model and no collection. Everything that writes does so inside `transaction()`.
"""

from __future__ import annotations

import hashlib
import sqlite3
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any

import sqlalchemy as sa
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import JSON, Date, DateTime, MetaData, String
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Session, registry
from sqlalchemy.types import TypeDecorator, Uuid

NAMES = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

JSONType = JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")


class GUID(TypeDecorator[uuid.UUID]):
    """A UUID that also takes its text form, which is how addresses and forms hand keys over."""

    impl = Uuid
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: sa.Dialect) -> Any:
        return uuid.UUID(value) if isinstance(value, str) else value


class UTCDateTime(TypeDecorator[datetime]):
    """A moment in UTC with milliseconds, aware on both databases (SQLite itself forgets the zone)."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        if value is None:
            return None
        value = value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
        value = value.replace(microsecond=value.microsecond // 1000 * 1000)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """The root of all models, with named constraints so that migrations can find them again."""

    # Flask-SQLAlchemy copies the class body, which a type_annotation_map on the class itself does not survive.
    registry = registry(
        metadata=MetaData(naming_convention=NAMES),
        type_annotation_map={
            dict[str, Any]: JSONType,
            list[Any]: JSONType,
            uuid.UUID: GUID(),
            datetime: UTCDateTime(),
            date: Date(),
            str: String(255),
        },
    )


db = SQLAlchemy(model_class=Base)

PRAGMAS = ("foreign_keys=ON", "journal_mode=WAL", "synchronous=NORMAL", "busy_timeout=10000")


@sa.event.listens_for(sa.Engine, "connect")
def _prepare_sqlite(connection: Any, record: Any) -> None:  # noqa: ARG001 - the event's signature
    if isinstance(connection, sqlite3.Connection):
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        connection.create_function("casefold", 1, _casefold, deterministic=True)


def _casefold(value: Any) -> Any:
    # SQLite's own lower() and LIKE know only the 26 letters of ASCII.
    return value.casefold() if isinstance(value, str) else value


@contextmanager
def transaction() -> Iterator[Session]:
    """One unit of work: all of it is committed when the outermost block ends, none of it if anything raised.

    Blocks nest by joining. A block that failed dooms the whole, even when the exception is caught further out,
    because half an operation must not be kept."""
    session = db.session()
    if session.info.get("depth"):
        yield from _join(session)
        return
    _begin(session)
    session.info.update(depth=1, doomed=False, after_commit=[])
    try:
        yield session
        if session.info["doomed"]:
            raise RuntimeError("A part of this transaction failed, so none of it can be kept.")
        session.commit()
    except BaseException:
        session.rollback()
        raise
    finally:
        session.info["depth"] = 0
        callbacks = session.info.pop("after_commit")
    for callback in callbacks:
        callback()


def _join(session: Session) -> Iterator[Session]:
    session.info["depth"] += 1
    try:
        yield session
    except BaseException:
        session.info["doomed"] = True
        raise
    finally:
        session.info["depth"] -= 1


def _begin(session: Session) -> None:
    # What was read before the transaction may be stale by now; and SQLite refuses to turn a read into a write
    # when another writer came between, so its write lock is taken first.
    session.rollback()
    if session.get_bind().dialect.name == "sqlite":
        session.connection().exec_driver_sql("BEGIN IMMEDIATE")


def lock(name: str) -> None:
    """Wait for whoever else holds the lock of this name, and hold it until the current transaction ends.

    SQLite needs none: it lets in one transaction() at a time. Raises RuntimeError outside a transaction()."""
    session = db.session()
    if not session.info.get("depth"):
        raise RuntimeError("lock() needs an open transaction().")
    if session.get_bind().dialect.name == "postgresql":
        number = int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big", signed=True)
        session.execute(sa.select(sa.func.pg_advisory_xact_lock(number)))


def let_go() -> None:
    """End what was being read, so that nothing waits for it while something slow is done, or after it failed."""
    db.session.rollback()


def end_after(seconds: float) -> None:
    """Let PostgreSQL end each statement of what is being read that takes longer. SQLite has no clock of its own."""
    session = db.session()
    if session.get_bind().dialect.name == "postgresql":
        session.execute(sa.text(f"SET LOCAL statement_timeout = {max(1, int(seconds * 1000))}"))


def was_ended(error: sa.exc.DBAPIError) -> bool:
    """Whether a statement failed because it took too long."""
    return getattr(error.orig, "sqlstate", "") == "57014"


def in_transaction() -> bool:
    """Whether a transaction() is open, so that what is read may not be committed yet."""
    return bool(db.session().info.get("depth"))


def on_commit(callback: Callable[[], None]) -> None:
    """Call back once the current transaction is committed, and never if it is not.

    For what may be lost without harm, such as waking the job runner; anything else is a job."""
    session = db.session()
    if not session.info.get("depth"):
        raise RuntimeError("on_commit() needs an open transaction().")
    session.info["after_commit"].append(callback)
