"""How a picture is cut for show: the sizes are of the part that is kept, and the original is read as it is."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from blog import media
from blog.media import Cut
from tests.media.samples import encoded, exif, picture


def sizes(data: bytes, cut: Cut, focal: tuple[float, float] = (50, 50)) -> dict[str, Image.Image]:
    plan = media.plan_renditions(media.inspect(data, "p.png", limits=media.NO_LIMITS), focal, cut)
    own = [rendition for rendition in plan if rendition.format == "png" or (rendition.name == "og" and rendition.made)]
    return {r.name: Image.open(io.BytesIO(made)) for r, made in media.make_renditions(data, own)}


@pytest.mark.parametrize(("turn", "size"), [(0, (800, 400)), (90, (400, 800)), (180, (800, 400)), (270, (400, 800))])
def test_a_turn_is_one_to_the_right(turn, size) -> None:
    made = sizes(encoded(picture(800, 400), "PNG"), Cut(turn))["xlarge"]
    assert made.size == size
    # The stripe at the top goes to the right, to the bottom, to the left.
    middle = {0: (400, 5), 90: (395, 400), 180: (400, 395), 270: (5, 400)}[turn]
    assert made.convert("RGB").getpixel(middle)[1] > 200


def test_a_crop_keeps_a_part_of_the_turned_picture() -> None:
    image = Image.new("RGB", (400, 200), "red")
    image.paste("blue", (200, 0, 400, 200))
    cut = Cut(90, (0, 50, 100, 100))  # turned, the right half lies below
    made = sizes(encoded(image, "PNG"), cut)
    assert made["xlarge"].size == (200, 200)
    assert made["xlarge"].convert("RGB").getcolors() == [(40_000, (0, 0, 255))]
    assert made["thumbnail"].size == (200, 200)


def test_a_cut_begins_with_the_picture_upright() -> None:
    data = encoded(picture(400, 200), "JPEG", exif=exif(6))
    plan = media.plan_renditions(
        media.inspect(data, "p.jpg", limits=media.NO_LIMITS), (50, 50), Cut(0, (0, 0, 100, 50))
    )
    largest = [rendition for rendition in plan if rendition.name == "xlarge"][-1]
    assert (largest.width, largest.height) == (200, 200)
    made = Image.open(io.BytesIO(media.make_rendition(data, largest)))
    assert made.size == (200, 200)


def test_another_cut_is_another_file_and_none_is_the_old_one() -> None:
    inspected = media.inspect(encoded(picture(2000, 1000), "PNG"), "p.png", limits=media.NO_LIMITS)
    keys = [{r.key for r in media.plan_renditions(inspected, (50, 50), cut)} for cut in
            (None, Cut(90), Cut(0, (0, 0, 50, 100)), Cut(0, (0, 0, 50.01, 100)))]  # fmt: skip
    assert not any(one & other for place, one in enumerate(keys) for other in keys[place + 1 :])
    assert keys[0] == {r.key for r in media.plan_renditions(inspected, (50, 50), Cut())}


def test_what_moves_is_not_cut() -> None:
    frames = [Image.new("RGB", (40, 20), colour) for colour in ("red", "blue")]
    data = encoded(frames[0], "GIF", save_all=True, append_images=frames[1:])
    inspected = media.inspect(data, "p.gif", limits=media.NO_LIMITS)
    assert media.plan_renditions(inspected, (50, 50), Cut(90)) == media.plan_renditions(inspected)


def test_the_smallest_part_is_a_pixel() -> None:
    assert Cut(0, (99.99, 99.99, 100, 100)).size(3, 2) == (1, 1)
