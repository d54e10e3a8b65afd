"""The owner's choice of look, as a tiny style sheet made of checked values; never inline, so that the CSP can stay strict."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Response, request

from blog.site.blueprint import site
from blog.site import chrome
from blog.site.assets import Asset, asset_of, send
from blog.site.colour import hue_and_chroma

FACES = {
    "serif": {},
    "sans": {"text-face": "var(--sans)", "display-face": "var(--sans)", "display-weight": "650"},
    "mixed": {"display-face": "var(--sans)", "display-weight": "650"},
    "humanist": {
        "text-face": 'Seravek, "Gill Sans Nova", Ubuntu, Calibri, "DejaVu Sans", source-sans-pro, sans-serif',
        "display-face": "var(--text-face)",
        "display-weight": "600",
    },
    "slab": {
        "text-face": 'Rockwell, "Rockwell Nova", "Roboto Slab", "DejaVu Serif", "Sitka Small", serif',
        "display-face": "var(--text-face)",
    },
    "mono": {"text-face": "var(--mono)", "display-face": "var(--mono)", "display-weight": "600"},
}
SCHEMES = ("light", "dark")


def theme_sheet(chosen: Mapping[str, Any]) -> Asset:
    """The style sheet for a theme; what cannot be understood is left out and the default stays."""
    lines = []
    accent = hue_and_chroma(chosen.get("accent"))
    if accent:
        lines += [f"--hue: {accent[0]};", f"--chroma: {accent[1]};"]
    face = FACES.get(str(chosen.get("font")), {})
    lines += [f"--{name}: {value};" for name, value in face.items()]
    body = "\n  ".join(lines)
    return asset_of(f"@layer tokens {{\n:root {{\n  {body}\n}}\n}}\n", "text/css")


def theme_address() -> str:
    """Where the present theme's style sheet is; the address changes with the theme."""
    return f"/theme.css?v={theme_sheet(_chosen()).mark}"


def fixed_scheme() -> str | None:
    """`light` or `dark` when the owner wants one for all; None leaves it to the reader's system."""
    scheme = _chosen().get("scheme")
    return scheme if scheme in SCHEMES else None


@site.get("/theme.css")
def sheet() -> Response:
    found = theme_sheet(_chosen())
    return send(found, request.args.get("v", ""))


def _chosen() -> Mapping[str, Any]:
    chosen = chrome.site().get("theme")
    return chosen if isinstance(chosen, Mapping) else {}
