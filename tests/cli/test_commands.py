"""The commands of an operator, on both databases."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from flask import Flask

from blog import cli
from blog.auth.passwords import verify_password
from blog.auth.sign_in import sign_in
from blog.cli.settings import reference
from blog.config import SETTINGS
from blog.content import authentication
from blog.db import db, transaction
from blog.jobs import enqueue, job
from blog.models import User
from tests.people import PASSWORD, People
from tests.rules.source import ROOT

GOOD = "seven bridges under tulips"


def blog(app: Flask, *words: str, **more: Any) -> Result:
    result = app.test_cli_runner().invoke(args=("blog", *words), **more)
    db.session.remove()
    return result


def stored(email: str) -> User:
    return db.session.scalars(db.select(User).filter_by(email=email)).one()


def test_a_new_account_can_be_made_and_has_that_password(app: Flask) -> None:
    result = blog(app, "user", "create", "New@example.org", "--role", "editor", "--password", GOOD)
    assert (result.exit_code, result.output) == (0, "new@example.org can sign in now.\n")
    assert stored("new@example.org").role == "editor"
    assert verify_password(stored("new@example.org").password, GOOD)


def test_an_address_that_is_taken_is_a_sentence(app: Flask, people: People) -> None:
    result = blog(app, "user", "create", "ada@example.org", "--password", GOOD)
    assert result.exit_code == 1
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert "Traceback" not in result.output
    assert result.output.strip()


def test_a_weak_password_is_a_sentence(app: Flask) -> None:
    result = blog(app, "user", "create", "new@example.org", "--password", "password1234")
    assert result.exit_code == 1
    assert "one of the commonest" in result.output


def test_a_password_can_be_asked_for(app: Flask, people: People) -> None:
    result = blog(app, "user", "passwd", "ed@example.org", input=f"{GOOD}\n{GOOD}\n")
    assert result.exit_code == 0, result.output
    assert verify_password(stored("ed@example.org").password, GOOD)


def test_a_new_password_opens_a_locked_account_and_ends_its_sessions(app: Flask, people: People) -> None:
    thief = authentication.open_session(people.uma.id)
    sign_in("uma@example.org", "a wrong password indeed", attempts=1)
    assert sign_in("uma@example.org", PASSWORD) is None
    assert blog(app, "user", "passwd", "uma@example.org", "--password", GOOD).exit_code == 0
    assert authentication.find_session(thief.session_id) is None
    assert sign_in("uma@example.org", GOOD) is not None


def test_nobody_has_no_password_to_change(app: Flask) -> None:
    result = blog(app, "user", "passwd", "nobody@example.org", "--password", GOOD)
    assert (result.exit_code, result.output) == (1, "There is no account with the address nobody@example.org.\n")


def test_a_locked_account_can_be_unlocked(app: Flask, people: People) -> None:
    with transaction() as session:
        user = session.scalars(db.select(User).filter_by(email="uma@example.org")).one()
        user.login_attempts, user.locked_until = 7, user.created_at
    assert blog(app, "user", "unlock", "uma@example.org").exit_code == 0
    assert (stored("uma@example.org").login_attempts, stored("uma@example.org").locked_until) == (0, None)


def test_init_makes_the_first_administrator_once(app: Flask) -> None:
    first, second = blog(app, "init"), blog(app, "init")
    assert "Password:" in first.output
    assert "Password:" not in second.output
    assert second.output.startswith("The database was current")


def test_due_jobs_are_done_by_publish_due(app: Flask) -> None:
    done: list[int] = []
    job("test.cli")(lambda: done.append(1))
    with transaction():
        enqueue("test.cli")
    assert blog(app, "publish-due").output == "1 job done.\n"
    assert done == [1]


@pytest.mark.sqlite_only
def test_the_matrix_names_every_collection_and_the_guarded_field(app: Flask) -> None:
    lines = blog(app, "access").output.splitlines()
    for slug in ("posts", "pages", "projects", "media", "users", "forms", "form-submissions", "header", "site"):
        assert any(line.startswith(slug) for line in lines), slug
    assert any("internalNotes: read" in line for line in lines)
    post_create = lines[[line.startswith("posts") for line in lines].index(True) + 1]
    assert post_create.split() == ["create", "yes", "yes", "-", "-"]


@pytest.mark.sqlite_only
def test_settings_show_no_secret(app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INSTANCE_DIR", str(tmp_path))
    monkeypatch.setenv("DATABASE_URL", "postgresql://me:opensesame@host/quire")
    monkeypatch.setenv("ADMIN_PASSWORD", "opensesame")
    output = blog(app, "settings").output
    assert "opensesame" not in output
    assert (tmp_path / "secret_key").read_text() not in output
    assert "postgresql+psycopg://me:***@host/quire" in output


def test_the_settings_page_is_what_the_code_says() -> None:
    assert (ROOT / "docs" / "settings.md").read_text() == reference()
    assert all(f"`{setting.name}`" in reference() for setting in SETTINGS)


def test_every_command_is_in_the_docs() -> None:
    page = (ROOT / "docs" / "running.md").read_text()
    assert [name for name in cli.COMMANDS if f"`blog {name}" not in page] == []


def test_every_command_says_what_it_does() -> None:
    lines = CliRunner().invoke(cli.blog, ["--help"]).output.splitlines()
    for name in cli.COMMANDS:
        assert any(re.match(rf"  {name} +[A-Z]", line) for line in lines), name


def test_the_doctor_finds_nothing_on_a_good_site(app: Flask, people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = app.extensions["settings"]
    monkeypatch.setenv("INSTANCE_DIR", str(settings.instance_dir))
    monkeypatch.setenv("DATABASE_URL", settings.database_url)
    result = blog(app, "doctor")
    assert result.exit_code == 0, result.output


def test_the_doctor_names_what_needs_a_look(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = app.extensions["settings"]
    monkeypatch.setenv("INSTANCE_DIR", str(settings.instance_dir))
    monkeypatch.setenv("DATABASE_URL", settings.database_url)
    (settings.instance_dir / "secret_key").chmod(0o644)
    result = blog(app, "doctor")
    assert result.exit_code == 1
    assert "can be read by other users" in result.output
    assert "Nobody is an administrator" in result.output
    assert "2 things need a look." in result.output
