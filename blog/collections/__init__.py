"""What there is: importing this package fills the registry with every collection, global and layout block."""

from blog.collections import (
    blocks,
    forms,
    globals,  # noqa: A004 - the name that everybody calls them by
    media,
    notices,
    pages,
    posts,
    profile,
    projects,
    redirects,
    taxonomy,
    users,
    webhooks,
)
from blog.content.registry import registry

registry.check()

__all__ = [
    "blocks",
    "forms",
    "globals",
    "media",
    "notices",
    "pages",
    "posts",
    "profile",
    "projects",
    "redirects",
    "taxonomy",
    "users",
    "webhooks",
]
