"""What the editor of rich text asks while somebody writes: who may ask, and what it answers, whatever is sent."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from flask.testing import FlaskClient
from PIL import Image

from blog.admin import questions
from blog.admin.prose import drawing
from blog.content import operations
from blog.content.access import SYSTEM
from tests.admin.browser import sign_in, token
from tests.content.documents import make, page, picture, post

# Pages over operations that are tested on both kinds of database.
pytestmark = pytest.mark.sqlite_only

ASKED = ("/admin/prose/documents", "/admin/prose/named", "/admin/prose/pictures")
SENT = ("/admin/prose/pictures", "/admin/prose/paste", "/admin/prose/drawn")
NAUGHTY = (
    "\0", "\ud800", "' OR 1=1 --", "%_%", "\\", "<script>alert(1)</script>", "{{7*7}}", "${7*7}", "../../etc/passwd",
    "\u202e\u200b", "é" * 5_000, "(" * 2_000, '"', "*" * 500, "NULL", "\r\nSet-Cookie: a=b",
)  # fmt: skip


def png(width: int = 4, height: int = 3) -> bytes:
    drawn = io.BytesIO()
    Image.new("RGB", (width, height), "teal").save(drawn, "PNG")
    return drawn.getvalue()


def csrf(client: FlaskClient) -> dict[str, str]:
    return {"X-CSRFToken": token(client.get("/admin/"))}


def ask(client: FlaskClient, where: str, body: Any) -> Any:
    data = body if isinstance(body, bytes | str) else json.dumps(body)
    return client.post(f"/admin/prose/{where}", data=data, headers=csrf(client), content_type="application/json")


def upload(client: FlaskClient, data: bytes | None = None, filename: str = "boat.png", **words: str) -> Any:
    sent = {"file": (io.BytesIO(png() if data is None else data), filename), **words}
    return client.post("/admin/prose/pictures", data=sent, headers=csrf(client))


def find(client: FlaskClient, **asked: str) -> list[dict[str, Any]]:
    return client.get("/admin/prose/documents", query_string=asked).json


def test_only_staff_is_answered(app, client, people) -> None:
    reader = app.test_client()
    sign_in(reader, people.uma)
    for where in ASKED:
        assert client.get(where).status_code == 401
        assert "Sign in again" in client.get(where).json["said"]
        assert reader.get(where).status_code == 403
    for where in SENT:
        assert client.post(where).status_code == 401
        assert reader.post(where).status_code == 403


def test_nothing_is_taken_without_the_token_and_a_new_one_is_offered(ada) -> None:
    for where in SENT:
        refused = ada.post(where, json={"text": "a"})
        assert refused.status_code == 400
        assert refused.json["token"]
        again = ada.post(where, json={"text": "a"}, headers={"X-CSRFToken": refused.json["token"]})
        assert "token" not in again.json
    assert operations.count("media", actor=SYSTEM) == 0


def test_documents_are_found_by_title_and_drafts_say_so(ada, ed) -> None:
    live, waiting = post("Slack water"), post("Water under bridges", status="draft", draft=True)
    page("Waterworks")
    make("categories", title="Water")
    found = {each["title"]: each for each in find(ada, search="water")}
    assert {"Slack water", "Water under bridges", "Waterworks", "Water"} <= set(found)
    assert found["Slack water"] | {"picture": None} == {
        "collection": "posts", "id": live["id"], "kind": "Post", "title": "Slack water", "draft": False,
        "path": "/posts/slack-water", "picture": None,
    }  # fmt: skip
    assert found["Water under bridges"]["draft"] is True
    assert [each["id"] for each in find(ed, search="under bri", of="posts")] == [waiting["id"]]
    assert {each["collection"] for each in find(ada, of="pages,categories")} == {"pages", "categories"}
    assert find(ada, search="nothing like it") == []


def test_an_address_of_this_site_is_the_document_there(ada) -> None:
    there, home = post("Slack water"), page("Home", slug="home")
    for address in ("/posts/slack-water", "http://localhost/posts/slack-water", "/posts/slack-water/"):
        assert [each["id"] for each in find(ada, search=address)] == [there["id"]]
    assert [each["id"] for each in find(ada, search="/")] == [home["id"]]
    assert find(ada, search="https://elsewhere.example/posts/slack-water") == []


def test_documents_are_named_by_their_ids(ada) -> None:
    doc, shown = post("Slack water"), picture()
    of = f"posts:{doc['id']},media:{shown},posts:00000000-0000-4000-8000-000000000000,users:x,../a:b"
    named = {each["id"]: each for each in ada.get("/admin/prose/named", query_string={"of": of}).json}
    assert named[doc["id"]]["title"] == "Slack water"
    assert named[shown]["picture"]["alt"] == "Tulips"
    assert len(named) == 2


def test_a_picture_is_taken_as_any_upload_is(ed) -> None:
    taken = upload(ed, alt="A boat")
    assert taken.status_code == 201
    kept = operations.find_by_id("media", taken.json["id"], actor=SYSTEM)
    assert (kept["alt"], kept["filename"], kept["width"]) == ("A boat", "boat.png", 4)
    assert ed.get(taken.json["url"]).status_code == 200
    listed = ed.get("/admin/prose/pictures?search=boat").json
    assert [each["id"] for each in listed["pictures"]] == [taken.json["id"]]
    assert listed["more"] is False
    assert upload(ed, filename="plain.png", decorative="true").json["decorative"] is True


@pytest.mark.parametrize(
    ("data", "filename", "words", "about"),
    [
        (None, "boat.png", {}, "alt"),
        (b"MZ not a picture", "boat.png", {"alt": "A boat"}, "file"),
        (b"", "boat.png", {"alt": "A boat"}, "file"),
        (b"%PDF-1.4", "boat.pdf", {"alt": "A boat"}, "file"),
    ],
)
def test_what_is_wrong_with_a_picture_is_said_by_its_field(ed, data, filename, words, about) -> None:
    refused = upload(ed, data, filename, **words)
    assert refused.status_code == 422
    assert refused.json["problems"][about].endswith(".")
    assert operations.count("media", actor=SYSTEM) == 0


def test_what_is_too_large_is_refused_with_a_sentence(app, ada, monkeypatch) -> None:
    monkeypatch.setattr(questions, "LARGEST_QUESTION", 1_000)
    assert ask(ada, "paste", {"text": "a" * 2_000}).status_code == 413
    monkeypatch.setitem(app.config, "MAX_CONTENT_LENGTH", 2_000)
    refused = ada.post(
        "/admin/prose/pictures", data={"file": (io.BytesIO(b"a" * 5_000), "a.png")}, headers=csrf(ada)
    )  # fmt: skip
    assert refused.status_code == 413
    assert refused.json["said"] == "What you sent is larger than this site takes."


def test_a_clipboard_becomes_a_document_with_links_that_follow(ada) -> None:
    doc = post("Slack water")
    html = '<p><b>See</b> <a href="http://localhost/posts/slack-water">this</a><img src="file:///C:/a.png"></p>'
    pasted = ask(ada, "paste", {"html": html, "text": "See this"}).json
    words = pasted["document"]["content"][0]["content"]
    assert words[0] == {"type": "text", "text": "See", "marks": [{"type": "bold"}]}
    assert words[2]["marks"][0]["attrs"]["reference"] == {"relationTo": "posts", "value": doc["id"]}
    assert pasted["notes"] == [
        "One picture could not be taken along. Save it from where it is, and drop it into the text."
    ]
    written = ask(ada, "paste", {"text": "# A\n\n## B\n\n- b"}).json
    assert written["format"] == "markdown"
    assert [node["attrs"]["level"] for node in written["document"]["content"][:2]] == [2, 3]
    plain = ask(ada, "paste", {"text": "a\n\nb"}).json
    assert (plain["format"], len(plain["document"]["content"])) == ("plain", 2)
    assert ask(ada, "paste", {}).status_code == 422
    assert ask(ada, "paste", {"html": "<p>a</p>" * 60_000}).json["said"].startswith("This is more than one text")


def test_formulas_and_diagrams_are_shown_as_readers_see_them(ada, monkeypatch) -> None:
    assert "<math" in ask(ada, "drawn", {"kind": "math", "source": "x^2"}).json["html"]
    shown = ask(ada, "drawn", {"kind": "mathBlock", "source": "\\frac{1}{2}"}).json
    assert ("<mfrac" in shown["html"], shown["problem"]) == (True, "")
    assert "cannot be set" in ask(ada, "drawn", {"kind": "math", "source": "\\frac{"}).json["problem"]
    assert "<svg" in ask(ada, "drawn", {"kind": "diagram", "source": "graph TD; A-->B"}).json["html"]
    wrong = ask(ada, "drawn", {"kind": "diagram", "source": "nothing known"}).json
    assert (wrong["html"], wrong["problem"].endswith(".")) == ("", True)
    assert ask(ada, "drawn", {"kind": "script", "source": "a"}).status_code == 422
    assert ask(ada, "drawn", {"kind": "math", "source": " "}).json == {"html": "", "problem": ""}


def test_one_person_does_not_draw_without_end(app, ada, monkeypatch) -> None:
    monkeypatch.setattr(drawing, "take", lambda *_: type("Left", (), {"is_used_up": True})())
    assert ask(ada, "drawn", {"kind": "diagram", "source": "graph TD; C-->D"}).status_code == 429


def test_nothing_that_is_sent_breaks_it(ada) -> None:
    for text in NAUGHTY:
        for where in ASKED:
            names = {"search": text, "of": text, "page": text}
            answer = ada.get(where, query_string={k: v.encode("utf-8", "surrogatepass") for k, v in names.items()})
            assert answer.status_code == 200, (where, text[:20])
        for where, body in (
            ("paste", {"html": text, "text": text}),
            ("paste", {"text": text}),
            ("drawn", {"kind": "math", "source": text}),
            ("drawn", {"kind": text, "source": text}),
        ):
            assert ask(ada, where, body).status_code in (200, 422), (where, text[:20])
    for body in (b"\xff\xfe", "[" * 50_000, "null", '{"html": 1, "text": []}', ""):
        assert ask(ada, "paste", body).status_code == 422
        assert ask(ada, "drawn", body).status_code == 422
    assert upload(ada, filename="\0\r\n../../<b>.png", alt="a\0b").status_code in (201, 422)
