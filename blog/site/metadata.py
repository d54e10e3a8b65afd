"""What the head of a page tells machines: words, canonical address, picture, feeds and other forms of the page.

It is read off what the page's template is given, so that every page of the site has it without asking."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import request
from jinja2 import pass_context
from jinja2.runtime import Context

from blog.collections.appearance import described, shown_elsewhere
from blog.collections.excerpts import shortened
from blog.site import cards, chrome, structured
from blog.site.addresses import address
from blog.site.blueprint import site
from blog.site.rendering import absolute

#: What a template calls the one document that its page is, and the one that its list is of.
SUBJECTS = {"post": "posts", "project": "projects", "page": "pages"}
LISTED = {"category": "categories", "technology": "technologies", "author": "users"}
#: What the feeds of lists hold, where that is not posts.
FED_BY = {"technologies": "projects"}
LISTS_WITH_FEEDS = {"site.all_projects": ("Projects", "/projects/feed")}


@dataclass(frozen=True)
class Picture:
    """The picture to show beside a link to the page, in pixels."""

    url: str
    kind: str
    width: int | None
    height: int | None
    alt: str


@dataclass(frozen=True)
class Article:
    """What is known of a post besides its words."""

    published: datetime | None
    modified: datetime | None
    authors: tuple[str, ...]
    section: str | None
    tags: tuple[str, ...]


@dataclass(frozen=True)
class Head:
    """All that the head says besides title, style and scripts. `feeds` are titles and paths without an ending."""

    description: str
    picture: Picture
    article: Article | None
    feeds: tuple[tuple[str, str], ...]
    markdown: str | None
    things: tuple[dict[str, Any], ...]


@site.app_template_global()
@pass_context
def head_of(context: Context) -> Head:
    """The head of the page that this template makes."""
    collection, document = subject_of(context)
    robots = str(context.get("robots") or "")
    about = {} if "noindex" in robots else chrome.site()
    said = described(context.get("description"), document, about)
    return Head(
        description=said,
        picture=_picture(context, collection, document),
        article=_article(document) if collection == "posts" else None,
        feeds=tuple(_feeds(context)),
        markdown=markdown_address(collection, document),
        things=tuple(structured.things(context, collection, document, said)) if "noindex" not in robots else (),
    )


def subject_of(context: Mapping[str, Any]) -> tuple[str, Mapping[str, Any]]:
    """The collection and the document that a page is; empty where it is none, or none that readers can have yet."""
    if context.get("preview"):
        return "", {}
    for name, collection in SUBJECTS.items():
        document = context.get(name)
        if isinstance(document, Mapping) and document.get("id") and document.get("slug"):
            return collection, document
    return "", {}


def markdown_address(collection: str, document: Mapping[str, Any]) -> str | None:
    """Where the Markdown of a document is, beside its page."""
    path = address(collection, document) if collection in cards.FIELDS else None
    if not path:
        return None
    return "/index.md" if path == "/" else f"{path}.md"


def _picture(context: Mapping[str, Any], collection: str, document: Mapping[str, Any]) -> Picture:
    chosen = shown_elsewhere(context.get("image"), chrome.site().get("defaultImage"))
    if chosen:
        shown, media = chosen
        kind = str(shown.get("mimeType") or media.get("mimeType"))
        alt = "" if media.get("decorative") else shortened(media.get("alt"), 400)
        return Picture(absolute(shown["url"]), kind, shown.get("width"), shown.get("height"), alt)
    drawn = cards.card_address(collection, document) or cards.site_card_address()
    title = document.get("title") or chrome.site().get("name")
    return Picture(absolute(drawn), "image/png", cards.WIDTH, cards.HEIGHT, shortened(title, 400))


def _article(post: Mapping[str, Any]) -> Article:
    people = [address("users", author) for author in post.get("populatedAuthors") or ()]
    labels = [one["title"] for one in post.get("categories") or () if isinstance(one, Mapping) and one.get("title")]
    return Article(
        published=post.get("publishedAt"),
        modified=post.get("revisedAt"),
        authors=tuple(absolute(path) for path in people if path),
        section=labels[0] if labels else None,
        tags=tuple(labels),
    )


def _feeds(context: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The feed of what this page is a list of, then the site's; none where there is nothing to put into it."""
    name = chrome.site().get("name") or ""
    feeds = [("", "/feed")] if chrome.has_any("posts") else []
    own = LISTS_WITH_FEEDS.get(request.endpoint or "") if chrome.has_any("projects") else None
    for variable, collection in LISTED.items():
        listed = context.get(variable)
        path = address(collection, listed)
        if path and isinstance(listed, Mapping) and chrome.has_any(FED_BY.get(collection, "posts")):
            own = (listed.get("title") or listed.get("name") or "", f"{path}/feed")
    return [(f"{title} – {name}" if title else name, stem) for title, stem in ([own] if own else []) + feeds]
