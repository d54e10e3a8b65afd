"""Whether many posts make a page slower: the same pages at 1,000 and at 100,000 posts, in turns."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path

from flask import Flask

from tests import people
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
    with contextlib.ExitStack() as stack:
        getters = []
        for count in (FEW, MANY):
            with sites.site(folder / str(count)) as app:
                sites.fill(3)
                sites.grow(count)
            getters.append(stack.enter_context(_signed_in(app)))
        for name, address in PAGES.items():
            few, many = side_by_side([_getter(get, address) for get in getters], ROUNDS)
            yield Measure(
                f"{name}, {MANY:,} posts against {FEW:,}",
                many / few,
                "times",
                at_most=BUDGET,
                note=f"{many * 1000:.1f} ms against {few * 1000:.1f} ms",
            )


@contextlib.contextmanager
def _signed_in(app: Flask) -> Iterator[Callable[[str], int]]:
    """A function that asks the site for a page as its administrator and gives the status."""
    client = app.test_client()
    form = {"email": "ada@example.org", "password": people.PASSWORD}
    client.post("/admin/sign-in", data=form, headers={"Sec-Fetch-Site": "same-origin"})
    yield lambda address: client.get(address).status_code


def _getter(get: Callable[[str], int], address: str) -> Callable[[], None]:
    def once() -> None:
        status = get(address)
        assert status == 200, f"{address} answered {status}"

    return once
