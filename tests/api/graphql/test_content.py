"""The operations of the specification, one by one, and those that the naming rules add to them."""

from __future__ import annotations

import io
import json

from blog.content import operations
from blog.content.access import SYSTEM
from tests.api.graphql.pictures import png
from tests.content.documents import make, page, picture, post, text


def test_a_post_is_read_with_everything_the_specification_names(nobody, people):
    category = make("categories", title="Harbours")
    made = post(
        "Boards", slug="boards", heroImage=picture("board.png"), categories=[category["id"]], authors=[people.ed.id]
    )
    query = """query ($id: String!) { Post(id: $id, draft: false) {
        id title slug content heroImage { filename alt } categories(limit: 1) { id title } authors(limit: 1) { name }
        status _status publishedAt createdAt updatedAt } }"""
    found = nobody(query, id=made["id"])["Post"]
    assert found["id"] == made["id"]
    assert (found["title"], found["slug"], found["status"], found["_status"]) == (
        "Boards", "boards", "published", "published",
    )  # fmt: skip
    assert found["content"] == text("The text of Boards.")
    assert found["heroImage"] == {"filename": "board.png", "alt": "Tulips"}
    assert found["categories"] == [{"id": category["id"], "title": "Harbours"}]
    assert found["authors"] == [{"name": "Ed Editor"}]
    assert found["publishedAt"].endswith("Z")


def test_posts_are_listed_page_by_page(nobody, people):
    for number in range(3):
        post(f"Number {number}")
    query = """query ($where: Post_where) { Posts(where: $where, limit: 2, page: 1, sort: "title", draft: false) {
        docs { title } totalDocs limit totalPages page pagingCounter hasPrevPage hasNextPage prevPage nextPage offset
        nextCursor } countPosts(where: $where) { totalDocs } }"""
    data = nobody(query, where={"title": {"like": "number"}})
    found = data["Posts"]
    assert [doc["title"] for doc in found["docs"]] == ["Number 0", "Number 1"]
    assert (found["totalDocs"], found["totalPages"], found["nextPage"], found["offset"]) == (3, 2, 2, 0)
    assert found["hasNextPage"] is True
    assert data["countPosts"] == {"totalDocs": 3}
    query = 'query ($cursor: String) { Posts(limit: 2, sort: "title", cursor: $cursor) { docs { title } } }'
    assert nobody(query, cursor=found["nextCursor"])["Posts"]["docs"] == [{"title": "Number 2"}]


def test_conditions_reach_into_groups_and_are_joined(nobody, people):
    post("One", meta={"title": "A search title"})
    post("Two", meta={"title": "Another"})
    post("Three")
    query = 'query ($where: Post_where) { Posts(where: $where, sort: "title") { docs { title } } }'
    where = {"OR": [{"meta__title": {"equals": "Another"}}, {"AND": [{"title": {"in": ["One", "None"]}}]}]}
    assert nobody(query, where=where)["Posts"]["docs"] == [{"title": "One"}, {"title": "Two"}]
    literal = "{ Posts(where: {_status: {equals: published}, meta__title: {exists: false}}) { docs { title } } }"
    assert nobody(literal)["Posts"]["docs"] == [{"title": "Three"}]


def test_a_post_is_created_changed_published_and_deleted(admin):
    data = {"title": "Fresh", "content": text("New."), "_status": "draft"}
    made = admin(
        "mutation ($data: mutationPostInput!) { createPost(data: $data, draft: true) { id title status } }", data=data
    )["createPost"]
    assert (made["title"], made["status"]) == ("Fresh", "draft")
    id_ = made["id"]
    assert admin("mutation ($id: String!) { publishPost(id: $id) { status } }", id=id_) == {
        "publishPost": {"status": "published"}
    }
    change = """mutation ($id: String!, $data: mutationPostUpdateInput!, $draft: Boolean, $autosave: Boolean) {
        updatePost(id: $id, data: $data, draft: $draft, autosave: $autosave) { title status } }"""
    edited = admin(change, id=id_, data={"title": "Edited"}, draft=True, autosave=True)["updatePost"]
    assert edited == {"title": "Edited", "status": "draft"}
    assert operations.find_by_id("posts", id_, actor=SYSTEM)["title"] == "Fresh"
    copy = admin("mutation ($id: String!) { duplicatePost(id: $id) { title status } }", id=id_)["duplicatePost"]
    assert copy["title"].startswith("Edited")
    assert copy["status"] == "draft"
    assert admin("mutation ($id: String!) { unpublishPost(id: $id) { status } }", id=id_)["unpublishPost"] == {
        "status": "draft"
    }
    assert admin("mutation ($id: String!) { deletePost(id: $id) { id title } }", id=id_)["deletePost"]["id"] == id_
    missing = admin.refused("query ($id: String!) { Post(id: $id) { id } }", id=id_)
    assert missing["extensions"] == {"name": "NotFound", "statusCode": 404}
    assert missing["data"] == {"Post": None}


def test_a_post_goes_into_the_trash_and_out_of_it(admin, nobody):
    id_ = post("Thrown away")["id"]
    query = """mutation ($id: String!, $moment: DateTime, $trash: Boolean) {
        updatePost(id: $id, data: {deletedAt: $moment}, trash: $trash) { deletedAt } }"""
    assert admin(query, id=id_, moment="2026-11-05T08:00:00.000Z")["updatePost"]["deletedAt"]
    read = "query ($id: String!, $trash: Boolean) { Post(id: $id, trash: $trash) { title } }"
    assert admin.refused(read, id=id_)["extensions"]["statusCode"] == 404
    assert admin(read, id=id_, trash=True) == {"Post": {"title": "Thrown away"}}
    assert admin.refused(query, id=id_, moment=None)["extensions"]["statusCode"] == 404
    where = {"parent": {"equals": id_}}
    versions = """query ($where: versionsPost_where, $trash: Boolean) {
        versionsPosts(where: $where, trash: $trash) { docs { id } } }"""
    assert admin(versions, where=where)["versionsPosts"]["docs"] == []
    assert admin(versions, where=where, trash=True)["versionsPosts"]["docs"]
    assert admin(query, id=id_, moment=None, trash=True)["updatePost"] == {"deletedAt": None}
    assert nobody(read, id=id_) == {"Post": {"title": "Thrown away"}}
    assert admin.refused("mutation ($id: String!) { restoreVersionPost(id: $id) { id } }", id=id_)["status"] == 200


def test_what_a_mutation_answers_has_the_related_documents_asked_for(admin):
    parent = make("categories", title="Coast")
    category = make("categories", title="Harbours", parent=parent["id"], description="With boards")
    query = """mutation ($data: mutationPostInput!) { createPost(data: $data) {
        categories { title description parent { title } } } }"""
    data = {"title": "Related", "content": text("x"), "categories": [category["id"]]}
    assert admin(query, data=data)["createPost"]["categories"] == [
        {"title": "Harbours", "description": "With boards", "parent": {"title": "Coast"}}
    ]


def test_versions_are_listed_read_and_brought_back(admin):
    made = post("First words")
    operations.update("posts", made["id"], {"title": "Second words"}, actor=SYSTEM)
    query = """query ($where: versionsPost_where) { versionsPosts(where: $where, sort: "createdAt") {
        totalDocs docs { id parent latest reason version { title relatedPosts { title } } } } }"""
    where = {"parent": {"equals": made["id"]}, "version__title": {"like": "first"}}
    found = admin(query, where=where)["versionsPosts"]
    assert found["totalDocs"] == 1
    assert found["docs"][0]["version"] == {"title": "First words", "relatedPosts": []}
    id_ = found["docs"][0]["id"]
    assert admin("query ($id: String!) { versionPost(id: $id) { version { title } } }", id=id_) == {
        "versionPost": {"version": {"title": "First words"}}
    }
    restored = admin("mutation ($id: String!) { restoreVersionPost(id: $id, draft: false) { title } }", id=id_)
    assert restored == {"restoreVersionPost": {"title": "First words"}}


def test_globals_are_read_changed_and_have_versions(admin, nobody):
    about = page("About")
    link = {"type": "reference", "label": "About", "reference": {"relationTo": "pages", "value": about["id"]}}
    data = {"navItems": [{"link": link}]}
    admin("mutation ($data: mutationHeaderUpdateInput!) { updateHeader(data: $data) { globalType } }", data=data)
    query = """{ Header { navItems { link { label type reference { relationTo value {
        ... on Page { title } ... on Post { summary } } } } } }
        Footer { navItems { id } } Site { name } Profile { name } }"""
    found = nobody(query)
    assert found["Header"]["navItems"][0]["link"] == {
        "label": "About", "type": "reference", "reference": {"relationTo": "pages", "value": {"title": "About"}},
    }  # fmt: skip
    assert found["Footer"] == {"navItems": []}
    assert admin("{ versionsHeader { totalDocs } }")["versionsHeader"]["totalDocs"] == 1


def test_blocks_are_a_union(nobody, people):
    page("Blocks", layout=[
        {"blockType": "mediaBlock", "media": picture("quay.png"), "caption": "The quay"},
        {"blockType": "content", "columns": [{"size": "half", "richText": text("Words")}]},
    ])  # fmt: skip
    query = """{ Pages { docs { layout { __typename
        ... on MediaBlock { blockType caption media { filename } }
        ... on ContentBlock { id
            columns { size richText(format: HTML) markdown: richText(format: MARKDOWN) } } } } } }"""
    media, content = nobody(query)["Pages"]["docs"][0]["layout"]
    assert media == {
        "__typename": "MediaBlock", "blockType": "mediaBlock", "caption": "The quay", "media": {"filename": "quay.png"},
    }  # fmt: skip
    assert content["columns"] == [{"size": "half", "richText": "<p>Words</p>", "markdown": "Words\n"}]


def test_rich_text_names_documents_by_id_unless_more_is_asked_for(nobody, people):
    target = post("Target", slug="target")
    mark = {"type": "link", "attrs": {"reference": {"relationTo": "posts", "value": target["id"]}}}
    content = {
        "type": "doc",
        "content": [{"type": "paragraph", "content": [{"type": "text", "text": "there", "marks": [mark]}]}],
    }
    made = post("Source", content=content)
    query = """query ($id: String!) { Post(id: $id) {
        content html: content(format: HTML) deep: content(depth: 1) relatedPosts { id } } }"""
    found = nobody(query, id=made["id"])["Post"]
    named = [
        found[name]["content"][0]["content"][0]["marks"][0]["attrs"]["reference"]["value"]
        for name in ("content", "deep")
    ]
    assert named[0] == target["id"]
    assert named[1]["title"] == "Target"
    assert 'href="/posts/target"' in found["html"]


def test_an_upload_comes_as_a_multipart_request(app, caller, people):
    query = """mutation ($data: mutationMediaInput!, $file: Upload!) {
        createMedia(data: $data, file: $file) { filename alt url width } }"""
    operations_ = {"query": query, "variables": {"data": {"alt": "A square"}, "file": None}}
    form = {"operations": json.dumps(operations_), "map": '{"0": ["variables.file"]}'}
    sent = form | {"0": (io.BytesIO(png(8, 8)), "square.png")}
    answer = caller(people.ada).post("/graphql", data=sent)
    made = answer.json["data"]["createMedia"]
    assert (made["filename"], made["alt"], made["width"]) == ("square.png", "A square", 8)
    refused = caller().post("/graphql", data=form | {"0": (io.BytesIO(png(8, 8)), "square.png")})
    assert refused.status_code == 403  # a form alone may come from any page
