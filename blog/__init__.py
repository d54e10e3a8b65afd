"""Quire: a blog and portfolio site as one Flask application. `create_app` lists everything the program has."""

from __future__ import annotations

import json
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from blog import admin, api, cli, collections, compression, health, limits, models, overrides, site
from blog.cache import Generations, TagCache
from blog.config import Settings, load_settings
from blog.db import db
from blog.diagrams import Sketchbook
from blog.jobs import start_runner
from blog.migration import is_ours, migrations, render_item
from blog.routing import LazyRule
from blog.storage import open_storage
from blog.tracing import TracedFlask, name_answers

__all__ = ["collections", "create_app", "models"]

MIGRATIONS = Path(__file__).resolve().parent.parent / "migrations"


def create_app(settings: Settings | None = None) -> Flask:
    """The application, with settings from the environment unless they are given; asks neither database nor network."""
    settings = settings or load_settings()
    settings.instance_dir.mkdir(parents=True, exist_ok=True)
    app = TracedFlask(__name__, instance_path=str(settings.instance_dir))
    app.url_rule_class = LazyRule
    overrides.use_own_templates(app, settings.instance_dir)
    app.config.update(settings.as_config() | flask_settings(settings) | limits.configure(settings))

    app.extensions["settings"] = settings
    app.extensions["storage"] = open_storage(settings.storage_url, root=settings.instance_dir)
    app.extensions["counters"] = Generations(settings.instance_dir / "generations")
    app.extensions["remembered"] = TagCache(app.extensions["counters"])
    app.extensions["sketchbook"] = Sketchbook(settings.instance_dir / "drawings", app.extensions["remembered"])

    db.init_app(app)
    migrations.init_app(app, db, directory=str(MIGRATIONS), render_item=render_item, include_name=is_ours)
    limits.limiter.init_app(app)

    name_answers(app)
    site.register(app)
    admin.register(app)
    api.register(app)
    cli.register(app)
    health.register(app)
    compression.compress_answers(app)

    if settings.proxy_hops:
        hops = settings.proxy_hops
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
    return app


def flask_settings(settings: Settings) -> dict[str, Any]:
    """What our settings mean to Flask and its extensions."""
    return {
        "SQLALCHEMY_DATABASE_URI": settings.database_url,
        "SQLALCHEMY_ENGINE_OPTIONS": engine_options(settings),
        "MAX_CONTENT_LENGTH": settings.max_upload_mb * 1024 * 1024 + 1024 * 1024,
        "MAX_FORM_MEMORY_SIZE": 4 * 1024 * 1024,
        "SESSION_COOKIE_NAME": "quire",
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": settings.secure_cookies,
        "PERMANENT_SESSION_LIFETIME": timedelta(days=settings.session_days),
        "WTF_CSRF_CHECK_DEFAULT": False,
        "WTF_CSRF_TIME_LIMIT": None,
        "TRUSTED_HOSTS": list(settings.trusted_hosts) or None,
    }


def engine_options(settings: Settings) -> dict[str, Any]:
    """One connection for each thread of a worker, its job runner and one to spare; text stays readable in JSON."""
    return {
        "pool_pre_ping": True,
        "pool_recycle": 1800,
        "pool_size": settings.threads + 2,
        "json_serializer": partial(json.dumps, ensure_ascii=False, separators=(",", ":")),
    }


def serve_jobs(app: Flask) -> None:
    """Start this process's job runner, where the settings leave jobs to the web processes."""
    if app.extensions["settings"].jobs:
        start_runner(app)
