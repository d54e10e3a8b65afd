"""Pages are set from data that never becomes markup, within bounds, and with no file but the given ones."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import pytest
from PIL import Image
from pypdf import PdfReader

from blog.typesetting import TypesettingError, pdf, png

pytestmark = pytest.mark.sqlite_only

SOURCE = """
#let data = json(bytes(sys.inputs.data))
#set document(title: data.title)
#set text(lang: "en")
= #data.title
#data.text
"""


def words(made: bytes) -> str:
    return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(made)).pages)


def test_data_is_text_and_never_markup() -> None:
    said = words(pdf(SOURCE, {"title": "Title", "text": '#panic("no") *bold* $x$ "quoted" \\ `raw`'}))
    assert '#panic("no") *bold* $x$' in said


def test_letters_of_many_scripts_come_out_as_text() -> None:
    said = words(pdf(SOURCE, {"title": "Ångström", "text": "Ελληνικά Кириллица Łódź"}))
    assert "Ångström" in said
    assert "Ελληνικά Кириллица Łódź" in said


@pytest.mark.parametrize("text", ["日本語", "\U0010fffd", "a\x00b\ud800c\uffff", "😀" * 50, ""])
def test_a_letter_that_no_font_has_stops_nothing(text: str) -> None:
    assert "After" in words(pdf(SOURCE, {"title": "After", "text": text}))


def test_a_pdf_is_tagged_and_follows_the_standard_for_accessible_ones() -> None:
    reader = PdfReader(io.BytesIO(pdf(SOURCE, {"title": "Title", "text": "Text"})))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_object().get_data()


def test_the_same_page_is_the_same_file_when_its_date_is_given() -> None:
    made = datetime(2026, 1, 2, tzinfo=UTC)
    data = {"title": "Title", "text": "Text"}
    assert pdf(SOURCE, data, made=made) == pdf(SOURCE, data, made=made)


def test_a_picture_is_as_large_as_asked_for() -> None:
    picture = Image.open(io.BytesIO(png("#text(size: 90pt)[Hello]", {}, width=1200, height=630)))
    assert picture.size == (1200, 630)
    assert len(picture.convert("L").getcolors()) > 1


def test_more_than_fits_a_picture_is_left_out() -> None:
    made = png("#json(bytes(sys.inputs.data)).text", {"text": "word " * 20_000}, width=300, height=200)
    assert Image.open(io.BytesIO(made)).size == (300, 200)


def test_a_given_picture_is_shown() -> None:
    red = io.BytesIO()
    Image.new("RGB", (10, 10), "#ff0000").save(red, "PNG")
    made = png('#image("photo.png", width: 100%)', {}, width=40, height=40, pictures={"photo.png": red.getvalue()})
    assert Image.open(io.BytesIO(made)).convert("RGB").getpixel((20, 20)) == (255, 0, 0)


@pytest.mark.parametrize("source", ['#read("/etc/hostname")', '#read("../../../etc/hostname")', '#image("other.png")'])
def test_no_file_is_read_but_the_given_pictures(source: str) -> None:
    with pytest.raises(TypesettingError, match="could not be set"):
        png(source, {}, width=10, height=10)


def test_no_package_is_fetched() -> None:
    with pytest.raises(TypesettingError, match="packages"):
        png('#import "@preview/anything:1.0.0"', {}, width=10, height=10)


def test_a_page_that_takes_too_much_memory_is_given_up() -> None:
    with pytest.raises(TypesettingError):
        png('#let a = ("word",)\n#for i in range(40) { a = a + a }\n#a.len()', {}, width=10, height=10)


def test_too_much_data_is_refused_with_a_sentence() -> None:
    with pytest.raises(TypesettingError, match="too much to set"):
        png("", {"text": "x" * 2_000_001}, width=10, height=10)


@pytest.mark.parametrize(("width", "height"), [(0, 10), (10, -1), (10_000, 10)])
def test_an_absurd_size_is_refused_with_a_sentence(width: int, height: int) -> None:
    with pytest.raises(TypesettingError, match="pixels"):
        png("", {}, width=width, height=height)
