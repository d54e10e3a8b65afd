"""A save of what somebody else saved meanwhile: brought together, asked about where it clashes, never saved over."""

from __future__ import annotations

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from blog.content import operations, reviews
from blog.content.access import SYSTEM
from tests.admin.browser import Fields, changed, fields, page, text
from tests.content.documents import make, post


def at(doc: dict, slug: str = "posts") -> str:
    return f"/admin/{slug}/{doc['id']}"


def opened(client: FlaskClient, address: str) -> Fields:
    """The form as a person has it before them."""
    return fields(client.get(address))


def save(client: FlaskClient, address: str, form: Fields, /, press: str = "draft", **changes) -> TestResponse:
    return client.post(address, data=changed(form, **changes) | {"_save": press})


def now(doc: dict, slug: str = "posts") -> dict:
    return operations.find_by_id(slug, doc["id"], actor=SYSTEM, draft=True, depth=0)


def words(doc: dict) -> list[str]:
    return ["".join(run["text"] for run in each["content"]) for each in doc["content"]["content"]]


def decide(client: FlaskClient, asked: TestResponse, address: str, **choices: str) -> TestResponse:
    """Choose on the page that asks, and send it."""
    sent = changed(fields(asked, "merge"), **{f"_choice.{name}": wish for name, wish in choices.items()})
    return client.post(address, data=sent)


def test_what_does_not_touch_is_brought_together_without_a_question(ada, ed, people) -> None:
    doc = post("Tulips", summary="Low tide at six.", status="draft", draft=True)
    mine, theirs = opened(ada, at(doc)), opened(ed, at(doc))
    save(ed, at(doc), theirs, title="Roses", content="One.\n\nTwo, too.")
    answer = save(ada, at(doc), mine, summary="High tide at six.")
    assert answer.status_code == 303
    assert "Ed Editor saved this meanwhile" in text(ada.get(at(doc)))
    stored = now(doc)
    assert (stored["title"], stored["summary"], words(stored)) == ("Roses", "High tide at six.", ["One.", "Two, too."])


def test_words_of_one_text_by_two_people(ada, ed) -> None:
    doc = post("Tulips", status="draft", draft=True)
    save(ada, at(doc), opened(ada, at(doc)), content="One two three four five.\n\nThe end.")
    mine, theirs = opened(ada, at(doc)), opened(ed, at(doc))
    save(ed, at(doc), theirs, content="ONE two three four five.\n\nThe end.")
    save(ada, at(doc), mine, content="One two three four FIVE.\n\nThe end.\n\nPS.")
    assert words(now(doc)) == ["ONE two three four FIVE.", "The end.", "PS."]


def test_a_clash_is_shown_and_decided_field_by_field(ada, ed) -> None:
    doc = post("Tulips", summary="A tide.", status="draft", draft=True)
    mine, theirs = opened(ada, at(doc)), opened(ed, at(doc))
    save(ed, at(doc), theirs, title="Roses", summary="His tide.", content="Sleepy dog.")
    asked = save(ada, at(doc), mine, title="Lilies", summary="Her tide.", content="Idle dog.")
    assert asked.status_code == 409
    assert page(asked).xpath("//legend/text()") == ["Title", "Summary", "Content"]
    assert "Ed Editor saved this while you were writing" in text(asked)
    assert [mark.xpath("string(text())") for mark in page(asked).xpath("//mark")][:2] == ["Lilies", "Roses"]
    assert now(doc)["title"] == "Roses"
    assert decide(ada, asked, at(doc), title="mine", summary="theirs", content="both").status_code == 303
    stored = now(doc)
    assert (stored["title"], stored["summary"]) == ("Lilies", "His tide.")
    assert words(stored) == ["Idle dog.", "Sleepy dog."]


def test_a_choice_holds_only_for_what_was_seen(ada, ed) -> None:
    doc = post("Tulips", status="draft", draft=True)
    mine, theirs = opened(ada, at(doc)), opened(ed, at(doc))
    save(ed, at(doc), theirs, title="Roses")
    asked = save(ada, at(doc), mine, title="Lilies")
    save(ed, at(doc), opened(ed, at(doc)), title="Orchids")
    again = decide(ada, asked, at(doc), title="mine")
    assert again.status_code == 409
    assert "saved once more meanwhile" in text(again)
    assert "Orchids" in text(again)
    assert decide(ada, again, at(doc), title="mine").status_code == 303
    assert now(doc)["title"] == "Lilies"


def test_one_goes_back_to_ones_own_text(ada, ed) -> None:
    doc = post("Tulips", status="draft", draft=True)
    mine, theirs = opened(ada, at(doc)), opened(ed, at(doc))
    save(ed, at(doc), theirs, title="Roses")
    asked = save(ada, at(doc), mine, title="Lilies", content="Of mine.")
    back = ada.post(at(doc), data=changed(fields(asked, "merge")) | {"_do": ["back"]})
    assert dict(fields(back))["title"] == "Lilies"
    assert save(ada, at(doc), fields(back)).status_code == 409


def test_what_is_brought_together_is_not_published_unseen(ada, ed) -> None:
    doc = post("Tulips", summary="A tide.")
    mine, theirs = opened(ada, at(doc)), opened(ed, at(doc))
    save(ed, at(doc), theirs, title="Roses")
    save(ada, at(doc), mine, press="publish", summary="Her tide.")
    readers = operations.find_by_id("posts", doc["id"], actor=SYSTEM, depth=0)
    assert (readers["title"], readers["summary"]) == ("Tulips", "A tide.")
    assert (now(doc)["title"], now(doc)["summary"]) == ("Roses", "Her tide.")


def test_a_press_that_did_not_publish_says_so(ada, ed) -> None:
    doc = post("Tulips", status="draft", draft=True)
    mine, theirs = opened(ada, at(doc)), opened(ed, at(doc))
    save(ed, at(doc), theirs, title="Roses")
    told = text(ada.get(save(ada, at(doc), mine, press="publish", summary="Her tide.").location))
    assert "Nothing was published yet" in told
    assert "publish it once more" in told


def test_a_press_that_asked_for_no_review_says_so_and_keeps_the_note(ada, ed, people) -> None:
    olive = make("users", email="olive@example.org", name="Olive", role="admin", password="a long enough password")
    doc = post("Tulips", status="draft", draft=True)
    mine, theirs = opened(ed, at(doc)), opened(ada, at(doc))
    save(ada, at(doc), theirs, title="Roses")
    note = {"_note": "Is it <true>?", "_reviewer": olive["id"]}
    answer = save(ed, at(doc), mine, press="review", summary="High tide.", **note)
    assert answer.status_code == 200
    assert "No review was asked for yet" in text(answer)
    assert (now(doc)["title"], now(doc)["summary"]) == ("Roses", "High tide.")
    assert reviews.find_open("posts", doc["id"], actor=people.ed.actor) is None
    again = save(ed, at(doc), fields(answer), press="review")
    assert again.status_code == 303
    asked = reviews.find_open("posts", doc["id"], actor=people.ed.actor)
    assert (asked["note"], asked["reviewer"]["id"]) == (note["_note"], olive["id"])


def test_a_clash_keeps_the_note_for_the_reviewer_too(ada, ed) -> None:
    doc = post("Tulips", status="draft", draft=True)
    mine, theirs = opened(ed, at(doc)), opened(ada, at(doc))
    save(ada, at(doc), theirs, title="Roses")
    asked = save(ed, at(doc), mine, press="review", title="Lilies", _note="True?")
    settled = decide(ed, asked, at(doc), title="mine")
    assert "No review was asked for yet" in text(settled)
    assert dict(fields(settled))["_note"].strip() == "True?"
    back = ed.post(at(doc), data=changed(fields(settled), summary="More.") | {"_save": "draft"})
    assert back.status_code == 303
    assert (now(doc)["title"], now(doc)["summary"]) == ("Lilies", "More.")


def test_collections_without_versions_and_globals_are_brought_together_too(ada, people) -> None:
    doc = make("categories", title="Tides", description="Of water.")
    for address, one, two in (
        (at(doc, "categories"), {"title": "Currents"}, {"description": "Of the sea."}),
        ("/admin/site/", {"name": "Slack"}, {"tagline": "Water"}),
    ):
        first, second = opened(ada, address), opened(ada, address)
        assert save(ada, address, first, "save", **one).status_code == 303
        assert save(ada, address, second, "save", **two).status_code == 303
        assert (one | two).items() <= dict(opened(ada, address)).items()


def test_without_knowing_what_both_began_with_everything_is_asked(ada, ed) -> None:
    doc = post("Tulips", summary="A tide.", status="draft", draft=True)
    mine, theirs = opened(ada, at(doc)), opened(ed, at(doc))
    save(ed, at(doc), theirs, title="Roses")
    for origin in ("", "x" * 3_000_000, "é\x00.x", dict(opened(ada, f"{at(doc)}"))["_origin"]):
        asked = save(ada, at(doc), mine, summary="Her tide.", _origin=origin)
        assert asked.status_code in (409, 413)
        if asked.status_code == 409:
            assert page(asked).xpath("//legend/text()") == ["Title", "Summary"]
    assert now(doc)["summary"] == "A tide."


def test_a_password_does_not_come_back_in_the_page(ada, people) -> None:
    address = f"/admin/users/{people.ed.id}"
    mine, theirs = opened(ada, address), opened(ada, address)
    save(ada, address, theirs, "save", name="Eddy")
    asked = save(ada, address, mine, "save", name="Edgar", password="secret under bridges")
    assert asked.status_code == 409
    assert "secret under bridges" not in asked.text
