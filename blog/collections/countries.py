"""The countries of the world, by the English names that people know them by; for form fields that ask for one.

The names are those of the Unicode CLDR.
"""

from __future__ import annotations

import unicodedata
from functools import cache

from babel import Locale

#: Codes of the CLDR that are no country of ISO 3166-1: unions, parts of countries, and codes for testing.
OTHERS = frozenset({"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"})


@cache
def by_code() -> dict[str, str]:
    """The name of every country under its code of two letters, in the order of a dictionary."""
    known = Locale("en").territories.items()
    countries = {code: name for code, name in known if len(code) == 2 and code.isalpha() and code not in OTHERS}
    return dict(sorted(countries.items(), key=lambda country: _plain(country[1])))


def names() -> list[str]:
    """The names of all countries in the order of a dictionary."""
    return list(by_code().values())


def name_of(text: str) -> str | None:
    """The name of the country that a name or a code stands for, in any case; None when it stands for none."""
    wanted = text.strip()
    if len(wanted) == 2:
        return by_code().get(wanted.upper())
    return _by_name().get(_plain(wanted))


@cache
def _by_name() -> dict[str, str]:
    return {_plain(name): name for name in by_code().values()}


def _plain(name: str) -> str:
    """A name without accents and case, since Åland and Côte d’Ivoire stand beside Albania and Cyprus."""
    letters = unicodedata.normalize("NFKD", name.replace("’", "'")).casefold()
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
