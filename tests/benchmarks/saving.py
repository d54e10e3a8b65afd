"""What a save costs: a post of 1,000 words, with its version, on both databases."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

from blog.content import operations
from blog.content.access import SYSTEM
from blog.db import db
from tests import databases
from tests.benchmarks import sites
from tests.benchmarks.measures import Measure, cpu_ms

BUDGET_MS = 15
ROUNDS = 60


def measure(folder: Path) -> Iterator[Measure]:
    yield _measure("SQLite", folder / "sqlite", "")
    with (
        databases.postgresql_server() as server,
        databases.postgresql_copies(server, folder) as copies,
        copies(folder) as url,
    ):
        yield _measure("PostgreSQL", folder / "postgresql", url)


def _measure(name: str, folder: Path, url: str) -> Measure:
    with sites.site(folder, url):
        sites.fill(1)
        post = operations.find("posts", actor=SYSTEM, limit=1, depth=0).docs[0]
        numbers = itertools.count()

        def save() -> None:
            content = sites.article(1000)
            content["content"][1]["content"][0]["text"] = f"Edition {next(numbers)}."
            operations.update("posts", post["id"], {"content": content}, actor=SYSTEM, depth=0)
            db.session.remove()

        for _ in range(5):
            save()
        return Measure(f"a save with version, 1,000 words, {name}", cpu_ms(save, ROUNDS), "ms CPU", at_most=BUDGET_MS)
