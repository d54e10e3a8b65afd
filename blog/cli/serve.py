"""`blog run`: checks everything, prepares the site, and serves it with granian."""

from __future__ import annotations

import functools
import importlib
import os
import signal
import threading
import time
from collections.abc import Callable
from typing import Any

import click
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from blog.cli import logs, start
from blog.cli.refusal import sentences
from blog.config import Settings, load_settings
from blog.db import db

TARGET = "wsgi:app"
PARENT_ASKED_EVERY = 1.0
TIME_TO_END = 30


@click.command()
@click.option("--demo", is_flag=True, help="Fill the site with demo content on its first start.")
@sentences
def run(demo: bool) -> None:
    """Serve the site: migrations, the first administrator, then the server."""
    settings = load_settings()
    start.check_folder(settings.instance_dir)
    start.check_port(settings.listen, settings.port)
    app = start.this_app()
    first = start.prepare(app, demo=demo)
    with app.app_context():
        admin = start.accounts.find_admin()
        db.session.remove()
        # The workers are forked from this process and must not share its connections.
        for engine in db.engines.values():
            engine.dispose()
    _greet(settings, first, admin["email"])
    _serve(settings)


def _greet(settings: Settings, first: start.FirstStart, admin_email: str) -> None:
    click.echo(f"\nThe site:      {settings.site_url}\nThe editor:    {settings.site_url}/admin")
    if first.admin:
        click.echo(f"Sign in with:  {first.admin[0]}\nPassword:      {first.admin[1]}   (shown this once)\n")
    else:
        click.echo(f"Sign in with:  {admin_email}   (a new password: blog user passwd {admin_email})\n")


def _serve(settings: Settings) -> None:
    server = Granian(
        TARGET,
        address=settings.listen,
        port=settings.port,
        interface=Interfaces.WSGI,
        workers=settings.workers,
        blocking_threads=settings.threads,
        websockets=False,
        backpressure=1024,
        respawn_failed_workers=True,
        workers_kill_timeout=TIME_TO_END,
        log_level=LogLevels.warning,
    )
    server.serve(target_loader=functools.partial(_load, os.getpid()))


def _load(parent: int, target: str) -> Callable[..., Any]:
    """The application, in a worker; the worker ends when the process that started it is gone."""
    logs.configure(load_settings())
    threading.Thread(target=_follow, args=(parent,), name="follow-parent", daemon=True).start()
    module, _, name = target.partition(":")
    return getattr(importlib.import_module(module), name)


def _follow(parent: int) -> None:
    # A killed parent takes no worker along, and an orphan would hold the port against the next start.
    while os.getppid() == parent:
        time.sleep(PARENT_ASKED_EVERY)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(TIME_TO_END)
    os.kill(os.getpid(), signal.SIGKILL)
