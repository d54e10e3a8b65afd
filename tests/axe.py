"""What axe-core has against a page."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
#: What another colour scheme can change.
COLOURS = ("color-contrast", "link-in-text-block")
# Only what is wrong is asked for: what is right is far more, and finding where it is takes longer than judging it.
JUDGE = """
async ([place, type, values]) => {
  const asked = { runOnly: { type, values }, resultTypes: ["violations"], iframes: false };
  const found = await axe.run(place ?? document, asked);
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`);
}
"""


def judged(tab: Page, place: str | None = None, *, colours: bool = False) -> list[str]:
    """What is wrong with the page, or with the place that a selector names, by rule; with `colours`, only what depends
    on the scheme. No policy of a page forbids axe-core."""
    if tab.evaluate("typeof axe === 'undefined'"):
        tab.evaluate(Axe().axe_script)
    return tab.evaluate(JUDGE, [place, *(("rule", COLOURS) if colours else ("tag", RULES))])
