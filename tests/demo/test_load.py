"""The demo site on its way in: all of it, once, and never over what somebody wrote."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import Any

import pytest
from flask import Flask
from PIL import Image

from blog.cli.demo import load, manuscripts
from blog.cli.demo.load import Demo, load_demo
from blog.cli.demo.pictures import PICTURES
from blog.content import operations
from blog.content.access import ANONYMOUS, SYSTEM
from blog.db import db
from blog.models import User

PUBLIC = {"posts": 12, "projects": 6, "pages": 5, "categories": 10, "technologies": 12, "forms": 1}


@pytest.fixture(autouse=True)
def _small_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pictures that take no time to draw; that the real ones are good has tests of its own."""
    small = {
        name: replace(picture, draw=partial(Image.new, "RGB", (64, 40), (shade * 9, 90, 120)))
        for shade, (name, picture) in enumerate(PICTURES.items())
    }
    monkeypatch.setattr(load, "PICTURES", small)


def counts() -> dict[str, int]:
    return {name: operations.count(name, actor=ANONYMOUS) for name in PUBLIC}


def post(slug: str, depth: int = 1) -> dict[str, Any]:
    return operations.find("posts", actor=ANONYMOUS, where={"slug": {"equals": slug}}, limit=1, depth=depth).docs[0]


def marks_of(node: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    own = [mark["attrs"] for mark in node.get("marks") or () if mark["type"] == kind]
    return own + [attrs for child in node.get("content") or () for attrs in marks_of(child, kind)]


def nodes_of(node: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    own = [node["attrs"]] if node["type"] == kind else []
    return own + [attrs for child in node.get("content") or () for attrs in nodes_of(child, kind)]


def test_everything_is_public_and_said(app: Flask) -> None:
    said: list[str] = []
    load_demo(actor=SYSTEM, report=said.append)
    assert counts() == PUBLIC
    assert operations.count("media", actor=SYSTEM) == len(PICTURES)
    assert "12 posts" in said[-1]
    assert operations.read_global("site", actor=ANONYMOUS)["name"] == "Slack Water"
    assert len(operations.read_global("header", actor=ANONYMOUS)["navItems"]) == 5
    profile = operations.read_global("profile", actor=ANONYMOUS)
    assert profile["experience"][0]["organisation"] == "Thole & Tern"
    assert profile["photo"]["alt"]


@pytest.mark.sqlite_only
def test_loading_twice_changes_nothing(app: Flask) -> None:
    load_demo(actor=SYSTEM, report=str)
    before = [(doc["id"], doc["updatedAt"]) for doc in operations.find("posts", actor=SYSTEM, limit=50).docs]
    said: list[str] = []
    load_demo(actor=SYSTEM, report=said.append)
    after = [(doc["id"], doc["updatedAt"]) for doc in operations.find("posts", actor=SYSTEM, limit=50).docs]
    assert after == before
    assert counts() == PUBLIC
    assert "nothing was changed" in said[-1]


def test_a_load_that_was_cut_off_goes_on_where_it_was(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = Demo.post_data

    def cut_off(self: Demo, one: manuscripts.Manuscript) -> dict[str, Any]:
        if one.head["slug"] == "second-ladder":
            raise KeyboardInterrupt
        return whole(self, one)

    monkeypatch.setattr(Demo, "post_data", cut_off)
    with pytest.raises(KeyboardInterrupt):
        load_demo(actor=SYSTEM, report=str)
    assert 0 < counts()["posts"] < 12
    monkeypatch.setattr(Demo, "post_data", whole)
    load_demo(actor=SYSTEM, report=str)
    assert counts() == PUBLIC


@pytest.mark.sqlite_only
def test_what_the_owner_wrote_stays(app: Flask) -> None:
    operations.update_global("site", {"name": "Mine", "tagline": "My own"}, actor=SYSTEM)
    home = {"title": "My home", "slug": "home", "status": "published", "layout": []}
    operations.create("pages", home, actor=SYSTEM)
    load_demo(actor=SYSTEM, report=str)
    assert operations.read_global("site", actor=ANONYMOUS)["name"] == "Mine"
    pages = operations.find("pages", actor=ANONYMOUS, where={"slug": {"equals": "home"}})
    assert [page["title"] for page in pages.docs] == ["My home"]


@pytest.mark.sqlite_only
def test_pictures_and_links_of_a_text_are_those_of_the_site(app: Flask) -> None:
    load_demo(actor=SYSTEM, report=str)
    essay = post("coastline-in-seven-drawings")
    pictures = nodes_of(essay["content"], "image")
    assert len(pictures) == 7
    assert all(picture["media"]["alt"] for picture in pictures)
    links = marks_of(post("five-diagrams")["content"], "link")
    assert [link["reference"]["value"]["slug"] for link in links] == ["a-queue-in-the-database"]


@pytest.mark.sqlite_only
def test_posts_carry_their_own_dates_and_authors(app: Flask) -> None:
    load_demo(actor=SYSTEM, report=str)
    review = post("make-reviewed")
    assert review["publishedAt"] == datetime(2025, 9, 2, 16, tzinfo=UTC)
    assert [person["name"] for person in post("night-the-board-stopped")["populatedAuthors"]] == [
        "Ottoline Brack",
        "Jory Penhallick",
    ]


@pytest.mark.sqlite_only
def test_a_clock_that_is_behind_hides_no_post(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    behind = datetime(2026, 3, 1, tzinfo=UTC)
    monkeypatch.setattr(load, "now", lambda: behind)
    load_demo(actor=SYSTEM, report=str)
    dates = [doc["publishedAt"] for doc in operations.find("posts", actor=SYSTEM, limit=50).docs]
    assert max(dates) < behind


@pytest.mark.sqlite_only
def test_nobody_can_sign_in_as_an_author_of_the_demo(app: Flask) -> None:
    load_demo(actor=SYSTEM, report=str)
    assert {user.password for user in db.session.query(User)} == {"!"}
    assert operations.count("users", actor=SYSTEM, where={"role": {"equals": "admin"}}) == 0


def test_every_address_of_the_demo_answers(app: Flask) -> None:
    load_demo(actor=SYSTEM, report=str)
    client = app.test_client()
    addresses = ["/", "/about", "/contact", "/uses", "/posts", "/projects", "/technologies", "/authors/edda"]
    addresses += [f"/posts/{one.head['slug']}" for one in manuscripts.posts()]
    addresses += [f"/projects/{one.head['slug']}" for one in manuscripts.projects()]
    assert {address: client.get(address).status_code for address in addresses} == dict.fromkeys(addresses, 200)
