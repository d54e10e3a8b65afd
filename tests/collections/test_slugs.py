"""Addresses: made from titles, kept apart from each other, and followed when they change."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blog.collections.slugs import slugify
from blog.content import operations
from blog.content.access import SYSTEM
from blog.errors import Invalid
from tests.content.documents import make, page, post, text


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Hello, World!", "hello-world"),
        ("Héllo Wörld & Co", "hello-world-co"),
        ("It's Ada’s", "its-adas"),
        ("Straße", "strasse"),
        ("Łódź Æon Øre", "lodz-aeon-ore"),
        ("日本語 の 記事", "日本語-の-記事"),
        ("Привет, мир", "привет-мир"),
        ("  --  ", ""),
        ("C++ & C#", "c-c"),
        ("a_b/c", "a-b-c"),
    ],
)
def test_a_title_becomes_an_address(title, slug):
    assert slugify(title) == slug


@given(st.text())
def test_whatever_a_title_is_its_address_can_be_saved(title):
    from blog.content.fields import Field
    from blog.content.values import CONTROL, parse

    slug = slugify(title)
    if not CONTROL.search(title):
        assert parse(Field("slug", "slug", max_length=255), slug) == slug
    assert len(slug) <= 120
    assert slugify(slug) == slug


def test_the_same_title_gets_another_address(app):
    assert [post("Same")["slug"] for _ in range(3)] == ["same", "same-2", "same-3"]
    assert make("posts", draft=True)["slug"].startswith("untitled-")


@pytest.mark.sqlite_only
def test_a_title_given_later_makes_the_address(app):
    id_ = make("posts", draft=True)["id"]
    assert operations.update("posts", id_, {"title": "Late"}, actor=SYSTEM, draft=True)["slug"] == "late"
    assert operations.update("posts", id_, {"title": "Later"}, actor=SYSTEM, draft=True)["slug"] == "late"
    assert operations.update("posts", id_, {"slug": ""}, actor=SYSTEM, draft=True)["slug"] == "later"


def test_an_address_that_is_taken_is_refused(app):
    post("A", slug="a")
    b = post("B", slug="b")["id"]
    for act in (
        lambda: post("C", slug="a"),
        lambda: operations.update("posts", b, {"slug": "a"}, actor=SYSTEM),
        lambda: operations.update("posts", b, {"slug": "a"}, actor=SYSTEM, draft=True),
    ):
        with pytest.raises(Invalid) as refused:
            act()
        assert [(p.path, p.message) for p in refused.value.problems] == [("slug", "Value must be unique")]
    page("A", slug="a")  # another collection has addresses of its own


def test_an_address_in_the_trash_is_still_taken(app):
    id_ = post("A", slug="a")["id"]
    operations.trash("posts", id_, actor=SYSTEM)
    assert post("A")["slug"] == "a-2"


@pytest.mark.sqlite_only
def test_a_page_may_lie_in_a_folder(app):
    assert page("Uses", slug="about/uses")["slug"] == "about/uses"
    for slug in ("a//b", "../b", "a b", "a?b", "a#b", "<a>", "a%2fb", "-a"):
        with pytest.raises(Invalid):
            page("X", slug=slug)


def redirects() -> dict[str, str]:
    found = operations.find("redirects", actor=SYSTEM, depth=0, limit=0)
    return {doc["from"]: doc["to"]["reference"]["value"] for doc in found.docs}


def test_a_changed_address_leaves_a_redirect(app, people):
    id_ = post("A", slug="one")["id"]
    operations.update("posts", id_, {"slug": "two"}, actor=people.ada.actor)
    operations.update("posts", id_, {"slug": "three"}, actor=people.ada.actor)
    assert redirects() == {"/posts/one": id_, "/posts/two": id_}


@pytest.mark.sqlite_only
def test_an_address_nobody_saw_leaves_none(app, people):
    id_ = post("A", slug="one", status="draft")["id"]
    operations.update("posts", id_, {"slug": "two"}, actor=people.ada.actor)
    operations.publish("posts", id_, actor=people.ada.actor)
    operations.update("posts", id_, {"slug": "three"}, actor=people.ed.actor, draft=True)
    assert redirects() == {}
    operations.publish("posts", id_, actor=people.ada.actor)
    assert redirects() == {"/posts/two": id_}


def test_a_change_beside_a_working_copy_leaves_a_redirect(app, people):
    id_ = post("A", slug="one")["id"]
    operations.update("posts", id_, {"summary": "s"}, actor=people.ed.actor, draft=True)
    operations.update("posts", id_, {"slug": "two"}, actor=people.ada.actor)
    assert redirects() == {"/posts/one": id_}


def test_a_document_that_comes_back_takes_its_redirect_away(app, people):
    id_ = post("A", slug="one")["id"]
    operations.update("posts", id_, {"slug": "two"}, actor=people.ada.actor)
    operations.update("posts", id_, {"slug": "one"}, actor=people.ada.actor)
    assert redirects() == {"/posts/two": id_}
    other = post("B", slug="two")["id"]
    assert redirects() == {}
    assert other


@pytest.mark.sqlite_only
def test_an_old_address_follows_its_latest_document(app, people):
    a, b = post("A", slug="x")["id"], None
    operations.update("posts", a, {"slug": "y"}, actor=people.ada.actor)
    b = post("B", slug="x")["id"]
    operations.update("posts", b, {"slug": "z"}, actor=people.ada.actor)
    assert redirects() == {"/posts/x": b}


@pytest.mark.sqlite_only
def test_projects_and_pages_leave_redirects_too(app, people):
    project = make("projects", title="P", slug="p", content=text("x"), status="published")["id"]
    operations.update("projects", project, {"slug": "q"}, actor=people.ada.actor)
    about = page("About", slug="about")["id"]
    operations.update("pages", about, {"slug": "me/about"}, actor=people.ada.actor)
    assert redirects() == {"/projects/p": project, "/about": about}


def test_an_address_readers_knew_works_again_when_the_document_comes_back_under_another(app, people):
    ada = people.ada.actor
    doc = post("Old", slug="old")
    operations.update("posts", doc["id"], {"slug": "new"}, actor=ada, draft=True)
    operations.unpublish("posts", doc["id"], actor=ada)
    operations.update("posts", doc["id"], {"slug": "newest"}, actor=ada)
    operations.publish("posts", doc["id"], actor=ada)
    client = app.test_client()
    for old in ("old", "new"):
        answer = client.get(f"/posts/{old}")
        assert (answer.status_code, answer.location) == (301, "/posts/newest"), old
