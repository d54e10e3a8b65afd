"""Readers are counted where the owner wants it, by numbers alone, and authors are told what is read."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest

from blog.clock import now
from blog.content import operations, readers
from blog.content.access import SYSTEM
from blog.db import transaction
from blog.models import ReaderCount
from tests.admin.browser import page, sign_in
from tests.browsers import served
from tests.site import content

FIREFOX = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"}


@pytest.fixture
def counted():
    """The site counts its readers."""
    operations.update_global("site", {"analytics": True}, actor=SYSTEM)


def read(client, document: str, **headers: str):
    return client.post("/-/read", data={"document": document}, headers={**FIREFOX, **headers})


def total() -> int:
    return sum(count for _, count in readers.readers_by_day())


def test_a_reader_makes_a_number_grow_and_leaves_nothing_else(client, counted, statements) -> None:
    post = content.post("Read")
    assert f'data-counted="posts/{post["id"]}"' in client.get("/posts/read").text
    for expected in (1, 2):
        with statements() as seen:
            answer = read(client, f"posts/{post['id']}")
        assert len(seen) <= 6, seen
        assert (answer.status_code, answer.data, answer.headers.get("Set-Cookie")) == (204, b"", None)
        assert readers.most_read(actor=SYSTEM) == [
            {"collection": "posts", "id": post["id"], "title": "Read", "slug": "read", "count": expected}
        ]


def test_nobody_is_counted_before_the_owner_wants_it(client) -> None:
    post = content.post("Read")
    assert "data-counted" not in client.get("/posts/read").text
    assert read(client, f"posts/{post['id']}").status_code == 204
    assert total() == 0


@pytest.mark.parametrize(
    "document",
    ["", "posts", "posts/", "posts/x", "users/{id}", "nothing/{id}", "posts/{id}/x", "site/1", "\x00/\x00", "é" * 300],
)
def test_what_is_no_public_document_is_not_counted(client, counted, document) -> None:
    post = content.post("Read")
    assert read(client, document.format(id=post["id"])).status_code == 204
    assert total() == 0


def test_drafts_programs_other_sites_and_floods_are_not_counted(client, counted) -> None:
    draft, post = content.post("Draft", status="draft"), content.post("Read")
    read(client, f"posts/{draft['id']}")
    read(client, f"posts/{post['id']}", **{"User-Agent": "Mozilla/5.0 (compatible; Googlebot/2.1)"})
    read(client, f"posts/{post['id']}", **{"User-Agent": ""})
    read(client, f"posts/{post['id']}", **{"Sec-Fetch-Site": "cross-site"})
    assert total() == 0
    for _ in range(40):
        assert read(client, f"posts/{post['id']}").status_code == 204
    assert total() == 29  # the draft was the first of thirty requests


def test_old_numbers_are_forgotten_and_what_is_gone_is_not_told(app, counted) -> None:
    kept, gone = content.post("Kept"), content.post("Gone")
    today = now().date()
    with transaction() as session:
        for doc, ago in ((kept, 800), (kept, 40), (kept, 2), (gone, 1)):
            day = today - dt.timedelta(days=ago)
            session.add(ReaderCount(collection="posts", document_id=uuid.UUID(doc["id"]), day=day, count=7))
    assert readers.count_reader("posts", kept["id"])
    operations.trash("posts", gone["id"], actor=SYSTEM)
    with transaction() as session:
        assert session.query(ReaderCount).count() == 4
    assert [(each["title"], each["count"]) for each in readers.most_read(actor=SYSTEM)] == [("Kept", 8)]
    by_day = readers.readers_by_day()
    assert len(by_day) == readers.DAYS
    assert [count for _, count in by_day[-3:]] == [7, 7, 1]


def test_the_dashboard_tells_it(client, people, counted) -> None:
    post = content.post("Read")
    read(client, f"posts/{post['id']}")
    sign_in(client, people.ed)
    [seen] = page(client.get("/admin/")).xpath("//section[@class='reading']")
    assert "Read in 30 days 1" in " ".join(seen.text_content().split())
    assert seen.xpath(".//svg/@aria-label")[0].endswith("1 today.")
    assert seen.xpath(".//li/a/text()") == ["Read"]


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.sqlite_only
def test_a_browser_tells_it_after_a_while_and_not_for_authors(app, browser, counted) -> None:
    content.post("Read")
    with served(app) as address:
        agent = browser.new_context(user_agent=FIREFOX["User-Agent"])
        author = browser.new_context(user_agent=FIREFOX["User-Agent"])
        author.add_cookies([{"name": "quire_author", "value": "1", "url": address}])
        for context in (author, agent):
            tab = context.new_page()
            tab.clock.install()
            asked: list[str] = []
            tab.on("requestfinished", lambda request, asked=asked: asked.append(request.url))
            tab.goto(f"{address}/posts/read", wait_until="networkidle")
            tab.clock.fast_forward(4000)
            assert not [url for url in asked if url.endswith("/-/read")]
            if context is agent:
                with tab.expect_request("**/-/read"):
                    tab.clock.fast_forward(2000)
            tab.close()
