"""Forms that another site sends in somebody's name: every address of the admin that takes one refuses it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from werkzeug.routing import Rule

from blog.content import operations
from blog.content.access import SYSTEM
from blog.content.registry import registry
from blog.db import transaction
from blog.models import WebhookDelivery
from tests.content.documents import form, make, page, picture, post

# Pages over operations that are tested on both kinds of database.
pytestmark = pytest.mark.sqlite_only

#: What the forms of the admin send, all at once.
TEMPTING = {
    "_mark": "spam:yes", "_save": "publish", "notes": "Forged", "title": "Forged", "name": "Forged", "alt": "Forged",
    "email": "forged@example.org", "password": "words of somebody else", "at": "2099-05-06T07:08", "action": "publish",
}  # fmt: skip
SAFE = {"GET", "HEAD", "OPTIONS"}


def stored() -> dict[str, Any]:
    """All that the site keeps, of every kind."""
    kept: dict[str, Any] = {
        slug: operations.find(slug, actor=SYSTEM, limit=100, depth=0, draft=True).docs for slug in registry.collections
    }
    return kept | {slug: operations.read_global(slug, actor=SYSTEM, depth=0) for slug in registry.globals}


def furnish() -> None:
    """One document at least of every collection."""
    post("Mine")
    page("Mine")
    picture()
    make("projects", title="Mine", status="draft", draft=True)
    make("categories", title="Mine")
    make("technologies", name="Mine")
    make("redirects", **{"from": "/old", "to": {"type": "custom", "url": "/new"}})
    make("form-submissions", form=form()["id"], submissionData=[{"field": "name", "value": "Grace"}])
    hook = make("webhooks", name="Mine", url="https://example.org/hook")
    with transaction() as session:
        session.add(WebhookDelivery(webhook_id=hook["id"], event="posts.publish", payload={}))


def taking_forms(app: Flask) -> list[Rule]:
    """The addresses of the admin that take anything but a question."""
    return [rule for rule in app.url_map.iter_rules() if rule.rule.startswith("/admin") and rule.methods - SAFE]


def addresses(app: Flask, rule: Rule, kept: dict[str, Any]) -> Iterator[str]:
    """The rule's address for a document that is there, with each step it may name."""
    slug = rule.endpoint.partition(".")[0].removeprefix("admin_")
    values: dict[str, Any] = {}
    if "id" in rule.arguments:
        values["id"] = kept[slug][0]["id"]
    if "version_id" in rule.arguments:
        values["version_id"] = "00000000-0000-4000-8000-000000000000"
    for name in rule.arguments - {*values, "step"}:
        values[name] = min(getattr(rule._converters[name], "items", ["elsewhere"]))
    steps = ("publish", "unpublish", "trash", "restore", "duplicate") if "step" in rule.arguments else (None,)
    for step in steps:
        with app.test_request_context():
            yield app.url_for(rule.endpoint, **values, **({"step": step} if step else {}))


@pytest.mark.parametrize("more", [{}, {"csrf_token": "forged"}, {"_do": "add:layout:quote"}])
def test_no_address_of_the_admin_acts_on_a_form_without_its_token(app, ada, more: dict[str, str]) -> None:
    furnish()
    before = stored()
    rules = taking_forms(app)
    assert len(rules) > 50
    for rule in rules:
        for address in addresses(app, rule, before):
            for method in sorted(rule.methods - SAFE):
                answer = ada.open(address, method=method, data=TEMPTING | more)
                assert answer.status_code in (400, 403, 422), f"{method} {address}: {answer.status_code}"
    assert stored() == before
    assert ada.get("/admin/").status_code == 200


def test_a_mark_on_a_message_is_not_taken_from_another_site(ada) -> None:
    sent = make("form-submissions", form=form()["id"], submissionData=[{"field": "name", "value": "Grace"}])
    refused = ada.post(f"/admin/form-submissions/{sent['id']}", data={"_mark": "spam:yes"})
    assert refused.status_code == 400
    assert operations.find_by_id("form-submissions", sent["id"], actor=SYSTEM, depth=0)["spam"] is False


def test_only_views_that_say_so_are_shown_a_stale_form(app) -> None:
    patient = {rule.endpoint for rule in taking_forms(app) if hasattr(app.view_functions[rule.endpoint], "is_patient")}
    written = {f"admin_{slug}.{name}" for slug in registry.collections for name in ("create", "edit")}
    written -= {"admin_form-submissions.edit"}
    written |= {f"admin_{slug}.{name}" for slug in registry.collections for name in ("autosave", "autosave_new")}
    written |= {f"admin_{slug}.{name}" for slug in registry.globals for name in ("edit", "try_out")}
    assert patient == written
