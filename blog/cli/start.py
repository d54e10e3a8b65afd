"""What must be so before the site can serve: each check is a sentence, and nothing is done until all hold."""

from __future__ import annotations

import errno
import os
import socket
import tempfile
from dataclasses import dataclass
from pathlib import Path

import click
from flask import Flask
from flask.cli import ScriptInfo
from sqlalchemy.exc import DatabaseError

from blog.cli import accounts, schema
from blog.cli.demo.load import load_demo
from blog.cli.refusal import Refusal, database_sentence
from blog.config import Settings
from blog.content import operations
from blog.content.access import SYSTEM


@dataclass(frozen=True)
class FirstStart:
    """What a start found and made."""

    schema_was: schema.Schema
    admin: tuple[str, str] | None


def this_app() -> Flask:
    """The application of the running command, made when a command first asks for it."""
    return click.get_current_context().ensure_object(ScriptInfo).load_app()


def settings_of(app: Flask) -> Settings:
    return app.extensions["settings"]


def prepare(app: Flask, *, demo: bool) -> FirstStart:
    """Migrate, load the demo on the very first start if wanted, fill the search index, make the first administrator.

    The administrator comes last: a start that was cut off before begins again where it was."""
    settings = settings_of(app)
    check_folder(settings.instance_dir)
    with app.app_context():
        try:
            with schema.alone(settings):
                was = schema.migrate()
                if demo and accounts.find_admin() is None:
                    load_demo(actor=SYSTEM, report=click.echo)
                operations.refresh_soon()
                return FirstStart(was, accounts.first_admin(settings))
        except DatabaseError as error:
            raise Refusal(database_sentence(error)) from None


def check_folder(folder: Path) -> None:
    """Refusal unless files can be made in the folder."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise Refusal(
            f"The folder {folder} cannot be written ({error.strerror}); give this user the right to write there, or"
            " name another folder in INSTANCE_DIR."
        ) from None


def check_port(address: str, port: int) -> None:
    """Refusal unless the port can be listened on."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError as error:
            raise Refusal(_port_sentence(address, port, error)) from None


def _port_sentence(address: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} is in use by another program; stop that one, or choose another, as in PORT={port + 1}."
    if error.errno in (errno.EACCES, errno.EPERM):
        return f"Port {port} is not allowed to this user ({os.strerror(error.errno)}); choose one above 1023."
    return f"The address {address} cannot be listened on ({error.strerror}); look at LISTEN."
