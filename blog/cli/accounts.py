"""Accounts as an operator makes and mends them: the first administrator, new people, passwords, locks."""

from __future__ import annotations

import secrets
from typing import Any
from urllib.parse import urlsplit

from blog.auth.passwords import WeakPassword, check_strength
from blog.auth.sign_in import unlock
from blog.cli.refusal import Refusal
from blog.config import Settings
from blog.content import operations
from blog.content.access import SYSTEM
from blog.db import transaction

ROLES = ("admin", "editor", "user")


def first_admin(settings: Settings) -> tuple[str, str] | None:
    """Make the first administrator, unless there is one; the address and the password, or None."""
    if find_admin() is not None:
        return None
    host = urlsplit(settings.site_url).hostname or ""
    email = settings.admin_email or (
        f"admin@{host}" if host.rpartition(".")[2].isalpha() and "." in host else "admin@example.org"
    )
    password = settings.admin_password or made_up_password()
    create(email, password, "admin", "Administrator")
    return email, password


def find_admin() -> dict[str, Any] | None:
    """The administrator who came first, or None."""
    found = operations.find(
        "users", actor=SYSTEM, where={"role": {"equals": "admin"}}, sort="createdAt", limit=1, depth=0, count=False
    )
    return found.docs[0] if found.docs else None


def find_user(email: str) -> dict[str, Any]:
    """The account with this address; Refusal if there is none."""
    where = {"email": {"equals": email.strip().lower()}}
    found = operations.find("users", actor=SYSTEM, where=where, limit=1, depth=0, count=False)
    if not found.docs:
        raise Refusal(f"There is no account with the address {email}.")
    return found.docs[0]


def create(email: str, password: str, role: str, name: str | None) -> dict[str, Any]:
    """Make an account; Refusal for a weak password, Invalid for an address that is taken."""
    _check(password, email, name or "")
    data = {"email": email, "password": password, "role": role, "name": name, "emailVerified": True}
    return operations.create("users", data, actor=SYSTEM)


def set_password(email: str, password: str) -> None:
    """Give an account another password and take its lock away; the collection ends its sessions."""
    user = find_user(email)
    _check(password, email, user.get("name") or "")
    with transaction():
        operations.update("users", user["id"], {"password": password}, actor=SYSTEM)
        unlock(user["id"])


def made_up_password() -> str:
    """A password nobody can guess, in groups that can be typed."""
    letters = "abcdefghijkmnpqrstuvwxyz23456789"
    return "-".join("".join(secrets.choice(letters) for _ in range(5)) for _ in range(4))


def _check(password: str, *personal: str) -> None:
    try:
        check_strength(password, *personal)
    except WeakPassword as error:
        raise Refusal(str(error)) from None
