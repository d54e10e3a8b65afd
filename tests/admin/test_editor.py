"""Rich text in the forms of the admin: sent as a document or as Markdown, and what the editor is given to work with."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from blog import richtext
from blog.admin import dialects
from blog.admin.questions import LARGEST_QUESTION
from blog.content import operations
from blog.content.access import SYSTEM
from tests.admin.browser import fields, page, send, text, token
from tests.admin.everything import everything, kinds
from tests.content.documents import page as make_page
from tests.content.documents import picture, post

# Pages over operations that are tested on both kinds of database.
pytestmark = pytest.mark.sqlite_only

STATIC = Path(dialects.__file__).parents[1] / "static"


def stored(slug: str, id_: str) -> dict[str, Any]:
    return operations.find_by_id(slug, id_, actor=SYSTEM, depth=0, draft=True)


def document(*blocks: dict[str, Any]) -> dict[str, Any]:
    return {"type": "doc", "content": list(blocks)}


def words(said: str, **more: Any) -> dict[str, Any]:
    return {"type": "paragraph", "content": [{"type": "text", "text": said, **more}]}


def as_document(doc: Any, name: str = "content") -> dict[str, str]:
    """What the editor sends for one field."""
    return {name: doc if isinstance(doc, str) else json.dumps(doc), f"{name}:form": "document"}


def given_to_the_editor(answer: Any, name: str = "content") -> Any:
    return json.loads(page(answer).xpath(f'//script[@id="{name}-document"]')[0].text)


def test_a_document_that_nobody_touched_is_no_change(ada) -> None:
    whole = everything(picture(), post("Related")["id"])
    doc = post("Whole", content=whole)
    before = operations.revision("posts", doc["id"], actor=SYSTEM)
    address = f"/admin/posts/{doc['id']}"
    assert given_to_the_editor(ada.get(address)) == doc["content"] == whole
    assert send(ada, address, **as_document(doc["content"])).status_code == 303
    assert operations.revision("posts", doc["id"], actor=SYSTEM) == before


def test_a_document_is_kept_as_the_editor_had_it(ada) -> None:
    doc = post("Empty lines")
    sent = document(words("One"), {"type": "paragraph"}, words("Two"))
    assert send(ada, f"/admin/posts/{doc['id']}", **as_document(sent)).status_code == 303
    assert stored("posts", doc["id"])["content"] == sent
    assert "One\n\nTwo" in fields_of(ada, f"/admin/posts/{doc['id']}")["content"].replace("\r\n", "\n")


def fields_of(client: Any, address: str) -> dict[str, str]:
    return dict(fields(client.get(address)))


def test_markdown_is_read_as_before_and_an_empty_document_is_none(ada) -> None:
    doc = post("By hand")
    address = f"/admin/posts/{doc['id']}"
    send(ada, address, content="## New", **{"content:form": "markdown"})
    assert stored("posts", doc["id"])["content"]["content"][0]["type"] == "heading"
    send(ada, address, **as_document(richtext.EMPTY))
    assert stored("posts", doc["id"])["content"] is None


DEEP = '{"type":"doc","content":[' + '{"type":"blockquote","content":[' * 60 + "]}" * 60 + "]}"


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        (DEEP, "nested too deeply"),
        ("[" * 100_000, "something that is not a document"),
        ("{", "something that is not a document"),
        ("[]", "not a rich text document"),
        (document({"type": "marquee"}), "no part of a document called 'marquee'"),
        (document({"type": "image", "attrs": {"src": "data:text/html,x"}}), "The src of image must be"),
        (document({"type": "listItem", "content": [{"type": "paragraph"}]}), "cannot stand there"),
        (
            document(words("x", marks=[{"type": "link", "attrs": {"href": "javascript:alert(1)"}}])),
            "The href of link must be",
        ),
    ],
)
def test_a_hostile_document_is_refused_with_a_sentence_and_given_back(ada, sent, sentence: str) -> None:
    doc = post("Mine")
    answer = send(ada, f"/admin/posts/{doc['id']}", **as_document(sent), title="Typed meanwhile")
    assert answer.status_code == 422
    assert sentence in text(answer)
    assert dict(fields(answer))["title"] == "Typed meanwhile"
    shown = dict(fields(answer))
    assert shown["content"] == as_document(sent)["content"]
    assert shown["content:form"] == "document"
    assert stored("posts", doc["id"])["content"] == doc["content"]


def test_what_is_refused_elsewhere_keeps_the_document_in_the_editor(ada) -> None:
    doc = post("Mine")
    sent = document(words("One"), {"type": "paragraph"})
    answer = send(ada, f"/admin/posts/{doc['id']}", press="publish", title="", **as_document(sent))
    assert answer.status_code == 422
    assert given_to_the_editor(answer) == sent


def test_no_text_ends_the_place_where_it_stands_in_the_page(ada) -> None:
    nasty = document(words("</script><script>alert(1)</script><!-- &lt; \u2028"))
    doc = post("Nasty", content=nasty)
    answer = ada.get(f"/admin/posts/{doc['id']}")
    assert given_to_the_editor(answer)["content"][0]["content"][0]["text"].startswith("</script><script>")
    assert "<script>alert" not in answer.text
    assert not page(answer).xpath('//script[not(@src) and not(@type="application/json")]')


def test_a_document_inside_a_block_is_kept_while_rows_are_moved(ada) -> None:
    layout = [{"blockType": "content", "columns": [{"richText": document(words(said))}]} for said in ("A", "B")]
    doc = make_page("Blocks", layout=layout)
    address, sent = f"/admin/pages/{doc['id']}", document(words("New"), {"type": "paragraph"})
    moved = send(ada, address, press="down:layout.0", **as_document(sent, "layout.0.columns.0.richText"))
    assert given_to_the_editor(moved, "layout.1.columns.0.richText") == sent
    assert send(ada, address, **as_document(sent, "layout.0.columns.0.richText")).status_code == 303
    assert stored("pages", doc["id"])["layout"][0]["columns"][0]["richText"] == sent


def test_saving_by_itself_takes_documents_too(ada) -> None:
    doc = post("Mine")
    address = f"/admin/posts/{doc['id']}"
    sent = {**fields_of(ada, address), **as_document(document(words("By itself")))}
    assert ada.post(f"{address}/autosave", data=sent).status_code == 200
    assert stored("posts", doc["id"])["content"] == document(words("By itself"))
    again = ada.post(f"{address}/autosave", data={**sent, **as_document(document({"type": "marquee"}))})
    assert again.status_code == 422
    assert "marquee" in again.json["problems"][0]


def turn(client: Any, way: str, body: Any, **headers: str) -> Any:
    headers = headers or {"X-CSRFToken": token(client.get("/admin/posts/new"))}
    return client.post(f"/admin/richtext/{way}", json=body, headers=headers)


def test_a_document_becomes_markdown_and_markdown_the_same_document(ada) -> None:
    told = turn(ada, "markdown", {"document": everything()})
    assert told.json == {"markdown": richtext.to_markdown(everything())}
    assert turn(ada, "document", told.json).json == {"document": everything()}


def test_what_cannot_be_turned_is_refused_with_a_sentence(ada, client) -> None:
    assert "marquee" in turn(ada, "markdown", {"document": document({"type": "marquee"})}).json["problem"]
    for nonsense in ({}, [], {"document": None}, "x"):
        assert turn(ada, "markdown", nonsense).status_code == 400
    assert turn(ada, "document", {"markdown": 5}).status_code == 400
    assert turn(ada, "document", {"markdown": "x" * (LARGEST_QUESTION + 1)}).status_code == 413
    assert turn(ada, "document", {"markdown": "x"}, Accept="*/*").status_code == 400
    assert client.post("/admin/richtext/document", json={"markdown": "x"}).status_code in (400, 401)


def test_the_form_is_plain_markdown_where_the_bundle_is_missing(ada, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "editor/mount.js" in ada.get("/admin/posts/new").text
    assert "editor/mount.js" not in ada.get("/admin/categories/new").text
    monkeypatch.setattr(dialects, "BUNDLE", "vendor/nothing.js")
    assert "editor/mount.js" not in ada.get("/admin/posts/new").text


def test_the_editor_is_told_every_node_mark_and_attribute(ada) -> None:
    kit = json.loads(page(ada.get("/admin/posts/new")).xpath('//script[@id="prose-kit"]')[0].text)
    assert kit["schema"] == richtext.description()
    told = {each["name"] for part in kit["schema"].values() for each in part}
    assert told == set(kinds(everything()))
    for path in kit["endpoints"].values():
        assert path.startswith("/admin/")


@pytest.mark.sqlite_only
def test_the_bundle_has_every_name_that_the_editor_takes_from_it() -> None:
    bundle = (STATIC / "vendor" / "editor.js").read_text("utf-8")
    exported = {each.split(" as ")[-1].strip() for each in re.findall(r"export\{([^}]*)\}", bundle)[-1].split(",")}
    taken: set[str] = set()
    for script in (STATIC / "admin" / "editor").rglob("*.js"):
        for names in re.findall(r"import \{([^}]*)\} from \"[./]*vendor/editor.js\"", script.read_text("utf-8")):
            taken |= {name.split(" as ")[0].strip() for name in names.split(",") if name.strip()}
    assert {"Editor", "Node", "pm"} <= taken <= exported
    assert (STATIC / "vendor" / "LICENSE-editor.txt").read_text("utf-8").startswith("BSD 3-Clause License")
