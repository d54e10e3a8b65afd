"""The demo site, walked from its first page: every link leads somewhere and every page is in order."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial
from html import unescape
from urllib.parse import urldefrag

import pytest
from PIL import Image

from blog.cli.demo import load
from blog.cli.demo.load import load_demo
from blog.cli.demo.pictures import PICTURES
from blog.content.access import SYSTEM
from tests.site.test_markup import problems

pytestmark = [pytest.mark.slow, pytest.mark.sqlite_only]

LINK = re.compile(r'<(?:a|link|img|script|source)\s[^>]*?(?:href|src)="(/[^"]*)"')


@pytest.fixture
def demo(app, monkeypatch: pytest.MonkeyPatch) -> None:
    small = {
        name: replace(picture, draw=partial(Image.new, "RGB", (64, 40), (shade * 9, 90, 120)))
        for shade, (name, picture) in enumerate(PICTURES.items())
    }
    monkeypatch.setattr(load, "PICTURES", small)
    load_demo(actor=SYSTEM, report=lambda _: None)


def test_a_walk_through_the_demo_meets_no_dead_end_and_no_fault(client, demo) -> None:
    waiting, met = ["/"], {"/"}
    pages: dict[str, str] = {}
    targets: list[tuple[str, str, str]] = []
    while waiting:
        path = waiting.pop()
        answer = client.get(path)
        assert answer.status_code == 200, path
        assert "Set-Cookie" not in answer.headers, path
        if answer.mimetype != "text/html":
            continue
        pages[path] = answer.text
        assert problems(answer.text) == [], path
        ids = re.findall(r'\sid="([^"]+)"', answer.text)
        assert len(ids) == len(set(ids)), path
        assert answer.text.count("<h1") == 1, path
        for link in LINK.findall(answer.text):
            target, fragment = urldefrag(unescape(link))
            if fragment:
                targets.append((path, target, fragment))
            # Filters lead to filters without end; those of the first page stand for them.
            if target not in met and not ("?" in target and "?" in path):
                met.add(target)
                waiting.append(target)
    assert len(pages) > 50
    for path, target, fragment in targets:
        assert f'id="{fragment}"' in pages[target], f"{path} names {target}#{fragment}"
