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
    ines, craft = content.author(avatar=content.picture("ines.png")), content.category("Craft")
    others = [content.post(f"Other {number}", days_ago=number)["id"] for number in range(1, 4)]
    signed = {"author": ines["id"], "authors": [ines["id"]], "categories": [craft["id"]]}
    content.post("First", days_ago=2, heroImage=content.picture("hero.png"), relatedPosts=others, **signed)
    client.get("/posts/other-1")  # the categories are remembered, too
    assert asked(client, statements, "/posts/first") <= 6


def test_a_part_of_a_series_takes_at_most_six_and_no_more_for_a_long_one(client, statements) -> None:
    tour, ines = content.category("Tour", kind="series"), content.author()

    def part(number: int) -> None:
        content.post(f"Part {number}", days_ago=100 - number, categories=[tour["id"]], author=ines["id"])

    for number in range(3):
        part(number)
    client.get("/posts/part-0")
    few = asked(client, statements, "/posts/part-1")
    for number in range(3, 20):
        part(number)
    client.get("/posts/part-0")
    assert asked(client, statements, "/posts/part-1") <= few <= 6


def test_a_post_whose_like_are_found_takes_at_most_six_until_something_changes(client, statements) -> None:
    craft = content.category("Craft")
    for number in range(8):
        content.post(
            f"Boats {number}", days_ago=number, categories=[craft["id"]], heroImage=content.picture(f"{number}.png")
        )
    client.get("/posts/boats-4")
    assert asked(client, statements, "/posts/boats-4") <= 6


@pytest.mark.parametrize(
    "words", ["::form{{form={form}}}", "::form{{form=contact}}", "::archive{{collection=posts limit=2}}"]
)
def test_a_post_with_a_form_or_a_list_in_it_takes_at_most_six(client, statements, words) -> None:
    form = content.contact_form(slug="contact")
    content.post("Old", days_ago=9)
    content.post("First", content=content.text(words.format(form=form["id"])), author=content.author()["id"])
    client.get("/posts/old")
    client.get("/posts/first")
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
