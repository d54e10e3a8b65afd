"""What programs read: the Atom feed, the site map, and what robots may do."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from flask import Response, make_response, render_template
from markupsafe import Markup, escape

from blog import richtext
from blog.content import operations
from blog.content.access import ANONYMOUS
from blog.site import chrome
from blog.site.addresses import address
from blog.site.blueprint import site
from blog.site.lists import POST_LINE, POST_ORDER
from blog.site.pictures import picture_sources
from blog.site.rendering import absolute, conditional

NEWEST = 20
MOST_LISTED = 100
SHELVES = ("pages", "posts", "projects", "categories", "technologies")
ANCHOR = re.compile(r'<a class="anchor".*?</a>', re.S)
LOCAL = re.compile(r'(?<=\s)(href|src|cite)="(/(?!/)[^"]*|#[^"]*)"')
FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@site.get("/feed.xml")
def feed() -> Response:
    posts = operations.find(
        "posts",
        actor=ANONYMOUS,
        sort=POST_ORDER,
        limit=NEWEST,
        count=False,
        depth=1,
        select=(*POST_LINE, "content", "author", "authors", "categories", "updatedAt"),
    ).docs
    dates = [post["updatedAt"] for post in posts if post.get("updatedAt")]
    return _xml(
        "site/feed.xml",
        "application/atom+xml",
        changed=max(dates, default=None),
        site=chrome.site(),
        posts=posts,
        full_text=full_text,
        clean=clean,
    )


@site.get("/sitemap.xml")
def sitemap() -> Response:
    return _xml("site/sitemap.xml", "application/xml", entries=list(_listed()))


@site.get("/robots.txt")
def robots() -> Response:
    lines = ("User-agent: *", "Disallow: /admin/", "Disallow: /api/", f"Sitemap: {absolute('/sitemap.xml')}", "")
    return conditional(Response("\n".join(lines), mimetype="text/plain"))


def full_text(post: dict[str, Any]) -> str:
    """The text of a post for a feed reader: no anchors, no scripts, every address complete."""
    document = post.get("content")
    if not document:
        return ""
    html = richtext.render(document, address=address, picture=_plain_picture)
    here = address("posts", post) or "/"

    def complete(match: re.Match[str]) -> str:
        target = match[2] if match[2][0] == "/" else here + match[2]
        return f'{match[1]}="{escape(absolute(target))}"' if "&" not in target else f'{match[1]}="{absolute(target)}"'

    return clean(LOCAL.sub(complete, ANCHOR.sub("", html)))


def clean(text: object) -> str:
    """The text without the control characters that XML does not allow."""
    return FORBIDDEN.sub("", str(text or ""))


def _plain_picture(media: Any, attrs: Any) -> str:
    shown = picture_sources(media)
    if not shown:
        return ""
    alt = "" if media.get("decorative") else attrs.get("alt") or media.get("alt") or ""
    return str(
        Markup('<img src="{}" alt="{}" width="{}" height="{}">').format(
            shown.src, alt, shown.width or "", shown.height or ""
        )
    )


def _listed() -> Any:
    yield {"loc": absolute("/")}
    for path in ("/posts", "/projects"):
        yield {"loc": absolute(path)}
    for collection in SHELVES:
        found = operations.find(
            collection,
            actor=ANONYMOUS,
            sort="-updatedAt",
            limit=MOST_LISTED,
            count=False,
            depth=0,
            select=_named(collection),
        )
        for document in found.docs:
            path = address(collection, document)
            if path and path != "/":
                yield {"loc": absolute(path), "lastmod": document.get("updatedAt")}


def _named(collection: str) -> tuple[str, ...]:
    return ("slug", "updatedAt", "name" if collection == "technologies" else "title")


def _xml(template: str, kind: str, *, changed: datetime | None = None, **context: Any) -> Response:
    response = make_response(render_template(template, **context))
    response.mimetype = kind
    return conditional(response, changed)
