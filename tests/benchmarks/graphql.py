"""What a query costs beside the REST answer that holds the same: posts with four relations, in turns."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from werkzeug.test import TestResponse

from blog.content import operations
from blog.content.access import SYSTEM
from tests.benchmarks import sites
from tests.benchmarks.measures import Measure, cpu_ms
from tests.content.documents import picture

ROUNDS = 41
BUDGET = 2.0
REST = (
    "/api/posts?limit=10&select[title]=true&select[slug]=true&select[heroImage]=true&select[author]=true"
    "&select[authors]=true&select[categories]=true&select[relatedPosts]=true"
)
QUERY = """{ Posts(limit: 10) { totalDocs limit totalPages page pagingCounter hasPrevPage hasNextPage nextPage docs {
    id title slug heroImage { id url alt width height } author { id name slug } categories { id title slug }
    relatedPosts { id title slug summary publishedAt } } } }"""


def measure(folder: Path) -> Iterator[Measure]:
    with sites.site(folder) as app:
        sites.fill(14)
        _relate()
    client = app.test_client()
    asked = _checked(lambda: client.post("/api/graphql", json={"query": QUERY}))
    read = _checked(lambda: client.get(REST))
    for work in (read, asked):
        work()
    took = [cpu_ms(work, ROUNDS) for work in (read, asked)]
    yield Measure(
        "Posts(limit: 10) with four relations against REST",
        took[1] / took[0],
        "times",
        at_most=BUDGET,
        note=f"{took[1]:.1f} ms against {took[0]:.1f} ms of processor time",
    )


def _relate() -> None:
    """Give each post a picture and three others to go on with."""
    hero = picture()
    ids = [doc["id"] for doc in operations.find("posts", actor=SYSTEM, limit=0, depth=0, select=("id",)).docs]
    for id_ in ids:
        others = [other for other in ids[:4] if other != id_][:3]
        operations.update("posts", id_, {"heroImage": hero, "relatedPosts": others}, actor=SYSTEM)


def _checked(ask: Callable[[], TestResponse]) -> Callable[[], None]:
    def once() -> None:
        answer = ask()
        assert answer.status_code == 200, answer.text
        assert "errors" not in answer.json, answer.text

    return once
