"""The site's icons: of its logo, of its name and colour, and never a broken picture."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from PIL import Image

from blog.content import operations
from blog.content.access import SYSTEM
from blog.content.uploads import Upload
from blog.media import icons
from tests.site import content

SIZES = {"apple-touch-icon.png": 180, "icon-192.png": 192, "icon-512.png": 512, "icon-maskable-512.png": 512}


def picture(client, name: str) -> Image.Image:
    answer = client.get(f"/{name}")
    assert answer.status_code == 200, name
    return Image.open(io.BytesIO(answer.data))


def use_logo(size: tuple[int, int], kind: str = "PNG") -> None:
    drawn = io.BytesIO()
    Image.new("RGB", size, "#ff0000").save(drawn, kind)
    logo = operations.create(
        "media", {"alt": "Logo"}, file=Upload(f"logo.{kind.lower()}", drawn.getvalue()), actor=SYSTEM
    )
    operations.update_global("site", {"logo": logo["id"]}, actor=SYSTEM)


def test_icons_are_drawn_of_name_and_colour(client) -> None:
    operations.update_global("site", {"name": "Slack Water", "theme": {"accent": "#1f6270"}}, actor=SYSTEM)
    for name, side in SIZES.items():
        found = picture(client, name)
        assert (found.format, found.size) == ("PNG", (side, side)), name
        assert len(found.convert("RGB").getcolors(1 << 20)) > 3, name
    found = picture(client, "favicon.ico")
    assert found.format == "ICO"
    assert found.ico.sizes() == {(16, 16), (32, 32), (48, 48)}
    assert ">S</text>" in client.get("/favicon.svg").text
    assert picture(client, "icon-192.png").convert("RGBA").getpixel((0, 0))[3] == 0
    assert picture(client, "apple-touch-icon.png").mode == "RGB"


def test_a_logo_that_is_about_square_is_the_icon(client) -> None:
    before = client.get("/icon-192.png").data
    use_logo((300, 240))
    assert client.get("/icon-192.png").data != before
    found = picture(client, "icon-192.png").convert("RGBA")
    assert found.getpixel((96, 96)) == (255, 0, 0, 255)
    assert found.getpixel((96, 2))[3] == 0
    assert "data:image/png" in client.get("/favicon.svg").text
    assert picture(client, "icon-maskable-512.png").getpixel((5, 5)) != (255, 0, 0)


def test_a_logo_that_is_a_word_is_not(client) -> None:
    before = client.get("/icon-192.png").data
    use_logo((800, 100))
    assert client.get("/icon-192.png").data == before


def test_a_logo_whose_file_is_gone_leaves_the_drawn_mark(client, app) -> None:
    use_logo((300, 240))
    storage = app.extensions["storage"]
    for key in list(storage.keys()):
        storage.delete(key)
    assert client.get("/icon-192.png").status_code == 200


@pytest.mark.parametrize("name", ["海", "👩🏽‍🚀", "<script>", "ß", "1", "é́", "…"])
def test_any_name_makes_an_icon(client, name) -> None:
    operations.update_global("site", {"name": name}, actor=SYSTEM)
    picture(client, "favicon.ico")
    drawing = client.get("/favicon.svg").text
    assert "<script" not in drawing


@pytest.mark.sqlite_only
def test_no_box_stands_for_a_letter() -> None:
    assert icons.has_letter("S")
    assert not any(icons.has_letter(letter) for letter in ("海", "", "AB", " ", "\U0010fffd"))
    plain = icons.Mark("", (10, 20, 30))
    assert (
        icons.icon(icons.Mark("海", (10, 20, 30)), 64)
        == icons.icon(plain, 64)
        != icons.icon(icons.Mark("S", (10, 20, 30)), 64)
    )


def test_icons_are_kept_for_good_under_the_address_that_pages_name(client) -> None:
    content.post("First")
    page = client.get("/").text
    named = re.findall(r'<link rel="(?:icon|apple-touch-icon|manifest)" href="([^"]+)"', page)
    assert len(named) == 4
    for address in named:
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert ("immutable" in answer.headers["Cache-Control"]) == ("?v=" in address), address
        plain = client.get(address.split("?")[0])
        assert plain.headers["Cache-Control"] == "public, no-cache"
        mark = {"If-None-Match": plain.headers["ETag"]}
        assert client.get(address, headers=mark).status_code == 304, address


def test_the_manifest_names_the_site_and_icons_that_are_there(client) -> None:
    operations.update_global("site", {"name": "A name that is much too long for a phone"}, actor=SYSTEM)
    answer = client.get("/site.webmanifest")
    said: dict[str, Any] = answer.get_json(force=True)
    assert answer.mimetype == "application/manifest+json"
    assert said["name"].startswith("A name")
    assert len(said["short_name"]) <= 12
    assert re.fullmatch(r"#[0-9a-f]{6}", said["theme_color"])
    assert {icon["purpose"] for icon in said["icons"]} == {"any", "maskable"}
    for icon in said["icons"]:
        side = int(icon["sizes"].split("x")[0])
        assert picture(client, icon["src"].lstrip("/")).size == (side, side)


def test_the_browser_s_frame_takes_the_colour_of_the_paper(client) -> None:
    assert client.get("/posts").text.count('<meta name="theme-color"') == 2
    operations.update_global("site", {"theme": {"scheme": "dark"}}, actor=SYSTEM)
    page = client.get("/posts").text
    assert page.count('<meta name="theme-color"') == 1
