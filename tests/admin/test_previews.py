"""The editor's preview: the way to it, links for people without an account, and saving while somebody writes."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from blog.content import operations
from blog.content.access import SYSTEM
from blog.db import db
from blog.models import DocumentVersion
from tests.admin.browser import changed, fields, page, press, send, sign_in, text
from tests.content.documents import make, post

# Pages over operations that are tested on both kinds of database.
pytestmark = pytest.mark.sqlite_only


def address_of(doc: dict, slug: str = "posts") -> str:
    return f"/admin/{slug}/{doc['id']}"


def type_in(client: FlaskClient, doc: dict, slug: str = "posts", /, **changes) -> TestResponse:
    """What the script sends after a pause in writing."""
    sent = changed(fields(client.get(address_of(doc, slug))), **changes)
    return client.post(f"{address_of(doc, slug)}/autosave", data=sent)


def authors_see(doc: dict, slug: str = "posts") -> dict:
    return operations.find_by_id(slug, doc["id"], actor=SYSTEM, draft=True, depth=0)


def readers_see(doc: dict, slug: str = "posts") -> dict:
    return operations.find_by_id(slug, doc["id"], actor=SYSTEM, depth=0)


@pytest.mark.parametrize("slug", ["posts", "projects", "pages"])
def test_the_button_leads_to_the_page_without_a_script(ed, client, slug) -> None:
    doc = make(slug, title="Tulips", draft=True)
    link = page(ed.get(address_of(doc, slug))).xpath("//a[@data-preview]")[0]
    assert link.get("target") == "_blank"
    led = ed.get(link.get("href"))
    assert led.status_code == 303
    assert "Tulips</h1>" in client.get(led.location).text


def test_the_new_the_trashed_and_what_has_no_page_have_no_preview(ada) -> None:
    trashed, asked = post("Old"), make("forms", title="Ask", fields=[])
    operations.trash("posts", trashed["id"], actor=SYSTEM)
    for address in ("/admin/posts/new", address_of(trashed), address_of(asked, "forms"), "/admin/categories/new"):
        answer = ada.get(address)
        assert answer.status_code == 200
        assert not page(answer).xpath("//*[@data-preview] | //iframe")
        becomes_one = address == "/admin/posts/new"
        assert ("frame-src" in answer.headers["Content-Security-Policy"]) == becomes_one
    assert ada.get(f"{address_of(asked, 'forms')}/preview").status_code == 403
    assert ada.get(f"{address_of(trashed)}/preview").status_code == 404


def test_only_the_page_with_the_pane_may_show_a_frame(ada) -> None:
    answer = ada.get(address_of(post()))
    assert answer.headers["Content-Security-Policy"].endswith("; frame-src 'self'")
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert "frame-src" not in ada.get("/admin/posts/").headers["Content-Security-Policy"]


def test_a_link_is_made_shown_and_taken_back(ed, client) -> None:
    doc = post("Tulips", status="draft", draft=True)
    address = address_of(doc)
    assert press(ed, address, f"{address}/links", days="1").status_code == 303
    given = page(ed.get(address)).xpath('//input[@readonly and starts-with(@aria-label, "Link")]/@value')
    assert len(given) == 1
    assert given[0].startswith("http")
    path = "/preview/" + given[0].rsplit("/", 1)[1]
    assert "Tulips</h1>" in client.get(path).text
    end = page(ed.get(address)).xpath('//button[starts-with(text(), "Take back")]/@formaction')[0]
    assert press(ed, address, end).status_code == 303
    assert client.get(path).status_code == 404
    assert "Take back" not in text(ed.get(address))


@pytest.mark.parametrize("days", ["", "0", "2", "-1", "1e9", "9" * 5000, "٧", "1\x00"])
def test_a_link_for_no_good_time_is_refused_in_words(ada, days) -> None:
    address = address_of(post())
    answer = press(ada, address, f"{address}/links", days=days)
    assert answer.status_code == 422
    assert "1, 7 or 30 days" in answer.text


def test_an_editor_gives_away_no_page_that_is_not_theirs_to_write(ed) -> None:
    doc = make("pages", title="About", draft=True)
    address = address_of(doc, "pages")
    assert "Share a preview" not in ed.get(address).text
    assert press(ed, address, f"{address}/links", days="1").status_code == 403
    assert press(ed, address, f"{address}/autosave", _revision="1", title="Mine").status_code == 403


def test_who_is_not_staff_is_kept_out(app, people, client) -> None:
    address = address_of(post("Secret", status="draft", draft=True))
    uma = app.test_client()
    sign_in(uma, people.uma)
    assert uma.get(f"{address}/preview").status_code == 403
    assert client.get(f"{address}/preview").status_code == 303
    assert "sign-in" in client.get(f"{address}/preview").location


def test_what_is_typed_is_saved_to_the_working_copy_and_no_reader_sees_it(ed) -> None:
    doc = post("Before")
    answer = type_in(ed, doc, title="After")
    assert answer.status_code == 200
    assert answer.json["revision"] == operations.revision("posts", doc["id"], actor=SYSTEM)
    assert "After</h1>" in ed.get(answer.json["preview"]).text
    assert authors_see(doc)["title"] == "After"
    assert readers_see(doc)["title"] == "Before"


def test_a_draft_stays_one_and_an_hour_of_typing_is_one_version(ada) -> None:
    doc = post("Before", status="draft", draft=True)
    for number in range(4):
        assert type_in(ada, doc, title=f"After {number}", _save="publish").status_code == 200
    assert (readers_see(doc)["title"], readers_see(doc)["status"]) == ("After 3", "draft")
    assert db.session.query(DocumentVersion).filter_by(reason="autosave").count() == 1


def test_a_save_over_somebody_elses_is_refused_and_nothing_changes(ada, ed) -> None:
    doc = post("Before")
    mine = changed(fields(ada.get(address_of(doc))), title="Mine")
    send(ed, address_of(doc), title="Theirs")
    answer = ada.post(f"{address_of(doc)}/autosave", data=mine)
    assert answer.status_code == 409
    assert authors_see(doc)["title"] == "Theirs"


def test_a_save_that_was_done_already_is_no_conflict(ada) -> None:
    doc = post("Before")
    mine = changed(fields(ada.get(address_of(doc))), title="Mine")
    first, second = (ada.post(f"{address_of(doc)}/autosave", data=mine) for _ in range(2))
    assert (first.status_code, second.status_code) == (200, 200)
    assert first.json["revision"] == second.json["revision"]


def test_what_cannot_be_saved_is_said_in_words(ada) -> None:
    post("Other", slug="taken")
    doc = post("Before")
    answer = type_in(ada, doc, slug="taken")
    assert answer.status_code == 422
    assert answer.json["problems"] == ["Slug: Value must be unique"]


@pytest.mark.parametrize("revision", [None, "", "x", "-1", "9" * 400, "²"])
def test_a_save_that_does_not_say_what_it_was_written_on_is_refused(ada, revision) -> None:
    doc = post("Before")
    assert type_in(ada, doc, title="After", _revision=revision).status_code == 400
    assert authors_see(doc)["title"] == "Before"


def test_new_rows_are_told_their_ids_so_that_they_stay_the_same(ada) -> None:
    doc = make("projects", title="Boat", draft=True)
    arranged = send(ada, address_of(doc, "projects"), press="add:metrics:")
    sent = changed(fields(arranged), metrics__0__label="Length", metrics__0__value="12")
    answer = ada.post(f"{address_of(doc, 'projects')}/autosave", data=sent)
    assert answer.status_code == 200, answer.text
    assert answer.json["rows"]["metrics.0.id"] == authors_see(doc, "projects")["metrics"][0]["id"]


def test_after_signing_out_nothing_is_saved_and_after_signing_in_again_it_is(app, people) -> None:
    doc, client = post("Before"), app.test_client()
    sign_in(client, people.ada)
    sent = changed(fields(client.get(address_of(doc))), title="After")
    for cookie in ("quire", "quire_author"):
        client.delete_cookie(cookie)
    where = f"{address_of(doc)}/autosave"
    assert client.post(where, data=sent).status_code == 401
    sign_in(client, people.ada)
    stale = client.post(where, data=sent)
    assert stale.status_code == 400
    assert authors_see(doc)["title"] == "Before"
    assert client.post(where, data={**sent, "csrf_token": stale.json["token"]}).status_code == 200
    assert authors_see(doc)["title"] == "After"


def test_a_form_that_is_not_ours_saves_nothing(ada) -> None:
    doc = post("Before")
    sent = changed(fields(ada.get(address_of(doc))), title="After", csrf_token="forged")
    assert ada.post(f"{address_of(doc)}/autosave", data=sent).status_code == 400
    assert ada.post(f"{address_of(doc)}/links", data={"days": "1"}).status_code == 400
    assert authors_see(doc)["title"] == "Before"
