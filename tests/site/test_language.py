"""The site in its owner's language: what says so, which way it runs, and that what stays English says that."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import pytest

from blog.content import operations
from blog.content.access import SYSTEM
from blog.site import chrome, printing
from tests.site import content

HEBREW = "מים שקטים"


@pytest.fixture
def in_hebrew(app) -> None:
    operations.update_global("site", {"language": "he-il", "name": HEBREW}, actor=SYSTEM)
    content.post("Still water", slug="first", content=content.text(f"{HEBREW}\n\nIn English."))


def test_a_site_is_english_until_its_owner_says_otherwise(client) -> None:
    content.post("First", content=content.text(HEBREW))
    page = client.get("/posts/first").text
    assert '<html lang="en">' in page
    assert '"inLanguage":"en"' in page.replace(": ", ":")
    assert ' lang="en" dir' not in page
    assert '<h1 dir="auto">First</h1>' in page
    assert f'<p dir="rtl">{HEBREW}</p>' in page


def test_everything_public_names_the_language(client, in_hebrew) -> None:
    page = client.get("/posts/first").text
    assert '<html lang="he-IL" dir="rtl"' in page
    assert set(re.findall(r'"inLanguage": ?"([^"]+)"', page)) == {"he-IL"}
    assert f'<p>{HEBREW}</p><p dir="ltr">In English.</p>' in page
    assert client.get("/feed.json").json["language"] == "he-IL"
    assert 'xml:lang="he-IL"' in client.get("/feed.xml").text
    assert ET.fromstring(client.get("/feed.rss").text).findtext("channel/language") == "he-IL"
    manifest = client.get("/site.webmanifest").get_json(force=True)
    assert (manifest["lang"], manifest["dir"]) == ("he-IL", "rtl")


def test_what_stays_english_says_so(client, in_hebrew) -> None:
    for path in ("/nothing-here", "/search", "/posts"):
        assert re.search(r'<(?:h1|div class="sheet masthead[^"]*") lang="en" dir="ltr">', client.get(path).text), path
    assert '<a class="skip" href="#main" lang="en" dir="ltr">' in client.get("/").text


def test_the_cv_is_set_in_the_language(app, in_hebrew) -> None:
    with app.test_request_context("/cv"):
        said = printing.sheet({"name": HEBREW}, [], chrome.site(), "a4").said
    assert said["language"] == "he"
