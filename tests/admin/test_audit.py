"""The audit log's page: who may see it, its filters, its pages, and the files it is taken away as."""

from __future__ import annotations

import csv
import datetime as dt
import io
import random
import uuid

import pytest
import sqlalchemy as sa

from blog.clock import now
from blog.content import audit, operations
from blog.db import db, transaction
from blog.models import AuditEvent
from tests.admin.browser import page

HERE = "/admin/audit/"


def events(*titles: str, **more) -> None:
    """One event for each title, a minute apart, the last the newest."""
    start = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)
    with transaction() as session:
        for number, title in enumerate(titles):
            row = {"action": "update", "collection": "posts", "actor_name": "Ghost", **more}
            session.add(AuditEvent(at=start + dt.timedelta(minutes=number), document_title=title, **row))


def titles(answer) -> list[str]:
    """The documents that the page names, in its order."""
    cells = page(answer).xpath("//table//tbody/tr/td[3]")
    return [" ".join(cell.text_content().split()) for cell in cells]


def rows(answer) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(answer.get_data().decode("utf-8-sig"), newline="")))


def test_only_administrators_read_the_log(client, ed, ada):
    for path in (HERE, f"{HERE}export.csv", f"{HERE}export.json"):
        assert client.get(path).status_code == 303
        assert ed.get(path).status_code == 403
        assert ada.get(path).status_code == 200
    assert 'href="/admin/audit/"' not in ed.get("/admin/").text


def test_what_was_done_is_told_with_a_link_to_what_is_left_of_it(ada, people):
    kept, gone = (
        operations.create("categories", {"title": title}, actor=people.ada.actor)["id"] for title in ("Kept", "Gone")
    )
    operations.delete("categories", gone, actor=people.ada.actor)
    answer = ada.get(HERE)
    assert any(line.startswith("deleted Gone") for line in titles(answer))
    links = page(answer).xpath("//table//a/@href")
    assert f"/admin/categories/{kept}" in links
    assert f"/admin/categories/{gone}" not in links


def test_the_filters_in_the_address_narrow_the_log(ada, people):
    events("Old")
    operations.update_global("site", {"name": "Renamed"}, actor=people.ada.actor)
    operations.create("categories", {"title": "Eds"}, actor=people.ed.actor)

    def seen(question: str) -> int:
        return len(titles(ada.get(HERE + question)))

    assert seen("?until=2026-03-01&since=2026-03-01") == 1
    assert seen("?collection=site") == 1
    assert seen("?person=Ed%20Ed") == seen(f"?person={people.ed.id}") == seen("?person=Ghost") == 1
    assert seen("?person=ED@example&action=create&collection=categories") == 1
    assert seen("?action=publish") == 0
    assert seen("?since=9999-12-31&until=9999-12-31") == 0


@pytest.mark.parametrize(
    "question",
    ["?after=x", "?after=20260101T000000.0-x", "?person=%00%25", "?since=x&action=x", "?until=0001-01-01"],
)
@pytest.mark.sqlite_only
def test_a_strange_address_is_answered_with_a_page(ada, question):
    assert ada.get(HERE + question).status_code in (200, 422)


def test_the_pages_hold_every_event_once_even_of_one_moment(ada):
    with transaction() as session:
        for number in range(120):
            row = {"action": "update", "collection": "posts", "document_title": f"T{number}"}
            session.add(AuditEvent(at=dt.datetime(2026, 3, 1, tzinfo=dt.UTC), actor_name="Ghost", **row))
    seen, address = [], "?person=Ghost"
    while address:
        answer = ada.get(HERE + address)
        seen += titles(answer)
        address = next(iter(page(answer).xpath('//a[@rel="next"]/@href')), "")
    assert len(seen) == len(set(seen)) == 120


def test_an_export_has_what_the_filters_leave_and_starts_no_formula(ada):
    events("=HYPERLINK(1)", "@SUM(A1)", 'plain, with "marks"', "+1", "-1", "\t=1")
    told = rows(ada.get(f"{HERE}export.csv?person=Ghost"))
    assert [row["title"] for row in told] == [
        "'\t=1",
        "'-1",
        "'+1",
        'plain, with "marks"',
        "'@SUM(A1)",
        "'=HYPERLINK(1)",
    ]
    as_json = ada.get(f"{HERE}export.json?person=Ghost")
    assert [row["title"] for row in as_json.json][-1] == "=HYPERLINK(1)"
    assert as_json.headers["Content-Disposition"] == 'attachment; filename="audit-log.json"'
    assert ada.get(f"{HERE}export.json?action=publish").json == []


def test_an_export_is_whole_beyond_what_is_fetched_at_once(ada, monkeypatch):
    monkeypatch.setattr(audit, "AT_ONCE", 7)
    events(*(f"T{number}" for number in range(30)))
    assert len({row["title"] for row in rows(ada.get(f"{HERE}export.csv?person=Ghost"))}) == 30


def plan(query: sa.Select) -> str:
    sql = str(query.compile(db.engine, compile_kwargs={"literal_binds": True}))
    word = "EXPLAIN QUERY PLAN " if db.engine.dialect.name == "sqlite" else "EXPLAIN "
    return "\n".join(str(row[-1]) for row in db.session.execute(sa.text((word + sql).replace(":", "\\:"))))


def test_no_page_of_a_long_log_is_sorted_or_read_through(app, people):
    chance, moment = random.Random(4), now()
    cast = [uuid.UUID(each.id) for each in (people.ada, people.ed, people.uma)]
    many = [
        {
            "id": uuid.uuid4(), "at": moment - dt.timedelta(seconds=chance.randrange(10**7)),
            "actor_id": chance.choice(cast), "action": chance.choice(["create", "update", "delete"]),
            "collection": chance.choice(["posts", "pages", "media"]), "document_title": "T",
        }
        for _ in range(5000)
    ]  # fmt: skip
    with transaction() as session:
        session.execute(sa.insert(AuditEvent), many)
        session.execute(sa.text("ANALYZE"))
    cursor = audit.find_events(audit.Wanted(), actor=people.ada.actor).cursor
    narrow = [{"person": people.ed.id}, {"action": "delete"}, {"collection": "media"}, {"since": moment.date()}]
    for wanted in ({}, *narrow):
        told = plan(audit.question(audit.Wanted(**wanted), audit.position(cursor), 51))
        assert "ix_audit_events_" in told, told
        assert "TEMP B-TREE" not in told, told
        assert "Seq Scan" not in told, told
