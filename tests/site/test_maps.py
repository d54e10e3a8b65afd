"""What search engines are told of the site's addresses."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from datetime import timedelta

import pytest

from blog.clock import now
from blog.content import operations
from blog.content.access import SYSTEM
from blog.site import maps
from tests.site import content

SITEMAPS = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def locations(document: bytes) -> list[str]:
    """The paths that a site map names."""
    return ["/" + loc.text.split("/", 3)[3] for loc in ET.fromstring(document).iter(f"{SITEMAPS}loc")]


def mapped(client) -> list[str]:
    """Every address in every part of the site map."""
    parts = locations(client.get("/sitemap.xml").data)
    return [path for part in parts for path in locations(client.get(part).data)]


def test_the_site_map_lists_what_is_public_once(client) -> None:
    ines, craft, python = content.author(), content.category("Craft"), content.technology("Python")
    content.author("Bo", slug="bo")
    content.category("Empty")
    content.post("First", author=ines["id"], authors=[ines["id"]], categories=[craft["id"]])
    content.project("Boat", technologies=[python["id"]], categories=[craft["id"]])
    content.page("About")
    content.page("Home", slug="home")
    content.post("Later", publishedAt=now() + timedelta(hours=1))
    content.post("Draft", status="draft")
    hidden = content.post("Hidden", author=content.author("Cy", slug="cy")["id"])
    operations.trash("posts", hidden["id"], actor=SYSTEM)
    lists = ["/", "/posts", "/projects", "/categories", "/technologies"]
    named = ["/categories/craft", "/technologies/python", "/authors/ines"]
    assert sorted(mapped(client)) == sorted([*lists, "/posts/first", "/projects/boat", "/about", *named])


def test_the_map_of_an_empty_site_names_no_empty_list(client) -> None:
    content.category("Empty")
    assert mapped(client) == ["/"]
    content.project("Boat", categories=[content.category("Craft")["id"]])
    assert mapped(client) == ["/", "/projects", "/categories", "/projects/boat", "/categories/craft"]


def test_a_long_site_map_comes_in_parts_that_stay(client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(maps, "SIZE", 2)
    for number in range(5):
        content.post(f"Post {number}", days_ago=10 - number)
    parts = locations(client.get("/sitemap.xml").data)
    assert [part for part in parts if "posts" in part] == [f"/sitemap-posts-{number}.xml" for number in (1, 2, 3)]
    held = [locations(client.get(part).data) for part in parts if "posts" in part]
    assert [len(part) for part in held] == [2, 2, 1]
    assert sorted(path for part in held for path in part) == [f"/posts/post-{number}" for number in range(5)]
    content.post("Another", days_ago=99)
    assert locations(client.get("/sitemap-posts-1.xml").data) == held[0]
    assert "/posts/another" in locations(client.get("/sitemap-posts-3.xml").data)


def test_the_site_map_says_when_what_was_changed(client) -> None:
    content.post("First", days_ago=3)
    dates = [
        element.text
        for path in ("/sitemap.xml", "/sitemap-posts-1.xml")
        for element in ET.fromstring(client.get(path).data).iter(f"{SITEMAPS}lastmod")
    ]
    assert len(dates) == 2
    assert dates[0] == dates[1] > f"{now() - timedelta(minutes=1):%Y-%m-%dT%H:%M}"


def test_a_map_asks_as_little_for_many_as_for_few(client, statements) -> None:
    craft = content.category("Craft")
    counts = []
    for number in range(2):
        for each in range(1 + number * 9):
            content.post(f"Post {number} {each}", categories=[craft["id"]])
        mapped(client)
        content.post(f"Last {number}", categories=[craft["id"]])
        with statements() as seen:
            mapped(client)
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_an_unchanged_map_is_not_sent_again(client) -> None:
    content.post("First")
    for path in ("/sitemap.xml", "/sitemap-posts-1.xml", "/robots.txt"):
        mark = client.get(path).headers["ETag"]
        assert client.get(path, headers={"If-None-Match": mark}).status_code == 304, path


def test_a_part_that_is_not_there_is_not_found(client) -> None:
    for part in ("posts-1", "posts-0", "posts-99", "users-1", "media-1", "pages-2", "authors-1", "categories-1"):
        assert client.get(f"/sitemap-{part}.xml").status_code == 404, part
    assert client.get("/sitemap-pages-1.xml").status_code == 200


def test_robots_are_told_what_is_not_for_them(client) -> None:
    words = client.get("/robots.txt").text
    assert "Disallow: /admin/" in words
    assert "/sitemap.xml" in words
    assert "Disallow: /media" not in words


def test_an_owner_adds_lines_for_robots_in_a_file(client, settings) -> None:
    (settings.instance_dir / "robots.txt").write_text("User-agent: Gulp\nDisallow: /\n", encoding="utf-8")
    words = client.get("/robots.txt").text
    assert "User-agent: Gulp\nDisallow: /\n" in words
    assert words.rstrip().splitlines()[-1].startswith("Sitemap: ")
