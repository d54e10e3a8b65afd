"""Where a post leads on to: its neighbours, its series, its like, and out into the world."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from lxml import html

from blog.content import operations
from blog.content.access import SYSTEM
from blog.site.series import MOST_PARTS
from blog.site.sharing import sharing
from tests.site import content


def tree(client, path: str) -> html.HtmlElement:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return html.fromstring(answer.text)


def ways(client, path: str) -> list[tuple[str, str]]:
    links = tree(client, path).xpath('//nav[contains(@class, "neighbours")]//a')
    return [(link.get("rel"), link.get("href")) for link in links]


def test_a_post_leads_to_the_one_before_and_the_one_after(client) -> None:
    for number in range(1, 4):
        content.post(f"Day {number}", days_ago=10 - number)
    content.post("Draft", days_ago=8.5, status="draft")
    assert ways(client, "/posts/day-1") == [("next", "/posts/day-2")]
    assert ways(client, "/posts/day-2") == [("prev", "/posts/day-1"), ("next", "/posts/day-3")]
    assert ways(client, "/posts/day-3") == [("prev", "/posts/day-2")]


def test_the_only_post_leads_nowhere(client) -> None:
    content.post("Alone")
    assert ways(client, "/posts/alone") == []
    assert "Read next" not in client.get("/posts/alone").text


@pytest.fixture
def tour(app) -> dict:
    """A series of three whose parts are not neighbours among all posts."""
    tour, craft = content.category("Tour", kind="series"), content.category("Craft")
    for number in range(1, 4):
        content.post(f"Leg {number}", days_ago=10 - 2 * number, categories=[craft["id"], tour["id"]])
        content.post(f"Between {number}", days_ago=9 - 2 * number)
    content.post("Leg to come", status="draft", categories=[tour["id"]])
    return tour


def test_a_part_of_a_series_says_which_and_leads_through_the_series(client, tour) -> None:
    page = tree(client, "/posts/leg-2")
    [place] = page.xpath('//div[@class="series"]')
    assert "Part 2 of 3 of Tour" in " ".join(place.text_content().split())
    assert place.xpath(".//ol/li/a/@href") == ["/posts/leg-1", "/posts/leg-3"]
    assert place.xpath('.//ol//*[@aria-current="page"]/text()') == ["Leg 2"]
    assert ways(client, "/posts/leg-2") == [("prev", "/posts/leg-1"), ("next", "/posts/leg-3")]
    assert "Previous part" in page.text_content()
    assert page.xpath('//header//*[contains(@class, "label")]//a/text()') == ["Craft"]


def test_the_page_of_a_series_lists_its_parts_oldest_first(client, tour) -> None:
    page = tree(client, "/categories/tour")
    assert page.xpath('//ol[contains(@class, "parts")]/li/h2/a/text()') == ["Leg 1", "Leg 2", "Leg 3"]
    assert "A series in 3 parts" in page.text_content()
    assert tree(client, "/categories/craft").xpath('//ol[contains(@class, "parts")]') == []


def test_a_part_that_comes_or_goes_is_counted_at_once(client, tour) -> None:
    client.get("/posts/leg-2")
    first = operations.find_one("posts", {"slug": {"equals": "leg-1"}}, actor=SYSTEM)
    operations.trash("posts", first["id"], actor=SYSTEM)
    assert "Part 1 of 2 of" in " ".join(tree(client, "/posts/leg-2").text_content().split())


def test_a_series_that_becomes_a_topic_numbers_nothing(client, tour) -> None:
    client.get("/posts/leg-2")
    operations.update("categories", tour["id"], {"kind": "topic"}, actor=SYSTEM)
    page = tree(client, "/posts/leg-2")
    assert page.xpath('//div[@class="series"]') == []
    assert page.xpath('//header//*[contains(@class, "label")]//a/text()') == ["Craft", "Tour"]


def test_a_category_of_more_parts_than_are_numbered_is_a_topic(client, tour, monkeypatch) -> None:
    monkeypatch.setattr("blog.site.series.MOST_PARTS", 2)
    assert MOST_PARTS > 100
    page = tree(client, "/posts/leg-2")
    assert page.xpath('//div[@class="series"]') == []
    assert "Tour" in page.xpath('//header//*[contains(@class, "label")]//a/text()')
    assert tree(client, "/categories/tour").xpath('//ol[contains(@class, "parts")]') == []


def related(client, path: str) -> list[str]:
    return tree(client, path).xpath('//section[@aria-labelledby="related"]//h3/a/@href')


def test_where_the_author_chose_none_the_most_alike_follow(client) -> None:
    tides, bread = content.category("Tides"), content.category("Bread")
    for number in range(6):
        content.post(f"Tide {number}", days_ago=20 - 2 * number, categories=[tides["id"]])
        content.post(f"Loaf {number}", days_ago=19 - 2 * number, categories=[bread["id"]])
    content.post("Chosen", days_ago=30)
    found = related(client, "/posts/tide-3")
    assert len(found) == 3
    assert all(path.startswith("/posts/tide-") for path in found)
    known = {path for _, path in ways(client, "/posts/tide-3")}
    assert not known & set(found)


def test_the_authors_choice_comes_before_likeness(client) -> None:
    craft = content.category("Craft")
    for number in range(3):
        content.post(f"Alike {number}", categories=[craft["id"]])
    chosen = content.post("Chosen", days_ago=30)
    content.post("First", categories=[craft["id"]], relatedPosts=[chosen["id"]])
    assert related(client, "/posts/first") == ["/posts/chosen"]


def test_a_page_is_passed_on_by_plain_links(client, app) -> None:
    app.config["SITE_URL"] = "https://example.org"
    ines = content.author()
    content.post("Tides & “time”?", slug="tides", author=ines["id"])
    page = tree(client, "/posts/tides")
    links = dict(zip(page.xpath("//*[@data-share]//a/text()"), page.xpath("//*[@data-share]//a/@href"), strict=True))
    assert links["E-mail"].startswith("mailto:?subject=Tides%20%26%20")
    asked = parse_qs(urlsplit(links["Hacker News"]).query)
    assert asked == {"u": ["https://example.org/posts/tides"], "t": ["Tides & “time”?"]}
    assert all(urlsplit(href).scheme in ("mailto", "https") for href in links.values())
    [citation] = page.xpath("//*[@data-citation]")
    assert "Ines Halloran. “Tides & “time”?”" in citation.text_content()
    assert citation.xpath('.//a[@rel="bookmark"]/@href') == ["https://example.org/posts/tides"]


def test_several_authors_are_cited_as_people_would() -> None:
    shown = sharing("T", "https://example.org/t", site="S", authors=["A", "B", "C"], published="2026-03-04")
    assert shown.citation == "A, B and C. “T”. S. 4 March 2026."
    assert sharing("T", "u", site="", authors=[], published=None).citation == "“T”."


def test_dates_are_said_to_machines_too(client) -> None:
    content.post("Old", days_ago=30)
    byline = tree(client, "/posts/old").xpath('//p[@class="byline"]')[0]
    assert len(byline.xpath(".//time/@datetime")) == 2
    assert "Updated" in byline.text_content()


def test_pictures_are_links_to_larger_ones_where_there_is_more_to_see(client) -> None:
    large, small = content.picture("large.png"), content.picture("small.png", width=300, height=200)
    silent = content.picture("silent.png", alt="", decorative=True)
    images = [{"type": "image", "attrs": {"media": one}} for one in (large, small, silent)]
    elsewhere = {"type": "image", "attrs": {"media": large, "href": "/about"}}
    gallery = {"type": "gallery", "attrs": {"title": "Shots"}, "content": images[:1]}
    content.post("Pictures", content={"type": "doc", "content": [*images, elsewhere, gallery]})
    page = tree(client, "/posts/pictures")
    assert len(page.xpath('//a[@class="enlarge"]')) == 2
    assert all(re.search(r"/media/.*large", href) for href in page.xpath('//a[@class="enlarge"]/@href'))
    assert page.xpath('//div[@class="gallery"]//li/@class') == ["shape-133"]
    assert not [image for image in page.xpath("//img") if image.get("alt") is None]
    assert page.xpath('//figure//img[not(@width and @height and @loading="lazy")]') == []


def test_a_gallery_of_a_page_looks_like_one_in_a_text(client) -> None:
    content.page("Shots", layout=[content.block("gallery", title="Out there", images=[content.picture("a.png")])])
    page = tree(client, "/shots")
    assert page.xpath('//h2[contains(@class, "gallery-title")]/text()') == ["Out there"]
    assert len(page.xpath('//div[@class="gallery"]//li//a[@class="enlarge"]')) == 1
