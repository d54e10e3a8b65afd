"""Rows of a form that are dragged to another place: what the handle's command does on the server."""

from __future__ import annotations

import pytest
from werkzeug.datastructures import MultiDict

from blog.admin.forms import rearrange


def texts(command: str) -> list[str]:
    sent = MultiDict([("layout._", "1"), *((f"layout.{n}.text", sign) for n, sign in enumerate("abcd"))])
    return [value for name, value in rearrange(sent, command).items() if name.endswith(".text")]


@pytest.mark.parametrize(
    ("command", "after"),
    [
        ("move:layout.0:2", "bcad"),
        ("move:layout.3:0", "dabc"),
        ("move:layout.1:99", "acdb"),
        ("move:layout.1:x", "abcd"),
        ("move:layout.1", "abcd"),
        ("move:layout.9:0", "abcd"),
        ("up:layout.2:x", "acbd"),
    ],
)
def test_a_row_is_put_where_it_was_dropped(command: str, after: str) -> None:
    assert "".join(texts(command)) == after


def test_chosen_documents_are_dragged_as_rows_are() -> None:
    sent = MultiDict([("relatedPosts", each) for each in ("", "one", "two", "three", "")])
    assert rearrange(sent, "move:relatedPosts.2:0").getlist("relatedPosts") == ["three", "one", "two"]
    assert rearrange(sent, "copy:relatedPosts.1").getlist("relatedPosts") == ["one", "two", "three"]
