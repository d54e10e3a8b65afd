"""The search index at a terminal: what lacks in it is counted, and made."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from flask import Flask

from blog.cli import start
from blog.content import operations
from blog.content.access import ANONYMOUS
from blog.db import db, transaction
from blog.jobs import pending
from blog.models import SearchEntry
from tests.people import People
from tests.site import content


def blog(app: Flask, *words: str) -> Any:
    result = app.test_cli_runner().invoke(args=("blog", *words))
    db.session.remove()
    return result


def age() -> None:
    """Make every entry one of an older version of the program."""
    with transaction() as session:
        session.execute(sa.update(SearchEntry).values(mark="0 english"))


def test_the_doctor_counts_what_the_index_lacks_and_reindex_makes_it(app: Flask, people: People) -> None:
    content.post("Cormorants")
    content.page("Gannets")
    age()
    assert "2 documents are not in the search index" in blog(app, "doctor").output
    assert blog(app, "reindex", "--missing").output == "Indexed 2 documents.\n"
    assert "search index" not in blog(app, "doctor").output
    assert blog(app, "reindex", "--missing").output == "Indexed 0 documents.\n"
    assert blog(app, "reindex").output == "Indexed 2 documents.\n"
    assert operations.search("gannet", actor=ANONYMOUS).total == 1


def test_a_start_has_the_index_filled_where_it_lacks_something(app: Flask, people: People) -> None:
    content.post("Cormorants")
    start.prepare(app, demo=False)
    assert pending("search.refresh") == []
    age()
    start.prepare(app, demo=False)
    assert pending("search.refresh") == [{}]
