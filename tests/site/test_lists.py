"""How lists are cut into years and pages."""

from __future__ import annotations

import pytest

from blog.site.lists import by_year, page_numbers


@pytest.mark.parametrize(
    ("current", "last", "named"),
    [
        (1, 1, [1]),
        (1, 2, [1, 2]),
        (3, 5, [1, 2, 3, 4, 5]),
        (1, 60, [1, 2, None, 60]),
        (4, 60, [1, 2, 3, 4, 5, None, 60]),
        (30, 60, [1, None, 29, 30, 31, None, 60]),
        (57, 60, [1, None, 56, 57, 58, 59, 60]),
        (60, 60, [1, None, 59, 60]),
    ],
)
def test_both_ends_and_the_neighbours_are_named(current, last, named) -> None:
    assert page_numbers(current, last) == named


def test_every_list_of_pages_can_be_walked() -> None:
    for last in range(1, 70):
        for current in range(1, last + 1):
            named = page_numbers(current, last)
            numbers = [number for number in named if number]
            assert numbers == sorted(set(numbers))
            assert {1, current, last} <= set(numbers)
            assert len(named) <= 7


def test_posts_stand_under_their_years_in_their_order() -> None:
    posts = [{"publishedAt": day} for day in ("2026-03-01", "2026-01-01", "2024-12-31", None)]
    assert [(year, len(written)) for year, written in by_year(posts)] == [("2026", 2), ("2024", 1), ("", 1)]
