"""Related documents: how many statements they cost, and where they stop."""

from __future__ import annotations

import pytest

from blog.content import operations
from blog.content.access import ANONYMOUS, SYSTEM
from tests.content.documents import make, page, picture, post, text


def reference(collection: str, id_: str) -> dict:
    mark = {"type": "link", "attrs": {"reference": {"relationTo": collection, "value": id_}}}
    return {
        "type": "doc",
        "content": [{"type": "paragraph", "content": [{"type": "text", "text": "see", "marks": [mark]}]}],
    }


def many_posts(people, number: int) -> None:
    ids: list[str] = []
    for n in range(number):
        category = make("categories", title=f"C{n}", parent=None)["id"]
        doc = post(
            f"P{n}", author=people.ada.id, authors=[people.ed.id], categories=[category], heroImage=picture(f"{n}.png"),
            relatedPosts=ids[-3:], meta={"image": picture(f"m{n}.png")}, content=reference("categories", category),
        )  # fmt: skip
        ids.append(doc["id"])


def many_projects(people, number: int) -> None:
    ids: list[str] = []
    for n in range(number):
        technology = make("technologies", name=f"T{n}")["id"]
        doc = make(
            "projects", title=f"P{n}", content=text("x"), status="published", technologies=[technology],
            primaryTechnology=technology, gallery=[picture(f"{n}.png")], author=people.ed.id, relatedProjects=ids[-3:],
        )  # fmt: skip
        ids.append(doc["id"])


def many_pages(people, number: int) -> None:
    for n in range(number):
        linked = post(f"L{n}")["id"]
        link = {"link": {"type": "reference", "reference": {"relationTo": "posts", "value": linked}, "label": "x"}}
        page(f"P{n}", hero={"type": "high", "media": picture(f"{n}.png"), "links": [link]}, layout=[
            {"blockType": "mediaBlock", "media": picture(f"b{n}.png")},
            {"blockType": "archive", "populateBy": "selection", "selectedDocs": [{"relationTo": "posts",
            "value": linked}]},
            {"blockType": "banner", "content": reference("posts", linked)},
        ])  # fmt: skip


@pytest.mark.parametrize(("slug", "fill"), [("posts", many_posts), ("projects", many_projects), ("pages", many_pages)])
def test_statements_do_not_grow_with_the_documents(people, app, statements, slug, fill):
    fill(people, 20)
    for actor in (ANONYMOUS, people.ada.actor):
        for depth in (0, 1, 2):
            asked = {"actor": actor, "depth": depth, "sort": "-createdAt"}
            operations.find(slug, limit=1, **asked)
            seen = []
            for limit in (3, 20):
                with statements() as collected:
                    docs = operations.find(slug, limit=limit, **asked).docs
                assert len(docs) == limit
                seen.append(len(collected))
            assert seen[0] == seen[1] <= 4 + 6 * depth, (slug, actor.role, depth, seen)


def test_depth_says_how_far_documents_are_filled_in(people, app):
    root = make("categories", title="Root")["id"]
    leaf = make("categories", title="Leaf", parent=root)["id"]
    doc = post("A", categories=[leaf], author=people.ada.id, heroImage=picture())
    read = lambda depth, **more: operations.find_by_id("posts", doc["id"], actor=ANONYMOUS, depth=depth, **more)  # noqa: E731
    assert read(0)["categories"] == [leaf]
    one = read(1)
    assert (one["categories"][0]["title"], one["heroImage"]["filename"]) == ("Leaf", "tulips.png")
    assert "parent" not in one["categories"][0]
    chosen = {"categories": {"title": True, "parent": True}}
    assert read(1, populate=chosen)["categories"][0]["parent"] == root
    assert read(2, populate=chosen)["categories"][0]["parent"]["title"] == "Root"
    assert one["populatedAuthors"][0]["name"] == "Ada Admin"
    assert one["author"] == people.ada.id


def test_a_circle_of_related_posts_ends(people, app):
    a, b = post("A")["id"], post("B")["id"]
    operations.update("posts", a, {"relatedPosts": [b]}, actor=SYSTEM)
    operations.update("posts", b, {"relatedPosts": [a, b]}, actor=SYSTEM)
    populate = {"posts": {"title": True, "relatedPosts": True}}
    doc = operations.find_by_id("posts", a, actor=ANONYMOUS, depth=3, populate=populate)
    first = doc["relatedPosts"][0]
    assert [d["title"] for d in first["relatedPosts"]] == ["A", "B"]
    assert first["relatedPosts"][0]["relatedPosts"][0]["relatedPosts"] == [a, b]


def test_documents_that_all_name_each_other_stay_bounded(people, app):
    ids = [post(f"P{n}")["id"] for n in range(9)]
    for id_ in ids:
        operations.update("posts", id_, {"relatedPosts": ids}, actor=SYSTEM, depth=0)
    found = operations.find(
        "posts", actor=ANONYMOUS, depth=10, limit=9, populate={"posts": {"title": True, "relatedPosts": True}}
    )
    assert len(found.docs) == 9
    assert str(found.docs).count("'title'") < 100_000


def test_one_document_in_many_places_is_not_shared(people, app):
    category = make("categories", title="C")["id"]
    for title in "AB":
        post(title, categories=[category])
    a, b = operations.find("posts", actor=ANONYMOUS, depth=2).docs
    a["categories"][0]["title"] = "changed"
    assert b["categories"][0]["title"] == "C"


def test_what_is_selected_is_all_there_is(people, app):
    doc = post("A", meta={"title": "m", "description": "d"}, categories=[make("categories", title="C")["id"]])
    read = lambda select: operations.find_by_id("posts", doc["id"], actor=ANONYMOUS, select=select)  # noqa: E731
    assert read({"title": True}) == {"id": doc["id"], "title": "A"}
    assert read({}) == {"id": doc["id"]}
    assert read(["title", "slug"]) == {"id": doc["id"], "title": "A", "slug": "a"}
    assert read({"meta": {"title": True}}) == {"id": doc["id"], "meta": {"title": "m"}}
    without = read({"content": False, "meta": {"title": False}})
    assert "content" not in without
    assert without["meta"] == {"description": "d", "image": None}
    assert read({"_status": True})["_status"] == "published"


def test_pictures_are_seen_inside_what_is_public_and_not_by_themselves(people, app):
    media = picture()
    doc = post("A", heroImage=media, meta={"image": media})
    found = operations.find_by_id("posts", doc["id"], actor=ANONYMOUS)
    assert found["heroImage"]["id"] == found["meta"]["image"]["id"] == media
    assert operations.find_by_id("posts", doc["id"], actor=ANONYMOUS, depth=0)["heroImage"] == media


def test_what_is_known_is_not_asked_for_again(app, statements):
    known, other = (make("categories", title=title)["id"] for title in ("Known", "Other"))
    shared = {"categories": {known: {"id": known, "title": "Known by now"}}}

    def titles(*ids: str) -> tuple[list[str], int]:
        doc = post(categories=list(ids))
        with statements() as seen:
            where = {"id": {"equals": doc["id"]}}
            found = operations.find_one("posts", where, actor=ANONYMOUS, select=("categories",), known=shared)
        return [category["title"] for category in found["categories"]], len(seen)

    assert titles(known) == (["Known by now"], 2)
    assert titles(known, other) == (["Known by now", "Other"], 3)
