"""People with an account. Passwords go in and never come out; the last administrator stays."""

from __future__ import annotations

import uuid

from flask import current_app

from blog.auth import mailed, passwords
from blog.collections.rules import USERS
from blog.collections.slugs import fill_slug, keep_old_address
from blog.content import authentication, operations
from blog.content.access import ANONYMOUS, SYSTEM
from blog.content.events import Event
from blog.content.recovery import ask_verification
from blog.content.registry import Collection, Hooks, registry
from blog.content.versions import forget_person
from blog.db import lock
from blog.errors import Forbidden, Invalid, Problem
from blog.models import User

#: What stands where a password would, for an author who never signs in: no password has this digest.
NO_LOGIN = "!"


def hash_password(event: Event) -> None:
    """Keep a digest of the password. The site itself may make an account without one, which cannot sign in."""
    password = event.data.get("password")
    if password:
        try:
            passwords.check_strength(password, event.values.get("email") or "", event.values.get("name") or "")
            event.data["password"] = passwords.hash_password(password)
        except ValueError as refusal:
            raise Invalid([Problem("password", str(refusal), "Password")]) from None
    elif event.operation == "create" and event.actor.is_system:
        event.data["password"] = NO_LOGIN
    else:
        event.data.pop("password", None)


def end_sessions(event: Event) -> None:
    """Sign a person out everywhere when their password changes: whoever knew the old one is out."""
    if event.operation != "create" and "password" in event.data:
        authentication.end_sessions(event.id)
        mailed.forget(event.id)


def doubt_address(event: Event) -> None:
    """Where the settings ask for it, a new address is not certain until its owner says so by mail."""
    if current_app.config["VERIFY_EMAIL"] and "email" in event.data and not event.data.get("emailVerified"):
        event.data["emailVerified"] = False
        event.context["doubtful"] = True


def ask_whose_address(event: Event) -> None:
    """Send the mail that asks whose a new address is; an author who never signs in gets none."""
    if event.context.get("doubtful") and event.data.get("password") != NO_LOGIN:
        ask_verification(event.id)


def take_turns(event: Event) -> None:
    """Let roles change one after the other, so that the last two administrators cannot leave at the same moment.

    The turn comes before any row is locked: who waits for it then holds nothing that another needs."""
    if event.operation == "delete" or (event.operation == "update" and "role" in event.data):
        lock("users.role")


def keep_an_admin(event: Event) -> None:
    """Refuse what would leave the site without an administrator."""
    was_admin = (event.original or {}).get("role") == "admin"
    if not was_admin or (event.operation != "delete" and event.data.get("role", "admin") == "admin"):
        return
    where = {"role": {"equals": "admin"}, "id": {"not_equals": event.id}}
    if operations.count("users", actor=SYSTEM, where=where) == 0:
        raise Forbidden("This is the only administrator. Make somebody else one first.")


def keep_authors_address(event: Event) -> None:
    """Leave a redirect where an author's page was. An account that signed nothing had none, and keeps its name."""
    if (event.live_before.get("slug") or event.live.get("slug")) == event.live.get("slug"):
        return
    signed = {"or": [{"author": {"equals": event.id}}, {"authors": {"in": [event.id]}}]}
    if operations.count("posts", actor=ANONYMOUS, where=signed):
        keep_old_address(event)


def forget(event: Event) -> None:
    """Take a person off the history before their account goes; what they wrote stays."""
    forget_person(uuid.UUID(event.id))


users = registry.add(
    Collection(
        User,
        slug="users",
        access=USERS,
        title="email",
        columns=("name", "email", "role", "updatedAt"),
        search=("name", "email"),
        hooks=Hooks(
            before_operation=(take_turns,),
            before_validate=(fill_slug("name"),),
            before_change=(hash_password, doubt_address, keep_an_admin),
            after_change=(end_sessions, ask_whose_address, keep_authors_address),
            before_delete=(keep_an_admin, forget),
        ),
        byline=("name", "slug", "bio", "website", "avatar"),
        address="/authors/{slug}",
    )
)
