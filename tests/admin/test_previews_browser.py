"""Writing with the preview beside, in a real browser: what is typed is saved, shown, and never lost."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from blog.content import operations
from blog.content.access import SYSTEM
from blog.db import db
from tests.admin.test_scripts import enter
from tests.browsers import served
from tests.content.documents import post

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.sqlite_only]

LONG = {
    "type": "doc",
    "content": [{"type": "paragraph", "content": [{"type": "text", "text": f"Line {n}. " * 30}]} for n in range(40)],
}


@pytest.fixture
def site(app) -> Iterator[str]:
    with served(app) as address:
        yield address


def opened(browser: Browser, site: str, email: str, doc: dict[str, Any]) -> tuple[Page, list[str]]:
    """A tab in which a post is being written, and what it complains about."""
    tab, heard = enter(browser, site, email, viewport={"width": 1440, "height": 900})
    tab.goto(f"{site}/admin/posts/{doc['id']}")
    return tab, heard


def said(tab: Page, words: str) -> None:
    expect(tab.locator("[data-saving]")).to_contain_text(words, timeout=8000)


def title_of(doc: dict[str, Any], *, draft: bool = True) -> str:
    db.session.rollback()
    return operations.find_by_id("posts", doc["id"], actor=SYSTEM, depth=0, draft=draft)["title"]


def test_the_preview_follows_what_is_written_and_stays_where_it_was(site, browser, people) -> None:
    doc = post("Tulips", content=LONG)
    tab, heard = opened(browser, site, people.ada.email, doc)
    inside = tab.frame_locator("#pane iframe")
    tab.get_by_role("button", name="Preview", exact=True).press("Enter")
    expect(inside.locator("h1")).to_have_text("Tulips")
    expect(inside.get_by_text("Back to the editor")).to_be_hidden()
    scrolled = "document.querySelector('#pane iframe')?.contentWindow?.scrollY"
    tab.evaluate(f"{scrolled.removesuffix('?.scrollY')}.scrollTo({{top: 900, behavior: 'instant'}})")
    tab.locator("#title").fill("Roses")
    said(tab, "Saved at ")
    expect(inside.locator("h1")).to_have_text("Roses")
    tab.wait_for_function(f"() => {scrolled} === 900")
    assert (title_of(doc), title_of(doc, draft=False)) == ("Roses", "Tulips")
    tab.get_by_role("button", name="Tablet").press("Space")
    assert tab.evaluate("document.querySelector('#pane iframe').contentWindow.innerWidth") == 820
    tab.get_by_role("button", name="Save draft").click()
    expect(inside.locator("h1")).to_have_text("Roses")
    tab.wait_for_function(f"() => {scrolled} === 900")
    expect(tab.get_by_role("button", name="Tablet")).to_have_attribute("aria-pressed", "true")
    with tab.context.expect_page() as elsewhere:
        inside.get_by_role("link", name="Posts", exact=True).first.click()
    assert elsewhere.value.url == f"{site}/posts"
    tab.get_by_role("button", name="Close").press("Enter")
    expect(tab.get_by_role("button", name="Preview", exact=True)).to_be_focused()
    tab.reload()
    expect(tab.locator("#pane")).to_be_hidden()
    assert tab.evaluate("document.documentElement.scrollWidth") <= 1440
    assert heard == []


def test_a_save_on_its_way_does_not_meet_the_one_of_a_button(site, browser, people) -> None:
    doc = post("Tulips")
    tab, heard = opened(browser, site, people.ada.email, doc)
    held = []
    tab.route("**/autosave", lambda route: held.append(route))
    tab.locator("#title").fill("Roses")
    tab.wait_for_timeout(2000)
    assert len(held) == 1
    tab.get_by_role("button", name="Publish changes").click()
    held[0].continue_()
    expect(tab.get_by_text("Published.", exact=True)).to_be_visible()
    assert title_of(doc, draft=False) == "Roses"
    assert heard == []
