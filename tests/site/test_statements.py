"""How much a page asks of the database. The numbers are bounds that a change must not raise unseen."""

from __future__ import annotations

import pytest

from tests.site import content


def asked(client, statements, path: str) -> int:
    """The statements for a page once the menus and the site's name are remembered."""
    client.get("/robots.txt")
    client.get("/posts")
    with statements() as seen:
        assert client.get(path).status_code == 200
    return len(seen)


def test_a_post_with_all_its_relations_takes_at_most_six(client, statements) -> None:
    ines, craft = content.author(), content.category("Craft")
    others = [content.post(f"Other {number}")["id"] for number in range(3)]
    content.post("First", author=ines["id"], authors=[ines["id"]], categories=[craft["id"]], relatedPosts=others)
    assert asked(client, statements, "/posts/first") <= 6


@pytest.mark.parametrize("path", ["/posts", "/projects", "/categories/craft", "/feed.xml", "/", "/technologies/python"])
def test_a_list_takes_no_more_with_more_in_it(client, statements, path) -> None:
    craft, python, ines = content.category("Craft"), content.technology("Python"), content.author()

    def add(count: int, name: str) -> None:
        for number in range(count):
            content.post(f"{name} {number}", categories=[craft["id"]], author=ines["id"])
            content.project(f"{name} work {number}", categories=[craft["id"]], technologies=[python["id"]])

    add(2, "Early")
    few = asked(client, statements, path)
    add(8, "Late")
    assert asked(client, statements, path) == few
    assert few <= 8
