"""What the form's script asks: a draft made once of a new page, who else is there, and signing in where one writes."""

from __future__ import annotations

import json
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from blog import richtext
from blog.content import operations
from blog.content.access import SYSTEM
from tests.admin.browser import changed, fields, page, sign_in, text
from tests.content.documents import page as a_page
from tests.content.documents import post
from tests.content.documents import text as words
from tests.people import PASSWORD

NEW = "/admin/posts/new"
HERE = "/admin/sign-in/here"


def type_in_new(client: FlaskClient, form: list, **changes) -> TestResponse:
    return client.post("/admin/posts/autosave", data=changed(form, **changes))


def here(client: FlaskClient, **data: str) -> TestResponse:
    return client.post(HERE, data={"csrf_token": client.get(HERE).json["token"], **data})


def test_a_new_page_makes_one_document_however_often_it_is_sent(ed) -> None:
    form = fields(ed.get(NEW))
    first = type_in_new(ed, form, title="Tulips")
    again = type_in_new(ed, form, title="Tulips and roses")
    assert (first.status_code, again.status_code) == (201, 201)
    assert (first.json["id"], first.json["repeated"]) == (again.json["id"], not again.json["repeated"])
    assert operations.count("posts", actor=SYSTEM) == 1
    version = operations.find_versions("posts", first.json["id"], actor=SYSTEM).docs[0]
    assert (version["reason"], version["autosave"]) == ("autosave", True)
    more = {"_revision": str(first.json["revision"]), "title": "Tulips, roses", "content": "Words."}
    saved = ed.post(first.json["autosave"], data=changed([*form, ("_revision", "")], **more))
    assert saved.status_code == 200
    assert operations.find_versions("posts", first.json["id"], actor=SYSTEM).total_docs == 1
    assert dict(fields(ed.get(first.json["edit"])))["title"] == "Tulips, roses"


def test_a_new_document_is_signed_where_its_writer_sees_it(ed, people) -> None:
    form = fields(ed.get(NEW))
    assert dict(form)["author"] == str(people.ed.id)
    begun = type_in_new(ed, form, title="Tulips")
    id_, more = begun.json["id"], {"_revision": str(begun.json["revision"])}
    ed.post(begun.json["autosave"], data=changed([*form, ("_revision", "")], title="Roses", **more))
    assert find("posts", id_)["author"] == str(people.ed.id)
    # Taken off on purpose, before the first save or after it.
    type_in_new(ed, fields(ed.get(NEW)), title="Lilies", author="")
    assert operations.find_one("posts", {"slug": {"equals": "lilies"}}, actor=SYSTEM, draft=True)["author"] is None
    seen = fields(ed.get(begun.json["edit"]))
    ed.post(begun.json["autosave"], data=changed(seen, author=""))
    assert find("posts", id_)["author"] is None
    # Whoever leaves the name out altogether signs all the same.
    assert operations.create("posts", {"title": "Moss"}, actor=people.ed.actor, draft=True)["author"]


def find(slug: str, id_: str) -> dict[str, Any]:
    return operations.find_by_id(slug, id_, actor=SYSTEM, depth=0, draft=True)


def test_nothing_is_made_of_a_page_that_was_only_opened(ed) -> None:
    answer = type_in_new(ed, fields(ed.get(NEW)))
    assert (answer.status_code, answer.json) == (200, {})
    assert operations.count("posts", actor=SYSTEM) == 0


def test_a_button_pressed_twice_or_after_an_autosave_makes_no_second_document(ada) -> None:
    form = fields(ada.get(NEW))
    type_in_new(ada, form, title="Tulips")
    for _ in range(2):
        pressed = ada.post(NEW, data=changed(form, title="Roses", content="Words.", _save="draft"))
        assert pressed.status_code == 303
    asked = ada.post(NEW, data=changed(form, title="Lilies", content="Words.", _save="draft"))
    assert page(asked).xpath("//legend/text()") == ["Title"]
    decided = changed(fields(asked, "merge"), **{"_choice.title": "mine"})
    assert ada.post(NEW, data=decided).status_code == 303
    assert operations.count("posts", actor=SYSTEM) == 1
    assert operations.find_one("posts", {}, actor=SYSTEM)["title"] == "Lilies"


def test_a_new_page_that_cannot_be_saved_says_why_and_is_no_error(ed, ada) -> None:
    form = fields(ed.get(NEW))
    for wrong in ("\x00", "x" * 300_000):
        refused = type_in_new(ed, form, title=wrong)
        assert refused.status_code == 422
        assert refused.json["problems"]
    assert type_in_new(ed, form, title="Tulips", _key="../" * 99).status_code == 201
    assert ed.post("/admin/pages/autosave", data=changed(form, title="x")).status_code == 403
    categories = changed(fields(ada.get("/admin/categories/new")), title="x")
    assert ada.post("/admin/categories/autosave", data=categories).status_code == 404
    stale = ed.post("/admin/posts/autosave", data={"title": "x"})
    assert stale.status_code == 400
    assert stale.json["token"]


def test_words_of_one_person_are_not_saved_in_the_name_of_another(app, people) -> None:
    client = app.test_client()
    sign_in(client, people.ada)
    doc = post("Tulips")
    address = f"/admin/posts/{doc['id']}"
    form = fields(client.get(address))
    entered = here(client, email=people.ed.email, password=PASSWORD).json
    refused = client.post(f"{address}/autosave", data=changed(form, title="Roses", csrf_token=entered["token"]))
    assert (refused.status_code, refused.json) == (403, {"person": "Ed Editor"})
    assert operations.find_by_id("posts", doc["id"], actor=SYSTEM, draft=True)["title"] == "Tulips"


def test_who_else_is_there_is_told_and_shown(ada, ed) -> None:
    doc = post("Tulips")
    address = f"/admin/posts/{doc['id']}"
    for client, others in ((ada, []), (ed, ["Ada Admin"])):
        token = dict(fields(client.get(address)))["csrf_token"]
        told = client.post(f"{address}/present", data={"csrf_token": token})
        assert [each["name"] for each in told.json["others"]] == others
    assert "Ed Editor is editing this too" in text(ada.get(address))
    assert ed.post(f"{address}/left", data={"csrf_token": token}).status_code == 200
    assert "editing this too" not in text(ada.get(address))


def test_a_copy_is_compared_with_what_is_saved(ed) -> None:
    doc = post("Tulips", status="draft", draft=True)
    address = f"/admin/posts/{doc['id']}"
    form = fields(ed.get(address))
    compared = ed.post(f"{address}/copy", data=changed(form, title="Roses"))
    assert page(compared).xpath("//ins")[0].text_content() == "[added: Roses]"
    for title, same in (("Roses", False), ("Tulips", True)):
        assert ed.post(f"{address}/copy", data=changed(form, title=title, _quietly="1")).json == {"same": same}
    shown = ed.post(address, data=changed(form, title="Roses", _do="copy"))
    assert dict(fields(shown))["title"] == "Roses"
    assert page(shown).xpath("//form[@data-unsaved]")


def test_one_signs_in_where_one_writes(client, people) -> None:
    assert client.get(HERE).json["person"] is None
    wrong = here(client, email=people.ada.email, password="x" * 5000)
    assert (wrong.status_code, wrong.json["person"]) == (401, None)
    assert "do not belong together" in wrong.json["said"]
    entered = here(client, email=people.ada.email, password=PASSWORD)
    assert entered.json["person"] == {"id": people.ada.id, "name": "Ada Admin", "staff": True}
    assert client.post(HERE, data={"email": people.ed.email, "password": PASSWORD}).status_code == 400
    assert client.get("/admin/").status_code == 200
    token = entered.json["token"]
    assert client.post("/admin/sign-out", data={"csrf_token": token}).status_code == 303


def test_a_save_whose_answer_was_lost_is_no_conflict_with_the_next(ed) -> None:
    doc = post("Tulips", status="draft", draft=True)
    address = f"/admin/posts/{doc['id']}"
    form, window = fields(ed.get(address)), fields(ed.get(address))
    for title in ("One", "One two", "One two three"):  # none of the answers arrives: each is sent on the same revision
        saved = ed.post(f"{address}/autosave", data=changed(form, title=title))
        assert (saved.status_code, stored_title(doc)) == (200, title)
    pressed = ed.post(address, data=changed(form, title="One two three four", _save="draft"))
    assert (pressed.status_code, stored_title(doc)) == (303, "One two three four")
    clash = ed.post(f"{address}/autosave", data=changed(window, title="Another window"))
    assert (clash.status_code, clash.json["who"]) == (409, "You, in another window,")
    again = ed.post(f"{address}/autosave", data=changed(form, title="One two three four five"))
    assert again.status_code == 409  # a button was pressed in between, which shows its answer
    assert stored_title(doc) == "One two three four"


def test_what_somebody_else_saved_after_a_lost_answer_still_clashes(ada, ed) -> None:
    doc = post("Tulips", status="draft", draft=True)
    address = f"/admin/posts/{doc['id']}"
    form = fields(ed.get(address))
    ed.post(f"{address}/autosave", data=changed(form, title="One"))
    ada.post(address, data=changed(fields(ada.get(address)), title="Hers", _save="draft"))
    assert ed.post(f"{address}/autosave", data=changed(form, title="One two")).status_code == 409
    assert stored_title(doc) == "Hers"


def stored_title(doc: dict) -> str:
    return operations.find_by_id("posts", doc["id"], actor=SYSTEM, draft=True, trash=True)["title"]


def test_what_is_in_the_trash_is_not_written_on_by_itself(ada, ed) -> None:
    doc = post("Tulips", status="draft", draft=True)
    address = f"/admin/posts/{doc['id']}"
    form = fields(ed.get(address))
    operations.trash("posts", doc["id"], actor=SYSTEM)
    for said in ({"title": "Tulips"}, {"title": "Roses"}, {"title": "Roses", "_revision": "2"}):
        told = ed.post(f"{address}/autosave", data=changed(form, **said))
        assert (told.status_code, told.json) == (409, {"trashed": True})
    assert stored_title(doc) == "Tulips"
    assert ed.post(address, data=changed(form, title="Roses", _save="draft")).status_code == 303
    assert stored_title(doc) == "Roses"


def test_a_new_page_whose_document_was_deleted_makes_another(ada) -> None:
    form = fields(ada.get(NEW))
    first = type_in_new(ada, form, title="Tulips").json["id"]
    operations.delete("posts", first, actor=SYSTEM)
    second = type_in_new(ada, form, title="Roses")
    assert (second.status_code, second.json["repeated"]) == (201, False)
    operations.delete("posts", second.json["id"], actor=SYSTEM)
    assert ada.post(NEW, data=changed(form, title="Lilies", _save="draft")).status_code == 303
    assert operations.find_one("posts", {}, actor=SYSTEM, draft=True)["title"] == "Lilies"
    assert operations.count("posts", actor=SYSTEM) == 1


def test_the_words_for_a_document_that_was_deleted_are_offered_as_a_new_one(ada, ed, people) -> None:
    category = operations.create("categories", {"title": "Tides"}, actor=SYSTEM)
    doc = post("Tulips", status="draft", draft=True, categories=[category["id"]])
    address = f"/admin/posts/{doc['id']}"
    form = fields(ed.get(address))
    operations.delete("posts", doc["id"], actor=SYSTEM)
    told = ed.post(f"{address}/autosave", data=changed(form, title="Roses"))
    assert (told.status_code, told.json) == (404, {"gone": True})
    shown = ed.post(address, data=changed(form, title="Roses", content="Words of mine.", _save="draft"))
    assert shown.status_code == 404
    assert "deleted for good meanwhile. What you wrote is still here" in text(shown)
    assert page(shown).xpath('//form[@id="document"]/@action') == [NEW]
    assert ed.post(NEW, data=changed(fields(shown), _save="draft")).status_code == 303
    made = operations.find_one("posts", {}, actor=SYSTEM, draft=True, depth=0)
    assert (made["title"], made["categories"]) == ("Roses", [category["id"]])
    assert made["content"]["content"][0]["content"][0]["text"] == "Words of mine."
    assert operations.count("posts", actor=SYSTEM) == 1


def test_rows_of_a_page_that_was_deleted_become_rows_of_the_new_one(ada) -> None:
    doc = a_page("Tides", status="draft", draft=True)
    form = fields(ada.get(f"/admin/pages/{doc['id']}"))
    operations.delete("pages", doc["id"], actor=SYSTEM)
    shown = ada.post(f"/admin/pages/{doc['id']}", data=changed(form, title="Tides again", _save="draft"))
    assert ada.post("/admin/pages/new", data=changed(fields(shown), _save="draft")).status_code == 303
    made = operations.find_one("pages", {}, actor=SYSTEM, draft=True, depth=0)
    assert (made["title"], made["layout"][0]["blockType"]) == ("Tides again", "content")


def test_what_the_editor_saves_by_itself_is_not_made_markdown_of(ed, monkeypatch) -> None:
    doc = post("Tulips", status="draft", draft=True)
    address = f"/admin/posts/{doc['id']}"
    document = {"content": json.dumps(words("Said by the editor.")), "content:form": "document"}
    sent = changed(fields(ed.get(address)), **document)
    monkeypatch.setattr(richtext, "to_markdown", None)  # it takes its time with a long text, and nobody reads it here
    assert ed.post(f"{address}/autosave", data=sent).status_code == 200
    stored = operations.find_by_id("posts", doc["id"], actor=SYSTEM, draft=True)
    assert richtext.plain_text(stored["content"]) == "Said by the editor."


def test_an_autosave_tells_the_ids_that_the_form_would_have(ada) -> None:
    links = [{"type": "custom", "label": "Out", "url": "https://example.org"}] * 2
    rows = [{"link": link} for link in links]
    layout = [
        {"blockType": "content", "columns": [{"richText": words("One")}, {"richText": words("Two")}]},
        {"blockType": "cta", "richText": words("Three"), "links": rows},
    ]
    doc = a_page("Tides", status="draft", draft=True, layout=layout, hero={"type": "low", "links": rows})
    address = f"/admin/pages/{doc['id']}"
    told = ada.post(f"{address}/autosave", data=changed(fields(ada.get(address)), title="Slack")).json["rows"]
    shown = {name: value for name, value in fields(ada.get(address)) if name.endswith(".id") and value}
    assert told == shown
    assert {"hero.links.1.id", "layout.0.columns.1.id", "layout.1.links.0.id"} <= set(told)
