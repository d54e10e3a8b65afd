"""Previews: the real page of what readers do not see yet, for whoever holds a ticket, and for nobody else."""

from __future__ import annotations

import datetime as dt

import pytest
from flask.testing import FlaskClient
from lxml import html

from blog.auth.previews import Ticket, seal
from blog.clock import now
from blog.content import operations, previews
from blog.content.access import SYSTEM
from blog.content.registry import registry
from blog.db import db
from blog.errors import Forbidden, Invalid, NotFound
from blog.models import AuditEvent
from blog.site.previews import PAGES
from tests.content.documents import form, make, page, post, text

LATER = now() + dt.timedelta(days=30)


@pytest.fixture
def token(app):
    """Makes tokens of any kind."""

    def make_token(slug: str, id_: str, person: str, **more) -> str:
        ticket = Ticket(slug, id_, person, more.pop("until", now() + dt.timedelta(hours=1)), **more)
        return f"/preview/{seal(app.config['SECRET_KEY'], ticket)}"

    return make_token


def shown(client: FlaskClient, path: str) -> str:
    """What a visitor reads at a preview that is good."""
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    return answer.text


def edited(doc: dict, **changes) -> dict:
    return operations.update("posts", doc["id"], changes, actor=SYSTEM, draft=True, depth=0)


def test_everything_that_is_drafted_and_has_a_page_has_a_preview(app) -> None:
    assert set(PAGES) == {slug for slug, found in registry.collections.items() if previews.has_previews(found)}


def test_a_draft_is_shown_in_the_page_that_readers_will_see(client, people) -> None:
    doc = post("Tulips", status="draft", draft=True, content=text("They are red."), internalNotes="Check the colour.")
    read = shown(client, previews.own_preview("posts", doc["id"], actor=people.ed.actor))
    tree = html.fromstring(read)
    assert tree.xpath("//article//h1")[0].text == "Tulips"
    assert "They are red." in read
    assert "Check the colour." not in read
    assert "This is not published yet." in tree.xpath('//aside[@class="preview"]')[0].text_content()
    assert tree.xpath("//aside/a[@data-back]/@href") == [f"/admin/posts/{doc['id']}"]
    assert client.get(f"/posts/{doc['slug']}").status_code == 404


@pytest.mark.parametrize("slug", sorted(PAGES))
def test_a_draft_that_says_nothing_yet_is_shown_too(client, people, slug) -> None:
    doc = make(slug, draft=True)
    assert "Untitled" in shown(client, previews.own_preview(slug, doc["id"], actor=people.ada.actor))


def test_edits_are_shown_in_the_preview_and_nowhere_else(client, people) -> None:
    doc = post("Before")
    path = previews.own_preview("posts", doc["id"], actor=people.ed.actor)
    assert "it is what readers see" in shown(client, path)
    edited(doc, title="After")
    read = shown(client, path)
    assert "After</h1>" in read
    assert "readers see the page without them" in read
    assert "Before</h1>" in client.get(f"/posts/{doc['slug']}").text


def test_what_is_for_later_says_when(client, people) -> None:
    doc = post("Later", publishedAt=LATER)
    read = shown(client, previews.own_preview("posts", doc["id"], actor=people.ed.actor))
    assert f"readers see it from {LATER:%-d %B %Y}" in read
    planned = page("Planned", status="draft", draft=True)
    operations.schedule("pages", planned["id"], actor=people.ada.actor, at=LATER)
    read = shown(client, previews.own_preview("pages", planned["id"], actor=people.ed.actor))
    assert f"It is to be published on {LATER:%-d %B %Y}" in read


def test_everything_around_it_is_as_readers_see_it(client, people) -> None:
    live, secret = post("Live before"), post("Secret", status="draft", draft=True, summary="A secret of mine.")
    edited(live, title="Live after")
    first = post("First", status="draft", draft=True, relatedPosts=[live["id"], secret["id"]])
    read = shown(client, previews.own_preview("posts", first["id"], actor=people.ada.actor))
    assert "Live before" in read
    assert "Live after" not in read
    assert "ecret" not in read
    list_ = [{"blockType": "archive", "populateBy": "selection", "selectedDocs": [
        {"relationTo": "posts", "value": each["id"]} for each in (live, secret)]}]  # fmt: skip
    around = make("pages", title="Around", layout=list_, draft=True)
    read = shown(client, previews.own_preview("pages", around["id"], actor=people.ada.actor))
    assert "Live before" in read
    assert "ecret" not in read


def test_a_preview_is_neither_kept_nor_found_nor_told_of(client, people) -> None:
    doc = post("Tulips", status="draft", draft=True, publishedAt=now())
    path = previews.own_preview("posts", doc["id"], actor=people.ed.actor)
    answer = client.get(path)
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "ETag" not in answer.headers
    assert "Set-Cookie" not in answer.headers
    head = html.fromstring(answer.text).find("head")
    assert head.xpath('meta[@name="robots"]/@content') == ["noindex, nofollow"]
    assert not head.xpath('link[@rel="canonical"] | link[@type="text/markdown"] | script[@type="application/ld+json"]')
    assert not head.xpath('//head//@*[contains(., "tulips")]')
    assert "/preview" not in client.get("/sitemap.xml").text + client.get("/robots.txt").text


def test_only_this_site_frames_a_preview_and_the_rest_stays_unframed(client, people) -> None:
    doc = post("Tulips")
    answer = client.get(previews.own_preview("posts", doc["id"], actor=people.ed.actor))
    assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in answer.headers["Content-Security-Policy"]
    live = client.get(f"/posts/{doc['slug']}")
    assert live.headers["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in live.headers["Content-Security-Policy"]


def test_the_forms_of_a_preview_are_not_sent(client, people) -> None:
    asked = form()
    layout = [{"blockType": "formBlock", "form": asked["id"]}]
    doc = make("pages", title="Contact", layout=layout, draft=True)
    answer = client.get(previews.own_preview("pages", doc["id"], actor=people.ed.actor))
    tree = html.fromstring(answer.text)
    assert tree.xpath("//form//button/@disabled")
    assert "form-action 'none'" in answer.headers["Content-Security-Policy"]
    sent = dict(tree.xpath("//form")[0].form_values()) | {"name": "Uma"}
    assert client.post(f"/forms/{asked['id']}", data=sent).status_code == 422
    assert operations.count("form-submissions", actor=SYSTEM) == 0


def test_a_forged_a_late_and_a_strange_token_show_nothing(client, people, token) -> None:
    doc, ada = post("Secret", status="draft", draft=True), people.ada.id
    good = token("posts", doc["id"], ada)
    assert client.get(good).status_code == 200
    wrong = [
        good[:-1],
        good[:-2] + ("AA" if good[-2:] != "AA" else "BB"),
        f"/preview/{seal('another key', Ticket('posts', doc['id'], ada, LATER))}",
        token("posts", doc["id"], ada, until=now() - dt.timedelta(seconds=1)),
        token("posts", ada, ada),
        token("users", ada, ada),
        token("form-submissions", doc["id"], ada),
        token("nothing", doc["id"], ada),
        token("posts", doc["id"], people.uma.id),
        token("posts", doc["id"], doc["id"]),
        token("posts", doc["id"], ada, link=doc["id"]),
        "/preview/x",
        "/preview/" + "a" * 5000,
        "/preview/%00%ff.é",
    ]
    for path in wrong:
        answer = client.get(path)
        assert answer.status_code == 404, path
        assert "Secret" not in answer.text


def test_a_preview_ends_with_its_document_and_with_the_rights_of_its_maker(client, people) -> None:
    doc = post("Tulips", status="draft", draft=True)
    own = previews.own_preview("posts", doc["id"], actor=people.ed.actor)
    given = previews.share("posts", doc["id"], actor=people.ed.actor, days=7)["path"]
    assert {client.get(path).status_code for path in (own, given)} == {200}
    operations.update("users", people.ed.id, {"role": "user"}, actor=people.ada.actor)
    assert {client.get(path).status_code for path in (own, given)} == {404}
    operations.update("users", people.ed.id, {"role": "editor"}, actor=people.ada.actor)
    operations.trash("posts", doc["id"], actor=people.ada.actor)
    assert {client.get(path).status_code for path in (own, given)} == {404}
    operations.restore("posts", doc["id"], actor=people.ada.actor)
    assert [client.get(path).status_code for path in (own, given)] == [200, 404]
    operations.delete("posts", doc["id"], actor=people.ada.actor)
    assert client.get(own).status_code == 404


def test_a_link_is_listed_taken_back_and_written_down(client, people) -> None:
    doc, other = post("Tulips", status="draft", draft=True), post("Roses", status="draft", draft=True)
    link = previews.share("posts", doc["id"], actor=people.ed.actor, days=1)
    assert "data-back" not in shown(client, link["path"])
    assert dt.timedelta(hours=23) < link["expiresAt"] - now() <= dt.timedelta(days=1)
    listed = previews.shared("posts", doc["id"], actor=people.ada.actor)
    assert [(each["path"], each["by"]) for each in listed] == [(link["path"], "Ed Editor")]
    assert previews.shared("posts", other["id"], actor=people.ada.actor) == []
    with pytest.raises(NotFound):
        previews.take_back("posts", other["id"], link["id"], actor=people.ada.actor)
    previews.take_back("posts", doc["id"], link["id"], actor=people.ada.actor)
    assert client.get(link["path"]).status_code == 404
    events = db.session.query(AuditEvent).filter(AuditEvent.action.like("%share-preview"))
    assert {(e.action, e.actor_name, e.document_title) for e in events} == {
        ("share-preview", "Ed Editor", "Tulips"), ("unshare-preview", "Ada Admin", "Tulips")
    }  # fmt: skip


def test_who_may_not_read_drafts_makes_no_link_and_who_may_not_write_gives_none_away(people) -> None:
    draft, paper = post("Tulips", status="draft", draft=True), page("Paper", status="draft", draft=True)
    for actor in (people.uma.actor, people.visitor):
        with pytest.raises(Forbidden):
            previews.own_preview("posts", draft["id"], actor=actor)
        with pytest.raises(Forbidden):
            previews.share("posts", draft["id"], actor=actor, days=1)
        with pytest.raises(Forbidden):
            previews.shared("posts", draft["id"], actor=actor)
    assert previews.own_preview("pages", paper["id"], actor=people.ed.actor)
    with pytest.raises(Forbidden):
        previews.share("pages", paper["id"], actor=people.ed.actor, days=1)
    with pytest.raises(Forbidden):
        previews.own_preview("users", people.ed.id, actor=people.ada.actor)
    with pytest.raises(NotFound):
        previews.own_preview("posts", paper["id"], actor=people.ada.actor)


def test_links_last_as_long_as_offered_and_are_not_without_number(people) -> None:
    doc = post("Tulips", status="draft", draft=True)
    for days in (0, -1, 2, 365):
        with pytest.raises(Invalid):
            previews.share("posts", doc["id"], actor=people.ada.actor, days=days)
    for _ in range(previews.MOST_LINKS):
        previews.share("posts", doc["id"], actor=people.ada.actor, days=30)
    with pytest.raises(Invalid) as refusal:
        previews.share("posts", doc["id"], actor=people.ada.actor, days=30)
    assert "at most 20 links" in refusal.value.problems[0].message


def test_a_preview_asks_no_more_of_a_large_site(client, people, statements) -> None:
    doc = post("Tulips", status="draft", draft=True, categories=[make("categories", title="Flowers")["id"]])
    path = previews.share("posts", doc["id"], actor=people.ada.actor, days=1)["path"]

    def asked() -> int:
        shown(client, path)
        with statements() as seen:
            shown(client, path)
        return len(seen)

    few = asked()
    for number in range(15):
        post(f"Post {number}", categories=[make("categories", title=f"C {number}")["id"]])
    assert asked() <= few <= 9
