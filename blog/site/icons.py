"""The site's icons and web manifest: made of its logo where that is about square, else drawn of its name and colour."""

from __future__ import annotations

import base64
import hashlib
import logging
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import orjson
from flask import Response, current_app, request
from markupsafe import Markup, escape

from blog.collections.excerpts import shortened
from blog.collections.renditions import provide
from blog.colour import Oklch, read_colour, readable_on_light
from blog.content.changes import remember, tag
from blog.media import BadUpload, icons
from blog.site import chrome
from blog.site.blueprint import site
from blog.site.files import FOR_GOOD
from blog.site.theme import DEFAULT_ACCENT, fixed_scheme
from blog.storage import BadKey, StorageError, check_key

log = logging.getLogger(__name__)

#: A logo is wider than high, as a name often is; what is wider than this cannot be read in a tab.
WIDEST = 1.6
DRAWN_FROM = ("image/jpeg", "image/png", "image/webp", "image/gif")
LARGEST_LOGO = 20_000_000
SHORT_NAME = 12
PNG = "image/png"
Maker = Callable[["Look"], bytes]


@dataclass(frozen=True)
class Look:
    """What icons are made of: the address of a logo, or the initial and its colour; and the colours of the paper."""

    logo: str
    initial: str
    accent: Oklch
    light: Oklch
    dark: Oklch

    @property
    def mark(self) -> str:
        """A digest of all that an icon shows."""
        return hashlib.sha256(repr(self).encode()).hexdigest()[:12]

    def material(self) -> icons.Mark | bytes:
        """The logo's bytes if they can be had, else the drawn mark."""
        data = _logo_bytes(self.logo) if self.logo else None
        return data or icons.Mark(self.initial, self.accent.rgb())


def look() -> Look:
    """The look as the owner has chosen it."""
    about = chrome.site()
    accent = read_colour((about.get("theme") or {}).get("accent")) or DEFAULT_ACCENT
    tint = min(accent.chroma * 0.05, 0.006)
    return Look(
        logo=_logo_address(about.get("logo")),
        initial=_initial(about.get("name")),
        accent=readable_on_light(accent),
        # As --paper in tokens.css.
        light=Oklch(0.988, tint * 0.5, accent.hue),
        dark=Oklch(0.185, tint * 1.6, accent.hue),
    )


def _tiled(side: int, *, maskable: bool = False) -> Maker:
    return lambda look: icons.tile(look.material(), side, look.light.rgb(), maskable=maskable)


def _clear(side: int) -> Maker:
    return lambda look: icons.icon(look.material(), side)


def _scalable(look: Look) -> bytes:
    """The mark as a drawing; a logo is put into one as it is."""
    material = look.material()
    if isinstance(material, bytes):
        data = base64.b64encode(icons.icon(material, 128)).decode()
        inner = f'<image width="32" height="32" href="data:image/png;base64,{data}"/>'
    else:
        fold = "#fff"
        inner = (
            f'<path fill="{look.accent.hex()}" d="M5 2h15l7 7v21H5z"/>'
            f'<path fill="{fold}" fill-opacity=".55" d="M20 2v7h7z"/>'
        )
        if look.initial:
            inner += (
                '<text x="16" y="26" fill="#fff" font-family="system-ui, sans-serif" font-size="15"'
                f' text-anchor="middle">{escape(look.initial)}</text>'
            )
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">{inner}</svg>'.encode()


ICONS: dict[str, tuple[str, Maker]] = {
    "favicon.ico": ("image/x-icon", lambda look: icons.ico(look.material())),
    "favicon.svg": ("image/svg+xml", _scalable),
    "apple-touch-icon.png": (PNG, _tiled(180)),
    "icon-192.png": (PNG, _clear(192)),
    "icon-512.png": (PNG, _clear(512)),
    "icon-maskable-512.png": (PNG, _tiled(512, maskable=True)),
}


@site.get(f"/<any({', '.join(repr(name) for name in ICONS)}):name>")
def icon(name: str) -> Response:
    kind, make = ICONS[name]
    chosen = look()
    made = remember(("icon", name, chosen.mark), [tag("site"), tag("media")], lambda: make(chosen))
    response = Response(made, mimetype=kind)
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return _kept(response, chosen.mark)


@site.get("/site.webmanifest")
def manifest() -> Response:
    about, chosen = chrome.site(), look()
    name = about.get("name") or "Quire"
    ground = (chosen.dark if fixed_scheme() == "dark" else chosen.light).hex()
    said = {
        "id": "/",
        "name": name,
        "short_name": name if len(name) <= SHORT_NAME else shortened(name, SHORT_NAME),
        "description": shortened(about.get("description"), 300),
        "lang": chrome.language(),
        "dir": "rtl" if chrome.runs_right_to_left() else "ltr",
        "start_url": "/",
        "scope": "/",
        "display": "minimal-ui",
        "theme_color": ground,
        "background_color": ground,
        "icons": [
            {"src": _versioned("icon-192.png", chosen), "sizes": "192x192", "type": PNG, "purpose": "any"},
            {"src": _versioned("icon-512.png", chosen), "sizes": "512x512", "type": PNG, "purpose": "any"},
            {
                "src": _versioned("icon-maskable-512.png", chosen),
                "sizes": "512x512",
                "type": PNG,
                "purpose": "maskable",
            },
        ],
    }
    body = orjson.dumps({key: value for key, value in said.items() if value}, option=orjson.OPT_INDENT_2)
    return _kept(Response(body, mimetype="application/manifest+json"), hashlib.sha256(body).hexdigest()[:12])


@site.app_template_global()
def icon_links() -> Markup:
    """The lines of the head that name the icons, the manifest and the colours of the browser's frame."""
    chosen, scheme = look(), fixed_scheme()
    lines = [
        f'<link rel="icon" href="{_versioned("favicon.ico", chosen)}" sizes="32x32">',
        f'<link rel="icon" href="{_versioned("favicon.svg", chosen)}" type="image/svg+xml">',
        f'<link rel="apple-touch-icon" href="{_versioned("apple-touch-icon.png", chosen)}">',
        '<link rel="manifest" href="/site.webmanifest">',
    ]
    for name, colour in (("light", chosen.light), ("dark", chosen.dark)):
        if scheme is None:
            lines.append(f'<meta name="theme-color" content="{colour.hex()}" media="(prefers-color-scheme: {name})">')
        elif scheme == name:
            lines.append(f'<meta name="theme-color" content="{colour.hex()}">')
    return Markup("\n".join(lines))  # noqa: S704 - digests and colours only


def _versioned(name: str, look: Look) -> str:
    return f"/{name}?v={look.mark}"


def _kept(response: Response, mark: str) -> Response:
    """For good under an address that names its digest, asked for again under the plain one."""
    response.headers["Cache-Control"] = FOR_GOOD if request.args.get("v") == mark else "public, no-cache"
    response.set_etag(mark)
    return response.make_conditional(request)


def _logo_address(media: Any) -> str:
    """The address of a logo that icons can be made of; empty where there is none."""
    if not isinstance(media, Mapping) or media.get("mimeType") not in DRAWN_FROM:
        return ""
    sides = media.get("width") or 0, media.get("height") or 0
    about_square = min(sides) > 0 and max(sides) / min(sides) <= WIDEST
    return str(media.get("url") or "") if about_square else ""


def _logo_bytes(url: str) -> bytes | None:
    storage, key = current_app.extensions["storage"], url.removeprefix("/media/")
    try:
        if not provide(check_key(key)) or storage.size(key) > LARGEST_LOGO:
            return None
        data: bytes = storage.get(key)
        icons.icon(data, 16)
    except (BadKey, BadUpload, StorageError) as error:
        log.warning("no icon could be made of %s: %s", url, error)
        return None
    return data


def _initial(name: object) -> str:
    """The first letter or digit of a name, as a capital where there is one."""
    letters = (letter for letter in unicodedata.normalize("NFC", str(name or "")) if letter.isalnum())
    first = next(letters, "")
    return first.upper() if len(first.upper()) == 1 else first
