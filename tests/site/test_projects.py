"""The portfolio as readers meet it."""

from __future__ import annotations

import pytest

from tests.site import content


@pytest.fixture
def portfolio(app) -> None:
    python, rust = content.technology("Python"), content.technology("Rust")
    boats = content.category("Boats")
    content.project(
        "Tidewatch",
        technologies=[python["id"]],
        categories=[boats["id"]],
        state="in_progress",
        started="2022-03-01",
        role="Everything",
        client="A harbour",
        links={"source": "https://example.org/code"},
        metrics=[{"value": "14", "label": "Harbours"}],
        facts=[{"term": "Made of", "description": "oak"}],
        challenges=content.text("The moon."),
    )
    content.project("Ledger", technologies=[rust["id"]], state="completed", started="2020-01-01", finished="2021-01-01")
    content.project("Unfinished", status="draft", technologies=[python["id"]])


def test_a_project_is_shown_with_its_facts_and_figures(client, portfolio) -> None:
    page = client.get("/projects/tidewatch").text
    for words in (
        '<h1 dir="auto">Tidewatch</h1>',
        "Everything",
        "A harbour",
        "since 2022",
        "14",
        "Harbours",
        "oak",
        "The moon.",
    ):
        assert words in page, words
    assert 'href="https://example.org/code"' in page
    assert 'href="/technologies/python"' in page


def test_a_draft_project_is_nowhere(client, portfolio) -> None:
    assert client.get("/projects/unfinished").status_code == 404
    for path in ("/projects", "/technologies/python", "/sitemap.xml", "/"):
        assert "Unfinished" not in client.get(path).text, path


@pytest.mark.parametrize(
    ("query", "shown", "hidden"),
    [
        ("technology=python", "Tidewatch", "Ledger"),
        ("technology=rust", "Ledger", "Tidewatch"),
        ("category=boats", "Tidewatch", "Ledger"),
        ("state=completed", "Ledger", "Tidewatch"),
        ("technology=python&state=in_progress", "Tidewatch", "Ledger"),
    ],
)
def test_projects_are_filtered_by_plain_links(client, portfolio, query, shown, hidden) -> None:
    page = client.get(f"/projects?{query}").text
    assert f'href="/projects/{shown.lower()}"' in page
    assert f'href="/projects/{hidden.lower()}"' not in page
    assert 'content="noindex, follow"' in page


def test_a_filter_that_nothing_fits_leads_back(client, portfolio) -> None:
    page = client.get("/projects?technology=cobol")
    assert page.status_code == 200
    assert "No project fits that." in page.text


def test_a_technology_lists_its_projects(client, portfolio) -> None:
    page = client.get("/technologies/python").text
    assert 'href="/projects/tidewatch"' in page
    assert 'href="/projects/ledger"' not in page
    assert 'href="/technologies/rust"' in client.get("/technologies").text
    assert client.get("/technologies/cobol").status_code == 404


def test_a_category_lists_what_is_filed_in_it_and_below_it(client, app) -> None:
    top = content.category("Craft")
    below = content.category("Knots", parent=top["id"])
    content.post("On knots", categories=[below["id"]])
    content.post("On craft", categories=[top["id"]])
    content.post("On neither")
    content.project("Rope", categories=[below["id"]])
    page = client.get("/categories/craft").text
    for path in ("/posts/on-knots", "/posts/on-craft", "/projects/rope", "/categories/knots"):
        assert f'href="{path}"' in page, path
    assert "On neither" not in page
    assert 'href="/categories/craft"' in client.get("/categories/knots").text
    assert client.get("/categories/nothing").status_code == 404
    assert 'href="/categories/knots"' in client.get("/categories").text


def test_an_author_lists_what_they_signed(client, app) -> None:
    ines, bo = content.author(bio="Sails."), content.author("Bo", "bo")
    content.post("Alone", author=ines["id"])
    content.post("Together", author=bo["id"], authors=[ines["id"]])
    content.post("Without", author=bo["id"])
    page = client.get("/authors/ines").text
    assert '<h1 dir="auto">Ines Halloran</h1>' in page
    assert "Sails." in page
    assert "Alone" in page
    assert "Together" in page
    assert "Without" not in page
    assert "ines@example.org" not in page
    assert client.get("/authors/nobody").status_code == 404
