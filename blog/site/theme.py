"""The owner's choice of look, as a tiny style sheet made of checked values; nothing inline, so the CSP stays strict."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Response, request

from blog.site import chrome
from blog.site.assets import Asset, asset_of, send
from blog.site.blueprint import site
from blog.site.colour import hue_and_chroma

FACES = {
    "serif": {},
    "sans": {"text-face": "var(--sans)", "display-face": "var(--sans)", "display-weight": "650"},
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


@site.get("/favicon.svg")
def icon() -> Response:
    """The binder's mark: a sheet with a folded corner, in the owner's colour."""
    hue, chroma = hue_and_chroma(_chosen().get("accent")) or (158, 0.1)
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">'
        f'<path fill="oklch(0.55 {chroma} {hue})" d="M5 2h15l7 7v21H5z"/>'
        '<path fill="#fff" fill-opacity=".55" d="M20 2v7h7z"/></svg>'
    )
    return send(asset_of(drawing, "image/svg+xml"), "")


def _chosen() -> Mapping[str, Any]:
    chosen = chrome.site().get("theme")
    return chosen if isinstance(chosen, Mapping) else {}
