"""The page for an address that nothing is at: useful to readers, cheap against scanners."""

from __future__ import annotations

import pytest

from blog import limits
from blog.site import probes
from blog.site.suggestions import words_of
from tests.site import content


@pytest.fixture
def boats(app) -> None:
    content.post("The night the board stopped")
    content.project("Tide tables")
    content.page("About boats", slug="about/boats")
    content.post("Nothing for readers: tide plans", status="draft")


@pytest.mark.parametrize(
    ("asked", "address"),
    [
        ("/2019/05/night-board-stopped", "/posts/the-night-the-board-stopped"),
        ("/posts/the-nigth-the-board-stoped", "/posts/the-night-the-board-stopped"),
        ("/tide-tables-2.html", "/projects/tide-tables"),
        ("/boats", "/about/boats"),
    ],
)
def test_a_missing_page_says_what_may_have_been_meant(client, boats, asked, address) -> None:
    page = client.get(asked)
    assert page.status_code == 404
    assert f'<a href="{address}">' in page.text
    assert "Nothing for readers" not in page.text


def test_one_word_somewhere_in_a_text_is_no_reason_to_suggest_it(client, boats) -> None:
    content.post("Untitled", content=content.text("Pilots and harbours, winters and wind."))
    for asked in ("/pilots", "/pilots-at-rest", "/pilots-of-the-caribbean"):
        assert 'class="perhaps"' not in client.get(asked).text, asked
    for asked in ("/pilots-in-winter", "/some-harbour-with-wind", "/untitled-film"):
        assert '<ul class="perhaps">\n<li><a href="/posts/untitled">' in client.get(asked).text, asked


@pytest.mark.sqlite_only
def test_a_missing_page_offers_the_search_with_the_words_of_its_address(client, boats) -> None:
    page = client.get("/wholly/unknown-%22%3E%3Cscript%3Ealert(1)%3C/script%3E.html").text
    assert 'action="/search"' in page
    assert 'value="wholly unknown script alert"' in page
    assert "<script>alert" not in page
    assert 'href="/posts/the-night-the-board-stopped"' in page  # the latest posts, where the words find nothing


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/posts/two-words.html", ["two", "words"]),
        ("/2019/05/06/boats_and_tides/", ["boats", "and", "tides"]),
        ("/blog/tag/caf%C3%A9", ["café"]),
        ("/", []),
        ("/" + "x" * 500, []),
        ("/\x00/\ud800", []),
    ],
)
def test_the_words_of_an_address_are_those_that_say_something(path, words) -> None:
    assert words_of(path) == words


@pytest.mark.parametrize(
    "path",
    ["/wp-login.php", "/.env", "/.git/config", "/wp-admin/setup-config.php?step=1", "/cgi-bin/x", "/backup.sql",
     "/missing.png", "/old/logo.png", "/a/.hidden"],
)  # fmt: skip
@pytest.mark.sqlite_only
def test_what_no_reader_asks_for_costs_few_statements_and_few_bytes(client, statements, boats, path) -> None:
    client.get("/posts?warm=1")
    with statements() as seen:
        answer = client.get(path)
    assert answer.status_code == 404
    assert len(answer.data) < 1000
    assert len(seen) <= (2 if probes.is_tried(path) else 3)
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


@pytest.mark.sqlite_only
def test_an_old_address_that_looks_like_a_probe_still_leads_on(client) -> None:
    content.redirect("/wp-content", "https://old.example.org", kind="prefix")
    assert client.get("/wp-content/uploads/a.jpg").headers["Location"] == "https://old.example.org/uploads/a.jpg"


@pytest.mark.parametrize(
    "slug", ["telescope", "solr-panels", "vendor/terms", "notes/owa/x", "guides/deploy.sh", "pma", "wp-admin"]
)
@pytest.mark.sqlite_only
def test_a_page_is_served_whatever_its_path_looks_like(client, slug) -> None:
    content.page("Words", slug=slug)
    assert client.get(f"/{slug}").status_code == 200


@pytest.mark.parametrize("path", ["/solr-panels", "/telescopes", "/notes/owa/x", "/wp-migration", "/my/vendor/terms"])
@pytest.mark.sqlite_only
def test_what_only_begins_like_a_probe_gets_the_whole_page(client, boats, path) -> None:
    assert len(client.get(path).data) > 1000


@pytest.mark.sqlite_only
def test_a_well_known_address_is_no_probe() -> None:
    assert not probes.is_tried("/.well-known/security.txt")
    assert not probes.is_tried("/posts/profile-of-a-shell")


@pytest.mark.sqlite_only
def test_who_asks_for_very_many_missing_pages_gets_plain_ones(client, boats, monkeypatch) -> None:
    monkeypatch.setattr(probes, "FULL_PAGES", "2 per minute")
    sizes = [len(client.get(f"/tide/{number}").data) for number in range(3)]
    assert sizes[0] > 1000
    assert sizes[2] < 1000
    assert limits.take("2 per minute", "something else").remaining == 1


@pytest.mark.sqlite_only
def test_asking_for_the_head_of_a_missing_page_costs_little(client, boats) -> None:
    answer = client.head("/tide")
    assert (answer.status_code, answer.data) == (404, b"")


@pytest.mark.sqlite_only
def test_the_other_doors_answer_for_themselves(client) -> None:
    assert client.get("/api/nothing").json == {"message": 'Route not found "/api/nothing"'}
    page = client.get("/admin/nothing")
    assert page.status_code == 404
    assert "site.css" not in page.text
