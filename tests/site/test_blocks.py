"""Layout blocks with little, nothing or too much in them, their order of headings, and the way to a page."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from flask import render_template

from blog.content import operations
from blog.content.access import SYSTEM
from blog.site.rendering import surroundings
from tests.site import content
from tests.site.content import block, text

LINK = {"type": "custom", "url": "/go", "label": "Go"}


def shown(client, *layout, **more) -> str:
    content.page("Blocks", slug="blocks", layout=list(layout), **more)
    answer = client.get("/blocks")
    assert answer.status_code == 200
    return answer.text.split("<main", 1)[1].split("</main>")[0]


def levels(page: str) -> list[int]:
    return [int(level) for level in re.findall(r"<h([1-6])", page)]


EMPTY = (
    block("content", columns=[]),
    block("cta"),
    block("cta", links=[{"link": {"type": "custom"}}]),
    block("gallery", images=[]),
    block("archive", populateBy="collection", relationTo="posts"),
    block("archive", populateBy="selection", selectedDocs=[]),
    block("metrics", items=[]),
    block("facts", items=[]),
    block("banner", content={"type": "doc", "content": [{"type": "paragraph"}]}),
)


@pytest.mark.sqlite_only
def test_a_block_with_nothing_in_it_leaves_nothing_on_the_page(app) -> None:
    # As after a picture was deleted, or in a page that was imported: what is stored may be less than what is asked for.
    for empty in EMPTY:
        with app.test_request_context("/blocks"):
            page = render_template(
                "site/page.html", **surroundings(), title="Blocks", page={"title": "Blocks"}, layout=[empty]
            )
        assert "<section" not in page, empty


@pytest.mark.sqlite_only
def test_headings_go_down_one_step_at_a_time(client) -> None:
    content.post("First")
    content.project("Boat")
    page = shown(
        client,
        block("archive", populateBy="collection", relationTo="posts"),
        block("archive", populateBy="collection", relationTo="projects", introContent=text("## Work")),
        block("archive", populateBy="collection", relationTo="projects", introContent=text("No heading here.")),
        block("metrics", title="Figures", items=[{"value": "12", "label": "Ships"}]),
        block("content", columns=[{"size": "half", "richText": text("# Loud\n\n## Less loud")}]),
    )
    found = levels(page)
    assert found[0] == 1
    assert found.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(found))


def test_an_archive_leads_to_the_page_of_its_category(client) -> None:
    craft = content.category("Craft")
    wood = content.category("Wood", parent=craft["id"])
    for number in range(3):
        content.post(f"Plane {number}", categories=[wood["id"]])
    content.post("Elsewhere")
    page = shown(client, block("archive", populateBy="collection", categories=[craft["id"]], limit=2))
    assert page.count('href="/posts/plane-') == 2
    assert "Elsewhere" not in page
    assert '<a href="/categories/craft">All in Craft</a>' in page


@pytest.mark.sqlite_only
def test_an_archive_leads_to_the_page_of_its_technology_or_to_the_whole_list(client) -> None:
    python = content.technology("Python")
    boats = [content.project(f"Boat {number}", technologies=[python["id"]]) for number in range(2)]
    page = shown(
        client,
        block("archive", relationTo="projects", populateBy="collection", technologies=[python["id"]], limit=1),
        block("archive", relationTo="projects", populateBy="collection", limit=1),
        block("archive", populateBy="selection", selectedDocs=[{"relationTo": "projects", "value": boats[0]["id"]}]),
        block("archive", populateBy="collection", relationTo="posts", introContent=text("## Lately")),
    )
    assert '<a href="/technologies/python">All with Python</a>' in page
    assert page.count('<a href="/projects">All projects</a>') == 2
    assert "Nothing is here yet." in page


def test_a_page_in_a_folder_shows_the_way_through_the_pages_that_exist(client) -> None:
    content.page("Handbook", slug="handbook")
    content.page("Hidden", slug="handbook/boats", status="draft")
    content.page("Oars", slug="handbook/boats/oars")
    page = client.get("/handbook/boats/oars").text
    way = page.split('aria-label="Breadcrumbs"', 1)[1].split("</nav>")[0]
    assert re.findall(r'href="([^"]+)"', way) == ["/handbook"]
    assert "Hidden" not in page
    assert 'aria-label="Breadcrumbs"' not in client.get("/handbook").text


@pytest.mark.sqlite_only
def test_a_post_and_a_project_show_the_way_to_their_category(client) -> None:
    craft = content.category("Craft")
    wood = content.category("Wood", parent=craft["id"])
    content.post("Plane", categories=[craft["id"], wood["id"]])
    content.project("Boat", categories=[wood["id"]])
    for path in ("/posts/plane", "/projects/boat"):
        filed = client.get(path).text.split('aria-label="Filed under"', 1)[1].split("</ul>")[0]
        assert re.findall(r'href="([^"]+)">([^<]+)', filed) == [
            ("/categories/craft", "Craft"),
            ("/categories/wood", "Wood"),
        ]


@pytest.mark.sqlite_only
def test_a_country_is_chosen_from_a_list_and_kept_by_its_name(client) -> None:
    fields = [{"blockType": "country", "name": "land", "label": "Country", "required": True, "defaultValue": "NO"}]
    form = operations.create("forms", {"title": "Where", "status": "published", "fields": fields}, actor=SYSTEM)
    page = client.get(f"/forms/{form['id']}").text
    assert "<option selected>Norway</option>" in page
    assert page.count("<option") > 240
    token = re.search(r'name="_token" value="([^"]+)"', page)[1]
    wrong = client.post(f"/forms/{form['id']}", data={"_token": token, "land": "Atlantis"})
    assert wrong.status_code == 422
    assert "Please choose a country from the list." in wrong.text
    right = client.post(f"/forms/{form['id']}", data={"_token": token, "land": "côte d'ivoire"})
    assert right.status_code == 303
    (message,) = operations.find("form-submissions", actor=SYSTEM).docs
    assert message["submissionData"][0]["value"] == "Côte d’Ivoire"
