"""Whether the site is alive and ready, for who runs it."""

from __future__ import annotations

from flask import Blueprint, Flask, current_app
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from blog.db import db, let_go
from blog.jobs import overdue
from blog.storage import StorageError

health = Blueprint("health", __name__)


def register(app: Flask) -> None:
    """Add the health pages to the application."""
    app.register_blueprint(health)


@health.get("/healthz")
def alive() -> dict[str, str]:
    """This process answers."""
    return {"status": "ok"}


@health.get("/readyz")
def ready() -> tuple[dict[str, object], int]:
    """Everything that a page needs answers; 503 says what does not."""
    checks = {"database": _database(), "storage": _storage()}
    if checks["database"] == "ok":
        late = overdue()
        checks["jobs"] = f"{late} overdue" if late else "ok"
    good = all(checks[name] == "ok" for name in ("database", "storage"))
    return {"status": "ok" if good else "unavailable", "checks": checks}, 200 if good else 503


def _database() -> str:
    try:
        db.session.execute(text("SELECT 1"))
    except SQLAlchemyError:
        let_go()
        return "does not answer"
    return "ok"


def _storage() -> str:
    try:
        current_app.extensions["storage"].check()
    except StorageError as error:
        return str(error)
    return "ok"
