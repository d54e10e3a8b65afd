"""Whether many posts make a page slower: the same pages at 1,000 and at 100,000 posts, in turns."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

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
    "admin list": "/admin/posts/",
}


def measure(folder: Path) -> Iterator[Measure]:
    getters = [_signed_in(folder / str(count), count) for count in (FEW, MANY)]
    for name, address in PAGES.items():
        few, many = side_by_side([_getter(get, address) for get in getters], ROUNDS)
        yield Measure(
            f"{name}, {MANY:,} posts against {FEW:,}",
            many / few,
            "times",
            at_most=BUDGET,
            note=f"{many * 1000:.1f} ms against {few * 1000:.1f} ms",
        )


def _signed_in(folder: Path, count: int) -> Callable[[str], int]:
    """A site with that many posts: a function that asks it for a page as its administrator and gives the status."""
    with sites.site(folder) as app:
        cast = sites.fill(3)
        sites.grow(count)
    client = app.test_client()
    assert sign_in(client, cast.ada).status_code == 303
    return lambda address: client.get(address).status_code


def _getter(get: Callable[[str], int], address: str) -> Callable[[], None]:
    def once() -> None:
        status = get(address)
        assert status == 200, f"{address} answered {status}"

    return once
