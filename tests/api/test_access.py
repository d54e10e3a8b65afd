"""Who may do what over HTTP: every collection and global, every role, every class of route, as the design's table says.

The expected answers are written here by hand, so that a slip in the rules is seen."""

from __future__ import annotations

from typing import Any

import pytest

from blog.content.registry import registry
from tests.api.conftest import Caller
from tests.api.test_files import form, png
from tests.content.test_access import Stage

#: The columns of the table: a list, a published document, a draft, and so on; `-` where there is no such thing.
ROUTES = ("list", "read", "draft", "create", "update", "publish", "versions", "restore", "delete")
ROLES = ("admin", "editor", "user", "anonymous")
CONTENT = (
    "200 200 200 201 200 200 200 200 200",
    "200 200 200 201 200 403 200 200 403",
    "200 200 404 403 403 403 403 403 403",
    "200 200 404 403 403 403 403 403 403",
)
OPEN = (
    "200 200 -   201 200 403 403 403 200",
    "200 200 -   201 200 403 403 403 403",
    "200 200 -   403 403 403 403 403 403",
    "200 200 -   403 403 403 403 403 403",
)
CLOSED = "403 403 -   403 403 403 403 403 403"
ADMIN = "200 200 -   201 200 403 403 403 200"
EXPECTED = {
    "posts": CONTENT,
    "projects": CONTENT,
    "pages": (CONTENT[0], "200 200 200 403 403 403 200 403 403", CONTENT[2], CONTENT[3]),
    "categories": OPEN,
    "technologies": OPEN,
    "media": (ADMIN, "200 200 -   201 403 403 403 403 403", "200 200 -   403 403 403 403 403 403", CLOSED),
    "users": (ADMIN, "200 404 -   403 404 403 403 403 403", "200 404 -   403 404 403 403 403 403", CLOSED),
    "forms": (
        "200 200 200 201 200 403 403 403 200",
        *["200 200 404 403 403 403 403 403 403"] * 3,
    ),
    "form-submissions": (ADMIN, *["403 403 -   201 403 403 403 403 403"] * 3),
    "redirects": (ADMIN, *["200 200 -   403 403 403 403 403 403"] * 3),
    "webhooks": (ADMIN, CLOSED, CLOSED, CLOSED),
    "webhook-deliveries": ("200 404 -   403 404 403 403 403 404", CLOSED, CLOSED, CLOSED),
}
NOWHERE = "00000000-0000-4000-8000-000000000000"
WEBHOOK = {"name": "Builds", "url": "https://example.org/hook", "onPublish": True}


class Trials(Stage):
    """Each class of route, as somebody, on a document of its own."""

    def __init__(self, admin: Caller) -> None:
        super().__init__()
        self.admin = admin

    def sent(self, slug: str) -> dict[str, Any]:
        """What makes a document of that collection, as a request."""
        if slug == "media":
            self.number += 1
            return form(png(2, 2), f"{self.number}.png", alt="x")
        if slug in ("webhooks", "webhook-deliveries"):
            return {"json": WEBHOOK}
        return {"json": self.data(slug)}

    def document(self, slug: str, status: str = "published") -> str:
        if slug == "webhook-deliveries":
            return NOWHERE
        if slug == "webhooks":
            return self.admin.post("/webhooks", WEBHOOK).json["doc"]["id"]
        return super().document(slug, status)

    def status(self, route: str, slug: str, who: Caller) -> int:
        """What the route answers. A read is asked for by its head, too, which must say the same."""
        path = f"/{slug}/{self.document(slug, 'draft' if route in ('draft', 'publish') else 'published')}"
        if route in ("list", "read", "draft"):
            path = f"/{slug}" if route == "list" else path
            answered = who.get(path)
            assert who("HEAD", path).status_code == answered.status_code, path
            return answered.status_code
        if route == "create":
            return who("POST", f"/{slug}", **self.sent(slug)).status_code
        if route == "versions":
            return who.get(f"{path}/versions").status_code
        if route == "restore":
            return who.post(f"/{slug}/versions/{self._version(slug, path)}").status_code
        method, path = {"publish": ("POST", f"{path}/publish"), "update": ("PATCH", path), "delete": ("DELETE", path)}[
            route
        ]
        return who(method, path, json={}).status_code

    def _version(self, slug: str, path: str) -> str:
        if not registry[slug].drafts:
            return NOWHERE
        return self.admin.get(f"{path}/versions").json["docs"][0]["id"]


def test_every_role_is_answered_as_the_table_says(app, ada, ed, uma, visitor):
    assert EXPECTED.keys() == registry.collections.keys()
    trials, wrong = Trials(ada), []
    for slug, rows in EXPECTED.items():
        for role, who, row in zip(ROLES, (ada, ed, uma, visitor), rows, strict=True):
            for route, expected in zip(ROUTES, row.split(), strict=True):
                if expected != "-" and (got := trials.status(route, slug, who)) != int(expected):
                    wrong.append(f"{slug}: {route} as {role} is {got}, not {expected}")
    assert wrong == []


def test_globals_are_read_by_all_and_changed_by_admins(app, ada, ed, uma, visitor):
    for slug in registry.globals:
        assert ada.post(f"/globals/{slug}", {}).status_code == 200
        version = ada.get(f"/globals/{slug}/versions").json["docs"]
        path = f"/globals/{slug}/versions/{version[0]['id'] if version else NOWHERE}"
        rights = [who.post(f"/globals/{slug}/access").json for who in (ada, uma)]
        assert [set(each) & {"read", "update"} for each in rights] == [{"read", "update"}, {"read"}]
        for who in (ed, uma, visitor):
            assert who.get(f"/globals/{slug}").status_code == 200
            assert [who.post(f"/globals/{slug}", {}).status_code, who.get(path).status_code] == [403, 403]
            assert [who.get(f"/globals/{slug}/versions").status_code, who.post(path).status_code] == [403, 403]
        if version:
            assert [ada.get(path).status_code, ada.post(path).status_code] == [200, 200]


@pytest.mark.sqlite_only
def test_everybody_reads_and_changes_their_own_account_only(app, ada, ed, uma, people):
    for who, person in ((ed, people.ed), (uma, people.uma)):
        assert [doc["id"] for doc in who.get("/users").json["docs"]] == [person.id]
        changed = who.patch(f"/users/{person.id}", {"name": "New", "role": "admin"})
        assert (changed.status_code, changed.json["doc"]["name"]) == (200, "New")
        assert changed.json["doc"]["role"] == person.role
        assert who.delete(f"/users/{person.id}").status_code == 403
