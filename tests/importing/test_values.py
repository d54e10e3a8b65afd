"""What the values of a head mean."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from blog.cli.importing.names import slug_path, slugify, term_slug
from blog.cli.importing.values import inline_text, moment, names_of, yes

MOMENTS = [
    ("2020-01-02", datetime(2020, 1, 2, tzinfo=UTC)),
    ("2020/1/2", datetime(2020, 1, 2, tzinfo=UTC)),
    ("2020-01-02T03:04:05Z", datetime(2020, 1, 2, 3, 4, 5, tzinfo=UTC)),
    ("2020-01-02 03:04:05 +0100", datetime(2020, 1, 2, 2, 4, 5, tzinfo=UTC)),
    ("2020-01-02 03:04:05 +01:00 CET", datetime(2020, 1, 2, 2, 4, 5, tzinfo=UTC)),
    ("2020-01-02T03:04:05.678-05:00", datetime(2020, 1, 2, 8, 4, 5, tzinfo=UTC)),
    ("2020-07-02 03:04", datetime(2020, 7, 2, 1, 4, tzinfo=UTC)),
    ("January 2, 2020", datetime(2020, 1, 2, tzinfo=UTC)),
    ("2 Jan 2020", datetime(2020, 1, 2, tzinfo=UTC)),
    ("Jan 2nd, 2020", datetime(2020, 1, 2, tzinfo=UTC)),
    ("Thu, 02 Jan 2020 03:04:05 +0000", datetime(2020, 1, 2, 3, 4, 5, tzinfo=UTC)),
    ("25/12/2020", datetime(2020, 12, 25, tzinfo=UTC)),
    ("25.12.2020", datetime(2020, 12, 25, tzinfo=UTC)),
    (date(2020, 1, 2), datetime(2020, 1, 2, tzinfo=UTC)),
    (datetime(2020, 7, 2, 3, 4), datetime(2020, 7, 2, 1, 4, tzinfo=UTC)),
    ("2020-13-45", None),
    ("0000-00-00", None),
    ("next week", None),
    ("Last Modified", None),
    ("", None),
    (True, None),
    ({"year": 2020}, None),
]


@pytest.mark.parametrize(("value", "expected"), MOMENTS)
def test_a_moment_is_read_however_it_was_written(value: Any, expected: datetime | None) -> None:
    assert moment(value, ZoneInfo("Europe/Berlin")) == expected


def test_a_day_without_a_time_is_that_day_in_every_zone() -> None:
    assert moment("2020-01-02", ZoneInfo("Pacific/Auckland")) == datetime(2020, 1, 2, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "split", "expected"),
    [
        (["Red", "red", "Blue"], "", ["Red", "Blue"]),
        ("red, blue", r"\s*,\s*", ["red", "blue"]),
        ("[red, blue]", "", ["red", "blue"]),
        ("Ada Lovelace", "", ["Ada Lovelace"]),
        ({"name": "Ada", "url": "x"}, "", ["Ada"]),
        ([{"name": "Ada"}, "Ed"], "", ["Ada", "Ed"]),
        ({"ada": {"role": "x"}, "ed": None}, "", ["ada", "ed"]),
        (None, "", []),
        ("null", "", []),
        (["", None, "~"], "", []),
        ([1, 2.5], "", ["1", "2.5"]),
    ],
)
def test_a_list_of_names_is_read_from_texts_lists_and_mappings(value: Any, split: str, expected: list[str]) -> None:
    assert names_of(value, split=split) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("The `queen` of **all**", "The queen of all"),
        ("Ben &amp; Jo", "Ben & Jo"),
        ("A <em>loud</em> title", "A loud title"),
        ("Vec<T> and a < b", "Vec<T> and a < b"),
        ("[Read](https://example.org) this", "Read this"),
        ("two\nlines", "two lines"),
        (2020, "2020"),
    ],
)
def test_a_title_loses_its_markup_and_nothing_else(value: Any, expected: str) -> None:
    assert inline_text(value) == expected


@pytest.mark.parametrize(("value", "expected"), [("yes", True), ("False", False), (True, True), ("maybe", None)])
def test_yes_and_no_are_known_and_nothing_else(value: Any, expected: bool | None) -> None:
    assert yes(value) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rust-1.88.0", "rust-1-88-0"),
        ("Ça va, Jürgen?", "ca-va-jurgen"),
        ("Don't", "dont"),
        ("日本語の記事", "日本語の記事"),
        ("Straße", "strasse"),
        ("a@0", "a-0"),
        ("word " * 60, "-".join(["word"] * 24)),
    ],
)
def test_a_slug_is_made_of_letters_digits_and_hyphens(text: str, expected: str) -> None:
    assert slugify(text) == expected


def test_a_text_without_letters_still_gets_a_slug_of_its_own() -> None:
    assert slugify("???", "a.md") != slugify("???", "b.md")


def test_a_page_keeps_the_parts_of_its_path() -> None:
    assert slug_path("Docs/Set Up/index") == "docs/set-up/index"


def test_languages_that_differ_in_a_sign_are_different_categories() -> None:
    assert [term_slug(name) for name in ("C", "C++", "C#", ".NET", "net", "Web Dev")] == [
        "c", "cpp", "c-sharp", "dotnet", "net", "web-dev",
    ]  # fmt: skip
