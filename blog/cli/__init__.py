"""The `blog` command: what an operator does at a terminal. Knows no HTTP; content goes through operations."""

from __future__ import annotations

import importlib
from collections.abc import Callable

import click
from flask import Flask
from flask.cli import ScriptInfo

#: Where each command is. None is loaded before it is asked for: a web process needs neither demo nor import.
COMMANDS = {
    "init": "blog.cli.init:init",
    "run": "blog.cli.serve:run",
    "demo": "blog.cli.demonstration:demo",
    "user": "blog.cli.user:user",
    "import": "blog.cli.importing:import_group",
    "worker": "blog.cli.worker:worker",
    "publish-due": "blog.cli.worker:publish_due",
    "reindex": "blog.cli.reindex:reindex",
    "access": "blog.cli.access:access",
    "openapi": "blog.cli.openapi:openapi",
    "graphql-schema": "blog.cli.graphql_schema:graphql_schema",
    "settings": "blog.cli.settings:settings",
    "maintenance": "blog.cli.maintenance:maintenance",
    "doctor": "blog.cli.doctor:doctor",
}


class Commands(click.Group):
    """The commands by name, each loaded when it is used."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(":")
        return getattr(importlib.import_module(module), name)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
def blog() -> None:
    """Quire: a blog and portfolio site."""


def register(app: Flask) -> None:
    """Offer the command as `flask --app wsgi blog`, too."""
    app.cli.add_command(blog)


def main(create_app: Callable[[], Flask]) -> None:
    """Run the `blog` command; the application is made when a command first needs it."""
    blog(obj=ScriptInfo(create_app=create_app), prog_name="blog")
