"""Pages: a hero and layout blocks at an address of their own."""

from __future__ import annotations

from blog.collections.rules import PAGES
from blog.collections.shapes import HERO, META
from blog.collections.slugs import fill_slug, keep_old_address, note_departure
from blog.content.registry import Collection, Hooks, registry
from blog.models import Page

pages = registry.add(
    Collection(
        Page,
        slug="pages",
        access=PAGES,
        columns=("title", "slug", "status", "updatedAt"),
        search=("title", "slug"),
        shapes={"hero": HERO, "meta": META},
        hooks=Hooks(
            before_validate=(fill_slug("title", nested=True),),
            after_change=(keep_old_address,),
            after_delete=(note_departure,),
        ),
        populate=("title", "slug", "status"),
        address="/{slug}",
    )
)
