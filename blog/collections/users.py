"""People with an account. Passwords go in and never come out; the last administrator stays."""

from __future__ import annotations

import uuid

from blog.auth import passwords
from blog.collections.rules import USERS
from blog.collections.slugs import fill_slug
from blog.content import authentication, operations
from blog.content.access import SYSTEM
from blog.content.events import Event
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
            before_change=(hash_password, keep_an_admin),
            after_change=(end_sessions,),
            before_delete=(keep_an_admin, forget),
        ),
        byline=("name", "slug", "bio", "website", "avatar"),
        address="/authors/{slug}",
    )
)
