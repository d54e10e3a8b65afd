"""What programs read of the site."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from blog.content import operations
from blog.content.access import SYSTEM
from tests.site import content

ATOM = "{http://www.w3.org/2005/Atom}"


def test_the_feed_holds_the_whole_text_with_complete_addresses(client) -> None:
    ines, craft = content.author(), content.category("Craft")
    words = content.text("See [about](/about), [below](#end) & [far](https://example.org/?a=1&b=2).\n\n## End\n\nBye.")
    content.post("First <one> & more", slug="first", author=ines["id"], categories=[craft["id"]], content=words)
    answer = client.get("/feed.xml")
    assert answer.mimetype == "application/atom+xml"
    feed = ET.fromstring(answer.data)
    entry = feed.find(f"{ATOM}entry")
    assert entry.find(f"{ATOM}title").text == "First <one> & more"
    assert entry.find(f"{ATOM}author/{ATOM}name").text == "Ines Halloran"
    assert entry.find(f"{ATOM}category").get("term") == "craft"
    html = entry.find(f"{ATOM}content").text
    site = feed.find(f"{ATOM}id").text
    assert f'href="{site}about"' in html
    assert f'href="{site}posts/first#end"' in html
    assert 'href="https://example.org/?a=1&amp;b=2"' in html
    assert 'class="anchor"' not in html
    assert "Bye." in html


def test_the_feed_of_a_post_with_everything_in_it_is_well_formed(client) -> None:
    content.post("All", content=content.text(content.EVERYTHING))
    content.post("Bell", summary="A bell: \u200b and more", content=content.text("x"))
    assert len(ET.fromstring(client.get("/feed.xml").data).findall(f"{ATOM}entry")) == 2


def test_an_empty_feed_is_a_feed(client) -> None:
    feed = ET.fromstring(client.get("/feed.xml").data)
    assert feed.find(f"{ATOM}updated").text
    assert feed.findall(f"{ATOM}entry") == []


def test_the_site_map_lists_what_is_public_once(client) -> None:
    content.post("First")
    content.project("Boat")
    content.page("About")
    content.page("Home", slug="home")
    content.category("Craft")
    hidden = content.post("Hidden")
    operations.trash("posts", hidden["id"], actor=SYSTEM)
    answer = client.get("/sitemap.xml")
    listed = [loc.text for loc in ET.fromstring(answer.data).iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    paths = ["/" + loc.split("/", 3)[3] for loc in listed]
    assert sorted(paths) == sorted(
        ["/", "/posts", "/projects", "/posts/first", "/projects/boat", "/about", "/categories/craft"]
    )


def test_robots_are_told_what_is_not_for_them(client) -> None:
    words = client.get("/robots.txt").text
    assert "Disallow: /admin/" in words
    assert "/sitemap.xml" in words
