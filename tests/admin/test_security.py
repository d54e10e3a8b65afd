"""The page of an account where its sessions end, its keys are made, and its lock is turned."""

from __future__ import annotations

import pytest

from blog.content import authentication
from blog.content.authentication import SignInRefused
from tests.admin.browser import page, press, sign_in, text
from tests.people import PASSWORD

# Pages over operations that are tested on both kinds of database.
pytestmark = pytest.mark.sqlite_only

PHONE = "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Mobile Safari/537.36"


def security(person) -> str:
    return f"/admin/users/{person.id}/security"


def enter(person, **more):
    return authentication.authenticate(person.email, PASSWORD, **more)


def test_one_sees_where_one_is_signed_in_and_which_place_is_this_one(ed, people):
    enter(people.ed, address="192.0.2.7", user_agent=PHONE)
    places = page(ed.get(security(people.ed))).xpath('//ul[contains(@class, "places")]/li')
    told = [" ".join(place.text_content().split()) for place in places]
    assert sum("Here, now" in place for place in told) == 1
    assert any("Chrome on Android" in place and "192.0.2.7" in place for place in told)


def test_one_place_is_signed_out_or_all_the_others(ed, people):
    phone, tablet = (enter(people.ed, user_agent=PHONE).session_id for _ in range(2))
    here = security(people.ed)
    assert press(ed, here, f"/admin/users/{people.ed.id}/sessions/end", session=phone).status_code == 303
    assert authentication.find_session(phone) is None
    assert authentication.find_session(tablet) is not None
    press(ed, here, f"/admin/users/{people.ed.id}/sessions/end", session="others")
    assert authentication.find_session(tablet) is None
    assert ed.get(here).status_code == 200


def test_an_administrator_sees_everybodys_page_and_an_editor_only_their_own(ada, ed, people):
    assert "Uma User" in text(ada.get(security(people.uma)))
    assert ed.get(security(people.uma)).status_code == 404
    path = f"/admin/users/{people.ada.id}"
    for where in ("sessions/end", "keys", "keys/revoke", "lock", "unlock"):
        assert press(ed, security(people.ed), f"{path}/{where}", session="others").status_code in (403, 404, 422)
    assert ada.get("/admin/").status_code == 200


def test_a_key_is_shown_once_and_does_what_was_ticked(app, ed, people):
    path = f"/admin/users/{people.ed.id}/keys"
    data = {"name": "Deploy", "scope": ["posts:read", "media:write"], "days": "30"}
    made = press(ed, security(people.ed), path, **data)
    key = page(made).get_element_by_id("made").text
    later = ed.get(security(people.ed))
    assert (made.status_code, key not in later.text, "Deploy" in later.text) == (201, True, True)
    assert "Reads posts; changes media" in text(later)
    program, told = app.test_client(), {"Authorization": f"users API-Key {key}"}
    assert program.get("/api/users/me", headers=told).json["user"]["email"] == people.ed.email
    id_ = page(later).xpath('//button[@name="key"]/@value')[0]
    assert press(ed, security(people.ed), f"{path}/revoke", key=id_).status_code == 303
    assert program.get("/api/users/me", headers=told).json["user"] is None


@pytest.mark.sqlite_only
@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"name": "x" * 300},
        {"name": "\x00"},
        {"scope": []},
        {"scope": "all"},
        {"days": "1e9"},
        {"days": ""},
    ],
)
def test_a_key_that_cannot_be_made_is_asked_for_again(ed, people, wrong):
    data = {"name": "Deploy", "scope": ["read"], "days": "30"} | wrong
    answer = press(ed, security(people.ed), f"/admin/users/{people.ed.id}/keys", **data)
    assert answer.status_code == 422
    assert page(answer).xpath('//*[@class="wrong-text"]')


def test_a_locked_account_is_out_everywhere_until_it_is_unlocked(app, ada, ed, people):
    made = press(ed, security(people.ed), f"/admin/users/{people.ed.id}/keys", name="K", scope="read", days="30")
    told = {"Authorization": f"users API-Key {page(made).get_element_by_id('made').text}"}
    assert press(ada, security(people.ed), f"/admin/users/{people.ed.id}/lock").status_code == 303
    assert ed.get("/admin/").status_code == 303
    assert app.test_client().get("/api/users/me", headers=told).json["user"] is None
    with pytest.raises(SignInRefused):
        enter(people.ed)
    assert "Locked" in text(ada.get(security(people.ed)))
    assert press(ada, security(people.ed), f"/admin/users/{people.ed.id}/unlock").status_code == 303
    assert sign_in(app.test_client(), people.ed).status_code == 303
    assert app.test_client().get("/api/users/me", headers=told).json["user"] is not None


def test_nobody_locks_themselves_out(ada, people):
    assert press(ada, security(people.ada), f"/admin/users/{people.ada.id}/lock").status_code == 403
    assert ada.get(security(people.ada)).status_code == 200
