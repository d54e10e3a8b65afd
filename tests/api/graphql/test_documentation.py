"""The examples of docs/graphql.md are answered as they stand there."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import pytest

from tests.api.graphql.pictures import png
from tests.content.documents import make, page, picture, post

pytestmark = pytest.mark.sqlite_only

GUIDE = (Path(__file__).parents[3] / "docs" / "graphql.md").read_text()


def fenced(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", GUIDE, re.DOTALL)


def test_every_query_of_the_guide_is_answered(admin, people):
    harbours = make("categories", title="Harbours")
    made = post("The tide", author=people.ed.id, categories=[harbours["id"]], heroImage=picture())
    page()
    examples = fenced("graphql")
    assert len(examples) >= 4
    for example in examples:
        given = {"id": made["id"], "title": "A new post", "email": "ed@example.org", "password": "no such password"}
        answer = admin.send(example, **{name: value for name, value in given.items() if f"${name}" in example})
        errors = [error for error in answer.json.get("errors", ()) if error["extensions"]["statusCode"] != 401]
        assert (answer.status_code, errors) == (200, []), example


def test_the_commands_of_the_guide_send_what_is_answered(admin, ada):
    sent = re.findall(r"-d '(.*?)'", "".join(fenced("sh")))
    for body in sent:
        assert "errors" not in admin.caller.post("/graphql", json.loads(body)).json, body
    (operations,) = re.findall(r"operations=(\{.*\})'", "".join(fenced("sh")))
    (places,) = re.findall(r"map=(\{.*?\})'", "".join(fenced("sh")))
    form = {"operations": operations, "map": places, "0": (io.BytesIO(png(2, 2)), "quay.jpg")}
    assert ada.post("/graphql", data=form).json["data"]["createMedia"]["url"].startswith("/media/")
    assert sent
