"""The schema: the committed file is what the program serves, and the names are the promised ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from blog.api.graphql.schema import schema
from blog.content.registry import registry

pytestmark = pytest.mark.sqlite_only

FILE = Path(__file__).parents[3] / "docs" / "schema.graphql"


def test_the_committed_schema_is_what_the_command_prints(app):
    printed = app.test_cli_runner().invoke(args=["blog", "graphql-schema"])
    assert printed.exit_code == 0
    assert printed.output == FILE.read_text(), "run make schema"


def arguments(field):
    return {name: str(argument.type) for name, argument in field.args.items()}


def test_the_specification_s_queries_and_mutations_have_their_arguments():
    query, mutation = schema().query_type.fields, schema().mutation_type.fields
    posts = arguments(query["Posts"])
    expected = {"where": "Post_where", "limit": "Int", "page": "Int", "sort": "String", "draft": "Boolean"}
    assert posts.items() >= expected.items()
    assert arguments(query["Post"]).items() >= {"id": "String!", "draft": "Boolean"}.items()
    assert arguments(mutation["createPost"]) == {"data": "mutationPostInput!", "draft": "Boolean"}
    assert arguments(mutation["updatePost"]) == {
        "id": "String!", "data": "mutationPostUpdateInput!", "draft": "Boolean", "autosave": "Boolean",
        "trash": "Boolean",
    }  # fmt: skip
    assert arguments(mutation["deletePost"]) == {"id": "String!", "trash": "Boolean"}
    assert arguments(mutation["loginUser"]) == {"email": "String!", "password": "String!", "code": "String"}
    assert arguments(mutation["createMedia"]).items() >= {"data": "mutationMediaInput!", "file": "Upload!"}.items()
    answers = {name: str(mutation[name].type) for name in ("createPost", "loginUser", "logoutUser", "createMedia")}
    assert answers == {
        "createPost": "Post", "loginUser": "usersLoginResult", "logoutUser": "String", "createMedia": "Media",
    }  # fmt: skip
    assert {name: str(query[name].type) for name in ("Posts", "Header", "Access")} == {
        "Posts": "Posts", "Header": "Header", "Access": "Access",
    }  # fmt: skip


def test_a_post_has_the_types_of_the_specification():
    fields = {name: str(field.type) for name, field in schema().type_map["Post"].fields.items()}
    expected = {
        "id": "String!", "title": "String!", "slug": "String!", "content": "JSON", "heroImage": "Media",
        "categories": "[Category]", "authors": "[User]", "status": "Post_status", "publishedAt": "DateTime",
        "createdAt": "DateTime", "updatedAt": "DateTime",
    }  # fmt: skip
    assert fields.items() >= expected.items()
    assert set(schema().type_map["Post_status"].values) == {"draft", "published"}


def test_every_collection_and_global_has_its_operations():
    query, mutation = schema().query_type.fields, schema().mutation_type.fields
    names = {
        "Post", "Posts", "countPosts", "docAccessPost", "versionPost", "versionsPosts", "Media", "allMedia",
        "countallMedia", "FormSubmission", "FormSubmissions", "Categories", "Header", "Footer", "Site", "Profile",
        "docAccessHeader", "versionHeader", "versionsHeader", "meUser", "initializedUser", "Access",
    }  # fmt: skip
    assert names <= set(query)
    assert {
        "duplicatePost", "restoreVersionPost", "publishPost", "unpublishPost", "updateHeader", "restoreVersionHeader",
        "refreshTokenUser", "forgotPasswordUser", "resetPasswordUser", "verifyEmailUser", "unlockUser",
    } <= set(mutation)  # fmt: skip
    assert sum(name.startswith("create") for name in mutation) == len(registry.collections)
    assert sum(name.startswith("docAccess") for name in query) == len(registry.collections) + len(registry.globals)


def test_passwords_and_places_of_files_are_in_no_answer():
    types = schema().type_map
    assert "password" not in types["User"].fields
    assert not {"originalKey", "publicKey", "storedSizes"} & set(types["Media"].fields)
