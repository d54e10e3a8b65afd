"""A message as the admin shows it: under the words that its sender read."""

from __future__ import annotations

import pytest

from blog.content import operations
from blog.content.access import ANONYMOUS, SYSTEM
from tests.admin.browser import page
from tests.content.documents import form, make

pytestmark = pytest.mark.sqlite_only

MEALS = [{"label": "Yes, I eat", "value": "yes, please"}, {"label": "Vegan", "value": "vegan"}]
ASKED = {"blockType": "checkboxes", "name": "meals", "label": "Meals", "options": MEALS}


def sent(form_id: str, **answers: str) -> str:
    rows = [{"field": name, "value": value} for name, value in answers.items()]
    return make("form-submissions", form=form_id, submissionData=rows)["id"]


def letter(ada, message: str) -> dict[str, str]:
    shown = page(ada.get(f"/admin/form-submissions/{message}"))
    texts = [
        [each.text_content().strip() for each in shown.xpath(f'//dl[@class="letter"]/{tag}')] for tag in ("dt", "dd")
    ]
    return dict(zip(*texts, strict=True))


def test_several_choices_are_shown_by_their_labels(ada) -> None:
    message = sent(form(ASKED)["id"], meals="vegan, yes, please")
    assert letter(ada, message) == {"Meals": "Vegan, Yes, I eat"}


def test_a_message_keeps_the_words_it_was_asked_with(ada, people) -> None:
    asked = form(ASKED | {"help": "On Friday."})["id"]
    message = sent(asked, meals="vegan")
    operations.update("forms", asked, {"fields": [ASKED | {"label": "Colours", "options": []}]}, actor=people.ada.actor)
    assert letter(ada, message) == {"Meals": "Vegan"}
    (field,) = operations.find_by_id("form-submissions", message, actor=people.ada.actor)["formSnapshot"]
    assert (field["label"], field["help"], field["options"][1]["label"]) == ("Meals", "On Friday.", "Vegan")


def test_a_message_of_which_the_words_were_not_kept_is_shown_under_those_of_today(ada) -> None:
    message = sent(form(ASKED)["id"], meals="vegan")
    operations.update("form-submissions", message, {"formSnapshot": None}, actor=SYSTEM)
    assert letter(ada, message) == {"Meals": "Vegan"}


def test_nobody_but_the_site_says_what_was_asked(people) -> None:
    given = [{"name": "name", "label": "Forged", "blockType": "text"}]
    rows = [{"field": "name", "value": "Vic"}]
    for actor in (ANONYMOUS, people.ada.actor):
        data = {"form": form()["id"], "submissionData": rows, "formSnapshot": given}
        made = operations.create("form-submissions", data, actor=actor)
        assert ("formSnapshot" in made) is (actor is not ANONYMOUS)
        kept = operations.find_by_id("form-submissions", made["id"], actor=people.ada.actor)
        assert kept["formSnapshot"][0]["label"] == "Name"
        operations.update("form-submissions", made["id"], {"formSnapshot": given}, actor=people.ada.actor)
        kept = operations.find_by_id("form-submissions", made["id"], actor=people.ada.actor)
        assert kept["formSnapshot"][0]["label"] == "Name"


def test_many_messages_are_marked_at_once_and_back(ada) -> None:
    asked = form(ASKED)["id"]
    ids = [sent(asked, meals="vegan") for _ in range(3)]
    inbox = page(ada.get("/admin/form-submissions/"))
    assert sorted(inbox.xpath('//form[@id="many"]//input[@name="id"]/@value')) == sorted(ids)
    token = inbox.xpath('//input[@name="csrf_token"]/@value')[0]
    offered = inbox.xpath('//select[@id="step"]/option/@value')
    assert offered == ["", "seen", "unseen", "star", "unstar", "junk", "wanted", "delete"]

    def take(step: str, way: str = "/do") -> str:
        sent_ = {"csrf_token": token, "step": step, "id": ids[:2]}
        answer = ada.post(f"/admin/form-submissions/bulk{way}", data=sent_)
        return " ".join(page(answer).text_content().split())

    def stored(name: str) -> list[bool]:
        return [bool(operations.find_by_id("form-submissions", id_, actor=SYSTEM)[name]) for id_ in ids]

    assert "vegan" in take("seen", "")
    assert stored("read") == [False] * 3
    for step, name, said in (("seen", "read", True), ("star", "starred", True), ("junk", "spam", True)):
        assert "2 messages" in take(step)
        assert stored(name) == [said, said, False]
        assert "Nothing was changed" in take(step)
    for step, name in (("unseen", "read"), ("unstar", "starred"), ("wanted", "spam")):
        take(step)
        assert stored(name) == [False] * 3
    take("delete")
    assert operations.count("form-submissions", actor=SYSTEM) == 1
