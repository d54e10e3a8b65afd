"""The site in a real browser: nothing it forbids itself, room on small screens, and the comforts of its scripts."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from blog.content import operations
from blog.content.access import SYSTEM
from tests.browsers import served, watched
from tests.site import content

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.sqlite_only]

PATHS = ("/", "/posts", "/posts/first", "/projects", "/projects/boat", "/contact", "/categories/craft", "/technologies")


@pytest.fixture
def site(app) -> Iterator[str]:
    """The address of a running site with something of everything in it."""
    craft, python = content.category("Craft"), content.technology("Python")
    content.post("First", content=content.text(content.EVERYTHING), categories=[craft["id"]])
    content.project("Boat", technologies=[python["id"]], content=content.text(content.EVERYTHING))
    form = content.contact_form()
    content.page("Contact", layout=[content.block("formBlock", form=form["id"])])
    with served(app) as address:
        yield address


def test_no_page_breaks_its_own_rules_or_the_width_of_a_small_screen(site, browser) -> None:
    tab, heard = watched(browser, viewport={"width": 320, "height": 640})
    for path in PATHS:
        tab.goto(site + path)
        assert tab.evaluate("document.documentElement.scrollWidth") <= 320, path
    assert heard == []


def test_the_chosen_colours_stay_chosen(site, browser) -> None:
    tab, _ = watched(browser, color_scheme="light")
    tab.goto(site)
    shown = "getComputedStyle(document.documentElement).backgroundColor"
    light = tab.evaluate(shown)
    tab.get_by_role("button", name="Colours: as on this device").click()
    dark = tab.evaluate(shown)
    tab.goto(site + "/posts")
    assert tab.evaluate(shown) == dark != light
    tab.get_by_role("button", name="Colours: dark").click()
    assert tab.evaluate(shown) == light
    tab.emulate_media(color_scheme="dark")
    assert tab.evaluate(shown) == light
    tab.get_by_role("button", name="Colours: light").click()
    assert tab.evaluate(shown) == dark


def test_a_reader_may_leave_the_scheme_that_the_owner_prefers(app, site, browser) -> None:
    operations.update_global("site", {"theme": {"scheme": "dark"}}, actor=SYSTEM)
    tab, _ = watched(browser, color_scheme="light")
    tab.goto(site)
    tab.get_by_role("button", name="Colours: dark").click()
    tab.get_by_role("button", name="Colours: light").click()
    tab.goto(site + "/posts")
    assert tab.evaluate("document.documentElement.dataset.scheme") is None


def test_a_listing_can_be_copied(site, browser) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    tab = context.new_page()
    tab.goto(site + "/posts/first")
    tab.locator("figure.code .copy").first.click()
    tab.get_by_role("button", name="Copied").wait_for()
    assert "def answer() -> int:" in tab.evaluate("navigator.clipboard.readText()")


def test_the_keyboard_reaches_the_text_first(site, browser) -> None:
    tab, _ = watched(browser)
    tab.goto(site + "/posts/first")
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.textContent") == "Skip to the text"
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.id") == "main"


def test_a_field_appears_when_it_is_asked_for(site, browser) -> None:
    tab, _ = watched(browser)
    tab.goto(site + "/contact")
    budget = tab.get_by_label("Budget")
    expect(budget).to_be_hidden()
    tab.get_by_label("Topic").select_option("work")
    expect(budget).to_be_visible()


def test_a_message_is_sent_without_scripts(site, browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(site + "/contact")
    assert tab.get_by_label("Budget").is_visible()
    tab.get_by_label("Your name").fill("Ann")
    tab.get_by_label("E-mail").fill("ann@example.org")
    tab.get_by_label("Message").fill("Hello.")
    tab.get_by_role("button", name="Send it").click()
    assert tab.get_by_role("heading", name="Thank you.").is_visible()
    assert context.cookies() == []
