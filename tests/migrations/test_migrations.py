"""The migrations: up, down and up again, and after them the tables are what the models say."""

from __future__ import annotations

import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask_migrate import downgrade, upgrade

from blog.db import db
from blog.migration import render_item


def differences() -> list:
    with db.engine.connect() as connection:
        return compare_metadata(MigrationContext.configure(connection, opts={"render_item": render_item}), db.metadata)


def test_the_tables_are_what_the_models_say(app) -> None:
    assert differences() == []


def test_every_migration_can_be_taken_back(app) -> None:
    downgrade(revision="base")
    left = set(sa.inspect(db.engine).get_table_names())
    assert left <= {"alembic_version"}
    upgrade()
    assert differences() == []


def test_every_constraint_has_a_name(app) -> None:
    for table in db.metadata.tables.values():
        for constraint in table.constraints:
            assert constraint.name or not list(constraint.columns), f"{table.name} has a nameless constraint"
