"""The cast of the tests. Each is an account of the site under test, and the actor that operations are asked for."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from blog.content import operations
from blog.content.access import ANONYMOUS, SYSTEM, Actor

PASSWORD = "tulips under seven bridges"


@dataclass(frozen=True)
class Person:
    """Somebody with an account."""

    id: str
    email: str
    name: str
    role: str
    password: str = PASSWORD

    @property
    def actor(self) -> Actor:
        return Actor(uuid.UUID(self.id), self.role, self.name)


@dataclass(frozen=True)
class People:
    """Ada runs the site, Ed edits it, Uma only has an account; a visitor has none."""

    ada: Person
    ed: Person
    uma: Person
    visitor: Actor = ANONYMOUS

    @property
    def actors(self) -> dict[str, Actor]:
        """One actor for each role, by the role's name."""
        return {p.role: p.actor for p in (self.ada, self.ed, self.uma)} | {"anonymous": self.visitor}


def settle() -> People:
    """Make the accounts; needs an application context."""
    return People(
        ada=_account("ada@example.org", "Ada Admin", "admin"),
        ed=_account("ed@example.org", "Ed Editor", "editor"),
        uma=_account("uma@example.org", "Uma User", "user"),
    )


def _account(email: str, name: str, role: str) -> Person:
    data = {"email": email, "name": name, "role": role, "password": PASSWORD, "emailVerified": True}
    return Person(operations.create("users", data, actor=SYSTEM)["id"], email, name, role)
