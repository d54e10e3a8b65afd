"""Menus, settings and the profile before they are saved: shown on the site's own pages, to their owner alone."""

from __future__ import annotations

import pytest

from blog.content import operations
from blog.content.access import SYSTEM
from blog.db import db
from blog.models import User
from tests.admin.browser import changed, fields, page, text
from tests.content.documents import post

# Pages over operations that are tested on both kinds of database.
pytestmark = pytest.mark.sqlite_only

SITE, TRY = "/admin/site/", "/admin/site/try"


def ticket(browser, address: str = SITE, **changes: str) -> str:
    answer = browser.post(f"{address}try", data=changed(fields(browser.get(address)), **changes))
    assert answer.status_code == 200, answer.text
    return answer.json["ticket"]


def test_a_look_is_shown_before_it_is_saved_and_kept_nowhere(ada, client) -> None:
    post("Tulips")
    before = operations.read_global("site", actor=SYSTEM)
    made = ticket(ada, name="Tried out", theme__accent="#aa0000", theme__font="mono", homeLayout="posts")
    shown = client.post("/preview/site", data={"ticket": made})
    assert shown.status_code == 200
    assert "Tried out" in text(shown)
    assert shown.headers["Cache-Control"] == "private, no-store"
    assert "frame-ancestors 'self'" in shown.headers["Content-Security-Policy"]
    assert "ETag" not in shown.headers
    (sheet,) = [href for href in page(shown).xpath("//link[@rel='stylesheet']/@href") if "theme" in href]
    answer = client.get(sheet)
    assert "--mono" in answer.text
    assert "--hue: 29" in answer.text
    assert "no-store" in answer.headers["Cache-Control"]
    assert "Tulips" in text(client.post("/preview/site", data={"ticket": made, "page": "post"}))
    assert operations.read_global("site", actor=SYSTEM) == before
    assert "Tried out" not in client.get("/").text
    assert operations.find_versions("site", None, actor=SYSTEM).total_docs == 0


def test_only_who_may_save_may_try(ada, ed, client) -> None:
    asked = ed.get(SITE)
    token = page(asked).xpath('//input[@name="csrf_token"]/@value')[0]
    assert ed.post(TRY, data={"csrf_token": token, "name": "Mine"}).status_code == 403
    assert ada.post(TRY, data={"name": "Forged"}).status_code == 400
    assert client.post(TRY, data={"name": "Nobody"}).status_code in (400, 401)
    made = ticket(ada, name="Tried out")
    db.session.query(User).filter_by(role="admin").update({"role": "editor"})
    db.session.commit()
    assert client.post("/preview/site", data={"ticket": made}).status_code == 404


@pytest.mark.parametrize("forged", ["", "x", "\0", "é", "a.b", "x" * 100_000])
def test_forged_words_show_nothing(client, forged: str) -> None:
    assert client.post("/preview/site", data={"ticket": forged, "page": "../etc"}).status_code == 404
    assert client.get("/preview/theme.css", query_string={"accent": forged, "font": "}x{"}).status_code == 200


def test_what_is_wrong_is_said_and_the_contrast_told_in_words(ada) -> None:
    wrong = ada.post(TRY, data=changed(fields(ada.get(SITE)), language="nonsense nonsense"))
    assert wrong.status_code == 422
    assert "Language" in wrong.json["problems"][0]
    told = ada.post(TRY, data=changed(fields(ada.get(SITE)), theme__accent="#ffee00")).json["accent"]
    assert "On light paper it would be hard to read" in told
    assert "On dark paper it reads well" in told
    assert "Look" in [heading.text for heading in page(ada.get(SITE)).xpath("//h2")]


def test_a_profile_that_is_not_saved_makes_a_cv(ada, client) -> None:
    at = "/admin/profile/"
    added = ada.post(at, data=changed(fields(ada.get(at)), _do="add:experience"))
    data = changed(fields(added), name="Ines", experience__0__role="Sailor")
    made = ada.post(f"{at}try", data=data).json["ticket"]
    assert "Sailor" in text(client.post("/preview/site", data={"ticket": made, "page": "cv"}))
    assert client.get("/cv").status_code == 404
