"""`blog worker` and `blog publish-due`: the jobs, without a web server."""

from __future__ import annotations

import signal
import threading

import click
from flask.cli import with_appcontext

from blog.cli import logs, start
from blog.cli.refusal import sentences
from blog.jobs import Runner, run_due


@click.command()
@sentences
def worker() -> None:
    """Do jobs until stopped; a stop waits for the job in hand."""
    over = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: over.set())
    app = start.this_app()
    logs.configure(start.settings_of(app))
    runner = Runner(app).start()
    click.echo("Jobs are done as they come due. Stop with Ctrl-C.")
    over.wait()
    runner.stop()
    click.echo("Stopped.")


@click.command("publish-due")
@with_appcontext
@sentences
def publish_due() -> None:
    """Do what is due now, scheduled publishing among it, and end."""
    count = run_due()
    click.echo(f"{count} {'job' if count == 1 else 'jobs'} done.")
