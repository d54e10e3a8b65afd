"""Every screen of the admin in a real browser, for each role: judged by axe-core, in both schemes, on a telephone and a
desk; and nothing is heard from the console or the policy."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page

from blog.content import operations
from blog.content.access import SYSTEM
from blog.content.registry import registry
from tests import axe
from tests.admin.test_scripts import enter
from tests.browsers import served
from tests.content.documents import form, make, post, text

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.sqlite_only]

PHONE, DESK = {"width": 360, "height": 780}, {"width": 1280, "height": 800}
#: Screens that look another way where there is room.
WIDE = ("", "posts/", "header/", "site/", "profile/")
#: Written by the site itself, not by a person.
MADE_ELSEWHERE = ("form-submissions", "webhook-deliveries")
#: Their lists and new forms are of the same parts as those of posts; tests without a browser see each of them.
ALIKE = ("categories", "technologies", "redirects", "projects", "pages", "webhooks")


@pytest.fixture
def site(app) -> Iterator[str]:
    # Or each screen would ask for every script once more.
    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = 3600
    with served(app) as address:
        yield address


@pytest.fixture
def things(app, people) -> dict[str, str]:
    """Something of everything, and the addresses of its screens."""
    category = make("categories", title="Craft")
    doc = post("A rather long title that has to be broken somewhere", categories=[category["id"]])
    operations.update("posts", doc["id"], {"title": "Edited"}, actor=people.ed.actor, draft=True)
    layout = [{"blockType": "quote", "text": "Q"}, {"blockType": "facts", "items": [{"term": "T", "description": "D"}]}]
    laid_out = make("pages", title="P", layout=layout, status="published")
    asked = form()
    sent = [{"field": "name", "value": "Uma"}, {"field": "message", "value": "Hello"}]
    message = make("form-submissions", form=asked["id"], submissionData=sent)
    make("projects", title="Boat", content=text("It floats."), status="published")
    links = [
        {"type": "reference", "reference": {"relationTo": "posts", "value": doc["id"]}},
        {"type": "custom", "url": "/feed.xml", "label": "Feed"},
        {"type": "reference"},
    ]
    operations.update_global("header", {"navItems": [{"link": link} for link in links]}, actor=SYSTEM)
    jobs = [{"role": "Sailor", "organisation": "The Linnet", "started": "2019-04-01"}, {"role": "Cook"}]
    operations.update_global("profile", {"name": "Ines", "experience": jobs}, actor=SYSTEM)
    versions = operations.find_versions("posts", doc["id"], actor=SYSTEM).docs
    return {
        "post": f"posts/{doc['id']}",
        "page": f"pages/{laid_out['id']}",
        "form": f"forms/{asked['id']}",
        "message": f"form-submissions/{message['id']}",
        "category": f"categories/{category['id']}",
        "versions": f"posts/{doc['id']}/versions",
        "compare": f"posts/{doc['id']}/versions/compare?a={versions[0]['id']}&b={versions[-1]['id']}",
    }


def screens(things: dict[str, str], person: Any, role: str) -> list[str]:
    """The addresses below /admin that a role may see."""
    own = [f"users/{person.id}", f"users/{person.id}/security"]
    if role == "user":
        return own
    if role == "editor":
        return ["", "posts/", "posts/new", "media/", "media/new", things["post"], things["page"], "header/", *own]
    particular = [slug for slug in registry.collections if slug not in ALIKE]
    lists = [f"{slug}/" for slug in (*particular, "projects", *registry.globals)]
    new = [f"{slug}/new" for slug in (*particular, "redirects", "projects") if slug not in MADE_ELSEWHERE]
    return ["", *lists, *new, *things.values(), "audit/", "posts/?panel=filter", "posts/?search=nothing-of-that", *own]


def judged(tab: Page, site: str, path: str, way: str) -> list[str]:
    """What is wrong with a screen, in the scheme that the tab has and, for its colours, in the other."""
    tab.goto(f"{site}/admin/{path}", wait_until="load")
    found = axe.judged(tab)
    tab.emulate_media(color_scheme="dark")
    found += [f"in the dark, {each}" for each in axe.judged(tab, colours=True)]
    tab.emulate_media(color_scheme="light")
    if tab.evaluate("document.documentElement.scrollWidth > innerWidth"):
        found.append("wider than its window")
    return [f"{way} /admin/{path}: {each}" for each in found]


@pytest.mark.parametrize("role", ["admin", "editor", "user"])
def test_no_screen_is_at_fault(site, browser, people, things, role: str) -> None:
    person = {"admin": people.ada, "editor": people.ed, "user": people.uma}[role]
    tab, heard = enter(browser, site, person.email, viewport=PHONE, reduced_motion="reduce")
    found = [wrong for path in screens(things, person, role) for wrong in judged(tab, site, path, role)]
    if role == "admin":
        tab.set_viewport_size(DESK)
        found += [wrong for path in (*WIDE, things["post"]) for wrong in judged(tab, site, path, "desk")]
        tab.keyboard.press("Control+k")
        tab.locator("#palette [role=option]").first.wait_for()
        found += [f"palette: {each}" for each in axe.judged(tab)]
    assert not found, "\n".join(found)
    assert [each for each in heard if "Multiple forms" not in each] == []
