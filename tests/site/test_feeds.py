"""What programs subscribe to: three formats that say the same, whatever is written in them."""

from __future__ import annotations

import io
import json
import xml.etree.ElementTree as ET
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import feedparser
import pytest
from PIL import Image

from blog.clock import now
from blog.content import operations
from blog.content.access import SYSTEM
from blog.content.uploads import Upload
from blog.site.feeds.entries import entry
from tests.site import content

ATOM = "{http://www.w3.org/2005/Atom}"
HOSTILE = "Bell \u200b & <b>]]></b> \u202e 👩🏽‍🚀 ${{}} " + "x" * 200
ENDINGS = ("xml", "rss", "json")


def parsed(client, address: str) -> Any:
    """A feed as an independent reader understands it; fails where that finds it ill-formed."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    found = feedparser.parse(io.BytesIO(answer.data), response_headers={"content-type": answer.content_type})
    assert not found.bozo, (address, found.get("bozo_exception"))
    return found


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


def test_the_three_formats_say_the_same(client) -> None:
    ines, craft = content.author(), content.category("Craft")
    post = content.post("First", author=ines["id"], categories=[craft["id"]], summary="In short.")
    atom, rss = (parsed(client, f"/feed.{ending}").entries[0] for ending in ENDINGS[:2])
    item = json.loads(client.get("/feed.json").data)["items"][0]
    assert {atom.id, rss.id, item["id"]} == {f"urn:uuid:{post['id']}"}
    assert len({atom.link, rss.link, item["url"]}) == 1
    assert {atom.title, rss.title, item["title"]} == {"First"}
    assert {atom.summary, rss.summary, item["summary"]} == {"In short."}
    assert {atom.content[0].value, rss.content[0].value, item["content_html"]} == {"<p>The text of First.</p>"}
    assert atom.published_parsed == rss.published_parsed
    assert item["date_published"] == atom.published
    assert [atom.authors[0].name, rss.authors[0].name, item["authors"][0]["name"]] == ["Ines Halloran"] * 3
    assert [rss.tags[0].term, item["tags"][0]] == ["Craft", "Craft"]


def test_the_json_feed_is_what_its_specification_asks_for(client) -> None:
    content.post("First", content=content.text("Words."))
    answer = client.get("/feed.json")
    feed = json.loads(answer.data)
    assert answer.mimetype == "application/feed+json"
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"].endswith("/feed.json")
    assert all(isinstance(item["id"], str) and item["content_html"] for item in feed["items"])
    assert datetime.fromisoformat(feed["items"][0]["date_published"]).tzinfo
    assert json.loads(client.get("/projects/feed.json").data)["items"] == []


@pytest.mark.parametrize("ending", ENDINGS)
def test_there_is_a_feed_of_everything_that_has_a_list(client, ending) -> None:
    ines, craft, python = content.author(), content.category("Craft"), content.technology("Python")
    knots = content.category("Knots", parent=craft["id"])
    content.post("Filed", categories=[knots["id"]])
    content.post("Signed", author=ines["id"])
    content.project("Boat", technologies=[python["id"]], challenges=content.text("The moon."))
    content.project("Raft")
    expected = {
        "/feed": {"Filed", "Signed"},
        "/categories/craft/feed": {"Filed"},
        "/categories/knots/feed": {"Filed"},
        "/authors/ines/feed": {"Signed"},
        "/projects/feed": {"Boat", "Raft"},
        "/technologies/python/feed": {"Boat"},
    }
    ids = set()
    for stem, titles in expected.items():
        if ending == "json":
            feed = json.loads(client.get(f"{stem}.json").data)
            assert {item["title"] for item in feed["items"]} == titles, stem
        else:
            feed = parsed(client, f"{stem}.{ending}")
            assert {entry.title for entry in feed.entries} == titles, stem
            ids.add(feed.feed.get("id", stem))
    assert len(ids) in (0, len(expected))
    for nothing in ("/categories/none/feed", "/authors/nobody/feed", "/technologies/none/feed", "/categories/%00/feed"):
        assert client.get(f"{nothing}.{ending}").status_code == 404, nothing


def test_an_entry_stays_the_same_when_its_address_changes(client) -> None:
    post = content.post("First")
    before = parsed(client, "/feed.xml").entries[0]
    operations.update("posts", post["id"], {"slug": "second"}, actor=SYSTEM)
    after = parsed(client, "/feed.xml").entries[0]
    assert before.id == after.id
    assert after.link.endswith("/posts/second")


def test_what_was_written_before_its_time_is_new_when_that_comes(client) -> None:
    content.post("Later", publishedAt=now() + timedelta(hours=1))
    content.post("Old", publishedAt=datetime(2001, 2, 3, tzinfo=UTC))
    entry = parsed(client, "/feed.xml").entries[0]
    assert entry.title == "Old"
    assert entry.updated > entry.published
    assert entry.published == "2001-02-03T00:00:00+00:00"


def test_only_what_has_changed_is_sent_again(client) -> None:
    content.post("First")
    for ending in ENDINGS:
        first = client.get(f"/feed.{ending}")
        again = {"If-None-Match": first.headers["ETag"]}
        assert client.get(f"/feed.{ending}", headers=again).status_code == 304, ending
        content.post(f"Then {ending}")
        assert client.get(f"/feed.{ending}", headers=again).status_code == 200, ending


def test_an_empty_feed_is_of_today_and_no_page_names_it(client) -> None:
    craft = content.category("Craft")
    assert parsed(client, "/feed.xml").feed.updated.startswith(f"{now():%Y-%m-%d}")
    assert parsed(client, "/feed.rss").entries == []
    for path in ("/", "/posts", "/projects", f"/categories/{craft['slug']}", "/llms.txt"):
        assert "/feed" not in client.get(path).text, path


@pytest.mark.parametrize("path", ["/feed.xml", "/posts/first.md", "/posts/first"])
def test_nothing_is_told_unchanged_by_a_date_alone(client, path) -> None:
    gone = content.post("Gone")
    content.post("First", days_ago=3)
    first = client.get(path)
    assert "Last-Modified" not in first.headers
    operations.trash("posts", gone["id"], actor=SYSTEM)  # the newest date there was goes with it
    since = {"If-Modified-Since": format_datetime(now() + timedelta(minutes=1), usegmt=True)}
    assert client.get(path, headers=since).status_code == 200


def test_a_text_with_everything_in_it_is_read_without_the_site_around_it(client) -> None:
    form = content.contact_form()
    words = content.EVERYTHING + f"\n\n::form{{form={form['id']}}}\n"
    content.post("All", content=content.text(words))
    html = parsed(client, "/feed.rss").entries[0].content[0].value
    raw = json.loads(client.get("/feed.json").data)["items"][0]["content_html"]
    assert "<math" in raw
    assert "graph LR\n  A --&gt; B" in raw
    assert "☑ done" in raw
    assert "☐ to do" in raw
    assert "return 42  # &lt;script&gt;alert(1)&lt;/script&gt;" in raw
    assert "There is a form here" in raw
    assert "<span>A talk</span> · <span>With slides</span> · <span>example.org</span>" in raw
    assert "<table>" in html
    for superfluous in (" class=", " aria-", " tabindex", "<form", "<input", 'href="/', 'href="#'):
        assert superfluous not in raw, superfluous


def test_pictures_come_with_the_text_and_beside_it(client) -> None:
    drawn = io.BytesIO()
    Image.new("RGB", (1600, 900), "#336699").save(drawn, "JPEG")
    file = Upload("sea.jpg", drawn.getvalue())
    media = operations.create("media", {"alt": 'The "sea" & more'}, file=file, actor=SYSTEM)
    content.post("First", heroImage=media["id"])
    content.project("Boat", gallery=[media["id"]])
    atom = parsed(client, "/feed.xml").entries[0]
    item = json.loads(client.get("/feed.json").data)["items"][0]
    assert atom.enclosures[0].type == "image/jpeg"
    assert atom.enclosures[0].href == item["image"] == atom.media_content[0]["url"]
    assert item["image"].startswith("http")
    assert f'<img src="{item["image"]}" alt="The &#34;sea&#34; &amp; more"' in item["content_html"]
    assert "<img" in json.loads(client.get("/projects/feed.json").data)["items"][0]["content_html"]


@pytest.mark.parametrize("ending", ENDINGS)
def test_no_title_breaks_a_feed(client, ending) -> None:
    ines = content.author("Ines & <b>]]></b> \u202e👩🏽‍🚀")
    craft = content.category("Craft & <b>]]></b> \u202e👩🏽‍🚀", slug="craft", description=HOSTILE)
    words = content.text(f"Text {HOSTILE.replace('<', '')}\n\n```\n]]> {HOSTILE}\n```\n")
    content.post(HOSTILE, slug="bell", summary=HOSTILE, author=ines["id"], categories=[craft["id"]], content=words)
    content.post("Long", summary="long " * 2000, content=content.text("word " * 2000))
    for stem in ("/feed", "/categories/craft/feed", "/authors/ines/feed"):
        if ending == "json":
            assert json.loads(client.get(f"{stem}.json").data)["items"], stem
        else:
            assert parsed(client, f"{stem}.{ending}").entries, stem
            ET.fromstring(client.get(f"{stem}.{ending}").data)


def test_what_xml_forbids_is_left_out_wherever_it_came_from(app) -> None:
    words = content.text("x")
    words["content"][0]["content"][0]["text"] = "a\x00b\x0bc\ufffe"
    post = {"id": "1", "title": "\x08", "slug": "x", "publishedAt": now(), "summary": "\x1b[0m", "content": words}
    with app.test_request_context("/"):
        made = entry("posts", post)
    assert (made.title, made.summary, made.html) == ("Untitled", "[0m", "<p>abc</p>")


@pytest.mark.parametrize("ending", ENDINGS)
def test_an_empty_feed_is_a_feed(client, ending) -> None:
    answer = client.get(f"/feed.{ending}")
    assert answer.status_code == 200
    if ending == "json":
        assert json.loads(answer.data)["items"] == []
    else:
        assert parsed(client, f"/feed.{ending}").entries == []


def test_the_addresses_that_other_blogs_have_for_feeds_lead_to_ours(client) -> None:
    content.category("Craft")
    expected = {
        "/index.xml": "/feed.rss", "/rss.xml": "/feed.rss", "/rss": "/feed.rss", "/feed": "/feed.rss",
        "/atom.xml": "/feed.xml", "/feed/atom": "/feed.xml", "/posts/index.xml": "/feed.rss",
        "/projects/atom.xml": "/projects/feed.xml", "/categories/craft/feed": "/categories/craft/feed.rss",
        "/authors/ines/index.xml": "/authors/ines/feed.rss", "/posts/feed.xml": "/feed.xml",
    }  # fmt: skip
    for former, ours in expected.items():
        answer = client.get(former)
        assert (answer.status_code, answer.location) == (301, ours), former
    assert client.get("/feed/").location == "/feed"


def test_what_the_owner_has_at_such_an_address_comes_first(client) -> None:
    content.page("Feed", slug="feed")
    content.post("Rss", slug="rss")
    content.redirect("/atom.xml", "/elsewhere")
    assert '<h1 dir="auto">Feed</h1>' in client.get("/feed").text
    assert '<h1 dir="auto">Rss</h1>' in client.get("/posts/rss").text
    assert client.get("/atom.xml").location == "/elsewhere"


def test_a_feed_moves_along_with_what_it_is_of(client) -> None:
    craft = content.category("Craft")
    operations.update("categories", craft["id"], {"slug": "handwork"}, actor=SYSTEM)
    answer = client.get("/categories/craft/feed.xml?x=1")
    assert answer.status_code in (301, 308)
    assert answer.location.endswith("/categories/handwork/feed.xml")
