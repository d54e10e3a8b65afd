"""What an upload is found to be, and the sentences for what is not taken."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from blog.media import BadUpload, Limits, inspect
from tests.media import samples


@pytest.mark.parametrize(
    ("format_", "mime_type", "extension"),
    [
        ("JPEG", "image/jpeg", "jpg"),
        ("PNG", "image/png", "png"),
        ("WEBP", "image/webp", "webp"),
        ("AVIF", "image/avif", "avif"),
        ("GIF", "image/gif", "gif"),
    ],
)
def test_a_picture_is_known_by_its_content(format_, mime_type, extension):
    found = inspect(samples.plain(format_), "anything.exe")
    assert (found.kind, found.mime_type, found.extension) == ("raster", mime_type, extension)
    assert (found.width, found.height, found.pixels, found.frames, found.animated) == (64, 48, 3072, 1, False)


@pytest.mark.parametrize(
    ("data", "kind", "mime_type", "size"),
    [
        (samples.CHART, "vector", "image/svg+xml", (614, 461)),
        (samples.film(), "video", "video/mp4", (320, 180)),
        (samples.film(sideways=True), "video", "video/mp4", (180, 320)),
        (samples.film(0, 0), "audio", "audio/mp4", (None, None)),
        (samples.webm(), "video", "video/webm", (320, 180)),
        (samples.webm(0, 0), "audio", "audio/webm", (None, None)),
        (samples.MP3, "audio", "audio/mpeg", (None, None)),
        (b"ID3\4\0" + bytes(100), "audio", "audio/mpeg", (None, None)),
        (samples.OGG, "audio", "audio/ogg", (None, None)),
        (samples.PDF, "document", "application/pdf", (None, None)),
    ],
)
def test_other_files_are_known_by_their_content(data, kind, mime_type, size):
    found = inspect(data, "x")
    assert (found.kind, found.mime_type, (found.width, found.height)) == (kind, mime_type, size)


def test_bytes_a_path_and_an_open_file_are_alike(tmp_path):
    data = samples.plain("PNG")
    (tmp_path / "upload").write_bytes(data)
    with (tmp_path / "upload").open("rb") as file:
        found = [inspect(data), inspect(tmp_path / "upload"), inspect(file), inspect(io.BytesIO(data))]
        assert file.read() == data
    assert len(set(found)) == 1


def test_the_keys_come_from_the_content():
    data = samples.telling("JPEG")
    found = inspect(data)
    assert found.original_key == f"originals/{found.digest[:2]}/{found.digest}.jpg"
    assert found.public_key == f"public/{found.digest[:2]}/{found.digest}.jpg"
    clean = inspect(samples.plain("PNG"))
    assert clean.public_key == clean.original_key


@pytest.mark.parametrize("format_", ["JPEG", "PNG", "WEBP", "AVIF"])
@pytest.mark.parametrize(("orientation", "size"), [(3, (64, 48)), (6, (48, 64)), (8, (48, 64))])
def test_the_size_is_that_of_the_picture_as_shown(format_, orientation, size):
    found = inspect(samples.telling(format_, orientation))
    assert (found.width, found.height) == size


@pytest.mark.parametrize("format_", ["GIF", "WEBP", "PNG", "AVIF"])
def test_frames_are_counted(format_):
    found = inspect(samples.moving(format_))
    assert (found.frames, found.animated) == (3, True)


def test_further_pictures_in_a_jpeg_are_no_animation():
    first, second = samples.picture(), samples.picture().rotate(180)
    out = io.BytesIO()
    first.save(out, "MPO", save_all=True, append_images=[second])
    found = inspect(out.getvalue())
    assert (found.mime_type, found.animated, found.clean) == ("image/jpeg", False, False)


@pytest.mark.parametrize(("mode", "alpha"), [("RGBA", True), ("LA", True), ("RGB", False), ("L", False), ("P", False)])
def test_transparency_is_seen_in_the_head(mode, alpha):
    assert inspect(samples.encoded(samples.picture(mode=mode), "PNG")).alpha is alpha


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "is empty"),
        (b"<!doctype html><p>Hi", "web page"),
        (b"\xef\xbb\xbf \n<!-- x --><HTML><svg/></HTML>", "web page"),
        (b"<script>alert(1)</script>", "web page"),
        (b"GIF?<html>", "web page"),
        (b"<?xml version='1.0'?><feed/>", "XML document"),
        (b"just some words", "plain text"),
        (b"PK\3\4" + bytes(30), "ZIP archive"),
        (b"MZ" + bytes(60), "a program"),
        (b"\x7fELF" + bytes(60), "a program"),
        (b"#!/bin/sh\n", "a program"),
        (b"II*\0" + bytes(60), "TIFF"),
        (b"BM" + bytes(60), "save it as PNG"),
        (samples.box(b"ftyp", b"heic", bytes(4), b"mif1heic"), "save it as JPEG"),
        (samples.box(b"ftyp", b"qt  ", bytes(4)), "save it as MP4"),
        (b"\x1a\x45\xdf\xa3\x9f\x42\x82\x88matroska" + bytes(60), "Matroska"),
        (b"OggS\0\2" + bytes(22) + b"\x80theora", "save it as WebM"),
        (samples.PDF[:40], "its end is missing"),
        (samples.box(b"ftyp", b"isom", bytes(4)) + samples.box(b"mdat", b"x"), "no index"),
        (bytes(range(256)), "no file of a kind"),
    ],
)
def test_what_is_not_taken_is_told_in_a_sentence(data, sentence):
    with pytest.raises(BadUpload, match=sentence) as refused:
        inspect(data, "photo.png")
    assert str(refused.value).endswith(".")


def test_html_called_a_picture_is_named_in_the_sentence():
    with pytest.raises(BadUpload, match=r"“photo\.png” is a web page \(HTML\)"):
        inspect(b"<html><body>hello", "C:\\fakepath\\photo.png")


def test_text_and_archives_are_taken_by_who_lists_them():
    listed = {"text/plain", "application/zip"}
    assert inspect("Grüße\n".encode(), "a.txt", accept=listed).mime_type == "text/plain"
    assert inspect(b"PK\3\4" + bytes(30), "a.zip", accept=listed).kind == "document"
    with pytest.raises(BadUpload, match="PNG, which is not taken here"):
        inspect(samples.plain("PNG"), "a.png", accept=listed)


def test_too_many_bytes_are_refused_before_they_are_read(tmp_path):
    with (tmp_path / "huge").open("wb") as file:
        file.truncate(10**12)
    with pytest.raises(BadUpload, match="at most 50 MB"):
        inspect(tmp_path / "huge", "huge.mp4")


@pytest.mark.parametrize("format_", ["PNG", "WEBP", "GIF"])
def test_too_many_pixels_are_refused_before_they_are_decoded(format_, monkeypatch):
    data = samples.encoded(Image.new("L", (1000, 900)), format_)

    def never(*_):
        raise AssertionError("decoded")

    monkeypatch.setattr(Image.Image, "load", never)
    monkeypatch.setattr("PIL.ImageFile.ImageFile.load", never)
    with pytest.raises(BadUpload, match=r"1000 × 900 pixels; at most 0\.8 million"):
        inspect(data, "bomb.png", limits=Limits(max_pixels=800_000))


def test_pixels_far_beyond_what_the_decoder_allows_are_refused_too():
    data = bytearray(samples.plain("PNG"))
    data[16:24] = (60_000).to_bytes(4, "big") * 2
    with pytest.raises(BadUpload):
        inspect(bytes(data), "bomb.png")


def test_the_limit_of_pixels_can_be_set():
    with pytest.raises(BadUpload, match="pixels"):
        inspect(samples.plain("PNG"), limits=Limits(max_pixels=3071))
    assert inspect(samples.plain("PNG"), limits=Limits(max_pixels=3072)).pixels == 3072


@pytest.mark.parametrize("format_", ["GIF", "WEBP"])
def test_too_many_frames_are_refused(format_):
    with pytest.raises(BadUpload, match="more than 4 frames"):
        inspect(samples.moving(format_, frames=6), limits=Limits(max_frames=4))


@pytest.mark.parametrize("format_", ["JPEG", "PNG", "WEBP", "AVIF", "GIF"])
@pytest.mark.parametrize("part", [0.1, 0.5, 0.9])
def test_a_truncated_picture_is_refused(format_, part):
    data = samples.encoded(Image.effect_noise((96, 64), 90).convert("RGB"), format_)
    with pytest.raises(BadUpload):
        inspect(data[: int(len(data) * part)], "cut")
