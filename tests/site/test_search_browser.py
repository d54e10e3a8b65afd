"""The search field in a real browser: suggestions while one types, by keyboard, and the form without scripts."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browsers import served, watched
from tests.site import content

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.sqlite_only]


@pytest.fixture
def site(app) -> Iterator[str]:
    """The address of a running site with three posts about lights."""
    for title in ("Lighthouses", "Lightships", "Lightning & rods"):
        content.post(title)
    with served(app) as address:
        yield address


def field(tab: Page):
    return tab.get_by_role("combobox", name="Words to look for")


def test_suggestions_are_chosen_by_keyboard_and_given_up_with_escape(site, browser: Browser) -> None:
    tab, heard = watched(browser, viewport={"width": 320, "height": 640})
    tab.goto(f"{site}/search")
    expect(field(tab)).to_be_focused()
    expect(field(tab)).to_have_attribute("aria-expanded", "false")
    tab.keyboard.type("light")
    options = tab.get_by_role("listbox", name="Suggestions").get_by_role("option")
    expect(options).to_have_count(3)
    expect(field(tab)).to_have_attribute("aria-expanded", "true")
    expect(tab.get_by_role("status")).to_have_text("3 suggestions")
    assert tab.evaluate("document.documentElement.scrollWidth") <= 320
    tab.keyboard.press("ArrowDown")
    expect(options.nth(0)).to_have_attribute("aria-selected", "true")
    expect(field(tab)).to_have_attribute("aria-activedescendant", options.nth(0).get_attribute("id") or "none")
    tab.keyboard.press("ArrowUp")
    tab.keyboard.press("ArrowUp")
    expect(options.nth(2)).to_have_attribute("aria-selected", "true")
    tab.keyboard.press("Escape")
    expect(field(tab)).to_have_attribute("aria-expanded", "false")
    expect(field(tab)).to_have_value("light")
    tab.keyboard.type("sh")
    expect(options).to_have_count(1)
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("Enter")
    tab.wait_for_url(f"{site}/posts/lightships")
    assert heard == []


def test_words_typed_before_the_script_came_get_suggestions_too(site, browser: Browser) -> None:
    tab, heard = watched(browser)
    waiting: list[Route] = []
    tab.route("**/suggest.js", lambda route: waiting.append(route))
    tab.goto(f"{site}/search", wait_until="domcontentloaded")
    plain = tab.get_by_role("searchbox", name="Words to look for")
    expect(plain).to_be_focused()
    tab.keyboard.type("light")
    expect(plain).to_have_value("light")
    assert tab.get_by_role("option").count() == 0
    for route in waiting:
        route.continue_()
    expect(tab.get_by_role("option")).to_have_count(3)
    assert heard == []


def test_enter_without_a_choice_asks_for_everything(site, browser: Browser) -> None:
    tab, _ = watched(browser)
    tab.goto(f"{site}/search")
    expect(field(tab)).to_be_focused()
    tab.keyboard.type("light")
    expect(tab.get_by_role("option")).to_have_count(3)
    tab.keyboard.press("Enter")
    tab.wait_for_url(f"{site}/search?q=light")
    expect(tab.get_by_role("heading", name="3 results")).to_be_visible()


def test_a_suggestion_can_be_clicked_and_an_old_answer_does_not_come_late(site, browser: Browser) -> None:
    tab, _ = watched(browser)
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url) if "suggestions" in request.url else None)
    tab.goto(f"{site}/search")
    expect(field(tab)).to_be_focused()
    tab.keyboard.type("lightni", delay=15)
    expect(tab.get_by_role("option")).to_have_count(1)
    assert len(asked) == 1
    tab.get_by_role("option", name="Lightning & rods").click()
    tab.wait_for_url(f"{site}/posts/lightning-rods")


def test_the_search_needs_no_script(site, browser: Browser) -> None:
    tab, _ = watched(browser, java_script_enabled=False)
    tab.goto(site)
    tab.get_by_role("link", name="Search").click()
    tab.get_by_label("Words to look for").fill("lightnig")
    tab.get_by_role("button", name="Search").click()
    assert "Did you mean" in tab.content()
    tab.get_by_role("link", name="Lightning & rods").click()
    assert tab.url == f"{site}/posts/lightning-rods"
