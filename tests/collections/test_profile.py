"""The profile keeps what a curriculum vitae needs: rows of many kinds, and projects in an order of the owner's."""

from __future__ import annotations

from blog.content import operations
from blog.content.access import ANONYMOUS, SYSTEM
from tests.site import content


def test_chosen_projects_keep_their_order_and_show_only_what_is_published(app) -> None:
    first, second = content.project("First"), content.project("Second")
    draft = content.project("Draft", status="draft")
    chosen = [second["id"], draft["id"], first["id"]]
    operations.update_global("profile", {"name": "Ines", "projects": chosen}, actor=SYSTEM)
    shown = operations.read_global("profile", actor=ANONYMOUS)["projects"]
    assert [project["title"] for project in shown if isinstance(project, dict)] == ["Second", "First"]
    assert "Draft" not in str(shown)


def test_a_project_that_is_deleted_leaves_the_profile(app) -> None:
    made = content.project("Gone")
    operations.update_global("profile", {"name": "Ines", "projects": [made["id"]]}, actor=SYSTEM)
    operations.delete("projects", made["id"], actor=SYSTEM)
    assert operations.read_global("profile", actor=ANONYMOUS)["projects"] == []


def test_a_kind_of_row_is_emptied_without_touching_the_others(app) -> None:
    rows = {
        "talks": [{"title": "On tides", "event": "Meeting", "date": "2024-05-01"}],
        "awards": [{"title": "Best knot", "awarder": "The quay"}],
        "testimonials": [{"text": "Good.", "name": "Bo"}],
        "interests": [{"name": "Boats", "details": "small ones"}],
    }
    operations.update_global("profile", {"name": "Ines", **rows}, actor=SYSTEM)
    operations.update_global("profile", {"name": "Ines", "talks": []}, actor=SYSTEM)
    now = operations.read_global("profile", actor=ANONYMOUS)
    assert now["talks"] == []
    assert now["awards"][0]["title"] == "Best knot"
    assert now["openToWork"] == "no"
