"""The small rules behind the pages: addresses, dates, colours and which files of a picture are named."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from blog.collections.appearance import share_image
from blog.site.addresses import address, is_local_path, link_address, link_label, safe_address
from blog.site.assets import stylesheet
from blog.site.dates import day, short_day, years
from blog.site.pictures import picture_sources


@pytest.mark.parametrize(
    ("collection", "document", "path"),
    [
        ("posts", {"slug": "a b"}, "/posts/a%20b"),
        ("pages", {"slug": "home"}, "/"),
        ("pages", {"slug": "about/boats"}, "/about/boats"),
        ("users", {"slug": "ines"}, "/authors/ines"),
        ("posts", {"id": "1"}, None),
        ("posts", "an-id", None),
        ("jobs", {"slug": "x"}, None),
    ],
)
def test_a_document_has_one_address(collection, document, path) -> None:
    assert address(collection, document) == path


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "JAVASCRIPT:x", "data:text/html,x", "vbscript:x", "", None, "java\nscript:x"]
)
def test_an_unsafe_address_is_no_address(url) -> None:
    assert safe_address(url) is None
    assert link_address({"type": "custom", "url": url}) is None


@pytest.mark.parametrize(
    "url", ["https://example.org/", "/here", "#there", "?page=2", "mailto:a@example.org", "tel:+441"]
)
def test_a_safe_address_stays_as_it_is(url) -> None:
    assert safe_address(url) == url


@pytest.mark.parametrize("url", ["//example.org", "/\\example.org", "https://example.org", "x", "", None])
def test_only_a_path_of_this_site_is_local(url) -> None:
    assert not is_local_path(url)


def test_a_link_without_a_label_is_called_like_its_target() -> None:
    assert link_label({"reference": {"relationTo": "pages", "value": {"title": "About"}}}) == "About"


def test_dates_read_as_people_write_them() -> None:
    moment = datetime(2026, 3, 4, 23, tzinfo=UTC)
    assert day(moment) == '<time datetime="2026-03-04">4 March 2026</time>'
    assert short_day("2026-03-04") == '<time datetime="2026-03-04">4 Mar 2026</time>'
    assert day(None) == day("soon") == ""


@pytest.mark.parametrize(
    ("started", "finished", "words"),
    [
        ("2020-01-01", "2021-05-01", "2020–2021"),
        ("2020-01-01", "2020-09-01", "2020"),
        ("2020-01-01", None, "since 2020"),
    ],
)
def test_the_years_of_a_project(started, finished, words) -> None:
    assert years(started, finished) == words


def test_a_picture_names_each_width_once_and_no_crop() -> None:
    files = [
        {"name": name, "format": kind, "url": f"/media/{width}.{kind}", "width": width, "mimeType": f"image/{kind}"}
        for name, width in (("small", 600), ("medium", 800), ("large", 800), ("square", 500))
        for kind in ("avif", "webp", "jpeg")
    ]
    media = {"url": "/media/o.jpg", "mimeType": "image/jpeg", "width": 800, "height": 600, "renditions": files}
    shown = picture_sources(media)
    assert shown.sources[0] == ("image/avif", "/media/600.avif 600w, /media/800.avif 800w")
    assert shown.srcset == "/media/600.jpeg 600w, /media/800.jpeg 800w"
    assert (shown.width, shown.height) == (800, 600)


@pytest.mark.parametrize("media", [None, "an-id", {}, {"url": "/media/film.mp4", "mimeType": "video/mp4"}])
def test_what_is_no_picture_is_not_shown_as_one(media) -> None:
    assert picture_sources(media) is None


def test_the_shared_picture_is_the_crop_made_for_it() -> None:
    crop = {"url": "/media/og.jpg", "width": 1200, "height": 630}
    assert share_image({"url": "/media/o.jpg", "sizes": {"og": crop}}) == crop
    assert share_image(None) is None


def test_the_style_sheet_asks_for_nothing_from_elsewhere() -> None:
    sheet = stylesheet().body.decode()
    assert "http" not in sheet.replace('href^="http"', "")
    assert "@import" not in sheet
    assert "url(" not in sheet
