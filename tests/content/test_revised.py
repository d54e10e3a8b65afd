"""When a document last changed for readers, which is not when it was last saved."""

from __future__ import annotations

import pytest

from blog.content import operations
from blog.content.access import SYSTEM
from tests.site import content


def told(collection: str, id_: str) -> tuple:
    """What readers are told of a document's last change, and when it was last saved."""
    doc = operations.find_by_id(collection, id_, actor=SYSTEM, depth=0)
    return doc["revisedAt"], doc["updatedAt"]


@pytest.mark.parametrize(
    ("changes", "how"),
    [
        ({"title": "Another"}, {"draft": True}),
        ({"title": "Another"}, {"draft": True, "autosave": True}),
        ({"internalNotes": "For editors."}, {}),
    ],
)
def test_what_readers_do_not_see_moves_only_the_last_save(app, changes, how) -> None:
    post = content.post("First")
    revised, updated = told("posts", post["id"])
    operations.update("posts", post["id"], changes, actor=SYSTEM, **how)
    assert told("posts", post["id"])[0] == revised
    assert told("posts", post["id"])[1] > updated


def test_a_change_that_readers_see_moves_it_and_so_does_publishing_a_working_copy(app) -> None:
    post, craft = content.post("First"), content.category("Craft")
    revised, _ = told("posts", post["id"])
    operations.update("posts", post["id"], {"categories": [craft["id"]]}, actor=SYSTEM)
    live, _ = told("posts", post["id"])
    operations.update("posts", post["id"], {"title": "Another"}, actor=SYSTEM, draft=True)
    assert told("posts", post["id"])[0] == live > revised
    operations.publish("posts", post["id"], actor=SYSTEM)
    assert told("posts", post["id"])[0] > live


def test_publishing_a_draft_moves_it_although_nothing_in_it_changed(app) -> None:
    post = content.post("First", status="draft")
    revised, _ = told("posts", post["id"])
    operations.publish("posts", post["id"], actor=SYSTEM)
    assert told("posts", post["id"])[0] > revised


def test_nobody_sets_it(app) -> None:
    post = content.post("First")
    operations.update("posts", post["id"], {"title": "Other", "revisedAt": "2001-01-01T00:00:00Z"}, actor=SYSTEM)
    assert told("posts", post["id"])[0].year > 2001


def test_a_working_copy_of_a_global_is_no_change_for_readers(app) -> None:
    operations.update_global("profile", {"name": "Ines"}, actor=SYSTEM)
    before = operations.read_global("profile", actor=SYSTEM)
    operations.update_global("profile", {"name": "Other"}, actor=SYSTEM, draft=True)
    after = operations.read_global("profile", actor=SYSTEM)
    assert after["revisedAt"] == before["revisedAt"]
    assert after["updatedAt"] > before["updatedAt"]
