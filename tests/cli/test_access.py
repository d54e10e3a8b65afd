"""`blog access` prints what the rules answer."""

from __future__ import annotations

import re

import pytest

from blog.cli.access import access


@pytest.fixture
def printed(app) -> dict[str, list[str]]:
    """The cells of each row, by collection and action."""
    output = app.test_cli_runner().invoke(access).output
    rows, collection = {}, ""
    for line in output.splitlines():
        first, *cells = re.split(r" {2,}", line.strip())
        if line and not line.startswith(" "):
            collection = first
        rows[f"{collection} {first}"] = cells
    return rows


@pytest.mark.sqlite_only
def test_the_matrix_says_who_may_do_what(printed) -> None:
    assert printed["posts posts"] == ["admin", "editor", "user", "anonymous"]
    assert printed["posts create"] == ["yes", "yes", "-", "-"]
    readers = "status published and publishedAt until now"
    assert printed["posts read"] == ["yes", "yes", readers, readers]
    assert printed["posts publish"] == ["yes", "-", "-", "-"]
    assert printed["users read"] == ["yes", "id own", "id own", "-"]


@pytest.mark.sqlite_only
def test_a_field_is_open_only_to_who_may_write_the_document(printed) -> None:
    assert printed["posts internalNotes: read"] == ["yes", "yes", "-", "-"]
    assert printed["pages internalNotes: update"] == ["yes", "-", "-", "-"]
    assert "media publicKey: update" not in printed
