"""Whether many posts make a page slower: the same pages at 1,000 and at 100,000 posts, in turns."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from flask.testing import FlaskClient

from tests.admin.browser import sign_in
from tests.benchmarks import sites
from tests.benchmarks.measures import Measure, side_by_side

FEW, MANY = 1_000, 100_000
BUDGET = 1.3
ROUNDS = 31
PAGES = {
    "list of posts": "/posts",
    "post": "/posts/post-number-0",
    "category": "/categories/harbour",
    "feed": "/feed.xml",
    "API list": "/api/posts?limit=10",
    "API list, signed in": "/api/posts?limit=10",
    "API document": "/api/posts?where[slug][equals]=post-number-0",
    "admin list": "/admin/posts/",
}
SIGNED_IN = ("API list, signed in", "admin list")


def measure(folder: Path) -> Iterator[Measure]:
    made = [_clients(folder / str(count), count) for count in (FEW, MANY)]
    for name, address in PAGES.items():
        clients = [(person if name in SIGNED_IN else reader) for reader, person in made]
        few, many = side_by_side([_getter(client, address) for client in clients], ROUNDS)
        yield Measure(
            f"{name}, {MANY:,} posts against {FEW:,}",
            many / few,
            "times",
            at_most=BUDGET,
            note=f"{many * 1000:.1f} ms against {few * 1000:.1f} ms",
        )


def _clients(folder: Path, count: int) -> tuple[FlaskClient, FlaskClient]:
    """A site with that many posts, to nobody in particular and to its administrator."""
    with sites.site(folder) as app:
        cast = sites.fill(3)
        sites.grow(count)
    person = app.test_client()
    assert sign_in(person, cast.ada).status_code == 303
    return app.test_client(), person


def _getter(client: FlaskClient, address: str) -> Callable[[], None]:
    def once() -> None:
        status = client.get(address).status_code
        assert status == 200, f"{address} answered {status}"

    return once
