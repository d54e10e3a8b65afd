"""From a draft to readers, by two people in real browsers: ask, return, ask again, approve."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from playwright.sync_api import expect

from blog.content import operations
from blog.content.access import ANONYMOUS, SYSTEM
from blog.content.uploads import Upload
from blog.db import db, transaction
from blog.models import Media
from tests import axe
from tests.admin.test_scripts import enter
from tests.browsers import served
from tests.content.documents import post
from tests.media.samples import plain

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.sqlite_only]


@pytest.fixture
def site(app) -> Iterator[str]:
    with served(app) as address:
        yield address


def picture_without_words() -> str:
    """A file that came in before pictures had to have words."""
    file = Upload("tulips.png", plain("PNG"))
    media = operations.create("media", {"alt": "Tulips"}, actor=SYSTEM, file=file, depth=0)
    with transaction():
        db.session.execute(sa.update(Media).values(alt=None))
    return media["id"]


def test_two_people_bring_a_draft_to_its_readers(site, browser, people) -> None:
    drawing = picture_without_words()
    doc = post("Tulips", actor=people.ed.actor, draft=True, status="draft", heroImage=drawing)
    address = f"{site}/admin/posts/{doc['id']}"
    ed, heard = enter(browser, site, people.ed.email, viewport={"width": 1440, "height": 900})
    ed.goto(address)
    checklist, looks = ed.locator("[data-checks]"), ed.locator("[data-looks]")
    expect(checklist).to_contain_text("1 to mend")
    checklist.locator("summary").click()
    checklist.get_by_text("The picture tulips.png").press("Enter")
    assert ed.evaluate("document.activeElement.closest('.field')?.textContent.includes('Hero image')")
    ed.locator("#title").fill("Seven bridges")
    expect(looks.locator("[data-looks-title]")).to_have_text("Seven bridges – Quire")
    ed.locator("[id='meta.description']").fill("How the town crosses its river, " * 6)
    expect(looks.locator(".result-words")).to_contain_text("How the town")
    expect(looks.locator("[data-looks-count=description]")).to_have_text("191")
    operations.update("media", drawing, {"alt": "Seven bridges"}, actor=SYSTEM)
    expect(ed.locator("[data-saving]")).to_contain_text("Saved", timeout=8000)
    expect(checklist).not_to_contain_text("to mend", timeout=8000)
    expect(checklist).to_contain_text("The description is long: 191 characters.")
    looks.get_by_text("Phone").click()
    assert looks.locator(".result").bounding_box()["width"] <= 360

    assert axe.judged(ed, "main") == []

    ed.get_by_text("Ask for review", exact=True).last.click()
    ed.get_by_label("Note", exact=True).fill("Is seven right?")
    ed.get_by_role("button", name="Save and ask").click()
    expect(ed.get_by_role("heading", name="Waiting for review")).to_be_visible()

    ada, heard_by_ada = enter(browser, site, people.ada.email, viewport={"width": 1440, "height": 900})
    ada.goto(f"{site}/admin/")
    ada.get_by_role("link", name="Seven bridges", exact=True).first.click()
    expect(ada.get_by_text("Is seven right?")).to_be_visible()
    assert axe.judged(ada, ".review") == []
    ada.get_by_label("Note for a return").fill("There are eight.")
    ada.get_by_role("button", name="Return").click()
    expect(ada.get_by_text("Returned. Whoever asked")).to_be_visible()

    ed.reload()
    expect(ed.get_by_text("There are eight.")).to_be_visible()
    ed.locator("#title").fill("Eight bridges")
    ed.get_by_role("button", name="Ask for review", exact=True).click()
    expect(ed.get_by_role("heading", name="Waiting for review")).to_be_visible()
    ada.reload()
    ada.get_by_role("button", name="Approve and publish").click()
    expect(ada.get_by_text("Approved and published.")).to_be_visible()
    db.session.rollback()
    found = operations.find_one("posts", {"id": {"equals": doc["id"]}}, actor=ANONYMOUS, depth=0)
    assert found["title"] == "Eight bridges"
    assert heard == heard_by_ada == []


def test_the_first_publication_is_asked_about(site, browser, people) -> None:
    ada, heard = enter(browser, site, people.ada.email, viewport={"width": 1440, "height": 900})
    ada.goto(f"{site}/admin/posts/new")
    ada.locator("#title").fill("Straße zur Fähre")
    ada.locator(".prose-text").click()
    ada.keyboard.type("Down to the water.")
    expect(ada.locator("#slug")).to_have_attribute("placeholder", "strasse-zur-fahre")
    publish = ada.locator("[name=_save][value=publish]")
    publish.press("Enter")
    sheet = ada.get_by_role("dialog", name="Publish this post?")
    expect(sheet).to_contain_text("/posts/strasse-zur-fahre")
    expect(sheet).to_contain_text("There is no summary", timeout=8000)  # saved meanwhile, and looked at
    assert axe.judged(ada, "#release") == []
    sheet.get_by_role("button", name="Publish at a time").press("Enter")
    expect(ada.locator("#at-publish")).to_be_focused()
    publish.press("Enter")
    ada.keyboard.press("Escape")
    expect(publish).to_be_focused()
    expect(ada.locator(".state .badge")).to_have_text("Draft")
    publish.press("Enter")
    ada.keyboard.press("Enter")
    expect(ada.locator(".state .badge")).to_have_text("Published")
    ada.locator(".prose-text").wait_for()
    ada.locator("#summary").fill("By the water.")
    expect(ada.locator(".state .badge.edited")).to_have_text("Edited", timeout=15000)
    ada.set_viewport_size({"width": 390, "height": 800})
    ada.evaluate("scrollTo(0, 500)")
    assert ada.locator(".bar").evaluate("e => e.getBoundingClientRect().bottom") < 80
    ada.get_by_role("button", name="More to do with it").press("Enter")
    expect(ada.get_by_role("button", name="Save draft")).to_be_visible()
    assert axe.judged(ada, ".bar") == []
    assert heard == []
