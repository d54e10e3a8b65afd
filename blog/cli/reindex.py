"""`blog reindex`: makes the search index anew while the site goes on serving."""

from __future__ import annotations

import click

from blog.cli import start
from blog.cli.refusal import sentences
from blog.content import operations


@click.command()
@click.option("--missing", is_flag=True, help="Only what the index lacks; goes on where another run was cut off.")
@sentences
def reindex(missing: bool) -> None:
    """Make the search index anew. The site may be running."""
    app = start.this_app()
    with app.app_context():
        count = operations.reindex(whole=not missing)
    click.echo(f"Indexed {count} {'document' if count == 1 else 'documents'}.")
