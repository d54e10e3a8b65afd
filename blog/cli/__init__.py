"""The `blog` command: what an operator does at a terminal. Knows no HTTP; content goes through the engine's operations."""

from __future__ import annotations

from collections.abc import Callable

import click
from flask import Flask
from flask.cli import ScriptInfo

from blog.cli.access import access
from blog.cli.demonstration import demo
from blog.cli.doctor import doctor
from blog.cli.importing import import_group
from blog.cli.init import init
from blog.cli.serve import run
from blog.cli.settings import settings
from blog.cli.user import user
from blog.cli.worker import publish_due, worker

COMMANDS: tuple[click.Command, ...] = (
    init,
    run,
    demo,
    user,
    import_group,
    worker,
    publish_due,
    access,
    settings,
    doctor,
)


@click.group(commands=COMMANDS, context_settings={"help_option_names": ["-h", "--help"]})
def blog() -> None:
    """Quire: a blog and portfolio site."""


def register(app: Flask) -> None:
    """Offer every command under `flask --app wsgi`, too."""
    for command in COMMANDS:
        app.cli.add_command(command)


def main(create_app: Callable[[], Flask]) -> None:
    """Run the `blog` command; the application is made when a command first needs it."""
    blog(obj=ScriptInfo(create_app=create_app), prog_name="blog")
