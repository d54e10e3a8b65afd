"""Every kind of page, judged by axe-core in both schemes and on a small screen; and that nothing on it jumps."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests import axe
from tests.browsers import served
from tests.site import content

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.sqlite_only]

PATHS = (
    "/", "/posts", "/posts/first", "/projects", "/projects/boat", "/contact", "/categories", "/categories/craft",
    "/technologies", "/technologies/python", "/authors/ines", "/nothing",
)  # fmt: skip
WAYS = {
    "light": {"color_scheme": "light", "viewport": {"width": 1280, "height": 800}},
    "dark": {"color_scheme": "dark", "viewport": {"width": 1280, "height": 800}},
    "small": {"color_scheme": "light", "viewport": {"width": 320, "height": 640}},
}
WATCH = """
window.shifts = [];
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifts.push(entry.value);
}).observe({ type: "layout-shift", buffered: true });
"""


@pytest.fixture
def site(app) -> Iterator[str]:
    """The address of a running site with something of everything in it."""
    ines = content.author(bio="Sails.")
    craft, python = content.category("Craft", description="Of hands."), content.technology("Python")
    everything = {"content": content.text(content.EVERYTHING), "categories": [craft["id"]], "author": ines["id"]}
    second = content.post("Second")
    content.post("First", relatedPosts=[second["id"]], **everything)
    facts = [{"term": "Keel", "description": "Oak"}]
    content.project("Boat", technologies=[python["id"]], started="2022-01-01", facts=facts, **everything)
    form = content.contact_form()
    blocks = [
        content.block("formBlock", form=form["id"]),
        content.block("metrics", title="Figures", items=[{"value": "12", "label": "Ships"}]),
        content.block("quote", text="It floats.", attribution="Bo"),
        content.block("banner", style="warning", content=content.text("Mind the step.")),
    ]
    content.page("Contact", layout=blocks)
    with served(app) as address:
        yield address


def test_axe_finds_nothing_and_nothing_jumps(site, browser) -> None:
    found = []
    for way, options in WAYS.items():
        tab = browser.new_page(reduced_motion="reduce", **options)
        tab.add_init_script(WATCH)
        for path in PATHS:
            tab.goto(site + path, wait_until="load")
            found += [f"{way} {path}: {problem}" for problem in axe.judged(tab)]
            # A slow machine may draw a page that has half arrived; what then moves by a few pixels nobody sees.
            # 0.1 in all is what https://web.dev/articles/cls calls good.
            shift = sum(tab.evaluate("window.shifts"))
            if shift > 0.01:
                found.append(f"{way} {path}: shifts by {shift:.4f}")
        tab.close()
    assert found == []


def test_text_may_be_spaced_and_enlarged_without_loss(site, browser) -> None:
    # WCAG 1.4.12 and 1.4.4: at twice the size a window of 640 pixels is 320 wide.
    tab = browser.new_page(bypass_csp=True, viewport={"width": 320, "height": 640})
    for path in PATHS:
        tab.goto(site + path)
        tab.add_style_tag(
            content="* { line-height: 1.5 !important; letter-spacing: 0.12em !important;"
            " word-spacing: 0.16em !important; } p { margin-block-end: 2em !important; }"
        )
        assert tab.evaluate("document.documentElement.scrollWidth") <= 320, path


def test_what_has_the_focus_can_be_seen_and_is_large_enough(site, browser) -> None:
    tab = browser.new_page(reduced_motion="reduce", viewport={"width": 1280, "height": 800})
    tab.goto(site + "/posts/first")
    seen: list[str] = []
    for _ in range(80):
        tab.keyboard.press("Tab")
        here = tab.evaluate(FOCUSED)
        if here is None:
            break
        seen.append(here["name"])
        assert here["outlined"], here
        assert here["onScreen"], here
        assert here["inText"] or min(here["width"], here["height"]) >= 24, here
    assert seen[0] == "Skip to the text"
    assert "Feed" in seen


FOCUSED = """() => {
  const at = document.activeElement;
  if (at === document.body) return null;
  const box = at.getBoundingClientRect();
  const style = getComputedStyle(at);
  const middle = document.elementFromPoint(box.x + box.width / 2, box.y + Math.min(box.height / 2, 5));
  return {
    name: at.textContent.trim() || at.tagName,
    outlined: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    onScreen: box.bottom > 0 && box.top < innerHeight && Boolean(middle),
    inText: Boolean(at.closest("p, li, dd, td, h1, h2, h3, sup, .anchor")),
    width: box.width,
    height: box.height,
  };
}"""
