"""The description of the API: valid, complete, true of the answers, and good enough to make a client of."""

from __future__ import annotations

import importlib
import json
import re
import sys
from pathlib import Path
from typing import Any

import httpx
import pytest
from openapi_python_client.cli import app as generator
from openapi_schema_validator import OAS31Validator
from openapi_spec_validator import OpenAPIV31SpecValidator
from typer.testing import CliRunner

from blog.api.openapi import describe
from blog.content.registry import registry
from tests.content.documents import text

pytestmark = pytest.mark.sqlite_only

TITLE = "A quiet harbour"
#: What answers no JSON of the described kind.
PAGES = ("/api/docs", "/api/openapi.json", "/api/graphql-playground")


@pytest.fixture
def told(visitor) -> dict[str, Any]:
    return visitor.get("/openapi.json").json


def operations(told: dict[str, Any]) -> list[tuple[str, str, dict[str, Any]]]:
    return [(path, method, methods[method]) for path, methods in told["paths"].items() for method in methods]


def test_it_is_openapi_3_1(told):
    assert told["openapi"].startswith("3.1")
    assert list(OpenAPIV31SpecValidator(told).iter_errors()) == []


def test_every_operation_has_a_name_of_its_own(told):
    names = [operation["operationId"] for _, _, operation in operations(told)]
    assert len(names) == len(set(names)) > 150


def test_every_route_of_the_url_map_is_described(app, told):
    described = {(re.sub(r"{\w+}", "{}", path), method.upper()) for path, method, _ in operations(told)}
    missing = []
    for rule in app.url_map.iter_rules():
        if not rule.endpoint.startswith("api.") or rule.endpoint == "api.nothing":
            continue
        slugs = registry.globals if rule.rule.startswith("/api/globals/") else registry.collections
        for method in rule.methods & {"GET", "POST", "PATCH", "PUT", "DELETE"}:
            pattern = re.sub(r"<(?:[^<>]*:)?slug>", "*", rule.rule)
            pattern = re.sub(r"<[^<>]*>", "{}", pattern)
            if not any((pattern.replace("*", slug), method) in described for slug in slugs):
                missing.append(f"{method} {rule.rule}")
    assert missing == []


def test_everything_described_is_a_route(app, told):
    adapter = app.url_map.bind("localhost")
    for path, method, _ in operations(told):
        endpoint, _ = adapter.match(re.sub(r"{\w+}", "x", path), method=method.upper())
        assert endpoint != "api.nothing", f"{method} {path}"


def test_a_route_that_nothing_is_said_about_is_noticed(app):
    app.add_url_rule("/api/forgotten", "api.forgotten", lambda: "")
    with pytest.raises(KeyError, match="forgotten"):
        describe(app, registry)


@pytest.mark.parametrize("path", ["/docs", "/docs/posts", "/openapi.json", "/access", "/posts/count"])
def test_a_method_that_a_route_lacks_is_refused_with_those_it_has(path, visitor):
    answer = visitor.delete(path)
    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]


@pytest.mark.parametrize("who", ["visitor", "ed", "ada"])
def test_what_is_answered_fits_what_is_described(who, told, ada, request):
    _fill(ada)
    caller = request.getfixturevalue(who)
    seen = 0
    for path, _, operation in operations(told):
        if "get" not in told["paths"][path] or "{" in path or path in PAGES:
            continue
        for depth in ("0", "2"):
            answer = caller.get(f"{path.removeprefix('/api')}?depth={depth}")
            if answer.status_code == 200:
                schema = told["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
                problems = list(OAS31Validator({**schema, "components": told["components"]}).iter_errors(answer.json))
                assert problems == [], f"{path}: {problems[0].message}"
                seen += 1
            else:
                assert str(answer.status_code) in operation["responses"] or answer.status_code in (401, 403), path
    assert seen > 20


def _fill(ada) -> None:
    category = ada.post("/categories", {"title": "Harbours"}).json["doc"]
    post = ada.post(
        "/posts",
        {"title": TITLE, "content": text("The tide is out."), "categories": [category["id"]], "_status": "published"},
    )
    assert post.status_code == 201, post.json
    block = {"blockType": "quote", "text": "Mind the gap", "attribution": "Anon"}
    page = ada.post("/pages", {"title": "About", "layout": [block], "_status": "published"})
    assert page.status_code == 201, page.json


def test_each_example_of_a_body_is_accepted(told, ada):
    for path, method, operation in operations(told):
        if method != "post" or not operation["operationId"].startswith("create") or "{" in path:
            continue
        content = operation["requestBody"]["content"].get("application/json")
        # A message needs a form that is there; deliveries are made by the site alone.
        if content is None or path in ("/api/form-submissions", "/api/webhook-deliveries"):
            continue
        answer = ada.post(f"{path.removeprefix('/api')}?draft=true", content["example"])
        assert answer.status_code == 201, f"{path}: {answer.json}"


def test_a_typed_client_can_be_made_of_it_and_reads_posts(app, ada, told, tmp_path, monkeypatch):
    _fill(ada)
    source = tmp_path / "openapi.json"
    source.write_bytes(ada.get("/openapi.json").data)
    package = tmp_path / "client"
    made = CliRunner().invoke(generator, ["generate", "--path", str(source), "--output-path", str(package)])
    assert made.exit_code == 0, made.output
    assert "will not be generated" not in made.output
    monkeypatch.syspath_prepend(str(package))
    try:
        posts = _read_with_client(app, package)
    finally:
        for name in [name for name in sys.modules if name.startswith("quire_client")]:
            del sys.modules[name]
    assert [post.title for post in posts] == [TITLE]


def _read_with_client(app: Any, package: Path) -> list[Any]:
    assert (package / "quire_client" / "py.typed").exists()
    client = importlib.import_module("quire_client").Client(base_url="http://localhost")
    client.set_httpx_client(httpx.Client(transport=httpx.WSGITransport(app), base_url="http://localhost"))
    find = importlib.import_module("quire_client.api.posts.find_posts")
    answer = find.sync(client=client, where='{"status": {"equals": "published"}}', select='{"title": true}')
    return answer.docs


def test_the_command_prints_the_same_document(app, told):
    printed = app.test_cli_runner().invoke(args=["blog", "openapi"])
    assert printed.exit_code == 0
    assert json.loads(printed.output) == told


@pytest.mark.parametrize("path", ["/docs", "/docs/posts", "/docs/users", "/docs/media", "/docs/general"])
def test_the_pages_say_every_route_and_run_nothing_inline(path, told, visitor):
    answer = visitor.get(path)
    assert answer.status_code == 200
    assert "unsafe-inline" not in answer.headers["Content-Security-Policy"]
    html = answer.get_data(as_text=True)
    assert not re.search(r"<script(?![^>]*\bsrc=)|\sstyle=|\son\w+=", html)
    assert not re.search(r"(?:src|<link[^>]*href)=\"https?:", html)
    tag = path.removeprefix("/docs").strip("/")
    for route, method, operation in operations(told):
        if tag in ("", operation["tags"][0]):
            assert route in html, route
            assert method.upper() in html


def test_there_is_no_page_for_an_unknown_subject(visitor):
    assert visitor.get("/docs/nothing").status_code == 404
