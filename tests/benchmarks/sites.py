"""Sites to measure: one with a few posts written as authors write them, and one grown to many by copying rows."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from flask import Flask
from flask_migrate import upgrade

from blog import create_app
from blog.clock import now
from blog.config import load_settings
from blog.content import operations
from blog.content.access import SYSTEM
from blog.db import db, transaction
from tests import people

SENTENCE = "The ferry leaves when the tide lets it, and the timetable on the wall is only a polite suggestion. "
BATCH = 5000


def article(words: int) -> dict[str, Any]:
    """A rich text of about this many words: paragraphs under headings, with marks in them."""
    content: list[dict[str, Any]] = []
    for number in range(max(1, words // 100)):
        heading = {"type": "text", "text": f"Part {number + 1}"}
        content.append({"type": "heading", "attrs": {"level": 2}, "content": [heading]})
        text = [{"type": "text", "text": SENTENCE * 4}, {"type": "text", "text": "bold", "marks": [{"type": "bold"}]}]
        content.append({"type": "paragraph", "content": text})
        content.append({"type": "paragraph", "content": [{"type": "text", "text": SENTENCE}]})
    return {"type": "doc", "content": content}


@contextmanager
def site(folder: Path, database_url: str = "") -> Iterator[Flask]:
    """An application on an empty, migrated database, with its context pushed."""
    folder.mkdir(parents=True, exist_ok=True)
    app = create_app(load_settings({"DATABASE_URL": database_url, "RATE_LIMITS": "off"}, folder))
    with app.app_context():
        upgrade()
        yield app
        db.session.remove()
        for engine in db.engines.values():
            engine.dispose()


def publish(number: int, cast: people.People, category: str, words: int = 300) -> dict[str, Any]:
    """One published post."""
    data = {
        "title": f"Post number {number}",
        "summary": SENTENCE,
        "content": article(words),
        "author": cast.ada.id,
        "categories": [category],
        "status": "published",
        "publishedAt": now() - dt.timedelta(days=number + 1),
    }
    return operations.create("posts", data, actor=SYSTEM)


def fill(count: int) -> people.People:
    """Some posts in one category, written through the engine; the people who wrote them."""
    cast = people.settle()
    category = operations.create("categories", {"title": "Harbour", "slug": "harbour"}, actor=SYSTEM)
    for number in range(count):
        publish(number, cast, category["id"])
    return cast


def grow(count: int) -> None:
    """Copy the newest post until there are `count` of them: rows as the engine made them, at the speed of a copy."""
    posts, links = db.metadata.tables["posts"], db.metadata.tables["posts_categories"]
    with transaction() as session:
        have = session.scalar(sa.select(sa.func.count()).select_from(posts))
        first = session.execute(sa.select(posts).order_by(posts.c.published_at.desc()).limit(1)).mappings().one()
        link = session.execute(sa.select(links).where(links.c.post_id == first["id"])).mappings().first()
        for start in range(have, count, BATCH):
            rows = [_copy(first, number) for number in range(start, min(start + BATCH, count))]
            session.execute(sa.insert(posts), rows)
            session.execute(sa.insert(links), [dict(link) | {"post_id": row["id"]} for row in rows])
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("ANALYZE")


def _copy(row: sa.RowMapping, number: int) -> dict[str, Any]:
    moment = now() - dt.timedelta(minutes=number + 1)
    return dict(row) | {
        "id": uuid.uuid4(),
        "slug": f"copy-{number}",
        "title": f"Copy number {number}",
        "published_at": moment,
        "created_at": moment,
        "updated_at": moment,
    }
