"""Runs the migrations over the application's own engine, so that they see what the application sees."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from alembic import context
from flask import current_app
from sqlalchemy import Connection

from blog.db import db

logger = logging.getLogger("alembic.env")


def keep_silent_if_empty(_context, _revision, directives) -> None:
    """Make no file for a migration that changes nothing."""
    if getattr(context.config.cmd_opts, "autogenerate", False) and directives[0].upgrade_ops.is_empty():
        directives[:] = []
        logger.info("The tables are as the models say.")


@contextmanager
def held_together(connection: Connection) -> Iterator[None]:
    """On SQLite, make everything inside one transaction without foreign keys; it is lost unless it is committed."""
    if connection.dialect.name != "sqlite":
        yield
        return
    # SQLite changes a table by making it anew; rows that point to the old one must not go with it.
    connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
    connection.commit()
    # The driver begins no transaction for a CREATE TABLE, so a start that is cut off would leave half of the tables.
    connection.exec_driver_sql("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        connection.rollback()  # within a transaction the pragma does nothing
        connection.exec_driver_sql("PRAGMA foreign_keys=ON")


def run() -> None:
    """Bring the tables to the revision asked for, all in one transaction."""
    arguments = dict(current_app.extensions["migrate"].configure_args)
    arguments.setdefault("process_revision_directives", keep_silent_if_empty)
    with db.engine.connect() as connection, held_together(connection):
        context.configure(connection=connection, target_metadata=db.metadata, transactional_ddl=True, **arguments)
        with context.begin_transaction():
            context.run_migrations()
        connection.commit()


if context.is_offline_mode():
    with db.engine.connect() as offline:
        context.configure(dialect_name=offline.dialect.name, target_metadata=db.metadata, literal_binds=True)
    with context.begin_transaction():
        context.run_migrations()
else:
    run()
