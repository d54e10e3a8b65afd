"""The media library in a real browser: files dropped on the page, described, focused, tagged, chosen and replaced."""

from __future__ import annotations

import base64
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from blog.content import operations
from blog.content.access import SYSTEM
from blog.db import db
from tests import axe
from tests.admin.test_library import png, stored
from tests.admin.test_scripts import enter
from tests.browsers import served
from tests.content.documents import post

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.sqlite_only]

DROP = """([selector, files]) => {
  const data = new DataTransfer();
  for (const [name, type, text] of files) {
    const bytes = Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
    data.items.add(new File([bytes], name, { type }));
  }
  for (const kind of ["dragenter", "dragover", "drop"]) {
    const event = new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true });
    document.querySelector(selector).dispatchEvent(event);
  }
}"""


@pytest.fixture
def site(app):
    with served(app) as address:
        yield address


def drop(tab: Page, *files: tuple[str, str, bytes], on: str = "main") -> None:
    tab.evaluate(DROP, [on, [(name, type_, base64.b64encode(data).decode()) for name, type_, data in files]])


def files() -> list[dict[str, Any]]:
    db.session.rollback()
    return operations.find("media", actor=SYSTEM, sort="filename", limit=50).docs


def sound(tab: Page) -> None:
    assert axe.judged(tab) == []


def test_from_dropping_files_to_replacing_one(site, browser, people, tmp_path) -> None:
    tab, heard = enter(browser, site, people.ada.email, viewport={"width": 1440, "height": 900})
    tab.goto(f"{site}/admin/media/")
    drop(
        tab,
        ("boats.png", "image/png", png(600, 400)),
        ("notes.exe", "", b"MZ" * 60),
        ("gulls.png", "image/png", png(9)),
    )
    rows = tab.locator(".queue > li")
    expect(rows.nth(1)).to_have_attribute("data-state", "failed")
    expect(rows.nth(1)).to_contain_text("Take away")
    sound(tab)
    first = tab.get_by_label("Alternative text of boats.png")
    expect(first).to_be_focused()
    first.press_sequentially("Boats in a harbour")
    first.press("Enter")
    expect(tab.get_by_label("Alternative text of gulls.png")).to_be_focused()
    rows.nth(2).get_by_label("Decorative").check()
    expect(rows.nth(2)).to_have_attribute("data-state", "done")
    expect(rows.nth(0)).to_have_attribute("data-state", "done")
    expect(tab.locator("[data-grid] > li")).to_have_count(2)
    assert [(doc["filename"], doc["alt"], doc["decorative"]) for doc in files()] == [
        ("boats.png", "Boats in a harbour", False), ("gulls.png", None, True)]  # fmt: skip
    drop(tab, ("again.png", "image/png", png(9)))
    tab.get_by_label("Alternative text of again.png").fill("Gulls")
    tab.keyboard.press("Tab")
    expect(rows.nth(3)).to_contain_text("in the library already, as “gulls.png”")
    rows.nth(3).get_by_role("button", name="Use that one").click()
    assert len(files()) == 2

    for box in tab.locator('[data-grid] input[name="id"]').all():
        box.check()
    tab.get_by_label("What to do with the selected").select_option("tag")
    tab.get_by_role("button", name="Apply").click()
    tab.get_by_label("Tag", exact=True).fill("sea")
    tab.get_by_role("button", name="Add a tag").click()
    tab.get_by_role("link", name="Back to the list").click()
    assert [doc["tags"] for doc in files()] == [["sea"], ["sea"]]
    tab.get_by_role("link", name="sea", exact=True).click()
    expect(tab.locator(".chip")).to_contain_text("Tag: sea")

    boats = files()[0]
    post("Out at sea", heroImage=boats["id"])
    tab.goto(f"{site}/admin/media/{boats['id']}")
    expect(tab.get_by_role("link", name="Out at sea")).to_be_visible()
    point = tab.locator("[data-point]")
    point.focus()
    for key in ("Shift+ArrowLeft", "ArrowUp", "ArrowUp"):
        tab.keyboard.press(key)
    expect(point).to_have_text("Focal point: 40 from the left, 48 from the top")
    tab.locator("[data-picture]").click(position={"x": 60, "y": 40})
    expect(point).to_contain_text(": 10 from the left, 10 from the top")
    tab.get_by_text("Crop and turn").click()
    stage = tab.locator("[data-cut-stage]")
    expect(stage).to_be_visible()
    tab.get_by_label("Turn").select_option("90")
    stage.scroll_into_view_if_needed()
    box = stage.bounding_box()
    tab.mouse.move(box["x"] + 2, box["y"] + 2)
    tab.mouse.down()
    tab.mouse.move(box["x"] + box["width"] * 0.6, box["y"] + box["height"] * 0.5, steps=4)
    tab.mouse.up()
    sound(tab)
    tab.get_by_role("button", name="Save", exact=True).last.click()
    expect(tab.get_by_role("status").filter(has_text="Saved.")).to_be_visible()
    kept = files()[0]
    assert (kept["focalX"], kept["turn"]) == (10, 90)
    assert kept["height"] > kept["width"] * 0.5
    (tmp_path / "new.png").write_bytes(png(700, 300))
    tab.get_by_text("Replace the file").click()
    tab.locator("#file").set_input_files(tmp_path / "new.png")
    tab.get_by_role("button", name="Replace", exact=True).click()
    expect(tab.get_by_role("status").filter(has_text="Replaced.")).to_be_visible()
    replaced = next(doc for doc in files() if doc["id"] == boats["id"])
    assert (replaced["filename"], replaced["width"], replaced["turn"]) == ("new.png", 700, 0)
    assert heard == ["Failed to load resource: the server responded with a status of 422 (UNPROCESSABLE ENTITY)",
                     "Failed to load resource: the server responded with a status of 409 (CONFLICT)"]  # fmt: skip


def test_a_picture_field_chooses_from_the_library_and_takes_uploads(site, browser, people) -> None:
    doc, other = post("P"), stored(name="harbour.png")
    tab, heard = enter(browser, site, people.ada.email, viewport={"width": 390, "height": 800})
    tab.goto(f"{site}/admin/posts/{doc['id']}")
    choose = tab.get_by_role("button", name="Hero image: choose from the library")
    choose.press("Enter")
    dialog = tab.get_by_role("dialog", name="Hero image")
    expect(dialog.get_by_label("Search the library")).to_be_focused()
    dialog.get_by_label("Search the library").fill("harb")
    sound(tab)
    dialog.get_by_role("button", name="harbour.png").press("Enter")
    tab.get_by_role("button", name="Hero image: change harbour.png").click()
    expect(dialog).to_be_visible()
    drop(tab, ("gulls.png", "image/png", png(30)), on="dialog.picker")
    dialog.get_by_label("Alternative text of gulls.png").fill("Gulls")
    tab.keyboard.press("Enter")
    expect(dialog).to_have_count(0)
    tab.get_by_role("button", name="Hero image: change gulls.png").click()
    expect(dialog).to_be_visible()
    tab.keyboard.press("Escape")
    expect(tab.get_by_role("button", name="Hero image: change gulls.png")).to_be_focused()
    tab.get_by_role("button", name="More to do with it").click()
    tab.get_by_role("button", name="Save draft").click()
    expect(tab.get_by_role("status").filter(has_text="Readers do not see these changes yet")).to_be_visible()
    db.session.rollback()
    edited = operations.find_by_id("posts", doc["id"], actor=SYSTEM, depth=0, draft=True)
    assert edited["heroImage"] not in (None, other["id"])
    assert heard == []
