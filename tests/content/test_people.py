"""The names behind ids, whatever stands where an id should."""

from __future__ import annotations

from blog.content.people import names_of


def test_only_people_have_names(app, people):
    asked = [people.ed.id, None, "", "x" * 36, "00000000-0000-4000-8000-000000000000", people.ada.id]
    assert names_of(asked) == {people.ed.id: "Ed Editor", people.ada.id: "Ada Admin"}
