"""What a page asks of the database: the statements of the busiest pages, for few posts and for many."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from flask import Flask

from tests import statements
from tests.benchmarks import sites
from tests.benchmarks.measures import Measure

PAGES = {
    "home": "/",
    "list of posts": "/posts",
    "post": "/posts/post-number-0",
    "category": "/categories/harbour",
    "feed": "/feed.xml",
    "API list": "/api/posts?limit=10",
    "API document by slug": "/api/posts?where[slug][equals]=post-number-0",
}
MOST = {"post": 6}


def measure(folder: Path) -> Iterator[Measure]:
    with sites.site(folder / "pages") as app:
        sites.fill(3)
        few = {name: count(app, address) for name, address in PAGES.items()}
        sites.grow(300)
        many = {name: count(app, address) for name, address in PAGES.items()}
    for name in PAGES:
        budget = min(MOST.get(name, few[name]), few[name])
        yield Measure(f"statements, {name}", many[name], at_most=budget, note=f"{few[name]} with 3 posts, now 300")


def count(app: Flask, address: str) -> int:
    """The statements of a page whose shared parts (header, footer, settings) are remembered already."""
    client = app.test_client()
    assert client.get(address).status_code == 200, address
    with statements.collect() as seen:
        client.get(address)
    return len(seen)
