"""Who asks, and what the rules answer: yes, no, or a condition on rows. Nobody may do what no rule allows."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from blog.errors import Forbidden

Where = Mapping[str, Any]
Verdict = bool | Where
Rule = Callable[["Actor"], Verdict]


#: What a key may do that is for reading only.
READING = frozenset({"read", "versions"})
ACCOUNTS = "users"


@dataclass(frozen=True)
class Scope:
    """What a program's key may be used for: `read` or `write` for everything, `posts:read` for one collection or
    global. Whoever may write may read. Accounts are changed by `users:write` only: a key that may set a password can
    make itself a person."""

    grants: frozenset[str]

    def allows(self, action: str, slug: str) -> bool:
        """Whether the key may be used for this at all; whether its owner may do it is asked besides."""
        words = ("read", "write") if action in READING else ("write",)
        general = () if slug == ACCOUNTS and action not in READING else words
        return any(grant in self.grants for grant in (*general, *(f"{slug}:{word}" for word in words)))


@dataclass(frozen=True)
class Actor:
    """The person a call is made for. Every operation takes one; none is ever assumed."""

    id: uuid.UUID | None
    role: str
    name: str = ""
    address: str | None = None
    #: Set where a program acts for the person: it may do what both of them may.
    scope: Scope | None = None

    @property
    def is_system(self) -> bool:
        return self.role == "system"


ANONYMOUS = Actor(None, "anonymous")
#: The site itself: jobs, imports and commands of whoever runs the machine.
SYSTEM = Actor(None, "system", "the site")


def nobody(actor: Actor) -> Verdict:
    """No one but the site itself."""
    return actor.is_system


@dataclass(frozen=True)
class FieldAccess:
    """Who may see a field and who may write it; what is denied does not exist for that person."""

    read: Rule | None = None
    create: Rule | None = None
    update: Rule | None = None


@dataclass(frozen=True)
class Access:
    """The rules of one collection or global."""

    create: Rule = nobody
    read: Rule = nobody
    update: Rule = nobody
    delete: Rule = nobody
    publish: Rule = nobody
    versions: Rule = nobody
    #: Who may see a document where another, readable one contains it; None is as `read` says.
    embedded: Rule | None = None
    fields: Mapping[str, FieldAccess] = field(default_factory=dict)
    #: The collection that these rules are for, which the registry fills in.
    slug: str = ""

    def verdict(self, action: str, actor: Actor) -> Verdict:
        """What the rule for `action` says of this person. Anything but yes, no or a condition is a mistake in it."""
        if actor.is_system:
            return True
        if not self._in_scope(action, actor):
            return False
        rule: Rule = getattr(self, action)
        answer = rule(actor)
        if isinstance(answer, bool) or (isinstance(answer, Mapping) and answer and action not in ("create", "publish")):
            return answer
        raise TypeError(f"The rule {rule.__name__} answered {answer!r} to {action}: expected yes, no or a condition.")

    def allows(self, action: str, actor: Actor) -> bool:
        """Whether this person may do it at all, be it to some rows only."""
        return bool(self.verdict(action, actor))

    def require(self, action: str, actor: Actor) -> Verdict:
        """The verdict, unless it is no. Raises Forbidden."""
        verdict = self.verdict(action, actor)
        if verdict is False:
            raise Forbidden
        return verdict

    def field_allows(self, name: str, action: str, actor: Actor) -> bool:
        """Whether this person may `read`, `create` or `update` that field."""
        if action != "read" and not self._in_scope(action, actor):
            return False
        access = self.fields.get(name)
        rule = getattr(access, action) if access else None
        return actor.is_system or rule is None or rule(actor) is True

    def _in_scope(self, action: str, actor: Actor) -> bool:
        return actor.scope is None or actor.scope.allows(action, self.slug)
