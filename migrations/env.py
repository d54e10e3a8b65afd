"""Runs the migrations over the application's own engine, so that they see what the application sees."""

from __future__ import annotations

import logging

from alembic import context
from flask import current_app

from blog.db import db

logger = logging.getLogger("alembic.env")


def keep_silent_if_empty(_context, _revision, directives) -> None:
    """Make no file for a migration that changes nothing."""
    if getattr(context.config.cmd_opts, "autogenerate", False) and directives[0].upgrade_ops.is_empty():
        directives[:] = []
        logger.info("The tables are as the models say.")


def run() -> None:
    """Bring the tables to the revision asked for, all in one transaction."""
    arguments = dict(current_app.extensions["migrate"].configure_args)
    arguments.setdefault("process_revision_directives", keep_silent_if_empty)
    with db.engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            # SQLite changes a table by making it anew; rows that point to the old one must not go with it.
            connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
            connection.commit()
        context.configure(connection=connection, target_metadata=db.metadata, **arguments)
        with context.begin_transaction():
            context.run_migrations()
        connection.commit()
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("PRAGMA foreign_keys=ON")


if context.is_offline_mode():
    with db.engine.connect() as offline:
        context.configure(dialect_name=offline.dialect.name, target_metadata=db.metadata, literal_binds=True)
    with context.begin_transaction():
        context.run_migrations()
else:
    run()
