"""The search page: what it finds and shows, how it is narrowed, and that nothing typed there breaks it."""

from __future__ import annotations

import re
from html import unescape

import pytest

from blog.content import operations
from blog.content.access import SYSTEM
from tests.site import content

NAUGHTY = (
    "", " ", '"', '""', "-", "--", "-a", '-"a b"', "*", "a*", "^", ":", "title:a", "NEAR(a b)", "a AND", "OR", "NOT a",
    "(", ")", "{a}", "'", "''", "a'b", "a & | ! <-> b", "\\", "%", "_", "\0", "a\0b", "\ud800", "\u202e", "é" * 300,
    "a " * 300, "x" * 10_000, "🦭", "手机", "<script>alert(1)</script>", "'; DROP TABLE posts; --", "0", "1e309", "½",
)  # fmt: skip


def found(client, path: str) -> list[str]:
    """The addresses of the results on a page."""
    answer = client.get(path)
    assert answer.status_code == 200, path
    return re.findall(r'<h3[^>]*><a href="([^"]*)">', answer.text)


def test_the_page_without_a_question_offers_the_field(client) -> None:
    page = client.get("/search").text
    assert '<label for="q">' in page
    assert 'name="robots" content="noindex' in page


def test_results_have_kind_date_and_a_marked_snippet(client) -> None:
    content.post("Tides", content=content.text("Before noon the ferries wait for water."))
    page = client.get("/search?q=ferry").text
    assert '<span>Post</span><time datetime="' in page
    assert "Before noon the <mark>ferries</mark> wait" in page


def test_nothing_in_a_document_or_a_question_becomes_markup(client) -> None:
    words = {"type": "text", "text": 'Ropes <img src=x onerror="a()"> & "more".'}
    body = {"type": "doc", "content": [{"type": "paragraph", "content": [words]}]}
    content.post('<script>"Ropes" & knots</script>', summary=None, content=body)
    page = client.get("/search", query_string={"q": 'ropes <"'}).text
    assert "&lt;script&gt;&#34;<mark>Ropes</mark>&#34; &amp; knots&lt;/script&gt;" in page
    assert "<mark>Ropes</mark> &lt;img src=x onerror=&#34;a()&#34;&gt; &amp; &#34;more&#34;" in page
    assert "<img src=x" not in page
    assert 'value="ropes &lt;&#34;"' in page


def test_results_can_be_narrowed_by_every_filter_and_back(client) -> None:
    rope, python = content.category("Rope"), content.technology("Python")
    content.post("Knots old", days_ago=900, categories=[rope["id"]])
    content.post("Knots new")
    content.project("Knots drawn", technologies=[python["id"]])
    assert len(found(client, "/search?q=knots")) == 3
    assert found(client, "/search?q=knots&kind=projects") == ["/projects/knots-drawn"]
    assert found(client, "/search?q=knots&category=rope") == ["/posts/knots-old"]
    assert found(client, "/search?q=knots&technology=python") == ["/projects/knots-drawn"]
    years = [
        unescape(each)
        for each in re.findall(r'href="(/search\?q=knots&amp;year=\d+)"', client.get("/search?q=knots").text)
    ]
    assert len(years) == 2
    assert found(client, min(years)) == ["/posts/knots-old"]
    assert 'href="/search?q=knots" rel="nofollow" aria-current="true"' in client.get("/search?q=knots&kind=posts").text


def test_results_come_before_what_they_could_be_narrowed_by(client) -> None:
    content.post("Knots"), content.project("Knots drawn")
    page = client.get("/search?q=knots").text
    assert page.index('class="results"') < page.index('class="beside search-offers"')


def test_a_filter_that_there_is_not_finds_nothing(client) -> None:
    content.post("Knots")
    for nonsense in ("category=none", "technology=none", "year=1815"):
        assert found(client, f"/search?q=knots&{nonsense}") == []
    assert found(client, "/search?q=knots&kind=users&year=abcd&page=x") == ["/posts/knots"]


def test_results_are_paged_and_each_comes_once(client) -> None:
    for number in range(23):
        content.post(f"Lighthouse {number}")
    pages = [found(client, f"/search?q=lighthouse&page={number}") for number in (1, 2, 3, 4)]
    assert [len(page) for page in pages] == [10, 10, 3, 0]
    assert len({address for page in pages for address in page}) == 23
    assert 'rel="next nofollow" href="/search?q=lighthouse&amp;page=2"' in client.get("/search?q=lighthouse").text


def test_a_mistyped_word_is_set_right(client) -> None:
    content.post("Lighthouse")
    page = client.get("/search?q=lihgthouse").text
    assert "Did you mean" in page
    assert 'href="/search?q=lighthouse"' in page
    assert '><a href="/posts/lighthouse">' in page


def test_nothing_found_offers_ways_on(client) -> None:
    page = client.get("/search?q=zzzzz&kind=posts").text
    assert "Nothing found" in page
    assert 'href="/search?q=zzzzz">Look everywhere' in page
    assert 'href="/posts">all posts' in page


@pytest.mark.parametrize("address", ["/search", "/search/suggestions"])
def test_nothing_that_can_be_typed_is_an_error(client, address) -> None:
    content.post("A b 手机 ½")
    for text in NAUGHTY:
        typed = text.encode("utf-8", "surrogatepass")
        assert client.get(address, query_string={"q": typed}).status_code == 200, text[:20]
    assert client.get(f"{address}?q=%ff%fe%00&page=99999999999999999999&year=²²²²").status_code == 200


def test_suggestions_are_titles_with_addresses(client) -> None:
    content.post("Lighthouses at night")
    content.post("Lightships", status="draft")
    answer = client.get("/search/suggestions?q=lighth")
    assert answer.json["suggestions"] == [
        {"title": "Lighthouses at night", "address": "/posts/lighthouses-at-night", "kind": "Post"}
    ]
    assert answer.headers["X-Robots-Tag"] == "noindex"
    again = client.get("/search/suggestions?q=lighth", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


def test_who_asks_too_often_is_told_to_wait(client) -> None:
    answers = [client.get("/search?q=a").status_code for _ in range(62)]
    assert answers[0] == 200
    assert answers[-1] == 429


def test_every_page_leads_to_the_search(client) -> None:
    assert '<a class="site-search" href="/search"' in client.get("/posts").text


def test_a_search_asks_no_more_with_more_to_find(client, statements) -> None:
    craft = content.category("Craft")

    def asked() -> int:
        client.get("/search?q=boat")
        with statements() as seen:
            assert client.get("/search?q=boat").status_code == 200
        return len(seen)

    for number in range(2):
        content.post(f"Boat {number}", categories=[craft["id"]])
    few = asked()
    for number in range(20):
        content.post(f"More boat {number}", categories=[craft["id"]])
        content.project(f"Boat work {number}", categories=[craft["id"]])
    assert asked() == few
    assert few <= 8


def test_a_page_shows_what_its_blocks_say(client) -> None:
    content.page("Services", layout=[
        content.block("banner", style="info", content=content.text("Closed during the regatta.")),
        content.block("quote", text="She sails like a witch.", attribution="A pilot"),
        content.block("metrics", items=[{"value": "12", "label": "barquentines"}]),
    ])  # fmt: skip
    for word in ("regatta", "witches", "pilot", "barquentine"):
        assert found(client, f"/search?q={word}") == ["/services"], word


def test_the_language_of_a_code_block_is_no_word_of_the_page(client) -> None:
    content.page("Scripts", layout=[content.block("code", language="bash", code="Moor the dinghy")])
    assert found(client, "/search?q=bash") == []
    assert "><mark>Moor</mark> the dinghy</p>" in client.get("/search?q=moor").text


def test_a_document_that_goes_is_not_suggested_any_more(client) -> None:
    post = content.post("Lighthouse")
    operations.trash("posts", post["id"], actor=SYSTEM)
    assert client.get("/search/suggestions?q=lighthouse").json["suggestions"] == []
