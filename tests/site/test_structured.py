"""What pages say about themselves to search engines and to those who share them."""

from __future__ import annotations

import json
import re
from typing import Any

from tests.site import content


def said(page: str) -> dict[str, Any]:
    return json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)[1])


def test_a_post_says_who_wrote_it_and_when(client) -> None:
    ines, craft = content.author(), content.category("Craft")
    content.post("On </script> tides", slug="tides", author=ines["id"], categories=[craft["id"]])
    posting = said(client.get("/posts/tides").text)
    assert posting["@type"] == "BlogPosting"
    assert posting["headline"] == "On </script> tides"
    assert posting["author"][0]["name"] == "Ines Halloran"
    assert posting["author"][0]["url"].endswith("/authors/ines")
    assert posting["datePublished"].startswith("20")
    assert posting["keywords"] == ["Craft"]


def test_other_pages_say_what_they_are(client) -> None:
    top = content.category("Craft")
    content.category("Knots", parent=top["id"])
    content.project("Boat")
    assert said(client.get("/").text)["@type"] == "WebSite"
    assert said(client.get("/projects/boat").text)["name"] == "Boat"
    steps = said(client.get("/categories/knots").text)["itemListElement"]
    assert [step["name"] for step in steps] == ["Categories", "Craft", "Knots"]


def test_words_for_search_engines_come_from_the_author_first(client) -> None:
    content.post("Plain", summary="The summary.", meta={"title": "Chosen title", "description": "Chosen words."})
    content.post("Bare", summary="The summary.")
    chosen, bare = client.get("/posts/plain").text, client.get("/posts/bare").text
    assert "<title>Chosen title – " in chosen
    assert '<meta name="description" content="Chosen words.">' in chosen
    assert '<h1 dir="auto">Plain</h1>' in chosen
    assert '<meta name="description" content="The summary.">' in bare
    assert re.search(r'<link rel="canonical" href="http[^"]+/posts/bare">', bare)
