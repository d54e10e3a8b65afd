"""`blog user`: make an account, give it another password, take its lock or its second factor away."""

from __future__ import annotations

import click
from flask.cli import with_appcontext

from blog.auth.sign_in import unlock as lift_lock
from blog.cli import accounts
from blog.cli.refusal import sentences
from blog.content import second_factor
from blog.content.access import SYSTEM

password_option = click.option(
    "--password", envvar="NEW_PASSWORD", help="Asked for when absent; NEW_PASSWORD keeps it out of the process list."
)


@click.group()
def user() -> None:
    """Accounts."""


@user.command()
@click.argument("email")
@click.option("--role", type=click.Choice(accounts.ROLES), default="user", show_default=True)
@click.option("--name", help="The name readers see.")
@password_option
@with_appcontext
@sentences
def create(email: str, role: str, name: str | None, password: str | None) -> None:
    """Make an account."""
    made = accounts.create(email, password or _ask(), role, name)
    click.echo(f"{made['email']} can sign in now.")


@user.command()
@click.argument("email")
@password_option
@with_appcontext
@sentences
def passwd(email: str, password: str | None) -> None:
    """Give an account another password; it is signed out everywhere."""
    accounts.find_user(email)
    accounts.set_password(email, password or _ask())
    click.echo(f"{email} has a new password.")


@user.command()
@click.argument("email")
@with_appcontext
@sentences
def unlock(email: str) -> None:
    """Let an account that was locked after wrong passwords try again."""
    found = accounts.find_user(email)
    lift_lock(found["id"])
    click.echo(f"{email} may sign in again.")


@user.command("reset-codes")
@click.argument("email")
@with_appcontext
@sentences
def reset_codes(email: str) -> None:
    """Switch one-time codes off for somebody who has lost them."""
    second_factor.reset(accounts.find_user(email)["id"], actor=SYSTEM)
    click.echo(f"{email} signs in with the password alone.")


def _ask() -> str:
    return click.prompt("Password", hide_input=True, confirmation_prompt=True)
