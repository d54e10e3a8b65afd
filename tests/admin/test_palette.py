"""The command palette's questions: what a person may find and do by it, and what it costs."""

from __future__ import annotations

import pytest

from tests.content.documents import make, post


def labels(lines) -> list[str]:
    return [line["label"] for line in lines]


def found(browser, text: str) -> dict[str, list[str]]:
    answer = browser.get("/admin/palette/documents", query_string={"search": text})
    assert answer.status_code == 200, text
    return {group["title"]: labels(group["lines"]) for group in answer.json["groups"]}


def test_documents_of_all_kinds_are_found_by_the_beginning_of_a_word(ada) -> None:
    for number in range(12):
        post(f"Tulips, part {number}", slug=f"p{number}")
    draft = post("Tulips to come", status="draft", draft=True)
    make("categories", title="Tulips and roses")
    make("redirects", **{"from": "/tulips-of-old", "to": {"type": "custom", "url": "/posts"}})
    groups = found(ada, "tulip")
    assert len(groups["Posts"]) == 8
    assert groups["Categories"] == ["Tulips and roses"]
    assert groups["Redirects"] == ["/tulips-of-old"]
    answer = ada.get("/admin/palette/documents?search=tulips+to+come")
    assert answer.json["groups"][0]["lines"][0]["to"] == f"/admin/posts/{draft['id']}"
    assert found(ada, "nothing like that, ever") == {}


def test_an_editor_is_shown_nothing_that_the_menu_hides(ada, ed, client) -> None:
    make("redirects", **{"from": "/tulips-of-old", "to": {"type": "custom", "url": "/posts"}})
    assert found(ada, "tulips")
    assert found(ed, "example.org")["Users"] == ["Ed Editor"]
    assert "Users" in found(ada, "example.org")
    ways = {name: labels(browser.get("/admin/palette/").json["actions"]) for name, browser in (("a", ada), ("e", ed))}
    assert {"New post", "New page", "Go to Messages", "Go to Site"} <= set(ways["a"])
    assert {"New post", "Go to Posts"} <= set(ways["e"])
    assert not {"New page", "New user", "Go to Messages"} & set(ways["e"])
    for address in ("/admin/palette/", "/admin/palette/documents?search=tulips"):
        assert client.get(address).status_code == 303


def test_what_was_worked_on_lately_comes_first(ada, people) -> None:
    doc = post("Fresh", actor=people.ada.actor)
    first = ada.get("/admin/palette/").json["recent"][0]
    assert first == {"label": "Fresh", "to": f"/admin/posts/{doc['id']}", "kind": "Post"}


def test_a_search_asks_the_same_however_much_there_is(ada, statements) -> None:
    post("Tulips")
    counts = []
    for batch in range(2):
        found(ada, "tulips")
        with statements() as seen:
            found(ada, "tulips")
        counts.append(len(seen))
        for number in range(20):
            post(f"Tulips {batch} {number}", slug=f"t{batch}-{number}")
    assert counts[0] == counts[1] <= 22


@pytest.mark.parametrize(
    "text", ["\0", "x" * 20_000, '"', "NEAR(", "%", "' or 1=1 --", "\ud800".encode("utf-8", "surrogatepass")]
)
def test_nonsense_finds_nothing_and_breaks_nothing(ada, text) -> None:
    found(ada, text)
