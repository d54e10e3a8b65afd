"""The list of countries: those of ISO 3166, under names that people know."""

from __future__ import annotations

import pytest

from blog.collections import countries


def test_the_list_has_the_countries_and_nothing_else() -> None:
    assert 245 <= len(countries.names()) <= 255
    assert {"Germany", "United Kingdom", "South Korea", "Türkiye", "Congo - Kinshasa"} <= set(countries.names())
    assert not {"European Union", "World", "Unknown Region", "Ascension Island"} & set(countries.names())


def test_the_list_is_in_the_order_of_a_dictionary() -> None:
    names = countries.names()
    assert names[:3] == ["Afghanistan", "Åland Islands", "Albania"]
    assert names[-1] == "Zimbabwe"


@pytest.mark.parametrize(
    ("text", "name"),
    [("DE", "Germany"), ("de", "Germany"), (" germany ", "Germany"), ("Cote d'Ivoire", "Côte d’Ivoire"),
     ("Atlantis", None), ("", None), ("XX", None), ("\x00" * 100, None)],
)  # fmt: skip
def test_a_country_is_known_by_name_and_code(text: str, name: str | None) -> None:
    assert countries.name_of(text) == name
