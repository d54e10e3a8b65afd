"""What the REST API costs beside a bare JSON answer of the same server: the same bytes, handed out by a view that does
nothing else. A list of 10 with depth 1, and one document, for nobody in particular and for somebody signed in."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

from flask import Flask, Response
from werkzeug.test import EnvironBuilder, run_wsgi_app

from blog.api.identity import issue
from blog.content import operations
from blog.content.access import SYSTEM
from blog.content.authentication import open_session
from tests import statements
from tests.benchmarks import sites
from tests.benchmarks.measures import Measure, side_by_side
from tests.content.documents import picture

ROUNDS = 101
ASKED = {"list of 10, depth 1": "/api/posts?limit=10&depth=1", "one document": "/api/posts/{id}"}
#: The most statements of each, however many documents there are. Who has signed in is one more.
MOST = {"list of 10, depth 1": 5, "one document": 5}

Ask = Callable[[], bytes]


def measure(folder: Path) -> Iterator[Measure]:
    with sites.site(folder) as app:
        cast = sites.fill(14)
        hero = picture()
        newest = operations.find("posts", actor=SYSTEM, limit=0, depth=0, select=("id",)).docs
        for doc in newest:
            operations.update("posts", doc["id"], {"heroImage": hero}, actor=SYSTEM)
        token = issue(open_session(cast.ada.id))[0]
    for name, address in ASKED.items():
        for who, header in (("anonymous", None), ("signed in", f"JWT {token}")):
            ask = _asking(app, address.format(id=newest[0]["id"]), header)
            yield from _compared(app, f"{name}, {who}", ask, MOST[name] + bool(header))


def _compared(app: Flask, name: str, ask: Ask, most: int) -> Iterator[Measure]:
    sent = ask()
    with statements.collect() as seen:
        ask()
    bare = _bare(app, sent)
    seconds = side_by_side((ask, bare), ROUNDS)
    cost, least = (spent * 1000 for spent in side_by_side((ask, bare), ROUNDS, time.process_time))
    note = f"{1 / seconds[0]:,.0f} against {1 / seconds[1]:,.0f} a second, {cost:.2f} against {least:.2f} ms"
    yield Measure(
        f"{name}, processor time against bare JSON", cost / least, "times", note=f"{note}, {len(sent):,} bytes"
    )
    yield Measure(f"{name}, statements", len(seen), at_most=most)


def _asking(app: Flask, address: str, header: str | None) -> Ask:
    """A request made once and sent as often as wanted, without the cost of a test client."""
    headers = {"Authorization": header} if header else {}
    environ = EnvironBuilder(path=address.partition("?")[0], query_string=address.partition("?")[2], headers=headers)
    made = environ.get_environ()

    def ask() -> bytes:
        parts, status, _ = run_wsgi_app(app.wsgi_app, dict(made), buffered=True)
        assert status.startswith("200"), f"{address} answered {status}"
        return b"".join(parts)

    return ask


def _bare(app: Flask, sent: bytes) -> Ask:
    """The same bytes from a view of the same application that asks nothing."""
    app.view_functions["bare"] = lambda: Response(sent, mimetype="application/json")
    if not any(rule.endpoint == "bare" for rule in app.url_map.iter_rules()):
        app.url_map.add(app.url_rule_class("/bare", endpoint="bare", methods=["GET"]))
    return _asking(app, "/bare", None)
