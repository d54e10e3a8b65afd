"""The versions of a document: named, kept, and compared with each other and with what there is now."""

from __future__ import annotations

from flask.testing import FlaskClient

from blog.admin.differences import folded
from blog.content import operations
from blog.content.access import SYSTEM
from blog.content.merging import Piece
from tests.admin.browser import page, press, send, text
from tests.content.documents import make, post


def offered(client: FlaskClient, at: str) -> list[str]:
    """The ids of the versions, the newest first."""
    return page(client.get(f"{at}/versions")).xpath('//input[@name="a"]/@value')


def marks(response, mark: str) -> list[str]:
    return [each.xpath("string(text())") for each in page(response).xpath(f"//{mark}")]


def prose(*paragraphs: str) -> dict:
    content = [{"type": "paragraph", "content": [{"type": "text", "text": words}]} for words in paragraphs]
    return {"type": "doc", "content": content}


def test_a_version_is_named_and_kept_and_let_go(ed, people) -> None:
    doc = post("Tulips", status="draft", draft=True)
    at = f"/admin/posts/{doc['id']}"
    send(ed, at, title="Roses")
    first = offered(ed, at)[-1]
    named = press(ed, f"{at}/versions", f"{at}/versions/{first}/mark", mark="name", name=" As \x00 it  was ")
    assert named.status_code == 303
    press(ed, f"{at}/versions", f"{at}/versions/{first}/mark", mark="keep")
    assert "As it was" in text(ed.get(f"{at}/versions"))
    kept = operations.find_version("posts", first, actor=SYSTEM)
    assert (kept["name"], kept["pinned"]) == ("As it was", True)
    press(ed, f"{at}/versions", f"{at}/versions/{first}/mark", mark="let-go")
    press(ed, f"{at}/versions", f"{at}/versions/{first}/mark", mark="name", name="")
    kept = operations.find_version("posts", first, actor=SYSTEM)
    assert (kept["name"], kept["pinned"]) == (None, False)
    elsewhere = f"/admin/posts/{post('Other')['id']}/versions"
    assert press(ed, elsewhere, f"{elsewhere}/{first}/mark", mark="keep").status_code == 404


def test_words_of_rich_text_are_compared_with_what_it_says_now(ed) -> None:
    doc = post("Tulips", content=prose("Low tide is at six.", "The rest."), status="draft", draft=True)
    at = f"/admin/posts/{doc['id']}"
    operations.update(
        "posts", doc["id"], {"content": prose("High tide is at six.", "The rest.")}, actor=SYSTEM, draft=True
    )
    compared = ed.get(f"{at}/versions/compare?a={offered(ed, at)[-1]}&b=now")
    assert (marks(compared, "del"), marks(compared, "ins")) == (["Low"], ["High"])
    assert "to what it says now" in text(compared)
    assert "say the same" in text(ed.get(f"{at}/versions/compare?a={offered(ed, at)[0]}&b=now"))


def test_what_only_looks_otherwise_is_said_to(ed) -> None:
    bold = prose("Low tide.")
    bold["content"][0]["content"][0]["marks"] = [{"type": "bold"}]
    doc = post("Tulips", content=prose("Low tide."), status="draft", draft=True)
    operations.update("posts", doc["id"], {"content": bold}, actor=SYSTEM, draft=True)
    at = f"/admin/posts/{doc['id']}"
    compared = ed.get(f"{at}/versions/compare?a={offered(ed, at)[-1]}&b=now")
    assert "the same words in another form" in text(compared)
    assert "**" in "".join(marks(compared, "ins"))


def test_related_documents_are_compared_by_their_names(ed) -> None:
    tides = make("categories", title="Tides")["id"]
    doc = post("Tulips", status="draft", draft=True)
    operations.update("posts", doc["id"], {"categories": [tides]}, actor=SYSTEM, draft=True)
    at = f"/admin/posts/{doc['id']}"
    compared = ed.get(f"{at}/versions/compare?a={offered(ed, at)[-1]}&b=now")
    assert marks(compared, "ins") == ["Tides"]


def test_a_global_is_compared_named_and_kept_too(ada) -> None:
    for name in ("One", "Two"):
        send(ada, "/admin/site/", press="save", name=name)
    first = offered(ada, "/admin/site")[-1]
    compared = ada.get(f"/admin/site/versions/compare?a={first}&b=now")
    assert (marks(compared, "del"), marks(compared, "ins")) == (["One"], ["Two"])
    press(ada, "/admin/site/versions", f"/admin/site/versions/{first}/mark", mark="keep")
    assert operations.find_version("site", first, actor=SYSTEM)["pinned"]


def test_unchanged_lines_far_from_a_change_are_folded() -> None:
    same = "".join(f"line {number}\n" for number in range(10))
    shown = folded([Piece("kept", same), Piece("added", "new"), Piece("kept", "\n" + same)])
    assert [each if isinstance(each, int) else "".join(p.text for p in each) for each in shown] == [
        8, "line 8", "line 9", "new", "line 0", "line 1", 8,
    ]  # fmt: skip


def test_a_version_is_read_as_readers_would_and_brought_back_from_the_list(ed) -> None:
    there = post("Neighbours")
    mark = {"type": "link", "attrs": {"reference": {"relationTo": "posts", "value": there["id"]}}}
    linked = {"type": "text", "text": "the neighbours", "marks": [mark, {"type": "bold"}]}
    content = {"type": "doc", "content": [{"type": "paragraph", "content": [linked]}]}
    doc = post("Tulips", content=content, status="draft", draft=True)
    at = f"/admin/posts/{doc['id']}"
    operations.update("posts", doc["id"], {"content": prose("Gone.")}, actor=SYSTEM, draft=True)
    first = offered(ed, at)[-1]
    (shown,) = page(ed.get(f"{at}/versions/{first}")).xpath('//*[@class="readable"]')
    assert shown.xpath(".//a/@href") == [f"/posts/{there['slug']}"]
    assert shown.xpath("string(.//strong)") == "the neighbours"
    back = f"{at}/versions/{first}/restore"
    assert page(ed.get(f"{at}/versions")).xpath("//button/@formaction") == [back]
    assert press(ed, f"{at}/versions", back).status_code == 303
    assert operations.find_by_id("posts", doc["id"], actor=SYSTEM, depth=0, draft=True)["content"] == doc["content"]


def test_a_word_in_anothers_place_stands_apart_from_it(ed) -> None:
    doc = post("Tulips", content=prose("It is not open yet, they say."), status="draft", draft=True)
    at = f"/admin/posts/{doc['id']}"
    changed = {"content": prose("It is not open harbour, they say.")}
    operations.update("posts", doc["id"], changed, actor=SYSTEM, draft=True)
    assert "yet harbour" in " ".join(
        page(ed.get(f"{at}/versions/compare?a={offered(ed, at)[-1]}&b=now"))
        .xpath("string(//div[@class='marked'])").replace("[removed: ", "").replace("[added: ", "").replace("]", "")
        .split()
    )  # fmt: skip
