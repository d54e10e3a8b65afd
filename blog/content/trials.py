"""Globals before they are saved: shown as readers would see them, to whoever may change them, and stored nowhere."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import Any

from flask import current_app

from blog.auth import trials as sealed
from blog.auth.trials import Trial
from blog.clock import now
from blog.content import operations
from blog.content.access import ANONYMOUS, Actor
from blog.content.registry import registry
from blog.db import db, transaction
from blog.models import User

#: How long what was tried out can be shown again.
LIFE = dt.timedelta(hours=1)


class _Undone(Exception):
    """Takes back everything that a trial wrote."""


def try_out(slug: str, changes: Mapping[str, Any], *, actor: Actor) -> str:
    """The letters by which the site shows a global with these changes, checked as a save checks them, for an hour.

    Nothing of it is kept. Raises Forbidden, Invalid."""
    doc: dict[str, Any] = {}
    try:
        with transaction():
            operations.update_global(slug, changes, actor=actor, depth=0)
            doc = operations.read_global(slug, actor=ANONYMOUS)
            raise _Undone
    except _Undone:
        pass
    return sealed.seal(current_app.config["SECRET_KEY"], Trial(slug, doc, str(actor.id), now() + LIFE))


def open_trial(token: str) -> Trial | None:
    """What the letters show; None if they are forged or over, or if whoever tried it out may not change it any more."""
    trial = sealed.read(current_app.config["SECRET_KEY"], token)
    if trial is None or trial.slug not in registry.globals:
        return None
    user = db.session.get(User, uuid.UUID(trial.person))
    if user is None:
        return None
    person = Actor(user.id, user.role, user.name or user.email)
    return trial if registry.globals[trial.slug].access.allows("update", person) else None
