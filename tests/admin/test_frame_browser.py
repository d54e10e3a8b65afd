"""Arranging and finding in a real browser: rows dragged by pointer and by keyboard, a look that is tried out, and the
palette on the way to a post."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from blog.content import operations
from blog.content.access import SYSTEM
from tests.admin.test_scripts import enter
from tests.browsers import served
from tests.content.documents import post

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.sqlite_only]


@pytest.fixture
def site(app) -> Iterator[str]:
    with served(app) as address:
        yield address


def named(tab: Page) -> list[str]:
    return tab.locator("#navItems .item .kind").all_inner_texts()


def test_a_menu_is_arranged_and_tried_out_and_the_palette_leads_on(site, browser, people) -> None:
    doc = post("Tulips in the rain", slug="tulips")
    links = [{"type": "custom", "url": f"/{name}", "label": name} for name in ("one", "two", "three")]
    operations.update_global("header", {"navItems": [{"link": link} for link in links]}, actor=SYSTEM)
    tab, heard = enter(browser, site, people.ada.email, viewport={"width": 1440, "height": 900})
    tab.goto(f"{site}/admin/header/")
    inside = tab.frame_locator("#trial iframe").get_by_role("navigation", name="Site")
    expect(inside.get_by_role("link")).to_have_text(["one", "two", "three"])

    tab.get_by_role("button", name="Drag one").focus()
    for key in ("Space", "End", "Escape", "Space", "ArrowDown", "ArrowDown"):
        tab.keyboard.press(key)
    expect(tab.locator("#drag-said")).to_have_text("Place 3 of 3.")
    tab.keyboard.press("Space")
    expect(tab.get_by_role("button", name="Drag one")).to_be_focused()
    expect(inside.get_by_role("link")).to_have_text(["two", "three", "one"])
    assert named(tab) == ["two", "three", "one"]

    first, last = (tab.get_by_role("button", name=f"Drag {name}").bounding_box() for name in ("two", "one"))
    tab.mouse.move(last["x"] + 9, last["y"] + 9)
    tab.mouse.down()
    tab.mouse.move(first["x"] + 9, first["y"] - 4, steps=4)
    expect(tab.locator(".drop-line")).to_be_visible()
    tab.mouse.up()
    expect(inside.get_by_role("link")).to_have_text(["one", "two", "three"])

    tab.get_by_role("combobox", name="Add a document").fill("tulips")
    tab.get_by_role("option", name="Tulips in the rain").click()
    expect(inside.get_by_role("link")).to_have_text(["one", "two", "three", "Tulips in the rain"])
    assert len(operations.read_global("header", actor=SYSTEM)["navItems"]) == 3
    tab.keyboard.press("Control+s")
    expect(tab.get_by_text("Readers see it now.")).to_be_visible()
    assert len(operations.read_global("header", actor=SYSTEM)["navItems"]) == 4

    tab.wait_for_load_state()
    tab.keyboard.press("Control+k")
    tab.keyboard.type("tulips ra")
    expect(tab.get_by_role("option", name="Tulips in the rain")).to_have_attribute("aria-selected", "true")
    tab.keyboard.press("Enter")
    tab.wait_for_url(f"{site}/admin/posts/{doc['id']}")
    tab.wait_for_load_state()
    # What the editor of rich text has taken for a link is not taken again.
    tab.evaluate("void (document.body.onkeydown = (event) => event.preventDefault())")
    tab.keyboard.press("Control+k")
    expect(tab.locator("#palette")).to_be_hidden()
    tab.evaluate("document.body.onkeydown = null")
    tab.keyboard.press("Control+k")
    tab.keyboard.type("gtmedia")
    expect(tab.locator("#palette [aria-selected=true]")).to_have_text("Go to Media")
    tab.keyboard.press("Enter")
    tab.wait_for_url(f"{site}/admin/media/")
    tab.wait_for_load_state()
    tab.keyboard.press("?")
    expect(tab.get_by_role("heading", name="Keyboard shortcuts")).to_be_visible()
    assert heard == []
