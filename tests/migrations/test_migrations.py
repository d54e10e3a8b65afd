"""The migrations: up, down and up again, and after them the tables are what the models say."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.ddl.impl import DefaultImpl
from alembic.migration import MigrationContext
from flask_migrate import downgrade, upgrade

from blog.db import db
from blog.migration import is_ours, render_item


def differences() -> list:
    with db.engine.connect() as connection:
        return compare_metadata(
            MigrationContext.configure(connection, opts={"render_item": render_item, "include_name": is_ours}),
            db.metadata,
        )


def test_the_tables_are_what_the_models_say(app) -> None:
    assert differences() == []


def test_every_migration_can_be_taken_back(app) -> None:
    downgrade(revision="base")
    left = set(sa.inspect(db.engine).get_table_names())
    assert left <= {"alembic_version"}
    upgrade()
    assert differences() == []


def test_a_migration_that_is_cut_off_leaves_nothing_and_can_be_run_again(app, monkeypatch) -> None:
    downgrade(revision="base")
    made, create_table = [], DefaultImpl.create_table

    def cut_off(self, table, **options) -> None:
        made.append(table.name)
        if len(made) == 20:
            raise KeyboardInterrupt
        create_table(self, table, **options)

    with monkeypatch.context() as patch:
        patch.setattr(DefaultImpl, "create_table", cut_off)
        with pytest.raises(KeyboardInterrupt):
            upgrade()
    assert set(sa.inspect(db.engine).get_table_names()) <= {"alembic_version"}
    upgrade()
    assert differences() == []


@pytest.mark.sqlite_only
def test_foreign_keys_are_minded_after_a_migration(app, monkeypatch) -> None:
    def kept() -> int:
        with db.engine.connect() as connection:
            return connection.exec_driver_sql("PRAGMA foreign_keys").scalar()

    downgrade(revision="base")
    assert kept() == 1
    with monkeypatch.context() as patch:
        patch.setattr(DefaultImpl, "create_table", None)
        with pytest.raises(TypeError):
            upgrade()
    assert kept() == 1


def test_every_constraint_has_a_name(app) -> None:
    for table in db.metadata.tables.values():
        for constraint in table.constraints:
            assert constraint.name or not list(constraint.columns), f"{table.name} has a nameless constraint"
