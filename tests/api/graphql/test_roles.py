"""Everybody is answered the same by GraphQL as by REST, and refused the same."""

from __future__ import annotations

import pytest
from graphql import get_nullable_type, is_leaf_type

from blog.api.graphql.schema import schema
from blog.api.names import list_name, type_name
from blog.content import operations
from blog.content.access import SYSTEM
from blog.content.registry import registry
from tests.content.documents import form, make, page, picture, post, text

ROLES = ("ada", "ed", "uma", None)


@pytest.fixture(autouse=True)
def _content(people):
    category = make("categories", title="Harbours")
    post("Published", categories=[category["id"]], heroImage=picture(), internalNotes="Quiet", author=people.ed.id)
    post("Draft", status="draft", internalNotes="Loud")
    page()
    form()
    make("technologies", name="Ropes")
    make("redirects", **{"from": "/old", "to": {"type": "custom", "url": "/new"}})
    make("projects", title="A boat", content=text("Planks."), heroImage=picture("boat.png"), status="published")
    for slug, data in {"site": {"name": "Slack Water"}, "profile": {"name": "Ada"}}.items():
        operations.update_global(slug, data, actor=SYSTEM)


def plain(collection) -> list[str]:
    """The fields of a document that are one value, as both ways write it."""
    fields = schema().type_map[type_name(collection)].fields
    return [
        name for name, field in fields.items() if is_leaf_type(get_nullable_type(field.type)) and name != "globalType"
    ]


def told(doc: dict, fields: list[str]) -> dict:
    """These fields; a text that a draft lacks is empty in GraphQL, and a choice that is a number begins with _."""
    found = {name: doc.get(name) or None if name in ("slug", "title") else doc.get(name) for name in fields}
    return found | ({"status": str(found["status"]).lstrip("_")} if "status" in found else {})


def answered(by_query, name: str) -> dict:
    """The data of a field whose only errors are of what the caller may not read, which REST leaves out."""
    assert {error["extensions"]["statusCode"] for error in by_query.get("errors", ())} <= {403}, by_query["errors"]
    return by_query["data"][name]


def same_refusal(by_query, by_rest) -> bool:
    error, other = by_query["errors"][0], by_rest.json["errors"][0]
    return (error["message"], error["extensions"]["statusCode"]) == (other["message"], by_rest.status_code)


@pytest.mark.sqlite_only
@pytest.mark.parametrize("role", ROLES)
def test_the_same_documents_are_given_to_each_role(as_, caller, people, role):
    person = getattr(people, role) if role else None
    asker, rest = as_(person), caller(person)
    seen = 0
    for slug, collection in registry.collections.items():
        name, fields = list_name(collection), plain(collection)
        for draft in ("false", "true"):
            by_rest = rest.get(f"/{slug}?sort=id&depth=0&draft={draft}")
            query = f'{{ {name}(sort: "id", draft: {draft}) {{ totalDocs docs {{ {" ".join(fields)} }} }} }}'
            by_query = asker.send(query).json
            if by_rest.status_code != 200:
                assert same_refusal(by_query, by_rest), slug
                continue
            found = answered(by_query, name)
            assert found["totalDocs"] == by_rest.json["totalDocs"], slug
            assert [told(doc, fields) for doc in found["docs"]] == [
                told(doc, fields) for doc in by_rest.json["docs"]
            ], slug
            seen += len(found["docs"])
    assert seen >= 10


@pytest.mark.sqlite_only
@pytest.mark.parametrize("role", ROLES)
def test_the_same_globals_are_given_to_each_role(as_, caller, people, role):
    person = getattr(people, role) if role else None
    for slug, collection in registry.globals.items():
        name, fields = type_name(collection), plain(collection)
        by_rest = caller(person).get(f"/globals/{slug}?depth=0")
        by_query = as_(person).send(f"{{ {name} {{ {' '.join(fields)} }} }}").json
        assert by_rest.status_code == 200
        assert told(answered(by_query, name), fields) == told(by_rest.json, fields), slug
        versions = caller(person).get(f"/globals/{slug}/versions")
        listed = as_(person).send(f"{{ versions{name} {{ totalDocs docs {{ id reason version {{ id }} }} }} }}").json
        if versions.status_code != 200:
            assert same_refusal(listed, versions), slug
        else:
            assert listed["data"][f"versions{name}"]["totalDocs"] == versions.json["totalDocs"], slug


@pytest.mark.parametrize("role", ROLES)
def test_the_same_rights_are_told(as_, caller, people, role):
    person = getattr(people, role) if role else None
    told = caller(person).get("/access").json
    found = as_(person)("""{ Access { canAccessAdmin posts { create { permission } read { permission where }
        delete { permission } fields { internalNotes { read { permission } } } }
        users { read { permission where } } } }""")
    rights, posts = found["Access"], told["collections"]["posts"]
    assert rights["canAccessAdmin"] == told.get("canAccessAdmin", False)
    assert rights["posts"]["create"]["permission"] == (posts.get("create") is True)
    assert rights["posts"]["delete"]["permission"] == (posts.get("delete") is True)
    assert (rights["posts"]["read"]["where"] is None) == (posts["read"] is True)
    fields = posts["fields"]
    readable = fields is True or fields["internalNotes"] is True or fields["internalNotes"].get("read") is True
    assert rights["posts"]["fields"]["internalNotes"]["read"]["permission"] == readable


def test_what_may_be_done_with_one_document_is_told(editor, nobody):
    id_ = editor('{ Posts(where: {title: {equals: "Draft"}}) { docs { id } } }')["Posts"]["docs"][0]["id"]
    query = "query ($id: String!) { docAccessPost(id: $id) { update { permission } delete { permission } } }"
    assert editor(query, id=id_)["docAccessPost"] == {"update": {"permission": True}, "delete": {"permission": False}}
    assert nobody.refused(query, id=id_)["extensions"]["statusCode"] == 404
    assert nobody("{ docAccessHeader { read { permission } update { permission } } }")["docAccessHeader"] == {
        "read": {"permission": True}, "update": {"permission": False},
    }  # fmt: skip


def test_a_field_that_one_may_not_read_is_null_with_an_error_and_the_rest_is_answered(nobody, editor):
    query = '{ Posts(where: {title: {equals: "Published"}}) { docs { title internalNotes } } }'
    assert editor(query)["Posts"]["docs"][0]["internalNotes"] == "Quiet"
    refused = nobody.refused(query)
    assert refused["data"] == {"Posts": {"docs": [{"title": "Published", "internalNotes": None}]}}
    assert refused["path"] == ["Posts", "docs", 0, "internalNotes"]
    assert refused["extensions"] == {"name": "Forbidden", "statusCode": 403}


def test_a_condition_on_a_field_that_one_may_not_read_is_refused(nobody, editor):
    query = '{ countPosts(where: {internalNotes: {like: "quiet"}}) { totalDocs } }'
    assert editor(query)["countPosts"]["totalDocs"] == 1
    refused = nobody.refused(query)
    assert refused["extensions"] == {"name": "QueryError", "statusCode": 400, "data": [{"path": "internalNotes"}]}
    assert nobody.refused('{ Posts(sort: "internalNotes") { totalDocs } }')["extensions"]["statusCode"] == 400


def test_of_an_author_only_the_byline_is_public(nobody, admin):
    query = '{ Posts(where: {title: {equals: "Published"}}) { docs { author { name email } } } }'
    assert admin(query)["Posts"]["docs"][0]["author"] == {"name": "Ed Editor", "email": "ed@example.org"}
    refused = nobody.refused(query)
    assert refused["data"]["Posts"]["docs"][0]["author"] == {"name": "Ed Editor", "email": None}
    assert refused["extensions"]["statusCode"] == 403


def test_what_rest_refuses_to_write_is_refused_with_the_same_words(editor, ed, nobody):
    query = "mutation ($data: mutationPostInput!) { createPost(data: $data) { id } }"
    wrong = {"title": "x", "publishedAt": "no date", "heroImage": "no id"}
    by_rest = ed.post("/posts", wrong).json["errors"][0]
    refused = editor.refused(query, data=wrong)
    assert refused["message"] == by_rest["message"]
    assert refused["extensions"] == {"name": "ValidationError", "statusCode": 400, "data": by_rest["data"]}
    assert editor.refused(query, data={"title": "x", "_status": "published"})["extensions"]["statusCode"] == 403
    assert nobody.refused(query, data={"title": "x"})["extensions"]["statusCode"] == 403
    assert editor.refused('mutation { deletePost(id: "x") { id } }')["extensions"]["statusCode"] in (403, 404)


def test_mutations_succeed_and_fail_by_themselves(admin):
    answer = admin.send("""mutation { a: createCategory(data: {title: "Lights"}) { title }
        b: createCategory(data: {title: ""}) { title } c: createCategory(data: {title: "Fog"}) { title } }""").json
    assert answer["data"] == {"a": {"title": "Lights"}, "b": None, "c": {"title": "Fog"}}
    assert [error["path"] for error in answer["errors"]] == [["b"]]
    assert answer["errors"][0]["extensions"]["data"]["errors"][0]["path"] == "title"


def test_a_visitor_sends_a_form_and_reads_nothing_back_but_what_was_sent(nobody, admin):
    form_id = admin("{ Forms { docs { id } } }")["Forms"]["docs"][0]["id"]
    query = """mutation ($data: mutationFormSubmissionInput!) {
        createFormSubmission(data: $data) { id submissionData { field value } form { title } } }"""
    data = {"form": form_id, "submissionData": [{"field": "name", "value": "Vera"}]}
    made = nobody(query, data=data)["createFormSubmission"]
    assert made["submissionData"] == [{"field": "name", "value": "Vera"}]
    assert nobody.refused("{ FormSubmissions { totalDocs } }")["extensions"]["statusCode"] == 403
