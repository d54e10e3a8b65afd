"""What the head of a page says: words, pictures, feeds, and the hostile things that people call their posts."""

from __future__ import annotations

import io
import json
import re
from html import unescape
from typing import Any

import pytest
from PIL import Image

from blog.collections.excerpts import LONGEST, excerpt, shortened
from blog.content import operations
from blog.content.access import SYSTEM
from blog.content.uploads import Upload
from tests.site import content

HOSTILE = 'A </script><b> & "quotes" ]]> \u202e 👩🏽‍🚀 {{ 7 * 7 }}'


def said(page: str, name: str) -> str | None:
    """The content of the meta element of that name or property."""
    found = re.search(rf'<meta (?:name|property)="{re.escape(name)}" content="([^"]*)"', page)
    return unescape(found[1]) if found else None


def things(page: str) -> list[dict[str, Any]]:
    return [json.loads(text) for text in re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)]


def uploaded(kind: str = "JPEG", **more: Any) -> dict[str, Any]:
    drawn = io.BytesIO()
    Image.new("RGB", (1600, 900), "#336699").save(drawn, kind)
    file = Upload(f"sea.{kind.lower()}", drawn.getvalue())
    return operations.create("media", {"alt": "The sea", **more}, file=file, actor=SYSTEM)


def test_a_description_is_made_of_the_first_sentences_where_none_is_written(client) -> None:
    words = "A first sentence that says what this is about, at some length. " + "Then more and more words. " * 20
    content.post("Bare", summary=None, content=content.text(f"## Heading\n\n{words}"))
    content.page("About", layout=[content.block("content", columns=[{"richText": content.text("Who I am.")}])])
    described = said(client.get("/posts/bare").text, "description")
    assert described.startswith("A first sentence that says")
    assert described.endswith("words.")
    assert len(described) <= LONGEST
    assert said(client.get("/about").text, "description") == "Who I am."


@pytest.mark.sqlite_only
def test_a_text_is_cut_at_a_word_and_a_script_without_spaces_anywhere(app) -> None:
    assert shortened("one two three four", 12) == "one two…"
    assert shortened("x" * 50, 10) == "xxxxxxxxx…"
    assert len(excerpt({"content": content.text("海" * 400)})) <= LONGEST
    assert excerpt({"content": None, "layout": [{"blockType": "gallery"}]}) == ""


def test_a_list_says_what_the_site_is_and_a_missing_page_nothing(client) -> None:
    operations.update_global("site", {"description": "About ships."}, actor=SYSTEM)
    assert said(client.get("/categories").text, "description") == "About ships."
    missing = client.get("/nothing").text
    assert said(missing, "description") is None
    assert said(missing, "robots") == "noindex"


def test_a_post_says_when_by_whom_and_under_what_it_was_published(client) -> None:
    ines, craft = content.author(), content.category("Craft")
    content.post("Tides", author=ines["id"], categories=[craft["id"]])
    page = client.get("/posts/tides").text
    assert said(page, "og:type") == "article"
    assert said(page, "article:published_time").startswith("20")
    assert said(page, "article:author").endswith("/authors/ines")
    assert said(page, "article:section") == "Craft"
    assert said(client.get("/posts").text, "og:type") == "website"
    assert said(client.get("/posts").text, "article:published_time") is None


def test_the_picture_of_a_link_is_the_nearest_that_was_chosen(client) -> None:
    sea = uploaded()
    content.post("With", heroImage=sea["id"])
    content.post("Without")
    page = client.get("/posts/with").text
    assert "/media/" in said(page, "og:image")
    assert (said(page, "og:image:width"), said(page, "og:image:height")) == ("1200", "630")
    assert said(page, "og:image:alt") == "The sea"
    assert said(page, "og:image:type") == "image/jpeg"
    assert "/cards/posts/" in said(client.get("/posts/without").text, "og:image")
    assert "/cards/site/" in said(client.get("/posts").text, "og:image")
    operations.update_global("site", {"defaultImage": sea["id"]}, actor=SYSTEM)
    assert "/media/" in said(client.get("/posts/without").text, "og:image")


def test_a_page_names_its_own_feed_before_the_site_s(client) -> None:
    ines, craft, python = content.author(), content.category("Craft"), content.technology("Python")
    content.post("First", author=ines["id"], categories=[craft["id"]])
    content.project("Boat", technologies=[python["id"]])
    expected = {
        "/": [], "/posts/first": [], "/projects": ["/projects/feed.xml"],
        "/categories/craft": ["/categories/craft/feed.xml"], "/authors/ines": ["/authors/ines/feed.xml"],
        "/technologies/python": ["/technologies/python/feed.xml"],
    }  # fmt: skip
    for path, own in expected.items():
        page = client.get(path).text
        named = re.findall(r'<link rel="alternate" type="application/atom\+xml" title="[^"]+" href="([^"]+)">', page)
        assert named == [*own, "/feed.xml"], path
        for feed in named:
            assert client.get(feed).status_code == 200, feed


def test_pages_of_a_list_have_an_address_each_and_filters_none(client) -> None:
    operations.update_global("site", {"postsPerPage": 1}, actor=SYSTEM)
    craft = content.category("Craft")
    for number in range(3):
        content.post(f"Post {number}", categories=[craft["id"]])
    content.project("Boat", state="completed")
    for path, address in {
        "/posts/page/2": "/posts/page/2", "/categories/craft?page=2": "/categories/craft?page=2",
        "/categories/craft?utm_source=x": "/categories/craft",
    }.items():  # fmt: skip
        canonical = re.search(r'<link rel="canonical" href="([^"]+)"', client.get(path).text)
        assert unescape(canonical[1]).endswith(address), path


def test_no_title_breaks_the_head(client) -> None:
    ines, craft = content.author("Ines " + HOSTILE[:40]), content.category(HOSTILE, slug="craft")
    content.post(
        HOSTILE, slug="bad", summary=HOSTILE * 200, author=ines["id"], categories=[craft["id"]],
        meta={"title": HOSTILE, "description": HOSTILE},
    )  # fmt: skip
    content.project(HOSTILE, slug="bad", summary=HOSTILE)
    operations.update_global("site", {"name": HOSTILE, "description": HOSTILE, "tagline": HOSTILE}, actor=SYSTEM)
    for path in ("/", "/posts/bad", "/projects/bad", "/categories/craft", "/authors/ines"):
        page = client.get(path).text
        assert "</script><b>" not in page, path
        assert HOSTILE[:20] in said(page, "og:site_name"), path
        assert all(thing["@context"] == "https://schema.org" for thing in things(page)), path
    assert things(client.get("/posts/bad").text)[0]["headline"] == HOSTILE


def test_every_kind_of_page_says_what_it_is(client) -> None:
    ines, craft, python = content.author(), content.category("Craft"), content.technology("Python")
    content.post("First", author=ines["id"], categories=[craft["id"]])
    content.project("Boat", technologies=[python["id"]], links={"demo": "https://example.org/boat"})
    operations.update_global(
        "profile", {"name": "Ines", "headline": "Boatbuilder", "experience": [{"role": "Builder"}]}, actor=SYSTEM
    )
    expected = {
        "/": ["WebSite"], "/posts": ["Blog"], "/posts/first": ["BlogPosting", "BreadcrumbList"],
        "/projects": ["CollectionPage"], "/projects/boat": ["CreativeWork", "BreadcrumbList"],
        "/categories/craft": ["BreadcrumbList", "CollectionPage"], "/technologies/python": ["CollectionPage"],
        "/authors/ines": ["ProfilePage"], "/cv": ["ProfilePage"], "/nothing": [],
    }  # fmt: skip
    for path, kinds in expected.items():
        found = [thing["@type"] for thing in things(client.get(path).text)]
        assert found[: len(kinds)] == kinds or sorted(found) == sorted(kinds), path
    website = things(client.get("/").text)[0]
    assert website["potentialAction"]["target"]["urlTemplate"].endswith("/search?q={search_term_string}")
    assert things(client.get("/authors/ines").text)[0]["mainEntity"]["@type"] == "Person"
    posting = things(client.get("/posts/first").text)[0]
    assert posting["image"]["width"] == 1200
    assert posting["publisher"]["@type"] == "Organization"
