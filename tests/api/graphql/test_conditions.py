"""Conditions: whatever the schema lets one ask about is answered, across relations too, by the rules of REST."""

from __future__ import annotations

from graphql import GraphQLList, get_named_type, is_enum_type

from blog.api.graphql.schema import schema
from tests.content.documents import make, page, picture, post

LOGIC = ("AND", "OR")
#: So many paths, with all their operators, stay below the bound on conditions.
AT_ONCE = 24
SAMPLES = {
    "String": "x", "Float": 1, "Boolean": True, "DateTime": "2026-11-05T08:00:00.000Z", "JSON": "x",
    "EmailAddress": "ada@example.org",
}  # fmt: skip


def sample(type_):
    named = get_named_type(type_)
    value = next(iter(named.values)) if is_enum_type(named) else SAMPLES[named.name]
    return [value] if isinstance(type_, GraphQLList) else value


def samples(path: str, operators) -> dict:
    """Something for every operator; for one where the same are asked of the other collection, or of documents."""
    named = list(operators.fields.items())[: 1 if "__" in path else None]
    return {name: sample(operator.type) for name, operator in named}


def paths(where) -> list[str]:
    return [path for path in where.fields if path not in LOGIC]


def test_every_path_and_operator_of_the_schema_is_answered(admin, people):
    post("A title", heroImage=picture(), authors=[people.ed.id])
    page()
    asked = 0
    for name, field in schema().query_type.fields.items():
        where = get_named_type(field.args["where"].type) if "where" in field.args else None
        if where is None or name.startswith("count"):
            continue
        query = f"query ($where: {where.name}) {{ {name}(where: $where, limit: 1, pagination: false) {{ limit }} }}"
        conditions = [{path: samples(path, where.fields[path].type)} for path in paths(where)]
        for some in (conditions[start : start + AT_ONCE] for start in range(0, len(conditions), AT_ONCE)):
            admin(query, where={"OR": some})
            asked += len(some)
    assert asked > 400


def test_a_condition_leads_across_a_relation(nobody, people):
    coast = make("categories", title="Coast")
    harbours = make("categories", title="Harbours", parent=coast["id"])
    post("By Ed", author=people.ed.id, categories=[harbours["id"]], heroImage=picture("board.png"))
    post("By Uma", author=people.uma.id, categories=[coast["id"]])
    query = 'query ($where: Post_where) { Posts(where: $where, sort: "title") { docs { title } } }'
    for where in (
        {"author__name": {"equals": "Ed Editor"}},
        {"categories__title": {"in": ["Harbours"]}},
        {"AND": [{"author__name": {"contains": "ed"}}, {"categories__parent": {"equals": coast["id"]}}]},
    ):
        assert nobody(query, where=where)["Posts"]["docs"] == [{"title": "By Ed"}], where


def test_a_condition_finds_nothing_out_about_what_one_may_not_read(nobody, visitor, people):
    hidden = post("Unreleased", status="draft")
    post("Open", author=people.ed.id, relatedPosts=[hidden["id"]])
    query = "query ($where: Post_where) { countPosts(where: $where) { totalDocs } }"
    for path in ("author__email", "author__role", "authors__email", "relatedPosts__internalNotes"):
        value = {"equals": "editor"} if path == "author__role" else {"like": "ed"}
        refused = nobody.refused(query, where={path: value})
        (operator,) = value
        by_rest = visitor.get(f"/posts/count?where[{path.replace('__', '.')}][{operator}]={value[operator]}")
        assert refused["extensions"]["statusCode"] == by_rest.status_code == 400, path
        assert refused["extensions"]["data"] == by_rest.json["errors"][0]["data"] == [{"path": path.replace("__", ".")}]
    assert nobody(query, where={"relatedPosts__title": {"equals": "Unreleased"}}) == {"countPosts": {"totalDocs": 0}}
