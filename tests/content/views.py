"""What readers and staff see of a post, and its versions, in one call each."""

from __future__ import annotations

from blog.content import operations
from blog.content.access import ANONYMOUS, SYSTEM
from blog.errors import NotFound


def public(id_, field="title"):
    """What readers see of it."""
    try:
        return operations.find_by_id("posts", id_, actor=ANONYMOUS, depth=0)[field]
    except NotFound:
        return None


def staff(id_, field="title", **asked):
    return operations.find_by_id("posts", id_, actor=SYSTEM, depth=0, **asked)[field]


def reasons(id_):
    return [v["reason"] for v in operations.find_versions("posts", id_, actor=SYSTEM, limit=99).docs]


def newest(id_):
    return operations.find_versions("posts", id_, actor=SYSTEM, limit=1).docs[0]
