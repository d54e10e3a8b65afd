"""`blog init`: the tables and the first administrator, without serving anything."""

from __future__ import annotations

import click

from blog.cli import start
from blog.cli.refusal import sentences


@click.command()
@sentences
def init() -> None:
    """Make or migrate the database, and the first administrator."""
    first = start.prepare(start.this_app(), demo=False)
    click.echo(f"The database was {first.schema_was.value}; it is ready.")
    if first.admin:
        click.echo(f"Sign in with:  {first.admin[0]}\nPassword:      {first.admin[1]}   (shown this once)")
