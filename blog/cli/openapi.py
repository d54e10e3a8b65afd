"""`blog openapi`: the description of the API, for programs that are generated from it."""

from __future__ import annotations

import json

import click
from flask import current_app
from flask.cli import with_appcontext

from blog.cli.refusal import sentences


@click.command()
@with_appcontext
@sentences
def openapi() -> None:
    """Print the OpenAPI 3.1 document of the API."""
    click.echo(json.dumps(current_app.extensions["openapi"](), indent=2, ensure_ascii=False))
