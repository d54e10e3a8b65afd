"""Whether many posts make the search slower: the same questions at 1,000 and at 20,000 posts, on both databases."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import sqlalchemy as sa
from flask import Flask

from blog.content import operations
from blog.content.access import ANONYMOUS, SYSTEM
from blog.db import db, transaction
from blog.models import Post, SearchEntry
from blog.search import dialects
from blog.search.index import OWN_BITS
from tests import databases
from tests.benchmarks import sites
from tests.benchmarks.measures import Measure, side_by_side

#: The post that has the word of every post in its title.
OLDEST = "Ferries"
FEW, MANY = 1_000, 20_000
BUDGET = 3
ROUNDS = 15
BATCH = 2000
QUESTIONS = {
    "a word of every post": "ferry",
    "a word of one post": "needle",
    "a phrase of every post": '"polite suggestion"',
    "an unfinished word": "timet",
    "two words, mistyped": "timetabel wal",
    "sixteen words, mistyped": " ".join(f"timtable{letter}q" for letter in "abcdefghijklmno") + " ferry",
}


def measure(folder: Path) -> Iterator[Measure]:
    yield from _measure("SQLite", folder / "sqlite", ["", ""])
    with (
        databases.postgresql_server() as server,
        databases.postgresql_copies(server, folder) as copies,
        copies(folder) as few,
        copies(folder) as many,
    ):
        yield from _measure("PostgreSQL", folder / "postgresql", [few, many])


def _measure(name: str, folder: Path, urls: list[str]) -> Iterator[Measure]:
    with ExitStack() as stack:
        apps = [stack.enter_context(_grown(folder / str(n), url, n)) for n, url in zip((FEW, MANY), urls, strict=True)]
        for what, question in QUESTIONS.items():
            first = OLDEST if question == "ferry" else None
            few, many = side_by_side([_asker(app, question, first) for app in apps], ROUNDS)
            note = f"{many * 1000:.1f} ms against {few * 1000:.1f} ms"
            yield Measure(f"{what}, {name}, {MANY:,} posts against {FEW:,}", many / few, "times", BUDGET, note=note)
        few, many = side_by_side([_liker(app) for app in apps], ROUNDS)
        note = f"{many * 1000:.1f} ms against {few * 1000:.1f} ms"
        yield Measure(f"documents like one, not remembered, {name}", many / few, "times", note=note)


def _asker(app: Flask, question: str, first: str | None) -> Callable[[], None]:
    def ask() -> None:
        with app.app_context():
            docs = operations.search(question, actor=ANONYMOUS).docs
            assert docs
            assert first in (None, docs[0].name)

    return ask


def _liker(app: Flask) -> Callable[[], None]:
    with app.app_context():
        newest = operations.find("posts", actor=SYSTEM, sort="-publishedAt", limit=1, depth=0).docs[0]["id"]

    def ask() -> None:
        with app.app_context():
            app.extensions["remembered"].clear()
            assert operations.alike("posts", newest, actor=ANONYMOUS, select=("title", "slug"))

    return ask


class _grown:
    """A site of that many posts, all of them in the index: one says "needle", the others are copies of each other."""

    def __init__(self, folder: Path, url: str, count: int) -> None:
        self.site, self.count = sites.site(folder, url), count

    def __enter__(self) -> Flask:
        app = self.site.__enter__()
        sites.fill(3)
        needle = operations.find("posts", actor=SYSTEM, limit=1, depth=0).docs[0]
        operations.update("posts", needle["id"], {"summary": "A needle."}, actor=SYSTEM)
        oldest = operations.find("posts", actor=SYSTEM, sort="publishedAt", limit=1, depth=0).docs[0]
        operations.update("posts", oldest["id"], {"title": OLDEST, "publishedAt": "2001-01-01T00:00:00Z"}, actor=SYSTEM)
        sites.grow(self.count)
        _index_copies()
        return app

    def __exit__(self, *error: object) -> None:
        self.site.__exit__(*error)


def _index_copies() -> None:
    """Copy the newest entry for every post without one: what the engine would write, at the speed of a copy."""
    entries = SearchEntry.__table__
    with transaction() as session:
        newest = sa.select(entries).where(entries.c.collection == "posts").order_by(entries.c.id.desc()).limit(1)
        first = session.execute(newest).mappings().one()
        stems = None
        if session.get_bind().dialect.name == "sqlite":
            text = dialects.TEXT_TABLE
            stems = session.execute(sa.select(text).where(text.c.rowid == first["id"])).mappings().one()
        known = sa.select(entries.c.document_id)
        lacking = sa.select(Post.id, Post.title, Post.slug, Post.published_at).where(Post.id.not_in(known))
        posts = session.execute(lacking).all()
        for start in range(0, len(posts), BATCH):
            rows = [_copy(first, *post) for post in posts[start : start + BATCH]]
            session.execute(sa.insert(entries), rows)
            if stems:
                session.execute(sa.insert(dialects.TEXT_TABLE), [dict(stems) | {"rowid": row["id"]} for row in rows])
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("ANALYZE")
    db.session.remove()


def _copy(first: sa.RowMapping, document_id: uuid.UUID, title: str, slug: str, published_at) -> dict:
    own = document_id.int % 2**OWN_BITS
    return dict(first) | {
        "id": (int(published_at.timestamp()) << OWN_BITS) + own,
        "document_id": document_id,
        "title": title,
        "slug": slug,
        "published_at": published_at,
    }
