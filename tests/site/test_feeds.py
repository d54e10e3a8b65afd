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


def locations(document: bytes) -> list[str]:
    """The paths that a site map names."""
    found = ET.fromstring(document).iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")
    return ["/" + loc.text.split("/", 3)[3] for loc in found]


def mapped(client) -> list[str]:
    """Every address in every part of the site map."""
    parts = locations(client.get("/sitemap.xml").data)
    return [path for part in parts for path in locations(client.get(part).data)]


def test_the_site_map_lists_what_is_public_once(client) -> None:
    content.post("First")
    content.project("Boat")
    content.page("About")
    content.page("Home", slug="home")
    content.category("Craft")
    hidden = content.post("Hidden")
    operations.trash("posts", hidden["id"], actor=SYSTEM)
    lists = ["/", "/posts", "/projects", "/categories", "/technologies"]
    assert sorted(mapped(client)) == sorted([*lists, "/posts/first", "/projects/boat", "/about", "/categories/craft"])


def test_a_long_site_map_comes_in_parts(client, app) -> None:
    app.config["MAX_LIMIT"] = 2
    for number in range(5):
        content.post(f"Post {number}")
    parts = locations(client.get("/sitemap.xml").data)
    assert [part for part in parts if "posts" in part] == [f"/sitemap-posts-{number}.xml" for number in (1, 2, 3)]
    assert {f"/posts/post-{number}" for number in range(5)} <= set(mapped(client))


def test_a_part_that_is_not_there_is_not_found(client) -> None:
    for part in ("posts-1", "posts-0", "posts-99", "users-1", "media-1", "pages-2"):
        assert client.get(f"/sitemap-{part}.xml").status_code == 404, part


def test_robots_are_told_what_is_not_for_them(client) -> None:
    words = client.get("/robots.txt").text
    assert "Disallow: /admin/" in words
    assert "/sitemap.xml" in words
