"""The markup of every kind of page, read by a strict parser."""

from __future__ import annotations

import re

import html5lib
import pytest

from tests.site import content
from tests.site.soundness import unsound

#: Errors that a valid page may give: the parser is older than these parts of HTML.
NOT_ERRORS: set[str] = set()


@pytest.fixture
def full_site(app) -> None:
    ines = content.author(bio="Sails.")
    craft, python = content.category("Craft", description="Of hands."), content.technology("Python")
    signed = {"author": ines["id"], "categories": [craft["id"]], "content": content.text(content.EVERYTHING)}
    second = content.post("Second")
    content.post("First", relatedPosts=[second["id"]], **signed)
    work = {"technologies": [python["id"]], "started": "2022-01-01", "metrics": [{"value": "1", "label": "Boat"}]}
    other = content.project("Raft")
    content.project("Boat", relatedProjects=[other["id"]], challenges=content.text("The moon."), **work, **signed)
    form = content.contact_form()
    blocks = [
        content.block("formBlock", form=form["id"]),
        content.block("archive", relationTo="posts", populateBy="collection", introContent=content.text("## Lately")),
        content.block("content", columns=[{"size": "half", "richText": content.text(content.EVERYTHING)}] * 2),
        content.block("metrics", title="Figures", items=[{"value": "12", "label": "Ships", "description": "Small."}]),
        content.block("facts", title="Particulars", items=[{"term": "Keel", "description": "Oak"}]),
        content.block("code", language="python", code="x < 1"),
        content.block("quote", text="It floats.", attribution="Bo"),
    ]
    content.page("About", layout=blocks)


PATHS = (
    "/", "/posts", "/posts/first", "/projects", "/projects?state=completed", "/projects/boat", "/about", "/categories",
    "/categories/craft", "/technologies", "/technologies/python", "/authors/ines", "/nothing",
)  # fmt: skip


def problems(page: str) -> list[str]:
    """What a strict parser and our own rules have against a page."""
    parser = html5lib.HTMLParser(strict=False)
    parser.parse(page)
    said = [f"{place}: {name} {more}" for place, name, more in parser.errors if name not in NOT_ERRORS]
    return [*said, *unsound(page)]


def test_every_page_is_valid_and_well_ordered(client, full_site) -> None:
    for path in PATHS:
        page = client.get(path).text
        assert problems(page) == [], path
        ids = re.findall(r'\sid="([^"]+)"', page)
        assert len(ids) == len(set(ids)), path
        assert page.count("<h1") == 1, path
        assert page.count("<main") == 1, path
        assert '<html lang="en"' in page, path
        for target in re.findall(r'href="#([^"]+)"', page):
            assert target in ids, f"{path}#{target}"


def test_every_page_has_a_title_and_one_address(client, full_site) -> None:
    titles = {}
    for path in PATHS[:-1]:
        page = client.get(path).text
        titles[path] = re.search(r"<title>([^<]+)</title>", page)[1]
        assert page.count('rel="canonical"') == 1, path
    assert len(set(titles.values())) == len(titles)


def test_every_file_that_a_page_names_is_there(client, full_site) -> None:
    page = client.get("/posts/first").text
    for address in re.findall(r'(?:src|href)="(/(?:assets/|theme|favicon)[^"]*)"', page):
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert answer.data, address


def imported(client, folder: str, name: str = "site.js") -> set[str]:
    """A script and all that it imports at once or when a page has something for it."""
    met, waiting = {name}, [name]
    while waiting:
        answer = client.get(folder + waiting.pop())
        assert answer.status_code == 200, name
        for found in set(re.findall(r'(?:from |import\()"\./([^"]+)"', answer.text)) - met:
            met.add(found)
            waiting.append(found)
    return met


def test_scripts_import_only_what_is_there(client) -> None:
    folder = re.search(r'src="(/assets/[^/]+/)site\.js"', client.get("/").text)[1]
    assert {"site.js", "copy.js", "saying.js", "lightbox.js", "conditions.js"} <= imported(client, folder)


def test_an_article_with_everything_is_light_with_all_scripts_and_styles(client, full_site) -> None:
    page = client.get("/posts/first").text
    addresses = re.findall(r'(?:src|href)="(/(?:assets/|theme)[^"]*)"', page)
    folder = re.search(r'src="(/assets/[^/]+/)site\.js"', page)[1]
    wanted = {"/posts/first", *addresses, *(folder + name for name in imported(client, folder))}
    sizes = [len(client.get(address, headers={"Accept-Encoding": "gzip"}).data) for address in wanted]
    assert sum(sizes) < 45_000
