"""The demo site through the admin's forms: whatever an author can write comes back from them as it was."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pytest
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image

from blog.cli.demo import load
from blog.cli.demo.load import load_demo
from blog.cli.demo.pictures import PICTURES
from blog.content import operations
from blog.content.access import SYSTEM
from blog.content.registry import registry
from tests.admin.browser import send, text

pytestmark = [pytest.mark.slow, pytest.mark.sqlite_only]


@pytest.fixture
def demo(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """The demo's content, with pictures that take no time to draw."""
    small = {
        name: replace(picture, draw=partial(Image.new, "RGB", (64, 40), (shade * 9, 90, 120)))
        for shade, (name, picture) in enumerate(PICTURES.items())
    }
    monkeypatch.setattr(load, "PICTURES", small)
    load_demo(actor=SYSTEM, report=lambda _: None)


def test_every_form_of_the_demo_can_be_sent_back_unchanged(ada: FlaskClient, demo) -> None:
    for slug, collection in registry.collections.items():
        for doc in operations.find(slug, actor=SYSTEM, limit=0, depth=0).docs:
            address = f"/admin/{slug}/{doc['id']}"
            answer = send(ada, address, press="publish" if collection.drafts else "save")
            assert answer.status_code == 303, (address, text(answer))
            assert operations.find_by_id(slug, doc["id"], actor=SYSTEM, depth=0) == doc, address
    for slug in registry.globals:
        before = operations.read_global(slug, actor=SYSTEM, depth=0)
        answer = send(ada, f"/admin/{slug}/", press="save")
        assert answer.status_code == 303, (slug, text(answer))
        assert operations.read_global(slug, actor=SYSTEM, depth=0) == before, slug
