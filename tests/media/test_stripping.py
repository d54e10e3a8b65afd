"""What readers may have of an original: every pixel, and nothing of the place, the camera or the person."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageChops, ImageOps

from blog.media import inspect, public_copy
from tests.media import samples

FORMATS = ["JPEG", "PNG", "WEBP", "AVIF", "GIF"]


def opened(data):
    return Image.open(io.BytesIO(data))


def copy_of(data):
    return public_copy(data, inspect(data))


@pytest.mark.parametrize("format_", FORMATS)
def test_the_sample_tells_and_the_copy_does_not(format_):
    data = samples.telling(format_)
    assert samples.SECRET in data
    copy = copy_of(data)
    assert samples.SECRET not in copy
    image = opened(copy)
    assert dict(image.getexif().get_ifd(0x8825)) == {}
    assert "comment" not in image.info


@pytest.mark.parametrize("format_", FORMATS)
def test_the_copy_has_the_same_pixels(format_):
    data = samples.telling(format_)
    before, after = opened(data).convert("RGB"), opened(copy_of(data)).convert("RGB")
    assert ImageChops.difference(before, after).getbbox() is None


@pytest.mark.parametrize("format_", ["JPEG", "PNG", "WEBP", "AVIF"])
@pytest.mark.parametrize("orientation", [3, 6, 8])
def test_the_copy_is_still_shown_upright(format_, orientation):
    data = samples.telling(format_, orientation)
    copy = copy_of(data)
    before, after = (ImageOps.exif_transpose(opened(each)).convert("RGB") for each in (data, copy))
    assert samples.SECRET not in copy
    assert before.size == after.size
    assert ImageChops.difference(before, after).getbbox() is None


@pytest.mark.parametrize("format_", FORMATS)
def test_the_copy_of_a_copy_is_the_copy(format_):
    copy = copy_of(samples.telling(format_))
    assert inspect(copy).clean
    assert copy_of(copy) is None


@pytest.mark.parametrize("format_", FORMATS)
def test_a_plain_picture_is_clean(format_):
    assert inspect(samples.plain(format_)).clean


def test_the_colour_profile_stays():
    from PIL import ImageCms

    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for format_ in ("JPEG", "PNG", "WEBP", "AVIF"):
        data = samples.encoded(samples.picture(), format_, icc_profile=profile, exif=samples.exif())
        assert opened(copy_of(data)).info["icc_profile"] == profile


def test_a_progressive_jpeg_keeps_all_its_scans():
    data = samples.encoded(samples.picture(200, 150), "JPEG", progressive=True, comment=samples.SECRET)
    copy = copy_of(data)
    assert samples.SECRET not in copy
    assert opened(copy).tobytes() == opened(data).tobytes()


def test_the_preview_within_a_jpeg_goes():
    inner = samples.encoded(samples.picture(16, 12), "JPEG", comment=samples.SECRET)
    out = io.BytesIO()
    samples.picture().save(out, "MPO", save_all=True, append_images=[opened(inner)])
    assert copy_of(out.getvalue()).count(b"\xff\xd8\xff") == 1


@pytest.mark.parametrize("format_", ["GIF", "WEBP", "PNG"])
def test_what_moves_keeps_moving(format_):
    data = samples.moving(format_)
    if format_ == "GIF":
        data = data[:-1] + b"!\xfe" + bytes((len(samples.SECRET),)) + samples.SECRET + b"\0;"
    copy = copy_of(data) or data
    assert samples.SECRET not in copy
    image = opened(copy)
    assert image.n_frames == 3
    assert image.info.get("loop", 0) == 0


def test_a_film_forgets_its_place_and_stays_as_long():
    data = samples.film()
    copy = copy_of(data)
    assert samples.SECRET not in copy
    assert len(copy) == len(data)
    assert copy.index(b"mdat") == data.index(b"mdat")
    assert inspect(copy).clean
    assert inspect(samples.film(place=b"")).clean


def test_the_original_is_not_touched():
    data = samples.telling("JPEG", 6)
    before = bytes(data)
    copy_of(data)
    assert data == before
