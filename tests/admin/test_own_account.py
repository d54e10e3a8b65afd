"""The account of somebody who is no editor: their own page of the admin, and nothing else of it."""

from __future__ import annotations

import pytest

from blog.content import operations
from blog.content.access import SYSTEM
from tests.admin.browser import changed, fields, page, press, send, sign_in, text
from tests.people import PASSWORD

# Pages over operations that are tested on both kinds of database.
pytestmark = pytest.mark.sqlite_only

NEW = "roses over seven bridges"


@pytest.fixture
def uma(app, people):
    browser = app.test_client()
    assert sign_in(browser, people.uma).location == "/admin/"
    return browser


def test_a_reader_is_led_to_their_account_and_changes_it(uma, people) -> None:
    at = f"/admin/users/{people.uma.id}"
    assert uma.get("/admin/").location == at
    asked = uma.get(at)
    assert "Your account" in text(asked)
    assert page(asked).xpath("//nav[@aria-label='Admin']") == []
    assert "role" not in dict(fields(asked))
    assert send(uma, at, press="save", name="Uma U.", role="admin").status_code == 303
    stored = operations.find_by_id("users", people.uma.id, actor=SYSTEM)
    assert (stored["name"], stored["role"]) == ("Uma U.", "user")
    assert send(uma, at, press="save", password=NEW).status_code == 422
    assert send(uma, at, press="save", password=NEW, presentPassword=PASSWORD).status_code == 303
    assert uma.get(at).status_code == 200


def test_a_reader_sees_where_they_are_signed_in_and_begins_one_time_codes(app, uma, people) -> None:
    at = f"/admin/users/{people.uma.id}"
    other = app.test_client()
    sign_in(other, people.uma)
    shown = text(uma.get(f"{at}/security"))
    assert "Where you are signed in" in shown
    assert press(uma, f"{at}/security", f"{at}/sessions/end", session="others").status_code == 303
    assert other.get(at).status_code == 303
    begun = press(uma, f"{at}/security", f"{at}/codes/begin", presentPassword=PASSWORD)
    assert begun.location == f"{at}/codes"
    assert uma.get(f"{at}/codes").status_code == 200


def test_a_reader_enters_no_other_room(uma, people) -> None:
    own, ada = f"/admin/users/{people.uma.id}", f"/admin/users/{people.ada.id}"
    for address in ("/admin/users/", "/admin/posts/", "/admin/palette/", "/admin/users/new", ada, f"{ada}/security"):
        assert uma.get(address).status_code == 403, address
    for step in ("trash", "delete", "duplicate", "lock", "unlock"):
        assert press(uma, own, f"{own}/{step}").status_code == 403, step
    data = changed(fields(uma.get(own)), name="Mine", _save="save")
    assert uma.post(ada, data=data).status_code == 403
    assert operations.find_by_id("users", people.ada.id, actor=SYSTEM)["name"] == "Ada Admin"
