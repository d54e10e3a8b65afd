"""Where things stand on a page, measured in a browser: nothing lies over anything else, no list is marked by chance."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from blog.content import operations
from blog.content.access import SYSTEM
from tests.browsers import served, watched
from tests.site import content

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.sqlite_only]

DIAGRAM = (
    "```mermaid\ngraph LR\n" + "".join(f"  N{n}[Number {n}] --> N{n + 1}[Number {n + 1}]\n" for n in range(9)) + "```\n"
)
#: Running text has marks; so have these lists, by intent.
MARKED = ".prose, .flow, .problems, .advice, .results"
SHOWN_MARKS = """marked => [...document.querySelectorAll("li")].filter(item => {
  const style = getComputedStyle(item);
  return !item.closest(marked) && style.display === "list-item" && style.listStyleType !== "none";
}).map(item => item.outerHTML.slice(0, 80))"""
BOXES = """([hanging, wide]) => [hanging, wide].map(name => {
  const box = document.querySelector(name).getBoundingClientRect();
  return [box.left, box.right];
})"""


@pytest.fixture
def site(app) -> Iterator[str]:
    """The address of a running site with two pages of posts and with drawings that leave their column."""
    operations.update_global("site", {"postsPerPage": 1, "name": "Donaudampfschifffahrtselektrizität"}, actor=SYSTEM)
    words = content.text(f"{DIAGRAM}\n\n## One\n\nWords.\n\n## Two\n\nWords.\n\n## Three\n\nWords.")
    content.post("First", content=words)
    content.post("Second")
    content.project("Boat", technologies=[content.technology("Python")["id"]], content=words, role="Builder")
    with served(app) as address:
        yield address


def test_the_page_is_laid_out_as_it_is_meant(site, browser) -> None:
    tab, _ = watched(browser, viewport={"width": 1440, "height": 900})
    for path in ("/", "/posts", "/posts/first", "/projects", "/projects/boat", "/technologies", "/search?q=zzz", "/no"):
        tab.goto(site + path)
        assert tab.evaluate(SHOWN_MARKS, MARKED) == [], path
    for path, hanging in (("/posts/first", ".contents"), ("/projects/boat", ".particulars")):
        tab.goto(site + path)
        (_, end), (start, _) = tab.evaluate(BOXES, [hanging, ".diagram-wider"])
        assert end <= start, f"a drawing lies over the {hanging} of {path}"
    (_, name), (links, _) = tab.evaluate(BOXES, [".site-footer .owner strong", ".colophon"])
    assert name <= links
    reach = "document.querySelector('.owner strong').scrollWidth - document.querySelector('.owner strong').clientWidth"
    assert tab.evaluate(reach) <= 0, "the name runs out of its column"
