"""The blog as readers meet it."""

from __future__ import annotations

import re

import pytest

from blog.content import operations
from blog.content.access import SYSTEM
from tests.site import content


def test_a_post_is_shown_with_its_author_its_date_and_its_text(client) -> None:
    ines = content.author()
    content.post("On tides", author=ines["id"], content=content.text("The moon *pulls*."))
    page = client.get("/posts/on-tides")
    assert page.status_code == 200
    assert '<h1 dir="auto">On tides</h1>' in page.text
    assert "The moon <em>pulls</em>." in page.text
    assert '<a rel="author" href="/authors/ines">Ines Halloran</a>' in page.text
    assert "<time datetime=" in page.text


def test_a_draft_is_not_there_for_readers(client) -> None:
    content.post("Secret plans", status="draft")
    content.post("Known plans")
    assert client.get("/posts/secret-plans").status_code == 404
    for path in ("/", "/posts", "/feed.xml", "/sitemap.xml", "/sitemap-posts-1.xml"):
        assert "ecret" not in client.get(path).text, path


def test_edits_that_are_not_published_do_not_show(client) -> None:
    known = content.post("Known plans")
    operations.update("posts", known["id"], {"title": "New plans"}, actor=SYSTEM, draft=True)
    page = client.get("/posts/known-plans")
    assert "Known plans" in page.text
    assert "New plans" not in page.text


def test_a_post_for_later_is_not_there_yet(client) -> None:
    content.post("Tomorrow", days_ago=-1)
    assert client.get("/posts/tomorrow").status_code == 404
    assert "Tomorrow" not in client.get("/posts").text


def test_internal_notes_never_reach_a_page(client) -> None:
    content.post("Open", internalNotes="call the lawyer")
    assert "lawyer" not in client.get("/posts/open").text


def test_a_post_in_the_trash_is_gone(client) -> None:
    known = content.post("Regretted")
    operations.trash("posts", known["id"], actor=SYSTEM)
    page = client.get("/posts/regretted")
    assert page.status_code == 410
    assert "This page is gone." in page.text


def test_an_unpublished_post_is_not_found(client) -> None:
    known = content.post("Withdrawn")
    operations.unpublish("posts", known["id"], actor=SYSTEM)
    assert client.get("/posts/withdrawn").status_code == 404


@pytest.fixture
def fifteen(app) -> None:
    for number in range(15):
        content.post(f"Post {number}", days_ago=number + 1)


def test_the_list_is_paged_newest_first(client, fifteen) -> None:
    first, second = client.get("/posts").text, client.get("/posts/page/2").text
    assert first.index("Post 0") < first.index("Post 11")
    assert "Post 12" not in first
    assert "Post 12" in second
    assert re.search(r"aria-current=\"page\"><span class=\"hush\">Page </span>2<", second)
    assert 'rel="next" href="/posts/page/2"' in first
    assert 'rel="prev" href="/posts"' in second


@pytest.mark.parametrize("number", ["3", "0", "-1", "x", "99999999999999999999", "1e3"])
def test_a_page_of_the_list_that_is_not_there_is_not_found(client, fifteen, number) -> None:
    assert client.get(f"/posts/page/{number}").status_code == 404


def test_page_one_has_one_address(client) -> None:
    page = client.get("/posts/page/1")
    assert (page.status_code, page.headers["Location"]) == (301, "/posts")


def test_an_empty_blog_says_so(client) -> None:
    assert "Nothing has been published yet." in client.get("/posts").text


def test_a_text_with_headings_of_the_first_rank_leaves_the_title_alone(client) -> None:
    content.post("Title", content=content.text("# Part one\n\na\n\n## Inside\n\nb\n\n# Part two\n\nc"))
    page = client.get("/posts/title").text
    assert page.count("<h1") == 1
    assert '<h2 id="part-one">' in page
    assert '<h3 id="inside">' in page


def test_related_posts_follow_a_post(client) -> None:
    other, draft = content.post("Other"), content.post("Hidden", status="draft")
    content.post("First", relatedPosts=[other["id"], draft["id"]])
    page = client.get("/posts/first").text
    assert "Read next" in page
    assert 'href="/posts/other"' in page
    assert "Hidden" not in page


def test_a_long_text_has_a_contents_list_that_leads_to_its_headings(client) -> None:
    content.post("Long", content=content.text("## One\n\na\n\n## Two\n\nb\n\n### Deeper\n\nc\n\n## Three\n\nd"))
    page = client.get("/posts/long").text
    for name in ("one", "two", "deeper", "three"):
        assert f'href="#{name}"' in page
        assert f'id="{name}"' in page
