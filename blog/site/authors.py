"""The people who write, as far as readers may know them: by what they signed. Accounts stay out of sight."""

from __future__ import annotations

from flask import Response, abort

from blog.site import structured
from blog.site.addresses import address
from blog.site.blueprint import site
from blog.site.departures import gone_or_moved
from blog.site.lists import paged, post_lines
from blog.site.rendering import page
from blog.site.requested import page_number


@site.get("/authors/<slug>")
def author(slug: str) -> Response:
    if not slug.isprintable():
        abort(404)
    number = page_number()
    signed = {"or": [{"author.slug": {"equals": slug}}, {"authors.slug": {"equals": slug}}]}
    found = post_lines(signed, number=number, depth=1, more=("author", "authors"))
    people = [person for post in found.docs for person in post.get("populatedAuthors") or []]
    shown = next((person for person in people if person.get("slug") == slug), None)
    if not shown:
        return gone_or_moved("", "")
    path = address("users", shown)
    return page(
        "site/author.html",
        title=shown["name"],
        description=shown.get("bio"),
        canonical=paged(path, number),
        canonical_path=path,
        author=shown,
        structured=structured.author_page(shown),
        found=found,
    )
