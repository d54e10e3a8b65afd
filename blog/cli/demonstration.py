"""`blog demo`: the demo content, into a site that exists."""

from __future__ import annotations

import click
from flask.cli import with_appcontext

from blog.cli.demo.load import load_demo
from blog.cli.refusal import sentences
from blog.content.access import SYSTEM


@click.command()
@with_appcontext
@sentences
def demo() -> None:
    """Add the demo content; what is there already stays."""
    load_demo(actor=SYSTEM, report=click.echo)
