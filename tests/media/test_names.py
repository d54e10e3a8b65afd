"""Public names made from uploaded ones."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blog.media import numbered, public_name


@pytest.mark.parametrize(
    ("uploaded", "name"),
    [
        ("Holiday Photo.JPEG", "holiday-photo.jpg"),
        ("C:\\Users\\me\\Foo Bär.png", "foo-bar.jpg"),
        ("../../etc/passwd", "passwd.jpg"),
        ("archive.tar.gz", "archive-tar.jpg"),
        (".htaccess", "htaccess.jpg"),
        ("...", "file.jpg"),
        ("", "file.jpg"),
        ("///", "file.jpg"),
        ("CON.png", "file-con.jpg"),
        ("lpt1", "file-lpt1.jpg"),
        ("Straße & Ærø.png", "strasse-aero.jpg"),
        ("日本語 写真.png", "日本語-写真.jpg"),
        ("a\u202egnp.exe", "a-gnp.jpg"),
        ("x\0y\r\n.png", "x-y.jpg"),
        ("ﬁle①.png", "file1.jpg"),
        ("100% “real”.png", "100-real.jpg"),
        ("Screenshot 2026-01-02 at 10.11.12.png", "screenshot-2026-01-02-at-10-11-12.jpg"),
        ("версия 2.0 и далее", "версия-2-0-и-далее.jpg"),
    ],
)
def test_a_name_is_readable_and_safe(uploaded, name):
    assert public_name(uploaded, "jpg") == name


def test_a_long_name_is_cut():
    assert public_name("x" * 500 + ".png", "png") == "x" * 80 + ".png"
    assert len(public_name("写" * 500, "png").encode()) <= 170


def test_a_number_tells_two_apart():
    assert numbered("photo.jpg", 2) == "photo-2.jpg"


@settings(max_examples=60, deadline=None, database=None)
@given(st.text(max_size=120))
def test_any_name_becomes_a_safe_one(uploaded):
    name = public_name(uploaded, "png")
    stem, dot, extension = name.rpartition(".")
    assert (dot, extension) == (".", "png")
    assert stem
    assert not stem.startswith("-")
    assert not stem.endswith("-")
    assert all(letter.isalnum() or letter == "-" for letter in stem)
    assert len(name.encode()) <= 200
    assert public_name(name, "png") == name
