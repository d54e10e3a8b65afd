"""Whether the database's tables are those of this code, and how they get there. Knows Alembic and no content."""

from __future__ import annotations

import contextlib
import fcntl
import logging
from collections.abc import Iterator
from enum import Enum

import sqlalchemy as sa
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import current_app
from flask_migrate import upgrade

from blog.cli.refusal import Refusal
from blog.config import Settings
from blog.db import db

LOCK_NUMBER = 7_181_905  # any number, as long as every Quire takes the same


class Schema(Enum):
    """How the tables stand to the code."""

    EMPTY = "empty"
    OLDER = "older than the code"
    CURRENT = "current"
    NEWER = "newer than the code"
    FOREIGN = "another program's"


def state() -> Schema:
    """How the database stands to this code's migrations; OperationalError if it does not answer."""
    scripts = ScriptDirectory.from_config(current_app.extensions["migrate"].migrate.get_config())
    known = {script.revision for script in scripts.walk_revisions()}
    with db.engine.connect() as connection:
        heads = set(MigrationContext.configure(connection).get_current_heads())
        if not heads:
            return Schema.FOREIGN if sa.inspect(connection).has_table("users") else Schema.EMPTY
    if not heads <= known:
        return Schema.NEWER
    return Schema.CURRENT if heads == set(scripts.get_heads()) else Schema.OLDER


def migrate() -> Schema:
    """Bring the tables up to this code and return what they were; Refusal if they are newer or not ours."""
    found = state()
    if found is Schema.NEWER:
        raise Refusal(
            "The database was made by a newer Quire than this one. Update the code, or restore the backup that"
            " belongs to this version."
        )
    if found is Schema.FOREIGN:
        raise Refusal("The database holds tables of another program. Give Quire an empty one in DATABASE_URL.")
    if found is not Schema.CURRENT:
        # Alembic's own lines would bury the address that is printed next.
        logging.getLogger("alembic").setLevel(logging.WARNING)
        upgrade()
    return found


@contextlib.contextmanager
def alone(settings: Settings) -> Iterator[None]:
    """Let one process at a time prepare the site, on this machine and among all that share the database."""
    with open(settings.instance_dir / ".start.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if db.engine.dialect.name != "postgresql":
            yield
            return
        with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(sa.select(sa.func.pg_advisory_lock(LOCK_NUMBER)))
            try:
                yield
            finally:
                connection.execute(sa.select(sa.func.pg_advisory_unlock(LOCK_NUMBER)))
