"""The admin in a real browser: its scripts are comforts, it stays within its own rules, and it fits a telephone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from blog.content import operations
from blog.content.access import SYSTEM
from tests.browsers import served, watched
from tests.content.documents import make, post
from tests.people import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.sqlite_only]


@pytest.fixture
def site(app) -> Iterator[str]:
    with served(app) as address:
        yield address


def enter(browser: Browser, site: str, email: str, **options: Any) -> tuple[Page, list[str]]:
    """A signed-in tab, and what it complains about."""
    tab, heard = watched(browser, **options)
    tab.goto(f"{site}/admin/")
    tab.get_by_label("E-mail").fill(email)
    tab.get_by_label("Password").fill(PASSWORD)
    tab.keyboard.press("Enter")
    tab.wait_for_url(re.compile(f"^{site}/admin/(users/.*)?$"))
    return tab, heard


def test_a_post_is_written_with_the_keyboard_alone(site, browser, people) -> None:
    for number in range(60):
        make("categories", title=f"Category {number:02}")
    make("categories", title="Zeppelins")
    tab, heard = enter(browser, site, people.ada.email)
    tab.goto(f"{site}/admin/posts/new")
    tab.get_by_label("Title", exact=False).first.focus()
    tab.keyboard.type("By keyboard")
    tab.get_by_role("textbox", name="Content").focus()
    tab.keyboard.type("Some **words**.")
    tab.get_by_role("combobox", name="Add to categories").focus()
    tab.keyboard.type("zepp")
    tab.get_by_role("option", name="Zeppelins").wait_for()
    tab.keyboard.press("Enter")
    tab.locator("#categories li").wait_for()
    assert tab.evaluate("document.activeElement.getAttribute('aria-label')") == "Add to categories"
    tab.get_by_role("button", name="Publish").focus()
    tab.keyboard.press("Enter")
    tab.get_by_role("dialog", name="Publish this post?").wait_for()
    tab.keyboard.press("Enter")
    tab.get_by_text(re.compile("Readers see it now|^Published")).first.wait_for()
    made = operations.find_one("posts", {"slug": {"equals": "by-keyboard"}}, actor=SYSTEM)
    assert [category["title"] for category in made["categories"]] == ["Zeppelins"]
    assert heard == []


def test_blocks_move_in_place_and_keep_what_was_typed(site, browser, people) -> None:
    layout = [{"blockType": "quote", "text": f"Quotation {number}"} for number in range(4)]
    doc = make("pages", title="P", layout=layout, status="published")
    tab, heard = enter(browser, site, people.ada.email)
    tab.goto(f"{site}/admin/pages/{doc['id']}")
    rows = tab.locator("#layout > ol > li")
    tab.get_by_text("Add a block").click()
    tab.locator("#layout").get_by_role("button", name="Quotation", exact=True).click()
    tab.locator("#layout\\.4").wait_for()
    tab.keyboard.type("The new one")
    tab.locator("[value='up:layout.4']").click()
    expect(tab.locator("[name='layout.3.text']")).to_have_value("The new one")
    assert tab.evaluate("document.activeElement.value") == "up:layout.3"
    assert rows.nth(3).locator("details").first.evaluate("row => row.open")
    assert not rows.nth(4).locator("details").first.evaluate("row => row.open")
    tab.locator("[value='remove:layout.0']").click()
    expect(rows).to_have_count(4)
    tab.get_by_role("button", name="Publish changes").click()
    tab.get_by_text("Published.", exact=True).wait_for()
    made = operations.find_by_id("pages", doc["id"], actor=SYSTEM)
    assert [row["text"] for row in made["layout"]] == ["Quotation 1", "Quotation 2", "The new one", "Quotation 3"]
    assert heard == []


def test_unsaved_words_are_asked_about_before_they_are_left(site, browser, people) -> None:
    doc = post("Unsaved")
    tab, _ = enter(browser, site, people.ada.email)
    asked: list[str] = []
    tab.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    tab.goto(f"{site}/admin/posts/{doc['id']}")
    tab.goto(f"{site}/admin/posts/")
    assert asked == []
    tab.goto(f"{site}/admin/posts/{doc['id']}")
    tab.locator("#title").click()
    tab.keyboard.type("x")
    tab.goto(f"{site}/admin/posts/")
    assert asked == ["beforeunload"]


def test_a_link_asks_only_for_what_its_type_needs(site, browser, people) -> None:
    tab, heard = enter(browser, site, people.ada.email)
    tab.goto(f"{site}/admin/header/")
    tab.get_by_role("button", name="Add an address").click()
    address = tab.locator("[name='navItems.0.link.url']")
    document = tab.locator("#navItems\\.0").get_by_role("combobox", name="Document")
    expect(address).to_be_visible()
    expect(document).to_be_hidden()
    tab.locator("[name='navItems.0.link.type']").select_option("reference")
    expect(address).to_be_hidden()
    expect(document).to_be_visible()
    tab.locator("[name='navItems.0.link.type']").select_option("custom")
    address.fill("/somewhere")
    tab.locator("[name='navItems.0.link.label']").fill("Somewhere")
    tab.keyboard.press("Control+s")
    tab.get_by_text("Readers see it now.").wait_for()
    link = operations.read_global("header", actor=SYSTEM)["navItems"][0]["link"]
    assert (link["type"], link["url"]) == ("custom", "/somewhere")
    assert heard == []


def test_rows_of_a_list_are_selected_by_keys_and_filters_by_searching(site, browser, people) -> None:
    for number in range(6):
        post(f"Post {number}", slug=f"p{number}", categories=[make("categories", title=f"C{number}")["id"]])
    tab, heard = enter(browser, site, people.ada.email)
    tab.goto(f"{site}/admin/posts/?sort=title")
    boxes = tab.locator("input[name=id]")
    boxes.nth(1).focus()
    for _ in range(2):
        tab.keyboard.press("Shift+ArrowDown")
    tab.get_by_text("3 selected").wait_for()
    boxes.nth(5).click(modifiers=["Shift"])
    tab.get_by_text("5 selected").wait_for()
    tab.get_by_label("What to do with the selected").select_option("trash")
    tab.get_by_role("button", name="Apply").click()
    tab.get_by_role("heading", name="Move to the trash: 5 posts").wait_for()
    tab.get_by_role("button", name="Move to the trash").click()
    tab.get_by_role("button", name="Undo").click()
    tab.get_by_role("heading", name="5 posts taken out of the trash").wait_for()
    tab.goto(f"{site}/admin/posts/?panel=filter")
    tab.get_by_role("combobox", name="Categories").click()
    tab.get_by_role("option", name="None").wait_for()
    tab.keyboard.type("C4")
    tab.get_by_role("option", name="C4").wait_for()
    expect(tab.locator(".combo [role=option]")).to_have_count(1)
    tab.keyboard.press("Enter")
    tab.get_by_role("button", name="Show").click()
    tab.get_by_text("Categories: C4").wait_for()
    expect(tab.locator("tbody tr")).to_have_count(1)
    assert heard == []
