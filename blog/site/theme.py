"""The owner's choice of look, as a tiny style sheet made of checked values; nothing inline, so the CSP stays strict."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from flask import Response, request

from blog.colour import Oklch, read_colour, readable_on_dark, readable_on_light
from blog.site import chrome
from blog.site.assets import Asset, asset_of, send
from blog.site.blueprint import site

#: What each typeface sets; the stacks themselves are in tokens.css. The first is the style sheet's own.
FACES = {
    "serif": {},
    "transitional": {"text-face": "var(--transitional)", "display-weight": "700", "letter": "0.8", "face-size": "1.06"},
    "humanist": {"text-face": "var(--humanist)", "sans": "var(--humanist)", "display-weight": "700", "letter": "0.82"},
    "geometric": {"text-face": "var(--geometric)", "sans": "var(--geometric)", "display-weight": "700"},
    "slab": {"text-face": "var(--slab)", "tracking": "-0.03em", "letter": "0.8", "face-size": "0.96"},
    "sans": {"text-face": "var(--sans)", "display-weight": "700", "tracking": "-0.025em", "letter": "0.82"},
    "mono": {
        "text-face": "var(--mono)",
        "sans": "var(--mono)",
        "display-weight": "700",
        "tracking": "-0.05em",
        "letter": "1",
        "face-size": "0.92",
    },
}
SANS = ("humanist", "geometric", "sans", "mono")
SIZES = {"small": "0.9375", "large": "1.125"}
WIDTHS = {"narrow": "58", "wide": "72"}
SCHEMES = ("light", "dark")
DEFAULT_ACCENT = Oklch(0.48, 0.1, 158)


def theme_sheet(chosen: Mapping[str, Any]) -> Asset:
    """The style sheet for a theme; what cannot be understood is left out and the default stays."""
    rules = dict(FACES.get(str(chosen.get("font")), {}))
    if chosen.get("font") in SANS:
        rules["figures"] = "normal"
    if size := SIZES.get(str(chosen.get("size"))):
        rules["size"] = size
    if width := WIDTHS.get(str(chosen.get("width"))):
        rules["characters"] = width
    if accent := read_colour(chosen.get("accent")):
        rules |= {
            "hue": f"{accent.hue:.1f}",
            "chroma": f"{accent.chroma:.3f}",
            "accent-on-light": readable_on_light(accent).css(),
            "accent-on-dark": readable_on_dark(accent).css(),
        }
    body = "\n  ".join(f"--{name}: {value};" for name, value in rules.items())
    return asset_of(f"@layer tokens {{\n:root {{\n  {body}\n}}\n}}\n", "text/css")


def theme_address() -> str:
    """Where the present theme's style sheet is; the address changes with the theme."""
    if chrome.tried() == "site":
        return f"/preview/theme.css?{urlencode({name: _chosen().get(name) or '' for name in chrome.TRIED_THEME})}"
    return f"/theme.css?v={theme_sheet(_chosen()).mark}"


def fixed_scheme() -> str | None:
    """`light` or `dark` when the owner wants one for who has not chosen; None leaves it to the reader's system."""
    scheme = _chosen().get("scheme")
    return scheme if scheme in SCHEMES else None


@site.get("/theme.css")
def sheet() -> Response:
    found = theme_sheet(_chosen())
    return send(found, request.args.get("v", ""))


def _chosen() -> Mapping[str, Any]:
    chosen = chrome.site().get("theme")
    return chosen if isinstance(chosen, Mapping) else {}
