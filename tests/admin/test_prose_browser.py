"""Putting things into a text in a real browser: pasted, dropped, linked and asked for, up to the public page."""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from blog.content import operations
from blog.content.access import SYSTEM
from blog.db import db
from tests import axe
from tests.admin.test_scripts import enter
from tests.browsers import served
from tests.content.documents import post

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.sqlite_only]

DOCS = (Path(__file__).parents[1] / "richtext" / "clipboards" / "docs.html").read_text(encoding="utf-8")
CARRIED = """([kind, html, text, files]) => {
  const carried = new DataTransfer();
  if (html) carried.setData("text/html", html);
  if (text) carried.setData("text/plain", text);
  for (const [name, type, data] of files) {
    carried.items.add(new File([Uint8Array.from(atob(data), (sign) => sign.charCodeAt(0))], name, { type }));
  }
  const target = document.querySelector(".prose-text");
  const { left, bottom } = target.getBoundingClientRect();
  const options = { bubbles: true, cancelable: true };
  target.dispatchEvent(kind === "paste"
    ? new ClipboardEvent("paste", { ...options, clipboardData: carried })
    : new DragEvent("drop", { ...options, dataTransfer: carried, clientX: left + 20, clientY: bottom - 20 }));
}"""


@pytest.fixture
def site(app) -> Iterator[str]:
    with served(app) as address:
        yield address


def png(colour: str) -> str:
    drawn = io.BytesIO()
    Image.new("RGB", (60, 40), colour).save(drawn, "PNG")
    return base64.b64encode(drawn.getvalue()).decode()


def carry(
    tab: Page, kind: str, *, html: str = "", text: str = "", files: tuple[tuple[str, str, str], ...] = ()
) -> None:
    """Paste or drop something into the text."""
    tab.evaluate(CARRIED, [kind, html, text, list(files)])


def written(tab: Page) -> list[dict[str, Any]]:
    """The blocks that the editor holds."""
    return tab.evaluate("document.querySelector('.prose-text').editor.getJSON().content")


def insert(tab: Page, name: str) -> None:
    """Choose a block from the menu behind the slash."""
    tab.keyboard.type(f"/{name}")
    expect(tab.get_by_role("option").first).to_contain_text(name, ignore_case=True)
    tab.keyboard.press("Enter")


def barriers(tab: Page, part: str) -> list[Any]:
    """What keeps people out of a part of the page, in light and in dark colours."""
    found = []
    for scheme in ("light", "dark"):
        tab.emulate_media(color_scheme=scheme)
        found += axe.judged(tab, part)
    return found


def test_a_post_is_put_together_from_all_over(site, browser, people) -> None:
    there = post("Slack water")
    tab, heard = enter(browser, site, people.ada.email, viewport={"width": 1280, "height": 900})
    tab.wait_for_url(lambda url: "sign-in" not in url)
    tab.goto(f"{site}/admin/posts/new")
    tab.get_by_label("Title").first.fill("From all over")
    text = tab.locator(".prose-text").first
    text.click()
    carry(tab, "paste", html=DOCS, text="Crossing at slack water")
    expect(text.locator("h2")).to_have_text("Crossing at slack water")
    expect(tab.get_by_text("One picture could not be taken along")).to_be_visible()

    # Two pictures at once: neither is in the text before somebody says what it shows, and nothing is sent without them.
    files = (("a.png", "image/png", png("teal")), ("b.png", "image/png", png("navy")), ("c.txt", "text/plain", "aGk="))
    carry(tab, "drop", files=files)
    expect(tab.get_by_text("Only pictures can stand in a text")).to_be_visible()
    expect(tab.get_by_label("What does a.png show?")).to_be_focused()
    tab.get_by_role("button", name="Save draft").click()
    expect(tab.get_by_text("This and 1 more pictures are not in the text yet.")).to_be_visible()
    tab.route("**/admin/prose/pictures", lambda route: route.abort() if route.request.method == "POST" else None)
    tab.keyboard.type("Teal water")
    tab.keyboard.press("Enter")
    expect(tab.get_by_text("The site does not answer")).to_be_visible()
    heard.clear()  # the browser's own word for the answer that did not come
    tab.unroute("**/admin/prose/pictures")
    tab.get_by_role("button", name="Try again").click()
    expect(text.locator("[data-node=image] img[alt='Teal water']")).to_be_visible()
    expect(tab.get_by_label("What does b.png show?")).to_be_focused()
    tab.get_by_label("It only decorates").check()
    tab.get_by_role("button", name="Put it in").click()
    expect(text.locator("[data-node=image]")).to_have_count(2)
    expect(text.locator("[data-node=image]").last).to_have_class(re.compile("selectednode"))

    # A link by title, an address over words, and two blocks, by the keyboard alone.
    tab.keyboard.press("Control+End")
    tab.keyboard.press("Enter")
    tab.keyboard.type("See there")
    tab.keyboard.press("Control+Shift+ArrowLeft")
    tab.keyboard.press("Control+k")
    expect(tab.get_by_role("combobox", name="Where it leads")).to_be_focused()
    dialog, box = (tab.locator(each).bounding_box() for each in ("dialog[open]", "dialog[open] .combo"))
    assert dialog["x"] < box["x"] < box["x"] + box["width"] < dialog["x"] + dialog["width"]
    tab.keyboard.type("slack")
    expect(tab.get_by_role("option", name="Slack water")).to_have_attribute("aria-selected", "true")
    tab.keyboard.press("Enter")
    expect(tab.get_by_role("group", name="Link", exact=True)).to_contain_text("Slack water")
    tab.keyboard.press("Control+End")
    tab.keyboard.press("Enter")
    insert(tab, "callout")
    tab.keyboard.type("Mind the ebb")
    tab.keyboard.press("Enter")
    tab.keyboard.press("Enter")
    insert(tab, "formula")
    tab.keyboard.type("\\frac{1}{2}")
    expect(tab.locator("dialog math")).to_be_visible()
    assert barriers(tab, "dialog[open]") == []
    tab.get_by_role("button", name="Insert", exact=True).press("Enter")
    expect(text.locator("[data-node=mathBlock] math")).to_be_visible()
    tab.keyboard.press("Alt+ArrowUp")
    kinds = [block["type"] for block in written(tab)]
    assert kinds[-2:] == ["mathBlock", "callout"]
    assert barriers(tab, ".prose-editor") == []

    tab.get_by_role("button", name="Publish").click()
    tab.get_by_role("dialog").get_by_role("button", name="Publish", exact=True).click()
    expect(tab.locator(".state .badge")).to_have_text("Published")
    db.session.rollback()
    kept = operations.find_one("posts", {"slug": {"equals": "from-all-over"}}, actor=SYSTEM, depth=0)
    link = kept["content"]["content"][-3]["content"][-1]["marks"][0]["attrs"]
    assert link["reference"] == {"relationTo": "posts", "value": there["id"]}
    operations.update("posts", there["id"], {"slug": "moved-away"}, actor=SYSTEM)
    tab.goto(f"{site}/posts/from-all-over")
    expect(tab.get_by_role("link", name="there")).to_have_attribute("href", "/posts/moved-away")
    expect(tab.locator(".callout")).to_contain_text("Mind the ebb")
    expect(tab.locator(".math-block math")).to_be_visible()
    expect(tab.get_by_alt_text("Teal water")).to_be_visible()
    assert heard == []


def test_blocks_of_every_kind_ask_and_show_what_they_are(site, browser, people) -> None:
    tab, heard = enter(browser, site, people.ada.email, viewport={"width": 390, "height": 800})
    tab.wait_for_url(lambda url: "sign-in" not in url)
    tab.goto(f"{site}/admin/posts/new")
    text = tab.locator(".prose-text").first
    text.click()
    carry(tab, "paste", text="# Read as Markdown\n\n- one\n- two\n\nwords")
    expect(text.locator("li")).to_have_count(2)
    tab.keyboard.press("Enter")
    insert(tab, "link card")
    dialog = tab.get_by_role("dialog")
    dialog.get_by_label("Address").fill("javascript:alert(1)")
    dialog.get_by_role("button", name="Insert").click()
    expect(dialog.get_by_text("Give an address that begins with")).to_be_visible()
    expect(dialog.get_by_label("Address")).to_be_focused()
    dialog.get_by_label("Address").fill("tides.example.org/today")
    tab.keyboard.press("Enter")
    expect(text.locator("[data-node=embed]")).to_contain_text("https://tides.example.org/today")
    tab.keyboard.press("Enter")
    insert(tab, "metrics")
    dialog.get_by_label("Value, number 1").fill("42")
    dialog.get_by_label("What it counts, number 1").fill("boats")
    dialog.get_by_role("button", name="Add number").click()
    dialog.get_by_label("Value, number 2").fill("7")
    dialog.get_by_role("button", name="Move up: number 2").click()
    tab.get_by_role("button", name="Insert", exact=True).click()
    tab.keyboard.press("Control+Enter")
    expect(dialog.get_by_label("Value, number 1")).to_have_value("7")
    tab.keyboard.press("Control+Enter")
    expect(dialog).to_have_count(0)
    tab.keyboard.press("Control+Enter")
    assert tab.evaluate("document.documentElement.scrollWidth") <= 390
    tab.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    tab.keyboard.press("Control+Shift+D")
    tab.keyboard.press("Control+Shift+Backspace")
    kinds = [block["type"] for block in written(tab)]
    assert kinds == ["heading", "bulletList", "paragraph", "embed", "metrics"]
    assert heard == []
