"""The pictures of the demo site: drawn by code, always the same, and large enough."""

from __future__ import annotations

import io
import time
from functools import cache

import pytest
from PIL import Image

from blog.cli.demo import manuscripts
from blog.cli.demo.pictures import PICTURES, Picture

HEROES = {one.head["hero"] for one in [*manuscripts.posts(), *manuscripts.projects()]}
each = pytest.mark.parametrize("picture", PICTURES.values(), ids=lambda picture: picture.name)


@cache
def drawn(name: str) -> tuple[bytes, float]:
    """The file, and the seconds of work that it took."""
    start = time.process_time()
    return PICTURES[name].encoded(), time.process_time() - start


def opened(picture: Picture) -> Image.Image:
    return Image.open(io.BytesIO(drawn(picture.name)[0]))


@each
def test_a_picture_is_what_its_name_says_and_large_enough(picture: Picture) -> None:
    image = opened(picture)
    assert image.format == {"jpg": "JPEG", "png": "PNG"}[picture.name.rsplit(".")[-1]]
    assert min(image.size) >= 900
    if picture.name in HEROES:
        assert image.width >= 1600
        assert image.height >= 1000


@each
def test_a_picture_comes_out_the_same_each_time(picture: Picture) -> None:
    assert picture.encoded() == drawn(picture.name)[0]


@each
def test_a_picture_shows_something(picture: Picture) -> None:
    small = opened(picture).convert("RGB").resize((24, 16))
    assert len(small.getcolors(24 * 16) or ()) > 40


def test_the_pictures_are_of_several_shapes() -> None:
    shapes = {(size[0] > size[1]) - (size[0] < size[1]) for size in (opened(p).size for p in PICTURES.values())}
    assert shapes == {-1, 0, 1}


def test_all_pictures_are_drawn_while_one_waits() -> None:
    assert sum(drawn(name)[1] for name in PICTURES) < 20


def test_every_picture_is_described() -> None:
    for picture in PICTURES.values():
        assert 40 <= len(picture.alt) <= 260
        assert picture.alt.endswith(".")


def test_every_hero_of_a_post_is_its_own() -> None:
    heroes = [post.head["hero"] for post in manuscripts.posts()]
    assert len(set(heroes)) == len(heroes)
