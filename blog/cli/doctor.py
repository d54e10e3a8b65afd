"""`blog doctor`: looks at everything the site leans on and says what to put right. Changes nothing."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import stat
from collections.abc import Callable, Iterable

import click
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.exc import SQLAlchemyError

from blog import mail, maintenance, overrides
from blog.cli import accounts, schema, start
from blog.cli.refusal import Refusal, database_sentence, sentences
from blog.clock import now
from blog.config import Settings, load_settings
from blog.content import operations
from blog.db import db
from blog.jobs import count_failed, overdue

LEAST_FREE = 500 * 1024 * 1024
CLOCK_MAY_DIFFER = dt.timedelta(seconds=5)


class Remark(str):
    """A sentence that is worth knowing and needs nothing to be done."""


Trouble = Iterable[str]
Check = Callable[[Settings], Trouble]


@click.command()
@sentences
def doctor() -> None:
    """Look at settings, secrets, folders, database, migrations, jobs, search, mail and clock."""
    settings = load_settings()
    app = start.this_app()
    troubles = 0
    for name, check in CHECKS.items():
        found = _look(app, settings, check)
        wrong = [sentence for sentence in found if not isinstance(sentence, Remark)]
        troubles += len(wrong)
        click.echo(f"{'look' if wrong else 'ok  '}  {name}")
        for sentence in found:
            click.echo(f"        {sentence}")
    if troubles:
        raise Refusal(f"{troubles} {'thing needs' if troubles == 1 else 'things need'} a look.")


def _look(app: Flask, settings: Settings, check: Check) -> list[str]:
    try:
        with app.app_context():
            return list(check(settings))
    except SQLAlchemyError as error:
        return [database_sentence(error)]


def _secrets(settings: Settings) -> Trouble:
    for name in ("secret_key", "settings.toml"):
        path = settings.instance_dir / name
        if path.exists() and stat.S_IMODE(path.stat().st_mode) & 0o077:
            yield f"{path} can be read by other users of this machine; chmod 600 it."
    if settings.redis_url and "SECRET_KEY" not in os.environ and (settings.instance_dir / "secret_key").exists():
        yield "REDIS_URL suggests several machines, and the secret key is this machine's own; give all one SECRET_KEY."


def _folders(settings: Settings) -> Trouble:
    try:
        start.check_folder(settings.instance_dir)
    except Refusal as refusal:
        yield refusal.message
        return
    if shutil.disk_usage(settings.instance_dir).free < LEAST_FREE:
        yield f"Less than 500 MB are free where {settings.instance_dir} is."
    if settings.storage_url.startswith("file:"):
        folder = settings.storage_url.removeprefix("file:")
        if os.path.isdir(folder) and not os.access(folder, os.W_OK):
            yield f"Uploads cannot be written to {folder}."


def _database(settings: Settings) -> Trouble:
    for url in (settings.database_url, *settings.database_replica_urls):
        engine = sa.create_engine(url)
        try:
            with engine.connect() as connection:
                connection.execute(sa.text("SELECT 1"))
        finally:
            engine.dispose()
    return ()


def _migrations(settings: Settings) -> Trouble:  # noqa: ARG001 - a check's signature
    found = schema.state()
    if found is not schema.Schema.CURRENT:
        yield f"The database is {found.value}; blog init brings an older one up to date."
    elif accounts.find_admin() is None:
        yield "Nobody is an administrator; blog user create ADDRESS --role admin makes one."


def _jobs(settings: Settings) -> Trouble:  # noqa: ARG001 - a check's signature
    if late := overdue():
        yield f"{late} jobs are more than five minutes late; start the site or blog worker."
    if failed := count_failed():
        yield f"{failed} jobs failed for good; their errors are in the admin under Jobs."


def _search(settings: Settings) -> Trouble:  # noqa: ARG001 - a check's signature
    if schema.state() is schema.Schema.CURRENT and (count := operations.unindexed()):
        yield f"{count} documents are not in the search index as they should be; blog reindex --missing adds them."


def _mail(settings: Settings) -> Trouble:
    try:
        mail.check(settings)
    except mail.MailError as error:
        yield str(error)
    if settings.is_public and settings.mail_url.startswith("file:"):
        yield "The site is public and its mail only goes to a folder; set MAIL_URL=smtp://…."


def _templates(settings: Settings) -> Trouble:
    names = overrides.own_templates(settings.instance_dir)
    if names:
        yield Remark(f"The owner's own: {', '.join(names)}.")
    yield from overrides.faults(start.this_app(), settings.instance_dir)


def _maintenance(settings: Settings) -> Trouble:
    notice = maintenance.notice(settings.instance_dir)
    if notice:
        yield f"The site is closed since {notice.since:%F %R} UTC; blog maintenance off opens it."


def _clock(settings: Settings) -> Trouble:  # noqa: ARG001 - a check's signature
    if db.engine.dialect.name != "postgresql":
        return
    with db.engine.connect() as connection:
        difference = abs(connection.scalar(sa.select(sa.func.clock_timestamp())) - now())
    if difference > CLOCK_MAY_DIFFER:
        yield f"The clocks of this machine and of the database differ by {difference.total_seconds():.0f} seconds."


CHECKS: dict[str, Check] = {
    "secrets": _secrets,
    "folders": _folders,
    "database": _database,
    "migrations": _migrations,
    "jobs": _jobs,
    "search": _search,
    "mail": _mail,
    "clock": _clock,
    "templates": _templates,
    "maintenance": _maintenance,
}
