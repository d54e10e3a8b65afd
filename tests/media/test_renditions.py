"""The sizes of pictures: planned without decoding, made as planned."""

from __future__ import annotations

import io
import time

import pytest
from PIL import Image, ImageCms

from blog.media import (
    SIZES,
    BadUpload,
    dominant_colour,
    inspect,
    make_rendition,
    make_renditions,
    placeholder,
    plan_renditions,
)
from blog.storage import check_key
from tests.media import samples


def planned(data, **options):
    return {(rendition.name, rendition.format): rendition for rendition in plan_renditions(inspect(data), **options)}


def opened(data):
    return Image.open(io.BytesIO(data))


def made(data, name, format_, **options):
    return opened(make_rendition(data, planned(data, **options)[name, format_]))


@pytest.fixture(scope="module")
def large():
    return samples.encoded(samples.picture(2400, 1600), "JPEG", quality=80)


def test_a_large_picture_has_every_size_in_every_format(large):
    plan = planned(large)
    formats = {format_: [name for name, found in plan if found == format_] for format_ in ("avif", "webp", "jpeg")}
    assert all(tuple(names) == SIZES for names in formats.values())
    assert {name: (plan[name, "webp"].width, plan[name, "webp"].height) for name in SIZES} == {
        "thumbnail": (300, 200),
        "square": (500, 500),
        "small": (600, 400),
        "medium": (900, 600),
        "large": (1400, 933),
        "xlarge": (1920, 1280),
        "og": (1200, 630),
    }


def test_every_rendition_is_as_it_was_planned(large):
    plan = [r for r in plan_renditions(inspect(large)) if r.name not in ("xlarge", "large")]
    results = list(make_renditions(large, plan))
    assert sorted(r.key for r, _ in results) == sorted(r.key for r in plan)
    for rendition, data in results:
        image = opened(data)
        assert image.size == (rendition.width, rendition.height)
        assert Image.MIME[image.format] == rendition.mime_type
        assert check_key(rendition.key).endswith({"jpeg": ".jpg"}.get(rendition.format, "." + rendition.format))


def test_one_rendition_alone_is_the_same_as_among_all():
    data = samples.encoded(samples.picture(800, 600), "PNG")
    plan = plan_renditions(inspect(data))
    alone = opened(make_rendition(data, next(r for r in plan if (r.name, r.format) == ("thumbnail", "png"))))
    among = next(
        opened(found) for r, found in make_renditions(data, plan) if (r.name, r.format) == ("thumbnail", "png")
    )
    assert alone.size == among.size
    assert max(abs(a - b) for a, b in zip(alone.tobytes(), among.tobytes(), strict=True)) < 16


def test_a_small_picture_fills_every_size_and_is_never_enlarged():
    data = samples.plain("PNG", (400, 300))
    plan = planned(data)
    assert {name for name, _ in plan} == set(SIZES)
    assert (plan["thumbnail", "webp"].width, plan["thumbnail", "webp"].height) == (300, 225)
    for name in ("small", "medium", "large", "xlarge"):
        assert (plan[name, "webp"].width, plan[name, "webp"].height) == (400, 300)
        assert plan[name, "webp"].key == plan["small", "webp"].key
        assert plan[name, "png"].key == inspect(data).public_key
        assert not plan[name, "png"].made
    assert (plan["square", "webp"].width, plan["square", "webp"].height) == (300, 300)
    assert (plan["og", "jpeg"].width, plan["og", "jpeg"].height) == (400, 210)


@pytest.mark.parametrize("size", [(1, 1), (1, 3000), (3000, 1), (501, 499), (299, 5000), (1200, 630), (500, 500)])
def test_odd_shapes_are_made_as_planned(size):
    data = samples.encoded(Image.new("RGB", size, "navy"), "PNG")
    plan = [r for r in plan_renditions(inspect(data)) if r.format != "avif"]
    for rendition, found in make_renditions(data, plan):
        assert opened(found).size == (rendition.width, rendition.height)
        assert rendition.width <= size[0]
        assert rendition.height <= size[1]


def test_a_plan_needs_no_decoding_and_is_the_same_twice(large, monkeypatch):
    found = inspect(large)
    monkeypatch.setattr(Image, "open", None)
    assert plan_renditions(found) == plan_renditions(found)


def test_the_crop_follows_the_focal_point():
    image = Image.new("RGB", (1200, 400), "black")
    image.paste("white", (900, 0, 1200, 400))
    data = samples.encoded(image, "PNG")
    left, right = (made(data, "square", "png", focal=(x, 50)) for x in (0, 100))
    assert left.getpixel((200, 200)) == (0, 0, 0)
    assert right.getpixel((300, 200)) == (255, 255, 255)


def test_another_focal_point_is_another_key_for_crops_only(large):
    one, other = planned(large, focal=(50, 50)), planned(large, focal=(20, 80))
    changed = {name for name, format_ in one if one[name, format_].key != other[name, format_].key}
    assert changed == {"square", "og"}
    assert planned(large, focal=(-5, 300))["og", "jpeg"].focal == (0, 100)


# How an upright picture has to be laid for each orientation to turn it back.
LAID = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_orientation_is_applied(orientation):
    laid = samples.picture(400, 300)
    if orientation in LAID:
        laid = laid.transpose(LAID[orientation])
    data = samples.encoded(laid, "JPEG", exif=samples.exif(orientation), quality=95)
    image = made(data, "thumbnail", "jpeg")
    assert image.size == (300, 225)
    assert image.getpixel((150, 8))[1] > 200, "the green stripe is at the top"
    assert image.getpixel((20, 150))[0] > image.getpixel((280, 150))[0] + 100, "red is at the left"


def test_a_turned_small_picture_is_encoded_anew_so_that_no_reader_sees_it_lying():
    data = samples.telling("JPEG", 6, (200, 100))
    plan = planned(data)
    assert plan["small", "jpeg"].made
    assert made(data, "small", "jpeg").size == (100, 200)


@pytest.mark.parametrize("format_", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_renditions_tell_nothing(format_):
    data = samples.telling(format_, 6, (700, 500))
    for rendition, found in make_renditions(data, plan_renditions(inspect(data))):
        if rendition.name not in ("thumbnail", "small"):
            continue
        assert samples.SECRET not in found
        image = opened(found)
        assert not image.getexif()
        assert not {"comment", "xmp", "exif", "XML:com.adobe.xmp", "Comment"} & set(image.info)


def test_the_comment_of_a_gif_is_gone_from_its_renditions():
    data = samples.telling("GIF", size=(640, 480))
    for _, found in make_renditions(data, [r for r in plan_renditions(inspect(data)) if r.name != "xlarge"]):
        assert samples.SECRET not in found


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_kind_of_pixels_becomes_every_format(mode):
    image = Image.new("I;16", (400, 300), 32768) if mode == "I;16" else samples.picture(400, 300, mode)
    data = samples.encoded(image, "PNG")
    for rendition, found in make_renditions(data, [r for r in plan_renditions(inspect(data)) if r.name == "thumbnail"]):
        result = opened(found)
        assert result.size == (rendition.width, rendition.height)
        if mode == "I;16":
            assert abs(result.convert("L").getpixel((5, 5)) - 127) < 4
        if mode in ("RGBA", "LA"):
            assert result.convert("RGBA").getchannel("A").getextrema()[0] < 30


def test_a_palette_with_transparency_stays_transparent():
    image = samples.picture(400, 300, "P")
    data = samples.encoded(image, "PNG", transparency=image.getpixel((5, 5)))
    assert made(data, "thumbnail", "webp").convert("RGBA").getpixel((5, 5))[3] < 30
    small = make_rendition(data, planned(data)["thumbnail", "png"])
    assert opened(small).mode == "P"


def test_cmyk_becomes_rgb():
    data = samples.encoded(samples.picture(400, 300).convert("CMYK"), "JPEG")
    for format_ in ("jpeg", "webp", "avif"):
        image = made(data, "small", format_)
        assert image.mode == "RGB"
        assert image.getpixel((5, 200))[0] > 150


def test_a_profile_that_does_not_fit_is_left_out():
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    for profile in (b"no profile at all", lab):
        data = samples.encoded(samples.picture(400, 300), "JPEG", icc_profile=profile)
        image = made(data, "thumbnail", "jpeg")
        assert "icc_profile" not in image.info
        assert image.getpixel((5, 150))[0] > 150


def test_another_colour_space_is_converted_to_srgb():
    # A matrix profile whose red and blue are exchanged shows at once whether it was applied.
    swapped = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    red, blue = (swapped.index(name, 128) for name in (b"rXYZ", b"bXYZ"))
    swapped[red : red + 4], swapped[blue : blue + 4] = b"bXYZ", b"rXYZ"
    at = swapped.index(b"s\0R\0G\0B") if b"s\0R\0G\0B" in swapped else None
    if at is not None:
        swapped[at : at + 7] = b"o\0t\0h\0e"
    data = samples.encoded(Image.new("RGB", (400, 300), (255, 0, 0)), "PNG", icc_profile=bytes(swapped))
    image = made(data, "thumbnail", "png")
    assert image.getpixel((5, 5)) == (0, 0, 255)
    assert "icc_profile" not in image.info


def test_the_picture_for_link_previews_is_on_white():
    data = samples.encoded(Image.new("RGBA", (1300, 700), (0, 0, 0, 0)), "PNG")
    image = made(data, "og", "jpeg")
    assert (image.format, image.getpixel((9, 9))) == ("JPEG", (255, 255, 255))


@pytest.mark.parametrize("format_", ["GIF", "WEBP"])
def test_what_moves_keeps_moving_and_has_stills(format_):
    data = samples.moving(format_, size=(700, 500))
    plan = plan_renditions(inspect(data))
    assert {r.name for r in plan} == set(SIZES)
    assert {r.name for r in plan if not r.made} == {"small", "medium", "large", "xlarge"}
    assert opened(make_rendition(data, next(r for r in plan if r.name == "small"))).n_frames == 3
    stills = [opened(found) for r, found in make_renditions(data, plan) if r.name == "thumbnail"]
    assert [getattr(still, "n_frames", 1) for still in stills] == [1] * len(stills)
    assert stills[0].convert("RGB").getpixel((5, 5))[2] > 150


def test_a_drawing_is_every_size_itself():
    plan = plan_renditions(inspect(samples.CHART))
    assert [r.name for r in plan] == list(SIZES)
    assert {(r.format, r.width, r.height, r.made) for r in plan} == {("svg", 614, 461, False)}
    assert make_rendition(samples.CHART, plan[0]).startswith(b"<?xml")


@pytest.mark.parametrize("data", [samples.film(), samples.PDF, samples.MP3])
def test_what_is_no_picture_has_no_sizes(data):
    assert plan_renditions(inspect(data)) == []
    assert placeholder(data) == ""
    assert dominant_colour(data) == ""


@pytest.mark.parametrize("format_", ["JPEG", "PNG", "WEBP", "AVIF", "GIF"])
def test_the_placeholder_is_tiny_and_has_the_shape(format_):
    uri = placeholder(samples.plain(format_, (320, 160)))
    assert uri.startswith("data:image/webp;base64,")
    assert len(uri) <= 150


def test_a_placeholder_of_noise_stays_small():
    noise = Image.merge("RGB", [Image.effect_noise((300, 300), 120) for _ in range(3)])
    assert 0 < len(placeholder(samples.encoded(noise, "PNG"))) <= 150


def test_what_is_transparent_has_no_placeholder_and_what_only_could_be_has_one():
    opaque = samples.picture()
    opaque.putalpha(255)
    assert placeholder(samples.encoded(opaque, "PNG"))
    assert placeholder(samples.encoded(samples.picture(mode="RGBA"), "PNG")) == ""


def test_the_dominant_colour_is_that_of_most_pixels():
    image = Image.new("RGB", (100, 100), (200, 30, 40))
    image.paste((0, 0, 255), (0, 0, 100, 20))
    colour = dominant_colour(samples.encoded(image, "PNG"))
    assert [abs(int(colour[at : at + 2], 16) - part) < 12 for at, part in ((1, 200), (3, 30), (5, 40))] == [True] * 3


def test_a_damaged_original_is_a_bad_upload():
    data = samples.plain("JPEG", (700, 500))
    plan = plan_renditions(inspect(data))
    for broken in (data[:300], b"", b"nothing"):
        with pytest.raises(BadUpload):
            list(make_renditions(broken, plan))


def test_twelve_megapixels_are_inspected_and_stood_for_in_under_a_second():
    data = samples.encoded(samples.picture(4000, 3000), "JPEG", quality=85)
    start = time.process_time()
    inspect(data)
    placeholder(data)
    assert time.process_time() - start < 0.8
