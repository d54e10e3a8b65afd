"""An article in a real browser: its contents, notes, pictures and ways to pass it on, by keys and without scripts."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
from PIL import Image
from playwright.sync_api import Page

from blog.content import operations
from blog.content.access import SYSTEM
from blog.content.uploads import Upload
from tests.browsers import served, watched
from tests.site import content

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.sqlite_only]

LONG = "\n\n".join(f"## Part {number}\n\n" + "Words of a long text. " * 250 for number in range(1, 6))
NOTED = "\n\nA claim.[^1]\n\n" + "More words. " * 300 + "\n\n```python\nx = 1\n```\n\n[^1]: And where it comes from."
FOCUSED = "document.activeElement.className"
SHIFTS = """new Promise((done) => {
  let sum = 0;
  new PerformanceObserver((seen) => { for (const entry of seen.getEntries()) sum += entry.value; })
    .observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done(sum), 200);
})"""


def picture(name: str, width: int, height: int) -> str:
    """The id of a picture with a file."""
    file = io.BytesIO()
    Image.new("RGB", (width, height), (40, 90, 120)).save(file, "PNG")
    data = {"alt": f"The {name}", "caption": content.text(f"Words on the {name}.")}
    return operations.create("media", data, actor=SYSTEM, file=Upload(f"{name}.png", file.getvalue()), depth=0)["id"]


@pytest.fixture
def site(app) -> Iterator[str]:
    """The address of a running site with one long article and one with pictures."""
    content.post("Long", content=content.text(LONG + NOTED))
    shots = [picture(name, *size) for name, size in (("boat", (900, 600)), ("mast", (800, 1000)), ("bay", (900, 700)))]
    images = [{"type": "image", "attrs": {"media": one}} for one in shots]
    tall = content.text("Words. " * 900)["content"]
    gallery = {"type": "gallery", "attrs": {"title": None}, "content": images}
    content.post("Shots", content={"type": "doc", "content": [*tall, gallery]})
    with served(app) as address:
        yield address


def marked(tab: Page) -> list[str]:
    return tab.locator(".contents [aria-current]").all_inner_texts()


def go_to(tab: Page, place: str) -> None:
    tab.evaluate(f"document.getElementById('{place}').scrollIntoView({{ behavior: 'instant' }})")


def test_the_contents_follow_the_reading_and_nothing_moves(site, browser) -> None:
    tab, heard = watched(browser, viewport={"width": 1280, "height": 800})
    tab.goto(site + "/posts/long", wait_until="networkidle")
    assert marked(tab) == []
    for number in (1, 4, 2):  # a jump over a heading counts, too
        go_to(tab, f"part-{number}")
        tab.locator(".contents [aria-current]", has_text=f"Part {number}").wait_for()
        assert marked(tab) == [f"Part {number}"]
    assert tab.evaluate(SHIFTS) == 0
    tab.set_viewport_size({"width": 390, "height": 800})
    tab.locator(".contents:not([open])").wait_for()
    assert tab.locator(".contents summary").evaluate("(summary) => summary.tabIndex") == 0
    assert heard == []


def test_a_note_is_shown_beside_its_number_until_escape(site, browser) -> None:
    tab, _ = watched(browser, viewport={"width": 1280, "height": 800})
    tab.goto(site + "/posts/long", wait_until="networkidle")
    shown = tab.locator(".note-preview:popover-open")
    tab.keyboard.press("Tab")
    tab.get_by_role("link", name="Footnote 1").focus()
    shown.wait_for()
    assert shown.inner_text() == "And where it comes from."
    tab.keyboard.press("Escape")
    assert shown.count() == 0
    tab.keyboard.press("Enter")
    assert tab.url.endswith("#fn-1")
    tab.get_by_role("link", name="Back to reference 1").click()
    assert tab.url.endswith("#fnref-1")


def test_what_was_copied_is_said(site, browser) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    tab = context.new_page()
    tab.goto(site + "/posts/long", wait_until="networkidle")
    tab.get_by_role("button", name="Copy Python, code").click()
    tab.get_by_role("status").filter(has_text="Copied Python, code.").wait_for(state="attached")
    tab.get_by_role("button", name="Copy link to this page").click()
    assert tab.evaluate("navigator.clipboard.readText()").endswith("/posts/long")


def test_pictures_are_looked_at_closely_by_keys_alone(site, browser) -> None:
    tab, heard = watched(browser, viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    tab.goto(site + "/posts/shots", wait_until="networkidle")
    opener = tab.get_by_role("link", name="The mast")
    opener.focus()
    tab.keyboard.press("Enter")
    dialog = tab.get_by_role("dialog", name="Pictures")
    dialog.get_by_role("img", name="The mast").wait_for()
    assert dialog.get_by_text("Words on the mast.").is_visible()
    assert (tab.evaluate(FOCUSED), tab.locator(".place").inner_text()) == ("close", "2 of 3")
    tab.keyboard.press("ArrowRight")
    assert tab.locator(".place").inner_text() == "3 of 3"
    tab.keyboard.press("ArrowRight")
    assert tab.locator(".place").inner_text() == "3 of 3"
    tab.keyboard.press("Home")
    assert tab.locator(".place").inner_text() == "1 of 3"
    assert tab.evaluate("document.querySelector('.track').scrollLeft") == 0
    tab.keyboard.press("Escape")
    assert dialog.count() == 0
    assert opener.evaluate("(link) => link === document.activeElement")
    assert tab.evaluate(SHIFTS) == 0
    assert heard == []


def test_pictures_out_of_sight_are_not_fetched(site, browser) -> None:
    tab, _ = watched(browser, viewport={"width": 1280, "height": 400})
    fetched: list[str] = []
    tab.on("request", lambda request: fetched.append(request.url))
    tab.goto(site + "/posts/shots", wait_until="networkidle")
    assert not [url for url in fetched if "/media/" in url]


def test_a_finger_moves_from_picture_to_picture(site, browser) -> None:
    tab, _ = watched(browser, viewport={"width": 390, "height": 800}, has_touch=True)
    tab.goto(site + "/posts/shots", wait_until="networkidle")
    tab.get_by_role("link", name="The boat").click()
    tab.evaluate("document.querySelector('.track').scrollTo({ left: 390, behavior: 'instant' })")
    tab.locator(".place", has_text="2 of 3").wait_for()
    assert tab.locator(".slide:not([inert]) figcaption").inner_text() == "Words on the mast."


def test_without_scripts_everything_is_reached_by_links(site, browser) -> None:
    tab = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 800}).new_page()
    tab.goto(site + "/posts/long")
    assert not tab.locator(".contents a").first.is_visible()
    tab.locator(".contents summary").click()
    tab.locator(".contents a", has_text="Part 3").click()
    assert tab.url.endswith("#part-3")
    assert tab.locator("main button").count() == 0
    tab.goto(site + "/posts/shots")
    tab.get_by_role("link", name="The bay").click()
    assert tab.evaluate("document.contentType").startswith("image/")


def test_the_way_to_the_editor_is_shown_to_who_has_the_hint(site, browser) -> None:
    context = browser.new_context()
    tab = context.new_page()
    tab.goto(site + "/posts/long", wait_until="networkidle")
    assert tab.get_by_role("link", name="Edit").count() == 0
    context.add_cookies([{"name": "quire_author", "value": "1", "url": site}])
    tab.reload()
    assert "/admin/posts/" in tab.get_by_role("link", name="Edit").get_attribute("href")
