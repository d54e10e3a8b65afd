"""The portfolio's filters, and the ways from one project to the next."""

from __future__ import annotations

import re
from html import unescape

import pytest

from blog.content import operations
from blog.content.access import SYSTEM
from tests.site import content
from tests.site.test_statements import asked

CHIP = re.compile(
    r'<(a|span) class="chip( none)?"(?: href="([^"]*)")?( aria-current="true")?>\s*(.*?) <span class="count">(\d+)<'
)


@pytest.fixture
def portfolio(app) -> None:
    python, rust = content.technology("Python"), content.technology("Rust")
    content.technology("COBOL")
    craft = content.category("Craft")
    knots, sails = content.category("Knots", parent=craft["id"]), content.category("Sails")
    for title, technology, category, state, more in (
        ("Bowline", python, knots, "completed", {"started": "2022-01-01", "featured": True}),
        ("Clove", python, knots, "in_progress", {"started": "2023-01-01"}),
        ("Jib", rust, sails, "completed", {"started": "2021-01-01"}),
        ("Mizzen", rust, sails, "archived", {}),
    ):
        content.project(title, technologies=[technology["id"]], categories=[category["id"]], state=state, **more)
    content.project("Draft", status="draft", technologies=[rust["id"]], state="in_progress")


def chips(page: str) -> dict[str, tuple[int, str | None, bool]]:
    """What may be chosen: how many projects it leaves, where it leads, whether it is chosen."""
    found = CHIP.findall(page)
    assert found
    return {
        text: (int(count), unescape(href) or None, bool(now)) for _, _, href, now, text, count in found if text != "All"
    }


def test_every_choice_says_how_many_it_leaves(client, portfolio) -> None:
    shown = chips(client.get("/projects").text)
    assert {text: count for text, (count, _, _) in shown.items()} == {
        "Python": 2, "Rust": 2, "Craft": 2, "Knots": 2, "Sails": 2, "In progress": 1, "Completed": 2, "Archived": 1,
    }  # fmt: skip


def test_filters_combine_keep_each_other_and_offer_nothing_empty(client, portfolio) -> None:
    page = client.get("/projects?technology=python").text
    shown = chips(page)
    assert shown["Python"] == (2, "/projects?technology=python", True)
    assert shown["Rust"] == (2, "/projects?technology=rust", False)
    assert shown["Completed"] == (1, "/projects?technology=python&state=completed", False)
    assert shown["Archived"] == (0, None, False)
    assert shown["Sails"] == (0, None, False)
    both = client.get(unescape(shown["Completed"][1])).text
    assert 'href="/projects/bowline"' in both
    assert 'href="/projects/clove"' not in both
    assert chips(both)["Rust"] == (1, "/projects?technology=rust&state=completed", False)


def test_every_offered_choice_leads_to_as_many_as_it_says(client, portfolio) -> None:
    for start in ("/projects", "/projects?category=craft", "/projects?state=completed"):
        for text, (count, href, _) in chips(client.get(start).text).items():
            if href:
                page = client.get(href).text
                assert len(re.findall(r'<h2[^>]*><a href="/projects/', page)) == count, (start, text)


def test_a_category_holds_what_is_filed_below_it(client, portfolio) -> None:
    page = client.get("/projects?category=craft").text
    assert 'href="/projects/clove"' in page
    assert 'href="/projects/jib"' not in page


@pytest.mark.parametrize(
    ("query", "heading", "address"),
    [
        ("", "Projects", "/projects"),
        ("?state=completed", "Completed projects", "/projects?state=completed"),
        ("?technology=rust", "Projects built with Rust", "/projects?technology=rust"),
        (
            "?state=completed&category=knots&technology=python",
            "Completed projects in Knots, built with Python",
            "/projects?technology=python&category=knots&state=completed",
        ),
        ("?state=nonsense&other=1", "Projects", "/projects"),
    ],
)
def test_the_heading_says_what_is_shown_and_the_address_is_one(client, portfolio, query, heading, address) -> None:
    page = client.get(f"/projects{query}").text
    assert f"<h1>{heading}</h1>" in page
    assert re.search(r'<link rel="canonical" href="http://[^/"]+([^"]*)"', page)[1].replace("&amp;", "&") == address


def test_nonsense_in_the_address_is_answered(client, portfolio) -> None:
    for name in ("technology", "category", "state", "page"):
        for value in ("%00", "%ff", "x" * 5000, "<script>", "'; drop table projects", "🦜"):
            answer = client.get(f"/projects?{name}={value}")
            assert answer.status_code in (200, 404), (name, value)
            assert "<script>" not in answer.text


def test_featured_work_comes_first_and_large_until_the_reader_chooses(client, portfolio) -> None:
    page = client.get("/projects").text
    assert page.index('class="feature"') < page.index("More projects")
    assert 'class="feature"' not in client.get("/projects?technology=python").text


def test_a_project_leads_to_those_before_and_after_it(client, portfolio) -> None:
    def ways(slug: str) -> dict[str, str]:
        return dict(re.findall(r'<a rel="(prev|next)" href="/projects/([^"]+)"', client.get(f"/projects/{slug}").text))

    assert ways("bowline") == {"next": "clove"}
    assert ways("clove") == {"prev": "bowline", "next": "jib"}
    assert ways("mizzen") == {"prev": "jib"}


def test_related_work_is_the_authors_choice_in_its_order_else_by_likeness(client, portfolio) -> None:
    def related(slug: str) -> list[str]:
        page = client.get(f"/projects/{slug}").text
        return re.findall(r'<h3[^>]*><a href="/projects/([^"]+)"', page.partition('id="related"')[2])

    assert related("bowline")[0] == "clove"
    ids = {found["slug"]: found["id"] for found in operations.find("projects", actor=SYSTEM, limit=20).docs}
    chosen = {"relatedProjects": [ids["mizzen"], ids["draft"], ids["jib"]]}
    operations.update("projects", ids["bowline"], chosen, actor=SYSTEM)
    assert related("bowline") == ["mizzen", "jib"]


def test_technologies_say_how_often_they_are_used(client, portfolio) -> None:
    operations.update("technologies", _technology("rust"), {"icon": "Rs", "colour": "#ffee00"}, actor=SYSTEM)
    page = client.get("/technologies").text
    assert re.search(r'href="/technologies/python">Python</a> <span class="count">2 projects', page)
    assert not re.search(r'href="/technologies/cobol">COBOL</a> <span class="count">', page)
    assert ">Rs</text>" in page
    assert "#ffee00" not in page, "white letters could not be read on it"
    assert "2 projects built with it" in client.get("/technologies/rust").text


@pytest.mark.parametrize("path", ["/projects/knot-0", "/projects?technology=rope&state=completed", "/technologies"])
def test_a_larger_portfolio_asks_the_database_no_more(client, app, statements, path) -> None:
    rope, craft = content.technology("Rope"), content.category("Craft")

    def add(first: int, last: int) -> None:
        for number in range(first, last):
            content.project(
                f"Knot {number}", technologies=[rope["id"]], categories=[craft["id"]], state="completed", featured=True
            )

    add(0, 3)
    few = asked(client, statements, path)
    add(3, 12)
    assert asked(client, statements, path) <= few
    assert few <= 12


def _technology(slug: str) -> str:
    return operations.find("technologies", actor=SYSTEM, where={"slug": {"equals": slug}}, limit=1).docs[0]["id"]
