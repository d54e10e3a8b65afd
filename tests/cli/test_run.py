"""`blog run` from outside: what it prints, what it refuses, and what survives a kill."""

from __future__ import annotations

import contextlib
import http.client
import itertools
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
import urllib.error
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.cli.site_process import PATIENCE, Site, blog, environment, free_port
from tests.rules.source import ROOT

pytestmark = pytest.mark.slow


@pytest.fixture
def instance(tmp_path: Path) -> Path:
    return tmp_path / "instance"


@pytest.fixture
def serve(instance: Path) -> Iterator[Callable[..., Site]]:
    """Start `blog run`; whatever still runs at the end is killed."""
    started: list[Site] = []

    def make(*words: str, **settings: str) -> Site:
        started.append(Site(instance, *words, **settings))
        return started[-1].wait()

    yield make
    for site in started:
        site.kill()


def refused(instance: Path, **settings: str) -> str:
    """The one sentence with which a start is refused."""
    ended = blog("run", instance=instance, **settings)
    assert ended.returncode != 0
    assert ended.stdout == ""
    assert "Traceback" not in ended.stderr
    assert len(ended.stderr.strip().splitlines()) == 1, ended.stderr
    return ended.stderr.strip()


def test_the_first_start_prints_a_login_and_the_second_does_not(serve: Callable[..., Site], instance: Path) -> None:
    first = serve()
    assert first.status("/") == 200
    assert f"http://127.0.0.1:{first.port}" in first.printed
    assert re.search(r"Password: +[a-z2-9]{5}(-[a-z2-9]{5}){3} ", first.printed)
    assert first.stop() == 0
    began = time.monotonic()
    second = serve()
    took = time.monotonic() - began
    assert "Password:" not in second.printed
    assert second.status("/") == 200
    assert took < 10  # three seconds on a quiet machine; this one may be busy


def test_the_login_can_be_chosen(serve: Callable[..., Site]) -> None:
    site = serve(ADMIN_EMAIL="Ada@example.org", ADMIN_PASSWORD="tulips under seven bridges")
    assert "ada@example.org" in site.printed


def test_a_weak_first_password_is_refused(instance: Path) -> None:
    assert "12 characters" in refused(instance, PORT=str(free_port()), ADMIN_PASSWORD="short")


def test_a_site_that_was_killed_starts_again_with_everything(serve: Callable[..., Site], instance: Path) -> None:
    site = serve()
    site.kill()
    again = serve()
    assert "Password:" not in again.printed
    with contextlib.closing(sqlite3.connect(instance / "quire.db")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("SELECT count(*) FROM users").fetchone() == (1,)


def test_what_was_answered_is_there_after_a_kill(serve: Callable[..., Site], instance: Path) -> None:
    person = {"email": "ada@example.org", "password": "tulips under seven bridges"}
    site = serve(ADMIN_EMAIL=person["email"], ADMIN_PASSWORD=person["password"], RATE_LIMITS="off")
    token = site.post("/api/users/login", person)["token"]
    answered: list[str] = []

    def write(writer: int) -> None:
        # Until the site is gone.
        with contextlib.suppress(ConnectionError, urllib.error.URLError, http.client.HTTPException):
            for number in itertools.count():
                title = f"Category {writer}-{number}"
                site.post("/api/categories", {"title": title}, token)
                answered.append(title)

    writers = [threading.Thread(target=write, args=(number,)) for number in range(3)]
    for writer in writers:
        writer.start()
    end = time.monotonic() + PATIENCE
    while len(answered) < 30 and time.monotonic() < end:
        time.sleep(0.01)
    site.kill()
    for writer in writers:
        writer.join()
    assert len(answered) >= 30
    with contextlib.closing(sqlite3.connect(instance / "quire.db")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        stored = {title for (title,) in connection.execute("SELECT title FROM categories")}
    assert set(answered) <= stored
    assert serve().status("/categories") == 200


def test_workers_end_when_the_process_that_started_them_is_killed(serve: Callable[..., Site]) -> None:
    site = serve()
    os.kill(site.process.pid, signal.SIGKILL)
    site.process.wait(PATIENCE)
    end = time.monotonic() + PATIENCE
    while site.status("/healthz") is not None:
        assert time.monotonic() < end, "the workers still hold the port"
        time.sleep(0.2)


def test_a_worker_ends_cleanly_when_it_is_asked_to(instance: Path) -> None:
    assert blog("init", instance=instance).returncode == 0
    command = [sys.executable, "-m", "blog", "worker"]
    worker = subprocess.Popen(command, env=environment(instance), cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        assert worker.stdout.readline().startswith("Jobs are done")
        worker.terminate()
        assert worker.communicate(timeout=PATIENCE)[0] == "Stopped.\n"
        assert worker.returncode == 0
    finally:
        worker.kill()
        worker.wait()


def test_a_port_in_use_is_a_sentence_and_nothing_is_made(instance: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert refused(instance, PORT=str(port)).startswith(f"Port {port} is in use")
    assert not (instance / "quire.db").exists()


def test_a_folder_that_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    assert "cannot be written" in refused(tmp_path / "file" / "instance", PORT=str(free_port()))


def test_a_wrong_setting_is_a_sentence_and_exit_code_2(instance: Path) -> None:
    ended = blog("run", instance=instance, PORT="eighty")
    assert ended.returncode == 2
    assert ended.stderr == "PORT must be a whole number from 1 to 65535, not 'eighty'.\n"


def test_a_database_that_is_down_is_a_sentence_without_its_password(instance: Path) -> None:
    url = f"postgresql://me:opensesame@127.0.0.1:{free_port()}/quire"
    sentence = refused(instance, PORT=str(free_port()), DATABASE_URL=url)
    assert "database does not answer" in sentence
    assert "opensesame" not in sentence


def made_by(instance: Path, *statements: str) -> None:
    """A database with what these statements leave in it."""
    instance.mkdir(exist_ok=True)
    connection = sqlite3.connect(instance / "quire.db")
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def test_a_database_of_newer_code_is_refused_and_left_alone(instance: Path) -> None:
    blog("init", instance=instance)
    made_by(instance, "UPDATE alembic_version SET version_num = 'from-the-future'")
    assert "newer Quire" in refused(instance, PORT=str(free_port()))
    connection = sqlite3.connect(instance / "quire.db")
    assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == ("from-the-future",)
    connection.close()


def test_the_tables_of_another_program_are_left_alone(instance: Path) -> None:
    made_by(instance, "CREATE TABLE users (id INTEGER)")
    assert "another program" in refused(instance, PORT=str(free_port()))


def test_a_file_that_is_no_database_is_a_sentence(instance: Path) -> None:
    instance.mkdir()
    (instance / "quire.db").write_text("this is a diary and no database" * 100)
    assert "database" in refused(instance, PORT=str(free_port()))
