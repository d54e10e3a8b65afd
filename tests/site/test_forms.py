"""Public forms, from the empty field to the stored message."""

from __future__ import annotations

import io
import re
import time
from html import unescape
from typing import Any

import pytest
from PIL import Image

from blog.content import operations
from blog.content.access import SYSTEM
from blog.content.registry import registry
from blog.content.uploads import Upload
from blog.errors import Invalid
from tests.site import content

GOOD = {"name": "Ann", "email": "ann@example.org", "message": "Hello.\r\nSecond line."}


def token_of(page: str) -> str:
    return unescape(re.search(r'name="_token" value="([^"]+)"', page)[1])


def messages() -> list[dict[str, Any]]:
    return operations.find("form-submissions", actor=SYSTEM, depth=0, limit=0).docs


@pytest.fixture
def form(app) -> dict[str, Any]:
    made = content.contact_form()
    content.page("Contact", layout=[content.block("formBlock", form=made["id"])])
    return made


def send(client, form, **answers: Any):
    token = answers.pop("token", None) or token_of(client.get("/contact").text)
    given = {"_token": token, "_page": "/contact"} | answers
    return client.post(f"/forms/{form['id']}", data=given)


def test_a_message_is_stored_and_thanked_for(client, form) -> None:
    answer = send(client, form, **GOOD, topic="work", budget="200", how=["mail", "call"])
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/forms/{form['id']}/thanks")
    assert "Set-Cookie" not in answer.headers
    thanks = client.get(answer.headers["Location"])
    assert "Thank you." in thanks.text
    (message,) = messages()
    stored = {row["field"]: row["value"] for row in message["submissionData"]}
    assert stored["email"] == "ann@example.org"
    assert stored["message"] == "Hello.\nSecond line."
    assert stored["how"] == "mail, call"
    assert message["spam"] is False


def test_a_form_may_lead_elsewhere_afterwards(client, form) -> None:
    more = {"confirmationType": "redirect", "redirect": {"url": "/sent"}}
    operations.update("forms", form["id"], more, actor=SYSTEM)
    assert send(client, form, **GOOD).headers["Location"] == "/sent"


def test_what_is_wrong_stands_beside_its_field_and_nothing_typed_is_lost(client, form) -> None:
    answer = send(
        client, form, name="", email="nobody", message="Long <letter>", topic="words", how="call", copy="true"
    )
    page = answer.text
    assert answer.status_code == 422
    assert answer.headers["Cache-Control"] == "no-store"
    assert '<h1 dir="auto">Contact</h1>' in page
    assert 'role="alert"' in page
    prefix = re.search(r'href="#(f[^"]*-)email"', page)[1]
    assert f'id="{prefix}email-error"' in page
    assert f'aria-describedby="{prefix}email-hint {prefix}email-error"' in page
    assert page.count('aria-invalid="true"') == 2
    assert 'value="nobody"' in page
    assert "Long &lt;letter&gt;</textarea>" in page
    assert '<option value="words" selected>' in page
    assert 'value="call" checked' in page
    assert messages() == []


def test_the_corrected_form_can_be_sent_from_the_page_that_showed_the_errors(client, form) -> None:
    page = send(client, form, name="Ann", email="nobody", message="Hi").text
    assert send(client, form, token=token_of(page), **GOOD).status_code == 303


@pytest.mark.parametrize("token", ["", "nonsense", "abc.def.ghi"])
def test_a_form_without_its_token_is_shown_again(client, form, token) -> None:
    answer = client.post(f"/forms/{form['id']}", data={"_token": token, "_page": "/contact", **GOOD})
    assert answer.status_code == 422
    assert "Please send it once more." in answer.text
    assert 'value="ann@example.org"' in answer.text
    assert messages() == []


def test_the_token_of_another_form_does_not_do(client, form) -> None:
    other = content.contact_form(title="Other")
    token = token_of(client.get(f"/forms/{other['id']}").text)
    assert send(client, form, token=token, **GOOD).status_code == 422


def test_a_letter_that_is_too_long_is_given_back_whole(client, form) -> None:
    letter = ("word " * 5000).strip()
    answer = send(client, form, **(GOOD | {"message": letter}))
    assert answer.status_code == 422
    assert "at most 20000 characters" in answer.text
    assert letter in answer.text
    assert messages() == []


def test_a_page_with_a_form_is_the_same_for_an_hour_and_then_another(client, form, monkeypatch) -> None:
    begun = int(time.time()) // 3600 * 3600

    def tag_at(seconds: int) -> str:
        monkeypatch.setattr("itsdangerous.timed.time.time", lambda: begun + seconds)
        return client.get("/contact").headers["ETag"]

    assert tag_at(1) == tag_at(3599) != tag_at(3600)
    assert client.get("/contact", headers={"If-None-Match": tag_at(5)}).status_code == 304


def test_an_old_token_asks_for_one_more_try(client, form, monkeypatch) -> None:
    token = token_of(client.get("/contact").text)
    monkeypatch.setattr("blog.site.form_state.OLDEST", -1)
    answer = send(client, form, token=token, **GOOD)
    assert answer.status_code == 422
    assert "open for a long time" in answer.text


def test_who_fills_in_what_cannot_be_seen_is_kept_as_spam(client, form) -> None:
    assert send(client, form, **GOOD, _homepage="https://example.org").status_code == 303
    (message,) = messages()
    assert message["spam"] is True
    assert "do not see" in message["spamReasons"][0]


def test_what_the_form_does_not_ask_is_not_kept(client, form) -> None:
    assert send(client, form, **GOOD, role="admin", spam="false", read="true").status_code == 303
    (message,) = messages()
    assert {row["field"] for row in message["submissionData"]} == {"name", "email", "message"}
    assert message["read"] is False


def test_an_answer_that_was_not_offered_is_refused(client, form) -> None:
    assert send(client, form, **GOOD, topic="war").status_code == 422


def test_the_page_to_come_back_to_is_one_of_this_site(client, form) -> None:
    for page in ("https://example.org/", "//example.org", "/nothing", "/admin/", "/forms/x", "\\\\example.org"):
        answer = send(client, form, name="", _page=page)
        assert answer.status_code == 422, page
        assert f'action="/forms/{form["id"]}"' in answer.text, page


def test_a_file_is_no_page_to_come_back_to(client, app, form) -> None:
    file = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(file, "PNG")
    boat = operations.create("media", {"alt": "A boat"}, actor=SYSTEM, file=Upload("b.png", file.getvalue()), depth=0)
    assert client.get(boat["url"]).status_code == 200
    for page in (boat["url"], "/favicon.svg", "/theme.css", "/feed.xml", "/sitemap.xml", "/robots.txt"):
        answer = send(client, form, name="", _page=page)
        assert (answer.status_code, answer.mimetype) == (422, "text/html"), page
        assert "Please fill in this field." in answer.text, page


def test_a_form_has_a_page_of_its_own_and_others_have_none(client, form) -> None:
    assert '<h1 dir="auto">Contact</h1>' in client.get(f"/forms/{form['id']}").text
    assert client.get("/forms/contact").status_code == 404
    assert client.post("/forms/00000000-0000-0000-0000-000000000000", data=GOOD).status_code == 404


def test_too_many_messages_from_one_address_are_held_off(client, form, monkeypatch) -> None:
    monkeypatch.setattr("blog.site.forms.SENDING_LIMIT", "2 per minute")
    statuses = [send(client, form, **GOOD).status_code for _ in range(3)]
    assert statuses == [303, 303, 429]
    assert len(messages()) == 2


def test_a_form_inside_a_text_works_too(client, form) -> None:
    content.post("Write", content=content.text(f"Write to me:\n\n::form{{form={form['slug']}}}\n\nBye."))
    page = client.get("/posts/write").text
    assert f'action="/forms/{form["id"]}"' in page
    answer = client.post(
        f"/forms/{form['id']}", data={"_token": token_of(page), "_page": "/posts/write", "name": "Ann"}
    )
    assert answer.status_code == 422
    assert '<h1 dir="auto">Write</h1>' in answer.text


def test_an_option_with_a_comma_can_be_chosen(client) -> None:
    options = [{"label": value, "value": value} for value in ("Yes, please", "No")]
    made = content.contact_form(fields=[{"blockType": "checkboxes", "name": "tea", "options": options}])
    token = token_of(client.get(f"/forms/{made['id']}").text)
    answer = client.post(f"/forms/{made['id']}", data={"_token": token, "tea": ["Yes, please", "No"]})
    assert answer.status_code == 303
    assert [row["value"] for row in messages()[0]["submissionData"]] == ["Yes, please, No"]


@pytest.mark.sqlite_only
@pytest.mark.parametrize("kind", registry["forms"].by_name["fields"].child("blockType").choices)
def test_every_kind_of_field_that_a_form_may_have_can_be_sent(client, kind) -> None:
    good = {
        "email": "ann@example.org",
        "tel": "030 1234",
        "number": "3",
        "date": "2026-11-05",
        "checkbox": "true",
        "country": "Norway",
    }
    asked = {"blockType": kind, "name": "asked", "required": True, "options": [{"label": "A", "value": "a"}]}
    made = content.contact_form(fields=[asked, {"blockType": "text", "name": "more"}])
    token = token_of(client.get(f"/forms/{made['id']}").text)
    sent = {"_token": token, "asked": good.get(kind, "a"), "more": "b"}
    assert client.post(f"/forms/{made['id']}", data=sent).status_code == 303
    kept = [row["field"] for row in messages()[0]["submissionData"]]
    assert kept == (["more"] if kind == "message" else ["asked", "more"])


@pytest.mark.sqlite_only
def test_a_form_cannot_ask_for_a_file(app) -> None:
    with pytest.raises(Invalid, match="Kind"):
        content.contact_form(fields=[{"blockType": "file", "name": "asked"}])
