"""Uploaded files as browsers ask for them."""

from __future__ import annotations

import io
from typing import Any

import pytest
from PIL import Image

from blog.content import operations
from blog.content.access import SYSTEM
from blog.content.uploads import Upload
from tests.site import content

DRAWING = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" width="9" height="9"><script>alert(1)</script>'
    b'<path d="M0 0h9v9z"/></svg>'
)


def picture_bytes(width: int = 700, height: int = 500, kind: str = "JPEG") -> bytes:
    file = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "taken at home"
    Image.new("RGB", (width, height), "teal").save(file, kind, exif=exif)
    return file.getvalue()


def upload(data: bytes, name: str = "boat.jpg", **more: Any) -> dict[str, Any]:
    given = {"alt": "A boat", **more}
    return operations.create("media", given, actor=SYSTEM, file=Upload(name, data), depth=0)


@pytest.fixture
def boat(app) -> dict[str, Any]:
    return upload(picture_bytes())


def test_a_file_is_sent_with_its_kind_and_kept_for_good(client, boat) -> None:
    answer = client.get(boat["url"])
    assert answer.status_code == 200
    assert answer.mimetype == "image/jpeg"
    assert "immutable" in answer.headers["Cache-Control"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.content_length == len(answer.data)
    assert "Set-Cookie" not in answer.headers


def test_readers_get_no_notes_of_the_camera(client, boat) -> None:
    assert b"taken at home" not in client.get(boat["url"]).data


def test_the_original_is_not_served(client, app, boat) -> None:
    kept = list(app.extensions["storage"].keys("originals"))
    assert kept
    for key in kept:
        assert client.get(f"/media/{key}").status_code == 404


def test_a_size_that_nobody_made_yet_is_made_when_it_is_asked_for(client, boat) -> None:
    for file in boat["renditions"]:
        if file["name"] in ("thumbnail", "square"):
            answer = client.get(file["url"])
            assert answer.status_code == 200, file["url"]
            shown = Image.open(io.BytesIO(answer.data))
            assert shown.size == (file["width"], file["height"])
            assert answer.mimetype == file["mimeType"]


def test_a_part_of_a_file_can_be_asked_for(client, boat) -> None:
    whole = client.get(boat["url"]).data
    part = client.get(boat["url"], headers={"Range": "bytes=10-19"})
    assert (part.status_code, part.data) == (206, whole[10:20])
    assert part.headers["Content-Range"] == f"bytes 10-19/{len(whole)}"
    assert client.get(boat["url"], headers={"Range": "bytes=-5"}).data == whole[-5:]
    beyond = client.get(boat["url"], headers={"Range": f"bytes={len(whole)}-"})
    assert (beyond.status_code, beyond.headers["Content-Range"]) == (416, f"bytes */{len(whole)}")
    for odd in ("bytes=x-y", "lines=1-2", "bytes=0-1,4-5"):
        assert client.get(boat["url"], headers={"Range": odd}).data == whole, odd


def test_a_file_that_is_known_is_not_sent_again(client, boat) -> None:
    tag = client.get(boat["url"]).headers["ETag"]
    assert client.get(boat["url"], headers={"If-None-Match": tag}).status_code == 304
    head = client.head(boat["url"])
    assert (head.status_code, head.data) == (200, b"")
    assert head.content_length > 0


def test_a_drawing_cannot_run_anything(client, app) -> None:
    drawing = upload(DRAWING, "mark.svg")
    answer = client.get(drawing["url"])
    assert answer.mimetype == "image/svg+xml"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert b"<script" not in answer.data


@pytest.mark.parametrize(
    "key", ["renditions/aa/nothing.webp", "public/aa/x.jpg", "a//b", "../x", ".secret", "a/../b", "x"]
)
def test_what_is_no_file_of_a_document_is_not_found(client, key) -> None:
    assert client.get(f"/media/{key}").status_code == 404


def test_a_picture_on_a_page_offers_every_format_and_says_its_size(client, boat) -> None:
    content.post("Boat", heroImage=boat["id"])
    page = client.get("/posts/boat").text
    for words in (
        '<source type="image/avif" srcset="/media/',
        '<source type="image/webp" srcset="/media/',
        'width="700" height="500" alt="A boat"',
        'fetchpriority="high"',
        '<meta property="og:image" content="http',
    ):
        assert words in page, words


def test_a_decorative_picture_has_an_empty_description(client, app) -> None:
    plain = upload(picture_bytes(), "plain.jpg", alt="Not to be read", decorative=True)
    content.post("Plain", heroImage=plain["id"])
    page = client.get("/posts/plain").text
    assert 'alt="" decoding' in page
    assert "Not to be read" not in page
