"""What axe-core has against a page."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
#: What another colour scheme can change.
COLOURS = ("color-contrast", "link-in-text-block")
# Only what is wrong is asked for: what is right is far more, and finding where it is takes longer than judging it.
JUDGE = """
async ([type, values]) => {
  const asked = { runOnly: { type, values }, resultTypes: ["violations"], iframes: false };
  const found = await axe.run(document, asked);
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`);
}
"""


def bring(tab: Page) -> None:
    """Have axe-core on every page that this tab opens from now on; no policy of a page forbids it."""
    tab.context.add_init_script(Axe().axe_script)


def judged(tab: Page, *, colours: bool = False) -> list[str]:
    """What is wrong with the page, by rule and place; with `colours`, only what depends on the scheme."""
    return tab.evaluate(JUDGE, ["rule", COLOURS] if colours else ["tag", RULES])
