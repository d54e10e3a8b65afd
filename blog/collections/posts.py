"""Posts."""

from __future__ import annotations

from blog.collections.rules import POSTS
from blog.collections.shapes import META
from blog.collections.slugs import fill_slug, keep_old_address, note_departure
from blog.collections.writing import note_reading_time, sign
from blog.content.registry import Collection, Hooks, registry
from blog.models import Post

posts = registry.add(
    Collection(
        Post,
        slug="posts",
        access=POSTS,
        columns=("title", "status", "author", "categories", "publishedAt", "updatedAt"),
        search=("title", "summary", "slug"),
        shapes={"meta": META},
        hooks=Hooks(
            before_validate=(fill_slug("title"), sign),
            before_change=(note_reading_time,),
            after_change=(keep_old_address,),
            after_delete=(note_departure,),
        ),
        populate=("title", "slug", "summary", "heroImage", "publishedAt", "readingTime", "meta", "status"),
        address="/posts/{slug}",
    )
)
