"""Documents over REST: envelopes, messages, status codes."""

from __future__ import annotations

import json

import pytest

from blog.content import operations
from blog.content.access import SYSTEM
from blog.content.registry import registry
from tests.content.documents import form, make, post, text

NOWHERE = "00000000-0000-4000-8000-000000000000"


def test_a_list_has_the_whole_envelope(app, visitor):
    for n in range(3):
        post(f"P{n}")
    post("Hidden", status="draft")
    page = visitor.get("/posts?limit=2&page=2&sort=title&depth=0").json
    assert [doc["title"] for doc in page.pop("docs")] == ["P2"]
    assert page == {
        "totalDocs": 3, "limit": 2, "totalPages": 2, "page": 2, "pagingCounter": 3, "hasPrevPage": True,
        "hasNextPage": False, "prevPage": 1, "nextPage": None, "nextCursor": None,
    }  # fmt: skip
    assert visitor.get("/posts/count").json == {"totalDocs": 3}
    assert visitor.get("/posts/count?where[title][equals]=P1").json == {"totalDocs": 1}


def test_lists_are_asked_in_brackets_and_in_json(app, visitor):
    for title in ("Apple", "Bear", "Cat"):
        post(title)
    conditions = {"or": [{"title": {"equals": "Apple"}}, {"title": {"like": "bea"}}]}
    for query in (
        "where[or][0][title][equals]=Apple&where[or][1][title][like]=bea",
        "where=" + json.dumps(conditions),
        "where[title][in]=Apple,Bear",
        "where[title][in][]=Apple&where[title][in][]=Bear",
        "where[title][not_equals]=Cat",
    ):
        docs = visitor.get(f"/posts?sort=title&depth=0&{query}").json["docs"]
        assert [doc["title"] for doc in docs] == ["Apple", "Bear"], query
    for query in ("sort=-title", "sort[]=-title&sort[]=slug", "sort=-title&sort=slug"):
        assert visitor.get(f"/posts?{query}").json["docs"][0]["title"] == "Cat", query


@pytest.mark.sqlite_only
def test_a_document_is_answered_bare(app, visitor):
    category = make("categories", title="C")["id"]
    doc = post("A", categories=[category], publishedAt="2024-05-06T07:08:09.123Z")
    found = visitor.get(f"/posts/{doc['id']}").json
    assert (found["id"], found["status"], found["_status"]) == (doc["id"], "published", "published")
    assert found["publishedAt"] == "2024-05-06T07:08:09.123Z"
    assert found["categories"][0]["title"] == "C"
    assert visitor.get(f"/posts/{doc['id']}?depth=0").json["categories"] == [category]
    assert visitor.get(f"/posts/{doc['id']}/?depth=0").status_code == 200
    only = visitor.get(f"/posts/{doc['id']}?select[title]=true&select[categories]=true&populate[categories][slug]=true")
    assert only.json == {"id": doc["id"], "title": "A", "categories": [{"id": category, "slug": "c"}]}
    assert "content" not in visitor.get(f"/posts/{doc['id']}?select[content]=false").json


@pytest.mark.sqlite_only
def test_paging_can_be_left_out(app, visitor):
    for n in range(12):
        post(f"P{n}")
    everything = visitor.get("/posts?pagination=false&depth=0").json
    assert (len(everything["docs"]), everything["totalDocs"], everything["hasNextPage"]) == (12, 12, False)
    uncounted = visitor.get("/posts?count=false&limit=5&depth=0").json
    assert "totalDocs" not in uncounted
    rest = visitor.get(f"/posts?limit=50&depth=0&cursor={uncounted['nextCursor']}").json
    assert len(rest["docs"]) == 7


@pytest.mark.sqlite_only
def test_create_answers_the_document_and_a_sentence(app, ed):
    made = ed.post("/posts", {"title": "A", "content": text("x")})
    assert (made.status_code, made.json["message"]) == (201, "Post successfully created.")
    assert (made.json["doc"]["status"], made.json["doc"]["slug"]) == ("draft", "a")
    assert ed.post("/categories", {"title": "C"}).json["message"] == "Category successfully created."
    assert ed.post("/posts?draft=true", {}).status_code == 201


@pytest.mark.sqlite_only
def test_problems_are_told_by_path(app, ed, people):
    refused = ed.post("/posts", {"slug": "no way", "colour": "red"})
    assert refused.status_code == 400
    error = refused.json["errors"][0]
    assert (error["name"], error["data"]["collection"]) == ("ValidationError", "posts")
    assert {problem["path"] for problem in error["data"]["errors"]} == {"slug", "colour"}
    assert error["message"].startswith("The following fields are invalid: ")
    one = ed.post("/posts", {"title": "A"}).json["errors"][0]
    assert one["message"] == "The following field is invalid: Content"
    assert one["data"]["errors"] == [{"label": "Content", "message": "This field is required.", "path": "content"}]
    id_ = post("A")["id"]
    assert ed.patch(f"/posts/{id_}", {"slug": "no way"}).json["errors"][0]["data"]["id"] == id_


def test_update_answers_by_what_was_done(app, ada, visitor):
    id_ = post("A")["id"]
    assert ada.patch(f"/posts/{id_}", {"title": "B"}).json["message"] == "Updated successfully."
    draft = ada.patch(f"/posts/{id_}?draft=true", {"title": "C"}).json
    assert (draft["message"], draft["doc"]["title"]) == ("Draft saved successfully.", "C")
    auto = ada.patch(f"/posts/{id_}?draft=true&autosave=true", {"title": "D"}).json
    assert auto["message"] == "Autosaved successfully."
    assert visitor.get(f"/posts/{id_}").json["title"] == "B"
    assert visitor.get(f"/posts/{id_}?draft=true").json["title"] == "B"
    assert ada.get(f"/posts/{id_}?draft=true").json["title"] == "D"
    assert ada.post(f"/posts/{id_}/publish").json["doc"]["title"] == "D"
    assert visitor.get(f"/posts/{id_}").json["title"] == "D"
    assert ada.post(f"/posts/{id_}/unpublish").json["doc"]["_status"] == "draft"
    assert visitor.get(f"/posts/{id_}").status_code == 404
    assert ada.patch(f"/posts/{id_}", {"_status": "published"}).json["doc"]["status"] == "published"


@pytest.mark.sqlite_only
def test_what_was_read_can_be_sent_back(app, ada):
    id_ = post("A", categories=[make("categories", title="C")["id"]])["id"]
    doc = ada.get(f"/posts/{id_}?depth=2").json
    assert ada.patch(f"/posts/{id_}", doc | {"title": "B"}).json["doc"]["title"] == "B"
    site = ada.get("/globals/site").json
    assert ada.post("/globals/site", site | {"name": "N"}).json["result"]["name"] == "N"


@pytest.mark.sqlite_only
def test_delete_answers_what_was_deleted(app, ada):
    id_ = post("A")["id"]
    gone = ada.delete(f"/posts/{id_}")
    assert (gone.status_code, gone.json["message"], gone.json["doc"]["title"]) == (200, "Deleted successfully.", "A")
    assert ada.delete(f"/posts/{id_}").status_code == 404


def test_many_are_changed_at_once(app, ada, ed):
    for slug in "abc":
        post(slug.upper(), slug=slug)
    done = ada.patch("/posts?where[slug][in]=a,b", {"summary": "s"})
    assert (done.status_code, done.json["message"]) == (200, "Updated 2 Posts successfully.")
    assert [doc["summary"] for doc in done.json["docs"]] == ["s", "s"]
    part = ada.patch("/posts?where[slug][in]=a,b", {"slug": "z"})
    assert (part.status_code, part.json["message"]) == (200, "Unable to update 1 out of 2 Posts.")
    assert part.json["errors"][0].keys() == {"id", "message", "isPublic"}
    nothing = ada.patch("/posts?where[id][exists]=true&atomic=true", {"slug": "y"})
    assert nothing.status_code == 400
    assert ada.get("/posts/count?where[slug][equals]=y").json == {"totalDocs": 0}
    for method, word in (("PATCH", "update"), ("DELETE", "delete")):
        missing = ada(method, "/posts", json={})
        assert missing.status_code == 400
        assert missing.json["errors"][0]["message"] == f"Missing 'where' query of documents to {word}."
    assert ed.delete("/posts?where[id][exists]=true").status_code == 403
    assert ada.delete("/posts?where[slug][equals]=none").json["message"] == "Deleted 0 Posts successfully."
    assert ada.delete("/posts?where[id][exists]=true").json["message"] == "Deleted 3 Posts successfully."


@pytest.mark.sqlite_only
def test_a_copy_is_made(app, ed):
    id_ = post("A")["id"]
    copy = ed.post(f"/posts/{id_}/duplicate", {"summary": "mine"})
    assert (copy.status_code, copy.json["message"]) == (200, "Post successfully duplicated.")
    assert (copy.json["doc"]["title"], copy.json["doc"]["summary"]) == ("A - Copy", "mine")


@pytest.mark.sqlite_only
def test_the_trash_is_asked_for(app, ada):
    id_ = post("A")["id"]
    ada.patch(f"/posts/{id_}", {"deletedAt": "2026-01-01"})
    assert ada.get(f"/posts/{id_}").status_code == 404
    assert ada.get(f"/posts/{id_}?trash=true").json["deletedAt"] is not None
    assert ada.get("/posts?trash=true&where[deletedAt][exists]=true").json["totalDocs"] == 1
    for method in ("PATCH", "DELETE"):
        assert ada(method, f"/posts/{id_}", json={}).status_code == 404
    assert ada.patch("/posts?where[id][exists]=true", {"summary": "S"}).json["docs"] == []
    assert ada.patch(f"/posts/{id_}?trash=true", {"deletedAt": None}).status_code == 200
    assert ada.get(f"/posts/{id_}").status_code == 200


def test_versions_are_listed_shown_and_brought_back(app, ada, ed, visitor):
    id_ = post("A")["id"]
    ada.patch(f"/posts/{id_}", {"title": "B"})
    other = post("X")["id"]
    page = ed.get(f"/posts/{id_}/versions").json
    assert (page["totalDocs"], [v["version"]["title"] for v in page["docs"]]) == (2, ["B", "A"])
    assert ed.get("/posts/versions").json["totalDocs"] == 3
    assert ed.get(f"/posts/versions?where[parent][equals]={other}").json["totalDocs"] == 1
    first = page["docs"][1]["id"]
    one = ed.get(f"/posts/versions/{first}").json
    assert (one["parent"], one["version"]["_status"], one["latest"]) == (id_, "published", False)
    back = ada.post(f"/posts/versions/{first}?draft=false").json
    assert (back["title"], back["message"]) == ("A", "Restored Successfully.")
    assert visitor.get(f"/posts/{id_}").json["title"] == "A"
    assert visitor.get(f"/posts/{id_}/versions").status_code == 403
    assert ed.get(f"/posts/versions/{NOWHERE}").status_code == 404
    assert ed.get(f"/posts/{NOWHERE}/versions").status_code == 404


def test_globals_are_read_and_written(app, ada, ed, visitor):
    site = visitor.get("/globals/site").json
    assert (site["globalType"], site["name"]) == ("site", "Quire")
    done = ada.post("/globals/site", {"name": "N"})
    assert (done.json["message"], done.json["result"]["name"]) == ("Updated successfully.", "N")
    assert ed.post("/globals/site", {"name": "M"}).status_code == 403
    ada.post("/globals/site?draft=true", {"name": "D"})
    assert (visitor.get("/globals/site").json["name"], ada.get("/globals/site?draft=true").json["name"]) == ("N", "D")
    versions = ada.get("/globals/site/versions").json
    assert [v["version"]["name"] for v in versions["docs"]] == ["D", "N"]
    back = ada.post(f"/globals/site/versions/{versions['docs'][1]['id']}?draft=false").json
    assert back["doc"]["globalType"] == "site"
    assert (back["message"], back["doc"]["name"]) == ("Restored Successfully.", "N")
    assert visitor.get("/globals/nothing").status_code == 404


def test_a_form_is_sent(app, visitor, ada):
    id_ = form()["id"]
    sent = visitor.post("/form-submissions", {"form": id_, "submissionData": [{"field": "name", "value": "Uma"}]})
    assert sent.status_code == 201
    wrong = visitor.post("/form-submissions", {"form": id_, "submissionData": []})
    assert (wrong.status_code, wrong.json["errors"][0]["data"]["errors"][0]["path"]) == (400, "name")
    assert visitor.get("/form-submissions").status_code == 403
    assert ada.get("/form-submissions").json["totalDocs"] == 1


def test_every_collection_and_global_has_its_routes(app, ada, people):
    for slug in registry.collections:
        assert ada.get(f"/{slug}?limit=1").status_code == 200, slug
        assert ada.get(f"/{slug}/count").status_code == 200, slug
        assert ada.get(f"/{slug}/{NOWHERE}").status_code == 404, slug
        for method in ("PATCH", "DELETE"):
            assert ada(method, f"/{slug}/{NOWHERE}", json={}).status_code == 404, slug
        is_written = registry.collections[slug].access.allows("create", people.ada.actor)
        assert ada.post(f"/{slug}", {"nothing": 1}).status_code == (400 if is_written else 403), slug
    for slug in registry.globals:
        assert ada.get(f"/globals/{slug}").status_code == 200, slug
        assert ada.post(f"/globals/{slug}", {}).status_code == 200, slug


@pytest.mark.sqlite_only
def test_rights_are_told(app, ada, ed, visitor):
    all_ = ada.get("/access").json
    assert all_["canAccessAdmin"] is True
    assert all_["collections"]["posts"]["publish"] is True
    own = ed.get("/access").json["collections"]
    assert own["users"]["read"]["permission"] is True
    assert "delete" not in own["posts"]
    assert own["posts"]["fields"]["internalNotes"] == {"read": True}
    public = visitor.get("/access").json
    assert "canAccessAdmin" not in public
    assert public["collections"]["posts"]["read"]["where"]["status"] == {"equals": "published"}
    assert public["collections"]["users"].keys() == {"fields"}
    assert public["globals"]["site"]["read"] is True


@pytest.mark.sqlite_only
def test_rights_on_one_document_are_told(app, ada, ed, uma, visitor, people):
    id_ = post("A")["id"]
    rights = lambda who, path: {k for k, v in who.post(path).json.items() if v is True and k != "fields"}  # noqa: E731
    assert rights(ada, f"/posts/access/{id_}") == {"create", "read", "update", "delete", "publish", "readVersions"}
    assert rights(ed, f"/posts/access/{id_}") == {"create", "read", "update", "readVersions"}
    assert rights(visitor, f"/posts/access/{id_}") == {"read"}
    assert rights(ed, "/posts/access") == {"create", "read", "update", "readVersions"}
    assert rights(uma, f"/users/access/{people.uma.id}") == {"read", "update"}
    assert uma.post(f"/users/access/{people.ada.id}").status_code == 404
    assert visitor.post(f"/posts/access/{post('B', status='draft')['id']}").status_code == 404


def test_statements_do_not_grow_with_a_list(app, visitor, statements):
    for n in range(20):
        post(f"P{n}", categories=[make("categories", title=f"C{n}")["id"]])
    counts = []
    for limit in (2, 20):
        with statements() as seen:
            assert len(visitor.get(f"/posts?limit={limit}").json["docs"]) == limit
        counts.append(len(seen))
    assert counts[1] <= counts[0] <= 6


@pytest.mark.sqlite_only
def test_a_collection_added_to_the_registry_is_in_the_api(app, ada, monkeypatch):
    renamed = registry.collections["technologies"]
    monkeypatch.setitem(registry.collections, "tools", renamed)
    operations.create("technologies", {"name": "Python"}, actor=SYSTEM)
    assert ada.get("/tools").json["totalDocs"] == 1


def test_bulk_takes_the_first_of_an_order_and_cuts_its_answer(app, ada):
    for title in ("One", "Two", "Three"):
        post(title)
    asked = "where[id][exists]=true&sort=-title&limit=1&select[title]=true"
    assert [set(doc) for doc in ada.patch(f"/posts?{asked}", {"summary": "S"}).json["docs"]] == [{"id", "title"}]
    assert ada.get("/posts?where[summary][equals]=S&select[slug]=true").json["docs"][0]["slug"] == "two"
    assert [doc["title"] for doc in ada.delete(f"/posts?{asked}").json["docs"]] == ["Two"]
    assert ada.get("/posts/count").json["totalDocs"] == 2
    assert ada.delete("/posts?where[id][exists]=true&limit=-1").status_code == 400


def test_every_write_answers_what_was_selected(app, ada):
    category = make("categories", title="Boats")["id"]
    id_ = post("A", categories=[category])["id"]
    cut = "select[categories]=true&populate[categories][slug]=true"
    for method, path in (
        ("PATCH", ""),
        ("POST", "/duplicate"),
        ("POST", "/unpublish"),
        ("POST", "/publish"),
        ("DELETE", ""),
    ):
        doc = ada(method, f"/posts/{id_}{path}?{cut}", json={}).json["doc"]
        assert set(doc) == {"id", "categories"}, path
        assert set(doc["categories"][0]) == {"id", "slug"}, path
    answered = ada.post("/globals/site?select[name]=true", {"name": "N", "tagline": "T"}).json["result"]
    assert set(answered) - {"globalType"} == {"id", "name"}


def test_versions_are_cut_and_asked_for_by_what_they_held(app, ada):
    id_ = post("First")["id"]
    ada.patch(f"/posts/{id_}?draft=true", {"title": "Second"})
    found = ada.get("/posts/versions?where[version.title][equals]=Second&select[version][title]=true").json
    assert found["totalDocs"] == 1
    assert found["docs"][0]["version"] == {"id": id_, "title": "Second"}
    assert set(found["docs"][0]) == {"id", "version"}
    assert ada.get("/posts/versions?where[version.title][equals]=First").json["totalDocs"] == 1
    assert ada.get("/posts/versions?select[nothing]=true").status_code == 400


@pytest.mark.sqlite_only
def test_versions_go_into_the_trash_with_their_document(app, ada):
    id_ = post("A")["id"]
    version = ada.get(f"/posts/{id_}/versions").json["docs"][0]["id"]
    assert ada.patch(f"/posts/{id_}", {"deletedAt": "2026-11-05T00:00:00.000Z"}).status_code == 200
    for path in (f"/posts/{id_}/versions", f"/posts/versions/{version}"):
        assert ada.get(path).status_code == 404
        assert ada.get(f"{path}?trash=true").status_code == 200
    assert ada.get("/posts/versions").json["totalDocs"] == 0
    assert ada.post(f"/posts/versions/{version}").status_code == 404
    uncounted = ada.get("/posts/versions?trash=true&pagination=false").json
    assert (uncounted["totalDocs"], uncounted["totalPages"]) == (len(uncounted["docs"]), 1)


@pytest.mark.sqlite_only
def test_an_unfinished_draft_goes_into_the_trash_and_out_of_it(app, ada):
    id_ = post("A", status="draft", draft=True)["id"]
    ada.patch(f"/posts/{id_}?draft=true", {"title": None})
    assert ada.patch(f"/posts/{id_}", {"deletedAt": "2026-11-05T00:00:00.000Z"}).status_code == 200
    assert ada.get(f"/posts/{id_}").status_code == 404
    assert ada.patch(f"/posts/{id_}?trash=true", {"deletedAt": None}).status_code == 200
    assert ada.patch(f"/posts/{id_}", {"summary": "s"}).status_code == 400
    assert ada.patch(f"/posts/{id_}?trash=true", {"deletedAt": None, "_status": "published"}).status_code == 400


@pytest.mark.sqlite_only
def test_a_published_document_stays_whole_on_its_way_out_of_the_trash(app, ada):
    id_ = post("A")["id"]
    ada.patch(f"/posts/{id_}", {"deletedAt": "2026-11-05T00:00:00.000Z"})
    assert ada.patch(f"/posts/{id_}?trash=true", {"deletedAt": None, "title": None}).status_code == 400
