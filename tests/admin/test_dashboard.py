"""The dashboard: what waits for a person, what comes by itself, and what happened meanwhile."""

from __future__ import annotations

import datetime as dt

from blog.clock import now
from blog.content import operations
from blog.db import transaction
from blog.jobs import enqueue, job
from tests.admin.browser import page, send, text
from tests.content.documents import form, make, post


def section(response, heading: str) -> str:
    (found,) = page(response).xpath(f'//section[h2[starts-with(normalize-space(), "{heading}")]]')
    return " ".join(found.text_content().split())


def test_ones_own_drafts_stand_first(ada, ed, people) -> None:
    post("Of Ada", status="draft", draft=True, author=people.ada.id)
    post("With Ada", status="draft", draft=True, author=people.ed.id, authors=[people.ada.id])
    post("Of Ed", status="draft", draft=True, author=people.ed.id)
    post("Published", author=people.ada.id)
    seen = section(ada.get("/admin/"), "Your drafts")
    assert "Of Ada" in seen
    assert "With Ada" in seen
    assert "Of Ed" not in seen
    assert "Published" not in seen


def test_what_comes_by_itself_is_told_with_its_time(ada, ed, people) -> None:
    soon = now() + dt.timedelta(days=2)
    doc = post("Scheduled", status="draft", draft=True)
    operations.schedule("posts", doc["id"], actor=people.ada.actor, at=soon)
    post("Later", publishedAt=(soon + dt.timedelta(days=1)).isoformat())
    gone = post("In the trash", status="draft", draft=True)
    operations.schedule("posts", gone["id"], actor=people.ada.actor, at=soon)
    operations.trash("posts", gone["id"], actor=people.ada.actor)
    for client in (ada, ed):
        seen = section(client.get("/admin/"), "Scheduled")
        assert seen.index("Scheduled is published") < seen.index("Later is shown to readers")
        assert "In the trash" not in seen


def test_changes_say_who_did_what_and_lead_there(ada, ed, people) -> None:
    doc = post("Harbour", status="draft", draft=True)
    for words in ("One", "Two"):
        send(ed, f"/admin/posts/{doc['id']}", summary=words)
    operations.publish("posts", doc["id"], actor=people.ada.actor)
    lost = post("Lost")
    operations.delete("posts", lost["id"], actor=people.ada.actor)
    send(ada, "/admin/site/", press="save", name="Slack Water")
    form()
    seen = section(ed.get("/admin/"), "Changed lately")
    assert "Ada Admin published Harbour" in seen
    assert seen.count("Ed Editor edited Harbour") == 1
    assert "Ada Admin deleted “Lost”" in seen
    assert "Ada Admin edited Site" in seen
    assert "ada@example.org" not in seen
    assert "Write to us" not in seen
    assert f"/admin/posts/{lost['id']}" not in ed.get("/admin/").text


def test_jobs_that_failed_or_are_late_are_told_to_administrators(ada, ed) -> None:
    assert "All is well" in text(ada.get("/admin/"))
    job("test.dashboard")(lambda: None)
    with transaction():
        enqueue("test.dashboard", run_at=now() - dt.timedelta(hours=1))
    assert "Jobs of the site that are late: 1." in text(ada.get("/admin/"))
    seen = text(ed.get("/admin/"))
    assert "are late" not in seen
    assert "All is well" not in seen


def test_the_dashboard_asks_as_much_of_a_full_site_as_of_a_new_one(ada, people, statements) -> None:
    def asked() -> int:
        ada.get("/admin/")
        with statements() as seen:
            assert ada.get("/admin/").status_code == 200
        return len(seen)

    def fill(start: int, end: int) -> None:
        for number in range(start, end):
            doc = post(f"D{number}", status="draft", draft=True, author=people.ada.id)
            operations.schedule("posts", doc["id"], actor=people.ada.actor, at=now() + dt.timedelta(days=number + 1))
            post(f"P{number}", publishedAt=(now() + dt.timedelta(days=number + 1)).isoformat())
            rows = [{"field": "name", "value": "Grace"}]
            make("form-submissions", form=asks, submissionData=rows)

    asks = form()["id"]
    fill(0, 2)
    few = asked()
    fill(2, 20)
    assert asked() == few <= 17
