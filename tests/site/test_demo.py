"""The demo site, walked from its first page: every link leads somewhere and every page is in order."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial

import pytest
from PIL import Image

from blog.cli.demo import load
from blog.cli.demo.load import load_demo
from blog.cli.demo.pictures import PICTURES
from blog.content.access import SYSTEM
from tests.site.crawl import walk
from tests.site.test_markup import problems

pytestmark = [pytest.mark.slow, pytest.mark.sqlite_only]


@pytest.fixture
def demo(app, monkeypatch: pytest.MonkeyPatch) -> None:
    small = {
        name: replace(picture, draw=partial(Image.new, "RGB", (64, 40), (shade * 9, 90, 120)))
        for shade, (name, picture) in enumerate(PICTURES.items())
    }
    monkeypatch.setattr(load, "PICTURES", small)
    load_demo(actor=SYSTEM, report=lambda _: None)


def test_a_walk_through_the_demo_meets_no_dead_end_and_no_fault(app, client, demo) -> None:
    found = walk(client, app.config["SITE_URL"], "/", "/robots.txt", "/sitemap.xml")
    assert found.faults == []
    assert len(found.pages) > 50
    for kind in ("text/css", "text/javascript", "image/webp", "application/atom+xml", "application/xml"):
        assert found.kinds.get(kind), kind
    for path, page in found.pages.items():
        assert problems(page) == [], path
        ids = re.findall(r'\sid="([^"]+)"', page)
        assert len(ids) == len(set(ids)), path
        assert page.count("<h1") == 1, path


@pytest.mark.parametrize(
    ("page", "fault"),
    [
        ('<a href="/nothing">', "/ names /nothing: 404"),
        ('<img srcset="/posts 1x, /none.webp 2x">', "/ names /none.webp: 404"),
        ('<a href="/posts/">', "/ names /posts/: 301 /posts"),
        ('<a href="/posts#gone">', "/ names /posts#gone, which is not there"),
        ('<meta property="og:image" content="{own}/none.jpg">', "/ names /none.jpg: 404"),
    ],
)
def test_the_walk_itself_meets_what_is_wrong(app, client, settings, page, fault) -> None:
    folder = settings.instance_dir / "templates" / "site"
    folder.mkdir(parents=True)
    (folder / "home.html").write_text(page.format(own=app.config["SITE_URL"]), encoding="utf-8")
    assert walk(client, app.config["SITE_URL"], "/").faults == [fault]
