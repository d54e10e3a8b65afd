"""The Atom feed: the newest posts with their whole text, every address in it complete."""

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
    return xml(
        "site/feed.xml",
        "application/atom+xml",
        changed=max(dates, default=None),
        site=chrome.site(),
        posts=posts,
        full_text=full_text,
        clean=clean,
    )


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


def xml(template: str, kind: str, *, changed: datetime | None = None, **context: Any) -> Response:
    """An XML document from its template."""
    response = make_response(render_template(template, **context))
    response.mimetype = kind
    return conditional(response, changed)
