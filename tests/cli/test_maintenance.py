"""Closing and opening the site at a terminal."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from blog import maintenance
from blog.cli.maintenance import moment
from blog.cli.refusal import Refusal
from tests.cli.test_commands import blog

pytestmark = pytest.mark.sqlite_only
START = datetime(2030, 1, 31, 12, 0, tzinfo=UTC)


def test_the_site_is_closed_and_opened_by_a_command(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = app.extensions["settings"].instance_dir
    monkeypatch.setenv("INSTANCE_DIR", str(folder))
    assert "The site was open already." in blog(app, "maintenance", "off").output
    closed = blog(app, "maintenance", "on", "--message", "A new engine.", "--until", "45m")
    assert closed.exit_code == 0, closed.output
    assert "blog maintenance off opens it" in closed.output
    notice = maintenance.notice(folder)
    assert notice is not None
    assert notice.message == "A new engine."
    assert 2600 < notice.wait <= 2700
    assert "The site is closed since" in blog(app, "doctor").output
    assert "The site is open." in blog(app, "maintenance", "off").output
    assert maintenance.notice(folder) is None


@pytest.mark.parametrize(
    ("text", "later"),
    [
        ("45m", timedelta(minutes=45)),
        ("+2h", timedelta(hours=2)),
        ("3 days", timedelta(days=3)),
        ("2030-01-31T13:00+00:00", timedelta(hours=1)),
    ],
)
def test_a_time_is_read_as_a_person_means_it(text: str, later: timedelta) -> None:
    assert moment(text, START) == START + later


def test_a_time_of_day_is_the_next_one() -> None:
    assert START < moment("00:05", START) <= START + timedelta(days=1)
    assert moment("12:00", START) > START


@pytest.mark.parametrize("text", ["soon", "25:00", "", "2030-01-30", "2029-12-31T10:00Z", "99999999m"])
def test_what_is_no_time_to_come_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(Refusal):
        moment(text, START)
