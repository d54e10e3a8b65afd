"""Nothing that somebody writes is lost: connection cut, signed out, tab closed, two people at one text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from blog.content import operations
from blog.content.access import SYSTEM
from blog.db import db
from tests import axe
from tests.admin.test_scripts import enter
from tests.browsers import served
from tests.content.documents import post
from tests.people import Person

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.sqlite_only]


@pytest.fixture
def site(app) -> Iterator[str]:
    with served(app) as address:
        yield address


def opened(browser: Browser, site: str, person: Person, path: str) -> tuple[Page, list[str]]:
    tab, heard = enter(browser, site, person.email, viewport={"width": 1440, "height": 900})
    tab.goto(f"{site}/admin/posts/{path}")
    return tab, heard


def said(tab: Page, words: str) -> None:
    expect(tab.locator("[data-saving]")).to_contain_text(words, timeout=8000)


def stored(id_: str) -> dict[str, Any]:
    db.session.rollback()
    return operations.find_by_id("posts", id_, actor=SYSTEM, depth=0, draft=True)


def copies(tab: Page) -> list[str]:
    return tab.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('quire-copy:'))")


def test_a_new_page_becomes_its_document_once(site, browser, people) -> None:
    tab, heard = opened(browser, site, people.ada, "new")
    assert operations.count("posts", actor=SYSTEM) == 0
    dropped = []
    # The answer to the first save is lost, so that it is sent again.
    tab.route(
        "**/posts/autosave",
        lambda route: (
            (route.fetch(), route.abort()) if not dropped.append(1) and len(dropped) == 1 else route.continue_()
        ),
    )
    tab.locator("#title").fill("By itself")
    said(tab, "Saved at ")
    id_ = tab.url.rsplit("/", 1)[1]
    assert stored(id_)["title"] == "By itself"
    expect(tab.get_by_role("link", name="Versions")).to_be_visible()
    tab.get_by_role("button", name="Preview", exact=True).click()
    expect(tab.frame_locator("#pane iframe").locator("h1")).to_have_text("By itself")
    tab.locator("#title").fill("By itself, twice")
    expect(tab.frame_locator("#pane iframe").locator("h1")).to_have_text("By itself, twice", timeout=8000)
    assert operations.count("posts", actor=SYSTEM, trash=True) == 1
    assert operations.find_versions("posts", id_, actor=SYSTEM).total_docs == 1
    assert copies(tab) == []
    tab.get_by_role("button", name="Save draft").click()
    tab.get_by_text("Saved. Readers do not see").wait_for()
    assert [words for words in heard if "ERR_FAILED" not in words] == []


def test_what_is_written_without_a_connection_comes_back(site, browser, people) -> None:
    doc = post("Tulips", status="draft", draft=True)
    tab, _ = opened(browser, site, people.ada, doc["id"])
    tab.context.set_offline(True)
    tab.locator("#title").fill("Roses")
    said(tab, "Not connected. What you write is kept in this browser.")
    tab.get_by_role("button", name="Save draft").click()
    expect(tab.locator("#title")).to_have_value("Roses")
    tab.context.set_offline(False)
    said(tab, "Saved at ")
    assert stored(doc["id"])["title"] == "Roses"
    # A crash: nothing of the page gets to say goodbye, and nothing was saved.
    tab.route("**/autosave", lambda route: route.abort())
    tab.locator("#title").fill("Lilies")
    tab.wait_for_timeout(900)
    tab.on("dialog", lambda dialog: dialog.accept())
    tab.reload()
    tab.unroute("**/autosave")
    expect(tab.get_by_role("region", name="A copy in this browser")).to_contain_text("There is a newer copy")
    assert axe.judged(tab) == []
    with tab.context.expect_page() as compared:
        tab.get_by_role("button", name="Compare").click()
    expect(compared.value.locator("ins")).to_contain_text("Lilies")
    tab.get_by_role("button", name="Use it").click()
    expect(tab.locator("#title")).to_have_value("Lilies")
    said(tab, "Saved at ")
    assert stored(doc["id"])["title"] == "Lilies"
    assert copies(tab) == []


def test_a_session_that_ends_while_writing_is_begun_again_in_place(site, browser, people) -> None:
    doc = post("Tulips", status="draft", draft=True)
    tab, heard = opened(browser, site, people.ada, doc["id"])
    tab.context.clear_cookies()
    tab.locator("#title").fill("Roses")
    dialog = tab.get_by_role("dialog", name="You are signed out")
    expect(dialog.get_by_label("Password")).to_be_focused(timeout=8000)
    assert axe.judged(tab) == []
    dialog.get_by_label("Password").fill("wrong wrong wrong")
    tab.keyboard.press("Enter")
    expect(dialog.get_by_role("alert")).to_contain_text("do not belong together")
    dialog.get_by_label("Password").fill(people.ada.password)
    tab.keyboard.press("Enter")
    said(tab, "Saved at ")
    assert stored(doc["id"])["title"] == "Roses"
    # The same by a button, and by somebody else.
    tab.context.clear_cookies()
    tab.get_by_role("button", name="Save draft").click()
    dialog.get_by_label("E-mail").fill(people.ed.email)
    dialog.get_by_label("Password").fill(people.ed.password)
    tab.keyboard.press("Enter")
    expect(dialog.get_by_role("alert")).to_contain_text("signed in as Ed Editor now. This was written by Ada Admin")
    dialog.get_by_role("button", name="Later").click()
    tab.locator("#title").fill("Under another name")
    said(tab, "not saved under another name")
    assert stored(doc["id"])["title"] == "Roses"
    assert len(copies(tab)) == 1
    assert [words for words in heard if "401" not in words and "403" not in words] == []


def test_two_people_at_one_post_are_brought_together(site, browser, people) -> None:
    doc = post("Tulips", summary="Low tide at six.", status="draft", draft=True)
    ada, _ = opened(browser, site, people.ada, doc["id"])
    ed, _ = opened(browser, site, people.ed, doc["id"])
    expect(ed.locator("[data-others]")).to_contain_text("Ada Admin is editing this too")
    ed.locator("#title").fill("Roses")
    said(ed, "Saved at ")
    ada.locator("#summary").fill("High tide at six.")
    said(ada, "Ed Editor saved this, too.")
    expect(ada.locator("[data-saving]")).not_to_contain_text("same place")
    ada.get_by_role("button", name="Bring both together").click()
    ada.get_by_text("Both are in it now").wait_for()
    expect(ada.locator("#title")).to_have_value("Roses")
    expect(ada.locator("#summary")).to_have_value("High tide at six.")
    assert (stored(doc["id"])["title"], stored(doc["id"])["summary"]) == ("Roses", "High tide at six.")
    ed.locator("#summary").fill("Dead tide at six.")
    said(ed, "You both changed the same place.")
    ed.get_by_role("button", name="Bring both together").click()
    expect(ed.get_by_role("group", name="Summary")).to_be_visible()
    assert axe.judged(ed) == []
    ed.get_by_label("Theirs").check()
    ed.get_by_role("button", name="Save it so").click()
    ed.get_by_text("as you chose").wait_for()
    assert stored(doc["id"])["summary"] == "High tide at six."
    for tab in (ada, ed):
        tab.wait_for_function("() => !Object.keys(localStorage).some((key) => key.startsWith('quire-copy:'))")
