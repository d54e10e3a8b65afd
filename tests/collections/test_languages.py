"""The language that a site is written in: every tag in its usual spelling, no nonsense, and which way it runs."""

from __future__ import annotations

import pytest

from blog.collections.languages import runs_right_to_left, spelled
from blog.content import operations
from blog.content.access import SYSTEM
from blog.errors import Invalid

SPELLINGS = {
    "en": "en", "EN_us": "en-US", "zh-hant-tw": "zh-Hant-TW", "de-ch-1996": "de-CH-1996", "es-419": "es-419",
    "sr-LATN": "sr-Latn", " fr ": "fr", "en-x-US": "en-x-us", "ckb": "ckb", "th-u-CA-buddhist": "th-u-ca-buddhist",
}  # fmt: skip


@pytest.mark.parametrize(("given", "usual"), SPELLINGS.items())
def test_a_tag_is_spelled_as_everybody_spells_it(given, usual) -> None:
    assert spelled(given) == usual


@pytest.mark.parametrize(
    "given", ["English", "e", "en-", "-en", 'en"><script>', "en-US-DE", "en\0", "x" * 10_000, "日本"]
)
def test_what_is_no_language_is_refused_with_a_sentence(app, given) -> None:
    assert spelled(given) is None
    with pytest.raises(Invalid) as caught:
        operations.update_global("site", {"language": given}, actor=SYSTEM)
    assert caught.value.problems[0].path == "language"


def test_the_site_keeps_the_usual_spelling(app) -> None:
    assert operations.update_global("site", {"language": "pt_br"}, actor=SYSTEM)["language"] == "pt-BR"
    assert operations.update_global("site", {"tagline": "Olá"}, actor=SYSTEM)["language"] == "pt-BR"
    assert not operations.update_global("site", {"language": ""}, actor=SYSTEM)["language"]


def test_a_language_runs_as_its_script_does() -> None:
    for tag in ("ar", "he-IL", "fa", "ur-PK", "yi", "dv", "ckb", "az-IR", "uz-Arab", "pa-PK", "ar-EG-x-home"):
        assert runs_right_to_left(tag), tag
    for tag in ("en", "de-AT", "az", "ar-Latn", "zh-Hant", "ja", "tlh", "", "nonsense!"):
        assert not runs_right_to_left(tag), tag
