"""`blog graphql-schema`: the schema of the GraphQL door, for programs that are generated from it."""

from __future__ import annotations

import click
from flask import current_app
from flask.cli import with_appcontext

from blog.cli.refusal import sentences


@click.command("graphql-schema")
@with_appcontext
@sentences
def graphql_schema() -> None:
    """Print the GraphQL schema (SDL)."""
    click.echo(current_app.extensions["graphql-schema"](), nl=False)
