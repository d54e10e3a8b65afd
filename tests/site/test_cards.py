"""The pictures beside shared links: drawn once, for what is public, at an address that nobody can make up."""

from __future__ import annotations

import io
import re
import uuid
from dataclasses import replace

import pytest
from PIL import Image

from blog import typesetting
from blog.content import operations, previews
from blog.content.access import SYSTEM
from blog.jobs import run_due
from blog.site import cards
from tests.site import content


def card(client, path: str) -> str:
    """The path of the picture that a page names."""
    return re.search(r'<meta property="og:image" content="https?://[^/"]+(/cards/[^"]+)"', client.get(path).text)[1]


def test_a_picture_is_drawn_once_and_kept_for_good(client, app, monkeypatch: pytest.MonkeyPatch) -> None:
    ines = content.author()
    post = content.post("The night the board stopped", author=ines["id"])
    address = card(client, f"/posts/{post['slug']}")
    answer = client.get(address)
    picture = Image.open(io.BytesIO(answer.data))
    assert (picture.format, picture.size) == ("PNG", (1200, 630))
    assert len(picture.convert("L").getcolors()) > 20
    assert "immutable" in answer.headers["Cache-Control"]
    monkeypatch.setattr(typesetting, "png", None)
    assert client.get(address).data == answer.data
    assert list(app.extensions["storage"].keys(f"cards/posts/{post['id']}/")) == [address.strip("/")]


def test_a_picture_changes_with_what_it_shows(client, app) -> None:
    post = content.post("First")
    before = card(client, "/posts/first")
    old = client.get(before).data
    operations.update("posts", post["id"], {"title": "Second"}, actor=SYSTEM)
    after = card(client, "/posts/first")
    assert after != before
    assert client.get(before).location == after
    assert client.get(after).data != old
    assert len(list(app.extensions["storage"].keys(f"cards/posts/{post['id']}/"))) == 1
    operations.update_global("site", {"theme": {"accent": "#aa3300"}}, actor=SYSTEM)
    assert card(client, "/posts/first") != after


def test_the_pictures_of_a_deleted_document_go_with_it(client, app) -> None:
    gone, kept = (content.post(title) for title in ("Gone", "Kept"))
    for post in (gone, kept):
        for folder in ("cards", "cards/drafts"):
            app.extensions["storage"].put(f"{folder}/posts/{post['id']}/a.png", b"drawn", "image/png")
    operations.delete("posts", gone["id"], actor=SYSTEM)
    run_due()
    left = sorted(app.extensions["storage"].keys("cards/"))
    assert left == [f"cards/drafts/posts/{kept['id']}/a.png", f"cards/posts/{kept['id']}/a.png"]


def test_a_draft_has_its_picture_for_who_holds_a_ticket(client, people, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typesetting, "png", lambda source, card, **size: card["title"].encode())
    post = content.post("Public")
    operations.update("posts", post["id"], {"title": "Not public yet"}, actor=SYSTEM, draft=True)
    path = previews.own_preview("posts", post["id"], actor=people.ed.actor)
    answer = client.get(f"{path}/card.png")
    assert (answer.data, answer.mimetype) == (b"Not public yet", "image/png")
    assert "private" in answer.headers["Cache-Control"]
    assert client.get(card(client, "/posts/public")).data == b"Public"
    assert client.get("/preview/forged/card.png").status_code == 404


def test_nothing_is_drawn_for_what_is_not_public_or_not_there(client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typesetting, "png", None)
    draft = content.post("Draft", status="draft")
    content.post("First")
    made_up = f"/cards/posts/{uuid.uuid4()}/{'a' * 20}.png"
    for address in (
        f"/cards/posts/{draft['id']}/{'a' * 20}.png",
        made_up,
        "/cards/users/x/y.png",
        "/cards/posts/x/y.png",
    ):
        assert client.get(address).status_code == 404, address
    wrong = card(client, "/posts/first").rsplit("/", 1)[0] + "/free-text.png"
    assert client.get(wrong).status_code == 302
    assert "free-text" not in client.get(wrong).location


def test_a_picture_that_cannot_be_drawn_is_asked_for_later(client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> bytes:
        raise typesetting.TypesettingError("no")

    monkeypatch.setattr(typesetting, "png", fail)
    content.post("First")
    assert client.get(card(client, "/posts/first")).status_code == 503


def test_nobody_has_more_drawn_than_a_machine_can_bear(client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typesetting, "png", lambda *_, **__: b"drawn")
    monkeypatch.setattr(cards, "DRAWING_LIMIT", "2 per minute")
    addresses = []
    for number in range(3):
        content.post(f"Post {number}")
        addresses.append(card(client, f"/posts/post-{number}"))
    assert [client.get(address).status_code for address in addresses] == [200, 200, 429]
    assert client.get(addresses[0]).status_code == 200


TITLES = (
    "x" * 190, "word " * 2000, "静かなシステム", "الماء الراكد", "👩🏽‍🚀🌔", "#panic() $x$ *b* \\", "",
    "\u200b", "a\nb", "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
)  # fmt: skip


@pytest.mark.sqlite_only
def test_any_title_can_be_drawn(app) -> None:
    with app.test_request_context("/"):
        for title in TITLES:
            found = cards.card_of("posts", {"title": title, "populatedAuthors": [{"name": title}] * 3})
            assert len(found.title) < 200
            picture = Image.open(io.BytesIO(cards._drawn(found))).convert("L")
            assert picture.size == (1200, 630), title
            margin = picture.crop((1140, 40, 1200, 600)) if not found.rtl else picture.crop((0, 40, 60, 600))
            assert len(margin.getcolors()) == 1, f"{title} runs over the edge"


@pytest.mark.sqlite_only
def test_a_title_that_runs_from_right_to_left_is_set_so(app) -> None:
    with app.test_request_context("/"):
        assert cards.card_of("posts", {"title": "«الماء» and more"}).rtl
        assert not cards.card_of("posts", {"title": "Water, الماء"}).rtl


@pytest.mark.sqlite_only
def test_the_names_under_a_title_run_as_they_do_themselves(app) -> None:
    with app.test_request_context("/"):
        found = cards.card_of("projects", {"title": "الماء", "populatedAuthors": [{"name": "Ottoline Brack Jr."}]})
        assert (found.rtl, found.site_rtl, found.byline_rtl) == (True, False, False)
        apart = replace(found, byline_rtl=True)
        assert cards._drawn(found) != cards._drawn(apart)
