"""The first page in each of its layouts, and what surrounds every page: what is empty is not offered."""

from __future__ import annotations

import re

import pytest

from blog.content import operations
from blog.content.access import SYSTEM
from tests.site import content


def choose(layout: str, **more) -> None:
    operations.update_global("site", {"homeLayout": layout, **more}, actor=SYSTEM)


def order(page: str, *words: str) -> bool:
    places = [page.index(word) for word in words]
    return places == sorted(places)


@pytest.fixture
def filled(app) -> None:
    content.post("Older", days_ago=2)
    content.post("Newest", days_ago=1)
    content.project("Boat")


def test_a_new_site_welcomes_and_offers_nothing_that_is_not_there(client) -> None:
    page = client.get("/").text
    assert "Nothing has been published yet" in page
    assert 'href="/admin/"' in page
    for address in ("/posts", "/projects", "/feed.xml"):
        assert f'<a href="{address}"' not in page, address


def test_a_section_is_in_the_menu_as_soon_as_it_has_something(client) -> None:
    content.post("First", status="draft")
    assert '<a href="/posts"' not in client.get("/").text
    content.post("Second")
    assert '<a href="/posts"' in client.get("/").text
    assert '<a href="/projects"' not in client.get("/").text


@pytest.mark.parametrize("layout", ["page", "posts", "portfolio", "profile"])
def test_every_layout_of_an_empty_site_is_a_page(client, layout) -> None:
    choose(layout)
    page = client.get("/")
    assert page.status_code == 200
    assert page.text.count("<h1") == 1


def test_posts_first_leads_with_the_newest(client, filled) -> None:
    choose("posts")
    page = client.get("/").text
    assert order(page, 'class="sheet story"', "Newest", "Latest posts", "Older", "Selected work", "Boat")
    assert page.count(">Newest</a>") == 1


def test_work_first_leads_with_projects(client, filled) -> None:
    choose("portfolio", tagline="Boats and words")
    page = client.get("/").text
    assert order(page, '<h1 dir="auto">Boats and words</h1>', "Boat</a>", "Writing", "Newest", "Older")


def test_a_person_first_leads_with_the_profile(client, filled) -> None:
    given = {"name": "Ines Halloran", "headline": "Sails", "email": "ines@example.org", "about": content.text("*Hi.*")}
    operations.update_global("profile", given, actor=SYSTEM)
    choose("profile")
    page = client.get("/").text
    assert order(page, '<h1 dir="auto">Ines Halloran</h1>', "Sails", "<em>Hi.</em>", "Selected work", "Boat", "Newest")
    assert 'href="mailto:ines@example.org"' in page


def test_the_owners_page_comes_first_when_there_is_one(client, filled) -> None:
    choose("page")
    assert "Newest" in client.get("/").text
    content.page("Welcome", slug="home")
    assert '<h1 dir="auto">Welcome</h1>' in client.get("/").text


def test_the_footer_says_what_the_owner_wants(client) -> None:
    choose("page", footerText="Words: CC BY.\n<b>Pictures</b>: mine.")
    page = client.get("/").text
    assert re.search(r'class="said">Words: CC BY\.\n&lt;b&gt;Pictures', page)


@pytest.mark.parametrize("layout", ["posts", "portfolio", "profile"])
@pytest.mark.sqlite_only
def test_more_posts_cost_no_more_statements(app, client, filled, statements, layout) -> None:
    choose(layout)
    client.get("/")
    with statements() as few:
        client.get("/")
    for number in range(8):
        content.post(f"More {number}")
        content.project(f"Work {number}")
    client.get("/")
    with statements() as many:
        client.get("/")
    assert len(many) <= len(few)
