"""Which collection or global a field of Query or Mutation is about, as errors say it."""

from __future__ import annotations

from functools import cache

from graphql import FieldNode, GraphQLError

from blog.api.names import list_name, type_name
from blog.content.registry import registry

BEFORE = ("create", "update", "delete", "duplicate", "publish", "unpublish", "restoreVersion", "version", "versions")


def subject_of(error: GraphQLError) -> dict[str, str]:
    """The subject of an error, as far as its field says one."""
    node = next((node for node in error.nodes or () if isinstance(node, FieldNode)), None)
    return dict(_subjects().get(node.name.value, {})) if node is not None else {}


@cache
def _subjects() -> dict[str, dict[str, str]]:
    named = {}
    for collection in (*registry.collections.values(), *registry.globals.values()):
        subject = {"global" if collection.single else "collection": collection.slug}
        for name in (type_name(collection), list_name(collection)):
            named |= dict.fromkeys([name, f"count{name}", *(before + name for before in BEFORE)], subject)
    accounts = ("loginUser", "resetPasswordUser", "verifyEmailUser", "unlockUser", "meUser")
    return named | {name: {"collection": "users"} for name in accounts}
