"""Categories: their tree and its breadcrumbs."""

from __future__ import annotations

import pytest

from blog.content import operations
from blog.content.access import ANONYMOUS, SYSTEM
from blog.errors import Invalid
from tests.content.documents import make, post


def crumbs(id_: str) -> list[str]:
    doc = operations.find_by_id("categories", id_, actor=ANONYMOUS, depth=0)
    assert doc["breadcrumbs"][-1]["id"] == id_
    assert all(crumb["url"] == f"/categories/{crumb['slug']}" for crumb in doc["breadcrumbs"])
    return [crumb["title"] for crumb in doc["breadcrumbs"]]


def tree(depth: int) -> list[str]:
    ids: list[str] = []
    for n in range(depth):
        ids.append(make("categories", title=f"L{n}", parent=ids[-1] if ids else None)["id"])
    return ids


def test_breadcrumbs_lead_from_the_root(app):
    ids = tree(3)
    assert crumbs(ids[2]) == ["L0", "L1", "L2"]
    doc = operations.find_by_id("categories", ids[2], actor=ANONYMOUS, depth=0)
    assert [crumb["id"] for crumb in doc["breadcrumbs"]] == ids


def test_a_new_name_or_place_moves_everything_below(app, people):
    ids = tree(4)
    side = [make("categories", title=f"S{n}", parent=ids[1])["id"] for n in range(12)]
    operations.update("categories", ids[0], {"title": "Top", "slug": "top"}, actor=people.ed.actor)
    assert crumbs(ids[3]) == ["Top", "L1", "L2", "L3"]
    operations.update("categories", ids[1], {"parent": None}, actor=people.ed.actor)
    assert crumbs(ids[3]) == ["L1", "L2", "L3"]
    assert all(crumbs(id_)[0] == "L1" for id_ in side)


def test_a_circle_is_refused_and_nothing_changes(app, people):
    ids = tree(3)
    for parent in ids:
        with pytest.raises(Invalid) as refused:
            operations.update("categories", ids[0], {"parent": parent}, actor=people.ed.actor)
        assert refused.value.problems[0].path == "parent"
    assert crumbs(ids[2]) == ["L0", "L1", "L2"]


def test_a_tree_is_ten_deep_at_most(app, people):
    ids = tree(10)
    with pytest.raises(Invalid):
        make("categories", title="Too deep", parent=ids[-1])
    other = make("categories", title="Above")["id"]
    with pytest.raises(Invalid):
        operations.update("categories", ids[0], {"parent": other}, actor=people.ed.actor)
    assert len(crumbs(ids[-1])) == 10


def test_a_deleted_category_leaves_its_posts(app, people):
    ids = tree(2)
    doc = post("A", categories=ids)
    operations.delete("categories", ids[0], actor=people.ada.actor)
    assert operations.find_by_id("posts", doc["id"], actor=ANONYMOUS, depth=0)["categories"] == [ids[1]]
    assert operations.find_by_id("categories", ids[1], actor=ANONYMOUS)["parent"] is None


def test_what_is_below_a_deleted_category_moves_up(app, people):
    ids = tree(3)
    operations.delete("categories", ids[0], actor=people.ada.actor)
    assert crumbs(ids[2]) == ["L1", "L2"]


def test_breadcrumbs_cannot_be_written(app, people):
    id_ = make("categories", title="A")["id"]
    operations.update("categories", id_, {"breadcrumbs": [{"title": "Fake"}], "title": "B"}, actor=people.ada.actor)
    assert crumbs(id_) == ["B"]


def test_the_order_of_a_documents_categories_is_the_authors(app, people):
    a, b, c = (make("categories", title=title)["id"] for title in "ABC")
    id_ = post("P", categories=[c, a, b])["id"]
    for order in ([a, b, c], [b], [b, c, a, b]):
        operations.update("posts", id_, {"categories": order}, actor=people.ada.actor)
        found = operations.find_by_id("posts", id_, actor=SYSTEM, depth=0)["categories"]
        assert found == list(dict.fromkeys(order))
