"""What a page says about itself in the words of schema.org, for search engines. Dicts only; the layout writes them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from blog.site import chrome
from blog.site.addresses import address, safe_address
from blog.site.dates import iso
from blog.site.pictures import share_image
from blog.site.rendering import absolute

Thing = dict[str, Any]


def website() -> Thing:
    """The site as a whole."""
    site = chrome.site()
    return _thing("WebSite", name=site.get("name"), url=absolute("/"), description=site.get("description"))


def posting(post: Mapping[str, Any], authors: list[dict[str, Any]]) -> Thing:
    """A post of the blog."""
    return _thing(
        "BlogPosting",
        headline=post.get("title"),
        description=post.get("summary"),
        url=_url("posts", post),
        mainEntityOfPage=_url("posts", post),
        image=_image(post.get("heroImage")),
        datePublished=iso(post.get("publishedAt")),
        dateModified=iso(post.get("updatedAt")),
        author=[person(author) for author in authors],
        publisher={"@type": "Organization", "name": chrome.site().get("name")},
        keywords=[category["title"] for category in post.get("categories") or [] if "title" in category],
    )


def work(project: Mapping[str, Any], authors: list[dict[str, Any]]) -> Thing:
    """A project of the portfolio."""
    links = project.get("links") or {}
    return _thing(
        "CreativeWork",
        name=project.get("title"),
        description=project.get("summary"),
        url=_url("projects", project),
        image=_image(project.get("heroImage")),
        dateCreated=iso(project.get("started")),
        sameAs=[url for url in (safe_address(links.get("demo")), safe_address(links.get("source"))) if url],
        creator=[person(author) for author in authors],
    )


def person(author: Mapping[str, Any]) -> Thing:
    """Somebody who signs."""
    return _thing("Person", name=author.get("name"), url=_url("users", author), image=_image(author.get("avatar")))


def way(steps: list[dict[str, Any]], here: str) -> Thing:
    """The way down to a page, as search engines show it above a result."""
    links = [{"label": step["label"], "url": absolute(step["url"])} for step in steps] + [{"label": here, "url": None}]
    return _thing(
        "BreadcrumbList",
        itemListElement=[
            _thing("ListItem", position=number, name=link["label"], item=link["url"])
            for number, link in enumerate(links, 1)
        ],
    )


def _thing(kind: str, **properties: Any) -> Thing:
    return {"@context": "https://schema.org", "@type": kind, **{k: v for k, v in properties.items() if v}}


def _url(collection: str, document: Mapping[str, Any]) -> str | None:
    path = address(collection, document)
    return absolute(path) if path else None


def _image(media: Any) -> str | None:
    image = share_image(media)
    return absolute(image["url"]) if image else None
