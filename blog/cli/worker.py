"""`blog worker` and `blog publish-due`: the jobs, without a web server."""

from __future__ import annotations

import signal

import click
from flask.cli import with_appcontext

from blog.cli import logs, start
from blog.cli.refusal import sentences
from blog.jobs import Runner, run_due

STOPS = (signal.SIGTERM, signal.SIGINT)


@click.command()
@sentences
def worker() -> None:
    """Do jobs until stopped; a stop waits for the job in hand."""
    # Blocked before any thread starts, so that only the wait below gets them; a handler that sets an event could
    # interrupt that event's own lock and hang.
    signal.pthread_sigmask(signal.SIG_BLOCK, STOPS)
    app = start.this_app()
    logs.configure(start.settings_of(app))
    runner = Runner(app).start()
    click.echo("Jobs are done as they come due. Stop with Ctrl-C.")
    signal.sigwait(STOPS)
    runner.stop()
    click.echo("Stopped.")


@click.command("publish-due")
@with_appcontext
@sentences
def publish_due() -> None:
    """Do what is due now, scheduled publishing among it, and end."""
    count = run_due()
    click.echo(f"{count} {'job' if count == 1 else 'jobs'} done.")
