"""The owner's look: whatever colour is chosen, what it makes can be read."""

from __future__ import annotations

import re

import pytest

from blog.collections.globals import THEME
from blog.colour import Oklch, contrast, fitted, read_colour, readable_on_dark, readable_on_light
from blog.content import operations
from blog.content.access import SYSTEM
from blog.errors import Invalid
from blog.site.theme import FACES, SCHEMES, SIZES, WIDTHS, theme_sheet

#: The whole circle of hues, grey to garish, black to white.
COLOURS = [
    Oklch(lightness, chroma, hue)
    for lightness in (0, 0.2, 0.45, 0.6, 0.8, 0.95, 1)
    for chroma in (0, 0.05, 0.15, 0.3)
    for hue in range(0, 360, 15)
]


def test_a_colour_is_read_as_css_means_it() -> None:
    red = read_colour("#ff0000")
    assert (round(red.lightness, 3), round(red.chroma, 3), round(red.hue, 1)) == (0.628, 0.258, 29.2)
    assert read_colour("#0f0") == read_colour("00ff00")


def test_contrast_is_what_wcag_means() -> None:
    assert round(contrast(read_colour("#000"), read_colour("#fff")), 1) == 21.0
    assert round(contrast(read_colour("#767676"), read_colour("#fff")), 2) == 4.54


@pytest.mark.parametrize("colour", ["red;}body{display:none", "#12", "#12345g", "", None, 5, "url(//example.org)"])
def test_what_is_no_colour_changes_nothing(colour) -> None:
    assert read_colour(colour) is None
    assert b"--" not in theme_sheet(dict.fromkeys(("accent", "font", "size", "width"), colour)).body


def test_every_accent_can_be_read_on_light_and_on_dark() -> None:
    for colour in COLOURS:
        assert contrast(readable_on_light(colour), Oklch(0.95, 0, 0)) >= 4.5, colour
        assert contrast(readable_on_dark(colour), Oklch(0.28, 0, 0)) >= 4.5, colour


def test_an_accent_keeps_its_hue_and_is_changed_no_more_than_it_takes() -> None:
    teal = read_colour("#1f6270")
    assert readable_on_light(teal) == fitted(teal, teal.lightness)
    yellow = read_colour("#ffcc00")
    assert readable_on_dark(yellow).lightness == yellow.lightness
    assert readable_on_light(yellow).lightness < yellow.lightness
    assert readable_on_light(yellow).hue == yellow.hue


def test_the_owner_may_choose_what_the_theme_knows() -> None:
    choices = {field.name: set(field.choices or ()) for field in THEME}
    assert choices["font"] == set(FACES)
    assert choices["size"] == {*SIZES, "normal"}
    assert choices["width"] == {*WIDTHS, "normal"}
    assert choices["scheme"] == {*SCHEMES, "auto"}


@pytest.mark.sqlite_only
def test_what_is_no_colour_is_refused_with_a_sentence(app) -> None:
    with pytest.raises(Invalid) as refused:
        operations.update_global("site", {"theme": {"accent": "reddish"}}, actor=SYSTEM)
    assert "Please enter a colour such as #1f6feb." in str(refused.value.problems)


@pytest.mark.sqlite_only
def test_every_choice_of_look_reaches_the_page(app, client) -> None:
    look = {"accent": "#ffcc00", "font": "slab", "size": "large", "width": "narrow", "scheme": "dark"}
    operations.update_global("site", {"theme": look}, actor=SYSTEM)
    sheet = client.get("/theme.css").text
    page = client.get("/posts").text
    assert "--text-face: var(--slab)" in sheet
    assert "--size: 1.125" in sheet
    assert "--characters: 58" in sheet
    assert re.search(r"--accent-on-light: oklch\(0\.5\d+ ", sheet)
    assert 'data-scheme="dark"' in page
