"""The health pages: alive is this process, ready is all that a page needs."""

from __future__ import annotations

import pytest

from blog.storage import StorageUnavailable


def test_the_site_is_alive_and_ready(client) -> None:
    assert client.get("/healthz").json == {"status": "ok"}
    ready = client.get("/readyz")
    assert ready.status_code == 200
    assert ready.json["checks"] == {"database": "ok", "storage": "ok", "jobs": "ok"}


@pytest.mark.sqlite_only
def test_a_storage_that_does_not_answer_is_said(app, client, monkeypatch) -> None:
    def fail() -> None:
        raise StorageUnavailable("The bucket does not answer.")

    monkeypatch.setattr(app.extensions["storage"], "check", fail)
    ready = client.get("/readyz")
    assert (ready.status_code, ready.json["checks"]["storage"]) == (503, "The bucket does not answer.")
